//! Language and elder mode: cookies of the browser, nothing about the person.

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use gongkai_law::Lang;
use serde::Deserialize;

use crate::guard::{Cookie, set_cookie};
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Language {
    lang: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Elder {
    elder: String,
}

pub(super) async fn language(State(site): State<Site>, headers: HeaderMap, Form(chosen): Form<Language>) -> Response {
    let lang = Lang::from_tag(&chosen.lang).unwrap_or_default();
    back(&headers, set_cookie(&site, Cookie::Lang, lang.tag()))
}

pub(super) async fn elder(State(site): State<Site>, headers: HeaderMap, Form(chosen): Form<Elder>) -> Response {
    let value = if chosen.elder == "on" { "on" } else { "off" };
    back(&headers, set_cookie(&site, Cookie::Elder, value))
}

/// Back to the page the choice was made on.
fn back(headers: &HeaderMap, cookie: Option<(header::HeaderName, header::HeaderValue)>) -> Response {
    let from = headers.get(header::REFERER).and_then(|from| from.to_str().ok());
    // Only the path is taken: a foreign address never leads away from here.
    let path =
        from.and_then(|from| from.splitn(4, '/').nth(3)).map_or_else(|| "/".to_owned(), |rest| format!("/{rest}"));
    let path = if path.starts_with("//") { "/".to_owned() } else { without_lang(&path) };
    (AppendHeaders(cookie), Redirect::to(&path)).into_response()
}

/// A language asked for in the address would win over the one just chosen.
fn without_lang(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("lang=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}
