//! Sending what waits.

use gongkai_store::bodies;
use gongkai_store::id::MessageId;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::messages::{self, Message, State};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::channel::{Outgoing, SendError};
use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};
use crate::outgoing::Trouble;
use crate::settings;

/// How often a message is tried.
const TRIES: i64 = 6;
/// The wait after the first failed try; each next one is four times as long.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(1);

/// Sends a message if its moment has come, and notes what became of it. A message that was sent is not sent again.
pub(crate) async fn deliver(app: &App, id: &MessageId) -> Result<(), AppError> {
    let mut message = messages::by_id(&mut &app.database, id).await?;
    if message.state != State::Queued {
        return Ok(());
    }
    if message.not_before > app.now() {
        return settle(app, &message, None).await;
    }
    message.attempts = message.attempts.saturating_add(1);
    match send(app, &message).await {
        Ok(()) => {
            message.state = State::Sent;
            message.sent_at = Some(app.now());
            message.problem = None;
            settle(app, &message, Some("message_sent")).await
        }
        Err(error) => {
            message.problem = Some(error.to_string());
            if error.is_passing() && message.attempts < TRIES {
                message.not_before = next_try(app, &message).await?;
                settle(app, &message, None).await
            } else {
                message.state = State::Failed;
                settle(app, &message, Some("message_failed")).await
            }
        }
    }
}

async fn send(app: &App, message: &Message) -> Result<(), SendError> {
    let off = || SendError::Refused(Trouble::NoChannel);
    let way = app.channels().way(message.channel).ok_or_else(off)?;
    let outgoing = Outgoing {
        id: message.id.to_string(),
        to: message.address.clone(),
        subject: message.subject.clone(),
        text: message.text.clone(),
    };
    way.send(&outgoing).await
}

/// The moment of the next try: later each time, and not in quiet hours.
async fn next_try(app: &App, message: &Message) -> Result<Timestamp, AppError> {
    let factor = (1..message.attempts).fold(1_i32, |factor, _| factor.saturating_mul(4));
    let now = app.now();
    let later = now.checked_add(FIRST_WAIT.saturating_mul(factor)).unwrap_or(now);
    let Some(from) = &message.from else { return Ok(later) };
    let from = bodies::by_id(&mut &app.database, from).await?;
    Ok(settings::messages(app, &from).await?.quiet.next_open(later))
}

/// Keeps the message as it now is; a queued one gets its next job.
async fn settle(app: &App, message: &Message, action: Option<&'static str>) -> Result<(), AppError> {
    let now = app.now();
    let mut transaction = app.database.begin().await?;
    messages::update(&mut transaction, message).await?;
    if message.state == State::Queued {
        let work = Work::SendMessage { message: message.id.clone() };
        jobs::enqueue_for(&mut transaction, &work, message.not_before, now).await?;
    }
    if let Some(action) = action {
        let detail = json!({"channel": message.channel.id(), "attempts": message.attempts});
        let event = Event::of(&message.body, "message", &message.id, action).with(detail);
        journal::append(&mut transaction, &Actor::program("messages"), now, event).await?;
    }
    transaction.commit().await?;
    Ok(())
}
