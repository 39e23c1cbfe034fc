//! 法定主动公开内容: what a body must publish unasked. For now the agency profile (item 2); the other items say where they
//! are, or that they are not here yet.
//!
//! Basis: Regulation Art. 20.

use askama::Template;
use axum::response::Response;
use gongkai_store::bodies::Body;

use super::asked::{Address, Asked, made};
use super::choices;
use super::contact;
use super::guide::chosen;
use super::head::Head;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

#[derive(Debug, Template)]
#[template(path = "portal/catalogue.html")]
struct CataloguePage {
    frame: Frame,
    head: Head,
    body: Body,
    contact: Vec<(String, String)>,
    below: Vec<Body>,
    choices: Vec<Choice>,
    texts: [(&'static str, Vec<String>); 3],
    items: Vec<Item>,
}

/// One of the fifteen items.
#[derive(Debug)]
struct Item {
    name: String,
    /// Where it is on this platform: name and address.
    place: Option<(String, &'static str)>,
}

/// The items of Art. 20.
const ITEMS: usize = 15;
/// The item the agency profile is.
const PROFILE: usize = 2;

/// The lines of a text of the profile.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let id = asked.params.text("body").unwrap_or_default().to_owned();
    let query = [("body", id.as_str())];
    let address = Address::new("/catalogue", &query);
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let body = chosen(&asked, &tree)?.clone();
            let title = frame.t1("portal-catalogue-title", "body", &body.name);
            let head = asked.head(&frame, &address, "column-catalogue", title).called(frame.t("column-catalogue"));
            let head = head.with_content(&body.updated_at, &body.name);
            let items = (1..=ITEMS).map(|number| Item {
                name: frame.t(&format!("portal-article-20-{number}")),
                place: (number == PROFILE).then(|| (frame.t("portal-catalogue-profile"), "#profile")),
            });
            let page = CataloguePage {
                contact: contact::lines(&frame, &body.profile),
                below: tree.below(Some(&body.id)).filter(|below| below.active).cloned().collect(),
                choices: choices::bodies(&tree, tree.answerable(), Some(&body.id)),
                texts: [
                    ("portal-catalogue-functions", lines(&body.profile.functions)),
                    ("portal-catalogue-units", lines(&body.profile.units)),
                    ("portal-catalogue-leaders", lines(&body.profile.leaders)),
                ],
                items: items.collect(),
                body,
                head,
                frame,
            };
            made(&page)
        })
        .await
}
