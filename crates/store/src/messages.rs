//! Messages to bodies: reminders of reports and of their mending, returns, receipts, notes; each with its channel, its fate and when it may go out.

use jiff::Timestamp;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::{BodyId, CollectionId, MessageId};
use crate::people::Role;
use crate::sql::{Row, Sql, Transaction};
use crate::values;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant),* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in the database, in data and in message ids.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The one written so.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == text)
            }
        }
    };
}

words! {
    /// What a message is about.
    Kind {
        /// A report is due, or late.
        Reminder = "reminder",
        /// A returned report is past the day for mending.
        Mending = "mending",
        /// There is more time to mend a returned report.
        Extension = "extension",
        /// A report went back.
        Return = "return",
        /// A report that went back is accepted as it is.
        Accepted = "accepted",
        /// What was published of a report is withdrawn.
        Withdrawal = "withdrawal",
        /// A report came in.
        Receipt = "receipt",
        /// Anything else a supervising office writes.
        Note = "note",
    }
}

words! {
    /// How a message travels.
    Channel {
        /// It stands in the office; nothing is sent.
        Inbox = "inbox",
        /// Electronic mail.
        Mail = "mail",
        /// Short message, through a gateway.
        Sms = "sms",
        /// Government chat, through a gateway.
        Chat = "chat",
    }
}

words! {
    /// What has become of a message.
    State {
        /// It waits for its moment, or for another try.
        Queued = "queued",
        /// It went out; in the office: it stands there.
        Sent = "sent",
        /// It could not be sent, and is not tried again by itself.
        Failed = "failed",
        /// Somebody of the body has read it.
        Read = "read",
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Id.
    pub id: MessageId,
    /// To which body.
    pub body: BodyId,
    /// From which body.
    pub from: Option<BodyId>,
    /// Which collection it belongs to.
    pub collection: Option<CollectionId>,
    /// What it is about.
    pub kind: Kind,
    /// For reminders: how pressing, 0 before the due date, then 1, 2, …
    pub stage: i64,
    /// What no second message is written about; only the one in the inbox carries it.
    #[serde(skip)]
    pub once: Option<String>,
    /// How it travels.
    pub channel: Channel,
    /// Where to: a mail address, a number; empty for the inbox.
    pub address: String,
    /// What it is called.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What has become of it.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// When it may go out: not in quiet hours.
    pub not_before: Timestamp,
    /// When it went out.
    pub sent_at: Option<Timestamp>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// Why the last try failed.
    pub problem: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Who wrote it.
    pub created_by: String,
}

impl Message {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", MessageId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            from: row.maybe_text("from_body_id")?.and_then(|id| BodyId::parse(&id)),
            collection: row.maybe_text("collection_id")?.and_then(|id| CollectionId::parse(&id)),
            kind: row.parsed("kind", Kind::parse)?,
            stage: row.number("stage")?,
            once: row.maybe_text("once")?,
            channel: row.parsed("channel", Channel::parse)?,
            address: row.text("address")?,
            subject: row.text("subject")?,
            text: row.text("text")?,
            state: row.parsed("state", State::parse)?,
            attempts: row.number("attempts")?,
            not_before: row.moment("not_before")?,
            sent_at: row.maybe_moment("sent_at")?,
            read_at: row.maybe_moment("read_at")?,
            problem: row.maybe_text("problem")?,
            created_at: row.moment("created_at")?,
            created_by: row.text("created_by")?,
        })
    }
}

/// What has not gone out though it was tried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsent {
    /// How many are tried again.
    pub retried: u64,
    /// How many were given up.
    pub failed: u64,
}

impl Unsent {
    /// Whether there is nothing of that.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { retried: row.count("retried")?, failed: row.count("failed")? })
    }
}

/// What has not gone out of each channel: what is tried again, and what was given up of what was written since a moment.
/// Channels without trouble are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn unsent(on: &mut dyn Sql, since: Timestamp) -> Result<Vec<(Channel, Unsent)>, StoreError> {
    let text = "SELECT channel, COUNT(CASE WHEN state = 'queued' THEN 1 END) AS retried,
                       COUNT(CASE WHEN state = 'failed' THEN 1 END) AS failed
                FROM messages
                WHERE (state = 'queued' AND attempts > 0) OR (state = 'failed' AND created_at >= $1)
                GROUP BY channel ORDER BY channel";
    let rows = on.rows(text, values![since]).await?;
    rows.iter().map(|row| Ok((row.parsed("channel", Channel::parse)?, Unsent::from_row(row)?))).collect()
}

/// Writes a message.
///
/// # Errors
/// [`StoreError::Conflict`] when one was written about what is told only once.
pub async fn insert(transaction: &mut Transaction, message: &Message) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO messages (id, body_id, from_body_id, collection_id, kind, stage, channel, address, subject, text,
                                   state, attempts, not_before, sent_at, read_at, problem, created_at, created_by,
                                   once)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
            values![
                &message.id,
                &message.body,
                &message.from,
                &message.collection,
                message.kind.id(),
                message.stage,
                message.channel.id(),
                &message.address,
                &message.subject,
                &message.text,
                message.state.id(),
                message.attempts,
                message.not_before,
                message.sent_at,
                message.read_at,
                &message.problem,
                message.created_at,
                &message.created_by,
                &message.once
            ],
        )
        .await?;
    Ok(())
}

