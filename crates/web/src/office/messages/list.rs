//! The list of messages.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gongkai_app::messages;
use gongkai_store::id::{BodyId, MessageId};
use gongkai_store::messages::{Channel, Filter, Kind, Listed, Message, State as Fate};
use serde::Deserialize;

use crate::error::Failure;
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

/// What an address calls messages that stand unread.
const UNREAD: &str = "unread";

/// Messages a page.
const PAGE: u32 = 30;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    state: String,
    before: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "office/messages/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Listed>,
    kind: String,
    channel: String,
    state: String,
    next: Option<String>,
    /// The bodies whose messages the visitor receives.
    own: Vec<BodyId>,
    /// Whether these are all the visitor sees.
    only_receives: bool,
    /// Messages that stand unread there.
    unread: u64,
}

impl ListPage {
    fn badge(&self, row: &Listed) -> &'static str {
        match row.message.state {
            Fate::Failed => "badge badge-late",
            Fate::Sent if self.is_received(row) && row.message.channel == Channel::Inbox => "badge badge-received",
            _ => "badge",
        }
    }

    fn word(&self, row: &Listed) -> String {
        state_word(&self.frame, &row.message, self.is_received(row))
    }

    fn is_received(&self, row: &Listed) -> bool {
        self.own.contains(&row.message.body)
    }

    fn kinds(&self) -> Vec<&'static str> {
        Kind::ALL.iter().map(|kind| kind.id()).collect()
    }

    fn channels(&self) -> Vec<&'static str> {
        Channel::ALL.iter().map(|channel| channel.id()).collect()
    }

    /// What the list can be narrowed to, with the words: to whom messages come they are read or not, to others it matters
    /// whether they went out.
    fn states(&self) -> Vec<(&'static str, String)> {
        if self.only_receives {
            return [(UNREAD, "message-unread"), (Fate::Read.id(), "message-state-read")]
                .map(|(id, word)| (id, self.frame.t(word)))
                .to_vec();
        }
        Fate::ALL.iter().map(|state| (state.id(), self.frame.word("message-state", state.id()))).collect()
    }

    fn is_filtered(&self) -> bool {
        !(self.kind.is_empty() && self.channel.is_empty() && self.state.is_empty())
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let is_unread = asked.state == UNREAD;
    let channel = Channel::parse(&asked.channel);
    let filter = Filter {
        kind: Kind::parse(&asked.kind),
        // Only what stands in the office is unread there.
        channel: if is_unread { Some(Channel::Inbox) } else { channel },
        state: if is_unread { Some(Fate::Sent) } else { Fate::parse(&asked.state) },
        before: asked.before.as_deref().and_then(MessageId::parse),
        ..Filter::default()
    };
    let none = is_unread && channel.is_some_and(|channel| channel != Channel::Inbox);
    let rows = if none { Vec::new() } else { messages::list(site.app(), visitor.caller()?, filter, PAGE).await? };
    let full = u32::try_from(rows.len()).is_ok_and(|count| count >= PAGE);
    let next = rows.last().filter(|_| full).map(|last| {
        format!("?kind={}&channel={}&state={}&before={}", asked.kind, asked.channel, asked.state, last.message.id)
    });
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let own = messages::receives(visitor.caller()?);
    let unread = messages::unread(site.app(), visitor.caller()?).await?;
    let only_receives = messages::only_receives(visitor.caller()?);
    let (kind, channel, state) = (asked.kind, asked.channel, asked.state);
    Ok(show_page(&ListPage { frame, rows, kind, channel, state, next, own, only_receives, unread }))
}

/// What became of a message: to whom it came it is unread, to others it was sent.
pub(super) fn state_word(frame: &Frame, message: &Message, is_received: bool) -> String {
    if is_received && message.channel == Channel::Inbox && message.state == Fate::Sent {
        return frame.t("message-unread");
    }
    frame.word("message-state", message.state.id())
}
