//! What was typed into a form that is not taken: given back on the page that says so, to be copied.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Uri, header};

use super::form_token::same_origin;
use super::way_back::form_page;

/// The largest form that is looked into, of which nobody knows whose it is.
const LARGEST: usize = 1024 * 1024;
/// The shortest line worth giving back, in characters.
const SHORTEST: usize = 20;
/// The most texts that are given back.
const MOST: usize = 60;
/// Fields whose content is never shown again, by what their names hold.
const SECRET: [&str; 7] = ["password", "secret", "token", "csrf", "current", "again", "code"];

/// The long texts of a refused form, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed(pub(crate) Vec<String>);

impl Typed {
    /// What a refused request holds, when it is a form of the office that stood on a page of ours.
    pub(super) async fn in_request(request: Request<Body>) -> Self {
        if !is_given_back(request.headers(), request.uri()) {
            return Self::default();
        }
        to_bytes(request.into_body(), LARGEST).await.map(|bytes| Self::in_form(&bytes)).unwrap_or_default()
    }

    fn in_form(bytes: &[u8]) -> Self {
        let fields = form_urlencoded::parse(bytes);
        let long = fields.filter(|(name, text)| !SECRET.iter().any(|secret| name.contains(secret)) && is_prose(text));
        Self(long.map(|(_, text)| text.into_owned()).take(MOST).collect())
    }
}

/// Only what our own page sent is shown on our page; accounts' forms hold nothing long but secrets.
fn is_given_back(headers: &HeaderMap, uri: &Uri) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    uri.path().starts_with("/office/")
        && kind.starts_with("application/x-www-form-urlencoded")
        && same_origin(headers)
        && form_page(headers).is_some()
}

/// Whether a value was written by somebody: ids, moments and checksums in hidden fields have no words.
fn is_prose(text: &str) -> bool {
    let text = text.trim();
    let words = text.chars().any(|letter| letter.is_whitespace() || !letter.is_ascii());
    text.contains('\n') || (words && text.chars().nth(SHORTEST - 1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Vec<String> {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        Typed::in_form(encoded.extend_pairs(fields).finish().as_bytes()).0
    }

    #[test]
    fn prose_comes_back_and_nothing_else() {
        let (long, lines) = ("依法履行本辖区的公共管理和公共服务职责。一", "党政办\n经发办");
        let typed = [("functions", long), ("units", lines), ("phone", "0000-1234567"), ("x", "")];
        assert_eq!(form(&typed), [long, lines]);
        assert_eq!(form(&[("seen", "2024-01-15T02:00:00.000000Z"), ("id", &"a1".repeat(32))]), [""; 0]);
        let phrase = "correct horse battery staple\nthe second";
        for name in ["password", "smtp_password", "new_password", "csrf", "secret", "token", "current", "code"] {
            assert_eq!(form(&[(name, phrase)]), [""; 0], "{name}");
        }
        assert_eq!(form(&vec![("a", phrase); 99]).len(), MOST);
    }
}
