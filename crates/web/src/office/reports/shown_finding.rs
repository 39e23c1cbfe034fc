//! A finding as pages show it.

use gongkai_app::desk::{self, Found};
use gongkai_law::{Severity, Wording};
use gongkai_report::letter::place_in_words;
use gongkai_report::stored::StoredFinding;
use gongkai_store::findings::Decision;
use gongkai_store::id::ReportId;

use crate::frame::Frame;

/// A finding as pages show it.
#[derive(Debug, Clone)]
pub(crate) struct ShownFinding {
    /// What a form sends for it: its fingerprint on a report's page, its id elsewhere.
    pub(crate) key: String,
    /// Its anchor.
    pub(crate) anchor: String,
    pub(crate) severity: Severity,
    /// Whose report, on pages of several.
    pub(crate) body: String,
    pub(crate) place: String,
    pub(crate) href: String,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) hint: String,
    pub(crate) excerpt: String,
    pub(crate) basis: String,
    pub(crate) decision: Option<Decision>,
}

impl ShownFinding {
    /// A finding of a report, on the report's own page.
    pub(crate) fn of(frame: &Frame, found: &Found) -> Self {
        Self {
            key: found.kept.fingerprint.clone(),
            anchor: format!("finding-{}", found.kept.ordinal),
            decision: found.decision.clone(),
            ..Self::told(frame, &found.finding, &found.kept.report)
        }
    }

    /// What a form sends to say as what the finding was looked at.
    pub(crate) fn seen(&self) -> String {
        format!("{}={}", self.key, desk::mark(self.decision.as_ref()))
    }

    /// A finding that nothing is decided about here.
    pub(crate) fn told(frame: &Frame, finding: &StoredFinding, report: &ReportId) -> Self {
        let sentence = finding.sentence(Wording::findings(frame.lang));
        Self {
            key: String::new(),
            anchor: String::new(),
            severity: finding.severity,
            body: String::new(),
            place: place_in_words(finding, frame.lang),
            href: href(finding, report),
            code: finding.code.clone(),
            message: sentence.message,
            hint: sentence.hint.unwrap_or_default(),
            excerpt: finding.excerpt.clone().unwrap_or_default(),
            basis: finding.basis.to_string(),
            decision: None,
        }
    }
}

/// Where a finding can be seen: its first cell on the reading desk, else its place in the source.
fn href(finding: &StoredFinding, report: &ReportId) -> String {
    let anchor = match (finding.cells.first(), &finding.at) {
        (Some(cell), _) => format!("#cell-{cell}"),
        (None, Some(place)) => format!("#at-{}", place.key()),
        (None, None) => String::new(),
    };
    format!("/office/reports/{report}{anchor}")
}

/// The order of pages: gravest first, then as found.
pub(crate) fn gravest_first(findings: &mut [ShownFinding]) {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
}
