//! The district's own report of a year that is done with: added up from its members, written, signed, published.

use std::collections::BTreeMap;

use gongkai_app::desk::{Accepting, Seen, accept};
use gongkai_app::drafts::{self, Sent, Signing, Submitting, Typed};
use gongkai_app::publishing::{Publishing, publish};
use gongkai_app::totals::{self, Drafted};
use gongkai_app::{App, Caller, jobs};
use gongkai_store::id::{BodyId, DraftId};
use gongkai_store::totals::Which;

use super::OwnReport;
use crate::commands::CommandError;

/// Who does it: each their part, as in the office.
pub(super) struct Hands<'a> {
    /// Adds up, accepts and publishes.
    pub(super) supervisor: &'a Caller,
    /// Writes.
    pub(super) officer: &'a Caller,
    /// Signs.
    pub(super) leader: &'a Caller,
}

/// Draws up, signs and publishes the report of `body` about `year`.
pub(super) async fn report(
    app: &App,
    hands: &Hands<'_>,
    body: &BodyId,
    year: i16,
    own: &OwnReport,
) -> Result<(), CommandError> {
    let draft = match totals::draft(app, hands.supervisor, body, year, Which::Accepted, None).await? {
        Drafted::Filled(draft) => draft,
        Drafted::Asks(refill) => refill.draft,
    };
    let seen = revision(app, hands.officer, &draft).await?;
    drafts::fill_zeros(app, hands.officer, &draft, seen, drafts::Zeros::All).await?;
    let typed = Typed { cells: BTreeMap::new(), sections: own.sections.clone() };
    let revision = revision(app, hands.officer, &draft).await?;
    let at = drafts::save(app, hands.officer, &draft, Sent { typed, revision, ..Sent::default() }).await?;
    let submitting = Submitting {
        explanation: own.explanation.clone(),
        absent_reason: own.absent_reason.clone(),
        ..Submitting::default()
    };
    let at = drafts::submit(app, hands.officer, &draft, &submitting, at).await?;
    let signing = Signing { answers_for_it: true, ..Signing::default() };
    let report = drafts::sign(app, hands.leader, &draft, &signing, at).await?;
    jobs::run_all_due(app).await?;
    let accepting = Accepting { reason: own.explanation.clone(), seen: Seen::Unknown };
    accept(app, hands.supervisor, &report, &accepting).await?;
    publish(app, hands.supervisor, &report, &Publishing::default()).await?;
    Ok(())
}

async fn revision(app: &App, officer: &Caller, draft: &DraftId) -> Result<i64, CommandError> {
    Ok(drafts::open(app, officer, draft).await?.row.revision)
}
