//! Changing what the public is told about a body.

use gongkai_store::bodies::{self, Profile};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use jiff::Timestamp;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::bodies::profile_text::{check_text, trimmed};
use crate::error::{AppError, Problems};

/// Writes a body's profile anew. `seen` is the moment of the last change the caller saw.
///
/// Basis: Regulation Art. 12 (the 指南 is kept up to date), Art. 20(2).
///
/// # Errors
/// [`AppError::Stale`] when somebody changed the body in between, [`AppError::Invalid`] when a text does not do in its
/// field or the fields Art. 12 asks for are empty.
pub async fn edit_profile(
    app: &App,
    caller: &Caller,
    id: &BodyId,
    profile: Profile,
    seen: Timestamp,
) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::EditProfile, &body)?;
    let profile = trimmed(profile);
    check(&profile)?;
    if body.updated_at != seen {
        return Err(AppError::Stale);
    }
    if body.profile == profile {
        return Ok(());
    }
    let now = app.now();
    body.profile = profile;
    body.updated_at = now;
    bodies::update(&mut transaction, &body).await?;
    let event = Event::of(id, "body", id, "profile_edited").with(&body.profile);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
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
