//! Accepting or publishing several reports: a page that shows what is about to happen, then what became of each.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::desk::{JUDGED_ABOVE, Seen, list};
use gongkai_app::publishing::{self, Among, Outcome};
use gongkai_app::{AppError, Permission};
use gongkai_store::id::ReportId;
use gongkai_store::reports::{Listed, State as ReportState};

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::office::several::{Told, said};
use crate::page::{redirect, show as show_page};
use crate::site::Site;

/// What is done with the chosen reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Accept,
    Publish,
}

impl Action {
    /// The one an address names.
    fn of(asked: &[(String, String)]) -> Self {
        match asked.iter().find(|(name, _)| name == "action").map(|(_, value)| value.as_str()) {
            Some("publish") => Self::Publish,
            _ => Self::Accept,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Publish => "publish",
        }
    }

    fn permission(self) -> Permission {
        match self {
            Self::Accept => Permission::JudgeReports,
            Self::Publish => Permission::PublishReports,
        }
    }

    /// The message that says why nothing will be done with a report as it stands.
    fn hindrance(self, listed: &Listed) -> Option<&'static str> {
        match (self, listed.report.state) {
            (Self::Publish, ReportState::Accepted) if listed.withdrawn => Some("desk-withdrawn-alone"),
            (Self::Accept, ReportState::Checked | ReportState::Returned) | (Self::Publish, ReportState::Accepted) => {
                None
            }
            (_, ReportState::Received | ReportState::Read) => Some("desk-unread"),
            (_, ReportState::Superseded) => Some("desk-superseded"),
            (Self::Accept, ReportState::Accepted) => Some("desk-accepted-already"),
            (Self::Publish, ReportState::Checked | ReportState::Returned) => Some("desk-not-accepted"),
        }
    }
}

impl Action {
    /// The message that says what more goes with it.
    fn note(self, listed: &Listed) -> Option<&'static str> {
        match (self, listed.report.state) {
            (Self::Accept, ReportState::Returned) => Some("desk-return-ends"),
            (Self::Publish, ReportState::Accepted) if listed.published.is_some() => Some("desk-published-before"),
            _ => None,
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "office/reports/chosen.html")]
struct ChosenPage {
    frame: Frame,
    action: &'static str,
    lines: Vec<Line>,
    able: usize,
    /// How many of these have something to be known first.
    noted: usize,
}

/// A chosen report.
#[derive(Debug)]
struct Line {
    listed: Listed,
    hindrance: String,
    /// What more is to be known before it is done.
    note: String,
    /// Whether it is done by itself, on its own page.
    alone: bool,
}

