//! What can be added up.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_store::bodies::{self, Body};
use gongkai_store::collections;
use gongkai_store::id::BodyId;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Bodies with others below them, and the years they collected reports about.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The bodies, in the order of the tree.
    pub bodies: Vec<Body>,
    /// The years of each body's collections, newest first.
    pub years: BTreeMap<BodyId, Vec<i16>>,
}

impl Choices {
    /// What is shown first: the topmost body that collected something, with its newest year.
    pub fn first(&self) -> Option<(&Body, i16)> {
        let year = |body: &Body| self.years.get(&body.id).and_then(|years| years.first()).copied();
        self.bodies.iter().find_map(|body| Some((body, year(body)?)))
    }

    /// All years, newest first.
    pub fn all_years(&self) -> Vec<i16> {
        let years: BTreeSet<i16> = self.years.values().flatten().copied().collect();
        years.into_iter().rev().collect()
    }
}

/// What the caller can have added up.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn choices(app: &App, caller: &Caller) -> Result<Choices, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    let uppers: BTreeSet<BodyId> = all.iter().filter_map(|body| body.parent.clone()).collect();
    let mut years: BTreeMap<BodyId, Vec<i16>> = BTreeMap::new();
    for collection in collections::all(&mut &app.database).await? {
        years.entry(collection.body).or_default().push(collection.year);
    }
    let may = |body: &Body| caller.may(Permission::ViewTotals, body);
    let bodies: Vec<Body> = all
        .into_iter()
        .filter(|body| (uppers.contains(&body.id) || years.contains_key(&body.id)) && may(body))
        .collect();
    years.retain(|id, _| bodies.iter().any(|body| body.id == *id));
    Ok(Choices { bodies, years })
}
