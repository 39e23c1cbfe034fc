//! Rendering pages.

mod chinese;
pub(crate) mod labels;

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use gongkai_law::Lang;

use crate::cache::disposition;
use crate::frame::Frame;
use crate::guard::Typed;

/// A page as an answer.
pub(crate) fn show(page: &impl Template) -> Response {
    match rendered(page) {
        Ok(html) => html_response(html),
        Err(error) => {
            tracing::error!(%error, "a page did not render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The markup of a page.
pub(crate) fn rendered(page: &impl Template) -> Result<String, askama::Error> {
    page.render().map(labels::filled).map(chinese::marked)
}

/// Markup as an answer.
pub(crate) fn html_response(html: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response()
}

/// Bytes to be saved under a name and never to be shown by the browser: what is in them may be somebody else's.
pub(crate) fn attachment(kind: &'static str, name: &str, bytes: impl Into<Body>) -> Response {
    let name = HeaderValue::from_str(&disposition(name)).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, bytes.into()).into_response()
}

/// The kind of bytes nothing is said about.
pub(crate) const BYTES: &str = "application/octet-stream";

/// The page of a form again, with what is wrong with what was entered.
pub(crate) fn again(page: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The page of a form again, when what it is about changed in between.
pub(crate) fn meanwhile(page: Response) -> Response {
    (StatusCode::CONFLICT, page).into_response()
}

/// On to another page, after something was done.
pub(crate) fn redirect(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// What went wrong, as both frames say it.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) title: String,
    pub(crate) detail: String,
    pub(crate) problems: Vec<String>,
    pub(crate) incident: Option<String>,
    /// Where it goes on from a form that was not taken: path and words.
    pub(crate) way: Option<(String, String)>,
    /// What was typed into that form, to be copied, and which files came with it.
    pub(crate) typed: Typed,
}

impl Wrong {
    /// The names of the files that came with the form, in a row.
    fn files(&self, frame: &Frame) -> String {
        self.typed.files.join(match frame.lang {
            Lang::ZhCn => "、",
            Lang::En => ", ",
        })
    }
}

/// A page that says what went wrong.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    pub(crate) frame: Frame,
    pub(crate) wrong: Wrong,
    /// Whether there is no such page, or no more: columns and search are offered then.
    pub(crate) lost: bool,
    pub(crate) office: bool,
}

/// The same in the office's frame.
#[derive(Debug, Template)]
#[template(path = "office/error.html")]
pub(crate) struct OfficeErrorPage {
    pub(crate) frame: Frame,
    pub(crate) wrong: Wrong,
}
