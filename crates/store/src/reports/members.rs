//! Which reports a total was added up from.

use super::{Report, columns};
use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Dialect, Sql, Transaction};
use crate::values;

/// Notes the reports a total was added up from.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be written.
pub async fn add_members(
    transaction: &mut Transaction,
    total: &ReportId,
    members: &[ReportId],
) -> Result<(), StoreError> {
    let text = match transaction.dialect() {
        Dialect::Sqlite => {
            "INSERT INTO report_members (report_id, member_id) SELECT $1, value FROM json_each($2) WHERE TRUE
             ON CONFLICT (report_id, member_id) DO NOTHING"
        }
        Dialect::Postgres => {
            "INSERT INTO report_members (report_id, member_id) SELECT $1, jsonb_array_elements_text($2::JSONB)
             ON CONFLICT (report_id, member_id) DO NOTHING"
        }
    };
    let members = serde_json::to_string(members).unwrap_or_default();
    transaction.execute(text, values![total, members]).await?;
    Ok(())
}

/// The reports a total was added up from, bodies in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn members(on: &mut dyn Sql, total: &ReportId) -> Result<Vec<Report>, StoreError> {
    let text = concat!(
        "SELECT ",
        columns!(),
        " FROM reports r JOIN report_members m ON m.member_id = r.id JOIN bodies b ON b.id = r.body_id
         WHERE m.report_id = $1 ORDER BY b.path, r.id"
    );
    on.rows(text, values![total]).await?.iter().map(Report::from_row).collect()
}

/// Whether a total was added up from a report.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn is_member(on: &mut dyn Sql, report: &ReportId) -> Result<bool, StoreError> {
    Ok(on.row("SELECT report_id FROM report_members WHERE member_id = $1 LIMIT 1", values![report]).await?.is_some())
}
