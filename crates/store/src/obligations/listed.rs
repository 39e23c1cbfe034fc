//! The roll with the names of its bodies and the counts of their reports, each by one query.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{Obligation, State, spared_in};
use crate::bodies::{Kind, Level};
use crate::error::StoreError;
use crate::id::{BodyId, CollectionId, ObligationId};
use crate::publications::corrected_at;
use crate::reports::{Counts, being_changed};
use crate::sql::{Dialect, Row, Sql};
use crate::values;

/// A row of the roll as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// The row.
    pub obligation: Obligation,
    /// The body's name.
    pub body_name: String,
    /// What the body is.
    pub kind: Kind,
    /// How high it stands.
    pub level: Level,
    /// Since when it is closed.
    pub closed_on: Option<Date>,
    /// Which version of the report is the current one.
    pub version: Option<i64>,
    /// Which version of the reader read it.
    pub engine: Option<String>,
    /// How much is wrong or uncertain, once it was read.
    pub counts: Option<Counts>,
    /// When the report was published first; `None` while the public reads nothing of it.
    pub published_at: Option<Timestamp>,
    /// When what the public reads was published in the place of an earlier version, if it was.
    pub corrected_at: Option<Timestamp>,
    /// Which version of the report the public reads.
    pub public_version: Option<i64>,
    /// When what was public was withdrawn, as long as nothing took its place.
    pub withdrawn_at: Option<Timestamp>,
    /// Whether its body is changing what came in: it took it back, or a version of its own waits for the signature.
    pub being_changed: bool,
    /// The last time it was sent back to be mended.
    pub mending: Option<Mending>,
}

/// A report that was sent back: by when it had to be mended, and when the body did its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mending {
    /// When it was sent back.
    pub returned_at: Timestamp,
    /// The last day.
    pub due_on: Date,
    /// When a newer version came or, as long as none did, the body answered in words.
    pub done_at: Option<Timestamp>,
    /// When the newer version came.
    pub came_again_at: Option<Timestamp>,
}

impl Mending {
    fn from_row(row: &Row) -> Result<Option<Self>, StoreError> {
        let Some(due_on) = row.maybe_day("mend_by")? else { return Ok(None) };
        let is_newer = row.maybe_text("report_id")? != row.maybe_text("sent_back")?;
        let newer = row.maybe_moment("version_at")?.filter(|_| is_newer);
        let returned_at = row.moment("returned_at")?;
        let done_at = newer.or(row.maybe_moment("answered_at")?);
        Ok(Some(Self { returned_at, due_on, done_at, came_again_at: newer }))
    }
}

impl Listed {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let counts = match row.maybe_text("engine")? {
            None => None,
            Some(_) => Some(Counts {
                errors: row.number("errors")?,
                warnings: row.number("warnings")?,
                infos: row.number("infos")?,
                uncertain: row.number("uncertain")?,
            }),
        };
        let published_at = row.maybe_moment("published_at")?;
        let publication = row.maybe_number("publication")?.zip(row.maybe_moment("current_at")?);
        Ok(Self {
            obligation: Obligation::from_row(row)?,
            body_name: row.text("body_name")?,
            kind: row.parsed("kind", Kind::parse)?,
            level: row.parsed("level", Level::parse)?,
            closed_on: row.maybe_day("closed_on")?,
            version: row.maybe_number("version")?,
            engine: row.maybe_text("engine")?,
            counts,
            published_at,
            corrected_at: publication.and_then(|(version, at)| corrected_at(version, at)),
            public_version: row.maybe_number("public_version")?,
            withdrawn_at: row.maybe_moment("withdrawn_last")?.filter(|_| published_at.is_none()),
            being_changed: row.flag("being_changed")?,
            mending: Mending::from_row(row)?,
        })
    }
}

