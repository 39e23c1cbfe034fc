//! One map from what can go wrong to what is answered.
//!
//! Handlers return a [`Failure`]; [`render`] turns it into a page, or under `/api` into `application/problem+json`. What
//! is the program's own fault shows an incident number only; the log has the rest under the same number.

mod sent;

use std::any::Any;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gongkai_app::{AppError, Problems, Standing};
use gongkai_law::Lang;
use gongkai_law::wording::Sentence;
use gongkai_report::unreadable::{Stored, kind_in_words};

use crate::api::problem::{FieldError, Problem, in_words};
use crate::error::sent::Sent;
use crate::frame::Frame;
use crate::guard::{Typed, Visitor, form_page};
use crate::page::{ErrorPage, OfficeErrorPage, Wrong, redirect, show};
use crate::site::Site;
use crate::wording;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub enum Failure {
    /// The use case refused or failed.
    App(AppError),
    /// The form is not one of ours, or the session changed since it was shown.
    ForeignForm,
    /// A token that may only read asks for a change.
    ReadOnlyToken,
    /// What was sent is too large.
    TooLarge,
    /// Files are too large, each told by its name.
    FilesTooLarge(Problems),
    /// What was sent cannot be read.
    Unreadable,
    /// What was sent cannot be read, and it is known where.
    BadRequest(Problems),
    /// What was sent is not JSON, which alone is taken here.
    NotJson,
    /// What was sent is of no kind that brings files.
    NotFiles,
    /// The idempotency key belongs to another request.
    KeyReused,
    /// The request of the idempotency key is being carried out.
    KeyInProgress,
    /// The request of the idempotency key was carried out, and its answer is not kept.
    KeyCarriedOut,
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

/// Tells what the visitor can mend on the form's page from what no other entry would change.
///
/// # Errors
/// The failure, when it is not about what was entered.
pub(crate) fn mendable<T>(done: Result<T, AppError>) -> Result<Result<T, Problems>, Failure> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(AppError::Invalid(problems)) => Ok(Err(problems)),
        Err(other) => Err(other.into()),
    }
}

/// Seconds after which to come again when the database is away.
const AWAY: u64 = 10;
const AWAY_SLUG: &str = "unavailable";

/// What is told of a failure.
#[derive(Debug, Clone)]
struct Told {
    status: StatusCode,
    /// Id of the message: `error-<slug>-title` and `error-<slug>-hint`; also the problem's type.
    slug: &'static str,
    /// Id of the message in the place of `error-<slug>-hint`, where that would not be true.
    hint: Option<&'static str>,
    /// Id of a message that says more.
    detail: Option<String>,
    problems: Problems,
    incident: Option<String>,
    retry_after: Option<u64>,
    /// Where it goes on: path and the id of the words.
    way: Option<(String, &'static str)>,
}

impl Told {
    fn of(status: StatusCode, slug: &'static str) -> Self {
        Self {
            status,
            slug,
            hint: None,
            detail: None,
            problems: Problems::default(),
            incident: None,
            retry_after: None,
            way: None,
        }
    }

    /// Id of the message that says what it means.
    fn hint(&self) -> String {
        self.hint.map_or_else(|| format!("error-{}-hint", self.slug), str::to_owned)
    }

