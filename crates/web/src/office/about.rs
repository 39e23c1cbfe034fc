//! What the handlers about one thing begin with, and how they answer a form.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::Response;
use gongkai_app::{App, AppError, Caller, Problems};

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, meanwhile, redirect};
use crate::site::Site;

/// A request about the thing its path names, with who asks.
#[derive(Debug)]
pub(crate) struct About<Id> {
    pub(crate) site: Site,
    pub(crate) visitor: Visitor,
    pub(crate) id: Id,
    pub(crate) uri: Uri,
}

impl<Id: FromStr> FromRequestParts<Site> for About<Id> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, site).await?;
        let Path(text) = Path::<String>::from_request_parts(parts, site).await.map_err(|_| Failure::Unreadable)?;
        // What never was an id is not there.
        let id = text.parse().map_err(|_| AppError::NotFound)?;
        Ok(Self { site: site.clone(), visitor, id, uri: parts.uri.clone() })
    }
}

impl<Id> About<Id> {
    pub(crate) fn app(&self) -> &App {
        self.site.app()
    }

    /// What use cases are called with.
    pub(crate) fn caller(&self) -> Result<&Caller, AppError> {
        self.visitor.caller()
    }

    /// The frame of a page about the thing.
    pub(crate) async fn frame(&self) -> Result<Frame, Failure> {
        Ok(Frame::new(&self.site, &self.visitor, self.site.root().await?.as_ref()))
    }
}

/// The answer to a form: on to where what was done leads, or its page again with what is wrong.
pub(crate) async fn answered<T>(
    done: Result<T, AppError>,
    on_to: impl FnOnce(T) -> String,
    page: impl AsyncFnOnce(Problems) -> Result<Response, Failure>,
) -> Result<Response, Failure> {
    match mendable(done)? {
        Ok(done) => Ok(redirect(&on_to(done))),
        Err(problems) => Ok(again(page(problems).await?)),
    }
}

/// The same for a form whose page tells by itself what came in between.
pub(crate) async fn answered_or_overtaken<T>(
    done: Result<T, AppError>,
    on_to: impl FnOnce(T) -> String,
    page: impl AsyncFnOnce(Problems) -> Result<Response, Failure>,
) -> Result<Response, Failure> {
    match done {
        Err(AppError::Stale) => Ok(meanwhile(page(Problems::new()).await?)),
        done => answered(done, on_to, page).await,
    }
}

/// The same for a form that is shown again, with what was entered, when what it is about changed in between: `changed` is
/// the field and the message that says so.
pub(crate) async fn answered_or_changed<T>(
    done: Result<T, AppError>,
    changed: (&'static str, &'static str),
    on_to: impl FnOnce(T) -> String,
    page: impl AsyncFnOnce(Problems) -> Result<Response, Failure>,
) -> Result<Response, Failure> {
    match done {
        Err(AppError::Stale) => {
            let mut problems = Problems::new();
            problems.add(changed.0, changed.1);
            Ok(meanwhile(page(problems).await?))
        }
        done => answered(done, on_to, page).await,
    }
}
