//! One map from what can go wrong to what is answered.
//!
//! Handlers return a [`Failure`]; [`render`] turns it into a page, or under `/api` into `application/problem+json`. What
//! is the program's own fault shows an incident number only; the log has the rest under the same number.

use std::any::Any;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gongkai_app::{AppError, Problems};
use gongkai_law::Lang;
use serde_json::json;

use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{ErrorPage, show};
use crate::site::Site;
use crate::wording;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub enum Failure {
    /// The use case refused or failed.
    App(AppError),
    /// The form is not one of ours, or the session changed since it was shown.
    ForeignForm,
    /// What was sent is too large.
    TooLarge,
    /// What was sent cannot be read.
    Unreadable,
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<gongkai_store::StoreError> for Failure {
    fn from(error: gongkai_store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What is told of a failure.
#[derive(Debug, Clone)]
struct Told {
    status: StatusCode,
    /// Id of the message: `error-<slug>-title` and `error-<slug>-hint`; also the problem's type.
    slug: &'static str,
    /// Id of a message that says more.
    detail: Option<String>,
    problems: Problems,
    incident: Option<String>,
    retry_after: Option<u64>,
}

impl Failure {
    fn told(&self) -> Told {
        let told = |status, slug| Told {
            status,
            slug,
            detail: None,
            problems: Problems::default(),
            incident: None,
            retry_after: None,
        };
        match self {
            Self::ForeignForm => told(StatusCode::FORBIDDEN, "foreign-form"),
            Self::TooLarge => told(StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::Unreadable => told(StatusCode::BAD_REQUEST, "unreadable"),
            Self::App(error) => match error {
                AppError::SignedOut => told(StatusCode::UNAUTHORIZED, "signed-out"),
                AppError::Forbidden { permission } => Told {
                    detail: Some(format!("permission-{}", permission.id())),
                    ..told(StatusCode::FORBIDDEN, "forbidden")
                },
                AppError::NotFound => told(StatusCode::NOT_FOUND, "not-found"),
                AppError::Invalid(problems) => {
                    Told { problems: problems.clone(), ..told(StatusCode::UNPROCESSABLE_ENTITY, "invalid") }
                }
                AppError::Stale => told(StatusCode::CONFLICT, "stale"),
                AppError::NotNow { reason } => {
                    Told { detail: Some((*reason).to_owned()), ..told(StatusCode::CONFLICT, "not-now") }
                }
                AppError::TooMany { seconds } => {
                    Told { retry_after: Some(*seconds), ..told(StatusCode::TOO_MANY_REQUESTS, "too-many") }
                }
                AppError::Random | AppError::Store(_) | AppError::Internal(_) => {
                    let incident = incident();
                    tracing::error!(incident, error = %chain(error), "request failed");
                    Told { incident: Some(incident), ..told(StatusCode::INTERNAL_SERVER_ERROR, "internal") }
                }
            },
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let told = self.told();
        let mut response = told.status.into_response();
        response.extensions_mut().insert(told);
        response
    }
}

/// Gives failures their page or their problem document, in the visitor's language.
pub(crate) async fn render(State(site): State<Site>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Arc<Visitor>>().cloned();
    let as_data = request.uri().path().starts_with("/api/") || wants_json(&request);
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let told = match response.extensions().get::<Told>() {
        Some(told) => told.clone(),
        // axum's own refusals (a path, query or form that does not fit, a wrong method) get the same clothes.
        None => match plain_refusal(&response) {
            Some(told) => told,
            None => return response,
        },
    };
    let lang = visitor.as_ref().map_or_else(Lang::default, |visitor| visitor.lang);
    let mut dressed = if as_data { problem(&told, lang, &path) } else { page(&site, &told, visitor.as_deref()).await };
    if let Some(seconds) = told.retry_after {
        dressed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow.clone());
    }
    dressed
}

fn wants_json(request: &Request) -> bool {
    request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.starts_with("application/json"))
}

fn plain_refusal(response: &Response) -> Option<Told> {
    let typed = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if typed.is_some_and(|kind| !kind.starts_with("text/plain")) {
        return None;
    }
    let slug = match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => "unreadable",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::NOT_FOUND => "not-found",
        _ => return None,
    };
    Some(Told {
        status: response.status(),
        slug,
        detail: None,
        problems: Problems::default(),
        incident: None,
        retry_after: None,
    })
}

fn problem(told: &Told, lang: Lang, path: &str) -> Response {
    let words = wording::of(lang);
    let title = words.text(&format!("error-{}-title", told.slug), &[]);
    let detail = detail(told, lang);
    let problems: Vec<_> = told
        .problems
        .0
        .iter()
        .map(|problem| json!({"field": problem.field, "code": problem.message, "message": sentence(problem, lang)}))
        .collect();
    let mut body = json!({
        "type": format!("urn:gongkai:problem:{}", told.slug),
        "title": title,
        "status": told.status.as_u16(),
        "detail": detail,
        "instance": path,
    });
    if let Some(fields) = body.as_object_mut() {
        if !problems.is_empty() {
            fields.insert("problems".to_owned(), problems.into());
        }
        if let Some(incident) = &told.incident {
            fields.insert("incident".to_owned(), incident.clone().into());
        }
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
    (told.status, kind, body.to_string()).into_response()
}

async fn page(site: &Site, told: &Told, visitor: Option<&Visitor>) -> Response {
    let frame = Frame::of_failure(site, visitor).await;
    let lang = frame.lang;
    let problems = told.problems.0.iter().map(|problem| sentence(problem, lang)).collect();
    let page = ErrorPage {
        title: frame.t(&format!("error-{}-title", told.slug)),
        detail: detail(told, lang),
        problems,
        incident: told.incident.clone(),
        lost: told.status == StatusCode::NOT_FOUND,
        office: visitor.is_some_and(|visitor| visitor.signed.is_some()),
        frame,
    };
    (told.status, show(&page)).into_response()
}

fn detail(told: &Told, lang: Lang) -> String {
    let words = wording::of(lang);
    let hint = words.text(&format!("error-{}-hint", told.slug), &[]);
    match &told.detail {
        Some(id) => format!("{} {hint}", words.text(id, &[])),
        None => hint,
    }
}

/// A problem with a field in words.
pub(crate) fn sentence(problem: &gongkai_app::Problem, lang: Lang) -> String {
    let args: Vec<(&str, &str)> = problem.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    wording::of(lang).text(problem.message, &args)
}

/// The answer to a path nobody serves.
pub(crate) async fn not_found() -> Failure {
    Failure::App(AppError::NotFound)
}

/// The answer when a handler panicked: it never should, and the log says where.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let incident = incident();
    tracing::error!(incident, "a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, format!("incident {incident}")).into_response()
}

fn incident() -> String {
    let mut bytes = [0; 5];
    match getrandom::fill(&mut bytes) {
        Ok(()) => gongkai_store::blobs::hex(&bytes),
        Err(_) => "unknown".to_owned(),
    }
}

/// An error with everything it came from.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
