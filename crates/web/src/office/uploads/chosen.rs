//! Settling several files: a page that shows what is about to happen, then what became of each.

use std::collections::BTreeSet;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use gongkai_app::collection::{self, Chosen, MOST_FILES, Target};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::id::{BodyId, UploadId};

use super::words::Shown;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::office::several::{MOST_IN_ADDRESS, Told, said};
use crate::page::{again, redirect, show as show_page};
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
    /// What the form's address adds, so that its page is found again from an answer that asks for more.
    send: String,
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

/// The page about the files an address names; without any for whoever comes without files.
pub(super) async fn look(
    State(site): State<Site>,
    visitor: Visitor,
    Query(form): Query<Fields>,
) -> Result<Response, Failure> {
    let chosen = chosen(&site, &visitor, &form).await?;
    page(&site, &visitor, Action::of(&form), chosen, &form, Problems::new()).await
}

/// On to that page: it can be read again, in another language, too. Too many files for an address are shown at once.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let chosen = chosen(&site, &visitor, &form).await?;
    match query(&form) {
        Some(query) => Ok(redirect(&format!("/office/uploads/chosen?{query}"))),
        None => page(&site, &visitor, Action::of(&form), chosen, &form, Problems::new()).await,
    }
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
    let outcomes = match mendable(done)? {
        Ok(outcomes) => outcomes,
        Err(problems) => return Ok(again(page(&site, &visitor, action, before, &form, problems).await?)),
    };
    let outcomes = outcomes.iter().map(|outcome| (outcome.upload.as_str(), outcome.refusal.as_ref()));
    let told = Told::of(outcomes);
    match told.address("/office/uploads/settled", action.id(), &visitor.form_token) {
        Some(address) => Ok(redirect(&address)),
        None => outcome(&site, &visitor, action, &told).await,
    }
}

/// What became of the files an address names; on to the collections for one this session was not given.
pub(super) async fn settled(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    may(&visitor)?;
    match Told::parse(asked.pairs(), &frame(&site, &visitor).await?, &visitor.form_token) {
        Some(told) => outcome(&site, &visitor, Action::of(&asked), &told).await,
        None => Ok(redirect(&list(&[]))),
    }
}

/// Who may settle files somewhere, and the files the form names.
async fn chosen(site: &Site, visitor: &Visitor, form: &Fields) -> Result<Vec<Chosen>, Failure> {
    let ids: Option<Vec<UploadId>> = named(form).into_iter().take(MOST_FILES).map(UploadId::parse).collect();
    Ok(collection::chosen_uploads(site.app(), visitor.caller()?, &ids.ok_or(AppError::NotFound)?).await?)
}

/// The ids of the files a form or an address names, each once.
fn named(form: &Fields) -> BTreeSet<&str> {
    let name = if form.text("all") == "yes" { "shown" } else { "upload" };
    form.all(name).chain(form.text("uploads").split('.').filter(|id| !id.is_empty())).collect()
}

/// What the address of the page about these files asks for; `None` when they are too many for one.
fn query(form: &Fields) -> Option<String> {
    let ids = named(form);
    if ids.len() > MOST_IN_ADDRESS {
        return None;
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("action", Action::of(form).id());
    query.append_pair("uploads", &ids.into_iter().collect::<Vec<_>>().join("."));
    Some(query.finish())
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
    may(visitor)?;
    let frame = frame(site, visitor).await?;
    let list = list(&chosen);
    let line = |chosen: Chosen| {
        let hindrance = action.hindrance(&chosen).map(|error| said(&frame, error)).unwrap_or_default();
        line(&frame, chosen, hindrance)
    };
    let lines: Vec<Line> = chosen.into_iter().map(line).collect();
    let able = lines.iter().filter(|line| line.hindrance.is_empty()).count();
    let reason = form.text("reason").to_owned();
    let send = query(form).map_or_else(String::new, |query| format!("?{query}"));
    Ok(show_page(&ChosenPage { frame, action: action.id(), lines, able, send, reason, list, problems }))
}

async fn outcome(site: &Site, visitor: &Visitor, action: Action, told: &Told) -> Result<Response, Failure> {
    may(visitor)?;
    let frame = frame(site, visitor).await?;
    let ids: Option<Vec<UploadId>> = told.ids().into_iter().take(MOST_FILES).map(UploadId::parse).collect();
    let all = collection::chosen_uploads(site.app(), visitor.caller()?, &ids.ok_or(AppError::NotFound)?).await?;
    let list = list(&all);
    let refused = all.into_iter().filter_map(|chosen| {
        let hindrance = told.refusal(chosen.upload.id.as_str())?.said(&frame);
        Some(line(&frame, chosen, hindrance))
    });
    let refused = refused.collect();
    Ok(show_page(&OutcomePage { action: action.id(), done: told.done.len(), refused, list, frame }))
}

/// Whether who looks may settle files anywhere.
fn may(visitor: &Visitor) -> Result<(), Failure> {
    if visitor.caller()?.may_somewhere(Permission::UploadReports) {
        return Ok(());
    }
    Err(AppError::Forbidden { permission: Permission::UploadReports }.into())
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
