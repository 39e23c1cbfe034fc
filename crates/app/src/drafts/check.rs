//! A draft's findings, as the upper level will see them.

use gongkai_law::Severity;
use gongkai_report::check::Context;
use gongkai_report::draft;
use gongkai_report::stored::StoredFinding;
use gongkai_store::id::DraftId;

use super::open::{Opened, open};
use crate::access::Caller;
use crate::app::App;
use crate::desk::known;
use crate::error::AppError;
use crate::settings;

/// A draft with its findings.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The draft.
    pub opened: Opened,
    /// Its findings, gravest first.
    pub findings: Vec<StoredFinding>,
}

impl Checked {
    /// Findings that have to be mended before the report can be signed: cells without a figure, sections without text.
    pub fn blocking(&self) -> impl Iterator<Item = &StoredFinding> {
        self.findings.iter().filter(|finding| is_blocking(finding))
    }

    /// Other errors: the report can go to the upper level with them only when the body explains them.
    pub fn to_explain(&self) -> impl Iterator<Item = &StoredFinding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error && !is_blocking(finding))
    }
}

fn is_blocking(finding: &StoredFinding) -> bool {
    draft::CODES.iter().any(|code| code.0 == finding.code)
}

/// Checks a draft by what the upper level's checks are set to.
///
/// # Errors
/// As [`open`].
pub async fn check(app: &App, caller: &Caller, id: &DraftId) -> Result<Checked, AppError> {
    let opened = open(app, caller, id).await?;
    let findings = findings(app, &opened).await?;
    Ok(Checked { opened, findings })
}

async fn findings(app: &App, opened: &Opened) -> Result<Vec<StoredFinding>, AppError> {
    let settings = settings::check_settings(app, &opened.body).await?;
    let body = known(&opened.body);
    let (form, prior) = (opened.form.clone(), opened.prior.clone());
    let work = move || {
        let context = Context { prior: prior.as_ref(), settings: &settings, body_kind: body.kind, body: Some(&body) };
        let mut findings: Vec<StoredFinding> = form.findings(&context).iter().map(StoredFinding::from).collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}
