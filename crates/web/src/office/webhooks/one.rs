//! One webhook and its deliveries.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::webhooks::{self, Kept};
use gongkai_app::{AppError, Trouble};
use gongkai_store::id::WebhookId;
use gongkai_store::webhooks::Delivery;
use serde::Deserialize;
use serde_json::Value;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/webhooks/one.html")]
struct OnePage {
    frame: Frame,
    webhook: Kept,
    deliveries: Vec<Told>,
}

/// A delivery, and what it tells about.
#[derive(Debug)]
struct Told {
    delivery: Delivery,
    /// The body and the year of its report; only the body where the payload names no year.
    about: String,
}

impl Told {
    fn new(frame: &Frame, delivery: Delivery) -> Self {
        let payload: Value = serde_json::from_str(&delivery.payload).unwrap_or_default();
        let body = payload.pointer("/body/name").and_then(Value::as_str).unwrap_or_default();
        let about = match payload.pointer("/detail/year").and_then(Value::as_i64) {
            Some(year) => frame.t2("desk-title", "body", body, "year", year),
            None => body.to_owned(),
        };
        Self { delivery, about }
    }

    /// Whether it was given up because of an answer that another try would get again.
    fn is_final(&self) -> bool {
        let status = self.delivery.status.and_then(|status| u16::try_from(status).ok());
        self.delivery.state == "failed" && status.is_some_and(|status| Trouble::Http(status).is_lasting())
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Switched {
    on: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    delivery: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (webhook, deliveries) = webhooks::deliveries(site.app(), visitor.caller()?, &parse(&id)?).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let deliveries = deliveries.into_iter().map(|delivery| Told::new(&frame, delivery)).collect();
    Ok(show_page(&OnePage { frame, webhook, deliveries }))
}

pub(super) async fn switch(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Switched>,
) -> Result<Response, Failure> {
    webhooks::switch(site.app(), visitor.caller()?, &parse(&id)?, form.on == "true").await?;
    Ok(redirect(&format!("/office/webhooks/{id}")))
}

pub(super) async fn retry(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Chosen>,
) -> Result<Response, Failure> {
    let webhook = webhooks::retry(site.app(), visitor.caller()?, &form.delivery).await?;
    Ok(redirect(&format!("/office/webhooks/{webhook}")))
}

pub(super) async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    webhooks::remove(site.app(), visitor.caller()?, &parse(&id)?).await?;
    Ok(redirect("/office/webhooks"))
}

fn parse(id: &str) -> Result<WebhookId, Failure> {
    WebhookId::parse(id).ok_or(Failure::App(AppError::NotFound))
}
