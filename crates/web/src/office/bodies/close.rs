//! Closing a body, and reopening it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::bodies::view::supervisors;
use gongkai_app::bodies::{self, Closing};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::bodies::Body;
use gongkai_store::drafts;
use gongkai_store::id::BodyId;
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::bodies as choices;
use crate::page::{again, redirect, show as show_page};
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/close.html")]
struct ClosePage {
    frame: Frame,
    body: Body,
    form: Entered,
    successors: Vec<Choice>,
    /// The reports it began and did not hand in, in words; empty when there are none.
    drafts: String,
    /// The bodies below it that are open, by name: they are closed or moved first.
    below: Vec<String>,
    problems: Problems,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Entered {
    reason: String,
    on: String,
    successor: String,
}

impl Entered {
    fn closing(&self) -> Result<Closing, AppError> {
        let on = match self.on.trim() {
            "" => None,
            on => Some(on.parse().map_err(|_| Problems::one("on", "problem-day"))?),
        };
        let successor = match self.successor.as_str() {
            "" => None,
            id => Some(BodyId::parse(id).ok_or_else(|| Problems::one("successor", "problem-successor"))?),
        };
        Ok(Closing { reason: self.reason.clone(), on, successor })
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    page(&site, &visitor, body, Entered::default(), Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let done = match form.closing() {
        Ok(closing) => bodies::close(site.app(), visitor.caller()?, &body.id, &closing).await,
        Err(error) => Err(error),
    };
    answer(&site, &visitor, body, form, done, "closed").await
}

pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let done = bodies::reopen(site.app(), visitor.caller()?, &body.id, &form.reason).await;
    answer(&site, &visitor, body, form, done, "reopened").await
}

async fn answer(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    form: Entered,
    done: Result<(), AppError>,
    word: &str,
) -> Result<Response, Failure> {
    match mendable(done)? {
        Ok(()) => Ok(redirect(&format!("/office/bodies/{}?{word}", body.id))),
        Err(problems) => Ok(again(page(site, visitor, body, form, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    form: Entered,
    problems: Problems,
) -> Result<Response, Failure> {
    let frame = frame(site, visitor).await?;
    // Whoever takes over stands anywhere in the tree but below what is closed.
    let mut successors = choices(&supervisors(site.app(), Some(&body.id)).await?, &form.successor);
    successors.insert(0, Choice::new("", frame.t("bodies-successor-unknown"), &form.successor));
    let in_hand = bodies::drafts_in_hand(site.app(), visitor.caller()?, &body.id).await?;
    let word = |(year, state): (i16, drafts::State)| {
        frame.t2("bodies-close-draft", "year", year, "state", frame.word("draft-state", state.id()))
    };
    let drafts = in_hand.into_iter().map(word).collect::<Vec<_>>().join(" · ");
    let below = bodies::open_below(site.app(), visitor.caller()?, &body.id).await?;
    Ok(show_page(&ClosePage { frame, body, form, successors, drafts, below, problems }))
}
