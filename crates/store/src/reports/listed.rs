//! Lists of reports with the names of their bodies.

use gongkai_law::roll;
use serde::Serialize;

use super::{Report, being_changed, columns, standing, withdrawn_last};
use crate::bodies::Body;
use crate::error::StoreError;
use crate::id::{BodyId, CollectionId, ReportId};
use crate::sql::{Dialect, Row, Sql};
use crate::values;

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// The report.
    pub report: Report,
    /// The name of its body.
    pub body_name: String,
    /// The number of its newest publication, if it was published.
    pub published: Option<i64>,
    /// Whether what was published of it last is withdrawn, so that nothing of it is current.
    pub withdrawn: bool,
    /// Whether its body is changing it: it took it back, or a version of its own waits for the signature.
    pub being_changed: bool,
    /// Findings nobody has decided about yet.
    pub undecided: i64,
}

impl Listed {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            report: Report::from_row(row)?,
            body_name: row.text("body_name")?,
            published: row.maybe_number("published")?,
            withdrawn: row.maybe_moment("withdrawn_last")?.is_some(),
            being_changed: row.flag("being_changed")?,
            undecided: row.number("undecided")?,
        })
    }
}

/// Whose reports, and which of them.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pattern: String,
    /// About this year only.
    pub year: Option<i16>,
    /// Those that have come so far; what is published or withdrawn is no longer among the accepted.
    pub state: Option<roll::State>,
}

impl Scope {
    /// The reports of a body and all below it.
    pub fn subtree(top: &Body) -> Self {
        Self { pattern: format!("{}%", top.path), ..Self::default() }
    }

    /// The reports of one body.
    pub fn only(body: &Body) -> Self {
        Self { pattern: body.path.clone(), ..Self::default() }
    }

    /// The word of the state asked for.
    fn state(&self) -> Option<&'static str> {
        self.state.map(roll::State::id)
    }

    /// Paths are made of ids and slashes: nothing in them is special to LIKE.
    pub(crate) fn pattern(&self) -> &str {
        &self.pattern
    }
}

macro_rules! listed {
    () => {
        concat!(
            "SELECT ",
            columns!(),
            ", b.name AS body_name,
              (SELECT MAX(p.version) FROM publications p WHERE p.report_id = r.id AND p.withdrawn_at IS NULL) AS published,
              ",
            withdrawn_last!(),
            " AS withdrawn_last,
              r.state <> 'superseded' AND ",
            being_changed!("r"),
            " AS being_changed,
              (SELECT COUNT(*) FROM findings f WHERE f.report_id = r.id AND NOT EXISTS
                 (SELECT 1 FROM decisions d
                  WHERE d.body_id = r.body_id AND d.year = r.year AND d.fingerprint = f.fingerprint)) AS undecided
              FROM reports r JOIN bodies b ON b.id = r.body_id"
        )
    };
}

macro_rules! newest_in_scope {
    () => {
        concat!(
            " WHERE b.path LIKE $1 AND ($2 IS NULL OR r.year = $2) AND ($3 IS NULL OR $3 = ",
            standing!(),
            ")
            AND NOT EXISTS (SELECT 1 FROM reports n
                            WHERE n.body_id = r.body_id AND n.year = r.year AND n.version > r.version)"
        )
    };
}

/// The newest version of every report in a scope, newest year first, bodies in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn listed(on: &mut dyn Sql, scope: &Scope, limit: i64, skip: i64) -> Result<Vec<Listed>, StoreError> {
    let text = concat!(listed!(), newest_in_scope!(), " ORDER BY r.year DESC, b.path, r.id LIMIT $4 OFFSET $5");
    on.rows(text, values![scope.pattern(), scope.year, scope.state(), limit, skip])
        .await?
        .iter()
        .map(Listed::from_row)
        .collect()
}

/// How many [`listed()`] has in all.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn count_listed(on: &mut dyn Sql, scope: &Scope) -> Result<i64, StoreError> {
    let text = concat!("SELECT COUNT(*) AS many FROM reports r JOIN bodies b ON b.id = r.body_id", newest_in_scope!());
    on.row(text, values![scope.pattern(), scope.year, scope.state()]).await?.ok_or(StoreError::NotFound)?.number("many")
}

