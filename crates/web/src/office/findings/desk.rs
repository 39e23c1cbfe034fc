//! The findings desk.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::desk::findings::{self, By, Desk, Lines, PAGE, Query};
use gongkai_app::{Permission, Problems};
use gongkai_law::{Severity, Wording};
use gongkai_store::findings::Listed;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::reports::shown_finding::ShownFinding;
use crate::page::show as show_page;
use crate::portal::pages::Pages;
use crate::portal::params::{Params, address};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/findings/desk.html")]
struct DeskPage {
    frame: Frame,
    desk: Desk,
    query: Query,
    pages: Pages,
    findings: Vec<ShownFinding>,
    can_decide: bool,
    here: String,
    chosen: Vec<String>,
    reason: String,
    problems: Problems,
}

impl DeskPage {
    fn path(&self, by: By) -> String {
        self.narrowed(&self.at(), by, "")
    }

    /// The findings of one rule.
    fn rule(&self, code: &str) -> String {
        self.narrowed(&self.at(), By::Rule, code)
    }

    /// The reports of one body.
    fn of_body(&self, body: &gongkai_store::id::BodyId) -> String {
        self.narrowed(body.as_str(), By::Report, "")
    }

    /// The desk seen otherwise, narrowed down as it is.
    fn narrowed(&self, at: &str, by: By, code: &str) -> String {
        let ticked = |is_ticked| if is_ticked { "1" } else { "" };
        let (year, severity) = (self.year(), self.severity());
        let pairs = [
            ("at", at),
            ("by", by.id()),
            ("year", &year),
            ("severity", severity),
            ("undecided", ticked(self.query.undecided)),
            ("waiting", ticked(self.query.waiting)),
            ("code", code),
        ];
        address(PATH, &pairs)
    }

    /// What a rule is about; its code when a newer program found it.
    fn rule_name(&self, code: &str) -> String {
        let words = Wording::findings(self.frame.lang);
        words.attribute(code, "title", &[]).unwrap_or_else(|| code.to_owned())
    }

    fn at(&self) -> String {
        self.query.at.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    fn year(&self) -> String {
        self.query.year.map(|year| year.to_string()).unwrap_or_default()
    }

    fn severity(&self) -> &'static str {
        self.query.severity.map_or("", Severity::id)
    }

    fn is_year(&self, year: &i16) -> bool {
        self.query.year == Some(*year)
    }
}

const PATH: &str = "/office/findings";

pub(super) async fn show(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Result<Response, Failure> {
    page(&site, &visitor, &uri, Vec::new(), String::new(), Problems::new()).await
}

/// The desk, with what was chosen and refused.
pub(super) async fn page(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    chosen: Vec<String>,
    reason: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let params = Params::of(uri);
    let mut query = query(&params);
    let mut desk = findings::desk(site.app(), visitor.caller()?, &query).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let names = ["at", "by", "year", "severity", "undecided", "waiting", "code"];
    let asked = names.map(|name| (name, params.text(name).unwrap_or_default()));
    let size = u32::try_from(PAGE).unwrap_or(u32::MAX);
    let pages = Pages::new(&frame, PATH, &asked, u64::try_from(desk.total()).unwrap_or_default(), size, params.page());
    if pages.current != params.page() {
        // Beyond the last page: that is shown.
        query.page = i64::from(pages.current);
        desk = findings::desk(site.app(), visitor.caller()?, &query).await?;
    }
    let findings = match &desk.lines {
        Lines::Findings(findings) => findings.iter().map(|(listed, _)| shown(&frame, listed)).collect::<Option<_>>(),
        Lines::Reports(_) | Lines::Rules(_) | Lines::Bodies(_) => None,
    };
    let can_decide = frame.may(Permission::DecideFindings);
    let here = uri.query().unwrap_or_default().to_owned();
    let findings = findings.unwrap_or_default();
    Ok(show_page(&DeskPage { frame, desk, query, pages, findings, can_decide, here, chosen, reason, problems }))
}

fn query(params: &Params) -> Query {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    Query {
        at: params.body("at"),
        by: params.text("by").and_then(By::parse).unwrap_or_default(),
        year: params.year("year"),
        severity: severities.into_iter().find(|severity| Some(severity.id()) == params.text("severity")),
        undecided: params.text("undecided").is_some(),
        waiting: params.text("waiting").is_some(),
        code: params.text("code").map(str::to_owned),
        page: i64::from(params.page()),
    }
}

/// A finding of a list, with whose report it is about.
fn shown(frame: &Frame, listed: &Listed) -> Option<ShownFinding> {
    let finding = serde_json::from_str(&listed.finding.finding).ok()?;
    Some(ShownFinding {
        key: listed.finding.id.to_string(),
        anchor: format!("finding-{}", listed.finding.id),
        body: frame.t2("desk-title", "body", &listed.body_name, "year", listed.year),
        decision: listed.decision.clone(),
        ..ShownFinding::told(frame, &finding, &listed.finding.report)
    })
}
