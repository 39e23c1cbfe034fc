//! A report about to be published against what the public reads of it: whether another version says the same.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_report::write::figure::Figures;
use gongkai_report::{CellAddress, EditionId, Report, stored};
use gongkai_store::attachments::Attachment;
use gongkai_store::id::ReportId;
use gongkai_store::{Sql, attachments, bodies, corrections, publications, reports};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::corrected_beside_source;
use crate::error::AppError;

/// What is told before a version is published in the place of another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Against {
    /// The published version that has this content and these files already.
    pub repeats: Option<i64>,
    /// What changes for the public; nothing while nothing is published.
    pub changes: Option<Changes>,
}

/// What the public reads otherwise once a version is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The figures, as they stand in the form; what is blank is empty.
    pub cells: Vec<Change>,
    /// Whether the title or the texts are others.
    pub texts: bool,
    /// Whether other files go with it.
    pub files: bool,
}

/// A figure that becomes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which cell.
    pub address: CellAddress,
    /// What the public reads.
    pub from: String,
    /// What it will read.
    pub to: String,
}

/// What is told before a report is published.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] for those who may not publish it.
pub async fn against(app: &App, caller: &Caller, id: &ReportId) -> Result<Against, AppError> {
    let on = &mut &app.database;
    let row = reports::by_id(on, id).await?;
    let body = bodies::by_id(on, &row.body).await?;
    caller.require_with_thing(Permission::PublishReports, &body)?;
    let Some(kept) = reports::reading(on, id).await? else { return Ok(Against::default()) };
    let read = stored::from_json(&kept).map_err(|error| AppError::Internal(error.to_string()))?;
    let report = corrected_beside_source(read, &corrections::of_report(on, id).await?);
    of(on, &row, &report).await
}

/// Of a report as it would be published. One that is published itself is no other version.
pub(super) async fn of(on: &mut dyn Sql, row: &reports::Report, report: &Report) -> Result<Against, AppError> {
    let Some(current) = publications::current(on, &row.body, row.year).await? else { return Ok(Against::default()) };
    let public = stored::from_json(&current.reading).map_err(|error| AppError::Internal(error.to_string()))?;
    let own = attachments::of_report(on, &row.id).await?;
    let theirs = attachments::of_report(on, &current.report).await?;
    let changes = Changes {
        cells: changed(&cells(&public, row.year), &cells(report, row.year)),
        texts: prose(report) != prose(&public),
        files: files(&own) != files(&theirs),
    };
    let is_same = changes == Changes::default() && current.report != row.id;
    Ok(Against { repeats: is_same.then_some(current.version), changes: Some(changes) })
}

fn changed(before: &BTreeMap<CellAddress, String>, after: &BTreeMap<CellAddress, String>) -> Vec<Change> {
    let addresses: BTreeSet<CellAddress> = before.keys().chain(after.keys()).copied().collect();
    let text = |of: &BTreeMap<CellAddress, String>, address| of.get(address).cloned().unwrap_or_default();
    let all = addresses.iter().map(|address| Change {
        address: *address,
        from: text(before, address),
        to: text(after, address),
    });
    all.filter(|change| change.from != change.to).collect()
}

/// Whether two reports about a year, each with its files, say the same to the public.
pub(super) fn is_same(one: (&Report, &[Attachment]), other: (&Report, &[Attachment]), year: i16) -> bool {
    cells(one.0, year) == cells(other.0, year) && prose(one.0) == prose(other.0) && files(one.1) == files(other.1)
}

/// The figures as the form has them; what is blank is not there.
fn cells(report: &Report, year: i16) -> BTreeMap<CellAddress, String> {
    let figures = Figures::of(EditionId::for_year(year));
    let texts = report.cells.0.iter().map(|(address, cell)| (*address, figures.text(*address, cell)));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

/// The title and the texts by number, without spaces.
fn prose(report: &Report) -> Vec<(u8, String)> {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let title = report.title.iter().map(|title| (u8::MIN, plain(&title.text)));
    let opening = report.opening.iter().map(|line| (u8::MIN, plain(&line.text)));
    let sections = report.sections.iter().map(|section| (section.number, plain(&section.text())));
    title.chain(opening).chain(sections).collect()
}

fn files(files: &[Attachment]) -> BTreeSet<(&str, &str)> {
    files.iter().map(|file| (file.blob.as_str(), file.seen.id())).collect()
}
