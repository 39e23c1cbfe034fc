//! One message.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::{AppError, messages};
use gongkai_store::id::{MessageId, ReturnId};
use gongkai_store::messages::{Channel, Listed, State as Fate};

use super::list::state_word;
use crate::error::Failure;
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::page::{redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/messages/one.html")]
struct OnePage {
    frame: Frame,
    row: Listed,
    /// Whether the visitor may acknowledge it.
    may_receive: bool,
    /// The return it is about.
    returned: Option<ReturnId>,
}

impl OnePage {
    fn is_unread(&self) -> bool {
        self.may_receive && self.row.message.channel == Channel::Inbox && self.row.message.state == Fate::Sent
    }

    fn word(&self) -> String {
        state_word(&self.frame, &self.row.message, self.may_receive)
    }

    fn has_failed(&self) -> bool {
        self.row.message.state == Fate::Failed
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let row = messages::open(site.app(), visitor.caller()?, &parse(&id)?).await?;
    let may_receive = messages::may_receive(site.app(), visitor.caller()?, &row.message).await?;
    let returned = messages::return_of(site.app(), visitor.caller()?, &row.message).await?;
    let root = site.root().await?;
    Ok(show_page(&OnePage { frame: Frame::new(&site, &visitor, root.as_ref()), row, may_receive, returned }))
}

pub(super) async fn read(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    messages::mark_read(site.app(), visitor.caller()?, &parse(&id)?).await?;
    Ok(redirect(&format!("/office/messages/{id}")))
}

pub(super) async fn retry(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    messages::retry(site.app(), visitor.caller()?, &parse(&id)?).await?;
    Ok(redirect(&format!("/office/messages/{id}")))
}

fn parse(id: &str) -> Result<MessageId, Failure> {
    MessageId::parse(id).ok_or(Failure::App(AppError::NotFound))
}
