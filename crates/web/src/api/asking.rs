//! What the handlers for who shows a token or session begin with: who asks, and about what.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use gongkai_app::{App, AppError, Caller};
use gongkai_law::Lang;

use crate::error::Failure;
use crate::guard::Visitor;
use crate::site::Site;

/// A request, with who asks.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) site: Site,
    pub(super) visitor: Visitor,
}

impl FromRequestParts<Site> for Asking {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failure> {
        Ok(Self { site: site.clone(), visitor: Visitor::from_request_parts(parts, site).await? })
    }
}

impl Asking {
    pub(super) fn app(&self) -> &App {
        self.site.app()
    }

    /// What use cases are called with.
    pub(super) fn caller(&self) -> Result<&Caller, AppError> {
        self.visitor.caller()
    }

    /// The language of the answer.
    pub(super) fn lang(&self) -> Lang {
        self.visitor.lang
    }
}

/// The id in the path; what never was an id is not there.
#[derive(Debug)]
pub(super) struct Of<T>(pub(super) T);

impl<T: FromStr> FromRequestParts<Site> for Of<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failure> {
        let Path(text) = Path::<String>::from_request_parts(parts, site).await.map_err(|_| Failure::Unreadable)?;
        text.parse().map(Self).map_err(|_| Failure::App(AppError::NotFound))
    }
}
