//! Changing one's own password.

use gongkai_store::journal::{self, Event};
use gongkai_store::sessions::Session;
use gongkai_store::{pending_sign_ins, people, sessions};

use super::proof::prove;
use super::sessions::{Device, Proved, insert};
use super::{password, password_rules};
use crate::access::Caller;
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::secret::Secret;
use crate::settings;

/// Changes the caller's password and ends all their sessions; the one they go on with is returned. `kept` is the
/// session they are working in.
///
/// # Errors
/// [`AppError::Invalid`] when the current password is wrong or the new one does not do, [`AppError::TooMany`] after too
/// many wrong ones.
pub async fn change_password(
    app: &App,
    caller: &Caller,
    kept: &Session,
    current: &str,
    new: &str,
    device: Device<'_>,
) -> Result<(Secret, Session), AppError> {
    let id = caller.person_id().ok_or(AppError::SignedOut)?;
    let rules = settings::passwords(app).await?;
    let proof = prove(app, id, current, "current").await?;
    let mut problems = Problems::new();
    let names = [proof.person().sign_in.as_str(), proof.person().name.as_str()];
    password_rules::check(&mut problems, "new", &rules, new, &names);
    if new == current {
        problems.add("new", "problem-password-same");
    }
    problems.check()?;
    let hash = password::hash(new).await?;
    let mut transaction = app.database.begin().await?;
    let mut person = proof.hold(&mut transaction).await?;
    let now = app.now();
    person.password_hash = Some(hash);
    person.must_change_password = false;
    person.password_changed_at = Some(now);
    person.failed_sign_ins = 0;
    people::update(&mut transaction, &person).await?;
    sessions::revoke_others(&mut transaction, id, None).await?;
    pending_sign_ins::forget(&mut transaction, id).await?;
    let proved = Proved { second_factor: kept.second_factor, elsewhere: kept.elsewhere };
    let opened = insert(&mut transaction, &rules, &person, device, proved, now).await?;
    journal::append(&mut transaction, caller.actor(), now, Event::system("person", id, "password_changed")).await?;
    transaction.commit().await?;
    Ok(opened)
}
