//! Withdrawing what was published and ought not to be public.

use gongkai_store::id::ReportId;
use gongkai_store::journal::{self, Event};
use gongkai_store::obligations;
use gongkai_store::publications::{self, Withdrawal};
use serde_json::json;

use super::publish::LONGEST;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::{Seen, notify_withdrawn, to_judge};
use crate::error::{AppError, Problems};
use crate::webhooks;

/// What is withdrawn, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withdrawing {
    /// The published versions of the body's report about the year; none named means all.
    pub versions: Vec<i64>,
    /// Why, as the public is told.
    pub reason: String,
    /// What it was decided by.
    pub seen: Seen,
}

/// Withdraws published versions of the report of a body about a year: their pages and files say that they were withdrawn,
/// when and why, and nothing else carries them. The report is accepted as before: it can be corrected, returned, and
/// published again as a new version. The body is told in a letter. What was withdrawn is kept for the office; what others have copied stays with them.
///
/// Basis: Regulation Arts. 14 to 16 (what is not disclosed) and 17 (nothing goes out unreviewed); 《个人信息保护法》
/// Arts. 25, 47 (personal information is not made public without a basis, and is erased where that lacks).
///
/// # Errors
/// [`AppError::Invalid`] without a reason, or for a version that is not published; [`AppError::NotNow`] when none is,
/// [`AppError::Stale`] when somebody took a step in between.
pub async fn withdraw(app: &App, caller: &Caller, id: &ReportId, withdrawing: &Withdrawing) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, body) = to_judge(&mut transaction, caller, Permission::PublishReports, id, withdrawing.seen).await?;
    let mut published = publications::versions(&mut transaction, &row.body, row.year).await?;
    published.retain(|listed| listed.withdrawn.is_none());
    if published.is_empty() {
        return Err(AppError::NotNow { reason: "desk-not-published" });
    }
    check(withdrawing)?;
    if !withdrawing.versions.iter().all(|version| published.iter().any(|listed| listed.version == *version)) {
        return Err(Problems::one("versions", "problem-not-published"));
    }
    let is_chosen = |version| withdrawing.versions.is_empty() || withdrawing.versions.contains(&version);
    let stays = published.iter().find(|listed| listed.is_current && !is_chosen(listed.version)).map(|of| of.version);
    published.retain(|listed| is_chosen(listed.version));
    let versions: Vec<i64> = published.iter().map(|listed| listed.version).collect();
    let now = app.now();
    let reason = withdrawing.reason.trim().to_owned();
    let withdrawal = Withdrawal { at: now, by: caller.name().to_owned(), reason };
    publications::withdraw(&mut transaction, &row.body, row.year, &versions, &withdrawal).await?;
    obligations::follow_newest(&mut transaction, &row.body, row.year, now).await?;
    let detail = json!({"year": row.year, "versions": versions, "reason": withdrawal.reason});
    let event = Event::of(&row.body, "report", id, "publication_withdrawn").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    notify_withdrawn(app, &mut transaction, caller, (&body, row.year), (versions, stays), &withdrawal.reason).await?;
    for listed in published {
        let detail = json!({
            "year": row.year, "version": listed.version, "title": listed.title, "reason": withdrawal.reason,
        });
        webhooks::tell(app, &mut transaction, &body, "publication_withdrawn", detail).await?;
    }
    transaction.commit().await?;
    app.wake();
    Ok(())
}

fn check(withdrawing: &Withdrawing) -> Result<(), AppError> {
    let mut problems = Problems::new();
    let reason = withdrawing.reason.trim();
    if reason.is_empty() {
        problems.add("reason", "desk-withdraw-no-reason");
    }
    if reason.chars().nth(LONGEST).is_some() {
        problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()
}
