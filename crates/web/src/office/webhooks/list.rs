//! The webhooks, and entering one.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gongkai_app::webhooks::{self, Kept};
use gongkai_app::{AppError, Problems};
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::webhooks::Delivery;
use serde::Deserialize;

use crate::error::{Failure, mendable};
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::office::unreached;
use crate::page::{again, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/webhooks/list.html")]
struct ListPage {
    frame: Frame,
    webhooks: Vec<Row>,
    bodies: Vec<Body>,
    url: String,
    body: String,
    secret: String,
    problems: Problems,
}

/// A webhook, and what became of its newest delivery.
#[derive(Debug)]
struct Row {
    webhook: Kept,
    newest: Option<Newest>,
    /// When the next delivery that waits is tried.
    next: String,
}

#[derive(Debug)]
struct Newest {
    state: String,
    /// When it was tried last; when it came where it was not yet.
    moment: String,
    /// What was answered, or why there was no answer.
    answer: String,
}

impl Row {
    fn new(frame: &Frame, webhook: Kept) -> Self {
        let standing = &webhook.standing;
        let newest = standing.newest.as_ref().map(|delivery| Newest {
            state: delivery.state.clone(),
            moment: frame.moment(&standing.tried_at.unwrap_or(delivery.created_at)),
            // One that is tried anew after it was given up still has the answer of then.
            answer: if delivery.attempts > 0 { answer(frame, delivery) } else { String::new() },
        });
        let next = standing.next_at.map(|at| frame.moment(&at)).unwrap_or_default();
        Self { webhook, newest, next }
    }
}

/// What a delivery was answered last, or why there was no answer.
fn answer(frame: &Frame, delivery: &Delivery) -> String {
    match (delivery.status, &delivery.problem) {
        (Some(status), _) => format!("HTTP\u{a0}{status}"),
        (None, Some(problem)) => unreached::reason(frame, problem),
        (None, None) => String::new(),
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Entered {
    #[serde(default)]
    url: String,
    #[serde(default)]
    body: String,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    page(&site, &visitor, Entered::default(), String::new(), Problems::new()).await
}

pub(super) async fn enter(
    State(site): State<Site>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let body = BodyId::parse(&entered.body).ok_or(AppError::NotFound)?;
    let done = webhooks::enter(site.app(), visitor.caller()?, &body, &entered.url).await;
    // What was typed stays, with why it does not do.
    if let Err(AppError::NotNow { reason }) = done {
        let mut problems = Problems::new();
        problems.add("url", reason);
        let page = page(&site, &visitor, entered, String::new(), problems).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    match mendable(done)? {
        // Shown once, so the page itself is the answer: a redirect would lose it.
        Ok((_, secret)) => page(&site, &visitor, Entered::default(), secret.reveal().to_owned(), Problems::new()).await,
        Err(problems) => Ok(again(page(&site, &visitor, entered, String::new(), problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    entered: Entered,
    secret: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let caller = visitor.caller()?;
    let webhooks = webhooks::list(site.app(), caller).await?;
    let mut all = bodies::all(&mut &site.app().database).await?;
    all.retain(|body| caller.may(Permission::ManageWebhooks, body));
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let webhooks = webhooks.into_iter().map(|webhook| Row::new(&frame, webhook)).collect();
    let (url, body) = (entered.url, entered.body);
    Ok(show_page(&ListPage { frame, webhooks, bodies: all, url, body, secret, problems }))
}
