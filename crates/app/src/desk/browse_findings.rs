//! The findings about a report one after another, for programs.

use gongkai_law::Severity;
use gongkai_store::findings::{self, Browse};
use gongkai_store::id::ReportId;
use gongkai_store::{bodies, reports};

use super::open::Found;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Which findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BrowsingFindings {
    /// Of this severity only.
    pub severity: Option<Severity>,
    /// Only those nobody has decided about.
    pub undecided: bool,
    /// Only those after this place among the report's findings.
    pub after: Option<i64>,
}

/// Findings about a report in the order they were found, at most `limit`.
///
/// # Errors
/// [`AppError::NotFound`] when the report is not there, or not for the caller to see.
pub async fn browse_findings(
    app: &App,
    caller: &Caller,
    id: &ReportId,
    browsing: BrowsingFindings,
    limit: u32,
) -> Result<Vec<Found>, AppError> {
    let on = &mut &app.database;
    let row = reports::by_id(on, id).await?;
    let body = bodies::by_id(on, &row.body).await?;
    caller.require_with_thing(Permission::ViewReports, &body)?;
    let BrowsingFindings { severity, undecided, after } = browsing;
    let browse = Browse { severity: severity.map(|severity| severity.id().to_owned()), undecided, after };
    let found = findings::browsed(on, id, &browse, limit).await?;
    Ok(found.into_iter().filter_map(Found::of).collect())
}
