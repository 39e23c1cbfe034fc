//! Pages everybody sees alike, kept until what the public sees changes.
//!
//! A page of the portal depends on what is kept and on nothing else; what is kept changes only together with the
//! journal. So a page is kept under its address, language and mode together with the journal's position, and is made
//! anew when the position is another. On several nodes each follows the same journal. A file made from one published
//! version never changes and is kept without a position. Pages are kept packed, too, so that packing is paid once.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use gongkai_app::publishing::view::Tree;
use gongkai_app::{App, AppError, publishing};
use gongkai_store::blobs::hash_of;

/// Bytes kept at most.
const MOST_BYTES: usize = 24 * 1024 * 1024;
/// What one page costs beside its bytes.
const OVERHEAD: usize = 512;
/// Shorter answers are not worth packing.
const WORTH_PACKING: usize = 1024;
/// Answers larger than this are made each time.
const LARGEST: usize = 4 * 1024 * 1024;

/// The kept pages.
#[derive(Debug, Default)]
pub(crate) struct PageCache {
    pages: Mutex<Pages>,
    followed: Mutex<publishing::Followed>,
    tree: Mutex<Option<(i64, Arc<Tree>)>>,
}

#[derive(Debug, Default)]
struct Pages {
    by_key: HashMap<String, Kept>,
    bytes: usize,
}

/// What a handler makes.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// Content type.
    pub(crate) kind: &'static str,
    /// The body.
    pub(crate) body: Bytes,
    /// The name to save it under; `None` for what is shown.
    pub(crate) file_name: Option<String>,
    /// Where it goes on, as the value of a `Link` header.
    pub(crate) link: Option<String>,
}

impl Made {
    /// Something to show.
    pub(crate) fn shown(kind: &'static str, body: impl Into<Bytes>) -> Self {
        Self { kind, body: body.into(), file_name: None, link: None }
    }

    /// A page.
    pub(crate) fn page(html: String) -> Self {
        Self::shown("text/html; charset=utf-8", html)
    }

    /// Something to save under a name.
    pub(crate) fn file(kind: &'static str, body: impl Into<Bytes>, file_name: String) -> Self {
        Self { kind, body: body.into(), file_name: Some(file_name), link: None }
    }
}

/// One kept page.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    position: Option<i64>,
    kind: HeaderValue,
    tag: HeaderValue,
    file_name: Option<HeaderValue>,
    link: Option<HeaderValue>,
    plain: Bytes,
    packed: Option<Bytes>,
}

impl Kept {
    /// What was made, good for a position of the journal, or for ever.
    pub(crate) fn new(position: Option<i64>, made: Made) -> Self {
        let tag: String = hash_of(&made.body).chars().take(20).collect();
        Self {
            position,
            kind: HeaderValue::from_static(made.kind),
            // Weak: the packed and the plain page are one page.
            tag: HeaderValue::from_str(&format!("W/\"{tag}\"")).unwrap_or(HeaderValue::from_static("W/\"-\"")),
            file_name: made.file_name.and_then(|name| HeaderValue::from_str(&disposition(&name)).ok()),
            link: made.link.and_then(|link| HeaderValue::from_str(&link).ok()),
            packed: if is_text(made.kind) { pack(&made.body) } else { None },
            plain: made.body,
        }
    }

    /// The answer: the page, or that the browser has it already.
    pub(crate) fn answer(&self, headers: &HeaderMap) -> Response {
        let fresh = [
            (header::ETAG, self.tag.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache")),
            (header::VARY, HeaderValue::from_static("Accept-Encoding, Accept-Language, Cookie")),
        ];
        let known = text(headers, header::IF_NONE_MATCH);
        if known.is_some_and(|tags| tags.split(',').any(|tag| is_same(tag.trim(), &self.tag))) {
            return (StatusCode::NOT_MODIFIED, fresh).into_response();
        }
        let mut answer = match &self.packed {
            Some(packed) if takes_gzip(headers) => {
                let mut answer = packed.clone().into_response();
                answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                answer
            }
            _ => self.plain.clone().into_response(),
        };
        answer.headers_mut().insert(header::CONTENT_TYPE, self.kind.clone());
        if let Some(name) = &self.file_name {
            answer.headers_mut().insert(header::CONTENT_DISPOSITION, name.clone());
        }
        if let Some(link) = &self.link {
            answer.headers_mut().insert(header::LINK, link.clone());
        }
        answer.headers_mut().extend(fresh);
        answer
    }

    fn size(&self) -> usize {
        self.plain.len().saturating_add(self.packed.as_ref().map_or(0, Bytes::len)).saturating_add(OVERHEAD)
    }
}

impl PageCache {
    /// The position of the journal's newest entry that changes what the public sees.
    pub(crate) async fn position(&self, app: &App) -> Result<i64, AppError> {
        let followed = *self.followed.lock().unwrap_or_else(PoisonError::into_inner);
        let now = publishing::follow(app, followed).await?;
        if now != followed {
            *self.followed.lock().unwrap_or_else(PoisonError::into_inner) = now;
        }
        Ok(now.public)
    }

