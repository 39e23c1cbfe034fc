//! The parameters of a query, read strictly: all that do not fit are refused at once, each by its name.

use std::collections::BTreeSet;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use gongkai_app::Problems;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use utoipa::openapi::Required;

use super::cursor;
use super::input::misfit;
use super::misfits;
use crate::error::Failure;
use crate::site::Site;

/// Parameters every address of the site understands.
const EVERYWHERE: [&str; 2] = ["lang", "csrf"];

/// The parameter every list takes its cursor from.
const CURSOR: &str = "after";

/// The parameters of a query.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned + IntoParams + Send> FromRequestParts<Site> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Failure> {
        let pairs = own(&parts.uri);
        let read = axum::extract::Query::<T>::try_from_uri(&address(&pairs).ok_or(Failure::Unreadable)?);
        read.map(|query| Self(query.0)).map_err(|rejection| {
            let first = misfit(&rejection.body_text(), "Failed to deserialize query string: ");
            Failure::BadRequest(all::<T>(&pairs, first))
        })
    }
}

/// The parameters without what every address understands.
fn own(uri: &Uri) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned();
    pairs.filter(|(name, _)| !EVERYWHERE.contains(&name.as_str())).collect()
}

fn address(pairs: &[(String, String)]) -> Option<Uri> {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { Some(Uri::from_static("/")) } else { format!("/?{query}").parse().ok() }
}

/// Everything in which parameters do not fit what the generated document says of them; `first` is what the reader stopped
/// at.
fn all<T: IntoParams>(pairs: &[(String, String)], first: Problems) -> Problems {
    let known = T::into_params(|| None);
    let mut problems = Problems::new();
    let mut seen = BTreeSet::new();
    for (name, text) in pairs {
        let parameter = known.iter().find(|parameter| parameter.name == *name);
        match parameter.and_then(|parameter| parameter.schema.as_ref()) {
            _ if !seen.insert(name) => problems.add(name, "api-repeated-parameter"),
            None => problems.add(name, "api-unknown-parameter"),
            Some(_) if name == CURSOR && !cursor::is_one(text) => problems.add(name, "api-bad-cursor"),
            Some(schema) => misfits::parameter(schema, name, text, &mut problems),
        }
    }
    for parameter in known.iter().filter(|parameter| matches!(parameter.required, Required::True)) {
        if !seen.contains(&parameter.name) {
            problems.add(&parameter.name, "problem-required");
        }
    }
    // The reader may know what no schema says.
    let is_told = |field: &str| problems.0.iter().any(|problem| problem.field == field);
    let is_new = first.0.iter().any(|problem| !problem.field.is_empty() && !is_told(&problem.field));
    if is_new || problems.0.is_empty() {
        problems.0.splice(0..0, first.0);
    }
    problems
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::api::cursor::{Limit, written};
    use crate::api::shapes::{Id, Year};

    #[derive(Debug, Deserialize, IntoParams)]
    #[into_params(parameter_in = Query)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read is asked")]
    struct Wanted {
        below: Option<Id>,
        year: Option<Year>,
        with_below: Option<bool>,
        limit: Option<Limit>,
        after: Option<String>,
    }

    fn refused(query: &str) -> Vec<(String, &'static str)> {
        let pairs = own(&format!("/x?{query}").parse().unwrap());
        let read = axum::extract::Query::<Wanted>::try_from_uri(&address(&pairs).unwrap());
        let rejection = read.unwrap_err().body_text();
        let all = all::<Wanted>(&pairs, misfit(&rejection, "Failed to deserialize query string: "));
        all.0.into_iter().map(|problem| (problem.field, problem.message)).collect()
    }

    #[test]
    fn every_parameter_that_does_not_fit_is_named() {
        let check = |query: &str, expected: &[(&str, &str)]| {
            let refused = refused(query);
            let refused: Vec<(&str, &str)> = refused.iter().map(|(name, code)| (name.as_str(), *code)).collect();
            assert_eq!(refused, expected, "{query}");
        };
        check(
            "below=x&year=soon&limit=0&with_below=yes&after=!&more=1&lang=en",
            &[
                ("below", "api-not-id"),
                ("year", "api-not-whole"),
                ("limit", "api-out-of-range"),
                ("with_below", "api-not-truth"),
                ("after", "api-bad-cursor"),
                ("more", "api-unknown-parameter"),
            ],
        );
        check("limit=2&limit=3", &[("limit", "api-repeated-parameter")]);
        check("limit=99999999999999999999", &[("limit", "api-out-of-range")]);
        check("limit=&after=", &[("limit", "api-not-whole"), ("after", "api-bad-cursor")]);
        let cursor = written("bodies", "x");
        check(&format!("after={cursor}&year=1"), &[("year", "api-out-of-range")]);
    }

    #[test]
    fn what_every_address_understands_is_left_to_others() {
        let left = |uri: &str| address(&own(&uri.parse().unwrap())).unwrap().to_string();
        assert_eq!(left("/api/v1/bodies?lang=en&limit=2&csrf=x"), "/?limit=2");
        assert_eq!(left("/api/v1/bodies?lang=en"), "/");
        assert_eq!(left("/api/v1/bodies?limit=&after="), "/?limit=&after=");
    }
}
