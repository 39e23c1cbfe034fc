//! Opening a year's collection.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use gongkai_app::collection::{self, FIRST_YEAR, NewCollection, OWING};
use gongkai_app::{AppError, Permission, Problems, bodies};
use gongkai_store::bodies::{Body, Kind};
use gongkai_store::id::BodyId;
use serde::Deserialize;

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices;
use crate::office::form_fields::Fields;
use crate::page::{again, redirect, show as show_page};
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/collections/open.html")]
struct OpenPage {
    frame: Frame,
    body: Body,
    /// The bodies that may collect, when there are several.
    places: Vec<Choice>,
    years: Vec<Choice>,
    kinds: Vec<KindChoice>,
    itself: bool,
    /// By when the collecting body itself owes.
    own_due: String,
    due_on: String,
    problems: Problems,
}

impl OpenPage {
    /// Whether it is asked if everybody is meant to count as late.
    fn asks_lateness(&self) -> bool {
        self.problems.0.iter().any(|problem| problem.message == "problem-days-long-over")
    }
}

#[derive(Debug)]
struct KindChoice {
    kind: Kind,
    label: String,
    hint: String,
    ticked: bool,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    body: Option<String>,
    year: Option<i16>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    // Reports are about the year that has ended.
    let year = asked.year.unwrap_or_else(|| site.app().today().year().saturating_sub(1));
    let entered = Entered {
        body: asked.body.as_deref().and_then(BodyId::parse),
        year,
        kinds: None,
        itself: true,
        due_on: String::new(),
    };
    page(&site, &visitor, entered, Problems::new()).await
}

#[derive(Debug)]
struct Entered {
    body: Option<BodyId>,
    year: i16,
    /// `None` before anything was chosen.
    kinds: Option<Vec<Kind>>,
    itself: bool,
    /// The last day of everybody, as entered.
    due_on: String,
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let body = BodyId::parse(form.text("body")).ok_or(AppError::NotFound)?;
    let year = form.text("year").parse().unwrap_or_default();
    let kinds: Vec<Kind> = form.all("kinds").filter_map(Kind::parse).collect();
    let itself = form.text("itself") == "yes";
    let late_is_meant = form.text("late_is_meant") == "yes";
    let entered = Entered {
        body: Some(body.clone()),
        year,
        kinds: Some(kinds.clone()),
        itself,
        due_on: form.text("due_on").to_owned(),
    };
    let due_on = entered.due_on.parse().ok();
    if due_on.is_none() && !entered.due_on.is_empty() {
        let mut problems = Problems::new();
        problems.add("due_on", "problem-day");
        return Ok(again(page(&site, &visitor, entered, problems).await?));
    }
    let new = NewCollection { body, year, kinds, itself, due_on, late_is_meant };
    match mendable(collection::open_collection(site.app(), visitor.caller()?, new).await)? {
        Ok(id) => Ok(redirect(&format!("/office/collections/{id}"))),
        Err(problems) => Ok(again(page(&site, &visitor, entered, problems).await?)),
    }
}

async fn page(site: &Site, visitor: &Visitor, entered: Entered, problems: Problems) -> Result<Response, Failure> {
    let caller = visitor.caller()?;
    let all = bodies::tree(site.app(), caller).await?;
    let may: Vec<Body> = all.into_iter().filter(|body| caller.may(Permission::RunCollection, body)).collect();
    let body = match &entered.body {
        Some(id) => id.clone(),
        None => may.first().map(|body| body.id.clone()).ok_or(AppError::NotFound)?,
    };
    let plan = collection::plan(site.app(), caller, &body, entered.year).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    // Only bodies that have others below them collect.
    let collects =
        |body: &Body| may.iter().any(|below| below.parent.as_ref() == Some(&body.id)) || body.id == plan.body.id;
    let places: Vec<Body> = may.iter().filter(|body| collects(body)).cloned().collect();
    let kinds = plan
        .kinds
        .iter()
        .map(|(kind, count, due)| KindChoice {
            kind: *kind,
            label: frame.t(&format!("kind-{}", kind.id())),
            hint: frame.t2(
                "collection-kind-hint",
                "count",
                count,
                "due",
                due.map(|due| due.to_string()).unwrap_or_default(),
            ),
            ticked: entered.kinds.as_ref().map_or_else(|| OWING.contains(kind), |kinds| kinds.contains(kind)),
        })
        .collect();
    let this_year = site.app().today().year();
    let chosen = entered.year.to_string();
    let years = (FIRST_YEAR..=this_year).rev();
    let years = years.map(|year| Choice::new(year.to_string(), year.to_string(), &chosen)).collect();
    Ok(show_page(&OpenPage {
        places: if places.len() > 1 { choices::bodies(&places, plan.body.id.as_str()) } else { Vec::new() },
        own_due: plan.own.map(|due| due.to_string()).unwrap_or_default(),
        body: plan.body,
        years,
        kinds,
        itself: entered.itself,
        due_on: entered.due_on,
        problems,
        frame,
    }))
}
