//! One row of the roll: its last day, its excuse, off the roll.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::collection::{self, OneRow};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::id::ObligationId;
use gongkai_store::obligations::State as RowState;

use super::words::{Badge, badge};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/collections/row.html")]
struct RowPage {
    frame: Frame,
    of: OneRow,
    badge: Badge,
    due_on: String,
    reason: String,
    may_change: bool,
    may_remove: bool,
    problems: Problems,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &parse(&id)?, &Fields::default(), Problems::new()).await
}

pub(super) async fn due(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let row = parse(&id)?;
    let due_on = form.text("due_on").parse().ok();
    let done = collection::change_due(site.app(), visitor.caller()?, &row, due_on).await;
    answer(&site, &visitor, &row, &form, done).await
}

pub(super) async fn excuse(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let row = parse(&id)?;
    let done = collection::excuse(site.app(), visitor.caller()?, &row, form.text("reason")).await;
    answer(&site, &visitor, &row, &form, done).await
}

pub(super) async fn owe(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    collection::take_excuse_back(site.app(), visitor.caller()?, &parse(&id)?).await?;
    Ok(redirect(&format!("/office/obligations/{id}")))
}

pub(super) async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let collection = collection::remove_body(site.app(), visitor.caller()?, &parse(&id)?).await?;
    Ok(redirect(&format!("/office/collections/{collection}")))
}

async fn answer(
    site: &Site,
    visitor: &Visitor,
    id: &ObligationId,
    form: &Fields,
    done: Result<(), AppError>,
) -> Result<Response, Failure> {
    match mendable(done)? {
        Ok(()) => Ok(redirect(&format!("/office/obligations/{id}"))),
        Err(problems) => Ok(again(page(site, visitor, id, form, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &ObligationId,
    form: &Fields,
    problems: Problems,
) -> Result<Response, Failure> {
    let of = collection::row(site.app(), visitor.caller()?, id).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let may_change = of.collection.is_open() && frame.may_at(Permission::RunCollection, &of.supervisor);
    let entered = |name: &str, now: &str| match form.text(name) {
        "" => now.to_owned(),
        entered => entered.to_owned(),
    };
    Ok(show_page(&RowPage {
        badge: badge(&frame, of.obligation.state, of.obligation.spared(of.body.closed_on)),
        due_on: entered("due_on", &of.obligation.due_on.to_string()),
        reason: entered("reason", of.obligation.excused.as_deref().unwrap_or_default()),
        may_remove: may_change && of.obligation.state == RowState::Owed && of.obligation.report.is_none(),
        may_change,
        of,
        problems,
        frame,
    }))
}

fn parse(id: &str) -> Result<ObligationId, Failure> {
    ObligationId::parse(id).ok_or(Failure::App(AppError::NotFound))
}
