//! What was typed into a form that is not taken: given back on the page that says so, to be copied.

use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderMap, Uri, header};

use super::form_token::same_origin;
use super::way_back::form_page;
use crate::extract::plain_name;

/// The most bytes of text that are looked into of a form of which nobody knows whose it is.
const LARGEST: usize = 1024 * 1024;
/// The shortest line worth giving back, in characters.
const SHORTEST: usize = 20;
/// The most texts that are given back, and the most names of files.
const MOST: usize = 60;
/// Fields whose content is never shown again, by what their names hold.
const SECRET: [&str; 7] = ["password", "secret", "token", "csrf", "current", "again", "code"];
/// Fields people write into that are given back however short they are.
const WRITTEN: [&str; 5] = ["reason", "note", "text", "explanation", "value"];

/// The texts of a refused form, in order, and what its files were called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) texts: Vec<String>,
    pub(crate) files: Vec<String>,
}

impl Typed {
    /// What a refused request holds, when it is a form of the office that stood on a page of ours; of one with files, as far
    /// as a form may be long.
    pub(super) async fn in_request(mut request: Request<Body>, longest: usize) -> Self {
        if !is_given_back(request.headers(), request.uri()) {
            return Self::default();
        }
        if !is_multipart(request.headers()) {
            return to_bytes(request.into_body(), LARGEST).await.map(|bytes| Self::in_form(&bytes)).unwrap_or_default();
        }
        DefaultBodyLimit::max(longest).apply(&mut request);
        match Multipart::from_request(request, &()).await {
            Ok(form) => Self::in_parts(form).await,
            Err(_) => Self::default(),
        }
    }

    pub(super) fn in_form(bytes: &[u8]) -> Self {
        let mut typed = Self::default();
        for (name, text) in form_urlencoded::parse(bytes) {
            typed.text(&name, &text);
        }
        typed
    }

    /// The files are read and forgotten, so that what follows them is found and the browser hears the answer.
    async fn in_parts(mut form: Multipart) -> Self {
        let mut typed = Self::default();
        let mut texts = 0_usize;
        while let Ok(Some(mut field)) = form.next_field().await {
            if let Some(name) = field.file_name() {
                typed.file(&plain_name(name));
                while let Ok(Some(_)) = field.chunk().await {}
                continue;
            }
            let name = field.name().unwrap_or_default().to_owned();
            let Ok(text) = field.text().await else { break };
            texts = texts.saturating_add(text.len());
            if texts > LARGEST {
                break;
            }
            typed.text(&name, &text);
        }
        typed
    }

    fn text(&mut self, name: &str, text: &str) {
        let is_secret = SECRET.iter().any(|secret| name.contains(secret));
        let is_written = WRITTEN.contains(&name) && !text.trim().is_empty();
        if !is_secret && (is_written || is_prose(text)) && self.texts.len() < MOST {
            self.texts.push(text.to_owned());
        }
    }

    fn file(&mut self, name: &str) {
        if !name.is_empty() && self.files.len() < MOST {
            self.files.push(name.to_owned());
        }
    }
}

/// What a form with files holds, as far as it was read while it was carried out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts(Arc<Mutex<Typed>>);

impl Parts {
    /// Notes a field.
    pub(crate) fn text(&self, name: &str, text: &str) {
        if let Ok(mut typed) = self.0.lock() {
            typed.text(name, text);
        }
    }

    /// Notes a file.
    pub(crate) fn file(&self, name: &str) {
        if let Ok(mut typed) = self.0.lock() {
            typed.file(name);
        }
    }

    pub(super) fn typed(&self) -> Typed {
        self.0.lock().map(|typed| typed.clone()).unwrap_or_default()
    }
}

/// Only what our own page sent is shown on our page; accounts' forms hold nothing long but secrets.
pub(super) fn is_given_back(headers: &HeaderMap, uri: &Uri) -> bool {
    let is_form = kind(headers).starts_with("application/x-www-form-urlencoded") || is_multipart(headers);
    uri.path().starts_with("/office/") && is_form && same_origin(headers) && form_page(headers).is_some()
}

fn is_multipart(headers: &HeaderMap) -> bool {
    kind(headers).starts_with("multipart/form-data")
}

fn kind(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default()
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
        Typed::in_form(encoded.extend_pairs(fields).finish().as_bytes()).texts
    }

    #[test]
    fn prose_comes_back_and_nothing_else() {
        let (long, lines) = ("依法履行本辖区的公共管理和公共服务职责。一", "党政办\n经发办");
        let typed = [("functions", long), ("units", lines), ("phone", "0000-1234567"), ("x", ""), ("note", " ")];
        assert_eq!(form(&typed), [long, lines]);
        assert_eq!(form(&[("seen", "2024-01-15T02:00:00.000000Z"), ("id", &"a1".repeat(32))]), [""; 0]);
        let phrase = "correct horse battery staple\nthe second";
        for name in ["password", "smtp_password", "new_password", "csrf", "secret", "token", "current", "code"] {
            assert_eq!(form(&[(name, phrase)]), [""; 0], "{name}");
        }
        assert_eq!(form(&vec![("a", phrase); 99]).len(), MOST);
    }

    #[test]
    fn reasons_and_notes_come_back_however_short() {
        assert_eq!(
            form(&[("value", "12"), ("reason", "看错"), ("note", "typo"), ("seen", "3")]),
            ["12", "看错", "typo"]
        );
    }
}
