//! Entering a body into the tree.

use gongkai_store::StoreError;
use gongkai_store::bodies::{self, Body, Kind, Level, Profile};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};

use super::facts::Facts;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// What is entered.
#[derive(Debug, Clone)]
pub struct NewBody {
    /// Official name.
    pub name: String,
    /// Other names it goes by.
    pub other_names: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// How high it stands.
    pub level: Level,
    /// Administrative region code.
    pub region_code: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// The body above it; `None` only for the topmost.
    pub parent: Option<BodyId>,
    /// Order among its siblings.
    pub sort: i64,
    /// What the public is told.
    pub profile: Profile,
}

/// Enters a body. The topmost one may be entered by the program only, when the installation is made.
///
/// # Errors
/// [`AppError::Invalid`] when the name is empty or taken or a code is wrong, [`AppError::Forbidden`] outside the caller's
/// subtree, [`AppError::NotNow`] below a body that is closed.
pub async fn enter(app: &App, caller: &Caller, new: NewBody) -> Result<BodyId, AppError> {
    let mut transaction = app.database.begin().await?;
    bodies::lock_tree(&mut transaction).await?;
    let now = app.now();
    let id = BodyId::new(now);
    let above = match &new.parent {
        Some(parent) => Some(bodies::by_id(&mut transaction, parent).await?),
        None => None,
    };
    match &above {
        Some(parent) => caller.require(Permission::ManageBodies, parent)?,
        None if caller.person_id().is_none() => {}
        None => return Err(AppError::Forbidden { permission: Permission::ManageBodies }),
    }
    if above.as_ref().is_some_and(|parent| !parent.active) {
        return Err(AppError::NotNow { reason: "not-now-body-closed" });
    }
    let mut problems = Problems::new();
    let facts = Facts {
        name: new.name,
        other_names: new.other_names,
        kind: new.kind,
        level: new.level,
        region_code: new.region_code,
        credit_code: new.credit_code,
        supervisor: None,
        sort: new.sort,
    };
    let facts = facts.tidied(&mut problems);
    problems.check()?;
    let mut body = Body {
        path: format!("{}{id}/", above.as_ref().map_or("", |parent| parent.path.as_str())),
        id: id.clone(),
        name: String::new(),
        other_names: Vec::new(),
        kind: new.kind,
        level: new.level,
        region_code: None,
        credit_code: None,
        parent: new.parent,
        supervisor: None,
        sort: new.sort,
        active: true,
        closed_on: None,
        former_names: std::collections::BTreeMap::new(),
        successor: None,
        profile: new.profile,
        created_at: now,
        updated_at: now,
    };
    facts.put(&mut body, app.today());
    match bodies::insert(&mut transaction, &body).await {
        Err(StoreError::Conflict) => return Err(Problems::one("name", "problem-body-known")),
        other => other?,
    }
    let event = Event::of(&id, "body", &id, "body_entered").with(Entered::of(&body));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(id)
}

/// What the journal keeps of a body's entry.
#[derive(Debug, serde::Serialize)]
pub(super) struct Entered<'a> {
    name: &'a str,
    kind: Kind,
    level: Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a BodyId>,
}

impl<'a> Entered<'a> {
    pub(super) fn of(body: &'a Body) -> Self {
        Self { name: &body.name, kind: body.kind, level: body.level, parent: body.parent.as_ref() }
    }
}
