//! Reminding the bodies of a collection that owe a report.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::Problems;
use gongkai_app::messages::{self, Outstanding};
use gongkai_store::bodies::Body;
use gongkai_store::collections::Collection;
use gongkai_store::id::{BodyId, CollectionId};

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::collections::collection_id;
use crate::office::messages::note::{chosen, field};
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/messages/remind.html")]
struct RemindPage {
    frame: Frame,
    collection: Collection,
    body: Body,
    rows: Vec<Outstanding>,
    /// Who was chosen, when the page comes back.
    chosen: Option<Vec<BodyId>>,
    /// What the first of them would be sent.
    sample: Option<Sample>,
    problems: Problems,
}

/// A reminder as it would be sent.
#[derive(Debug)]
struct Sample {
    to: String,
    subject: String,
    lines: Vec<String>,
}

/// Problems that are none for who is certain.
const DOUBTS: [&str; 2] = ["problem-reminded-lately", "problem-reminded-more"];

impl RemindPage {
    /// Whether a body is ticked: those chosen, and before that those that are late.
    fn is_ticked(&self, row: &Outstanding) -> bool {
        match &self.chosen {
            Some(chosen) => chosen.contains(&row.row.obligation.body),
            None => row.days_late > 0,
        }
    }

    /// Whether it is asked if those reminded a short while ago are meant, too.
    fn asks_certain(&self) -> bool {
        self.problems.0.iter().any(|problem| DOUBTS.contains(&problem.message))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &collection_id(&id)?, None, Problems::new()).await
}

pub(super) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Bytes,
) -> Result<Response, Failure> {
    let id = collection_id(&id)?;
    let bodies: Vec<BodyId> = chosen(&form);
    let certain = field(&form, "certain") == "yes";
    match mendable(messages::remind(site.app(), visitor.caller()?, &id, &bodies, certain).await)? {
        Ok(_) => Ok(redirect("/office/messages?kind=reminder")),
        Err(problems) => Ok(again(page(&site, &visitor, &id, Some(bodies), problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &CollectionId,
    chosen: Option<Vec<BodyId>>,
    problems: Problems,
) -> Result<Response, Failure> {
    let (collection, body, rows) = messages::outstanding(site.app(), visitor.caller()?, id).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let today = site.app().today();
    let sample = rows.first().map(|row| {
        let (subject, text) = messages::reminder(&collection, &body, row, today);
        Sample { to: row.row.body_name.clone(), subject, lines: text.lines().map(str::to_owned).collect() }
    });
    Ok(show_page(&RemindPage { frame, collection, body, rows, chosen, sample, problems }))
}
