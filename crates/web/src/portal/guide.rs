//! 政府信息公开指南: how a body's information is ordered and obtained, and whom to turn to.
//!
//! Basis: Regulation Art. 12 (what a guide must hold), Arts. 13–16, 25, 27–29, 47, 51; 行政复议法 Arts. 20, 23, 24;
//! 行政诉讼法 Art. 46.

use askama::Template;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::Tree;
use gongkai_store::bodies::Body;

use super::asked::{Address, Asked, made};
use super::choices;
use super::contact;
use super::head::Head;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

#[derive(Debug, Template)]
#[template(path = "portal/guide.html")]
struct GuidePage {
    frame: Frame,
    head: Head,
    body: Body,
    contact: Vec<(String, String)>,
    supervised_by: Option<String>,
    reconsidered_by: Option<String>,
    choices: Vec<Choice>,
    host: String,
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let id = asked.params.text("body").unwrap_or_default().to_owned();
    let query = [("body", id.as_str())];
    let address = Address::new("/guide", &query);
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let body = chosen(&asked, &tree)?.clone();
            let title = frame.t1("portal-guide-title", "body", &body.name);
            let head = asked.head(&frame, &address, "column-guide", title).called(frame.t("column-guide"));
            let head = head.with_content(&body.updated_at, &body.name);
            let page = GuidePage {
                contact: contact::lines(&frame, &body.profile),
                supervised_by: tree.supervised_by(&body).map(|above| above.name.clone()),
                reconsidered_by: tree.reconsidered_by(&body).map(|above| above.name.clone()),
                choices: choices::bodies(&tree, tree.answerable(), Some(&body.id)),
                host: asked.site.config().public_url.clone(),
                body,
                head,
                frame,
            };
            made(&page)
        })
        .await
}

/// The body a page is asked about: the one named, the topmost when none is. Nobody turns to one that is closed.
pub(super) fn chosen<'a>(asked: &Asked, tree: &'a Tree) -> Result<&'a Body, Failure> {
    let body = match asked.params.text("body") {
        Some(_) => asked.params.body("body").and_then(|id| tree.body(&id)).filter(|body| body.active),
        None => tree.root(),
    };
    Ok(body.ok_or(AppError::NotFound)?)
}
