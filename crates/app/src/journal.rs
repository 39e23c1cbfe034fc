//! Reading the journal, and walking its chains.

pub mod follow_on;
pub mod read;
pub mod verify;
mod withhold;

pub use follow_on::{Onward, follow_on};
pub use read::{Asked, Page, read};
pub use verify::{Chain, verify};

use gongkai_store::bodies::Body;
use gongkai_store::journal::Scope;
use gongkai_store::people::Role;

use crate::access::{Caller, Permission, Reach};

/// The chains a caller may read; `None` for all there are.
///
/// What concerns no single body (people, the installation) is for administrators of the topmost body only.
fn scope(caller: &Caller, root: &Body) -> Option<Scope> {
    let mut scope = Scope::default();
    for grant in caller.grants() {
        match Permission::ViewJournal.reach(grant.role) {
            Reach::Nowhere => {}
            Reach::Own => scope.bodies.push(grant.body.clone()),
            Reach::Subtree => scope.subtrees.push(grant.body.clone()),
        }
    }
    scope.system = caller.person_id().is_none()
        || caller.grants().iter().any(|grant| grant.role == Role::Administrator && grant.body == root.id);
    let everything = scope.system && (caller.person_id().is_none() || scope.subtrees.contains(&root.id));
    (!everything).then_some(scope)
}
