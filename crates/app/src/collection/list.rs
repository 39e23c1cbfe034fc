//! The collections a person may see, each with how far it has come.

use std::collections::HashMap;

use gongkai_store::bodies::{self, Body};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId, ObligationId};
use gongkai_store::obligations::{self, State, Tally};

use super::load;
use super::roll::{Row, Summary};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// The collections the caller may see, newest year first.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn list_collections(app: &App, caller: &Caller) -> Result<Vec<Summary>, AppError> {
    let mut on = &app.database;
    let all = collections::all(&mut on).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let bodies = seen(app, caller).await?;
    let tallies = obligations::tallies(&mut on, app.today(), None).await?;
    Ok(all.into_iter().filter_map(|collection| summary(collection, &bodies, &tallies)).collect())
}

/// The collections the caller may see in the order they were opened, about a year, those after `after` only, at most
/// `limit`: for programs that read on from where they were.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn browse_collections(
    app: &App,
    caller: &Caller,
    year: Option<i16>,
    after: Option<&CollectionId>,
    limit: u32,
) -> Result<Vec<Summary>, AppError> {
    let mut on = &app.database;
    let bodies = seen(app, caller).await?;
    let ids: Vec<BodyId> = bodies.keys().cloned().collect();
    let found = collections::browsed(&mut on, &ids, year, after, limit).await?;
    let of: Vec<CollectionId> = found.iter().map(|collection| collection.id.clone()).collect();
    let tallies = obligations::tallies(&mut on, app.today(), Some(&of)).await?;
    Ok(found.into_iter().filter_map(|collection| summary(collection, &bodies, &tallies)).collect())
}

/// A collection the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn one_collection(app: &App, caller: &Caller, id: &CollectionId) -> Result<Summary, AppError> {
    let mut on = &app.database;
    let (collection, body) = load::with(&mut on, caller, Permission::ViewCollection, id).await?;
    let tallies = obligations::tallies(&mut on, app.today(), Some(std::slice::from_ref(id))).await?;
    summary(collection, &HashMap::from([(body.id.clone(), body)]), &tallies).ok_or(AppError::NotFound)
}

/// Which rows of a roll a program reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrowsingRoll {
    /// In this state; bodies that owe nothing are in none.
    pub state: Option<State>,
    /// Only those whose report came late or is overdue.
    pub late: bool,
    /// Only those whose mending is overdue.
    pub mending_overdue: bool,
    /// Those after this one.
    pub after: Option<ObligationId>,
}

/// Rows of a roll in the order they were entered, at most `limit`.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn browse_roll(
    app: &App,
    caller: &Caller,
    id: &CollectionId,
    browsing: BrowsingRoll,
    limit: u32,
) -> Result<Vec<Row>, AppError> {
    let mut on = &app.database;
    load::with(&mut on, caller, Permission::ViewCollection, id).await?;
    let today = app.today();
    let BrowsingRoll { state, late, mending_overdue, after } = browsing;
    let (late_on, mending_overdue_on) = (late.then_some(today), mending_overdue.then_some(today));
    let browse = obligations::Browse { state, late_on, mending_overdue_on, after };
    let rows = obligations::browsed(&mut on, id, &browse, limit).await?;
    Ok(rows.into_iter().map(|row| Row::on(row, today)).collect())
}

/// The bodies whose collections the caller may see.
async fn seen(app: &App, caller: &Caller) -> Result<HashMap<BodyId, Body>, AppError> {
    let all = bodies::all(&mut &app.database).await?.into_iter();
    let seen = all.filter(|body| caller.may(Permission::ViewCollection, body));
    Ok(seen.map(|body| (body.id.clone(), body)).collect())
}

fn summary(collection: Collection, bodies: &HashMap<BodyId, Body>, tallies: &[Tally]) -> Option<Summary> {
    let body = bodies.get(&collection.body)?.clone();
    let of = |wanted: &[State]| {
        tallies
            .iter()
            .filter(|tally| tally.collection == collection.id && wanted.contains(&tally.state))
            .fold((0_u64, 0_u64), |(bodies, overdue), tally| {
                (bodies.saturating_add(tally.bodies), overdue.saturating_add(tally.overdue))
            })
    };
    let returned_late = tallies.iter().filter(|tally| tally.collection == collection.id);
    let mending_overdue = returned_late.map(|tally| tally.mending_overdue).sum();
    let (owed, overdue) = of(&[State::Owed]);
    Some(Summary {
        owing: of(&State::ALL).0,
        owed,
        overdue,
        checked: of(&[State::Checked]).0,
        returned: of(&[State::Returned]).0,
        mending_overdue,
        accepted: of(&[State::Accepted]).0,
        published: of(&[State::Published]).0,
        withdrawn: of(&[State::Withdrawn]).0,
        collection,
        body,
    })
}
