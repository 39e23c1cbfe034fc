//! The start page: what is due, late, waiting for me; nothing else.

use askama::Template;
use axum::extract;
use axum::response::Response;
use gongkai_app::start::{self, Own, Start};
use gongkai_store::drafts::State;
use gongkai_store::reports::{Listed, State as ReportState};
use gongkai_store::returns::Open;
use jiff::Timestamp;

use crate::error::Failure;
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::routes::{Access, Route};
use crate::site::Site;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/office", Access::SignedIn, show)]
}

#[derive(Debug, Template)]
#[template(path = "office/start.html")]
struct StartPage {
    frame: Frame,
    start: Start,
}

impl StartPage {
    /// How long a body still has, in words.
    fn left(&self, own: &Own) -> String {
        match own.days_left {
            None => String::new(),
            Some(0) => self.frame.t("start-due-today"),
            Some(days) if days < 0 => self.frame.t1("collection-late-days", "days", days.saturating_neg()),
            Some(days) => self.frame.t1("start-days-left", "days", days),
        }
    }

    /// What a person does next for whom nothing waits: the sentence, and where the button leads with its word.
    fn nothing(&self) -> [&'static str; 3] {
        let may = |permission| self.frame.may(permission);
        if may(Permission::RunCollection) {
            ["start-nothing-supervisor", "/office/collections/new", "collection-open-new"]
        } else if may(Permission::DraftReport) {
            ["start-nothing-officer", "/office/drafts", "menu-drafts"]
        } else if may(Permission::SignReport) {
            ["start-nothing-leader", "/office/drafts", "menu-drafts"]
        } else if may(Permission::ManagePeople) {
            ["start-nothing-administrator", "/office/people", "menu-people"]
        } else if may(Permission::ViewCollection) {
            ["start-nothing-auditor", "/office/collections", "menu-collections"]
        } else if may(Permission::ViewDrafts) {
            ["start-nothing-reviewer", "/office/drafts", "menu-drafts"]
        } else {
            ["start-nothing-nobody", "", ""]
        }
    }

    fn draft(&self, own: &Own) -> String {
        match &own.draft {
            None => self.frame.t("start-no-draft"),
            Some((_, State::Draft)) if own.is_overtaken => self.frame.t("start-draft-overtaken"),
            Some((_, state)) => self.drafted(state, &own.is_next),
        }
    }

    /// Where a draft stands, in words.
    fn drafted(&self, state: &State, is_next: &bool) -> String {
        match state {
            State::Draft if *is_next => self.frame.t("start-draft-next"),
            state => self.frame.word("start-draft", state.id()),
        }
    }

    /// Where the next thing is to be done: the draft the leader sent back, else the letter of the return, else the draft,
    /// else the list where one is begun. What was signed is opened again from its preview.
    fn next(&self, own: &Own) -> String {
        match (&own.draft, &own.returned) {
            (Some((draft, State::Signed)), None) => format!("/office/drafts/{draft}/preview"),
            (Some((draft, State::Returned)), _) | (Some((draft, _)), None) => format!("/office/drafts/{draft}"),
            (_, Some(returned)) => format!("/office/returns/{}", returned.id),
            (None, None) => "/office/drafts".to_owned(),
        }
    }

    /// When the body did its part about a return: it answered, or sent the report again.
    fn done_at(&self, of: &Open) -> Option<Timestamp> {
        of.returned.answered_at.or(of.returned.closed_at)
    }

    /// What a report on no roll waits for.
    fn waits_for(&self, of: &Listed) -> &'static str {
        if of.report.state == ReportState::Accepted { "start-to-publish" } else { "start-to-judge" }
    }

    /// Whether a draft is on its way.
    fn is_drafted(&self, own: &Own) -> bool {
        own.draft.as_ref().is_some_and(|(_, state)| *state != State::Signed)
    }
}

async fn show(extract::State(site): extract::State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let start = start::start(site.app(), visitor.caller()?).await?;
    let root = site.root().await?;
    Ok(show_page(&StartPage { frame: Frame::new(&site, &visitor, root.as_ref()), start }))
}
