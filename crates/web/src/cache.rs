//! Rendered pages of the portal, good until the journal moves.
//!
//! A page that everybody sees alike depends on what is kept and on nothing else; what is kept changes only together with
//! the journal. So a page is kept under its address, language and mode together with the journal's position, and is made
//! anew when the position is another. On several nodes each follows the same journal.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use gongkai_store::blobs::hash_of;

/// Pages kept; at some 20 KB each a few megabytes.
const MOST: usize = 512;

/// The kept pages.
#[derive(Debug, Default)]
pub(crate) struct PageCache(Mutex<HashMap<String, Kept>>);

/// One kept page.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    position: i64,
    kind: HeaderValue,
    tag: HeaderValue,
    body: Bytes,
}

impl Kept {
    /// A page as it is now.
    pub(crate) fn new(position: i64, kind: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let tag: String = hash_of(&body).chars().take(20).collect();
        Self {
            position,
            kind: HeaderValue::from_static(kind),
            // Weak: the compressed and the plain page are one page.
            tag: HeaderValue::from_str(&format!("W/\"{tag}\"")).unwrap_or(HeaderValue::from_static("W/\"-\"")),
            body,
        }
    }

    /// The answer: the page, or that the browser has it already.
    pub(crate) fn answer(&self, headers: &HeaderMap) -> Response {
        let fresh = [
            (header::ETAG, self.tag.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache")),
            (header::VARY, HeaderValue::from_static("Accept-Language, Cookie")),
        ];
        let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
        if known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim().as_bytes() == self.tag.as_bytes())) {
            return (StatusCode::NOT_MODIFIED, fresh).into_response();
        }
        (fresh, [(header::CONTENT_TYPE, self.kind.clone())], self.body.clone()).into_response()
    }
}

impl PageCache {
    /// The page kept under a key, if it is of this position.
    pub(crate) fn find(&self, key: &str, position: i64) -> Option<Kept> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(key).filter(|kept| kept.position == position).cloned()
    }

    /// Keeps a page. When there are too many, those of older positions go first, then all.
    pub(crate) fn keep(&self, key: String, kept: Kept) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MOST {
            let position = kept.position;
            pages.retain(|_, page| page.position == position);
            if pages.len() >= MOST {
                pages.clear();
            }
        }
        pages.insert(key, kept);
    }
}
