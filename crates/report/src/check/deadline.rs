//! The day of publication against the last day there is for it.
//!
//! Basis: Regulation Art. 49. Unit: calendar days; the last day does not move when it is a day off. For street offices
//! and townships, whom Art. 49 does not name, the date is the district's and lateness is information only.

use gongkai_law::{Basis, Code, Instrument, Severity};
use jiff::Unit;
use jiff::civil::Date;

use super::Examined;
use super::body::BodyKind;
use crate::model::Finding;

pub(super) const PUBLISHED_LATE: Code = Code("published-late");
pub(super) const PUBLISHED_BEFORE_YEAR_END: Code = Code("published-before-year-end");

const BASIS: Basis = Basis::new(Instrument::Regulation, "第四十九条");

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    publication(examined).into_iter().collect()
}

fn publication(examined: &Examined<'_>) -> Option<Finding> {
    let (published, year) = (examined.report.published?, examined.report.year?);
    let year_end = Date::new(year, 12, 31).ok()?;
    if published <= year_end {
        let finding = Finding::new(PUBLISHED_BEFORE_YEAR_END, Severity::Warning, BASIS)
            .with_excerpt(published.to_string())
            .with_arg("published", published)
            .with_arg("year", format!("{year}年"));
        return Some(finding);
    }
    // Where the kind is not known, only what is late for everybody is told.
    let kind = examined.kind.unwrap_or(BodyKind::HigherGovernment);
    let last = examined.settings.due.last_day(kind, year)?;
    if published <= last {
        return None;
    }
    let days = last.until((Unit::Day, published)).ok()?.get_days();
    let severity = match kind {
        BodyKind::Street | BodyKind::Township => Severity::Info,
        BodyKind::Department | BodyKind::CountyGovernment | BodyKind::HigherGovernment => Severity::Warning,
    };
    Some(
        Finding::new(PUBLISHED_LATE, severity, BASIS)
            .with_excerpt(published.to_string())
            .with_arg("published", published)
            .with_arg("last", last)
            .with_arg("days", days),
    )
}
