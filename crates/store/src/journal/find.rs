//! Looking for entries.

use super::{Entry, SYSTEM};
use crate::error::StoreError;
use crate::id::BodyId;
use crate::sql::{Sql, Value};
use crate::values;

/// What to look for in the journal.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this chain.
    pub chain: Option<String>,
    /// Only these chains; everything when there is none.
    pub scope: Option<Scope>,
    /// Only this kind of thing.
    pub subject_kind: Option<String>,
    /// Only this thing.
    pub subject_id: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only what this person did.
    pub actor_id: Option<String>,
    /// Only entries whose position is smaller: the next page.
    pub before: Option<i64>,
    /// Only entries whose position is greater.
    pub after: Option<i64>,
}

impl Filter {
    fn values(&self, limit: u32) -> Vec<Value> {
        // Ids of one length in one text: a query has a fixed number of values.
        let joined = |ids: &[BodyId]| ids.iter().map(BodyId::as_str).collect::<Vec<_>>().join(" ");
        let (bodies, subtrees, system) = match &self.scope {
            Some(scope) => {
                let system = if scope.system { SYSTEM } else { "" };
                (Some(joined(&scope.bodies)), joined(&scope.subtrees), system)
            }
            None => (None, String::new(), ""),
        };
        values![
            &self.chain,
            &self.subject_kind,
            &self.subject_id,
            &self.action,
            self.before,
            &self.actor_id,
            bodies,
            subtrees,
            system,
            self.after,
            limit
        ]
    }
}

macro_rules! fitting {
    ($order:literal) => {
        concat!(
            "SELECT * FROM journal
             WHERE ($1 IS NULL OR chain = $1) AND ($2 IS NULL OR subject_kind = $2)
               AND ($3 IS NULL OR subject_id = $3) AND ($4 IS NULL OR action = $4)
               AND ($5 IS NULL OR position < $5) AND ($6 IS NULL OR actor_id = $6)
               AND ($7 IS NULL OR chain = $9 OR chain IN (
                    SELECT id FROM bodies WHERE $7 LIKE '%' || id || '%'
                    UNION
                    SELECT lower.id FROM bodies upper JOIN bodies lower ON lower.path LIKE upper.path || '%'
                    WHERE $8 LIKE '%' || upper.id || '%'))
               AND ($10 IS NULL OR position > $10)
             ORDER BY position",
            $order,
            " LIMIT $11"
        )
    };
}

/// Chains of several bodies.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Chains of these bodies.
    pub bodies: Vec<BodyId>,
    /// Chains of these bodies and of all below them.
    pub subtrees: Vec<BodyId>,
    /// The chain of what concerns no body, too.
    pub system: bool,
}

/// Entries that fit, newest first, at most `limit`.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn entries(on: &mut dyn Sql, filter: &Filter, limit: u32) -> Result<Vec<Entry>, StoreError> {
    on.rows(fitting!(" DESC"), filter.values(limit)).await?.iter().map(Entry::from_row).collect()
}

/// The same, oldest first: for programs that read on from where they were.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn entries_onward(on: &mut dyn Sql, filter: &Filter, limit: u32) -> Result<Vec<Entry>, StoreError> {
    on.rows(fitting!(""), filter.values(limit)).await?.iter().map(Entry::from_row).collect()
}

/// Entries of a chain that are of one of some actions, newest first, at most `limit`.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn newest_of(on: &mut dyn Sql, chain: &str, actions: &[&str], limit: u32) -> Result<Vec<Entry>, StoreError> {
    let query = "SELECT * FROM journal WHERE chain = $1 AND ' ' || $2 || ' ' LIKE '% ' || action || ' %'
                 ORDER BY seq DESC LIMIT $3";
    on.rows(query, values![chain, actions.join(" "), limit]).await?.iter().map(Entry::from_row).collect()
}
