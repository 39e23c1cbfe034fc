//! Reports being drawn up in the form: one draft for each body and year.
//!
//! A draft changes with every keystroke that is saved, so each change names the revision it was made on; one made on an
//! older revision is not written ([`save`]).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::attachments::Attachment;
use crate::error::StoreError;
use crate::id::{BodyId, DraftId, ReportId};
use crate::obligations::{self, Spared, spared};
use crate::reports::{Sums, standing};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;

/// Where a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written.
    Draft,
    /// Waits for the leader's signature.
    Submitted,
    /// The leader sent it back.
    Returned,
    /// Signed: it became a version of the report.
    Signed,
}

impl State {
    /// All states, in the order a draft goes through them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Returned, Self::Signed];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Signed => "signed",
        }
    }

    /// The state written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == text)
    }

    /// Whether it can be written in.
    pub fn is_open(self) -> bool {
        match self {
            Self::Draft | Self::Returned => true,
            Self::Submitted | Self::Signed => false,
        }
    }
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Id.
    pub id: DraftId,
    /// Whose report it will be.
    pub body: BodyId,
    /// The year it is about.
    pub year: i16,
    /// The edition of the form.
    pub edition: String,
    /// Cells as typed, by address; what is not there is blank.
    pub cells: BTreeMap<String, String>,
    /// Section texts by number.
    pub sections: BTreeMap<u8, String>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
    /// The reports its figures were added up from, when it began as a total.
    pub members: Vec<ReportId>,
    /// Where it stands.
    pub state: State,
    /// Grows with every change.
    pub revision: i64,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who changed it last.
    pub updated_by: String,
    /// When it was put before the leader.
    pub submitted_at: Option<Timestamp>,
    /// By whom.
    pub submitted_by: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// By whom.
    pub signed_by: Option<String>,
    /// What the leader wrote when sending it back.
    pub note: Option<String>,
    /// What the officer says about errors the checks still find.
    pub explanation: Option<String>,
    /// Who belongs into the total it was filled from and had no report that counts, by name; `None` when an older program
    /// filled it, or none did.
    pub absent: Option<Vec<String>>,
    /// Why the total does without them.
    pub absent_reason: Option<String>,
    /// The sums it was filled with, when it began as a total; `None` when an older program filled it.
    #[serde(default)]
    pub sums: Option<Sums>,
    /// Why figures depart from those sums.
    #[serde(default)]
    pub override_reason: Option<String>,
    /// What the body says it corrects, where the report was published before.
    pub correction_note: Option<String>,
    /// The version of the report it became.
    pub report: Option<ReportId>,
    /// The draft as it became that version, while it is open again for the next one.
    pub signed_as: Option<Box<Draft>>,
}

