//! Giving a body more time to mend a returned report.

use askama::Template;
use axum::Form;
use axum::response::Response;
use gongkai_app::desk::letter::Letter;
use gongkai_app::desk::{self, Extending};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::id::ReturnId;

use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered_or_changed};
use crate::office::form_fields::Fields;
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/extend.html")]
struct ExtendPage {
    frame: Frame,
    of: Letter,
    due_on: String,
    reason: String,
    problems: Problems,
}

pub(super) async fn show(about: About<ReturnId>) -> Result<Response, Failure> {
    page(&about, String::new(), String::new(), Problems::new()).await
}

pub(super) async fn save(about: About<ReturnId>, Form(form): Form<Fields>) -> Result<Response, Failure> {
    let (due_on, reason) = (form.text("due_on").to_owned(), form.text("reason").to_owned());
    let day = |name| form.text(name).trim().parse().ok();
    let extending = Extending { shown: day("shown"), due_on: day("due_on"), reason: reason.clone() };
    let done = desk::extend_mending(about.app(), about.caller()?, &about.id, extending).await;
    let letter = |()| format!("/office/returns/{}", about.id);
    let changed = ("due_on", "desk-extend-changed");
    answered_or_changed(done, changed, letter, async |problems| page(&about, due_on, reason, problems).await).await
}

async fn page(
    about: &About<ReturnId>,
    due_on: String,
    reason: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let of = desk::letter(about.app(), about.caller()?, &about.id).await?;
    about.caller()?.require(Permission::JudgeReports, &of.body)?;
    let (caller, judge) = (about.caller()?, Permission::JudgeReports);
    if desk::is_judged_above(about.app(), caller, judge, &of.body, of.returned.year).await? {
        return Err(AppError::NotNow { reason: desk::JUDGED_ABOVE }.into());
    }
    desk::extendable(&of.returned)?;
    let frame = about.frame().await?;
    Ok(show_page(&ExtendPage { frame, of, due_on, reason, problems }))
}
