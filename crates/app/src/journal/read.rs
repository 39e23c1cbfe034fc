//! Entries, newest first, a page at a time.

use std::collections::BTreeMap;

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Entry, Filter, SYSTEM, Scope};

use super::scope;
use super::withhold::withhold;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::bodies::in_tree_order;
use crate::error::AppError;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Only the chain of this body.
    pub body: Option<BodyId>,
    /// With all below it.
    pub with_below: bool,
    /// Only what concerns no single body.
    pub system: bool,
    /// Only this kind of thing.
    pub kind: Option<String>,
    /// Only this thing.
    pub subject: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only what this person did.
    pub person: Option<PersonId>,
    /// Only entries before this one: the next page.
    pub before: Option<i64>,
}

/// A page of entries.
#[derive(Debug, Clone)]
pub struct Page {
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<i64>,
    /// Bodies whose journal the caller may read, in the order of the tree.
    pub bodies: Vec<Body>,
    /// Whether the caller may read what concerns no single body.
    pub system: bool,
    /// Names of all bodies by id: entries speak of others, too.
    pub names: BTreeMap<String, String>,
}

/// Entries the caller may read, at most `limit`. What stood in drafts is left out of those about drafts the caller may not see.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] when a body is asked for whose journal is not for the caller.
pub async fn read(app: &App, caller: &Caller, asked: &Asked, limit: u32) -> Result<Page, AppError> {
    let mut on = &app.database;
    let all = bodies::all(&mut on).await?;
    let root = all.iter().find(|body| body.parent.is_none()).ok_or(AppError::NotFound)?;
    let mut held = scope(caller, root);
    let system = held.as_ref().is_none_or(|scope| scope.system);
    let mut chain = None;
    if let Some(id) = &asked.body {
        let body = all.iter().find(|body| body.id == *id).ok_or(AppError::NotFound)?;
        caller.require(Permission::ViewJournal, body)?;
        if asked.with_below {
            let below = all.iter().filter(|other| other.is_within(id) && caller.may(Permission::ViewJournal, other));
            held = Some(Scope { bodies: below.map(|other| other.id.clone()).collect(), ..Scope::default() });
        } else {
            chain = Some(id.to_string());
        }
    } else if asked.system {
        if !system {
            return Err(AppError::Forbidden { permission: Permission::ViewJournal });
        }
        chain = Some(SYSTEM.to_owned());
    }
    let filter = Filter {
        chain,
        scope: held,
        subject_kind: asked.kind.clone(),
        subject_id: asked.subject.clone(),
        action: asked.action.clone(),
        actor_id: asked.person.as_ref().map(ToString::to_string),
        before: asked.before,
        after: None,
    };
    let mut entries = journal::entries(&mut on, &filter, limit.saturating_add(1)).await?;
    let more = entries.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        entries.pop();
    }
    Ok(Page {
        next: entries.last().filter(|_| more).map(|entry| entry.position),
        entries: withhold(caller, &all, entries),
        system,
        names: all.iter().map(|body| (body.id.to_string(), body.name.clone())).collect(),
        bodies: in_tree_order(all.into_iter().filter(|body| caller.may(Permission::ViewJournal, body)).collect()),
    })
}
