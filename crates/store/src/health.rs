//! How the database itself is doing.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::{Dialect, Sql};
use crate::values;

/// What the database calls itself, with its version.
///
/// # Errors
/// [`StoreError::Database`] when it does not answer.
pub async fn version(on: &mut impl Sql) -> Result<String, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => "SELECT 'SQLite ' || sqlite_version() AS version",
        Dialect::Postgres => "SELECT version() AS version",
    };
    on.row(text, values![]).await?.ok_or(StoreError::NotFound)?.text("version")
}

/// What is wrong with the file of an SQLite database; PostgreSQL looks after its own files.
///
/// # Errors
/// [`StoreError::Database`] when it does not answer.
pub async fn defects(on: &mut impl Sql) -> Result<Vec<String>, StoreError> {
    if on.dialect() == Dialect::Postgres {
        return Ok(Vec::new());
    }
    let rows = on.rows("SELECT quick_check AS result FROM pragma_quick_check", values![]).await?;
    let results = rows.iter().map(|row| row.text("result")).collect::<Result<Vec<_>, _>>()?;
    Ok(results.into_iter().filter(|result| result != "ok").collect())
}

/// What time it is where the database is; `None` for SQLite, which is here.
///
/// # Errors
/// [`StoreError::Database`] when it does not answer.
pub async fn moment(on: &mut impl Sql) -> Result<Option<Timestamp>, StoreError> {
    if on.dialect() == Dialect::Sqlite {
        return Ok(None);
    }
    let row = on.row("SELECT clock_timestamp() AS moment", values![]).await?;
    row.map(|row| row.moment("moment")).transpose()
}
