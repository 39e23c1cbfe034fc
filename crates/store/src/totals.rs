//! What a total is added up from: of each body one report about the year, with its reading.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{BodyId, ReportId};
use crate::reports::{Report, State, columns, withdrawn_last};
use crate::sql::{Dialect, Row, Sql, Value};
use crate::values;

/// Which reports count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Those that were accepted, published ones among them.
    #[default]
    Accepted,
    /// All that were read and checked, but those that were returned and have not come again; what is published of a report
    /// counts all the same.
    Checked,
}

impl Which {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accepted, Self::Checked];

    /// The word in addresses, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Checked => "checked",
        }
    }

    /// The choice written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.id() == text)
    }

    fn states(self) -> &'static [State] {
        match self {
            Self::Accepted => &[State::Accepted],
            Self::Checked => &[State::Checked, State::Accepted],
        }
    }
}

/// A report that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The report.
    pub report: Report,
    /// What was read from it; of a published report what was published, corrections applied.
    pub reading: Option<String>,
    /// The number of its current publication; `None` when corrections are still to be applied.
    pub published: Option<i64>,
    /// Whether what was published of it last is withdrawn: the public's total leaves it out.
    pub withdrawn: bool,
}

/// One query, in the words of each database.
struct Query {
    sqlite: &'static str,
    postgres: &'static str,
}

/// The newest reports that count, with what is asked of each: `r` is the report, `p` its current publication.
macro_rules! counted {
    (in $bodies:literal, $states:literal: $($asked:tt)*) => {
        concat!(
            "SELECT ",
            $($asked)*,
            " FROM reports r JOIN bodies b ON b.id = r.body_id
             LEFT JOIN publications p ON p.report_id = r.id AND p.is_current
             WHERE r.year = $2 AND r.body_id IN (",
            $bodies,
            ") AND r.version = (SELECT MAX(n.version) FROM reports n
                                WHERE n.body_id = r.body_id AND n.year = r.year AND (n.state IN (",
            $states,
            ") OR EXISTS (SELECT 1 FROM publications c WHERE c.report_id = n.id AND c.is_current)))
             ORDER BY b.path"
        )
    };
    ($($asked:tt)*) => {
        Query {
            sqlite: counted!(in "SELECT value FROM json_each($1)", "SELECT value FROM json_each($3)": $($asked)*),
            postgres: counted!(
                in "SELECT jsonb_array_elements_text($1::JSONB)", "SELECT jsonb_array_elements_text($3::JSONB)":
                $($asked)*
            ),
        }
    };
}

/// What a query made by `counted!` has; `more` are its values from the fourth on.
async fn rows(
    on: &mut dyn Sql,
    query: Query,
    bodies: &[BodyId],
    (year, which): (i16, Which),
    more: Vec<Value>,
) -> Result<Vec<Row>, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => query.sqlite,
        Dialect::Postgres => query.postgres,
    };
    let bodies = serde_json::to_string(bodies).unwrap_or_default();
    let states = serde_json::to_string(which.states()).unwrap_or_default();
    let mut values = values![bodies, year, states];
    values.extend(more);
    on.rows(text, values).await
}

/// The newest report that counts of each of some bodies about a year, bodies in the order of the tree. What stands published
/// counts until a newer version that counts takes its place or it is withdrawn: a return does not take it away.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn counted(on: &mut dyn Sql, bodies: &[BodyId], year: i16, which: Which) -> Result<Vec<Counted>, StoreError> {
    let query = counted!(
        columns!(),
        ", COALESCE(p.reading, r.reading) AS reading, p.version AS published, ",
        withdrawn_last!(),
        " AS withdrawn_last"
    );
    let rows = rows(on, query, bodies, (year, which), Vec::new()).await?;
    rows.iter()
        .map(|row| {
            Ok(Counted {
                report: Report::from_row(row)?,
                reading: row.maybe_text("reading")?,
                published: row.maybe_number("published")?,
                withdrawn: row.maybe_moment("withdrawn_last")?.is_some(),
            })
        })
        .collect()
}

/// A report that counts, held against an earlier moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// The report.
    pub report: ReportId,
    /// Whose.
    pub body: BodyId,
    /// Whether what counts of it was corrected since that moment.
    pub is_changed: bool,
}

/// The reports [`counted()`] has, without what was read from them, and whether their figures were corrected since a moment:
/// of a published one by a publication since then.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn counting(
    on: &mut dyn Sql,
    bodies: &[BodyId],
    (year, which): (i16, Which),
    since: Timestamp,
) -> Result<Vec<Counting>, StoreError> {
    let query = counted!(
        "r.id, r.body_id, EXISTS (SELECT 1 FROM corrections c WHERE c.report_id = r.id AND (
             p.id IS NULL AND c.at > $4
             OR p.published_at > $4 AND c.at <= p.published_at
                AND c.at > COALESCE((SELECT MAX(q.published_at) FROM publications q
                                     WHERE q.report_id = r.id AND q.version < p.version), $4))) AS is_changed"
    );
    let rows = rows(on, query, bodies, (year, which), values![since]).await?;
    let one = |row: &Row| {
        Ok(Counting {
            report: row.parsed("id", ReportId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            is_changed: row.flag("is_changed")?,
        })
    };
    rows.iter().map(one).collect()
}

/// Whose some reports are: id and name of the body.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn whose(on: &mut dyn Sql, reports: &[ReportId]) -> Result<Vec<(BodyId, String)>, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => {
            "SELECT b.id, b.name FROM reports r JOIN bodies b ON b.id = r.body_id
             WHERE r.id IN (SELECT value FROM json_each($1)) ORDER BY b.path"
        }
        Dialect::Postgres => {
            "SELECT b.id, b.name FROM reports r JOIN bodies b ON b.id = r.body_id
             WHERE r.id IN (SELECT jsonb_array_elements_text($1::JSONB)) ORDER BY b.path"
        }
    };
    let rows = on.rows(text, values![serde_json::to_string(reports).unwrap_or_default()]).await?;
    rows.iter().map(|row| Ok((row.parsed("id", BodyId::parse)?, row.text("name")?))).collect()
}
