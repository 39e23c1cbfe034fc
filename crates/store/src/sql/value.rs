//! Values bound to a query. Every kind may be absent, and an absent value still has its kind: PostgreSQL wants to know.

use chrono::{DateTime, NaiveDate, Utc};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Postgres, SqlSafeStr, Sqlite};

/// A value bound to `$n`.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, ids and JSON.
    Text(Option<String>),
    /// A whole number.
    Number(Option<i64>),
    /// True or false.
    Flag(Option<bool>),
    /// A day.
    Day(Option<Date>),
    /// A moment, kept to the microsecond.
    Moment(Option<Timestamp>),
    /// Raw bytes.
    Bytes(Option<Vec<u8>>),
}

/// Moments as SQLite keeps them: text of one length, so that it sorts by time.
pub(super) fn moment_text(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}

fn moment_of_postgres(moment: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(moment.as_microsecond())
}

fn day_of_postgres(day: Date) -> Option<NaiveDate> {
    let number = |of: i8| u32::try_from(of).ok();
    NaiveDate::from_ymd_opt(i32::from(day.year()), number(day.month())?, number(day.day())?)
}

type SqliteQuery = Query<'static, Sqlite, SqliteArguments>;
type PostgresQuery = Query<'static, Postgres, PgArguments>;

pub(super) fn sqlite(text: impl SqlSafeStr, values: Vec<Value>) -> SqliteQuery {
    values.into_iter().fold(sqlx::query(text), |query, value| match value {
        Value::Text(value) => query.bind(value),
        Value::Number(value) => query.bind(value),
        Value::Flag(value) => query.bind(value),
        Value::Day(value) => query.bind(value.map(|day| day.to_string())),
        Value::Moment(value) => query.bind(value.map(moment_text)),
        Value::Bytes(value) => query.bind(value),
    })
}

pub(super) fn postgres(text: impl SqlSafeStr, values: Vec<Value>) -> PostgresQuery {
    values.into_iter().fold(sqlx::query(text), |query, value| match value {
        Value::Text(value) => query.bind(value),
        Value::Number(value) => query.bind(value),
        Value::Flag(value) => query.bind(value),
        Value::Day(value) => query.bind(value.and_then(day_of_postgres)),
        Value::Moment(value) => query.bind(value.and_then(moment_of_postgres)),
        Value::Bytes(value) => query.bind(value),
    })
}

macro_rules! value_from {
    ($($from:ty => $kind:ident($convert:expr)),* $(,)?) => { $(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$kind(Some($convert(value)))
            }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$kind(value.map($convert))
            }
        }
    )* };
}

value_from! {
    String => Text(|value| value),
    &str => Text(|value: &str| value.to_owned()),
    i64 => Number(|value| value),
    i32 => Number(i64::from),
    i16 => Number(i64::from),
    u32 => Number(i64::from),
    bool => Flag(|value| value),
    Date => Day(|value| value),
    Timestamp => Moment(|value| value),
    Vec<u8> => Bytes(|value| value),
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<&Option<String>> for Value {
    fn from(value: &Option<String>) -> Self {
        Self::Text(value.clone())
    }
}

/// Values for a query: `values![id, name, at]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Value::from($value)),*] };
}
