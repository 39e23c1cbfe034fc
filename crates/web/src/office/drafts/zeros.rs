//! Asking before 0 is written into every empty cell: which cells there are, so that nobody says 0 unawares.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::drafts::form::{blank_cells, known_from_before, nothing_else};
use gongkai_app::drafts::{self, Opened, Zeros};
use gongkai_report::{CellAddress, EditionId, TableId};
use serde::Deserialize;

use super::gone;
use super::meanwhile::{Meanwhile, is_too_late};
use super::page::{Head, cell_name, timeline};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{meanwhile, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/zeros.html")]
struct ZerosPage {
    frame: Frame,
    head: Head,
    /// How many cells are filled when the button is pressed.
    count: usize,
    /// Those by table.
    tables: Vec<ByTable>,
    /// Cells of 上年结转 that stay blank, as last year's report has their figure: address and name.
    carried: Vec<(String, String)>,
    /// Totals that stay blank, as one of their parts holds no figure: address and name.
    left: Vec<(String, String)>,
    /// How many of the file's cells were not read and are blank.
    unread_count: usize,
    /// Those by table: a figure may stand there.
    unread: Vec<ByTable>,
    /// Whether the button was pressed and nothing was filled.
    nothing_done: bool,
    meanwhile: Option<Meanwhile>,
}

/// A table with the names of some of its cells.
type ByTable = (&'static str, Vec<String>);

/// What the button's form carries.
#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    version: i64,
    /// That the cells that were not read are meant, too.
    #[serde(default)]
    unread: String,
}

pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Failure> {
    let opened = match drafts::open(site.app(), visitor.caller()?, &super::id(&id)?).await {
        Err(AppError::NotFound) => return gone::instead(&site, &visitor, &id).await,
        opened => opened?,
    };
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    let nothing_done = uri.query() == Some("nothing");
    Ok(show_page(&ZerosPage { nothing_done, ..page(&site, frame, &opened) }))
}

/// The page after other cells were filled or emptied than it showed, or the draft went to its leader.
async fn too_late(site: &Site, visitor: &Visitor, id: &str) -> Result<Response, Failure> {
    let opened = drafts::open(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let mut page = page(site, frame, &opened);
    let told = Meanwhile::of(&page.frame, &page.head, "draft-zeros", &[]);
    page.meanwhile = Some(told.after(&page.frame, timeline(&page.frame, &opened).first()));
    Ok(meanwhile(show_page(&page)))
}

fn page(site: &Site, frame: Frame, opened: &Opened) -> ZerosPage {
    let head = Head::of(&frame, opened, site.app().today());
    let carried = known_from_before(&opened.form, opened.prior.as_ref());
    let mut unread = opened.unread();
    unread.retain(|address| !carried.contains(address));
    let kept = [unread.as_slice(), &carried].concat();
    let filling: Vec<CellAddress> = nothing_else(&opened.form, &kept).into_iter().map(|(address, _)| address).collect();
    let mut left = blank_cells(&opened.form);
    left.retain(|address| !kept.contains(address) && !filling.contains(address));
    let named = |cells: &[CellAddress]| {
        cells.iter().map(|address| (address.to_string(), cell_name(opened.form.edition, *address))).collect()
    };
    let (left, carried) = (named(&left), named(&carried));
    let by_table = |cells: &[CellAddress]| by_table(opened.form.edition, cells);
    let (count, unread_count) = (filling.len(), unread.len());
    let (tables, unread) = (by_table(&filling), by_table(&unread));
    let (nothing_done, meanwhile) = (false, None);
    ZerosPage { frame, head, count, tables, carried, left, unread_count, unread, nothing_done, meanwhile }
}

fn by_table(edition: EditionId, cells: &[CellAddress]) -> Vec<ByTable> {
    let of = |table: TableId| {
        let cells = cells.iter().filter(|address| address.table() == table);
        (table.title(), cells.map(|address| cell_name(edition, *address)).collect::<Vec<_>>())
    };
    TableId::ALL.map(of).into_iter().filter(|(_, cells)| !cells.is_empty()).collect()
}

pub(super) async fn fill(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let zeros = if entered.unread == "yes" { Zeros::All } else { Zeros::NotUnread };
    let (caller, draft) = (visitor.caller()?, super::id(&id)?);
    let filled = match drafts::fill_zeros(site.app(), caller, &draft, entered.version, zeros).await {
        Ok(filled) => filled,
        Err(why) if is_too_late(&why) => return too_late(&site, &visitor, &id).await,
        Err(other) => return gone::told_of(&site, &visitor, &id, &[], other).await,
    };
    // Nothing is told to be done that was not.
    let to = if filled == 0 { "/zeros?nothing".to_owned() } else { format!("?zeros={filled}") };
    Ok(redirect(&format!("/office/drafts/{id}{to}")))
}
