//! Following the journal for what the public sees.

use gongkai_store::journal;

use crate::app::App;
use crate::error::AppError;

/// What happens inside the office and changes nothing the public sees: people, drafts, messages, the work on reports
/// before they are published. Everything not named here is taken to change it. Sorted.
const INSIDE: [&str; 69] = [
    "cell_corrected",
    "collection_read_again",
    "correction_taken_back",
    "corrections_carried",
    "corrections_left_aside",
    "delivery_tried_again",
    "draft_carried",
    "draft_changes_discarded",
    "draft_corrections_taken",
    "draft_discarded",
    "draft_file_attached",
    "draft_file_removed",
    "draft_file_shown",
    "draft_filled_from_file",
    "draft_filled_from_report",
    "draft_filled_from_total",
    "draft_next_version",
    "draft_paper_typed",
    "draft_reopened",
    "draft_saved",
    "draft_sent_back",
    "draft_signed",
    "draft_started",
    "draft_submitted",
    "draft_zeros_filled",
    "files_uploaded",
    "finding_decided",
    "identity_linked",
    "identity_refused",
    "identity_unlinked",
    "job_retried",
    "mending_extended",
    "message_failed",
    "message_read",
    "message_sent",
    "message_tried_again",
    "message_written",
    "password_changed",
    "password_reset",
    "person_activated",
    "person_deactivated",
    "person_edited",
    "person_entered",
    "person_locked",
    "person_unlocked",
    "recovery_code_used",
    "recovery_codes_renewed",
    "report_accepted",
    "report_checked",
    "report_read",
    "report_received",
    "report_returned",
    "report_taken_back",
    "return_answered",
    "return_notified",
    "role_granted",
    "role_revoked",
    "second_factor_begun",
    "second_factor_cleared",
    "second_factor_disabled",
    "second_factor_enabled",
    "sessions_ended",
    "sign_in_refused",
    "signed_in",
    "signed_out",
    "token_created",
    "token_revoked",
    "webhook_entered",
    "webhook_removed",
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
    let public = entries.iter().rev().find(|entry| INSIDE.binary_search(&entry.action.as_str()).is_err());
    Ok(Followed { seen, public: public.map_or(followed.public, |entry| entry.position) })
}

#[cfg(test)]
mod tests {
    use super::INSIDE;

    #[test]
    fn the_list_is_sorted_and_names_nothing_public() {
        assert!(INSIDE.is_sorted());
        for action in ["report_published", "publication_corrected", "profile_edited", "body_entered", "body_excused"] {
            assert!(!INSIDE.contains(&action), "{action}");
        }
    }
}
