//! The schema, as numbered steps that only ever grow.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::{Database, Dialect, Sql, Transaction};
use crate::values;

/// One step of the schema: its number and its SQL, the same for both databases.
const STEPS: &[(i64, &str)] = &[
    (1, include_str!("../migrations/0001_the_house.sql")),
    (2, include_str!("../migrations/0002_taking_back.sql")),
    (3, include_str!("../migrations/0003_withdrawing.sql")),
    (4, include_str!("../migrations/0004_absent_members.sql")),
    (5, include_str!("../migrations/0005_a_day_for_all.sql")),
    (6, include_str!("../migrations/0006_letters_as_sent.sql")),
    (7, include_str!("../migrations/0007_lists_without_texts.sql")),
    (8, include_str!("../migrations/0008_longer_to_mend.sql")),
    (9, include_str!("../migrations/0009_webhooks_gone.sql")),
    (10, include_str!("../migrations/0010_withdrawn_on_the_roll.sql")),
    (11, include_str!("../migrations/0011_drafts_as_signed.sql")),
    (12, include_str!("../migrations/0012_correction_notes.sql")),
    (13, include_str!("../migrations/0013_closed_bodies.sql")),
    (14, include_str!("../migrations/0014_former_names.sql")),
    (15, include_str!("../migrations/0015_said_with_versions.sql")),
    (16, include_str!("../migrations/0016_sums_of_totals.sql")),
    (17, include_str!("../migrations/0017_versions_in_lists.sql")),
];

/// The number of the newest step this program knows.
pub fn newest() -> i64 {
    STEPS.last().map_or(0, |(number, _)| *number)
}

/// The number of the newest step the database has; 0 for an empty one.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn current(database: &Database) -> Result<i64, StoreError> {
    let mut on = database;
    let exists = match on.dialect() {
        Dialect::Sqlite => "SELECT 1 AS there FROM sqlite_master WHERE name = 'schema_steps'",
        Dialect::Postgres => {
            "SELECT 1::BIGINT AS there FROM pg_tables WHERE tablename = 'schema_steps' AND schemaname = current_schema()"
        }
    };
    if on.row(exists, values![]).await?.is_none() {
        return Ok(0);
    }
    newest_step(&mut on).await
}

/// Brings the database to the newest step; does nothing when it is there. Several nodes may start at once.
///
/// # Errors
/// [`StoreError::Newer`] when a newer program made the database, [`StoreError::Database`] when a step fails (nothing of
/// it remains then).
pub async fn run(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    run_in(&mut transaction, newest(), now).await?;
    transaction.commit().await
}

/// Brings the database to a step within a transaction: what a backup taken by an older program needs, and what leaves
/// nothing behind when the transaction comes to nothing.
///
/// # Errors
/// As with [`run`].
pub async fn run_in(transaction: &mut Transaction, step: i64, now: Timestamp) -> Result<(), StoreError> {
    if transaction.dialect() == Dialect::Postgres {
        // One node migrates, the others wait for it; the lock goes with the transaction.
        transaction.rows("SELECT pg_advisory_xact_lock(711)::TEXT AS locked", values![]).await?;
    }
    transaction
        .script("CREATE TABLE IF NOT EXISTS schema_steps (number BIGINT PRIMARY KEY, at TIMESTAMPTZ NOT NULL)")
        .await?;
    let found = newest_step(transaction).await?;
    if found > newest() {
        return Err(StoreError::Newer { found, known: newest() });
    }
    for (number, script) in STEPS.iter().filter(|(number, _)| *number > found && *number <= step) {
        transaction.script(script).await?;
        note(transaction, *number, now).await?;
    }
    Ok(())
}

async fn note(transaction: &mut Transaction, number: i64, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("INSERT INTO schema_steps (number, at) VALUES ($1, $2)", values![number, now]).await?;
    Ok(())
}

async fn newest_step(on: &mut dyn Sql) -> Result<i64, StoreError> {
    let row = on.row("SELECT COALESCE(MAX(number), 0) AS number FROM schema_steps", values![]).await?;
    row.map_or(Ok(0), |row| row.number("number"))
}
