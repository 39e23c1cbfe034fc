//! Settling several files: a page that shows what is about to happen, then what became of each.

use std::collections::BTreeSet;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::collection::{self, Chosen, MOST_FILES, Settling, Target};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::id::{BodyId, UploadId};

use super::words::Shown;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::office::reports::said;
use crate::page::{again, show as show_page};
use crate::site::Site;

/// What is done with the chosen files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Assign,
    SetAside,
    LookAgain,
}

impl Action {
    fn of(form: &Fields) -> Self {
        match form.text("action") {
            "assign" => Self::Assign,
            "look-again" => Self::LookAgain,
            _ => Self::SetAside,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::SetAside => "set-aside",
            Self::LookAgain => "look-again",
        }
    }

    fn hindrance(self, chosen: &Chosen) -> Option<&AppError> {
        match self {
            Self::Assign => chosen.no_assigning.as_ref(),
            Self::SetAside => chosen.no_setting_aside.as_ref(),
            Self::LookAgain => chosen.no_looking_again.as_ref(),
        }
    }
}

/// A chosen file.
#[derive(Debug)]
struct Line {
    file: Shown,
    title: Option<String>,
    /// Whose it seems to be: the body's name and the year.
    suggested: Option<(Target, String)>,
    hindrance: String,
}

#[derive(Debug, Template)]
#[template(path = "office/uploads/chosen.html")]
struct ChosenPage {
    frame: Frame,
    action: &'static str,
    lines: Vec<Line>,
    able: usize,
    reason: String,
    /// The list the files stand in.
    list: String,
    problems: Problems,
}

#[derive(Debug, Template)]
#[template(path = "office/uploads/outcome.html")]
struct OutcomePage {
    frame: Frame,
    action: &'static str,
    done: usize,
    refused: Vec<Line>,
    list: String,
}

impl OutcomePage {
    /// The message that says how many were done.
    fn done_id(&self) -> String {
        format!("upload-done-{}", self.action)
    }
}

/// The page for whoever comes without files: in another language, or again.
pub(super) async fn none(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    page(&site, &visitor, Action::SetAside, Vec::new(), &Fields::default(), Problems::new()).await
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let chosen = chosen(&site, &visitor, &form).await?;
    page(&site, &visitor, Action::of(&form), chosen, &form, Problems::new()).await
}

pub(super) async fn settle(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let (action, before) = (Action::of(&form), chosen(&site, &visitor, &form).await?);
    let (app, caller) = (site.app(), visitor.caller()?);
    let ids = before.iter().map(|chosen| chosen.upload.id.clone()).collect();
    let done = match action {
        Action::Assign => Ok(collection::assign_several(app, caller, targets(&form)).await),
        Action::SetAside => collection::set_several_aside(app, caller, ids, form.text("reason")).await,
        Action::LookAgain => Ok(collection::look_again_at_several(app, caller, ids).await),
    };
    match mendable(done)? {
        Ok(outcomes) => told(&site, &visitor, action, before, &outcomes).await,
        Err(problems) => Ok(again(page(&site, &visitor, action, before, &form, problems).await?)),
    }
}

/// Who may settle files somewhere, and the files the form names.
async fn chosen(site: &Site, visitor: &Visitor, form: &Fields) -> Result<Vec<Chosen>, Failure> {
    let name = if form.text("all") == "yes" { "shown" } else { "upload" };
    let ids: Option<BTreeSet<UploadId>> = form.all(name).take(MOST_FILES).map(UploadId::parse).collect();
    let ids: Vec<UploadId> = ids.ok_or(AppError::NotFound)?.into_iter().collect();
    Ok(collection::chosen_uploads(site.app(), visitor.caller()?, &ids).await?)
}

/// To whom each file goes, as the page before showed it; those it showed as not able name nobody.
fn targets(form: &Fields) -> Vec<(UploadId, Target)> {
    let target = |text: &str| {
        let mut parts = text.split(' ');
        let (upload, body) = (UploadId::parse(parts.next()?)?, BodyId::parse(parts.next()?)?);
        Some((upload, Target { body, year: parts.next()?.parse().ok()? }))
    };
    form.all("give").filter_map(target).collect()
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    action: Action,
    chosen: Vec<Chosen>,
    form: &Fields,
    problems: Problems,
) -> Result<Response, Failure> {
    if !visitor.caller()?.may_somewhere(Permission::UploadReports) {
        return Err(AppError::Forbidden { permission: Permission::UploadReports }.into());
    }
    let frame = frame(site, visitor).await?;
    let list = list(&chosen);
    let line = |chosen: Chosen| {
        let hindrance = action.hindrance(&chosen).map(|error| said(&frame, error)).unwrap_or_default();
        line(&frame, chosen, hindrance)
    };
    let lines: Vec<Line> = chosen.into_iter().map(line).collect();
    let able = lines.iter().filter(|line| line.hindrance.is_empty()).count();
    let reason = form.text("reason").to_owned();
    Ok(show_page(&ChosenPage { frame, action: action.id(), lines, able, reason, list, problems }))
}

async fn told(
    site: &Site,
    visitor: &Visitor,
    action: Action,
    before: Vec<Chosen>,
    outcomes: &[Settling],
) -> Result<Response, Failure> {
    let frame = frame(site, visitor).await?;
    let list = list(&before);
    let refusal = |id: &UploadId| outcomes.iter().find(|outcome| outcome.upload == *id)?.refusal.as_ref();
    let refused = before.into_iter().filter_map(|chosen| {
        let hindrance = said(&frame, refusal(&chosen.upload.id)?);
        Some(line(&frame, chosen, hindrance))
    });
    let refused = refused.collect();
    let done = outcomes.iter().filter(|outcome| outcome.refusal.is_none()).count();
    Ok(show_page(&OutcomePage { action: action.id(), done, refused, list, frame }))
}

fn line(frame: &Frame, chosen: Chosen, hindrance: String) -> Line {
    let listed = gongkai_store::uploads::Listed { upload: chosen.upload, body_name: None };
    Line { file: Shown::new(frame, listed), title: chosen.title, suggested: chosen.suggested, hindrance }
}

/// The list the files stand in: their batch, or the uploads of the collection.
fn list(chosen: &[Chosen]) -> String {
    match chosen {
        [first, rest @ ..] if rest.iter().all(|each| each.upload.batch == first.upload.batch) => {
            format!("/office/batches/{}?show=doubtful", first.upload.batch)
        }
        [first, ..] => format!("/office/collections/{}/uploads", first.upload.collection),
        [] => "/office/collections".to_owned(),
    }
}

async fn frame(site: &Site, visitor: &Visitor) -> Result<Frame, Failure> {
    let root = site.root().await?;
    Ok(Frame::new(site, visitor, root.as_ref()))
}