impl Draft {
    /// Whether its body is about to put it in the place of the version that came in: it was signed and is open again, or
    /// waits for the signature. `reports::being_changed!` says the same to the database.
    pub fn changes_report(&self) -> bool {
        self.state == State::Submitted || self.signed_as.is_some()
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", DraftId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            edition: row.text("edition")?,
            cells: row.json("cells")?,
            sections: row.json("sections")?,
            attachments: row.json("attachments")?,
            members: row.json("members")?,
            state: row.parsed("state", State::parse)?,
            revision: row.number("revision")?,
            updated_at: row.moment("updated_at")?,
            updated_by: row.text("updated_by")?,
            submitted_at: row.maybe_moment("submitted_at")?,
            submitted_by: row.maybe_text("submitted_by")?,
            signed_at: row.maybe_moment("signed_at")?,
            signed_by: row.maybe_text("signed_by")?,
            note: row.maybe_text("note")?,
            explanation: row.maybe_text("explanation")?,
            absent: row.maybe_text("absent")?.map(|_| row.json("absent")).transpose()?,
            absent_reason: row.maybe_text("absent_reason")?,
            sums: row.maybe_text("sums")?.map(|_| row.json("sums")).transpose()?,
            override_reason: row.maybe_text("override_reason")?,
            correction_note: row.maybe_text("correction_note")?,
            report: row.maybe_text("report_id")?.and_then(|id| ReportId::parse(&id)),
            signed_as: row.maybe_text("signed_as")?.map(|_| row.json("signed_as")).transpose()?,
        })
    }

    fn values(&self) -> Vec<crate::Value> {
        values![
            &self.id,
            &self.body,
            self.year,
            &self.edition,
            json(&self.cells),
            json(&self.sections),
            json(&self.attachments),
            json(&self.members),
            self.state.id(),
            self.revision,
            self.updated_at,
            &self.updated_by,
            self.submitted_at,
            &self.submitted_by,
            self.signed_at,
            &self.signed_by,
            &self.note,
            &self.explanation,
            &self.report,
            self.absent.as_ref().map(json),
            &self.absent_reason,
            self.signed_as.as_ref().map(json),
            &self.correction_note,
            self.sums.as_ref().map(json),
            &self.override_reason
        ]
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Enters a draft.
///
/// # Errors
/// [`StoreError::Conflict`] when the body has one of that year.
pub async fn insert(transaction: &mut Transaction, draft: &Draft) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO drafts (id, body_id, year, edition, cells, sections, attachments, members, state, revision,
                                 updated_at, updated_by, submitted_at, submitted_by, signed_at, signed_by, note,
                                 explanation, report_id, absent, absent_reason, signed_as,
                                 correction_note, sums, override_reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                     $22, $23, $24, $25)",
            draft.values(),
        )
        .await?;
    Ok(())
}

/// Writes a draft anew and counts its revision up, unless somebody changed it since: then nothing is written and the
/// answer is `false`. Body and year never change.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn save(transaction: &mut Transaction, draft: &mut Draft) -> Result<bool, StoreError> {
    let mut values = draft.values();
    values.drain(1..3);
    let touched = transaction
        .execute(
            "UPDATE drafts SET edition = $2, cells = $3, sections = $4, attachments = $5, members = $6, state = $7,
                               revision = $8 + 1, updated_at = $9, updated_by = $10, submitted_at = $11,
                               submitted_by = $12, signed_at = $13, signed_by = $14, note = $15, explanation = $16,
                               report_id = $17, absent = $18, absent_reason = $19, signed_as = $20,
                               correction_note = $21, sums = $22, override_reason = $23
             WHERE id = $1 AND revision = $8",
            values,
        )
        .await?;
    if touched == 0 {
        return Ok(false);
    }
    draft.revision = draft.revision.saturating_add(1);
    Ok(true)
}

/// Takes a draft out, unless somebody changed it since: then nothing is done and the answer is `false`.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn remove(transaction: &mut Transaction, id: &DraftId, revision: i64) -> Result<bool, StoreError> {
    let text = "DELETE FROM drafts WHERE id = $1 AND revision = $2";
    Ok(transaction.execute(text, values![id, revision]).await? > 0)
}

/// A draft.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &DraftId) -> Result<Draft, StoreError> {
    let row = on.row("SELECT * FROM drafts WHERE id = $1", values![id]).await?;
    row.as_ref().map(Draft::from_row).ok_or(StoreError::NotFound)?
}

/// A body's draft about a year.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn of_year(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Option<Draft>, StoreError> {
    let text = "SELECT * FROM drafts WHERE body_id = $1 AND year = $2";
    on.row(text, values![body, year]).await?.as_ref().map(Draft::from_row).transpose()
}

/// The bodies whose draft about a year waits for the signature.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn waiting(on: &mut dyn Sql, year: i16) -> Result<Vec<BodyId>, StoreError> {
    let text = "SELECT body_id FROM drafts WHERE year = $1 AND state = 'submitted'";
    on.rows(text, values![year]).await?.iter().map(|row| row.parsed("body_id", BodyId::parse)).collect()
}

