//! Setting a group at a body.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Entry, Event, Filter, Scope};
use gongkai_store::{Sql, StoreError, settings};
use serde_json::{Map, Value, json};

use super::effective::{Group, effective, fields, group};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::error::{AppError, Problems};
use crate::meanwhile::{Seen, Whose};

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
    let entries = changes_of::<T>(&mut transaction, &body).await?;
    let wanted: T = group(put_together(&fields(&held.value), fields(&wanted), seen, &entries)?);
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
    let event = Event::of(id, SUBJECT, T::NAME, CHANGED).with(changes);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// What a form of a group shows: its fields as they hold.
#[must_use]
pub fn seen_of<T: Group>(value: &T) -> Seen {
    Seen::of(fields(value).iter().map(|(name, value)| (name.as_str(), value.to_string())))
}

/// What the form shows again with what is wrong: of the fields somebody else set meanwhile what holds now, since it is told.
#[must_use]
pub fn seen_again<T: Group>(before: Seen, value: &T, problems: &Problems) -> Seen {
    let is_told = |name: &str| {
        problems.0.iter().any(|problem| problem.message == CHANGED_MEANWHILE && problem.field == field_of(name))
    };
    before.with(&seen_of(value), is_told)
}

const CHANGED_MEANWHILE: &str = "problem-changed-meanwhile";

/// What the journal calls settings, and setting them.
const SUBJECT: &str = "settings";
const CHANGED: &str = "settings_changed";
/// The most changes that are looked through for who made one.
const MOST: u32 = 50;

/// The newest changes of a group at a body and those above it, whose values may hold there; newest first.
async fn changes_of<T: Group>(on: &mut dyn Sql, body: &Body) -> Result<Vec<Entry>, StoreError> {
    let bodies = body.path.split('/').filter_map(BodyId::parse).collect();
    let filter = Filter {
        scope: Some(Scope { bodies, ..Scope::default() }),
        subject_kind: Some(SUBJECT.to_owned()),
        subject_id: Some(T::NAME.to_owned()),
        action: Some(CHANGED.to_owned()),
        ..Filter::default()
    };
    journal::entries(on, &filter, MOST).await
}

/// Who made a setting what it is, and when; `none` where the journal does not tell.
fn made_by(changes: &[Entry], name: &str, value: &Value) -> (String, String) {
    let made = |entry: &&Entry| {
        let detail: Option<Value> = serde_json::from_str(&entry.detail).ok();
        detail.is_some_and(|detail| detail.get(name).and_then(|change| change.get("to")) == Some(value))
    };
    changes.iter().find(made).map_or_else(
        || ("none".to_owned(), String::new()),
        |entry| (entry.actor.clone(), beijing(entry.at).strftime("%Y-%m-%d %H:%M").to_string()),
    )
}

/// What is wanted where it was changed, what is held elsewhere.
fn put_together(
    held: &Map<String, Value>,
    wanted: Map<String, Value>,
    seen: &Seen,
    changes: &[Entry],
) -> Result<Map<String, Value>, AppError> {
    let mut problems = Problems::new();
    let mut together = Map::new();
    for (name, wanted) in wanted {
        let now = held.get(&name).cloned().unwrap_or_default();
        let whose = seen.whose(&name, &now.to_string(), &wanted.to_string());
        if whose == Whose::Asked {
            let (who, at) = made_by(changes, &name, &now);
            let told = vec![("value", in_words(&now)), ("who", who), ("at", at)];
            problems.add_with(field_of(&name), CHANGED_MEANWHILE, told);
        }
        together.insert(name, if whose == Whose::Kept { now } else { wanted });
    }
    problems.check()?;
    Ok(together)
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