/// The years there are reports about in a scope, newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn years(on: &mut dyn Sql, scope: &Scope) -> Result<Vec<i16>, StoreError> {
    let text = "SELECT DISTINCT r.year FROM reports r JOIN bodies b ON b.id = r.body_id
                WHERE b.path LIKE $1 ORDER BY r.year DESC";
    on.rows(text, values![scope.pattern()]).await?.iter().map(|row| row.year("year")).collect()
}

/// The reports a collection's roll points at, bodies in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_collection(on: &mut dyn Sql, collection: &CollectionId) -> Result<Vec<Listed>, StoreError> {
    let text = concat!(
        listed!(),
        " JOIN obligations o ON o.report_id = r.id WHERE o.collection_id = $1 ORDER BY b.path, r.id"
    );
    on.rows(text, values![collection]).await?.iter().map(Listed::from_row).collect()
}

/// Reports by their ids, bodies in the order of the tree. What is not there is left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_ids(on: &mut dyn Sql, ids: &[ReportId]) -> Result<Vec<Listed>, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => {
            concat!(listed!(), " WHERE r.id IN (SELECT value FROM json_each($1)) ORDER BY b.path, r.id")
        }
        Dialect::Postgres => {
            concat!(listed!(), " WHERE r.id IN (SELECT jsonb_array_elements_text($1::JSONB)) ORDER BY b.path, r.id")
        }
    };
    let ids = serde_json::to_string(ids).unwrap_or_default();
    on.rows(text, values![ids]).await?.iter().map(Listed::from_row).collect()
}

/// The newest reports of some bodies that wait for their publication: accepted and never published, or checked where nobody
/// above collects them, so that the body itself accepts and publishes them. What an office above collects, that publishes.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn to_publish(on: &mut dyn Sql, bodies: &[BodyId]) -> Result<Vec<Listed>, StoreError> {
    macro_rules! waiting {
        ($bodies:literal) => {
            concat!(
                listed!(),
                " WHERE r.body_id IN (",
                $bodies,
                ") AND NOT EXISTS (SELECT 1 FROM reports n
                                   WHERE n.body_id = r.body_id AND n.year = r.year AND n.version > r.version)
                   AND r.state IN ('accepted', 'checked') AND NOT EXISTS
                          (SELECT 1 FROM obligations o JOIN collections c ON c.id = o.collection_id
                           WHERE o.body_id = r.body_id AND o.year = r.year AND c.body_id <> r.body_id)
                   AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.report_id = r.id)
                 ORDER BY r.year DESC, b.path"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => waiting!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => waiting!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    let bodies = serde_json::to_string(bodies).unwrap_or_default();
    on.rows(text, values![bodies]).await?.iter().map(Listed::from_row).collect()
}

/// The newest reports of bodies below some offices that are on nobody's roll, no totals, and wait to be judged, or accepted ones
/// to be published: no collection tells of them.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn on_no_roll(on: &mut dyn Sql, above: &[BodyId]) -> Result<Vec<Listed>, StoreError> {
    macro_rules! waiting {
        ($above:literal) => {
            concat!(
                listed!(),
                " WHERE r.state IN ('accepted', 'checked') AND r.channel <> 'total'
                   AND NOT EXISTS (SELECT 1 FROM obligations o WHERE o.body_id = r.body_id AND o.year = r.year)
                   AND NOT EXISTS (SELECT 1 FROM reports n
                                   WHERE n.body_id = r.body_id AND n.year = r.year AND n.version > r.version)
                   AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.report_id = r.id)
                   AND EXISTS (SELECT 1 FROM ",
                $above,
                " WHERE b.id <> above.value AND b.path LIKE '%' || above.value || '/%')
                 ORDER BY r.year DESC, b.path"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => waiting!("json_each($1) AS above"),
        Dialect::Postgres => waiting!("jsonb_array_elements_text($1::JSONB) AS above (value)"),
    };
    let above = serde_json::to_string(above).unwrap_or_default();
    on.rows(text, values![above]).await?.iter().map(Listed::from_row).collect()
}
