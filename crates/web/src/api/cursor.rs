//! Long lists, a page at a time. A cursor says after what the next page begins, so that what is entered meanwhile shifts
//! nothing; it is opaque, so that what it holds may change.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gongkai_app::Problems;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Failure;
use crate::portal::params::address;

/// How many are on a page when nobody says otherwise.
const USUAL: u32 = 50;
/// And at most.
const MOST: u32 = 200;

/// How many are wanted on a page.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(try_from = "u32")]
#[schema(value_type = u32, minimum = 1, maximum = 200, default = 50, example = 50)]
pub(crate) struct Limit(u32);

impl TryFrom<u32> for Limit {
    type Error = String;

    fn try_from(number: u32) -> Result<Self, String> {
        if (1..=MOST).contains(&number) { Ok(Self(number)) } else { Err(format!("must be between 1 and {MOST}")) }
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(USUAL)
    }
}

impl Limit {
    /// One more than wanted: whether it comes tells whether there is another page.
    pub(crate) fn and_one(self) -> u32 {
        self.0.saturating_add(1)
    }

    /// As a length.
    pub(crate) fn length(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// What is on the page.
    pub(crate) items: Vec<T>,
    /// The cursor of the next page, to be sent as `after`; null on the last one.
    #[schema(example = "Ym9kaWVzOjAxOGQwYTI0YzAwMDcwMDA4MDAwMDAwMDAwMDAwMDAx")]
    pub(crate) next: Option<String>,
}

impl<T> Page<T> {
    /// A page of what came, of which there may be one too many; `key` is what a cursor names.
    pub(crate) fn of(mut items: Vec<T>, limit: Limit, list: &str, key: impl FnOnce(&T) -> String) -> Self {
        let more = items.len() > limit.length();
        items.truncate(limit.length());
        let next = items.last().filter(|_| more).map(|last| written(list, &key(last)));
        Self { items, next }
    }

    /// The same page, each item told otherwise.
    pub(crate) fn map<U>(self, told: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(told).collect(), next: self.next }
    }
}

impl<T: Serialize> Page<T> {
    /// As an answer: the body, and the next page as a link.
    pub(crate) fn answer(&self, uri: &Uri) -> Response {
        let mut headers = HeaderMap::new();
        if let Some(link) = self.link(uri).and_then(|link| HeaderValue::from_str(&link).ok()) {
            headers.insert(header::LINK, link);
        }
        (headers, axum::Json(self)).into_response()
    }

    /// The next page as the value of a `Link` header (RFC 8288).
    pub(crate) fn link(&self, uri: &Uri) -> Option<String> {
        let next = self.next.as_deref()?;
        let query = uri.query().unwrap_or_default();
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(query.as_bytes()).into_owned().filter(|(name, _)| name != "after").collect();
        let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        pairs.push(("after", next));
        Some(format!("<{}>; rel=\"next\"", address(uri.path(), &pairs)))
    }
}

/// A cursor of a list.
pub(crate) fn written(list: &str, key: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{list}:{key}"))
}

/// Whether this was a cursor of some list; of which, its list finds out.
pub(crate) fn is_one(cursor: &str) -> bool {
    let text = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| text.contains(':'))
}

/// What a cursor of a list names.
pub(crate) fn read<T>(
    list: &str,
    cursor: Option<&str>,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Failure> {
    let Some(cursor) = cursor else { return Ok(None) };
    let named = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        parse(text.strip_prefix(list)?.strip_prefix(':')?)
    };
    let mut problems = Problems::new();
    problems.add("after", "api-bad-cursor");
    named().map(Some).ok_or(Failure::BadRequest(problems))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_good_for_its_own_list_only() {
        let number = |list, cursor: &str| read(list, Some(cursor), |text| text.parse::<i64>().ok());
        let cursor = written("journal", "17");
        assert_eq!(number("journal", &cursor).unwrap(), Some(17));
        for bad in [written("reports", "17"), written("journal", "x"), "17".to_owned(), String::new(), "%%".to_owned()]
        {
            assert!(matches!(number("journal", &bad), Err(Failure::BadRequest(_))), "{bad}");
        }
        assert_eq!(read("journal", None, |text| text.parse::<i64>().ok()).unwrap(), None);
    }

    #[test]
    fn a_page_knows_whether_there_is_another() {
        let page = |many: i64| Page::of((1..=many).collect(), Limit(2), "numbers", ToString::to_string);
        assert_eq!((page(2).items, page(2).next), (vec![1, 2], None));
        let full = page(3);
        assert_eq!((full.items.as_slice(), full.next.as_deref()), (&[1, 2][..], Some(&*written("numbers", "2"))));
        let uri = "/api/v1/numbers?after=old&limit=2".parse().unwrap();
        let link = format!("</api/v1/numbers?limit=2&after={}>; rel=\"next\"", written("numbers", "2"));
        assert_eq!(full.link(&uri), Some(link));
    }
}