macro_rules! listed {
    ($tail:literal) => {
        concat!(
            "SELECT o.*, b.name AS body_name, b.kind, b.level, b.closed_on, r.version, r.engine, r.errors, r.warnings, r.infos,
                    r.uncertain, shown.version AS public_version,
                    CASE WHEN p.published_at IS NOT NULL THEN (SELECT MIN(first.published_at) FROM publications first
                     WHERE first.body_id = o.body_id AND first.year = o.year) END AS published_at,
                    p.version AS publication, p.published_at AS current_at,
                    (SELECT MAX(w.withdrawn_at) FROM publications w
                     WHERE w.body_id = o.body_id AND w.year = o.year) AS withdrawn_last,
                    o.report_id IS NOT NULL AND ",
            being_changed!("o"),
            " AS being_changed,
                    r.received_at AS version_at, t.report_id AS sent_back, t.due_on AS mend_by, t.answered_at,
                    t.returned_at
             FROM obligations o JOIN bodies b ON b.id = o.body_id
             LEFT JOIN reports r ON r.id = o.report_id
             LEFT JOIN publications p ON p.body_id = o.body_id AND p.year = o.year AND p.is_current
             LEFT JOIN reports shown ON shown.id = p.report_id
             LEFT JOIN returns t ON t.id = (SELECT MAX(last.id) FROM returns last
                                            WHERE last.body_id = o.body_id AND last.year = o.year)",
            $tail
        )
    };
}

/// The roll of a collection, bodies in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn listed(on: &mut dyn Sql, collection: &CollectionId) -> Result<Vec<Listed>, StoreError> {
    let text = listed!(" WHERE o.collection_id = $1 ORDER BY b.path");
    on.rows(text, values![collection]).await?.iter().map(Listed::from_row).collect()
}

/// What a body owes and owed, newest year first.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn of_body_listed(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<Listed>, StoreError> {
    let text = listed!(" WHERE o.body_id = $1 ORDER BY o.year DESC, o.due_on, o.id");
    on.rows(text, values![body]).await?.iter().map(Listed::from_row).collect()
}

/// Which rows of a roll.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Browse {
    /// In this state; bodies that owe nothing are in none.
    pub state: Option<State>,
    /// Only those that came after their last day, or have not come and are past it on this day.
    pub late_on: Option<Date>,
    /// Only those returned whose day for mending is past on this day, and whose body, which is not closed, has not answered.
    pub mending_overdue_on: Option<Date>,
    /// Those after this one.
    pub after: Option<ObligationId>,
}

/// Rows of a collection's roll in the order they were entered, at most `limit`: for programs that read on from where they
/// were.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn browsed(
    on: &mut dyn Sql,
    collection: &CollectionId,
    browse: &Browse,
    limit: u32,
) -> Result<Vec<Listed>, StoreError> {
    // A day is one of Beijing, eight hours before that of the moments kept.
    macro_rules! browsed {
        ($received_on:literal) => {
            concat!(
                listed!(" WHERE o.collection_id = $1 AND ($2 IS NULL OR o.id > $2)"),
                " AND ($3 IS NULL OR o.state = $3 AND NOT ",
                spared_in!("o"),
                ") AND ($4 IS NULL OR o.excused IS NULL AND NOT ",
                spared_in!("o"),
                " AND o.due_on < ",
                $received_on,
                ") AND ($5 IS NULL OR o.state = 'returned' AND t.answered_at IS NULL AND t.due_on < $5
                                          AND b.closed_on IS NULL)
                   ORDER BY o.id LIMIT $6"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => browsed!("COALESCE(date(o.received_at, '+8 hours'), $4)"),
        Dialect::Postgres => {
            browsed!("COALESCE(CAST(o.received_at AT TIME ZONE 'UTC' + INTERVAL '8 hours' AS DATE), $4)")
        }
    };
    let state = browse.state.map(State::id);
    let values = values![collection, &browse.after, state, browse.late_on, browse.mending_overdue_on, limit];
    on.rows(text, values).await?.iter().map(Listed::from_row).collect()
}

/// How many rows of a roll are in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// On which roll.
    pub collection: CollectionId,
    /// In which state.
    pub state: State,
    /// How many bodies.
    pub bodies: u64,
    /// How many of them have their last day behind them without a report.
    pub overdue: u64,
    /// How many of them were returned, have the day for mending behind them, and have not answered; closed bodies owe nothing
    /// more.
    pub mending_overdue: u64,
}

