//! Answers everybody gets alike, kept and tagged as the portal's pages are ([`crate::cache`]).

use std::future::Future;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use gongkai_law::Lang;
use serde::Serialize;

use super::cursor::Page;
use crate::cache::{Kept, Made};
use crate::error::Failure;
use crate::guard::Visitor;
use crate::site::Site;

/// The content type of answers.
pub(super) const JSON: &str = "application/json";

/// A request for something public.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) site: Site,
    pub(super) uri: Uri,
    pub(super) lang: Lang,
    headers: HeaderMap,
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failure> {
        let lang = Visitor::from_request_parts(parts, site).await?.lang;
        Ok(Self { site: site.clone(), uri: parts.uri.clone(), lang, headers: parts.headers.clone() })
    }
}

impl Asked {
    /// Answers with what is kept under a key, or makes it. The key holds all the answer depends on beside the language.
    pub(super) async fn kept<F>(&self, key: &str, make: impl FnOnce() -> F) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Made, Failure>> + Send,
    {
        let position = self.site.cache().position(self.site.app()).await?;
        let key = format!("api|{key}|{}", self.lang.tag());
        if let Some(kept) = self.site.cache().find(&key, position) {
            return Ok(kept.answer(&self.headers));
        }
        let kept = Kept::new(Some(position), make().await?);
        let answer = kept.answer(&self.headers);
        self.site.cache().keep(key, kept);
        Ok(answer)
    }

    /// A page of a list, made.
    pub(super) fn page<T: Serialize>(&self, page: &Page<T>) -> Made {
        Made { link: page.link(&self.uri), ..made(page) }
    }
}

/// Something as JSON, made.
pub(super) fn made(value: &impl Serialize) -> Made {
    Made::shown(JSON, serde_json::to_string(value).unwrap_or_default())
}
