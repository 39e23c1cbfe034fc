//! Typing in the few figures of last year's report that is known on paper only.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::drafts::{self, OnPaper};
use gongkai_app::{AppError, Problems};
use gongkai_report::edition::TableId;

use super::gone;
use super::page::{Head, cell_name};
use super::save::Fields;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/paper.html")]
struct PaperPage {
    frame: Frame,
    head: Head,
    /// The cells by table.
    tables: Vec<(&'static str, Vec<Asked>)>,
    source: String,
    has_report: bool,
    problems: Problems,
}

/// A cell that is asked for: address, name, what was typed.
type Asked = (String, String, String);

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let form = match drafts::on_paper(site.app(), visitor.caller()?, &super::id(&id)?).await {
        Err(AppError::NotFound) => return gone::instead(&site, &visitor, &id).await,
        form => form?,
    };
    page(&site, &visitor, form, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (caller, draft) = (visitor.caller()?, super::id(&id)?);
    let mut cells: BTreeMap<String, String> = fields.into_iter().collect();
    let source = cells.remove("source").unwrap_or_default();
    match drafts::type_from_paper(site.app(), caller, &draft, cells.clone(), &source).await {
        Ok(()) => Ok(redirect(&format!("/office/drafts/{id}?paper"))),
        Err(AppError::Invalid(problems)) => {
            let form = drafts::on_paper(site.app(), caller, &draft).await?;
            Ok(again(page(&site, &visitor, OnPaper { cells, source, ..form }, problems).await?))
        }
        Err(other) => gone::told_of(&site, &visitor, &id, &[("draft-paper-source", &source)], other).await,
    }
}

async fn page(site: &Site, visitor: &Visitor, form: OnPaper, problems: Problems) -> Result<Response, Failure> {
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let of = |table: TableId| {
        let cells = form.asked.iter().filter(|address| address.table() == table).map(|address| {
            let typed = form.cells.get(address.as_str()).cloned().unwrap_or_default();
            (address.to_string(), cell_name(form.edition, *address), typed)
        });
        (table.title(), cells.collect::<Vec<_>>())
    };
    let tables = TableId::ALL.map(of).into_iter().filter(|(_, cells)| !cells.is_empty()).collect();
    Ok(show_page(&PaperPage {
        head: Head::of(&frame, &form.opened, site.app().today()),
        has_report: form.opened.newest.is_some(),
        tables,
        source: form.source,
        problems,
        frame,
    }))
}
