//! One file: what was found in it, and what a person says it is.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use gongkai_app::collection::{self, OneUpload};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::id::{BodyId, UploadId};
use gongkai_store::uploads::{Listed, Pick, State as FileState};
use serde::Deserialize;

use super::settled::{Settled, settled};
use super::words::Shown;
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered};
use crate::office::form_fields::Fields;
use crate::page::{BYTES, attachment, show as show_page};
use crate::pieces::Choice;

#[derive(Debug, Template)]
#[template(path = "office/uploads/one.html")]
struct OnePage {
    frame: Frame,
    of: OneUpload,
    shown: Shown,
    reasons: Vec<String>,
    /// The bodies it may be of, likeliest first.
    candidates: Vec<Choice>,
    /// The whole roll.
    roll: Vec<Choice>,
    years: Vec<Choice>,
    /// What speaks against what was chosen; it is asked whether it is meant so.
    doubts: Vec<String>,
    reason: String,
    may_assign: bool,
    may_set_aside: bool,
    may_look_again: bool,
    may_take_back: bool,
    /// What was done about another file just before.
    settled: Option<Settled>,
    problems: Problems,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    settled: Option<String>,
}

pub(super) async fn show(about: About<UploadId>, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let settled = settled(&about.site, &about.visitor, asked.settled.as_deref()).await?;
    page(&about, &Fields::default(), settled, Problems::new()).await
}

/// The file as it came: to be saved, never to be shown by the browser.
pub(super) async fn file(about: About<UploadId>) -> Result<Response, Failure> {
    let (upload, bytes) = collection::upload_file(about.app(), about.caller()?, &about.id).await?;
    let name = upload.name.rsplit('/').next().unwrap_or_default();
    Ok(attachment(BYTES, name, bytes))
}

pub(super) async fn assign(about: About<UploadId>, Form(form): Form<Fields>) -> Result<Response, Failure> {
    let body = BodyId::parse(form.text("other")).or_else(|| BodyId::parse(form.text("body")));
    let year = form.text("year").parse().unwrap_or_default();
    let is_certain = form.text("certain") == "yes";
    let done = collection::assign_upload(about.app(), about.caller()?, &about.id, body, year, is_certain).await;
    answer(&about, &form, done).await
}

pub(super) async fn set_aside(about: About<UploadId>, Form(form): Form<Fields>) -> Result<Response, Failure> {
    let done = collection::set_upload_aside(about.app(), about.caller()?, &about.id, form.text("reason")).await;
    answer(&about, &form, done).await
}

pub(super) async fn take_back(about: About<UploadId>, Form(form): Form<Fields>) -> Result<Response, Failure> {
    let done = collection::take_upload_back(about.app(), about.caller()?, &about.id, form.text("reason")).await;
    // It waits to be assigned anew.
    let itself = |()| format!("/office/uploads/{}", about.id);
    answered(done, itself, async |problems| page(&about, &form, None, problems).await).await
}

pub(super) async fn look_again(about: About<UploadId>) -> Result<Response, Failure> {
    let done = collection::look_again(about.app(), about.caller()?, &about.id).await;
    answer(&about, &Fields::default(), done).await
}

/// On to the next doubtful file, or the file's page again.
async fn answer(about: &About<UploadId>, form: &Fields, done: Result<(), AppError>) -> Result<Response, Failure> {
    let next = match done {
        Ok(()) => next(about).await,
        Err(refused) => Err(refused),
    };
    answered(next, |next| next, async |problems| page(about, form, None, problems).await).await
}

/// The next doubtful file that came with this one, from the first again after the last; the batch when there is none.
async fn next(about: &About<UploadId>) -> Result<String, AppError> {
    let (app, caller) = (about.app(), about.caller()?);
    let batch = collection::one_upload(app, caller, &about.id).await?.upload.batch;
    let doubtful = |after| Pick { states: vec![FileState::Doubtful], after, most: 1 };
    let mut found = collection::batch_files(app, caller, &batch, &doubtful(Some(about.id.clone()))).await?;
    if found.is_empty() {
        found = collection::batch_files(app, caller, &batch, &doubtful(None)).await?;
    }
    Ok(match found.first() {
        Some(next) => format!("/office/uploads/{}?settled={}", next.upload.id, about.id),
        None => format!("/office/batches/{batch}?settled={}", about.id),
    })
}

async fn page(
    about: &About<UploadId>,
    form: &Fields,
    settled: Option<Settled>,
    problems: Problems,
) -> Result<Response, Failure> {
    let of = collection::one_upload(about.app(), about.caller()?, &about.id).await?;
    let frame = about.frame().await?;
    let listed = Listed { upload: of.upload.clone(), body_name: of.body.as_ref().map(|body| body.name.clone()) };
    let name = |body: &BodyId| of.roll.iter().find(|row| row.obligation.body == *body).map(|row| &row.body_name);
    let first = of.found.candidates.first().map(|candidate| candidate.body.to_string()).unwrap_or_default();
    let chosen = Some(form.text("body")).filter(|body| !body.is_empty()).unwrap_or(&first).to_owned();
    let candidate = |body: &BodyId| Some(Choice::new(body.as_str(), name(body)?, &chosen));
    let year = Some(form.text("year")).filter(|year| !year.is_empty()).map(str::to_owned);
    let year = year.unwrap_or_else(|| of.found.year.unwrap_or(of.collection.year).to_string());
    let choices = of.years.iter().map(ToString::to_string);
    let may = frame.may_at(Permission::UploadReports, &of.supervisor);
    let state = of.upload.state;
    Ok(show_page(&OnePage {
        shown: Shown::new(&frame, listed),
        reasons: of.found.reasons.iter().map(|reason| reason.text(frame.lang)).collect(),
        candidates: of.found.candidates.iter().filter_map(|each| candidate(&each.body)).collect(),
        roll: of
            .roll
            .iter()
            .map(|row| Choice::new(row.obligation.body.as_str(), &row.body_name, form.text("other")))
            .collect(),
        years: choices.map(|each| Choice::new(each.clone(), each, &year)).collect(),
        doubts: frame.problems(&problems).into_iter().filter(|(of, _)| of == "certain").map(|(_, said)| said).collect(),
        reason: form.text("reason").to_owned(),
        may_assign: may && matches!(state, FileState::Doubtful | FileState::SetAside | FileState::Duplicate),
        may_set_aside: may && matches!(state, FileState::Doubtful | FileState::Unreadable | FileState::Duplicate),
        may_look_again: may
            && matches!(
                state,
                FileState::Doubtful | FileState::Unreadable | FileState::Duplicate | FileState::SetAside
            ),
        may_take_back: may && of.to_be_taken_back,
        settled,
        of,
        problems,
        frame,
    }))
}
