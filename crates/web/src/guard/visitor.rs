//! Whose request it is.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use gongkai_app::accounts::sessions::{self, Resumed};
use gongkai_app::{AppError, Caller, Secret};
use gongkai_law::Lang;
use gongkai_store::idempotency::Claim;

use super::cookies::Cookie;
use crate::error::Failure;
use crate::site::Site;

/// Who makes a request, and how they want to be answered.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The language of the answer.
    pub lang: Lang,
    /// Whether large type and strong contrast are wanted.
    pub elder: bool,
    /// The person, when somebody is signed in.
    pub signed: Option<Resumed>,
    /// Whether it is an API token that signs in: forms play no part then.
    pub by_token: bool,
    /// What forms on the answered page carry.
    pub form_token: String,
    /// Network address, for limits and the list of sessions.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Path and query of the request.
    pub here: String,
}

impl Visitor {
    /// The same visitor, whose request came with a key.
    #[must_use]
    pub(crate) fn holding(mut self, claim: &Claim) -> Self {
        if let Some(signed) = &mut self.signed {
            signed.caller = signed.caller.clone().holding(claim.clone());
        }
        self
    }

    /// Finds out from a request's headers.
    pub(super) async fn of(
        site: &Site,
        headers: &HeaderMap,
        uri: &Uri,
        peer: Option<IpAddr>,
    ) -> Result<Self, AppError> {
        let secure = site.config().secure_cookies;
        let bearer = text(headers, header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
        let signed = match (bearer, Cookie::Session.read(headers, secure)) {
            (Some(token), _) => {
                Some(gongkai_app::accounts::tokens::resume(site.app(), &Secret::shown(token)).await?).flatten()
            }
            (None, Some(secret)) => sessions::resume(site.app(), &Secret::shown(secret)).await?,
            (None, None) => None,
        };
        let form_token = match &signed {
            Some(signed) => signed.session.csrf.clone(),
            None => Cookie::Form.read(headers, secure).unwrap_or_default().to_owned(),
        };
        Ok(Self {
            lang: lang(headers, uri, signed.as_ref()),
            elder: Cookie::Elder.read(headers, secure) == Some("on"),
            by_token: bearer.is_some(),
            signed,
            form_token,
            address: address(site, headers, peer),
            agent: text(headers, header::USER_AGENT).unwrap_or_default().to_owned(),
            here: uri.path_and_query().map_or("/", |here| here.as_str()).to_owned(),
        })
    }

    /// What use cases are called with.
    ///
    /// # Errors
    /// [`AppError::SignedOut`] when nobody is signed in.
    pub fn caller(&self) -> Result<&Caller, AppError> {
        self.signed.as_ref().map(|signed| &signed.caller).ok_or(AppError::SignedOut)
    }
}

/// Asked for in the address, chosen before, the person's own, what the browser prefers, Chinese: in this order. Programs
/// say with each request which language they want; whose token they show does not matter then.
pub(super) fn lang(headers: &HeaderMap, uri: &Uri, signed: Option<&Resumed>) -> Lang {
    let asked = uri.query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")));
    let chosen = || Cookie::Lang.read(headers, false);
    if uri.path().starts_with("/api/") {
        let preferred = text(headers, header::ACCEPT_LANGUAGE).and_then(preferred);
        return asked.and_then(Lang::from_tag).or(preferred).unwrap_or_default();
    }
    let own = || signed.map(|signed| signed.person.lang.as_str());
    asked
        .and_then(Lang::from_tag)
        .or_else(|| chosen().and_then(Lang::from_tag))
        .or_else(|| own().and_then(Lang::from_tag))
        .or_else(|| preferred(text(headers, header::ACCEPT_LANGUAGE)?))
        .unwrap_or_default()
}

/// The first language of the browser's list that the site speaks.
fn preferred(list: &str) -> Option<Lang> {
    list.split(',').find_map(|entry| Lang::from_tag(entry.split(';').next()?.trim()))
}

fn address(site: &Site, headers: &HeaderMap, peer: Option<IpAddr>) -> String {
    let forwarded = || {
        let list = text(headers, header::HeaderName::from_static("x-forwarded-for"))?;
        // The proxy in front adds the last entry; those before it are the client's own word.
        list.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let proxied = if site.config().behind_proxy { forwarded() } else { None };
    proxied.or(peer).map_or_else(|| "-".to_owned(), |address| address.to_string())
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let visitor = parts.extensions.get::<Arc<Self>>();
        visitor.map(|visitor| (**visitor).clone()).ok_or(Failure::App(AppError::SignedOut))
    }
}
