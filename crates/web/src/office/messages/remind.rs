//! Reminding the bodies of a collection that owe a report, or are late to mend one that was returned.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::Problems;
use gongkai_app::messages::{self, Outstanding, ToRemind};
use gongkai_store::id::{BodyId, CollectionId};

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::collections::collection_id;
use crate::office::messages::note::{chosen, field};
use crate::office::messages::reminded;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/messages/remind.html")]
struct RemindPage {
    frame: Frame,
    year: i16,
    /// The collection and the name of the body that runs it.
    collection: CollectionId,
    body: String,
    groups: Vec<Group>,
    /// What the body that collects has to do itself, as an id; empty when nothing.
    itself: &'static str,
    /// Who was chosen, when the page comes back.
    chosen: Option<Vec<BodyId>>,
    /// Whether it was asked already if those reminded a short while ago are meant.
    asked: bool,
    problems: Problems,
}

/// Bodies that are reminded of the same.
#[derive(Debug)]
struct Group {
    /// The word for it: `report` or `mending`.
    id: &'static str,
    rows: Vec<Outstanding>,
    /// What the first of them would be sent.
    sample: Sample,
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
    /// Whether a body is ticked: those chosen, and before that those that are late and were not reminded a short while ago.
    fn is_ticked(&self, row: &Outstanding) -> bool {
        match &self.chosen {
            Some(chosen) => chosen.contains(&row.row.obligation.body),
            None => row.days_late > 0 && !row.is_lately,
        }
    }

    /// Whether somebody is late and not ticked, being reminded a short while ago.
    fn leaves_out(&self) -> bool {
        let rows = || self.groups.iter().flat_map(|group| &group.rows);
        self.chosen.is_none() && rows().any(|row| row.days_late > 0 && row.is_lately)
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
    page(&site, &visitor, &collection_id(&id)?, None, false, Problems::new()).await
}

pub(super) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Bytes,
) -> Result<Response, Failure> {
    let id = collection_id(&id)?;
    let bodies: Vec<BodyId> = chosen(&form);
    let (certain, asked) = (field(&form, "certain") == "yes", field(&form, "asked") == "yes");
    match mendable(messages::remind(site.app(), visitor.caller()?, &id, &bodies, certain).await)? {
        Ok(sent) => Ok(redirect(&reminded::address(&id, &sent))),
        Err(problems) => Ok(again(page(&site, &visitor, &id, Some(bodies), asked, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &CollectionId,
    chosen: Option<Vec<BodyId>>,
    asked: bool,
    problems: Problems,
) -> Result<Response, Failure> {
    let ToRemind { collection, body, rows, itself } = messages::outstanding(site.app(), visitor.caller()?, id).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let today = site.app().today();
    let (mending, report): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.mending.is_some());
    let group = |(id, rows): (&'static str, Vec<Outstanding>)| {
        let first = rows.first()?;
        let (subject, text) = messages::reminder(&collection, &body, first, today);
        let lines = text.lines().map(str::to_owned).collect();
        let sample = Sample { to: first.row.body_name.clone(), subject, lines };
        Some(Group { id, rows, sample })
    };
    let groups = [("report", report), ("mending", mending)].into_iter().filter_map(group).collect();
    let (year, collection, body) = (collection.year, collection.id, body.name);
    let itself = itself.map_or("", |own| match own.mending {
        Some(_) => "message-remind-itself-mends",
        None => "message-remind-itself-owes",
    });
    Ok(show_page(&RemindPage { frame, year, collection, body, groups, itself, chosen, asked, problems }))
}
