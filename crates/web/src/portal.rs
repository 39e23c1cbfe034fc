//! The public portal: the fixed frame of the national platform norm (国办公开办函〔2019〕61号).
//!
//! Every page works without scripts and is kept until the journal moves ([`crate::cache`]).

mod home;

use std::future::Future;

use axum::http::HeaderMap;
use axum::response::Response;

use crate::cache::Kept;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::routes::{Access, Route};
use crate::site::Site;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Public, home::show)]
}

/// Answers with the kept page, or makes it: `make` returns the content type and the body.
///
/// People who are signed in get a page of their own, with their name on it, which is not kept.
pub(crate) async fn kept<F>(
    site: &Site,
    visitor: &Visitor,
    headers: &HeaderMap,
    make: impl FnOnce() -> F,
) -> Result<Response, Failure>
where
    F: Future<Output = Result<(&'static str, String), Failure>> + Send,
{
    let position = site.app().position().await?;
    let signed = visitor.signed.as_ref().map(|signed| signed.session.id.as_str()).unwrap_or_default();
    let key = format!("{}|{}|{}|{signed}", visitor.here, visitor.lang.tag(), visitor.elder);
    if let Some(page) = site.cache().find(&key, position) {
        return Ok(page.answer(headers));
    }
    let (kind, body) = make().await?;
    let page = Kept::new(position, kind, body);
    let answer = page.answer(headers);
    if signed.is_empty() {
        site.cache().keep(key, page);
    }
    Ok(answer)
}
