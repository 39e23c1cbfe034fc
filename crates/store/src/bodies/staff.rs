//! Who has which role at a body.

use crate::error::StoreError;
use crate::id::{BodyId, PersonId};
use crate::people::Role;
use crate::sql::Sql;
use crate::values;

/// A person's role at a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they are there.
    pub role: Role,
    /// Whether they may sign in.
    pub active: bool,
}

/// Everybody with a role at a body itself, by role and name.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn staff(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<Staff>, StoreError> {
    let text = "SELECT p.id, p.name, p.active, r.role FROM roles r JOIN people p ON p.id = r.person_id
                WHERE r.body_id = $1 ORDER BY r.role, p.name, p.id";
    let rows = on.rows(text, values![body]).await?;
    let staff = rows.iter().map(|row| {
        Ok(Staff {
            person: row.parsed("id", PersonId::parse)?,
            name: row.text("name")?,
            role: row.parsed("role", Role::parse)?,
            active: row.flag("active")?,
        })
    });
    staff.collect()
}
