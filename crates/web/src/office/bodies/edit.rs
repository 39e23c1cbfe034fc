//! Changing what a body is.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::bodies::{edit, view::supervisors};
use gongkai_app::{Permission, Problems};
use gongkai_store::bodies::Body;
use jiff::Timestamp;

use super::facts_form::FactsForm;
use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::{bodies, kinds, levels};
use crate::page::{again, redirect, show as show_page};
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/edit.html")]
struct EditPage {
    frame: Frame,
    body: Body,
    form: FactsForm,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    supervisors: Vec<Choice>,
    problems: Problems,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let form = FactsForm::of(&body);
    page(&site, &visitor, body, form, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<FactsForm>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let seen: Timestamp = form.seen.parse().map_err(|_| Failure::Unreadable)?;
    match mendable(edit(site.app(), visitor.caller()?, &body.id, form.facts()?, seen).await)? {
        Ok(()) => Ok(redirect(&format!("/office/bodies/{id}?edited"))),
        Err(problems) => Ok(again(page(&site, &visitor, body, form, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    form: FactsForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let frame = frame(site, visitor).await?;
    let mut supervisors = bodies(&supervisors(site.app(), Some(&body.id)).await?, &form.supervisor);
    supervisors.insert(0, Choice::new("", frame.t("bodies-supervisor-above"), &form.supervisor));
    Ok(show_page(&EditPage {
        kinds: kinds(&frame, &form.kind),
        levels: levels(&frame, &form.level),
        supervisors,
        frame,
        body,
        form,
        problems,
    }))
}
