//! A report that was never this body's.

use jiff::Timestamp;

use super::Report;
use crate::error::StoreError;
use crate::sql::Transaction;
use crate::{obligations, values};

/// Takes the newest version of a body's report about a year out again, as if it had never come: with what was read and
/// found in it, corrected and decided since it came. The version before it is what it was, returns it ended are open
/// again, and all rolls follow. Its number goes to whatever comes next; the journal tells the two apart by their ids.
///
/// # Errors
/// [`StoreError::Database`] when a return, a total or a publication speaks of it.
pub async fn take_back(transaction: &mut Transaction, report: &Report, now: Timestamp) -> Result<(), StoreError> {
    let Report { id, body, year, received_at, .. } = report;
    transaction.execute("DELETE FROM findings WHERE report_id = $1", values![id]).await?;
    transaction.execute("DELETE FROM corrections WHERE report_id = $1", values![id]).await?;
    let text = "DELETE FROM decisions WHERE body_id = $1 AND year = $2 AND at >= $3";
    transaction.execute(text, values![body, *year, *received_at]).await?;
    // What it ended, it ended in the moment it came.
    let text = "UPDATE returns SET closed_at = NULL WHERE body_id = $1 AND year = $2 AND closed_at = $3";
    transaction.execute(text, values![body, *year, *received_at]).await?;
    transaction.execute("DELETE FROM reports WHERE id = $1", values![id]).await?;
    // A version that was superseded by an older program did not keep what it was; it is judged anew.
    let text = "UPDATE reports
                SET state = CASE WHEN COALESCE(state_before, 'received') IN ('received', 'read')
                                 THEN CASE WHEN read_at IS NULL THEN 'received' ELSE 'checked' END
                                 ELSE state_before END,
                    state_before = NULL
                WHERE body_id = $1 AND year = $2 AND state = 'superseded'
                  AND version = (SELECT MAX(n.version) FROM reports n WHERE n.body_id = $1 AND n.year = $2)";
    transaction.execute(text, values![body, *year]).await?;
    obligations::follow_newest(transaction, body, *year, now).await?;
    Ok(())
}
