//! Personal numbers that would be published with a report.

use std::collections::BTreeMap;

use gongkai_report::check::PERSONAL;
use gongkai_report::stored::StoredFinding;
use gongkai_store::Sql;
use gongkai_store::findings::{Decided, Decision, Finding, decided_by_rules};
use gongkai_store::id::ReportId;

use crate::error::{AppError, Problems};

/// Whether a finding tells of a personal number that is still in the report: whatever was decided, but that it is none.
pub fn is_personal(finding: &Finding, decision: Option<&Decision>) -> bool {
    let is_there = match decision.map(|decision| decision.decided) {
        None | Some(Decided::Mend | Decided::Accept) => true,
        Some(Decided::NotAFault) => false,
    };
    is_there && PERSONAL.iter().any(|code| code.0 == finding.code)
}

/// Of some reports, the personal numbers in each, masked as the checks tell them.
pub(super) async fn personal(
    on: &mut dyn Sql,
    reports: &[ReportId],
) -> Result<BTreeMap<ReportId, Vec<String>>, AppError> {
    let mut personal: BTreeMap<ReportId, Vec<String>> = BTreeMap::new();
    for (finding, decision) in decided_by_rules(on, reports, &PERSONAL.map(|code| code.0)).await? {
        if is_personal(&finding, decision.as_ref()) {
            let told: Option<StoredFinding> = serde_json::from_str(&finding.finding).ok();
            let masked = told.and_then(|mut told| told.args.remove("masked")).unwrap_or_default();
            personal.entry(finding.report).or_default().push(masked);
        }
    }
    Ok(personal)
}

/// What is said of them.
pub(super) fn problems(masked: &[String]) -> Problems {
    let mut problems = Problems::new();
    if !masked.is_empty() {
        let words = vec![("count", masked.len().to_string()), ("masked", masked.join(" / "))];
        problems.add_with("personal_is_meant", "desk-publish-personal", words);
    }
    problems
}
