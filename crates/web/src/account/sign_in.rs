//! Signing in and out.

use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use gongkai_store::sessions;

use crate::error::Failure;
use crate::guard::{Cookie, Visitor, clear_cookie};
use crate::site::Site;

pub(super) async fn show() -> Response {
    Redirect::to("/").into_response()
}

pub(super) async fn out(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    if let Some(signed) = &visitor.signed {
        let mut transaction = site.app().database.begin().await?;
        sessions::revoke(&mut transaction, &signed.person.id, &signed.session.id).await?;
        transaction.commit().await?;
    }
    Ok((AppendHeaders(clear_cookie(&site, Cookie::Session)), Redirect::to("/")).into_response())
}
