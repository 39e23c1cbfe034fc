//! Which value holds at a body, and where it comes from.

use std::collections::BTreeMap;

use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;
use gongkai_store::{Sql, settings};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::{AppError, Problems};

/// A group of settings that are read and set together.
pub trait Group: Default + Serialize + DeserializeOwned + Send + Sync {
    /// Its name in the database, in addresses and as part of message ids.
    const NAME: &'static str;

    /// Whether it holds for the whole installation and is set at the topmost body only.
    const ONLY_TOPMOST: bool = false;

    /// What is wrong with the values.
    fn check(&self) -> Problems {
        Problems::new()
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Nobody set it.
    Default,
    /// Set at this body.
    Body(BodyId),
}

/// A group as it holds at a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Effective<T> {
    /// What holds.
    pub value: T,
    /// What would hold if the body had nothing of its own.
    pub above: T,
    sources: BTreeMap<String, Source>,
}

impl<T> Effective<T> {
    /// Where a field's value comes from.
    pub fn source(&self, field: &str) -> &Source {
        self.sources.get(field).unwrap_or(&Source::Default)
    }
}

/// A group as it holds at a body: the default, then what each body from the topmost down sets.
///
/// A field that does not fit its type any more (another version of the program wrote it) counts as not set.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn effective<T: Group>(on: &mut dyn Sql, body: &Body) -> Result<Effective<T>, AppError> {
    let mut fields = fields(&T::default());
    let mut above = fields.clone();
    let mut sources = BTreeMap::new();
    for own in settings::along(on, body, T::NAME).await? {
        let Ok(set) = serde_json::from_str::<Map<String, Value>>(&own.value) else { continue };
        for (name, value) in set {
            if !fits::<T>(&fields, &name, &value) {
                continue;
            }
            sources.insert(name.clone(), Source::Body(own.body.clone()));
            if own.body != body.id {
                above.insert(name.clone(), value.clone());
            }
            fields.insert(name, value);
        }
    }
    Ok(Effective { value: group(fields), above: group(above), sources })
}

/// A group's fields as JSON.
pub(super) fn fields<T: Group>(group: &T) -> Map<String, Value> {
    match serde_json::to_value(group) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => Map::new(),
    }
}

pub(super) fn group<T: Group>(fields: Map<String, Value>) -> T {
    serde_json::from_value(Value::Object(fields)).unwrap_or_default()
}

fn fits<T: Group>(fields: &Map<String, Value>, name: &str, value: &Value) -> bool {
    if !fields.contains_key(name) {
        return false;
    }
    let mut tried = fields.clone();
    tried.insert(name.to_owned(), value.clone());
    serde_json::from_value::<T>(Value::Object(tried)).is_ok()
}

/// Notes a number that is out of bounds.
pub(super) fn between<N: PartialOrd + Copy + ToString>(
    problems: &mut Problems,
    field: &str,
    number: N,
    least: N,
    most: N,
) {
    if number < least || number > most {
        let args = vec![("least", least.to_string()), ("most", most.to_string())];
        problems.add_with(field, "problem-between", args);
    }
}
