//! Why the store cannot do what it was asked.

/// Why a query, a migration or a blob failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or is out of reach.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// A row breaks a unique key: the thing is there already.
    #[error("there is one already")]
    Conflict,
    /// The key of the request was given to a later one, which does the work.
    #[error("the request took too long: its key was given to a later one")]
    ClaimLost,
    /// The row is not there.
    #[error("not found")]
    NotFound,
    /// A column holds what its type does not allow: a newer version of the program wrote it, or somebody's hand.
    #[error("column {column} holds something unexpected: {detail}")]
    Column {
        /// The column.
        column: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The address of a database is of no kind this program knows.
    #[error("unknown database address (hint: sqlite:PATH or postgres://…)")]
    Address,
    /// The database was made by a newer version of the program.
    #[error("the database is at version {found}, this program knows {known} (hint: install the newer program)")]
    Newer {
        /// Version found.
        found: i64,
        /// Newest version known.
        known: i64,
    },
    /// A blob cannot be kept or fetched.
    #[error("the object store failed")]
    Blob(#[source] object_store::Error),
    /// A folder cannot be made or written.
    #[error("the data folder failed")]
    Folder(#[source] std::io::Error),
}

impl StoreError {
    /// Whether the database cannot be reached now: what was asked was not begun.
    #[must_use]
    pub fn is_out_of_reach(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Database(inner) if inner.is_unique_violation() => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Blob(other),
        }
    }
}
