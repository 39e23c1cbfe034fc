//! What became of a round of reminders: what was just sent, and whether it was read since.

use std::collections::BTreeSet;

use gongkai_store::bodies::{self, Body};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId, MessageId};
use gongkai_store::messages::{self, Channel, Kind, State};
use jiff::Timestamp;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// A round of reminders.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The collection.
    pub collection: Collection,
    /// The body that collects.
    pub body: Body,
    /// Bodies reminded of the report they owe.
    pub reports: usize,
    /// Bodies reminded of mending the one that was returned.
    pub mending: usize,
    /// How many of these letters were read in the office.
    pub read: usize,
    /// How many stand there unread.
    pub unread: usize,
    /// What goes out besides: of each channel that was used how many wait, went out, and could not be sent.
    pub outside: Vec<(Channel, [usize; 3])>,
    /// Those that could not be sent.
    pub failed: Vec<Failed>,
    /// Bodies, by name, to which nothing goes out besides: nobody there has an address, or no channel is on.
    pub only_inside: Vec<String>,
}

/// A reminder that could not be sent outside the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The message.
    pub message: MessageId,
    /// The body's name.
    pub body: String,
    /// How it was to travel.
    pub channel: Channel,
    /// Why it did not, as it is kept.
    pub problem: String,
}

/// The reminders of a collection written from a moment to another.
///
/// # Errors
/// [`AppError::NotFound`] when the collection is not there or not for the caller.
pub async fn round(
    app: &App,
    caller: &Caller,
    id: &CollectionId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Round, AppError> {
    let mut on = &app.database;
    let collection = collections::by_id(&mut on, id).await?;
    let body = bodies::by_id(&mut on, &collection.body).await?;
    caller.require_with_thing(Permission::SendMessages, &body)?;
    let all = messages::reminders_between(&mut on, id, from, until).await?;
    let (inside, outside): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| row.message.channel == Channel::Inbox);
    let of_kind = |kind| inside.iter().filter(|row| row.message.kind == kind).count();
    let read = inside.iter().filter(|row| row.message.state == State::Read).count();
    let reached: BTreeSet<&BodyId> = outside.iter().map(|row| &row.message.body).collect();
    let only_inside = inside.iter().filter(|row| !reached.contains(&row.message.body));
    let ways = [Channel::Mail, Channel::Sms, Channel::Chat].map(|channel| {
        let count =
            |state| outside.iter().filter(|row| row.message.channel == channel && row.message.state == state).count();
        (channel, [State::Queued, State::Sent, State::Failed].map(count))
    });
    let failed = outside.iter().filter(|row| row.message.state == State::Failed).map(|row| Failed {
        message: row.message.id.clone(),
        body: row.body_name.clone(),
        channel: row.message.channel,
        problem: row.message.problem.clone().unwrap_or_default(),
    });
    Ok(Round {
        reports: of_kind(Kind::Reminder),
        mending: of_kind(Kind::Mending),
        read,
        unread: inside.len().saturating_sub(read),
        outside: ways.into_iter().filter(|(_, counts)| counts.iter().any(|count| *count > 0)).collect(),
        failed: failed.collect(),
        only_inside: only_inside.map(|row| row.body_name.clone()).collect(),
        collection,
        body,
    })
}