    /// The tree of bodies, which nearly every page asks for: read once a position.
    pub(crate) async fn tree(&self, app: &App) -> Result<Arc<Tree>, AppError> {
        let position = self.position(app).await?;
        let kept = self.tree.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((of, tree)) = kept
            && of == position
        {
            return Ok(tree);
        }
        let tree = Arc::new(publishing::view::tree(app).await?);
        *self.tree.lock().unwrap_or_else(PoisonError::into_inner) = Some((position, Arc::clone(&tree)));
        Ok(tree)
    }

    /// The page kept under a key, if it is of this position or of none.
    pub(crate) fn find(&self, key: &str, position: i64) -> Option<Kept> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.by_key.get(key).filter(|kept| kept.position.is_none_or(|of| of == position)).cloned()
    }

    /// Keeps a page. When there are too many, those of older positions go first, then all.
    pub(crate) fn keep(&self, key: String, kept: Kept) {
        let size = kept.size();
        if size > LARGEST {
            return;
        }
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.bytes.saturating_add(size) > MOST_BYTES {
            pages.make_room(kept.position, size);
        }
        pages.bytes = pages.bytes.saturating_add(size).saturating_add(key.len());
        let key_bytes = key.len();
        if let Some(before) = pages.by_key.insert(key, kept) {
            pages.bytes = pages.bytes.saturating_sub(before.size()).saturating_sub(key_bytes);
        }
    }
}

impl Pages {
    fn make_room(&mut self, position: Option<i64>, size: usize) {
        if position.is_some() {
            self.by_key.retain(|_, page| page.position.is_none() || page.position == position);
            self.bytes = self.by_key.iter().map(|(key, page)| key.len().saturating_add(page.size())).sum();
        }
        if self.bytes.saturating_add(size) > MOST_BYTES {
            *self = Self::default();
        }
    }
}

/// Whether a tag of a request names the page; proxies may have made it strong or weak.
fn is_same(tag: &str, own: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim_start_matches("W/").to_owned();
    tag == "*" || own.to_str().is_ok_and(|own| opaque(own) == opaque(tag))
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let named = |entry: &str| {
        let mut parts = entry.split(';').map(str::trim);
        let gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        gzip && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    };
    text(headers, header::ACCEPT_ENCODING).is_some_and(|list| list.split(',').any(named))
}

fn is_text(kind: &str) -> bool {
    kind.starts_with("text/") || kind.starts_with("application/json") || kind.contains("xml;") || kind.ends_with("+xml")
}

/// Packed, where that makes it smaller.
fn pack(body: &Bytes) -> Option<Bytes> {
    if body.len() < WORTH_PACKING {
        return None;
    }
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(body).ok()?;
    let packed = packer.finish().ok()?;
    (packed.len() < body.len()).then(|| Bytes::from(packed))
}

/// The header that gives a file its name: plain letters for old programs, then the name itself (RFC 6266).
pub(crate) fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(position: i64, bytes: usize) -> Kept {
        Kept::new(Some(position), Made::shown("application/octet-stream", vec![0_u8; bytes]))
    }

    #[test]
    fn a_page_is_good_for_its_position_only() {
        let cache = PageCache::default();
        cache.keep("/".to_owned(), page(7, 10));
        assert!(cache.find("/", 7).is_some());
        assert!(cache.find("/", 8).is_none());
        cache.keep("file".to_owned(), Kept::new(None, Made::shown("text/csv", "a")));
        assert!(cache.find("file", 99).is_some());
    }

    #[test]
    fn memory_stays_within_bounds_and_old_pages_go_first() {
        let cache = PageCache::default();
        for number in 0..100 {
            cache.keep(format!("/old/{number}"), page(1, 1024 * 1024));
        }
        assert!(cache.pages.lock().unwrap().bytes <= MOST_BYTES);
        cache.keep("/new".to_owned(), page(2, 3 * 1024 * 1024));
        cache.keep("/newer".to_owned(), page(2, 3 * 1024 * 1024));
        assert!(cache.find("/new", 2).is_some() && cache.find("/newer", 2).is_some());
        cache.keep("/huge".to_owned(), page(2, LARGEST + 1));
        assert!(cache.find("/huge", 2).is_none());
        let pages = cache.pages.lock().unwrap();
        assert_eq!(pages.bytes, pages.by_key.iter().map(|(key, page)| key.len() + page.size()).sum::<usize>());
    }

    #[test]
    fn what_a_browser_takes_is_asked_exactly() {
        let takes = |list: &'static str| {
            takes_gzip(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(list))]))
        };
        assert!(takes("gzip") && takes("br, gzip;q=0.5") && takes("deflate,GZIP"));
        assert!(!takes("br") && !takes("gzip;q=0") && !takes("xgzip") && !takes(""));
    }

    #[test]
    fn names_of_files_survive() {
        assert_eq!(
            disposition("青禾 1.docx"),
            "attachment; filename=\"___1.docx\"; filename*=UTF-8''%E9%9D%92%E7%A6%BE%201.docx"
        );
    }
}
