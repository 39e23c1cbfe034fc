//! Which tables there are, with their columns, and which refers to which.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::error::StoreError;
use crate::sql::{Dialect, Row, Sql, Value};
use crate::values;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, ids and JSON.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// A day.
    Day,
    /// A moment.
    Moment,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A column whose values are ids of another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The column.
    pub column: String,
    /// The table.
    pub table: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// What it refers to.
    pub references: Vec<Reference>,
}

const SQLITE_COLUMNS: &str = "
    SELECT m.name AS in_table, p.name AS name, p.type AS kind
    FROM sqlite_master m JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid";
const SQLITE_REFERENCES: &str = "
    SELECT m.name AS in_table, f.\"from\" AS name, f.\"table\" AS target
    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' ORDER BY m.name, f.id";
const POSTGRES_COLUMNS: &str = "
    SELECT c.table_name::TEXT AS in_table, c.column_name::TEXT AS name, c.data_type::TEXT AS kind
    FROM information_schema.columns c JOIN information_schema.tables t
      ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
    ORDER BY c.table_name, c.ordinal_position";
const POSTGRES_REFERENCES: &str = "
    SELECT t.table_name::TEXT AS in_table, k.column_name::TEXT AS name, u.table_name::TEXT AS target
    FROM information_schema.table_constraints t
    JOIN information_schema.key_column_usage k
      ON k.constraint_name = t.constraint_name AND k.constraint_schema = t.constraint_schema
    JOIN information_schema.constraint_column_usage u
      ON u.constraint_name = t.constraint_name AND u.constraint_schema = t.constraint_schema
    WHERE t.constraint_type = 'FOREIGN KEY' AND t.table_schema = current_schema()
    ORDER BY t.table_name, k.column_name";

/// All tables, each after those it refers to.
///
/// # Errors
/// [`StoreError::Database`] when the database does not tell, [`StoreError::Column`] for a column of an unknown kind.
pub async fn tables(on: &mut dyn Sql) -> Result<Vec<Table>, StoreError> {
    let (columns, references) = match on.dialect() {
        Dialect::Sqlite => (SQLITE_COLUMNS, SQLITE_REFERENCES),
        Dialect::Postgres => (POSTGRES_COLUMNS, POSTGRES_REFERENCES),
    };
    let mut found: BTreeMap<String, Table> = BTreeMap::new();
    for row in on.rows(columns, values![]).await? {
        let name = row.text("in_table")?;
        let table = found.entry(name.clone()).or_insert(Table { name, columns: Vec::new(), references: Vec::new() });
        table.columns.push(Column { name: row.text("name")?, kind: row.parsed("kind", Kind::parse)? });
    }
    for row in on.rows(references, values![]).await? {
        if let Some(table) = found.get_mut(&row.text("in_table")?) {
            table.references.push(Reference { column: row.text("name")?, table: row.text("target")? });
        }
    }
    Ok(in_order(found))
}

/// Tables after those they refer to. Circles among several tables are not in our schema; were there one, its tables
/// would come last.
fn in_order(mut left: BTreeMap<String, Table>) -> Vec<Table> {
    let mut ordered = Vec::with_capacity(left.len());
    loop {
        let waits =
            |table: &Table| table.references.iter().any(|to| to.table != table.name && left.contains_key(&to.table));
        let next: Vec<String> = left.values().filter(|table| !waits(table)).map(|table| table.name.clone()).collect();
        if next.is_empty() {
            ordered.extend(left.into_values());
            return ordered;
        }
        ordered.extend(next.iter().filter_map(|name| left.remove(name)));
    }
}

impl Table {
    /// Reads everything.
    pub(super) fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.column_list(), self.name)
    }

    /// The columns' names, as SQL lists them.
    pub(super) fn column_list(&self) -> String {
        self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }

    /// The columns whose values are ids of the table's own rows.
    pub(super) fn own_references(&self) -> impl Iterator<Item = &str> {
        self.references.iter().filter(|to| to.table == self.name).map(|to| to.column.as_str())
    }
}

impl Column {
    /// What a row holds in it, as JSON. Moments and days are texts in their ISO forms.
    pub(super) fn json(&self, row: &Row) -> Result<Json, StoreError> {
        let name = self.name.as_str();
        Ok(match self.kind {
            Kind::Text => json!(row.maybe_text(name)?),
            Kind::Number => json!(row.maybe_number(name)?),
            Kind::Flag => json!(row.maybe_flag(name)?),
            Kind::Day => json!(row.maybe_day(name)?.map(|day| day.to_string())),
            Kind::Moment => json!(row.maybe_moment(name)?.map(|moment| moment.to_string())),
        })
    }

    /// JSON as a value for it.
    pub(super) fn value(&self, json: &Json) -> Result<Value, StoreError> {
        let wrong = || StoreError::Column { column: self.name.clone(), detail: json.to_string() };
        let given = (!json.is_null()).then_some(json);
        let text = || given.map(|json| json.as_str().ok_or_else(wrong)).transpose();
        Ok(match self.kind {
            Kind::Text => Value::Text(text()?.map(str::to_owned)),
            Kind::Number => Value::Number(given.map(|json| json.as_i64().ok_or_else(wrong)).transpose()?),
            Kind::Flag => Value::Flag(given.map(|json| json.as_bool().ok_or_else(wrong)).transpose()?),
            Kind::Day => Value::Day(text()?.map(|text| text.parse::<Date>().map_err(|_| wrong())).transpose()?),
            Kind::Moment => {
                Value::Moment(text()?.map(|text| text.parse::<Timestamp>().map_err(|_| wrong())).transpose()?)
            }
        })
    }
}

impl Kind {
    /// The kind a database names so.
    fn parse(text: &str) -> Option<Self> {
        Some(match text.to_ascii_lowercase().as_str() {
            "text" | "character varying" => Self::Text,
            "bigint" => Self::Number,
            "boolean" => Self::Flag,
            "date" => Self::Day,
            "timestamptz" | "timestamp with time zone" => Self::Moment,
            _ => return None,
        })
    }
}
