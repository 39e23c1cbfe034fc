//! Rows back into their tables.

use serde_json::Value as Json;

use super::PASSING;
use super::schema::{Table, tables};
use crate::error::StoreError;
use crate::sql::{Sql, Transaction, Value};
use crate::values;

/// Values bound to one statement at most; both databases take more.
const MOST_VALUES: usize = 8_000;

/// Whether nobody has worked with the database yet: no body, no person, no journal.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn is_unused(on: &mut dyn Sql) -> Result<bool, StoreError> {
    let text = "SELECT (SELECT COUNT(*) FROM journal) + (SELECT COUNT(*) FROM bodies) + (SELECT COUNT(*) FROM people)
                AS rows_kept";
    let row = on.row(text, values![]).await?;
    Ok(row.map_or(Ok(0), |row| row.number("rows_kept"))? == 0)
}

/// Empties every table, so that what the schema's steps put there does not meet what comes.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn empty(transaction: &mut Transaction) -> Result<(), StoreError> {
    for table in tables(transaction).await?.iter().rev().filter(|table| table.name != "schema_steps") {
        transaction.execute_made(format!("DELETE FROM {}", table.name), values![]).await?;
    }
    Ok(())
}

/// Puts rows into one table, many with one statement.
///
/// Columns that refer to rows of the same table are filled afterwards: the row they name may come later.
#[derive(Debug)]
pub struct Loader {
    table: Table,
    /// Columns filled at once, then those filled afterwards.
    later: Vec<usize>,
    waiting: Vec<Vec<Value>>,
    links: Vec<(Value, usize, Value)>,
    rows: u64,
}

impl Loader {
    /// A loader for a table; `None` for one that is not brought back.
    pub fn new(table: Table) -> Option<Self> {
        if PASSING.contains(&table.name.as_str()) {
            return None;
        }
        let place = |name: &str| table.columns.iter().position(|column| column.name == name);
        let later = table.own_references().filter_map(place).collect();
        Some(Self { later, table, waiting: Vec::new(), links: Vec::new(), rows: 0 })
    }

    /// Takes one row as [`lines`](super::lines) gave it.
    ///
    /// # Errors
    /// [`StoreError::Column`] when it does not fit the table, [`StoreError::Database`] when it cannot be written.
    pub async fn row(&mut self, transaction: &mut Transaction, row: &Json) -> Result<(), StoreError> {
        let object = row.as_object().ok_or_else(|| self.unexpected("", row))?;
        if let Some(name) = object.keys().find(|name| !self.table.columns.iter().any(|column| column.name == **name)) {
            return Err(self.unexpected(name, row));
        }
        let mut values = Vec::with_capacity(self.table.columns.len());
        for column in &self.table.columns {
            let json = object.get(&column.name).ok_or_else(|| self.unexpected(&column.name, row))?;
            values.push(column.value(json)?);
        }
        self.set_links_aside(&mut values);
        self.waiting.push(values);
        if self.waiting.len().saturating_mul(self.table.columns.len()) >= MOST_VALUES {
            self.write(transaction).await?;
        }
        Ok(())
    }

    /// Writes what waits; how many rows the table got.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written.
    pub async fn finish(mut self, transaction: &mut Transaction) -> Result<u64, StoreError> {
        self.write(transaction).await?;
        for (id, column, value) in std::mem::take(&mut self.links) {
            let Some(column) = self.table.columns.get(column) else { continue };
            let text = format!("UPDATE {} SET \"{}\" = $1 WHERE id = $2", self.table.name, column.name);
            transaction.execute_made(text, vec![value, id]).await?;
        }
        Ok(self.rows)
    }

    fn set_links_aside(&mut self, values: &mut [Value]) {
        let Some(id) = self.table.columns.iter().position(|column| column.name == "id") else { return };
        let Some(id) = values.get(id).cloned() else { return };
        for column in &self.later {
            if let Some(value) = values.get_mut(*column).filter(|value| **value != Value::Text(None)) {
                let link = std::mem::replace(value, Value::Text(None));
                self.links.push((id.clone(), *column, link));
            }
        }
    }

    async fn write(&mut self, transaction: &mut Transaction) -> Result<(), StoreError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.waiting);
        let mut number = 0_usize;
        let tuples: Vec<String> = rows
            .iter()
            .map(|row| {
                let places = row.iter().map(|_| {
                    number = number.saturating_add(1);
                    format!("${number}")
                });
                format!("({})", places.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let text =
            format!("INSERT INTO {} ({}) VALUES {}", self.table.name, self.table.column_list(), tuples.join(", "));
        self.rows = self.rows.saturating_add(transaction.execute_made(text, rows.concat()).await?);
        Ok(())
    }

    fn unexpected(&self, column: &str, row: &Json) -> StoreError {
        let detail: String = row.to_string().chars().take(200).collect();
        StoreError::Column { column: format!("{}.{column}", self.table.name), detail }
    }
}
