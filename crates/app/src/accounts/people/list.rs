//! Looking people up.

use std::collections::HashMap;

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::people::{self, Person, Role};
use jiff::Timestamp;

use super::{Over, over};
use crate::access::Caller;
use crate::accounts::lock_out::locked_for;
use crate::app::App;
use crate::error::AppError;

/// How a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// May sign in.
    Active,
    /// Has not yet changed the temporary password.
    Waiting,
    /// Locked after wrong passwords.
    Locked,
    /// Kept out.
    Inactive,
}

impl Status {
    /// All.
    pub const ALL: [Self; 4] = [Self::Active, Self::Waiting, Self::Locked, Self::Inactive];

    /// The word in addresses and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Waiting => "waiting",
            Self::Locked => "locked",
            Self::Inactive => "inactive",
        }
    }

    /// The status written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == text)
    }

    /// How a person stands at a moment.
    pub fn of(person: &Person, now: Timestamp) -> Self {
        if !person.active {
            Self::Inactive
        } else if locked_for(person, now).is_some() {
            Self::Locked
        } else if person.must_change_password {
            Self::Waiting
        } else {
            Self::Active
        }
    }
}

/// Whom to look for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only people with a role at this body.
    pub body: Option<BodyId>,
    /// Only people with this role.
    pub role: Option<Role>,
    /// Only people who stand so.
    pub status: Option<Status>,
    /// Only people whose name or sign-in name contains this.
    pub text: String,
}

/// One of the people found.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The person.
    pub person: Person,
    /// How they stand.
    pub status: Status,
    /// Their roles, each with the name of its body.
    pub roles: Vec<(Role, String)>,
}

/// The people within the caller's reach who fit, by sign-in name.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn list(app: &App, caller: &Caller, filter: &Filter) -> Result<Vec<Listed>, AppError> {
    let mut on = &app.database;
    let bodies = bodies::all(&mut on).await?;
    let by_id: HashMap<&BodyId, &Body> = bodies.iter().map(|body| (&body.id, body)).collect();
    let mut roles: HashMap<PersonId, Vec<(Role, &Body)>> = HashMap::new();
    for grant in people::grants(&mut on).await? {
        if let Some(body) = by_id.get(&grant.body) {
            roles.entry(grant.person).or_default().push((grant.role, body));
        }
    }
    let root = bodies.iter().find(|body| body.parent.is_none());
    let now = app.now();
    let text = filter.text.trim().to_lowercase();
    let mut found = Vec::new();
    for person in people::all(&mut on).await? {
        let roles = roles.remove(&person.id).unwrap_or_default();
        let over =
            if roles.is_empty() { over(caller, root) } else { over(caller, roles.iter().map(|(_, body)| *body)) };
        let status = Status::of(&person, now);
        let has = |(role, body): &(Role, &Body)| {
            filter.role.is_none_or(|wanted| wanted == *role) && filter.body.as_ref().is_none_or(|at| *at == body.id)
        };
        let wanted = over > Over::Nobody
            && filter.status.is_none_or(|wanted| wanted == status)
            && ((filter.role.is_none() && filter.body.is_none()) || roles.iter().any(has))
            && (text.is_empty() || person.sign_in.contains(&text) || person.name.to_lowercase().contains(&text));
        if wanted {
            let roles = roles.into_iter().map(|(role, body)| (role, body.name.clone())).collect();
            found.push(Listed { person, status, roles });
        }
    }
    Ok(found)
}
