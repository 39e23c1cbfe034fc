//! Deciding what becomes of findings.

use gongkai_store::findings::{self, Decided, Decision, Listed};
use gongkai_store::id::{BodyId, FindingId, PersonId, ReportId};
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, State};
use gongkai_store::{Transaction, bodies};
use jiff::Timestamp;
use serde_json::json;

use super::step::require_judge;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The longest reason, in characters.
const LONGEST: usize = 500;
/// The most findings decided at once.
const MOST: usize = 500;

/// A decision to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    /// What; `None` takes a decision back.
    pub decided: Option<Decided>,
    /// Why: asked for unless the body has to mend it.
    pub reason: String,
    /// The findings as they were looked at: what names each, and the [`mark`] of what was decided about it then. One that
    /// is not here is decided as it stands.
    pub seen: Vec<(String, String)>,
}

/// Tells one decision from another, and from none.
#[must_use]
pub fn mark(decision: Option<&Decision>) -> String {
    decision.map_or_else(
        || "-".to_owned(),
        |decision| format!("{}-{}", decision.decided.id(), decision.at.as_microsecond()),
    )
}

impl Deciding {
    /// Whether nobody decided otherwise since a finding was looked at.
    fn is_of_what_was_seen(&self, key: &str, now: Option<&Decision>) -> bool {
        self.seen.iter().find(|(known, _)| known == key).is_none_or(|(_, seen)| *seen == mark(now))
    }

    /// Whether it can be made about so many findings.
    fn check(&self, chosen: usize) -> Result<(), AppError> {
        let mut problems = Problems::new();
        if chosen == 0 {
            problems.add("finding", "desk-nothing-chosen");
        }
        let asked = match self.decided {
            Some(Decided::Accept | Decided::NotAFault) => true,
            Some(Decided::Mend) | None => false,
        };
        if asked && self.reason.trim().is_empty() {
            problems.add("reason", "desk-decision-wants-reason");
        }
        if self.reason.chars().nth(LONGEST).is_some() {
            problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
        }
        problems.check()
    }
}

/// Decides about findings of one report, by their fingerprints.
///
/// # Errors
/// [`AppError::Invalid`] without a reason where one is asked for, [`AppError::Stale`] when a finding is not there any
/// more or somebody decided about it since it was looked at, [`AppError::NotNow`] for a version that was superseded.
pub async fn decide(
    app: &App,
    caller: &Caller,
    id: &ReportId,
    fingerprints: &[String],
    deciding: &Deciding,
) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let row = reports::by_id(&mut transaction, id).await?;
    let body = bodies::by_id(&mut transaction, &row.body).await?;
    require_judge(&mut transaction, caller, Permission::DecideFindings, &body, row.year).await?;
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    if row.state == State::Superseded {
        return Err(AppError::NotNow { reason: "desk-superseded" });
    }
    deciding.check(fingerprints.len())?;
    let known = findings::of_report(&mut transaction, id).await?;
    let code = |fingerprint: &String| known.iter().find(|finding| finding.fingerprint == *fingerprint);
    let codes: Option<Vec<&str>> = fingerprints.iter().map(|key| Some(code(key)?.code.as_str())).collect();
    let codes = codes.ok_or(AppError::Stale)?;
    let standing = findings::decisions(&mut transaction, &row.body, row.year).await?;
    let now_of = |key: &String| standing.iter().find(|decision| decision.fingerprint == *key);
    if !fingerprints.iter().all(|key| deciding.is_of_what_was_seen(key, now_of(key))) {
        return Err(AppError::Stale);
    }
    let one = OneReport { id, body: &row.body, year: row.year, fingerprints, codes: &codes };
    one.write(&mut transaction, caller, person, deciding, app.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Decides about several findings of one rule at once, across reports; how many.
///
/// # Errors
/// As [`decide`]; [`AppError::Invalid`] when the findings are of different rules or too many.
pub async fn decide_several(
    app: &App,
    caller: &Caller,
    ids: &[FindingId],
    deciding: &Deciding,
) -> Result<usize, AppError> {
    deciding.check(ids.len())?;
    if ids.len() > MOST {
        return Err(Problems::one("finding", "desk-too-many-chosen"));
    }
    let mut transaction = app.database.begin().await?;
    let chosen = findings::of_ids(&mut transaction, ids).await?;
    let is_as_seen = |one: &Listed| deciding.is_of_what_was_seen(one.finding.id.as_str(), one.decision.as_ref());
    if chosen.len() != ids.len() || !chosen.iter().all(is_as_seen) {
        return Err(AppError::Stale);
    }
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    let all = bodies::all(&mut transaction).await?;
    for finding in &chosen {
        let body = all.iter().find(|body| body.id == finding.body).ok_or(AppError::NotFound)?;
        require_judge(&mut transaction, caller, Permission::DecideFindings, body, finding.year).await?;
    }
    let first = chosen.first().map(|chosen| chosen.finding.code.as_str());
    if chosen.iter().any(|chosen| Some(chosen.finding.code.as_str()) != first) {
        return Err(Problems::one("finding", "desk-different-rules"));
    }
    let now = app.now();
    for of_report in chosen.chunk_by(|one, other| one.finding.report == other.finding.report) {
        decide_about(&mut transaction, caller, person, of_report, deciding, now).await?;
    }
    transaction.commit().await?;
    Ok(chosen.len())
}

async fn decide_about(
    transaction: &mut Transaction,
    caller: &Caller,
    person: &PersonId,
    chosen: &[Listed],
    deciding: &Deciding,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(first) = chosen.first() else { return Ok(()) };
    let fingerprints: Vec<String> = chosen.iter().map(|chosen| chosen.finding.fingerprint.clone()).collect();
    let one = OneReport {
        id: &first.finding.report,
        body: &first.body,
        year: first.year,
        fingerprints: &fingerprints,
        codes: &[first.finding.code.as_str()],
    };
    one.write(transaction, caller, person, deciding, now).await
}

/// Findings of one report that are decided together.
struct OneReport<'a> {
    id: &'a ReportId,
    body: &'a BodyId,
    year: i16,
    fingerprints: &'a [String],
    codes: &'a [&'a str],
}

impl OneReport<'_> {
    async fn write(
        &self,
        transaction: &mut Transaction,
        caller: &Caller,
        person: &PersonId,
        deciding: &Deciding,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let reason = deciding.reason.trim();
        for fingerprint in self.fingerprints {
            match deciding.decided {
                None => {
                    findings::undecide(transaction, self.body, self.year, fingerprint).await?;
                }
                Some(decided) => {
                    let decision = Decision {
                        body: self.body.clone(),
                        year: self.year,
                        fingerprint: fingerprint.clone(),
                        decided,
                        reason: reason.to_owned(),
                        person_id: person.clone(),
                        person: caller.name().to_owned(),
                        at: now,
                    };
                    findings::decide(transaction, &decision).await?;
                }
            }
        }
        let detail = json!({
            "codes": self.codes, "fingerprints": self.fingerprints, "decision": deciding.decided, "reason": reason,
        });
        let event = Event::of(self.body, "report", self.id, "finding_decided").with(detail);
        journal::append(transaction, caller.actor(), now, event).await?;
        Ok(())
    }
}
