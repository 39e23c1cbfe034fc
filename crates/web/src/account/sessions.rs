//! A person's own sessions.

mod device;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::accounts::{end_other_sessions, end_session, sessions};
use gongkai_store::id::SessionId;
use gongkai_store::sessions::Session;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{redirect, show as show_page};
use crate::site::Site;
use device::device;

#[derive(Debug, Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    frame: Frame,
    /// Each with what it runs on and whether it is this one.
    sessions: Vec<(Session, String, bool)>,
    ended: bool,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    let sessions = sessions::list(site.app(), &signed.caller).await?;
    let described = sessions.into_iter().map(|session| {
        let (what, this) = (device(&session.agent), session.id == signed.session.id);
        (session, what, this)
    });
    let root = site.root().await?;
    let page = SessionsPage {
        frame: Frame::new(&site, &visitor, root.as_ref()),
        sessions: described.collect(),
        ended: query.as_deref() == Some("ended"),
    };
    Ok(show_page(&page))
}

pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = SessionId::parse(&id).ok_or(AppError::NotFound)?;
    end_session(site.app(), visitor.caller()?, &id).await?;
    Ok(redirect("/account/sessions?ended"))
}

pub(super) async fn end_others(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    end_other_sessions(site.app(), &signed.caller, &signed.session.id).await?;
    Ok(redirect("/account/sessions?ended"))
}
