//! One message.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::{AppError, messages};
use gongkai_documents::Output;
use gongkai_store::id::{MessageId, ReturnId};
use gongkai_store::messages::{Channel, Kind, Listed, State as Fate};

use super::list::state_word;
use crate::error::Failure;
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::page::{attachment, redirect, show as show_page};
use crate::portal::document_view::{Piece, pieces};
use crate::portal::downloads::kind;
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
    /// The letter it is, below its title.
    letter: Option<Vec<Piece>>,
}

impl OnePage {
    fn is_unread(&self) -> bool {
        self.may_receive && self.row.message.channel == Channel::Inbox && self.row.message.state == Fate::Sent
    }

    /// Whether a corrected version may have to be drawn up after it, by the visitor.
    fn is_of_withdrawal(&self) -> bool {
        self.row.message.kind == Kind::Withdrawal && self.may_receive && self.frame.may(Permission::DraftReport)
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
    let letter = messages::letter(&row.message).map(pieces);
    let root = site.root().await?;
    Ok(show_page(&OnePage { frame: Frame::new(&site, &visitor, root.as_ref()), row, may_receive, returned, letter }))
}

pub(super) async fn docx(site: State<Site>, visitor: Visitor, id: Path<String>) -> Result<Response, Failure> {
    file(&site, &visitor, &id, Output::Docx).await
}

pub(super) async fn pdf(site: State<Site>, visitor: Visitor, id: Path<String>) -> Result<Response, Failure> {
    file(&site, &visitor, &id, Output::Pdf).await
}

async fn file(site: &Site, visitor: &Visitor, id: &str, output: Output) -> Result<Response, Failure> {
    let (title, bytes) = messages::letter_file(site.app(), visitor.caller()?, &parse(id)?, output).await?;
    let (kind, ending) = kind(output);
    Ok(attachment(kind, &format!("{title}.{ending}"), bytes))
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
