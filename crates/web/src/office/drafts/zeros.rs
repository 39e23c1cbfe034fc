//! Asking before 0 is written into every empty cell: which cells there are, so that nobody says 0 unawares.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::drafts;
use gongkai_app::drafts::form::blank_cells;
use gongkai_report::TableId;

use super::page::{Head, cell_name};
use super::steps::Step;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/zeros.html")]
struct ZerosPage {
    frame: Frame,
    head: Head,
    count: usize,
    /// The cells by table.
    tables: Vec<(&'static str, Vec<String>)>,
}

pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let opened = drafts::open(site.app(), visitor.caller()?, &super::id(&id)?).await?;
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    let head = Head::of(&frame, &opened, site.app().today());
    let blank = blank_cells(&opened.form);
    let of = |table: TableId| {
        let cells = blank.iter().filter(|address| address.table() == table);
        (table.title(), cells.map(|address| cell_name(opened.form.edition, *address)).collect::<Vec<_>>())
    };
    let tables = TableId::ALL.map(of).into_iter().filter(|(_, cells)| !cells.is_empty()).collect();
    Ok(show_page(&ZerosPage { frame, head, count: blank.len(), tables }))
}

pub(super) async fn fill(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(step): Form<Step>,
) -> Result<Response, Failure> {
    drafts::fill_zeros(site.app(), visitor.caller()?, &super::id(&id)?, step.version).await?;
    Ok(redirect(&format!("/office/drafts/{id}?zeros")))
}
