//! Who there is.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gongkai_app::accounts::people::{Filter, Listed, Status, grantable, list};
use gongkai_store::id::BodyId;
use gongkai_store::people::Role;
use serde::Deserialize;

use super::choices;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::{Visitor, form_encoded};
use crate::page::show as show_page;
use crate::site::Site;

/// So many people on a page.
const ON_A_PAGE: usize = 100;

#[derive(Debug, Template)]
#[template(path = "office/people/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    bodies: Vec<(String, String)>,
    people: Vec<Listed>,
    count: usize,
    page: usize,
    pages: usize,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    body: String,
    role: String,
    status: String,
    page: Option<usize>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let caller = visitor.caller()?;
    let filter = Filter {
        body: BodyId::parse(&asked.body),
        role: Role::parse(&asked.role),
        status: Status::parse(&asked.status),
        text: asked.q.clone(),
    };
    let found = list(site.app(), caller, &filter).await?;
    let count = found.len();
    let pages = count.div_ceil(ON_A_PAGE).max(1);
    let page = asked.page.unwrap_or(1).clamp(1, pages);
    let people = found.into_iter().skip(page.saturating_sub(1) * ON_A_PAGE).take(ON_A_PAGE).collect();
    let bodies = choices(&grantable(site.app(), caller).await?);
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    Ok(show_page(&ListPage { frame, asked, bodies, people, count, page, pages }))
}

impl ListPage {
    /// The address of another page of the same list.
    fn page_path(&self, page: usize) -> String {
        let Asked { q, body, role, status, .. } = &self.asked;
        let pairs = [("q", q), ("body", body), ("role", role), ("status", status)];
        let kept = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let kept = kept.map(|(name, value)| format!("{name}={}&", form_encoded(value)));
        format!("?{}page={page}", kept.collect::<String>())
    }
}