#[derive(Debug, Template)]
#[template(path = "office/reports/outcome.html")]
struct OutcomePage {
    frame: Frame,
    action: &'static str,
    done_id: &'static str,
    done: usize,
    refused: Vec<Line>,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Result<Response, Failure> {
    let asked = asked(&uri);
    let action = Action::of(&asked);
    let ids = ids(asked.iter().filter(|(name, _)| name == "report").map(|(_, value)| value.as_str()))?;
    may(&visitor, action)?;
    let frame = frame(&site, &visitor).await?;
    let chosen = list::chosen(site.app(), visitor.caller()?, &ids).await?;
    let among = match action {
        Action::Publish => publishing::among(site.app(), &accepted(&chosen)).await?,
        Action::Accept => {
            let able = chosen.iter().filter(|listed| action.hindrance(listed).is_none());
            let able: Vec<ReportId> = able.map(|listed| listed.report.id.clone()).collect();
            publishing::unsettled(site.app(), &able).await?
        }
    };
    let published = if action == Action::Publish { accepted(&chosen) } else { Vec::new() };
    let unlooked = publishing::unlooked(site.app(), &published).await?;
    let above = list::judged_above(site.app(), visitor.caller()?, action.permission(), &chosen).await?;
    let line = |listed: Listed| {
        let is_above = above.contains(&listed.report.id);
        let among = among.get(&listed.report.id);
        let why = match among {
            Some(Among::Public(why) | Among::Alone(why)) => Some(said(&frame, &AppError::Invalid(why.clone()))),
            Some(Among::Follows { .. }) | None => action.hindrance(&listed).map(|id| frame.t(id)),
        };
        let why = if is_above { Some(frame.t(JUDGED_ABOVE)) } else { why };
        let note = match among {
            Some(Among::Follows { has_note: true }) => Some("desk-follows-noted"),
            Some(Among::Follows { has_note: false }) => Some("desk-follows"),
            Some(Among::Public(_) | Among::Alone(_)) | None => action.note(&listed),
        };
        let changed = listed.being_changed.then_some("desk-being-changed");
        let notes = [note, changed].into_iter().flatten().filter(|_| why.is_none()).map(|id| frame.t(id));
        let files = unlooked.get(&listed.report.id).filter(|_| why.is_none());
        let files = files.map(|names| frame.t1("desk-chosen-unlooked", "names", names.join("、")));
        let note = notes.chain(files).collect::<Vec<_>>().join(" · ");
        let is_alone = matches!(among, Some(Among::Alone(_))) && !is_above;
        let alone = match action {
            Action::Publish => {
                (listed.withdrawn || is_alone) && !is_above && listed.report.state == ReportState::Accepted
            }
            Action::Accept => is_alone,
        };
        Line { listed, hindrance: why.unwrap_or_default(), note, alone }
    };
    let lines: Vec<Line> = chosen.into_iter().map(line).collect();
    let able = lines.iter().filter(|line| line.hindrance.is_empty()).count();
    let noted = lines.iter().filter(|line| !line.note.is_empty()).count();
    Ok(show_page(&ChosenPage { frame, action: action.id(), lines, able, noted }))
}

pub(super) async fn accept(
    State(site): State<Site>,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let chosen: Vec<(ReportId, Seen)> = ids(fields.all("report"))?
        .into_iter()
        .map(|id| {
            let seen = fields.text(&format!("seen-{id}"));
            (id, ReportState::parse(seen).map_or(Seen::Unknown, Seen::State))
        })
        .collect();
    let outcomes = publishing::accept_several(site.app(), visitor.caller()?, &chosen, fields.text("reason")).await;
    told(&site, &visitor, Action::Accept, outcomes).await
}

pub(super) async fn publish(
    State(site): State<Site>,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let ids = ids(fields.all("report"))?;
    let outcomes = publishing::publish_several(site.app(), visitor.caller()?, &ids, fields.text("reason")).await;
    told(&site, &visitor, Action::Publish, outcomes).await
}

/// On to the page that tells what became of each, which can be read again; told at once where there are too many.
async fn told(site: &Site, visitor: &Visitor, action: Action, outcomes: Vec<Outcome>) -> Result<Response, Failure> {
    let seen = outcomes.iter().filter(|outcome| !matches!(outcome.refusal, Some(AppError::NotFound)));
    let told = Told::of(seen.map(|outcome| (outcome.report.as_str(), outcome.refusal.as_ref())));
    match told.address("/office/reports/settled", action.id(), &visitor.form_token) {
        Some(address) => Ok(redirect(&address)),
        None => outcome(site, visitor, action, &told).await,
    }
}

/// What became of the reports an address names; on to the list for one this session was not given.
pub(super) async fn settled(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Result<Response, Failure> {
    let asked = asked(&uri);
    let action = Action::of(&asked);
    may(&visitor, action)?;
    match Told::parse(&asked, &frame(&site, &visitor).await?, &visitor.form_token) {
        Some(told) => outcome(&site, &visitor, action, &told).await,
        None => Ok(redirect("/office/reports")),
    }
}

fn may(visitor: &Visitor, action: Action) -> Result<(), Failure> {
    if visitor.caller()?.may_somewhere(action.permission()) {
        return Ok(());
    }
    Err(AppError::Forbidden { permission: action.permission() }.into())
}

async fn outcome(site: &Site, visitor: &Visitor, action: Action, told: &Told) -> Result<Response, Failure> {
    may(visitor, action)?;
    let frame = frame(site, visitor).await?;
    let listed = list::chosen(site.app(), visitor.caller()?, &ids(told.ids().into_iter())?).await?;
    let line = |listed: Listed| {
        let hindrance = told.refusal(listed.report.id.as_str())?.said(&frame);
        let alone = told.refusal(listed.report.id.as_str())?.is_for_one(&frame);
        Some(Line { listed, hindrance, note: String::new(), alone })
    };
    let refused = listed.into_iter().filter_map(line).collect();
    let done_id = match action {
        Action::Accept => "desk-done-accept",
        Action::Publish => "desk-done-publish",
    };
    Ok(show_page(&OutcomePage { action: action.id(), done_id, done: told.done.len(), refused, frame }))
}

/// Of chosen reports, those whose publication would not be refused for where they stand.
fn accepted(chosen: &[Listed]) -> Vec<ReportId> {
    let accepted = chosen.iter().filter(|of| of.report.state == ReportState::Accepted);
    accepted.map(|of| of.report.id.clone()).collect()
}

/// What an address asks for.
fn asked(uri: &Uri) -> Vec<(String, String)> {
    form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

async fn frame(site: &Site, visitor: &Visitor) -> Result<Frame, Failure> {
    let root = site.root().await?;
    Ok(Frame::new(site, visitor, root.as_ref()))
}

fn ids<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Vec<ReportId>, Failure> {
    let mut ids = Vec::new();
    for text in texts.take(publishing::several::MOST) {
        let id = ReportId::parse(text).ok_or(AppError::NotFound)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}
