//! Following the journal for what the public sees.

use gongkai_store::journal;

use crate::app::App;
use crate::error::AppError;

/// What happens inside the office and changes nothing the public sees. Everything not named here is taken to change it.
const INSIDE: [&str; 16] = [
    "cell_corrected",
    "correction_taken_back",
    "draft_saved",
    "finding_decided",
    "message_read",
    "message_sent",
    "message_failed",
    "password_changed",
    "person_entered",
    "report_read",
    "report_returned",
    "return_answered",
    "return_notified",
    "role_granted",
    "signed_in",
    "signed_out",
];

/// Entries looked through at once; behind more than that, something the public sees is taken to have changed.
const STEP: u32 = 200;

/// How far the journal was followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Followed {
    /// Position up to which it was looked through.
    seen: i64,
    /// Position of the newest entry that changed what the public sees, or that may have.
    pub public: i64,
}

/// Looks through what came since.
///
/// # Errors
/// [`AppError::Store`] when the journal cannot be read.
pub async fn follow(app: &App, followed: Followed) -> Result<Followed, AppError> {
    let position = app.position().await?;
    if position == followed.seen {
        return Ok(followed);
    }
    let entries = journal::after(&mut &app.database, followed.seen, STEP).await?;
    let behind = position.saturating_sub(followed.seen) > i64::from(STEP);
    if behind || entries.is_empty() {
        return Ok(Followed { seen: position, public: position });
    }
    let seen = entries.last().map_or(position, |entry| entry.position);
    let public = entries.iter().rev().find(|entry| !INSIDE.contains(&entry.action.as_str()));
    Ok(Followed { seen, public: public.map_or(followed.public, |entry| entry.position) })
}
