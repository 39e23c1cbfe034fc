//! Who calls a use case.

use gongkai_store::bodies::Body;
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::idempotency::Claim;
use gongkai_store::journal::Actor;
use gongkai_store::people::Grant;

use super::table::{Permission, Reach};
use crate::error::AppError;

/// A signed-in person, or the program itself, with what they may do.
#[derive(Debug, Clone)]
pub struct Caller {
    actor: Actor,
    grants: Vec<Grant>,
    limit: Limit,
}

/// What narrows a caller down beyond the roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    /// Nothing: a person in the office.
    None,
    /// A token that may only look.
    OnlyLook,
    /// The program itself, which may do everything its jobs ask for.
    Program,
}

impl Caller {
    /// A person with their roles.
    pub fn person(id: PersonId, name: impl Into<String>, grants: Vec<Grant>) -> Self {
        Self { actor: Actor::person(id, name), grants, limit: Limit::None }
    }

    /// The program itself: a job or a schedule.
    pub fn program(what: &str) -> Self {
        Self { actor: Actor::program(what), grants: Vec::new(), limit: Limit::Program }
    }

    /// The same caller, who may only look.
    #[must_use]
    pub fn only_looking(mut self) -> Self {
        self.limit = Limit::OnlyLook;
        self
    }

    /// The same caller, whose next change is the one a request with a key asks for.
    #[must_use]
    pub fn holding(mut self, claim: Claim) -> Self {
        self.actor.claim = Some(claim);
        self
    }

    /// For the journal.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.actor.name
    }

    /// The person; `None` for the program itself.
    pub fn person_id(&self) -> Option<&PersonId> {
        self.actor.id.as_ref()
    }

    /// The roles.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether something is permitted at a body.
    pub fn may(&self, permission: Permission, body: &Body) -> bool {
        if !self.within_limit(permission) {
            return false;
        }
        self.limit == Limit::Program
            || self.grants.iter().any(|grant| match permission.reach(grant.role) {
                Reach::Nowhere => false,
                Reach::Own => grant.body == body.id,
                Reach::Subtree => body.is_within(&grant.body),
            })
    }

    /// Whether something is permitted at a body by a role above it, not by one at the body itself.
    pub fn may_from_above(&self, permission: Permission, body: &Body) -> bool {
        let is_above = |grant: &Grant| grant.body != body.id && body.is_within(&grant.body);
        self.within_limit(permission)
            && (self.limit == Limit::Program
                || self.grants.iter().any(|grant| permission.reach(grant.role) == Reach::Subtree && is_above(grant)))
    }

    /// Whether something is permitted anywhere.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.within_limit(permission)
            && (self.limit == Limit::Program
                || self.grants.iter().any(|grant| permission.reach(grant.role) != Reach::Nowhere))
    }

    /// Whether it is not the roles that are in the way of something, but that the caller may only look.
    pub fn only_looks_at(&self, permission: Permission) -> bool {
        !self.within_limit(permission)
    }

    /// The bodies where a role permits something: the tops of the subtrees, or the bodies themselves.
    pub fn where_may(&self, permission: Permission) -> impl Iterator<Item = &BodyId> {
        let within = self.within_limit(permission);
        self.grants
            .iter()
            .filter(move |grant| within && permission.reach(grant.role) != Reach::Nowhere)
            .map(|grant| &grant.body)
    }

    /// Fails unless something is permitted with a thing of a body, named by an id of its own. A caller who may not see such things
    /// of that body is told what is told of an id nobody gave out.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] or [`AppError::NotFound`].
    pub fn require_with_thing(&self, permission: Permission, body: &Body) -> Result<(), AppError> {
        if self.may(permission, body) {
            Ok(())
        } else if self.may(permission.shown_by(), body) {
            Err(AppError::Forbidden { permission })
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Fails unless something is permitted at a body. A caller who may not even see the body is told it is not there.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] or [`AppError::NotFound`].
    pub fn require(&self, permission: Permission, body: &Body) -> Result<(), AppError> {
        if self.may(permission, body) {
            Ok(())
        } else if self.may(Permission::ViewBody, body) {
            Err(AppError::Forbidden { permission })
        } else {
            Err(AppError::NotFound)
        }
    }

    fn within_limit(&self, permission: Permission) -> bool {
        self.limit != Limit::OnlyLook || permission.only_looks()
    }
}
