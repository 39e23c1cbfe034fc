//! The years of the bodies a person draws up reports for.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use gongkai_app::drafts::{self, OfBody};
use gongkai_app::{AppError, Problems};
use gongkai_store::drafts::Listed;
use gongkai_store::obligations;
use jiff::civil::Date;

use super::page::badge;
use crate::error::Failure;
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::office::choices;
use crate::page::show as show_page;
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/list.html")]
struct ListPage {
    frame: Frame,
    groups: Vec<Group>,
    /// Bodies a draft can be begun for.
    bodies: Vec<Choice>,
    year: String,
    problems: Problems,
    /// Whether a draft was given up just now.
    discarded: bool,
}

#[derive(Debug)]
struct Group {
    body: String,
    /// Since when it is closed.
    closed_on: Option<String>,
    body_id: String,
    may_start: bool,
    years: Vec<Year>,
}

#[derive(Debug)]
struct Year {
    year: i16,
    due_on: Option<String>,
    is_late: bool,
    excused: Option<String>,
    /// Why it owes no report, and none came.
    spared: Option<obligations::Spared>,
    owed: Option<&'static str>,
    /// Whether its return was answered in words and waits for the upper level.
    is_answered: bool,
    /// What the newest version of the report is called where it leads to it.
    look: &'static str,
    /// What beginning a draft is called: of a year whose report is there it makes a new version.
    start: &'static str,
    draft: Option<String>,
    state: Option<(&'static str, &'static str)>,
    updated: Option<String>,
    report: Option<String>,
    /// Whether a file can be handed in: the report is owed, or came back to be mended.
    takes_file: bool,
}

impl Year {
    /// Whether the body was closed by the end of the year and owes nothing about it.
    fn is_closed(&self) -> bool {
        self.spared == Some(obligations::Spared::Closed)
    }

    /// Whether a draft would be the first of its report.
    fn is_first(&self) -> bool {
        self.start == "draft-start"
    }

    /// What is asked before a draft is begun that makes a new version.
    fn confirm(&self) -> String {
        if self.owed == Some(obligations::State::Withdrawn.id()) {
            return "draft-start-withdrawn-confirm".to_owned();
        }
        format!("{}-confirm", self.start)
    }

    /// What is said of a year without a draft: its report may have come in all the same.
    fn without_draft(&self) -> &'static str {
        if self.is_first() { "draft-none" } else { "draft-none-filed" }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let mut page = listed(&site, &visitor, String::new(), None, Problems::new()).await?;
    page.discarded = query.as_deref() == Some("discarded");
    Ok(show_page(&page))
}

/// The list, with what was entered to begin a draft.
pub(super) async fn page(
    site: &Site,
    visitor: &Visitor,
    body: String,
    year: Option<String>,
    problems: Problems,
) -> Result<Response, Failure> {
    Ok(show_page(&listed(site, visitor, body, year, problems).await?))
}

async fn listed(
    site: &Site,
    visitor: &Visitor,
    body: String,
    year: Option<String>,
    problems: Problems,
) -> Result<ListPage, Failure> {
    let caller = visitor.caller()?;
    let listed = drafts::list(site.app(), caller).await?;
    if listed.is_empty() {
        return Err(AppError::Forbidden { permission: Permission::ViewDrafts }.into());
    }
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let own: Vec<_> = listed.iter().map(|of| of.body.clone()).collect();
    let own: Vec<_> = own.into_iter().filter(|body| caller.may(Permission::DraftReport, body)).collect();
    let today = site.app().today();
    let chosen = listed.iter().find(|of| own.iter().any(|first| first.id == of.body.id));
    let year = year.unwrap_or_else(|| another_year(chosen, today).to_string());
    let groups = listed.iter().map(|of| group(&frame, of, today)).collect();
    let bodies = choices::bodies(&own, &body);
    Ok(ListPage { bodies, frame, groups, year, problems, discarded: false })
}

/// The newest year a body has neither a draft nor a duty for; the last one where it has something for all.
fn another_year(of: Option<&OfBody>, today: Date) -> i16 {
    let last = today.year().saturating_sub(1);
    let is_free = |year: &i16| !of.is_some_and(|of| of.years.iter().any(|row| row.year == *year));
    (drafts::FIRST_YEAR..=last).rev().find(is_free).unwrap_or(last)
}

fn group(frame: &Frame, of: &OfBody, today: Date) -> Group {
    Group {
        body: of.body.name.clone(),
        closed_on: of.body.closed_on.map(|day| day.to_string()),
        body_id: of.body.id.to_string(),
        may_start: frame.may_at(Permission::DraftReport, &of.body),
        years: of.years.iter().map(|row| year(frame, row, of.answered.contains(&row.year), today)).collect(),
    }
}

fn year(frame: &Frame, row: &Listed, is_answered: bool, today: Date) -> Year {
    let waits = row.spared.is_none() && row.owed == Some(obligations::State::Owed);
    Year {
        year: row.year,
        due_on: row.due_on.map(|day| day.to_string()),
        is_late: waits && row.due_on.is_some_and(|day| day < today),
        excused: row.excused.clone(),
        spared: row.spared,
        owed: row.owed.map(obligations::State::id),
        is_answered,
        look: if row.owed == Some(obligations::State::Returned) { "draft-see-return" } else { "draft-report-open" },
        start: match row.owed {
            None | Some(obligations::State::Owed) => "draft-start",
            Some(obligations::State::Published | obligations::State::Withdrawn) => "draft-start-correction",
            Some(
                obligations::State::Received
                | obligations::State::Read
                | obligations::State::Checked
                | obligations::State::Returned
                | obligations::State::Accepted,
            ) => "draft-start-version",
        },
        draft: row.draft.as_ref().map(ToString::to_string),
        state: row.state.map(|state| (state.id(), badge(state))),
        updated: row.updated_at.as_ref().map(|at| frame.moment(at)),
        report: row.report.as_ref().map(ToString::to_string),
        takes_file: waits || row.owed == Some(obligations::State::Returned),
    }
}
