//! Where a person looks at reports from: the bodies of their roles.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::reports::Scope;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// A body from which reports are looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The body.
    pub body: Body,
    /// Whether all bodies below it are seen, too.
    pub subtree: bool,
}

impl Place {
    /// The reports that are seen from there.
    pub fn scope(&self) -> Scope {
        if self.subtree { Scope::subtree(&self.body) } else { Scope::only(&self.body) }
    }
}

/// The bodies from which a person looks at reports, in the order of the tree; those seen from another are left out.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn places(app: &App, caller: &Caller) -> Result<Vec<Place>, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    let mut places: Vec<Place> = Vec::new();
    for body in all.iter().filter(|body| caller.where_may(Permission::ViewReports).any(|id| *id == body.id)) {
        if places.iter().any(|place| place.subtree && body.is_within(&place.body.id)) {
            continue;
        }
        // What is permitted below the body tells how far the role reaches; a body without any below it is its own.
        let below = all.iter().find(|other| other.id != body.id && other.is_within(&body.id));
        let subtree = below.is_some_and(|other| reaches(caller, body, other));
        places.push(Place { body: body.clone(), subtree });
    }
    Ok(places)
}

/// Whether a role at `upper` itself reaches down to `lower`.
fn reaches(caller: &Caller, upper: &Body, lower: &Body) -> bool {
    let at_upper = caller.grants().iter().filter(|grant| grant.body == upper.id);
    let mut reaching =
        at_upper.filter(|grant| Permission::ViewReports.reach(grant.role) == crate::access::Reach::Subtree);
    lower.is_within(&upper.id) && reaching.next().is_some()
}

/// The place a page asks for, by the id of a body, or the first.
///
/// # Errors
/// [`AppError::NotFound`] when the caller does not look from there, or from nowhere.
pub async fn place(app: &App, caller: &Caller, wanted: Option<&BodyId>) -> Result<(Place, Vec<Place>), AppError> {
    let places = places(app, caller).await?;
    let found = match wanted {
        None => places.first().cloned(),
        Some(id) if places.iter().any(|place| place.body.id == *id) => {
            places.iter().find(|place| place.body.id == *id).cloned()
        }
        Some(id) => {
            let body = bodies::by_id(&mut &app.database, id).await?;
            let within = |place: &Place| place.subtree && body.is_within(&place.body.id);
            places.iter().any(within).then(|| Place { body: body.clone(), subtree: true })
        }
    };
    Ok((found.ok_or(AppError::NotFound)?, places))
}
