//! A title that names another body than the one whose report it is known to be: a file made from a neighbour's, or a name
//! the register does not know.

use gongkai_law::{Basis, Code, Severity};

use super::Examined;
use crate::edition::EditionId;
use crate::matching::{Reason, Roll};
use crate::model::Finding;

pub(super) const TITLE_OTHER_BODY: Code = Code("title-other-body");

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let (Some(body), Some(title)) = (examined.body, &report.title) else { return Vec::new() };
    let reasons = Roll::new(std::slice::from_ref(body)).find(report, None).reasons;
    let named = reasons.into_iter().find_map(|reason| {
        let Reason::TitleNamesOther { words } = reason else { return None };
        Some(words)
    });
    let Some(named) = named else { return Vec::new() };
    let instrument = EditionId::for_year(report.year.unwrap_or(2021)).instrument();
    let finding = Finding::new(TITLE_OTHER_BODY, Severity::Warning, Basis::new(instrument, ""))
        .with_place(title.at.clone())
        .with_excerpt(title.text.trim())
        .with_arg("found", named)
        .with_arg("own", &body.name);
    vec![finding]
}
