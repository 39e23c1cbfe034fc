//! From work to the use case that does it.

use super::work::Work;
use crate::app::App;
use crate::error::AppError;
use crate::{collection, messages, webhooks};

/// Does the work.
pub(super) async fn perform(app: &App, work: Work) -> Result<(), AppError> {
    match work {
        Work::KeepHouse => super::schedule::keep_house(app).await,
        Work::ReadUpload { upload } => collection::read_upload(app, &upload).await,
        Work::ReadReport { report } => unless_gone(collection::read_report(app, &report).await),
        Work::CompareReports { collection } => collection::compare_reports(app, &collection).await,
        Work::SendMessage { message } => messages::deliver(app, &message).await,
        Work::Acknowledge { report } => unless_gone(messages::acknowledge(app, &report).await),
        Work::RunReminders => messages::run_reminders(app).await,
        Work::DeliverWebhook { delivery } => unless_gone(webhooks::deliver(app, &delivery).await),
    }
}

/// A report that was taken back, or a webhook removed, before its turn came needs nothing any more.
fn unless_gone(done: Result<(), AppError>) -> Result<(), AppError> {
    match done {
        Err(AppError::NotFound) => Ok(()),
        other => other,
    }
}
