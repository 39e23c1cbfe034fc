//! What programs send in a body, read strictly: what does not fit is refused and named.

use axum::body::Bytes;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use gongkai_app::{AppError, Problems};
use serde::de::{DeserializeOwned, IgnoredAny};
use utoipa::ToSchema;

use super::misfits::misfits;
use super::problem::in_words;
use crate::error::Failure;
use crate::site::Site;

/// A JSON body.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned + ToSchema> FromRequest<Site> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            return Err(Failure::NotJson);
        }
        let bytes = Bytes::from_request(request, site).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::Unreadable,
        })?;
        let is_object = bytes.trim_ascii_start().first() == Some(&b'{');
        if !is_object && serde_json::from_slice::<IgnoredAny>(&bytes).is_ok() {
            // A list would do for the fields of a shape in their order: not here.
            return Err(Failure::App(Problems::one("", "api-not-object")));
        }
        let read = axum::Json::<T>::from_bytes(&bytes);
        read.map(|body| Self(body.0)).map_err(|rejection| of_json(&rejection, &T::name(), &bytes))
    }
}

fn of_json(rejection: &JsonRejection, shape: &str, bytes: &[u8]) -> Failure {
    let text = rejection.body_text();
    match rejection {
        JsonRejection::JsonDataError(_) => {
            let first = misfit(&text, "Failed to deserialize the JSON body into the target type: ");
            let Ok(body) = serde_json::from_slice(bytes) else { return Failure::App(AppError::Invalid(first)) };
            let mut all = misfits(shape, &body);
            // The reader may know what no schema says.
            let is_told = |field: &str| all.0.iter().any(|problem| in_words(&problem.field) == field);
            if !first.0.iter().all(|problem| is_told(&problem.field)) {
                all.0.splice(0..0, first.0);
            }
            Failure::App(AppError::Invalid(all))
        }
        JsonRejection::JsonSyntaxError(_) => Failure::BadRequest(no_json(bytes)),
        _ => Failure::Unreadable,
    }
}

/// Where a body stops being JSON.
fn no_json(bytes: &[u8]) -> Problems {
    let at = serde_json::from_slice::<IgnoredAny>(bytes).err();
    let (line, column) = at.map_or((1, 1), |error| (error.line(), error.column()));
    let mut problems = Problems::new();
    problems.add_with("", "api-no-json", vec![("line", line.to_string()), ("column", column.to_string())]);
    problems
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// What a reader said: the field, where it names one, and the rest as it is.
pub(super) fn misfit(text: &str, prefix: &str) -> Problems {
    let text = text.strip_prefix(prefix).unwrap_or(text);
    let is_field = |head: &str| !head.is_empty() && head.len() <= 64 && !head.contains([' ', '`', '"']);
    let (field, detail) = match text.split_once(": ") {
        Some((head, rest)) if is_field(head) => (head, rest),
        _ => (named(text).unwrap_or_default(), text),
    };
    let detail: String = detail.chars().take(200).collect();
    let mut problems = Problems::new();
    problems.add_with(field, "api-misfit", vec![("detail", detail)]);
    problems
}

/// The field that is missing, or too many.
fn named(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("missing field `").or_else(|| text.strip_prefix("unknown field `"))?;
    Some(rest.split_once('`')?.0).filter(|name| name.len() <= 64)
}

/// An id in a path; what never was an id is not there.
pub(crate) fn id<T>(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Failure> {
    parse(text).ok_or(Failure::App(AppError::NotFound))
}

#[cfg(test)]
mod tests {
    use gongkai_law::Lang;

    use super::*;
    use crate::error::sentence;

    #[test]
    fn what_does_not_fit_names_its_field() {
        let check = |text: &str, field: &str, detail: &str| {
            let problems = misfit(text, "Failed: ");
            let [problem] = problems.0.as_slice() else { panic!("{problems:?}") };
            assert_eq!((problem.field.as_str(), problem.args[0].1.as_str()), (field, detail));
        };
        check("Failed: year: must be a year", "year", "must be a year");
        check("Failed: cells[0].state: unknown variant `x`", "cells[0].state", "unknown variant `x`");
        check("Failed: missing field `year`", "year", "missing field `year`");
        check("unknown field `a b: c`", "a b: c", "unknown field `a b: c`");
        check("invalid type: sequence", "", "invalid type: sequence");
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let problems = no_json(b"{\n  year: 2023}");
        assert_eq!(problems.0[0].args, [("line", "2".to_owned()), ("column", "3".to_owned())]);
        let problem = &problems.0[0];
        for (lang, words) in [
            (Lang::ZhCn, "不是合法的 JSON：错在第 2 行第 3 个字节"),
            (Lang::En, "This is no JSON: it goes wrong in line 2, at byte 3"),
        ] {
            assert_eq!(sentence(problem, lang), words);
        }
    }

    #[test]
    fn a_pointer_reads_as_a_field() {
        let words = ["", "/year", "/cells/0/state", "/a~1b/~0"].map(in_words);
        assert_eq!(words, ["", "year", "cells[0].state", "a/b.~"]);
    }
}