/// How many rows of some rolls, or of each, are in each state, and overdue on a day. Bodies that owe nothing are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn tallies(on: &mut dyn Sql, today: Date, of: Option<&[CollectionId]>) -> Result<Vec<Tally>, StoreError> {
    macro_rules! tallies {
        ($collections:literal) => {
            concat!(
                "SELECT collection_id, state, COUNT(*) AS bodies,
                        CAST(SUM(CASE WHEN state = 'owed' AND due_on < $1 THEN 1 ELSE 0 END) AS BIGINT) AS overdue,
                        CAST(SUM(CASE WHEN state = 'returned' AND EXISTS (
                                     SELECT 1 FROM returns t
                                     WHERE t.body_id = obligations.body_id AND t.year = obligations.year
                                       AND t.closed_at IS NULL AND t.answered_at IS NULL AND t.due_on < $1)
                                  AND EXISTS (SELECT 1 FROM bodies b
                                              WHERE b.id = obligations.body_id AND b.closed_on IS NULL)
                                 THEN 1 ELSE 0 END) AS BIGINT) AS mending_overdue
                 FROM obligations WHERE NOT ",
                spared_in!("obligations"),
                " AND ($2 IS NULL OR collection_id IN (",
                $collections,
                ")) GROUP BY collection_id, state ORDER BY collection_id, state"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => tallies!("SELECT value FROM json_each($2)"),
        Dialect::Postgres => tallies!("SELECT jsonb_array_elements_text($2::JSONB)"),
    };
    let of = of.map(|of| serde_json::to_string(of).unwrap_or_default());
    let rows = on.rows(text, values![today, of]).await?;
    rows.iter()
        .map(|row| {
            Ok(Tally {
                collection: row.parsed("collection_id", CollectionId::parse)?,
                state: row.parsed("state", State::parse)?,
                bodies: row.count("bodies")?,
                overdue: row.count("overdue")?,
                mending_overdue: row.count("mending_overdue")?,
            })
        })
        .collect()
}

/// What is known of a body on the roll for telling whose report a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The body.
    pub body: BodyId,
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub other_names: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// How high it stands.
    pub level: Level,
    /// The names of the governments above it, the topmost first.
    pub above: Vec<String>,
}

/// The bodies on a roll.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn members(on: &mut dyn Sql, collection: &CollectionId) -> Result<Vec<Member>, StoreError> {
    let text = "SELECT id, name FROM bodies WHERE kind = 'government'";
    let governments: HashMap<String, String> = on
        .rows(text, values![])
        .await?
        .iter()
        .map(|row| Ok((row.text("id")?, row.text("name")?)))
        .collect::<Result<_, StoreError>>()?;
    let text = "SELECT b.id, b.name, b.other_names, b.kind, b.level, b.path FROM obligations o
                JOIN bodies b ON b.id = o.body_id WHERE o.collection_id = $1 ORDER BY b.path";
    let rows = on.rows(text, values![collection]).await?;
    rows.iter()
        .map(|row| {
            let (id, path) = (row.text("id")?, row.text("path")?);
            let above = path.split('/').filter(|upper| *upper != id).filter_map(|upper| governments.get(upper));
            Ok(Member {
                body: row.parsed("id", BodyId::parse)?,
                name: row.text("name")?,
                other_names: row.json("other_names")?,
                kind: row.parsed("kind", Kind::parse)?,
                level: row.parsed("level", Level::parse)?,
                above: above.cloned().collect(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::Database;

    /// A column behind a long text is reached through the text, page by page: what the roll asks of publications has to
    /// stand in an index.
    #[tokio::test]
    async fn sqlite_lists_a_roll_without_going_through_what_was_published() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&format!("sqlite:{}", folder.path().join("a.db").display())).await.unwrap();
        crate::migrations::run(&database, Timestamp::UNIX_EPOCH).await.unwrap();
        let plans = [
            concat!("EXPLAIN QUERY PLAN ", listed!(" WHERE o.collection_id = $1 ORDER BY b.path")),
            concat!("EXPLAIN QUERY PLAN ", listed!(" WHERE o.body_id = $1 ORDER BY o.year DESC, o.due_on, o.id")),
        ];
        for plan in plans {
            let steps = (&mut &database).rows(plan, values!["x"]).await.unwrap();
            let steps: Vec<String> = steps.iter().map(|step| step.text("detail").unwrap()).collect();
            let of = |name: &str| steps.iter().filter(|step| step.split(' ').nth(1) == Some(name)).collect::<Vec<_>>();
            for table in ["p", "w"] {
                let [step] = of(table)[..] else { panic!("{table} is not one step of {steps:?}") };
                assert!(step.contains("USING COVERING INDEX publications_shown"), "{steps:?}");
            }
        }
    }
}
