//! Changing what a body is: its names, codes, kind, level, supervisor.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{Sql, StoreError, Transaction};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::facts::Facts;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::meanwhile::{self, Conflict, Edited, Seen};

/// Writes a body's facts anew. `seen` is what the caller saw of [`Facts::fields`]: a field left as it was seen stays as it is
/// now, whoever changed it meanwhile. Another name holds from `renamed_on` on, which is today when nothing is said.
///
/// # Errors
/// [`AppError::Invalid`] when something entered does not do, or the day of another name is still to come or before that of an
/// earlier one.
pub async fn edit(
    app: &App,
    caller: &Caller,
    id: &BodyId,
    facts: Facts,
    seen: &Seen,
    renamed_on: Option<Date>,
) -> Result<Edited<Facts>, AppError> {
    let mut transaction = app.database.begin().await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::ManageBodies, &body)?;
    let mut problems = Problems::new();
    let mut facts = facts.tidied(&mut problems);
    // The body above supervises anyway.
    facts.supervisor = facts.supervisor.filter(|supervisor| body.parent.as_ref() != Some(supervisor));
    problems.check()?;
    let before = Facts::of(&body);
    let (facts, asked) = facts.put_together(&before, seen);
    if !asked.is_empty() {
        let conflicts = conflicts(&mut transaction, id, &before, &asked).await?;
        return Ok(Edited::Asked { together: Box::new(facts), seen: Seen::of(before.fields()), conflicts });
    }
    let mut problems = Problems::new();
    if let Some(supervisor) = facts.supervisor.as_ref().filter(|_| facts.supervisor != before.supervisor) {
        check_supervisor(&mut transaction, &body, supervisor, &mut problems).await?;
    }
    if renamed_on.is_some() && before.name == facts.name {
        problems.add("renamed_on", "problem-renamed-alone");
    }
    problems.check()?;
    if before == facts {
        return Ok(Edited::Saved);
    }
    let mut changes = changes(&before, &facts);
    let renamed_on = renamed_on.unwrap_or(app.today());
    if before.name != facts.name {
        if renamed_on > app.today() {
            return Err(Problems::one("renamed_on", "problem-renamed-on"));
        }
        if body.former_names.values().any(|before| *before > renamed_on) {
            return Err(Problems::one("renamed_on", "problem-renamed-before"));
        }
        changes.insert("renamed_on".to_owned(), json!(renamed_on));
    }
    let now = app.now();
    facts.put(&mut body, renamed_on);
    body.updated_at = now;
    match bodies::update(&mut transaction, &body).await {
        Err(StoreError::Conflict) => return Err(Problems::one("name", "problem-body-known")),
        other => other?,
    }
    let event = Event::of(id, "body", id, "body_edited").with(changes);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(Edited::Saved)
}

async fn conflicts(
    on: &mut dyn Sql,
    id: &BodyId,
    kept: &Facts,
    asked: &[&'static str],
) -> Result<Vec<Conflict>, StoreError> {
    let entries = meanwhile::entries(on, ("body", id.as_str()), "body_edited").await?;
    let fields = kept.fields().into_iter().filter(|(field, _)| asked.contains(field));
    Ok(fields
        .map(|(field, theirs)| Conflict { field, theirs, last: meanwhile::last_change(&entries, field) })
        .collect())
}

/// A supervisor is a living body that does not stand below the one it supervises.
async fn check_supervisor(
    transaction: &mut Transaction,
    body: &Body,
    supervisor: &BodyId,
    problems: &mut Problems,
) -> Result<(), AppError> {
    match bodies::by_id(transaction, supervisor).await {
        Ok(found) if found.active && !found.is_within(&body.id) => {}
        Ok(_) | Err(StoreError::NotFound) => problems.add("supervisor", "problem-supervisor"),
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// What the journal keeps of a change: each field with what it was and what it is.
pub(super) fn changes(before: &Facts, after: &Facts) -> Map<String, Value> {
    let mut changes = Map::new();
    let mut note = |field: &str, from: Value, to: Value| {
        if from != to {
            changes.insert(field.to_owned(), json!({ "from": from, "to": to }));
        }
    };
    note("name", json!(before.name), json!(after.name));
    note("other_names", json!(before.other_names), json!(after.other_names));
    note("kind", json!(before.kind), json!(after.kind));
    note("level", json!(before.level), json!(after.level));
    note("region_code", json!(before.region_code), json!(after.region_code));
    note("credit_code", json!(before.credit_code), json!(after.credit_code));
    note("supervisor", json!(before.supervisor), json!(after.supervisor));
    note("sort", json!(before.sort), json!(after.sort));
    changes
}
