//! A request to a public page, and the ways it is answered.

use std::future::Future;
use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::Tree;

use super::head::Head;
use super::params::{Params, address, asked_year};
use crate::cache::{Kept, Made};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::rendered;
use crate::site::Site;

/// A request.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) site: Site,
    pub(super) visitor: Visitor,
    pub(super) params: Params,
    headers: HeaderMap,
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, site).await?;
        let params = Params::of(&parts.uri);
        Ok(Self { site: site.clone(), visitor, params, headers: parts.headers.clone() })
    }
}

impl Asked {
    /// Answers with what is kept under an address, or makes it. The address holds all that the answer depends on beside
    /// language and mode, so that nobody can fill the memory with made-up addresses of one page.
    ///
    /// People who are signed in get a page of their own, with their name on it, which is not kept.
    pub(super) async fn kept<F>(&self, of: &Address<'_>, make: impl FnOnce() -> F) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Made, Failure>> + Send,
    {
        let position = self.site.cache().position(self.site.app()).await?;
        let signed = self.visitor.signed.is_some();
        let key = format!("{}|{}|{}", of.whole(), self.visitor.lang.tag(), self.visitor.elder);
        if !signed && let Some(page) = self.site.cache().find(&key, position) {
            return Ok(page.answer(&self.headers));
        }
        self.charge()?;
        let page = Kept::new(Some(position), make().await?);
        let answer = page.answer(&self.headers);
        if !signed {
            self.site.cache().keep(key, page);
        }
        Ok(answer)
    }

    /// The same for a file that follows from one published version and so never changes; `key` names both.
    pub(super) async fn kept_for_ever<F>(&self, key: String, make: impl FnOnce() -> F) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Made, Failure>> + Send,
    {
        if let Some(file) = self.site.cache().find(&key, 0) {
            return Ok(file.answer(&self.headers));
        }
        self.charge()?;
        let file = Kept::new(None, make().await?);
        let answer = file.answer(&self.headers);
        self.site.cache().keep(key, file);
        Ok(answer)
    }

    /// The year asked for. What is no year is refused: it is neither all years nor the newest.
    pub(super) fn year(&self) -> Result<Option<i16>, Failure> {
        self.params.text("year").map(asked_year).transpose()
    }

    /// What has to be made costs something: one address may not ask for too much of it.
    pub(super) fn charge(&self) -> Result<(), Failure> {
        if self.site.public_limit().allows(&self.visitor.address) {
            Ok(())
        } else {
            Err(AppError::TooMany { seconds: 60 }.into())
        }
    }

    /// The frame of a page.
    pub(super) fn frame(&self, tree: &Tree) -> Frame {
        Frame::new(&self.site, &self.visitor, tree.root())
    }

    /// The tree of bodies.
    pub(super) async fn tree(&self) -> Result<Arc<Tree>, Failure> {
        Ok(self.site.cache().tree(self.site.app()).await?)
    }

    /// What a page says about itself.
    pub(super) fn head(&self, frame: &Frame, of: &Address<'_>, column: &'static str, title: String) -> Head {
        Head::new(&self.site, frame, of, column, title)
    }
}

/// The address of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Address<'a> {
    pub(super) path: &'a str,
    pub(super) query: &'a [(&'a str, &'a str)],
}

impl<'a> Address<'a> {
    /// A path that is asked with nothing.
    pub(super) fn path(path: &'a str) -> Self {
        Self { path, query: &[] }
    }

    /// A path and what it is asked with.
    pub(super) fn new(path: &'a str, query: &'a [(&'a str, &'a str)]) -> Self {
        Self { path, query }
    }

    pub(super) fn whole(&self) -> String {
        address(self.path, self.query)
    }
}

/// A page as something made.
pub(super) fn made(page: &impl Template) -> Result<Made, Failure> {
    rendered(page).map(Made::page).map_err(|error| AppError::Internal(error.to_string()).into())
}
