//! Setting a group at a body.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use gongkai_store::settings;
use serde_json::{Map, Value, json};

use super::effective::{Group, effective, fields, group};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// Sets a group at a body. What is as it would be without is not kept, so that it goes on following the body above.
/// `seen` is what held when the wanted values were typed, where that is known: a field left as it was seen stays as it is
/// now, whoever set it meanwhile.
///
/// # Errors
/// [`AppError::Invalid`] when a value does not do, or when somebody else set a field meanwhile that was changed here too;
/// [`AppError::NotNow`] for a group that holds for the whole installation
/// and a body that is not the topmost.
pub async fn save<T: Group>(app: &App, caller: &Caller, id: &BodyId, wanted: T, seen: &Seen) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::ManageSettings, &body)?;
    if T::ONLY_TOPMOST && body.parent.is_some() {
        return Err(AppError::NotNow { reason: "not-now-only-topmost" });
    }
    let held = effective::<T>(&mut transaction, &body).await?;
    let wanted: T = group(seen.put_together(&fields(&held.value), fields(&wanted))?);
    wanted.check().check()?;
    let (above, before, after) = (fields(&held.above), fields(&held.value), fields(&wanted));
    let differs = |from: &Map<String, Value>, name: &str, to: &Value| from.get(name) != Some(to);
    let own: Map<String, Value> =
        after.iter().filter(|(name, to)| differs(&above, name, to)).map(|(n, to)| (n.clone(), to.clone())).collect();
    let changes: Map<String, Value> = after
        .iter()
        .filter(|(name, to)| differs(&before, name, to))
        .map(|(name, to)| (name.clone(), json!({ "from": before.get(name), "to": to })))
        .collect();
    if changes.is_empty() {
        return Ok(());
    }
    let now = app.now();
    if own.is_empty() {
        settings::remove(&mut transaction, id.as_str(), T::NAME).await?;
    } else {
        settings::write(&mut transaction, id.as_str(), T::NAME, &own, now).await?;
    }
    let event = Event::of(id, "settings", T::NAME, "settings_changed").with(changes);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// The fields of a group as they held when a form was made; nothing where that is not known.
#[derive(Debug, Clone, Default)]
pub struct Seen(Map<String, Value>);

impl Seen {
    /// Of what a form carried.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// What a form carries.
    #[must_use]
    pub fn of<T: Group>(value: &T) -> String {
        Value::Object(fields(value)).to_string()
    }

    /// What is wanted where it was changed, what is held elsewhere.
    fn put_together(
        &self,
        held: &Map<String, Value>,
        wanted: Map<String, Value>,
    ) -> Result<Map<String, Value>, AppError> {
        let mut problems = Problems::new();
        let mut together = Map::new();
        for (name, wanted) in wanted {
            let (seen, now) = (self.0.get(&name), held.get(&name));
            let is_untouched = seen == Some(&wanted);
            if !is_untouched && seen.is_some() && seen != now && now != Some(&wanted) {
                let value = now.map_or_else(String::new, in_words);
                problems.add_with(field_of(&name), "problem-changed-meanwhile", vec![("value", value)]);
            }
            let kept = now.filter(|_| is_untouched).cloned();
            together.insert(name, kept.unwrap_or(wanted));
        }
        problems.check()?;
        Ok(together)
    }
}

/// The field of the form in which a setting stands.
fn field_of(name: &str) -> &str {
    match name {
        "quiet" => "quiet_from",
        "on" => "off",
        other => other,
    }
}

/// A value as it stands in a line of a form; `none` for what does not stand in one.
fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(all) if all.iter().all(Value::is_number) => {
            all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        _ => "none".to_owned(),
    }
}