    fn answer(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Failure {
    fn told(&self) -> Told {
        let told = Told::of;
        match self {
            Self::ForeignForm => told(StatusCode::FORBIDDEN, "foreign-form"),
            Self::ReadOnlyToken => told(StatusCode::FORBIDDEN, "read-only-token"),
            Self::TooLarge => told(StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::FilesTooLarge(problems) => {
                Told { problems: problems.clone(), ..told(StatusCode::PAYLOAD_TOO_LARGE, "too-large") }
            }
            Self::Unreadable => told(StatusCode::BAD_REQUEST, "unreadable"),
            Self::BadRequest(problems) => {
                Told { problems: problems.clone(), ..told(StatusCode::BAD_REQUEST, "unreadable") }
            }
            Self::NotJson => Told {
                hint: Some("error-media-type-json-hint"),
                ..told(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type")
            },
            Self::NotFiles => Told {
                hint: Some("error-media-type-files-hint"),
                ..told(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type")
            },
            Self::KeyReused => told(StatusCode::UNPROCESSABLE_ENTITY, "key-reused"),
            Self::KeyCarriedOut => Told { retry_after: Some(2), ..told(StatusCode::CONFLICT, "key-carried-out") },
            Self::KeyInProgress => Told { retry_after: Some(2), ..told(StatusCode::CONFLICT, "key-in-progress") },
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
                AppError::Withdrawn { body, year, version, withdrawal, standing } => {
                    let day = gongkai_app::beijing(withdrawal.at).date().to_string();
                    let words = vec![
                        ("body", body.clone()),
                        ("year", year.to_string()),
                        ("version", version.to_string()),
                        ("day", day),
                        ("reason", withdrawal.reason.clone()),
                    ];
                    let mut problems = Problems::new();
                    // Where one that was published later can be read, this version only is gone.
                    let later = standing.as_deref().is_some_and(|standing| standing.is_current);
                    problems.add_with("", if later { "withdrawn-version" } else { "withdrawn" }, words);
                    let hint = later.then_some("error-withdrawn-version-hint");
                    let way = standing.as_deref().map(|Standing { body, version, is_current }| {
                        if *is_current {
                            (format!("/reports/{body}/{year}"), "portal-report-current")
                        } else {
                            (format!("/reports/{body}/{year}/versions/{version}"), "error-withdrawn-older")
                        }
                    });
                    Told { hint, problems, way, ..told(StatusCode::GONE, "withdrawn") }
                }
                AppError::TooMany { seconds } => {
                    Told { retry_after: Some(*seconds), ..told(StatusCode::TOO_MANY_REQUESTS, "too-many") }
                }
                AppError::Store(store) if store.is_out_of_reach() => {
                    let incident = incident();
                    tracing::error!(incident, error = %chain(error), "the database is out of reach");
                    Told {
                        incident: Some(incident),
                        retry_after: Some(AWAY),
                        ..told(StatusCode::SERVICE_UNAVAILABLE, AWAY_SLUG)
                    }
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
        self.told().answer()
    }
}

/// Gives failures their page or their problem document, in the visitor's language.
pub(crate) async fn render(State(site): State<Site>, request: Request, next: Next) -> Response {
    // What asks for health wants a word, and no page.
    if request.uri().path() == "/healthz" {
        return next.run(request).await;
    }
    let visitor = request.extensions().get::<Arc<Visitor>>().cloned();
    let as_data = is_for_programs(&request);
    let stood = form_page(request.headers()).map(str::to_owned);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let told = match response.extensions().get::<Told>() {
        Some(told) => told.clone(),
        // axum's own refusals (a path, query or form that does not fit, a wrong method) get the same clothes.
        None => match plain_refusal(&response) {
            Some(told) => told,
            None => return response,
        },
    };
    if let Some(above) = page_above(&method, told.status, &path).filter(|_| !as_data) {
        return redirect(above);
    }
    let lang = visitor.as_ref().map_or_else(Lang::default, |visitor| visitor.lang);
    let dressed = if as_data {
        problem(&told, lang, &path)
    } else {
        let sent = Sent { stood, typed: response.extensions().get::<Typed>().cloned().unwrap_or_default() };
        let sent = Some(sent).filter(|_| method != Method::GET && is_inside(&path));
        // Whose page it is only the database knows.
        let frame = match told.slug {
            AWAY_SLUG => Frame::nobodys(lang),
            _ => Frame::of_failure(&site, visitor.as_deref()).await,
        };
        page(frame, &told, &path, sent)
    };
    with_headers(dressed, &told, response.headers())
}

/// The page with the form, for whoever opens the address a form of the office was sent to: it stays in the browser's bar
/// when what was entered does not do.
fn page_above<'a>(method: &Method, status: StatusCode, path: &'a str) -> Option<&'a str> {
    let sent = *method == Method::GET && status == StatusCode::METHOD_NOT_ALLOWED && is_office(path);
    path.rsplit_once('/').map(|(above, _)| above).filter(|_| sent)
}

/// The same for a request of which it could not even be found out whose it is.
pub(crate) fn unknown_visitor(error: AppError, lang: Lang, request: &Request) -> Response {
    let told = Failure::from(error).told();
    let dressed = if is_for_programs(request) {
        problem(&told, lang, request.uri().path())
    } else {
        page(Frame::nobodys(lang), &told, request.uri().path(), None)
    };
    with_headers(dressed, &told, &HeaderMap::new())
}

fn is_for_programs(request: &Request) -> bool {
    request.uri().path().starts_with("/api/") || wants_json(request)
}

/// The same for one answer at once, for whoever keeps answers.
pub(crate) fn as_problem(response: Response, lang: Lang, path: &str) -> Response {
    let known = response.extensions().get::<Told>().cloned();
    match known.or_else(|| plain_refusal(&response)) {
        Some(told) => with_headers(problem(&told, lang, path), &told, response.headers()),
        None => response,
    }
}

fn with_headers(mut dressed: Response, told: &Told, before: &HeaderMap) -> Response {
    let headers = dressed.headers_mut();
    if let Some(seconds) = told.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = before.get(header::ALLOW) {
        headers.insert(header::ALLOW, allow.clone());
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
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "unreadable",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::NOT_FOUND => "not-found",
        // Nothing else answers so: a request that took longer than any may.
        StatusCode::SERVICE_UNAVAILABLE => "too-slow",
        _ => return None,
    };
    Some(Told::of(response.status(), slug))
}

fn problem(told: &Told, lang: Lang, path: &str) -> Response {
    let errors = told.problems.0.iter().map(|problem| FieldError {
        field: if problem.field.starts_with('/') { in_words(&problem.field) } else { problem.field.clone() },
        pointer: Some(problem.field.clone()).filter(|field| field.starts_with('/')),
        code: problem.message.to_owned(),
        message: sentence(problem, lang),
    });
    let words = wording::of(lang);
    let own = format!("api-hint-{}", told.slug);
    let hint = if path.starts_with("/api/") && words.has(&own) {
        words.text(&own, &[])
    } else {
        words.text(&told.hint(), &[])
    };
    let body = Problem {
        kind: format!("urn:gongkai:problem:{}", told.slug),
        title: words.text(&format!("error-{}-title", told.slug), &[]),
        status: told.status.as_u16(),
        detail: with_reason(told, lang, hint),
        instance: path.to_owned(),
        errors: errors.collect(),
        incident: told.incident.clone(),
    };
    let kind = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag())),
    ];
    let mut response = (told.status, kind, serde_json::to_string(&body).unwrap_or_default()).into_response();
    if told.status == StatusCode::UNAUTHORIZED {
        let bearer = HeaderValue::from_static("Bearer realm=\"gongkai\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
    }
    response
}

fn page(frame: Frame, told: &Told, path: &str, sent: Option<Sent>) -> Response {
    let lang = frame.lang;
    let form_lost = sent.is_some() && told.slug == "signed-out";
    let of_return = told.status == StatusCode::CONFLICT && path.starts_with("/office/returns/");
    let above = path.rsplit_once('/').filter(|_| of_return).map(|(above, _)| (above.to_owned(), "error-to-return"));
    let way = told.way.clone().or(above).map(|(to, words)| (to, frame.t(words)));
    let wrong = Wrong {
        way: way.or_else(|| sent.as_ref().and_then(|sent| sent.way(told.slug, &frame))),
        typed: sent.map(|sent| sent.typed).unwrap_or_default(),
        title: frame.t(&format!("error-{}-title", told.slug)),
        detail: if form_lost { frame.t("error-signed-out-form") } else { detail(told, lang) },
        problems: told.problems.0.iter().map(|problem| sentence(problem, lang)).collect(),
        incident: told.incident.clone(),
    };
    let office = !frame.person.is_empty();
    let page = if office && is_office(path) {
        // The office has no search.
        let detail = if told.slug == "not-found" { frame.t("error-not-found-office") } else { wrong.detail };
        show(&OfficeErrorPage { wrong: Wrong { detail, ..wrong }, frame })
    } else {
        let lost = matches!(told.status, StatusCode::NOT_FOUND | StatusCode::GONE);
        show(&ErrorPage { frame, wrong, lost, office })
    };
    (told.status, page).into_response()
}

/// Whether a path is one of those for people who are signed in.
fn is_inside(path: &str) -> bool {
    is_office(path) || path == "/account" || path.starts_with("/account/")
}

fn is_office(path: &str) -> bool {
    path == "/office" || path.starts_with("/office/")
}

fn detail(told: &Told, lang: Lang) -> String {
    with_reason(told, lang, wording::of(lang).text(&told.hint(), &[]))
}

fn with_reason(told: &Told, lang: Lang, hint: String) -> String {
    match &told.detail {
        Some(id) => {
            let reason = wording::of(lang).text(id, &[]);
            match lang {
                Lang::ZhCn => format!("{reason}{hint}"),
                Lang::En => format!("{reason} {hint}"),
            }
        }
        None => hint,
    }
}

/// A problem with a field in words.
pub(crate) fn sentence(problem: &gongkai_app::Problem, lang: Lang) -> String {
    // What cannot be read is told in the reader's words everywhere, with what to do.
    if problem.message.starts_with("file-") {
        let args = problem.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let Sentence { message, hint, .. } = Stored { code: problem.message.to_owned(), args }.sentence(lang);
        return match (hint, lang) {
            (Some(hint), Lang::ZhCn) => format!("{message}。{hint}"),
            (Some(hint), Lang::En) => format!("{message}. {hint}"),
            (None, _) => message,
        };
    }
    let of_file = |name: &str, value: &String| match name {
        "found" => kind_in_words(value, lang),
        _ => value.clone(),
    };
    let args: Vec<(&str, String)> = problem.args.iter().map(|(name, value)| (*name, of_file(name, value))).collect();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
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
    Told { incident: Some(incident), ..Told::of(StatusCode::INTERNAL_SERVER_ERROR, "internal") }.answer()
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

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    async fn as_told(response: Response) -> serde_json::Value {
        let problem = as_problem(response, Lang::En, "/api/v1/reports");
        assert_eq!(problem.headers()[header::CONTENT_TYPE], "application/problem+json");
        serde_json::from_slice(&to_bytes(problem.into_body(), 65_536).await.unwrap()).unwrap()
    }

    #[tokio::test]
    async fn programs_are_told_of_a_panic_and_of_slowness_as_of_anything_else() {
        let told = as_told(panicked(Box::new("x"))).await;
        assert_eq!((&told["type"], &told["status"]), (&"urn:gongkai:problem:internal".into(), &500.into()));
        assert!(told["incident"].as_str().is_some_and(|incident| incident.len() == 10), "{told}");
        let told = as_told(StatusCode::SERVICE_UNAVAILABLE.into_response()).await;
        assert_eq!((&told["type"], &told["status"]), (&"urn:gongkai:problem:too-slow".into(), &503.into()));
    }
}
