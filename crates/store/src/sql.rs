//! One text of SQL on two databases.
//!
//! A query is written once, with `$1`, `$2` … for its values, in the common part of SQLite's and PostgreSQL's SQL. Reads
//! go to [`Database`] or to a [`Transaction`], writes to a transaction only. SQLite has one writer: its transactions
//! queue for one connection instead of failing on each other.

mod row;
mod value;

use std::pin::Pin;
use std::str::FromStr;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Executor as _};

use crate::error::StoreError;
pub use row::Row;
pub use value::Value;

/// Which database it is, for the few places where their SQL differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, one file.
    Sqlite,
    /// PostgreSQL and databases that speak its protocol.
    Postgres,
}

impl Dialect {
    /// What lets several workers take rows of a queue without waiting for each other.
    pub fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }
}

/// An open database.
#[derive(Debug, Clone)]
pub struct Database(Pools);

#[derive(Debug, Clone)]
enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// A transaction; dropped without [`Transaction::commit`], nothing of it remains.
#[derive(Debug)]
pub struct Transaction(Open);

#[derive(Debug)]
enum Open {
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// An answer of the database to come.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Whatever can be asked: a database, or a transaction (which sees its own changes).
///
/// Queries take it as `&mut dyn Sql`, so that each is compiled once and not again in every crate that asks.
pub trait Sql: Send {
    /// All rows of a query.
    fn rows<'a>(&'a mut self, text: &'static str, values: Vec<Value>) -> Asked<'a, Vec<Row>>;

    /// The first row of a query, if there is one.
    fn row<'a>(&'a mut self, text: &'static str, values: Vec<Value>) -> Asked<'a, Option<Row>> {
        let rows = self.rows(text, values);
        Box::pin(async move { Ok(rows.await?.into_iter().next()) })
    }

