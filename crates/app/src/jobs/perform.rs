//! From work to the use case that does it.

use super::work::Work;
use crate::app::App;
use crate::error::AppError;

/// Does the work.
pub(super) async fn perform(app: &App, work: Work) -> Result<(), AppError> {
    match work {
        Work::KeepHouse => super::schedule::keep_house(app).await,
        Work::ReadUpload { .. } => unbuilt(&work),
        Work::ReadReport { .. } => unbuilt(&work),
        Work::SendMessage { message } => crate::messages::deliver(app, &message).await,
        Work::RunReminders => crate::messages::run_reminders(app).await,
        Work::DeliverWebhook { delivery } => crate::webhooks::deliver(app, &delivery).await,
    }
}

fn unbuilt(work: &Work) -> Result<(), AppError> {
    Err(AppError::Internal(format!("{} is not built yet", work.kind())))
}
