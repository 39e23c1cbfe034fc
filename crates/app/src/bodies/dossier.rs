//! All there is to know of one body.

use std::collections::BTreeMap;

use gongkai_store::bodies::{self, Body, Staff};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Entry, Filter};

use super::order::in_tree_order;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Entries of the timeline shown with a body; the journal's own page has the rest.
const ENTRIES: u32 = 20;

/// A body with what belongs to it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The body.
    pub body: Body,
    /// Those above it, the topmost first.
    pub above: Vec<Body>,
    /// Those right below it, in order.
    pub below: Vec<Body>,
    /// Who supervises it instead of the body above.
    pub supervisor: Option<Body>,
    /// Which body took over its work, when it is closed.
    pub successor: Option<Body>,
    /// Who has which role at it.
    pub staff: Vec<Staff>,
    /// The newest entries of its journal; empty when the caller may not read it.
    pub entries: Vec<Entry>,
    /// Names of bodies by id, for the entries.
    pub names: BTreeMap<String, String>,
}

/// Everything about a body the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there, or not for the caller to see.
pub async fn dossier(app: &App, caller: &Caller, id: &BodyId) -> Result<Dossier, AppError> {
    let mut on = &app.database;
    let all = bodies::all(&mut on).await?;
    let body = all.iter().find(|body| body.id == *id).cloned().ok_or(AppError::NotFound)?;
    caller.require(Permission::ViewBody, &body)?;
    let entries = if caller.may(Permission::ViewJournal, &body) {
        let filter = Filter { chain: Some(id.to_string()), ..Filter::default() };
        journal::entries(&mut on, &filter, ENTRIES).await?
    } else {
        Vec::new()
    };
    let successor = all.iter().find(|other| Some(&other.id) == body.successor.as_ref()).cloned();
    let above = all.iter().filter(|other| other.id != body.id && body.is_within(&other.id)).cloned();
    let mut above: Vec<Body> = above.collect();
    above.sort_by_key(|other| other.path.len());
    let below = all.iter().filter(|other| other.parent.as_ref() == Some(id)).cloned().collect();
    Ok(Dossier {
        staff: bodies::staff(&mut on, id).await?,
        supervisor: all.iter().find(|other| Some(&other.id) == body.supervisor.as_ref()).cloned(),
        names: all.iter().map(|other| (other.id.to_string(), other.name.clone())).collect(),
        below: in_tree_order(below),
        above,
        successor,
        entries,
        body,
    })
}
