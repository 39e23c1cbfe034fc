//! The list of reports, from which several can be accepted or published at once.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::Permission;
use gongkai_app::desk::list::{self, List, PAGE, Query};
use gongkai_law::roll::State as RollState;
use gongkai_store::reports::Listed;

use super::standing::Standing;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::portal::pages::Pages;
use crate::portal::params::Params;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/reports/list.html")]
struct ListPage {
    frame: Frame,
    list: List,
    query: Query,
    pages: Pages,
    can_accept: bool,
    can_publish: bool,
    /// A state that was asked for and is none.
    unknown_state: Option<String>,
    /// A year that was asked for and is none.
    unknown_year: Option<String>,
}

impl ListPage {
    /// The badges of a report: class and word of each, as its own page has them.
    fn badges(&self, listed: &Listed) -> Vec<(&'static str, String)> {
        Standing::of_listed(listed).badges(&listed.report, &self.frame)
    }

    fn is_year(&self, year: &i16) -> bool {
        self.query.year == Some(*year)
    }

    /// What one can ask for: what is owed is no report yet.
    fn states(&self) -> Vec<RollState> {
        RollState::ALL.into_iter().filter(|state| *state != RollState::Owed).collect()
    }

    fn is_state(&self, state: &RollState) -> bool {
        self.query.state == Some(*state)
    }
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Result<Response, Failure> {
    let params = Params::of(&uri);
    let page = params.page();
    let asked_state = params.text("state");
    let state = asked_state.and_then(RollState::parse).filter(|state| *state != RollState::Owed);
    let unknown_state = asked_state.filter(|_| state.is_none()).map(str::to_owned);
    let unknown_year = params.text("year").filter(|_| params.year("year").is_none()).map(str::to_owned);
    let mut query = Query { at: params.body("at"), year: params.year("year"), state, page: i64::from(page) };
    let mut list = list::list(site.app(), visitor.caller()?, &query).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let asked = [
        ("at", params.text("at").unwrap_or_default()),
        ("year", params.text("year").unwrap_or_default()),
        ("state", params.text("state").unwrap_or_default()),
    ];
    let size = u32::try_from(PAGE).unwrap_or(u32::MAX);
    let total = u64::try_from(list.total).unwrap_or_default();
    let pages = Pages::new(&frame, "/office/reports", &asked, total, size, page);
    if pages.current != page {
        // Beyond the last page: that is shown.
        query.page = i64::from(pages.current);
        list = list::list(site.app(), visitor.caller()?, &query).await?;
    }
    let can_accept = frame.may(Permission::JudgeReports);
    let can_publish = frame.may(Permission::PublishReports);
    Ok(show_page(&ListPage { frame, list, query, pages, can_accept, can_publish, unknown_state, unknown_year }))
}
