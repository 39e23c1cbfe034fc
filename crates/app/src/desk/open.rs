//! A report with what all its pages show.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_report::Report;
use gongkai_report::stored::{self, StoredFinding};
use gongkai_store::attachments::{self, Attachment};
use gongkai_store::bodies::{self, Body};
use gongkai_store::corrections::{self, Correction};
use gongkai_store::findings::{self, Decision, Finding};
use gongkai_store::id::ReportId;
use gongkai_store::publications::{self, Listed};
use gongkai_store::reports::{self, Channel, Said};
use gongkai_store::returns::{self, Return};
use gongkai_store::{Sql, drafts};
use jiff::Timestamp;

use super::corrections::corrected;
use super::earlier::{Earlier, unsettled};
use super::step::judged_above;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;
use crate::totals::{Rests, rests};

/// A report, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The version.
    pub row: reports::Report,
    /// Whose it is.
    pub body: Body,
    /// What was read from the file; `None` while it has not been read, or when what is kept is damaged.
    pub read: Option<Report>,
    /// The same with its corrections.
    pub report: Option<Report>,
    /// All corrections ever made, cell by cell, oldest first.
    pub corrections: Vec<Correction>,
    /// Its findings with what was decided about them.
    pub findings: Vec<Found>,
    /// All versions of the body's report about the year, newest first.
    pub versions: Vec<reports::Report>,
    /// All publications of the body's report about the year, newest first, those withdrawn among them.
    pub publications: Vec<Listed>,
    /// All returns of the body's report about the year, newest first.
    pub returns: Vec<Return>,
    /// Of a total: who is absent from it, and why.
    pub absent: Option<Absent>,
    /// Of a total: the sums figures depart from, and what became of its members since.
    pub rests: Option<Rests>,
    /// Of one drawn up here: what the body says about the errors left in it.
    pub explained: Option<Explained>,
    /// Whether the desk of an office above has it, and not who looks at it: their role is at its own body only.
    pub judged_above: bool,
    /// Of the newest version: how far its body is with changing it, where it took it back or began the next.
    pub being_changed: Option<drafts::State>,
    /// The files that go with this version.
    pub attachments: Vec<Attachment>,
    /// What the body says that versions correct.
    pub correction_notes: BTreeMap<ReportId, String>,
    /// Corrections of earlier versions that this one reads otherwise and nobody has settled; of the newest version only.
    pub earlier: Vec<Earlier>,
}

/// Who is absent from a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// By name.
    pub names: Vec<String>,
    /// Why the total does without them; nothing in one signed with an older program.
    pub reason: Option<String>,
}

/// What a body says about errors it left in its report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Its words.
    pub text: String,
    /// Who put the draft before the leader with them; nothing in a row without it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
}

/// A finding with what was decided about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// As it is kept.
    pub kept: Finding,
    /// What it says.
    pub finding: StoredFinding,
    /// What was decided.
    pub decision: Option<Decision>,
}

impl Found {
    /// From a row; `None` when what is kept is of a shape this program does not know.
    pub fn of((kept, decision): (Finding, Option<Decision>)) -> Option<Self> {
        let finding = serde_json::from_str(&kept.finding).ok()?;
        Some(Self { kept, finding, decision })
    }
}

impl Opened {
    /// How many cells were corrected since this version was published: the public and the totals have the figures of
    /// before.
    pub fn corrected_since_publication(&self) -> usize {
        let shown = self.publications.iter().find(|of| of.is_current);
        let Some(published) = shown.filter(|of| of.report == self.row.id) else { return 0 };
        let later = self.corrections.iter().filter(|of| of.at > published.published_at);
        later.map(|of| of.address.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// Whether it is the newest version.
    pub fn is_current(&self) -> bool {
        self.versions.first().is_none_or(|newest| newest.id == self.row.id)
    }

    /// The return nobody is done with, if there is one.
    pub fn open_return(&self) -> Option<&Return> {
        self.returns.iter().find(|of| of.closed_at.is_none())
    }

    /// Whether this version is what the public reads.
    pub fn is_published(&self) -> bool {
        self.publications.iter().any(|of| of.report == self.row.id && of.is_current)
    }

    /// The correction of a cell that holds, if one does.
    pub fn correction_of(&self, address: &str) -> Option<&Correction> {
        let newest = self.corrections.iter().rfind(|correction| correction.address == address)?;
        newest.cell.is_some().then_some(newest)
    }
}

/// Opens a report.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there, or not for the caller to see.
pub async fn open(app: &App, caller: &Caller, id: &ReportId) -> Result<Opened, AppError> {
    let on = &mut &app.database;
    let row = reports::by_id(on, id).await?;
    let body = bodies::by_id(on, &row.body).await?;
    caller.require_with_thing(Permission::ViewReports, &body)?;
    let kept = reports::reading(on, id).await?;
    let read = kept.and_then(|kept| stored::from_json(&kept).ok());
    let corrections = corrections::of_report(on, id).await?;
    let found = findings::decided_by_report(on, id).await?;
    let versions = reports::versions(on, &row.body, row.year).await?;
    let is_newest = versions.first().is_none_or(|newest| newest.id == row.id);
    let said = reports::said(on, id).await?;
    let publications = publications::versions(on, &row.body, row.year).await?;
    let counts = is_newest || publications.iter().any(|of| of.is_current && of.report == row.id);
    Ok(Opened {
        rests: match row.channel {
            Channel::Total => rests(app, &body, (&row, read.as_ref()), counts).await?,
            Channel::Upload | Channel::Draft | Channel::Api => None,
        },
        earlier: if is_newest { unsettled(on, id).await? } else { Vec::new() },
        report: read.clone().map(|read| corrected(read, &corrections)),
        read,
        corrections,
        findings: found.into_iter().filter_map(Found::of).collect(),
        versions,
        publications,
        returns: returns::of_year(on, &row.body, row.year).await?,
        attachments: attachments::of_report(on, &row.id).await?,
        correction_notes: reports::correction_notes(on, &row.body, row.year).await?,
        judged_above: judged_above(on, caller, Permission::JudgeReports, &body, row.year).await?,
        being_changed: if is_newest { being_changed(on, &row).await? } else { None },
        explained: explained(&said),
        absent: absent(said).filter(|_| row.channel == Channel::Total),
        row,
        body,
    })
}

/// Where the draft stands by which the body changes what came in; one it only began to write says nothing yet.
async fn being_changed(on: &mut dyn Sql, row: &reports::Report) -> Result<Option<drafts::State>, AppError> {
    let draft = drafts::of_year(on, &row.body, row.year).await?;
    Ok(draft.filter(drafts::Draft::changes_report).map(|draft| draft.state))
}

fn explained(said: &Said) -> Option<Explained> {
    let text = said.explanation.clone().filter(|text| !text.is_empty())?;
    Some(Explained { text, by: said.by.clone(), at: said.at })
}

fn absent(said: Said) -> Option<Absent> {
    (!said.absent.is_empty()).then_some(Absent { names: said.absent, reason: said.absent_reason })
}
