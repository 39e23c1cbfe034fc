//! Which total is asked for.

use gongkai_app::AppError;
use gongkai_app::totals::Choices;
use gongkai_store::id::BodyId;
use gongkai_store::totals::Which;
use serde::Deserialize;

use crate::error::Failure;
use crate::portal::params::{asked_year, year};

/// The parameters of a total's address, and the fields of its forms.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    pub(super) body: String,
    pub(super) year: String,
    pub(super) which: String,
    pub(super) cell: String,
    pub(super) format: String,
    /// Whether a draft was just made of it.
    pub(super) drafted: String,
    /// The revision of the draft whose figures may be replaced.
    pub(super) agreed: String,
}

/// The same, understood.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) body: BodyId,
    pub(super) year: i16,
    pub(super) which: Which,
}

impl Query {
    /// A year that was asked for and is none.
    pub(super) fn unknown_year(&self) -> Option<&str> {
        Some(self.year.trim()).filter(|text| !text.is_empty() && year(text).is_none())
    }

    /// What is asked for; where nothing is said that can be, what `choices` begin with. `None` when there is nothing to add up.
    pub(super) fn asked(&self, choices: &Choices) -> Result<Option<Asked>, Failure> {
        let first = choices.first().map(|(body, year)| (body.id.clone(), year));
        let body = match self.body.as_str() {
            "" => first.as_ref().map(|(body, _)| body.clone()).or_else(|| choices.bodies.first().map(|b| b.id.clone())),
            id => Some(BodyId::parse(id).ok_or(AppError::NotFound)?),
        };
        let Some(body) = body else { return Ok(None) };
        let own = || choices.years.get(&body).and_then(|years| years.first()).copied();
        let year = year(self.year.trim()).or_else(own).or(first.map(|(_, year)| year));
        let Some(year) = year else { return Ok(None) };
        Ok(Some(Asked { year, which: Which::parse(&self.which).unwrap_or_default(), body }))
    }

    /// The same where everything has to be said.
    pub(super) fn exactly(&self) -> Result<Asked, Failure> {
        let body = BodyId::parse(&self.body).ok_or(AppError::NotFound)?;
        let year = asked_year(self.year.trim())?;
        Ok(Asked { body, year, which: Which::parse(&self.which).unwrap_or_default() })
    }
}

impl Asked {
    /// The parameters of an address, as they stand behind the question mark.
    pub(super) fn written(&self) -> String {
        format!("body={}&year={}&which={}", self.body, self.year, self.which.id())
    }
}
