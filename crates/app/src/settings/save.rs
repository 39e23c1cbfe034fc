//! Setting a group at a body.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use gongkai_store::settings;
use serde_json::{Map, Value, json};

use super::effective::{Group, effective, fields};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Sets a group at a body. What is as it would be without is not kept, so that it goes on following the body above.
///
/// # Errors
/// [`AppError::Invalid`] when a value does not do, [`AppError::NotNow`] for a group that holds for the whole installation
/// and a body that is not the topmost.
pub async fn save<T: Group>(app: &App, caller: &Caller, id: &BodyId, wanted: T) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::ManageSettings, &body)?;
    if T::ONLY_TOPMOST && body.parent.is_some() {
        return Err(AppError::NotNow { reason: "not-now-only-topmost" });
    }
    wanted.check().check()?;
    let held = effective::<T>(&mut transaction, &body).await?;
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
