//! Changing what the public is told about a body.

use gongkai_store::bodies::{self, Body, Profile};
use gongkai_store::error::StoreError;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Entry, Event};
use gongkai_store::sql::Sql;
use jiff::Timestamp;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::bodies::profile_text::{check_text, trimmed};
use crate::error::{AppError, Problems};
use crate::meanwhile::{self, Conflict, Edited, Seen, Whose};

/// What a form of a profile shows.
#[must_use]
pub fn seen_of(profile: &Profile) -> Seen {
    Seen::of(profile.fields())
}

/// Writes a body's profile anew. `seen` is what the caller saw: a field left as it was seen stays as it is now, whoever changed
/// it meanwhile.
///
/// Basis: Regulation Art. 12 (the 指南 is kept up to date), Art. 20(2).
///
/// # Errors
/// [`AppError::Invalid`] when a text does not do in its field or the fields Art. 12 asks for are empty.
pub async fn edit_profile(
    app: &App,
    caller: &Caller,
    id: &BodyId,
    profile: Profile,
    seen: &Seen,
) -> Result<Edited<Profile>, AppError> {
    let mut transaction = app.database.begin().await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::EditProfile, &body)?;
    let (profile, asked) = put_together(&body.profile, trimmed(profile), seen);
    if !asked.is_empty() {
        let conflicts = conflicts(&mut transaction, &body, &asked).await?;
        return Ok(Edited::Asked { together: Box::new(profile), seen: seen_of(&body.profile), conflicts });
    }
    check(&profile)?;
    if body.profile == profile {
        return Ok(Edited::Saved);
    }
    let now = app.now();
    body.profile = profile;
    body.updated_at = now;
    bodies::update(&mut transaction, &body).await?;
    let event = Event::of(id, "body", id, "profile_edited").with(&body.profile);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(Edited::Saved)
}

/// What is wanted where it was changed, what is kept elsewhere; and the fields that were changed in two places.
fn put_together(kept: &Profile, mut wanted: Profile, seen: &Seen) -> (Profile, Vec<&'static str>) {
    let mut asked = Vec::new();
    for ((name, kept), wanted) in kept.fields().into_iter().zip(wanted.fields_mut()) {
        match seen.whose(name, kept, wanted) {
            Whose::Kept => kept.clone_into(wanted),
            Whose::Wanted => {}
            Whose::Asked => asked.push(name),
        }
    }
    (wanted, asked)
}

async fn conflicts(on: &mut dyn Sql, body: &Body, asked: &[&'static str]) -> Result<Vec<Conflict>, StoreError> {
    let entries = meanwhile::entries(on, ("body", body.id.as_str()), "profile_edited").await?;
    let is_asked = |(field, _): &(&'static str, &str)| asked.contains(field);
    let fields = body.profile.fields().into_iter().filter(is_asked);
    Ok(fields
        .map(|(field, theirs)| Conflict { field, theirs: theirs.to_owned(), last: last(&entries, field, theirs) })
        .collect())
}

/// Who changed a field to what it holds, and when: the oldest of the newest entries that left it so.
fn last(entries: &[Entry], field: &str, theirs: &str) -> Option<(String, Timestamp)> {
    let left = |entry: &&Entry| {
        let detail: Option<Profile> = serde_json::from_str(&entry.detail).ok();
        detail.is_some_and(|profile| profile.fields().contains(&(field, theirs)))
    };
    entries.iter().take_while(left).last().map(|entry| (entry.actor.clone(), entry.at))
}

fn check(profile: &Profile) -> Result<(), AppError> {
    let mut problems = Problems::new();
    for (field, text) in profile.fields() {
        if matches!(field, "disclosure_office" | "address" | "hours" | "phone") && text.trim().is_empty() {
            problems.add(field, "problem-required");
        }
        check_text(&mut problems, field, text);
    }
    problems.check()
}
