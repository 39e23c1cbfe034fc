//! A row of either database, read by column name.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::error::StoreError;

/// A row.
#[derive(Debug)]
pub enum Row {
    /// Of SQLite.
    Sqlite(SqliteRow),
    /// Of PostgreSQL.
    Postgres(PgRow),
}

macro_rules! reader {
    ($(#[$doc:meta])* $name:ident, $maybe:ident, $type:ty) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// [`StoreError::Column`] when it is absent or of another kind.
        pub fn $name(&self, column: &str) -> Result<$type, StoreError> {
            self.$maybe(column)?.ok_or_else(|| unexpected(column, "nothing"))
        }
    };
}

impl Row {
    reader!(/// Text in a column.
        text, maybe_text, String);
    reader!(/// A whole number in a column.
        number, maybe_number, i64);
    reader!(/// True or false in a column.
        flag, maybe_flag, bool);
    reader!(/// A day in a column.
        day, maybe_day, Date);
    reader!(/// A moment in a column.
        moment, maybe_moment, Timestamp);

    /// Text in a column that may be empty.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is of another kind.
    pub fn maybe_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        self.with(column, |row| row.try_get_unchecked(column), |row| row.try_get(column))
    }

    /// A whole number in a column that may be empty.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is of another kind.
    pub fn maybe_number(&self, column: &str) -> Result<Option<i64>, StoreError> {
        self.with(column, |row| row.try_get_unchecked(column), |row| row.try_get(column))
    }

    /// True or false in a column that may be empty.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is of another kind.
    pub fn maybe_flag(&self, column: &str) -> Result<Option<bool>, StoreError> {
        self.with(column, |row| row.try_get_unchecked(column), |row| row.try_get(column))
    }

    /// Bytes in a column.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is absent or of another kind.
    pub fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        self.with(column, |row| row.try_get_unchecked(column), |row| row.try_get(column))
    }

    /// A day in a column that may be empty.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is of another kind.
    pub fn maybe_day(&self, column: &str) -> Result<Option<Date>, StoreError> {
        match self {
            Self::Sqlite(_) => {
                let text = self.maybe_text(column)?;
                text.map(|text| text.parse().map_err(|_| unexpected(column, &text))).transpose()
            }
            Self::Postgres(row) => {
                let day: Option<NaiveDate> = row.try_get(column).map_err(|error| unexpected(column, error))?;
                day.map(|day| of_postgres(day).ok_or_else(|| unexpected(column, day))).transpose()
            }
        }
    }

    /// A moment in a column that may be empty.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is of another kind.
    pub fn maybe_moment(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        match self {
            Self::Sqlite(_) => {
                let text = self.maybe_text(column)?;
                text.map(|text| text.parse().map_err(|_| unexpected(column, &text))).transpose()
            }
            Self::Postgres(row) => {
                let moment: Option<DateTime<Utc>> = row.try_get(column).map_err(|error| unexpected(column, error))?;
                let of = |moment: DateTime<Utc>| {
                    Timestamp::from_microsecond(moment.timestamp_micros()).map_err(|error| unexpected(column, error))
                };
                moment.map(of).transpose()
            }
        }
    }

    /// Text in a column, read as a value of our own.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is absent or `parse` does not know it.
    pub fn parsed<T>(&self, column: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreError> {
        let text = self.text(column)?;
        parse(&text).ok_or_else(|| unexpected(column, &text))
    }

    /// JSON in a column.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is absent or does not fit.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        serde_json::from_str(&self.text(column)?).map_err(|error| unexpected(column, error))
    }

    /// A count in a column, never below 0.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is absent, negative or of another kind.
    pub fn count(&self, column: &str) -> Result<u64, StoreError> {
        let number = self.number(column)?;
        u64::try_from(number).map_err(|_| unexpected(column, number))
    }

    /// A year in a column.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it is absent or no year.
    pub fn year(&self, column: &str) -> Result<i16, StoreError> {
        let number = self.number(column)?;
        i16::try_from(number).map_err(|_| unexpected(column, number))
    }

    fn with<T>(
        &self,
        column: &str,
        sqlite: impl FnOnce(&SqliteRow) -> Result<T, sqlx::Error>,
        postgres: impl FnOnce(&PgRow) -> Result<T, sqlx::Error>,
    ) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(row) => sqlite(row),
            Self::Postgres(row) => postgres(row),
        }
        .map_err(|error| unexpected(column, error))
    }
}

fn of_postgres(day: NaiveDate) -> Option<Date> {
    let number = |of: u32| i8::try_from(of).ok();
    Date::new(i16::try_from(day.year()).ok()?, number(day.month())?, number(day.day())?).ok()
}

fn unexpected(column: &str, detail: impl std::fmt::Display) -> StoreError {
    StoreError::Column { column: column.to_owned(), detail: detail.to_string() }
}