    /// Which database it is.
    fn dialect(&self) -> Dialect;
}

/// How long a writer waits for another process that holds the SQLite file.
const BUSY: Duration = Duration::from_secs(15);
/// The pause before connecting again.
const AGAIN: Duration = Duration::from_millis(25);
/// How long a request waits for a connection before it is told to come again.
const ACQUIRE: Duration = Duration::from_secs(20);
/// The same where a server may be away: whoever asks is told soon.
const REACH: Duration = Duration::from_secs(8);
const CONNECTIONS: u32 = 8;

impl Database {
    /// Opens `sqlite:PATH`, `sqlite::memory:` or `postgres://…`; an SQLite file is made when it is not there.
    ///
    /// # Errors
    /// [`StoreError::Address`] for another kind of address, [`StoreError::Database`] when it cannot be reached.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(address)?.application_name("gongkai");
            let pool =
                PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(REACH).connect_with(options).await?;
            return Ok(Self(Pools::Postgres(pool)));
        }
        if !address.starts_with("sqlite:") {
            return Err(StoreError::Address);
        }
        let options = SqliteConnectOptions::from_str(address)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: what was acknowledged survives a power cut, not only the end of the process.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY);
        let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(ACQUIRE);
        let write = created(writer, &options).await?;
        let read = if address.contains(":memory:") {
            write.clone()
        } else {
            let readers = SqlitePoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE);
            readers.connect_with(options.read_only(true)).await?
        };
        Ok(Self(Pools::Sqlite { read, write }))
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// [`StoreError::Database`] when no connection is to be had.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(Transaction(match &self.0 {
            // IMMEDIATE: a transaction that reads first must not find the file taken when it comes to write.
            Pools::Sqlite { write, .. } => Open::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Open::Postgres(pool.begin().await?),
        }))
    }

    /// Begins a transaction that only reads and sees everything as it was at its first query, whatever is written
    /// meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Database`] when no connection is to be had.
    pub async fn snapshot(&self) -> Result<Transaction, StoreError> {
        Ok(Transaction(match &self.0 {
            Pools::Sqlite { read, .. } => Open::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                Open::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        }))
    }

    /// Waits until no other node holds the lock with a number, and holds it while what is returned lives. One process
    /// only works on an SQLite file, so there is nothing to hold there.
    ///
    /// # Errors
    /// [`StoreError::Database`] when no connection is to be had.
    pub async fn hold(&self, lock: i64) -> Result<Option<Transaction>, StoreError> {
        match &self.0 {
            Pools::Sqlite { .. } => Ok(None),
            Pools::Postgres(pool) => {
                let mut holding = Transaction(Open::Postgres(pool.begin().await?));
                holding.rows("SELECT pg_advisory_xact_lock($1)::TEXT AS locked", vec![lock.into()]).await?;
                Ok(Some(holding))
            }
        }
    }

    /// Runs statements outside a transaction, for maintenance (`VACUUM INTO`, `PRAGMA`).
    ///
    /// # Errors
    /// [`StoreError::Database`] when one fails.
    pub async fn maintain(&self, text: &'static str) -> Result<(), StoreError> {
        match &self.0 {
            Pools::Sqlite { write, .. } => write.execute(text).await.map(|_| ())?,
            Pools::Postgres(pool) => pool.execute(text).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Closes all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// Connects to a file that may be new. While one process makes the write-ahead log, SQLite turns the others away at once
/// instead of letting them wait; they come again.
async fn created(writer: SqlitePoolOptions, options: &SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    let mut waited = Duration::ZERO;
    loop {
        match writer.clone().connect_with(options.clone()).await {
            Err(error) if is_busy(&error) && waited < BUSY => {
                tokio::time::sleep(AGAIN).await;
                waited += AGAIN;
            }
            done => return done,
        }
    }
}

/// Whether SQLite says that somebody else holds the file.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    // The kind stands in the lowest byte of the code; 5 is SQLITE_BUSY.
    code.and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
}

impl Sql for Database {
    fn rows<'a>(&'a mut self, text: &'static str, values: Vec<Value>) -> Asked<'a, Vec<Row>> {
        Box::pin(self.all(text, values))
    }

    fn dialect(&self) -> Dialect {
        (&self).dialect()
    }
}

impl Database {
    async fn all(&self, text: &'static str, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        Ok(match &self.0 {
            Pools::Sqlite { read, .. } => {
                let rows = value::sqlite(text, values).fetch_all(read).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Pools::Postgres(pool) => {
                let rows = value::postgres(text, values).fetch_all(pool).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }
}

impl Sql for &Database {
    fn rows<'a>(&'a mut self, text: &'static str, values: Vec<Value>) -> Asked<'a, Vec<Row>> {
        Box::pin(self.all(text, values))
    }

    fn dialect(&self) -> Dialect {
        match &self.0 {
            Pools::Sqlite { .. } => Dialect::Sqlite,
            Pools::Postgres(_) => Dialect::Postgres,
        }
    }
}

impl Sql for Transaction {
    fn rows<'a>(&'a mut self, text: &'static str, values: Vec<Value>) -> Asked<'a, Vec<Row>> {
        Box::pin(async move {
            Ok(match &mut self.0 {
                Open::Sqlite(open) => {
                    let rows = value::sqlite(text, values).fetch_all(&mut **open).await?;
                    rows.into_iter().map(Row::Sqlite).collect()
                }
                Open::Postgres(open) => {
                    let rows = value::postgres(text, values).fetch_all(&mut **open).await?;
                    rows.into_iter().map(Row::Postgres).collect()
                }
            })
        })
    }

    fn dialect(&self) -> Dialect {
        match &self.0 {
            Open::Sqlite(_) => Dialect::Sqlite,
            Open::Postgres(_) => Dialect::Postgres,
        }
    }
}

impl Transaction {
    /// Runs one statement; the number of rows it touched.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a unique key is broken, [`StoreError::Database`] for everything else.
    pub async fn execute(&mut self, text: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        Ok(match &mut self.0 {
            Open::Sqlite(open) => value::sqlite(text, values).execute(&mut **open).await?.rows_affected(),
            Open::Postgres(open) => value::postgres(text, values).execute(&mut **open).await?.rows_affected(),
        })
    }

    /// Runs a statement whose text was put together here, from names the database itself gave.
    pub(crate) async fn execute_made(&mut self, text: String, values: Vec<Value>) -> Result<u64, StoreError> {
        let text = AssertSqlSafe(text);
        Ok(match &mut self.0 {
            Open::Sqlite(open) => value::sqlite(text, values).execute(&mut **open).await?.rows_affected(),
            Open::Postgres(open) => value::postgres(text, values).execute(&mut **open).await?.rows_affected(),
        })
    }

    /// Hands the rows of a query on one by one, so that a table of any length takes no memory.
    pub(crate) async fn each_row<E: From<StoreError>>(
        &mut self,
        text: String,
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let text = AssertSqlSafe(text);
        match &mut self.0 {
            Open::Sqlite(open) => {
                let mut rows = value::sqlite(text, Vec::new()).fetch(&mut **open);
                while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                    each(Row::Sqlite(row))?;
                }
            }
            Open::Postgres(open) => {
                let mut rows = value::postgres(text, Vec::new()).fetch(&mut **open);
                while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                    each(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }

    /// Runs several statements without values, for migrations.
    ///
    /// # Errors
    /// [`StoreError::Database`] when one fails.
    pub async fn script(&mut self, text: &'static str) -> Result<(), StoreError> {
        let script = sqlx::raw_sql(text);
        match &mut self.0 {
            Open::Sqlite(open) => script.execute(&mut **open).await.map(|_| ())?,
            Open::Postgres(open) => script.execute(&mut **open).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Makes it last. When this returns, the change survives the end of the process.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the database refuses; nothing of the transaction remains then.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.0 {
            Open::Sqlite(open) => open.commit().await?,
            Open::Postgres(open) => open.commit().await?,
        }
        Ok(())
    }
}
