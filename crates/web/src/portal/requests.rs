//! 依申请公开: how to ask for what is not published. Asking online has its place here and is not open yet.
//!
//! Basis: Regulation Arts. 27–33, 40–43, 51; 国办函〔2020〕109号 on fees.

use askama::Template;
use axum::response::Response;

use super::asked::{Address, Asked, made};
use super::choices;
use super::contact;
use super::guide::chosen;
use super::head::Head;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

#[derive(Debug, Template)]
#[template(path = "portal/requests.html")]
struct RequestsPage {
    frame: Frame,
    head: Head,
    contact: Vec<(String, String)>,
    supervised_by: Option<String>,
    reconsidered_by: Option<String>,
    choices: Vec<Choice>,
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let id = asked.params.text("body").unwrap_or_default().to_owned();
    let query = [("body", id.as_str())];
    let address = Address::new("/requests", &query);
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let body = chosen(&asked, &tree)?.clone();
            let title = frame.t1("portal-requests-title", "body", &body.name);
            let head = asked.head(&frame, &address, "column-requests", title).called(frame.t("column-requests"));
            let head = head.with_content(&body.updated_at, &body.name);
            let page = RequestsPage {
                contact: contact::lines(&frame, &body.profile),
                supervised_by: tree.supervised_by(&body).map(|above| above.name.clone()),
                reconsidered_by: tree.reconsidered_by(&body).map(|above| above.name.clone()),
                choices: choices::bodies(&tree, tree.answerable(), Some(&body.id)),
                head,
                frame,
            };
            made(&page)
        })
        .await
}
