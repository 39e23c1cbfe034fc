//! Personal numbers that would be published with a report.

use std::collections::BTreeMap;

use gongkai_report::check::PERSONAL;
use gongkai_report::stored::StoredFinding;
use gongkai_store::Sql;
use gongkai_store::attachments::{self, Attachment, Looked};
use gongkai_store::findings::{Decided, Decision, Finding, decided_by_rules};
use gongkai_store::id::ReportId;

use crate::app::App;
use crate::error::{AppError, Problems};

/// Whether a finding tells of a personal number that is still in the report: whatever was decided, but that it is none.
pub fn is_personal(finding: &Finding, decision: Option<&Decision>) -> bool {
    let is_there = match decision.map(|decision| decision.decided) {
        None | Some(Decided::Mend | Decided::Accept) => true,
        Some(Decided::NotAFault) => false,
    };
    is_there && PERSONAL.iter().any(|code| code.0 == finding.code)
}

/// The personal numbers that would be published with a report, masked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Personal {
    /// Those in its text, as the checks tell them.
    text: Vec<String>,
    /// Those in the files published with it, by the file's name.
    files: Vec<(String, Looked)>,
}

impl Personal {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.files.is_empty()
    }
}

/// Of some reports, the personal numbers in each; those without any are left out.
pub(super) async fn personal(on: &mut dyn Sql, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Personal>, AppError> {
    let mut personal: BTreeMap<ReportId, Personal> = BTreeMap::new();
    for (finding, decision) in decided_by_rules(on, reports, &PERSONAL.map(|code| code.0)).await? {
        if is_personal(&finding, decision.as_ref()) {
            let told: Option<StoredFinding> = serde_json::from_str(&finding.finding).ok();
            let masked = told.and_then(|mut told| told.args.remove("masked")).unwrap_or_default();
            personal.entry(finding.report).or_default().text.push(masked);
        }
    }
    for (report, files) in attachments::of_reports(on, reports).await? {
        let exposing = files.iter().filter_map(|file| Some((file.name.clone(), file.exposes()?.clone())));
        let exposing: Vec<_> = exposing.collect();
        if !exposing.is_empty() {
            personal.entry(report).or_default().files = exposing;
        }
    }
    Ok(personal)
}

/// Of some reports, the files published with them that nobody looked through, or not all of it, by name; reports without any are
/// left out.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn unlooked(app: &App, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Vec<String>>, AppError> {
    let files = attachments::of_reports(&mut &app.database, reports).await?.into_iter();
    let names = files.map(|(report, files)| {
        let unlooked = files.into_iter().filter(Attachment::is_unlooked);
        (report, unlooked.map(|file| file.name).collect::<Vec<_>>())
    });
    Ok(names.filter(|(_, names)| !names.is_empty()).collect())
}

/// What is said of them.
pub(super) fn problems(personal: &Personal) -> Problems {
    let mut problems = Problems::new();
    let mut add = |why, mut words: Vec<(&'static str, String)>, count: usize, masked: &[String]| {
        words.extend([("count", count.to_string()), ("masked", masked.join(" / "))]);
        problems.add_with("personal_is_meant", why, words);
    };
    if !personal.text.is_empty() {
        add("desk-publish-personal", Vec::new(), personal.text.len(), &personal.text);
    }
    for (name, looked) in &personal.files {
        add("desk-publish-personal-file", vec![("name", name.clone())], looked.count, &looked.masked);
    }
    problems
}
