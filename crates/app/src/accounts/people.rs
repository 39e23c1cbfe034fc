//! People as administrators keep them: entering, editing, roles, passwords.
//!
//! An administrator reaches a person through the bodies where that person has roles. What would let somebody act as
//! that person (a new password) or keeps them out needs all of these bodies within reach: otherwise the administrator of
//! a street could become the leader of the district. Who has no role at all is reached from the topmost body.

mod clear_second_factor;
mod edit;
mod enter;
mod grant_role;
mod list;
mod reset_password;
mod revoke_role;
mod set_active;
mod unlink;
mod unlock;
mod view;

use gongkai_store::Sql;
use gongkai_store::bodies::{self, Body};
use gongkai_store::people::Person;

use crate::access::{Caller, Permission};
use crate::error::AppError;
pub use clear_second_factor::clear_second_factor;
pub use edit::{Facts, edit};
pub use enter::{Credential, NewPerson, enter};
pub use grant_role::{grant_role, grantable};
pub use list::{Filter, Listed, Status, list};
pub use reset_password::reset_password;
pub use revoke_role::revoke_role;
pub use set_active::{activate, deactivate};
pub use unlink::unlink;
pub use unlock::unlock;
pub use view::{Held, Viewed, view};

/// How far a caller reaches a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Over {
    /// Not at all: the person is not theirs to know of.
    Nobody,
    /// At some of the person's bodies: roles there may be given and taken.
    Some,
    /// At all of them.
    Whole,
}

/// How far a caller reaches somebody with roles at these bodies (without any: the topmost body).
fn over<'a>(caller: &Caller, bodies: impl IntoIterator<Item = &'a Body>) -> Over {
    let mut over = None;
    for body in bodies {
        let reached = caller.may(Permission::ManagePeople, body);
        over = Some(match (over, reached) {
            (None | Some(Over::Whole), true) => Over::Whole,
            (None | Some(Over::Nobody), false) => Over::Nobody,
            (Some(Over::Nobody | Over::Some), true) | (Some(Over::Whole | Over::Some), false) => Over::Some,
        });
    }
    over.unwrap_or(Over::Nobody)
}

/// How far a caller reaches a person.
async fn reach(on: &mut dyn Sql, caller: &Caller, person: &Person) -> Result<Over, AppError> {
    let bodies = bodies::with_roles_of(on, &person.id).await?;
    if bodies.is_empty() {
        return Ok(over(caller, &bodies::root(on).await?));
    }
    Ok(over(caller, &bodies))
}

/// Fails unless a caller reaches a person as far as is asked.
async fn require(on: &mut dyn Sql, caller: &Caller, person: &Person, least: Over) -> Result<(), AppError> {
    match reach(on, caller, person).await? {
        reached if reached >= least => Ok(()),
        Over::Nobody => Err(AppError::NotFound),
        Over::Some | Over::Whole => Err(AppError::Forbidden { permission: Permission::ManagePeople }),
    }
}

/// Fails when the caller would do to themselves what only another may do to them.
fn not_oneself(caller: &Caller, person: &Person, reason: &'static str) -> Result<(), AppError> {
    if caller.person_id() == Some(&person.id) { Err(AppError::NotNow { reason }) } else { Ok(()) }
}

/// The names of the fields in which a person differs: the journal says what changed without keeping personal data.
pub(super) fn changed_fields(before: &Person, after: &Person) -> Vec<&'static str> {
    let fields = [
        ("sign_in", before.sign_in != after.sign_in),
        ("name", before.name != after.name),
        ("email", before.email != after.email),
        ("phone", before.phone != after.phone),
        ("lang", before.lang != after.lang),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
}

/// Notes what is wrong with a name to sign in with.
pub(super) fn check_sign_in(problems: &mut crate::error::Problems, sign_in: &str) {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-@".contains(letter);
    if sign_in.is_empty() {
        problems.add("sign_in", "problem-required");
    } else if !(2..=64).contains(&sign_in.len()) || !sign_in.chars().all(is_plain) {
        problems.add("sign_in", "problem-sign-in");
    }
}
