//! Looking at one person.

use std::collections::HashMap;

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Entry};
use gongkai_store::people::{self, Person, Role};
use gongkai_store::sessions;
use jiff::Timestamp;

use super::{Over, Status, over};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// So many entries of the journal are shown.
const ENTRIES: u32 = 20;

/// A role a person has.
#[derive(Debug, Clone)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// Where.
    pub body: Body,
    /// Whether the caller may take it away.
    pub within_reach: bool,
}

/// A person as an administrator sees them.
#[derive(Debug, Clone)]
pub struct Viewed {
    /// The person.
    pub person: Person,
    /// How they stand.
    pub status: Status,
    /// Their roles.
    pub roles: Vec<Held>,
    /// Whether all of them are within the caller's reach, so that everything may be done.
    pub whole: bool,
    /// Whether it is the caller.
    pub oneself: bool,
    /// When they last signed in.
    pub signed_in_at: Option<Timestamp>,
    /// How many sessions they have open.
    pub sessions: usize,
    /// What happened to them, newest first.
    pub entries: Vec<Entry>,
}

/// A person within the caller's reach.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such person, or not for the caller to see.
pub async fn view(app: &App, caller: &Caller, id: &PersonId) -> Result<Viewed, AppError> {
    let mut on = &app.database;
    let person = people::by_id(&mut on, id).await?;
    let bodies = bodies::with_roles_of(&mut on, id).await?;
    let over = if bodies.is_empty() { over(caller, &bodies::root(&mut on).await?) } else { over(caller, &bodies) };
    if over == Over::Nobody {
        return Err(AppError::NotFound);
    }
    let now = app.now();
    let by_id: HashMap<&BodyId, &Body> = bodies.iter().map(|body| (&body.id, body)).collect();
    let held = people::grants_of(&mut on, id).await?.into_iter().filter_map(|grant| {
        let body = (*by_id.get(&grant.body)?).clone();
        Some(Held { role: grant.role, within_reach: caller.may(Permission::ManagePeople, &body), body })
    });
    let about = journal::Filter {
        subject_kind: Some("person".to_owned()),
        subject_id: Some(id.to_string()),
        ..journal::Filter::default()
    };
    let sign_ins = journal::Filter { action: Some("signed_in".to_owned()), ..about.clone() };
    let signed_in_at = journal::entries(&mut on, &sign_ins, 1).await?.first().map(|entry| entry.at);
    Ok(Viewed {
        status: Status::of(&person, now),
        roles: held.collect(),
        whole: over == Over::Whole,
        oneself: caller.person_id() == Some(id),
        signed_in_at,
        sessions: sessions::of_person(&mut on, id, now).await?.len(),
        entries: journal::entries(&mut on, &about, ENTRIES).await?,
        person,
    })
}
