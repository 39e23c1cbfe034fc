//! Writing a message: into the inbox, and onto the way to the body's people.

use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::id::{CollectionId, MessageId};
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::messages::{self, Channel, Kind, Message, Recipient, State};
use gongkai_store::people::Role;
use jiff::Timestamp;
use serde_json::json;

use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};
use crate::settings::Messages;

/// What is written.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// To which body.
    pub to: &'a Body,
    /// From which body.
    pub from: &'a Body,
    /// Which collection it belongs to.
    pub collection: Option<&'a CollectionId>,
    /// What it is about.
    pub kind: Kind,
    /// For reminders: how pressing.
    pub stage: i64,
    /// What no second message is written about.
    pub once: Option<String>,
    /// What it is called.
    pub subject: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// Writes a message in the transaction of the change it tells of. `settings` are those of the body that writes.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written, or was written before and is told only once.
pub async fn write(
    app: &App,
    transaction: &mut Transaction,
    settings: &Messages,
    actor: &Actor,
    new: &New<'_>,
) -> Result<MessageId, AppError> {
    let now = app.now();
    let leader = settings.leader_from_stage > 0 && new.stage >= i64::from(settings.leader_from_stage);
    let recipients = messages::recipients(transaction, &new.to.id).await?;
    let recipients = recipients.into_iter().filter(|recipient| reads(recipient.role, leader));
    let inbox = message(new, Channel::Inbox, String::new(), now, now, actor);
    let inbox = Message { once: new.once.clone(), ..inbox };
    messages::insert(transaction, &inbox).await?;
    let open = settings.quiet.next_open(now);
    let mut sent = Vec::new();
    for (channel, address) in recipients.flat_map(|recipient| addresses(app, settings, &recipient)) {
        // A person with two roles gets one message.
        if sent.contains(&(channel, address.clone())) {
            continue;
        }
        let out = message(new, channel, address.clone(), open, now, actor);
        messages::insert(transaction, &out).await?;
        jobs::enqueue_for(transaction, &Work::SendMessage { message: out.id }, open, now).await?;
        sent.push((channel, address));
    }
    let detail = json!({"kind": new.kind.id(), "stage": new.stage, "sent": sent.len()});
    let event = Event::of(&new.to.id, "message", &inbox.id, "message_written").with(detail);
    journal::append(transaction, actor, now, event).await?;
    Ok(inbox.id)
}

/// Whose matter messages to a body are.
fn reads(role: Role, leader: bool) -> bool {
    match role {
        Role::DisclosureOfficer => true,
        Role::Leader => leader,
        Role::Reviewer | Role::SecrecyReviewer | Role::Supervisor | Role::Auditor | Role::Administrator => false,
    }
}

fn addresses(app: &App, settings: &Messages, recipient: &Recipient) -> Vec<(Channel, String)> {
    let ways = [
        (Channel::Mail, settings.mail, &recipient.email),
        (Channel::Sms, settings.sms, &recipient.phone),
        (Channel::Chat, settings.chat, &recipient.phone),
    ];
    ways.into_iter()
        .filter(|(channel, on, _)| *on && app.channels().way(*channel).is_some())
        .filter_map(|(channel, _, address)| Some((channel, address.clone().filter(|address| !address.is_empty())?)))
        .collect()
}

fn message(
    new: &New<'_>,
    channel: Channel,
    address: String,
    not_before: Timestamp,
    now: Timestamp,
    actor: &Actor,
) -> Message {
    let stands = channel == Channel::Inbox;
    // What goes to a telephone as text messages is short; the letter is read in the office.
    let text = match channel {
        Channel::Sms => gongkai_report::letter::in_short(&new.from.name, new.subject),
        Channel::Inbox | Channel::Mail | Channel::Chat => new.text.to_owned(),
    };
    Message {
        id: MessageId::new(now),
        body: new.to.id.clone(),
        from: Some(new.from.id.clone()),
        collection: new.collection.cloned(),
        kind: new.kind,
        stage: new.stage,
        once: None,
        channel,
        address,
        subject: new.subject.to_owned(),
        text,
        state: if stands { State::Sent } else { State::Queued },
        attempts: 0,
        not_before,
        sent_at: stands.then_some(now),
        read_at: None,
        problem: None,
        created_at: now,
        created_by: actor.name.clone(),
    }
}
