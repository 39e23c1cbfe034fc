//! Looking at messages: what came to a body, and what became of what was sent.

use std::collections::BTreeSet;

use gongkai_store::id::{BodyId, MessageId, ReturnId};
use gongkai_store::journal::{self, Event};
use gongkai_store::messages::{self, Channel, Filter, Kind, Listed, Message, State};
use gongkai_store::people::Grant;
use gongkai_store::{bodies, collections, returns};

use crate::access::{Caller, Permission, Reach};
use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};

/// Messages the caller may see, newest first, at most `limit`.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn list(app: &App, caller: &Caller, filter: Filter, limit: u32) -> Result<Vec<Listed>, AppError> {
    let mut on = &app.database;
    let mut found = Vec::new();
    // A person has few roles: one query for each place they reach from.
    let mut places: Vec<_> = caller.where_may(Permission::ViewMessages).cloned().collect();
    places.dedup();
    for place in places {
        let body = bodies::by_id(&mut on, &place).await?;
        let rows = messages::list(&mut on, &Filter { to_path: Some(body.path), ..filter.clone() }, limit).await?;
        found.extend(rows);
    }
    let all = bodies::all(&mut on).await?;
    found
        .retain(|row| all.iter().any(|body| body.id == row.message.body && caller.may(Permission::ViewMessages, body)));
    found.sort_by(|one, other| other.message.id.cmp(&one.message.id));
    found.dedup_by(|one, other| one.message.id == other.message.id);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// One message, with the name of its body.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or not for the caller to see.
pub async fn open(app: &App, caller: &Caller, id: &MessageId) -> Result<Listed, AppError> {
    let message = messages::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &message.body).await?;
    caller.require_with_thing(Permission::ViewMessages, &body)?;
    Ok(Listed { message, body_name: body.name })
}

/// The return a message is about, where it is about one that the caller may look at.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn return_of(app: &App, caller: &Caller, message: &Message) -> Result<Option<ReturnId>, AppError> {
    let on = &mut &app.database;
    let body = bodies::by_id(on, &message.body).await?;
    if !matches!(message.kind, Kind::Accepted | Kind::Extension | Kind::Mending | Kind::Return)
        || !caller.may(Permission::ViewReports, &body)
    {
        return Ok(None);
    }
    let year = match &message.collection {
        Some(collection) => Some(collections::by_id(on, collection).await?.year),
        None => None,
    };
    Ok(returns::last_at(on, &message.body, year, message.created_at).await?)
}

/// Whether the caller may say for the body that it has read a message.
///
/// # Errors
/// [`AppError::Store`] when the body cannot be read.
pub async fn may_receive(app: &App, caller: &Caller, message: &Message) -> Result<bool, AppError> {
    let body = bodies::by_id(&mut &app.database, &message.body).await?;
    Ok(caller.may(Permission::ReceiveMessages, &body))
}

/// How many messages stand unread in the inboxes of the caller's own bodies.
///
/// # Errors
/// [`AppError::Store`] when they cannot be counted.
pub async fn unread(app: &App, caller: &Caller) -> Result<u64, AppError> {
    let places: BTreeSet<&BodyId> = caller.where_may(Permission::ReceiveMessages).collect();
    let mut count = 0_u64;
    for place in places {
        count = count.saturating_add(messages::unread(&mut &app.database, place).await?);
    }
    Ok(count)
}

/// The bodies for which the caller may say that they have read a message.
pub fn receives(caller: &Caller) -> Vec<BodyId> {
    caller.where_may(Permission::ReceiveMessages).cloned().collect()
}

/// Whether the caller sees messages as one of those they came to, and of nobody below.
pub fn only_receives(caller: &Caller) -> bool {
    let reaches_down = |grant: &Grant| Permission::ViewMessages.reach(grant.role) == Reach::Subtree;
    caller.may_somewhere(Permission::ReceiveMessages) && !caller.grants().iter().any(reaches_down)
}

/// Notes that somebody of the body has read a message in the inbox.
///
/// # Errors
/// [`AppError::NotNow`] when it is no message of an inbox, or was read before.
pub async fn mark_read(app: &App, caller: &Caller, id: &MessageId) -> Result<(), AppError> {
    let (mut message, mut transaction) = load(app, caller, id, Permission::ReceiveMessages).await?;
    if message.channel != Channel::Inbox || message.state != State::Sent {
        return Err(AppError::NotNow { reason: "not-now-message-read" });
    }
    let now = app.now();
    message.state = State::Read;
    message.read_at = Some(now);
    messages::update(&mut transaction, &message).await?;
    let event = Event::of(&message.body, "message", id, "message_read");
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Tries a failed message once more.
///
/// # Errors
/// [`AppError::NotNow`] when it did not fail.
pub async fn retry(app: &App, caller: &Caller, id: &MessageId) -> Result<(), AppError> {
    let (mut message, mut transaction) = load(app, caller, id, Permission::SendMessages).await?;
    if message.state != State::Failed {
        return Err(AppError::NotNow { reason: "not-now-message-not-failed" });
    }
    let now = app.now();
    message.state = State::Queued;
    message.attempts = 0;
    message.not_before = now;
    messages::update(&mut transaction, &message).await?;
    jobs::enqueue(&mut transaction, &Work::SendMessage { message: id.clone() }, now).await?;
    let event = Event::of(&message.body, "message", id, "message_tried_again");
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

async fn load(
    app: &App,
    caller: &Caller,
    id: &MessageId,
    permission: Permission,
) -> Result<(Message, gongkai_store::Transaction), AppError> {
    let mut transaction = app.database.begin().await?;
    let message = messages::by_id(&mut transaction, id).await?;
    let body = bodies::by_id(&mut transaction, &message.body).await?;
    caller.require_with_thing(permission, &body)?;
    Ok((message, transaction))
}
