//! What became of reminders that were just sent: how many, how many could not be and why, and who has read them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::messages::{self, Reminders, Round};
use gongkai_store::bodies;
use gongkai_store::id::{BodyId, CollectionId};
use jiff::Timestamp;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::collections::collection_id;
use crate::page::{redirect, show as show_page};
use crate::site::Site;

/// Bodies left out that an address names; more are too many to be told one by one.
const MOST_NAMED: usize = 30;

#[derive(Debug, Template)]
#[template(path = "office/messages/reminded.html")]
struct RemindedPage {
    frame: Frame,
    round: Round,
    /// Bodies that were chosen and not reminded, by name.
    left_out: Vec<String>,
}

impl RemindedPage {
    fn sent(&self) -> usize {
        self.round.reports.saturating_add(self.round.mending)
    }

    /// The messages of the same kind.
    fn log(&self) -> &'static str {
        match (self.round.reports, self.round.mending) {
            (0, 1..) => "/office/messages?kind=mending",
            (_, 0) => "/office/messages?kind=reminder",
            (_, _) => "/office/messages",
        }
    }
}

/// Where the page about reminders stands.
pub(super) fn address(collection: &CollectionId, sent: &Reminders) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("from", &sent.from.to_string()).append_pair("until", &sent.until.to_string());
    for body in sent.left_out.iter().take(MOST_NAMED) {
        query.append_pair("left", body.as_str());
    }
    format!("/office/collections/{collection}/reminded?{}", query.finish())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Failure> {
    let collection = collection_id(&id)?;
    let asked: Vec<(String, String)> =
        form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let all = |name: &'static str| asked.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str());
    let moment = |name| all(name).next().and_then(|text| text.parse::<Timestamp>().ok());
    let between = (moment("from").unwrap_or_default(), moment("until").unwrap_or_default());
    let round = messages::round(site.app(), visitor.caller()?, &collection, between).await?;
    if round.reports == 0 && round.mending == 0 && all("left").next().is_none() {
        return Ok(redirect(&format!("/office/collections/{id}/remind")));
    }
    let left: Vec<BodyId> = all("left").take(MOST_NAMED).filter_map(BodyId::parse).collect();
    let mut left_out = Vec::new();
    if !left.is_empty() {
        let below = bodies::subtree(&mut &site.app().database, &round.body).await?;
        left_out.extend(below.into_iter().filter(|body| left.contains(&body.id)).map(|body| body.name));
    }
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    Ok(show_page(&RemindedPage { frame, round, left_out }))
}
