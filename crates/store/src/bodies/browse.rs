//! Bodies one after another, for programs.

use super::queries::told_of_closed;
use super::{Body, Kind, Level};
use crate::error::StoreError;
use crate::id::BodyId;
use crate::sql::Sql;
use crate::values;

/// Which bodies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Browse {
    /// This one and all below it.
    pub below: Option<Body>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of this level.
    pub level: Option<Level>,
    /// Also those closed that the public is told of.
    pub with_closed: bool,
    /// Those after this one.
    pub after: Option<BodyId>,
}

/// Bodies in the order they were entered, at most `limit`, each with the body that supervises its disclosure, or did last:
/// the one named for it, else the one above it, where that exists.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn browsed(on: &mut dyn Sql, browse: &Browse, limit: u32) -> Result<Vec<(Body, Option<BodyId>)>, StoreError> {
    let text = concat!(
        "SELECT b.*, COALESCE(s.id, above.id) AS supervised_by
                FROM bodies b LEFT JOIN bodies s ON s.id = b.supervisor_id AND (s.active OR NOT b.active)
                LEFT JOIN bodies above ON above.id = b.parent_id AND (above.active OR NOT b.active)
                WHERE (b.active OR $6 AND ",
        told_of_closed!("b"),
        ") AND ($1 IS NULL OR b.path LIKE $1 || '%') AND ($2 IS NULL OR b.kind = $2)
                  AND ($3 IS NULL OR b.level = $3) AND ($4 IS NULL OR b.id > $4)
                ORDER BY b.id LIMIT $5"
    );
    let values = values![
        browse.below.as_ref().map(|below| below.path.clone()),
        browse.kind.map(Kind::id),
        browse.level.map(Level::id),
        &browse.after,
        limit,
        browse.with_closed
    ];
    let rows = on.rows(text, values).await?;
    let of = |row: &crate::sql::Row| {
        let supervisor = row.maybe_text("supervised_by")?.and_then(|id| BodyId::parse(&id));
        Ok((Body::from_row(row)?, supervisor))
    };
    rows.iter().map(of).collect()
}
