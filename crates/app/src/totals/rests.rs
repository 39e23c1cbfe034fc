//! What a signed version rests on that was added up from members' reports, and what became of those since. What was signed
//! never changes by it.

use gongkai_report::draft::Draft;
use gongkai_report::{CellAddress, Report as Reading, stored};
use gongkai_store::bodies::Body;
use gongkai_store::id::ReportId;
use gongkai_store::publications::{self, Listed};
use gongkai_store::reports::{self, Report, Said, SignedSums};
use gongkai_store::totals::Which;
use gongkai_store::{Sql, corrections};
use jiff::Timestamp;

use super::add_up::Added;
use super::draft::form;
use super::drift::{Drift, since};
use super::overridden::{Overridden, overridden};
use crate::app::App;
use crate::desk::corrected;
use crate::error::AppError;

/// What a signed version rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rests {
    /// Which reports were added up.
    pub which: Which,
    /// When.
    pub added_up_at: Timestamp,
    /// Figures that departed from the sums when it was signed.
    pub overridden: Vec<Overridden>,
    /// Why they do.
    pub reason: Option<String>,
    /// Who said so.
    pub by: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
    /// What changed among the members since; of a version that neither counts nor is public nothing is told.
    pub drift: Option<Drift>,
}

/// What a version rests on, with what was read from it; `None` when it was not added up. `counts`: whether it is the newest, or
/// what the public reads.
pub(crate) async fn rests(
    app: &App,
    body: &Body,
    (row, read): (&Report, Option<&Reading>),
    counts: bool,
) -> Result<Option<Rests>, AppError> {
    let on = &mut &app.database;
    let Some(SignedSums { sums, reason }) = reports::signed_sums(on, &row.id).await? else { return Ok(None) };
    let Said { by, at, .. } = reports::said(on, &row.id).await?;
    let signed = read.map(|read| Draft::from_report(read, &body.name, row.year));
    let drift = if counts {
        let members: Vec<ReportId> = reports::members(on, &row.id).await?.into_iter().map(|of| of.id).collect();
        since(app, body, row.year, &members, (sums.which, sums.at)).await?
    } else {
        None
    };
    Ok(Some(Rests {
        which: sums.which,
        added_up_at: sums.at,
        overridden: signed.map(|signed| overridden(&sums.cells, &signed)).unwrap_or_default(),
        reason,
        by,
        at,
        drift,
    }))
}

/// A body's own report of a year that was added up before, beside what is added up now.
#[derive(Debug)]
pub struct OfYear {
    /// The newest version.
    pub report: Report,
    /// All publications of the year's report, newest first.
    pub publications: Vec<Listed>,
    /// What it rests on.
    pub rests: Rests,
    /// The cells of which the sums are others now than the figures it has, corrections applied: the sum, and its own. Nothing
    /// where other reports were added up than now.
    pub others: Vec<Overridden>,
}

/// The body's own report of the year a total is about, where that was added up here.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn of_year(app: &App, added: &Added) -> Result<Option<OfYear>, AppError> {
    let on = &mut &app.database;
    let Some(report) = reports::current(on, &added.body.id, added.year).await? else { return Ok(None) };
    let kept = reports::reading(on, &report.id).await?;
    let read = kept.and_then(|kept| stored::from_json(&kept).ok());
    let Some(rests) = rests(app, &added.body, (&report, read.as_ref()), true).await? else { return Ok(None) };
    let others = match read.filter(|_| rests.which == added.which) {
        Some(read) => others(on, added, &report, read).await?,
        None => Vec::new(),
    };
    let publications = publications::versions(on, &added.body.id, added.year).await?;
    Ok(Some(OfYear { report, publications, rests, others }))
}

async fn others(on: &mut dyn Sql, added: &Added, report: &Report, read: Reading) -> Result<Vec<Overridden>, AppError> {
    let now = corrected(read, &corrections::of_report(on, &report.id).await?);
    let sums = form(added).cells.into_iter().map(|(address, sum): (CellAddress, String)| (address.to_string(), sum));
    Ok(overridden(&sums.collect(), &Draft::from_report(&now, &added.body.name, added.year)))
}
