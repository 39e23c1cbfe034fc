//! A note to bodies below.

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::{AppError, Problems, messages};
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;

use crate::error::{Failure, mendable};
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/messages/note.html")]
struct NotePage {
    frame: Frame,
    from: Body,
    below: Vec<Body>,
    subject: String,
    text: String,
    picked: Vec<BodyId>,
    problems: Problems,
}

/// What was entered.
#[derive(Debug, Default)]
struct Entered {
    subject: String,
    text: String,
    bodies: Vec<BodyId>,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    page(&site, &visitor, Entered::default(), Problems::new()).await
}

pub(super) async fn send(State(site): State<Site>, visitor: Visitor, form: Bytes) -> Result<Response, Failure> {
    let entered = Entered { subject: field(&form, "subject"), text: field(&form, "text"), bodies: chosen(&form) };
    let caller = visitor.caller()?;
    let from = place(&site, &visitor).await?;
    match mendable(
        messages::note(site.app(), caller, &from.id, &entered.bodies, &entered.subject, &entered.text).await,
    )? {
        Ok(_) => Ok(redirect("/office/messages?kind=note")),
        Err(problems) => Ok(again(page(&site, &visitor, entered, problems).await?)),
    }
}

async fn page(site: &Site, visitor: &Visitor, entered: Entered, problems: Problems) -> Result<Response, Failure> {
    let from = place(site, visitor).await?;
    let mut below = bodies::subtree(&mut &site.app().database, &from).await?;
    below.retain(|body| body.id != from.id && body.active);
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let Entered { subject, text, bodies: picked } = entered;
    Ok(show_page(&NotePage { frame, from, below, subject, text, picked, problems }))
}

/// The body the person writes for.
async fn place(site: &Site, visitor: &Visitor) -> Result<Body, Failure> {
    let caller = visitor.caller()?;
    let id = caller.where_may(Permission::SendMessages).next().ok_or(AppError::NotFound)?;
    Ok(bodies::by_id(&mut &site.app().database, id).await?)
}

/// The bodies ticked in a form. A browser sends one pair for each, which plain deserialising into a list cannot take.
pub(super) fn chosen(form: &[u8]) -> Vec<BodyId> {
    pairs(form).into_iter().filter(|(name, _)| name == "bodies").filter_map(|(_, id)| BodyId::parse(&id)).collect()
}

/// A field of such a form.
pub(super) fn field(form: &[u8], name: &str) -> String {
    pairs(form).into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
}

fn pairs(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().collect()
}
