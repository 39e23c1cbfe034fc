//! Reports one after another, for programs: in the order they were entered, from any place on.

use super::listed::{Listed, Scope};
use super::{State, being_changed, columns, withdrawn_last};
use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Dialect, Sql};
use crate::values;

/// Which reports.
#[derive(Debug, Clone, Default)]
pub struct Browse {
    /// Of these bodies.
    pub scopes: Vec<Scope>,
    /// About this year only.
    pub year: Option<i16>,
    /// In this state only.
    pub state: Option<State>,
    /// Only those whose last publication is withdrawn.
    pub withdrawn: bool,
    /// Older versions, too.
    pub all_versions: bool,
    /// Only those entered after this one.
    pub after: Option<ReportId>,
}

macro_rules! browsed {
    ($scopes:literal) => {
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
              FROM reports r JOIN bodies b ON b.id = r.body_id
              WHERE ($2 IS NULL OR r.id > $2) AND ($3 IS NULL OR r.year = $3) AND ($4 IS NULL OR r.state = $4)
                AND ($5 OR NOT EXISTS (SELECT 1 FROM reports n
                                       WHERE n.body_id = r.body_id AND n.year = r.year AND n.version > r.version))
                AND (NOT $7 OR ",
            withdrawn_last!(),
            " IS NOT NULL)
                AND EXISTS (",
            $scopes,
            ") ORDER BY r.id LIMIT $6"
        )
    };
}

/// Reports in the order they were entered, at most `limit`.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn browsed(on: &mut dyn Sql, browse: &Browse, limit: u32) -> Result<Vec<Listed>, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => browsed!("SELECT 1 FROM json_each($1) AS s WHERE b.path LIKE s.value"),
        Dialect::Postgres => {
            browsed!("SELECT 1 FROM jsonb_array_elements_text($1::JSONB) AS s (value) WHERE b.path LIKE s.value")
        }
    };
    let patterns: Vec<&str> = browse.scopes.iter().map(Scope::pattern).collect();
    let patterns = serde_json::to_string(&patterns).unwrap_or_default();
    let state = browse.state.map(State::id);
    let values = values![patterns, &browse.after, browse.year, state, browse.all_versions, limit, browse.withdrawn];
    on.rows(text, values).await?.iter().map(Listed::from_row).collect()
}