/// One year of a body: what it owes, its draft, its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Whose.
    pub body: BodyId,
    /// The year.
    pub year: i16,
    /// The last day, the earliest where several collections ask for it; `None` when nobody does.
    pub due_on: Option<Date>,
    /// How far its report has come: on the roll, or else by its newest version; `None` when it is on no roll and none came.
    pub owed: Option<obligations::State>,
    /// Why it need not report.
    pub excused: Option<String>,
    /// Why it owes no report and none came.
    pub spared: Option<Spared>,
    /// When a report first came in.
    pub received_at: Option<Timestamp>,
    /// Its draft.
    pub draft: Option<DraftId>,
    /// Where the draft stands.
    pub state: Option<State>,
    /// When the draft last changed.
    pub updated_at: Option<Timestamp>,
    /// The newest version of its report, or else of the draft's.
    pub report: Option<ReportId>,
    /// Whether the draft is of the next version: it was signed and opened again, or begun after a version came in.
    pub is_next: bool,
    /// Whether a version came in since that is not the draft's own.
    pub is_overtaken: bool,
    /// Whether its newest version was published and is withdrawn.
    pub is_withdrawn: bool,
}

impl Listed {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let year = row.year("year")?;
        let owed = row.maybe_text("owed")?.and_then(|state| obligations::State::parse(&state));
        let (excused, closed_on) = (row.maybe_text("excused")?, row.maybe_day("closed_on")?);
        Ok(Self {
            body: row.parsed("body_id", BodyId::parse)?,
            year,
            due_on: row.maybe_day("due_on")?,
            owed,
            spared: owed.and_then(|state| spared(state, excused.is_some(), closed_on, year)),
            excused,
            received_at: row.maybe_moment("received_at")?,
            draft: row.maybe_text("draft_id")?.and_then(|id| DraftId::parse(&id)),
            state: row.maybe_text("state")?.and_then(|state| State::parse(&state)),
            updated_at: row.maybe_moment("updated_at")?,
            report: row.maybe_text("report_id")?.and_then(|id| ReportId::parse(&id)),
            is_next: row.flag("is_next")?,
            is_overtaken: row.flag("is_overtaken")?,
            is_withdrawn: row.flag("is_withdrawn")?,
        })
    }
}

/// The years of bodies, newest first: those a report is owed about, those with a draft, and those a report came about.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn listed(on: &mut dyn Sql, bodies: &[BodyId]) -> Result<Vec<Listed>, StoreError> {
    macro_rules! listed {
        ($bodies:literal) => {
            concat!(
                "SELECT y.body_id, y.year, o.due_on, COALESCE(o.state, ",
                standing!(),
                ") AS owed, o.excused, b.closed_on, o.received_at, d.id AS draft_id, d.state, d.updated_at,
                        COALESCE(r.id, d.report_id) AS report_id,
                        d.signed_as IS NOT NULL OR COALESCE(d.id > (SELECT MIN(n.id) FROM reports n
                          WHERE n.body_id = y.body_id AND n.year = y.year), FALSE) AS is_next,
                        COALESCE(d.report_id <> r.id, d.id < r.id, FALSE) AS is_overtaken,
                        COALESCE(",
                standing!(),
                " = 'withdrawn', FALSE) AS is_withdrawn
                 FROM (SELECT body_id, year FROM obligations UNION SELECT body_id, year FROM drafts
                       UNION SELECT body_id, year FROM reports) y JOIN bodies b ON b.id = y.body_id
                 LEFT JOIN reports r ON r.id = (SELECT n.id FROM reports n
                   WHERE n.body_id = y.body_id AND n.year = y.year ORDER BY n.version DESC LIMIT 1)
                 LEFT JOIN drafts d ON d.body_id = y.body_id AND d.year = y.year
                 LEFT JOIN obligations o ON o.id =
                   (SELECT f.id FROM obligations f WHERE f.body_id = y.body_id AND f.year = y.year
                    ORDER BY CASE WHEN f.excused IS NULL THEN 0 ELSE 1 END, f.due_on, f.id LIMIT 1)
                 WHERE y.body_id IN (",
                $bodies,
                ") ORDER BY y.body_id, y.year DESC"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => listed!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => listed!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    on.rows(text, values![json(&bodies)]).await?.iter().map(Listed::from_row).collect()
}
