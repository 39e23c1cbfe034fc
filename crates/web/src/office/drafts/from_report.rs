//! Asking before a draft takes over the report that came in as a file: what it gets, what stays blank, what it loses.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::drafts::{self, Basis};
use gongkai_report::TableId;
use gongkai_store::id::ReportId;
use serde::Deserialize;

use super::gone;
use super::page::{Head, cell_name};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/from-report.html")]
struct FromReportPage {
    frame: Frame,
    head: Head,
    /// `None` when there is no such report, or the draft cannot be written in.
    basis: Option<Basis>,
    /// Cells and texts of the draft that would be replaced.
    replaced: (usize, usize),
    /// Whether the draft has all of it already.
    is_in: bool,
    /// Whether nothing stands in the draft yet.
    is_blank: bool,
    /// What was not read, by table: the cell and the words that stand there.
    unread: Vec<(&'static str, Vec<(String, String)>)>,
}

impl FromReportPage {
    /// Whether anything that stands in the draft would go.
    fn replaces(&self) -> bool {
        self.replaced != (0, 0)
    }
}

/// What the button's form carries.
#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    version: i64,
    report: String,
}

pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (opened, basis) = match drafts::basis(site.app(), visitor.caller()?, &super::id(&id)?).await {
        Err(AppError::NotFound) => return gone::instead(&site, &visitor, &id).await,
        found => found?,
    };
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    let head = Head::of(&frame, &opened, site.app().today());
    let basis = basis.filter(|_| head.may_write);
    let of = |table: TableId| {
        let cells = basis.iter().flat_map(|basis| &basis.unread).filter(|(address, _)| address.table() == table);
        let named = cells.map(|(address, words)| (cell_name(opened.form.edition, *address), words.clone()));
        (table.title(), named.collect::<Vec<_>>())
    };
    let unread = TableId::ALL.map(of).into_iter().filter(|(_, cells)| !cells.is_empty()).collect();
    let replaced = basis.as_ref().map(|basis| basis.replaces(&opened.row)).unwrap_or_default();
    let is_in = basis.as_ref().is_some_and(|basis| basis.is_in(&opened.row));
    let mut texts = opened.row.cells.values().chain(opened.row.sections.values());
    let is_blank = texts.all(|text| text.trim().is_empty());
    Ok(show_page(&FromReportPage { frame, head, basis, replaced, is_in, is_blank, unread }))
}

pub(super) async fn fill(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let report = ReportId::parse(&entered.report).ok_or(AppError::NotFound)?;
    match drafts::fill_from_report(site.app(), visitor.caller()?, &super::id(&id)?, &report, entered.version).await {
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}?report"))),
        Err(other) => gone::told_of(&site, &visitor, &id, &[], other).await,
    }
}
