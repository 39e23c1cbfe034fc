//! How the database is.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::migrations;
use crate::sql::{Database, Dialect, Sql};
use crate::values;

/// What is known of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseFacts {
    /// Which it is.
    pub dialect: Dialect,
    /// Its own version.
    pub version: String,
    /// The newest step of the schema it has.
    pub schema: i64,
    /// The newest step of the schema the program knows.
    pub newest: i64,
    /// How much room it takes.
    pub size_bytes: u64,
    /// Its own clock, when it has one other than this machine's.
    pub clock: Option<Timestamp>,
}

/// Asks the database how it is.
///
/// # Errors
/// [`StoreError::Database`] when it does not answer.
pub async fn database(database: &Database) -> Result<DatabaseFacts, StoreError> {
    let mut on = database;
    let dialect = on.dialect();
    let text = match dialect {
        Dialect::Sqlite => {
            "SELECT sqlite_version() AS version, page_count * page_size AS size
             FROM pragma_page_count(), pragma_page_size()"
        }
        Dialect::Postgres => {
            "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size,
                    now() AS clock"
        }
    };
    let row = on.row(text, values![]).await?.ok_or(StoreError::NotFound)?;
    Ok(DatabaseFacts {
        dialect,
        version: row.text("version")?,
        schema: migrations::current(database).await?,
        newest: migrations::newest(),
        size_bytes: row.count("size")?,
        clock: match dialect {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(row.moment("clock")?),
        },
    })
}

/// What is wrong with the file of an SQLite database; PostgreSQL looks after its own files.
///
/// # Errors
/// [`StoreError::Database`] when it does not answer.
pub async fn defects(on: &mut dyn Sql) -> Result<Vec<String>, StoreError> {
    if on.dialect() == Dialect::Postgres {
        return Ok(Vec::new());
    }
    let rows = on.rows("SELECT quick_check AS result FROM pragma_quick_check", values![]).await?;
    let results = rows.iter().map(|row| row.text("result")).collect::<Result<Vec<_>, _>>()?;
    Ok(results.into_iter().filter(|result| result != "ok").collect())
}
