//! Closing a body that was abolished or merged. Its reports and its journal stay.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{Sql, StoreError, drafts};
use jiff::civil::Date;
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// What is said when a body is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// Why: what its journal keeps.
    pub reason: String,
    /// Since when it is no more; today when nothing is said.
    pub on: Option<Date>,
    /// The body that takes over its work.
    pub successor: Option<BodyId>,
}

/// Closes a body, with a reason that stays in its journal. The public goes on reading what it published, and is told since
/// when it is closed and which body took over.
///
/// # Errors
/// [`AppError::NotNow`] for the topmost body, one that is closed already and one with others below it that are not;
/// [`AppError::Invalid`] without a reason, with a day to come, or when what takes over is closed or the body itself.
pub async fn close(app: &App, caller: &Caller, id: &BodyId, closing: &Closing) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    bodies::lock_tree(&mut transaction).await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::ManageBodies, &body)?;
    let reason = checked_reason(&closing.reason)?;
    let now = app.now();
    let on = closing.on.unwrap_or(app.today());
    if on > app.today() {
        return Err(Problems::one("on", "problem-closed-on"));
    }
    if body.parent.is_none() {
        return Err(AppError::NotNow { reason: "not-now-topmost" });
    }
    if !body.active {
        return Err(AppError::NotNow { reason: "not-now-body-closed" });
    }
    if !open_below_of(&mut transaction, &body).await?.is_empty() {
        return Err(AppError::NotNow { reason: "not-now-bodies-below" });
    }
    if let Some(successor) = &closing.successor {
        match bodies::by_id(&mut transaction, successor).await {
            Ok(found) if found.active && found.id != *id => {}
            Ok(_) | Err(StoreError::NotFound) => return Err(Problems::one("successor", "problem-successor")),
            Err(other) => return Err(other.into()),
        }
    }
    set_active(&mut body, false, on);
    body.successor.clone_from(&closing.successor);
    body.updated_at = now;
    bodies::update(&mut transaction, &body).await?;
    let event = Event::of(id, "body", id, "body_closed")
        .with(json!({ "reason": reason, "on": on, "successor": closing.successor }));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// The bodies below one that are not closed, by name: they are closed or moved first.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] for those who may not close it.
pub async fn open_below(app: &App, caller: &Caller, id: &BodyId) -> Result<Vec<String>, AppError> {
    let on = &mut &app.database;
    let body = bodies::by_id(on, id).await?;
    caller.require(Permission::ManageBodies, &body)?;
    open_below_of(on, &body).await
}

async fn open_below_of(on: &mut dyn Sql, body: &Body) -> Result<Vec<String>, AppError> {
    let below = bodies::subtree(on, body).await?.into_iter();
    Ok(below.filter(|other| other.active && other.id != body.id).map(|other| other.name).collect())
}

/// The reports of a body that were begun and are not handed in: the year and where each stands, newest first.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] for those who may not close it.
pub async fn drafts_in_hand(app: &App, caller: &Caller, id: &BodyId) -> Result<Vec<(i16, drafts::State)>, AppError> {
    let on = &mut &app.database;
    caller.require(Permission::ManageBodies, &bodies::by_id(on, id).await?)?;
    let listed = drafts::listed(on, std::slice::from_ref(id)).await?;
    let in_hand = |row: drafts::Listed| Some((row.year, row.state.filter(|state| *state != drafts::State::Signed)?));
    Ok(listed.into_iter().filter_map(in_hand).collect())
}

/// Closes a body on a day or opens it again; one that is so already keeps its day.
pub(super) fn set_active(body: &mut Body, active: bool, today: Date) {
    body.active = active;
    if active {
        (body.closed_on, body.successor) = (None, None);
    } else {
        body.closed_on.get_or_insert(today);
    }
}

/// A reason that is one.
pub(super) fn checked_reason(reason: &str) -> Result<String, AppError> {
    let reason = reason.trim();
    let mut problems = Problems::new();
    if reason.is_empty() {
        problems.add("reason", "problem-required");
    } else if reason.chars().count() > LONGEST {
        problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    Ok(reason.to_owned())
}