/// Notes what became of a message.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn update(transaction: &mut Transaction, message: &Message) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE messages SET state = $2, attempts = $3, not_before = $4, sent_at = $5, read_at = $6, problem = $7
             WHERE id = $1",
            values![
                &message.id,
                message.state.id(),
                message.attempts,
                message.not_before,
                message.sent_at,
                message.read_at,
                &message.problem
            ],
        )
        .await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// A message.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &MessageId) -> Result<Message, StoreError> {
    let row = on.row("SELECT * FROM messages WHERE id = $1", values![id]).await?;
    row.as_ref().map(Message::from_row).ok_or(StoreError::NotFound)?
}

/// Whether something was written about what is told only once.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn is_told(on: &mut dyn Sql, once: &str) -> Result<bool, StoreError> {
    Ok(on.row("SELECT id FROM messages WHERE once = $1", values![once]).await?.is_some())
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only messages to bodies whose path begins so: a subtree.
    pub to_path: Option<String>,
    /// Only messages to this body.
    pub body: Option<BodyId>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only this state.
    pub state: Option<State>,
    /// Only those written before this one: the next page.
    pub before: Option<MessageId>,
}

/// A message with the name of the body it goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The message.
    pub message: Message,
    /// The body's name.
    pub body_name: String,
}

/// Messages that fit, newest first, at most `limit`.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn list(on: &mut dyn Sql, filter: &Filter, limit: u32) -> Result<Vec<Listed>, StoreError> {
    let rows = on
        .rows(
            "SELECT messages.*, bodies.name AS body_name FROM messages JOIN bodies ON bodies.id = messages.body_id
             WHERE ($1 IS NULL OR bodies.path LIKE $1 || '%') AND ($2 IS NULL OR messages.body_id = $2)
               AND ($3 IS NULL OR messages.kind = $3) AND ($4 IS NULL OR messages.channel = $4)
               AND ($5 IS NULL OR messages.state = $5) AND ($6 IS NULL OR messages.id < $6)
             ORDER BY messages.id DESC LIMIT $7",
            values![
                &filter.to_path,
                &filter.body,
                filter.kind.map(Kind::id),
                filter.channel.map(Channel::id),
                filter.state.map(State::id),
                &filter.before,
                limit
            ],
        )
        .await?;
    rows.iter().map(|row| Ok(Listed { message: Message::from_row(row)?, body_name: row.text("body_name")? })).collect()
}

/// How a body was reminded in a collection of one thing: of its report, or of mending it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminded {
    /// The body.
    pub body: BodyId,
    /// Of what: [`Kind::Reminder`] or [`Kind::Mending`].
    pub kind: Kind,
    /// The highest stage.
    pub stage: i64,
    /// When it was reminded last.
    pub last_at: Timestamp,
}

/// How each body was reminded in a collection, of its report and of mending what was returned last; those that never were
/// are left out. Each return has stages of its own, and begins anew when another day is set.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn reminded(on: &mut dyn Sql, collection: &CollectionId) -> Result<Vec<Reminded>, StoreError> {
    let text = "SELECT m.body_id, m.kind, MAX(m.stage) AS stage, MAX(m.created_at) AS last_at FROM messages m
                JOIN collections c ON c.id = m.collection_id
                WHERE m.collection_id = $1
                  AND (m.kind = 'reminder' OR m.kind = 'mending' AND m.created_at >=
                       (SELECT MAX(COALESCE(t.extended_at, t.returned_at)) FROM returns t WHERE t.body_id = m.body_id AND t.year = c.year))
                GROUP BY m.body_id, m.kind";
    let of = |row: &Row| {
        Ok(Reminded {
            body: row.parsed("body_id", BodyId::parse)?,
            kind: row.parsed("kind", Kind::parse)?,
            stage: row.number("stage")?,
            last_at: row.moment("last_at")?,
        })
    };
    on.rows(text, values![collection]).await?.iter().map(of).collect()
}

/// The reminders of a collection, of its reports and of mending them, that were written from a moment to another, by all
/// channels, in the order of their making.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn reminders_between(
    on: &mut dyn Sql,
    collection: &CollectionId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Listed>, StoreError> {
    let text = "SELECT messages.*, bodies.name AS body_name FROM messages JOIN bodies ON bodies.id = messages.body_id
                WHERE messages.collection_id = $1 AND messages.kind IN ('reminder', 'mending')
                  AND messages.created_at >= $2 AND messages.created_at <= $3
                ORDER BY messages.id";
    let rows = on.rows(text, values![collection, from, until]).await?;
    rows.iter().map(|row| Ok(Listed { message: Message::from_row(row)?, body_name: row.text("body_name")? })).collect()
}

/// How many messages stand unread in a body's inbox.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn unread(on: &mut dyn Sql, body: &BodyId) -> Result<u64, StoreError> {
    let text = "SELECT COUNT(*) AS count FROM messages WHERE body_id = $1 AND channel = 'inbox' AND state = 'sent'";
    on.row(text, values![body]).await?.map_or(Ok(0), |row| row.count("count"))
}

/// A person of a body to whom messages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// What they are there.
    pub role: Role,
    /// Their mail address.
    pub email: Option<String>,
    /// Their number.
    pub phone: Option<String>,
}

/// The people who may sign in and have a role at a body.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn recipients(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<Recipient>, StoreError> {
    let text = "SELECT roles.role, people.email, people.phone FROM roles JOIN people ON people.id = roles.person_id
                WHERE roles.body_id = $1 AND people.active ORDER BY people.sign_in, roles.role";
    let of = |row: &Row| {
        Ok(Recipient {
            role: row.parsed("role", Role::parse)?,
            email: row.maybe_text("email")?,
            phone: row.maybe_text("phone")?,
        })
    };
    on.rows(text, values![body]).await?.iter().map(of).collect()
}
