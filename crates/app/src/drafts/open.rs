//! A draft with what its pages show.

use std::collections::BTreeSet;

use gongkai_report::draft::Draft as Form;
use gongkai_report::{CellAddress, Report};
use gongkai_store::bodies::{self, Body, Staff};
use gongkai_store::drafts::Draft;
use gongkai_store::id::{BodyId, DraftId};
use gongkai_store::journal::{self, Entry, Filter};
use gongkai_store::obligations::{self, Obligation};
use gongkai_store::publications::{self, Listed};
use gongkai_store::returns::{self, Return};
use gongkai_store::{Sql, corrections, drafts, reports};
use serde_json::Value;

use super::corrected::{Corrected, put_all, since};
use super::discard::Discarded;
use super::form::form_of;
use super::from_file::waits;
use super::from_report::unread;
use super::reopen::Reopening;
use super::save::Typed;
use crate::access::{Caller, Permission, Reach};
use crate::app::App;
use crate::desk;
use crate::error::AppError;
use crate::totals::{Drift, Overridden, drift, overridden};

/// Entries of the timeline shown; older ones stand in the journal.
pub(super) const ENTRIES: u32 = 2000;

/// A draft, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// As it is kept.
    pub row: Draft,
    /// Whose it is.
    pub body: Body,
    /// What was typed, in the form.
    pub form: Form,
    /// The body's report of the year before, corrections applied; or what was typed of it from paper.
    pub prior: Option<Report>,
    /// The version of the report it became.
    pub report: Option<reports::Report>,
    /// All publications of the body's report about the year, newest first, those withdrawn among them.
    pub publications: Vec<Listed>,
    /// The newest version of the report about the year, however it came.
    pub newest: Option<reports::Report>,
    /// The return of the newest version that nobody is done with.
    pub returned: Option<Return>,
    /// Whether the year before has a report here; without one its figures can be typed from paper.
    pub has_prior_report: bool,
    /// The rolls it stands on, earliest due date first.
    pub owed: Vec<Obligation>,
    /// What happened to it, newest first.
    pub timeline: Vec<Entry>,
    /// Figures corrected on the desk since it was opened again that it does not have.
    pub corrected: Vec<Corrected>,
    /// Of one filled from a total: what changed among those it was added up from.
    pub drift: Option<Drift>,
    /// Whether anybody can sign in who may sign it.
    pub can_be_signed: bool,
    /// Whether it is the next version of one that was accepted, and says the same: figures, texts and files.
    pub is_unchanged: bool,
}

impl Opened {
    /// The version that came in otherwise than from this draft and is the newest now.
    pub fn overtaken_by(&self) -> Option<&reports::Report> {
        let newest = self.newest.as_ref()?;
        (self.row.report.as_ref() != Some(&newest.id)).then_some(newest)
    }

    /// Bodies that belong into the total its figures came from and had no report that counts, by name.
    pub fn absent(&self) -> Vec<String> {
        if let Some(absent) = &self.row.absent {
            return if self.row.members.is_empty() { Vec::new() } else { absent.clone() };
        }
        // An older program filled it: its journal entry says who.
        let filled = |entry: &&Entry| entry.action == "draft_filled_from_total";
        let entry = self.timeline.iter().find(filled).filter(|_| !self.row.members.is_empty());
        let detail = entry.and_then(|entry| serde_json::from_str::<Value>(&entry.detail).ok());
        let names = detail.as_ref().and_then(|detail| detail.get("absent")?.as_array());
        names.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    }

    /// The figures that were changed by hand since it was filled from a total.
    pub fn overridden(&self) -> Vec<Overridden> {
        self.row.sums.as_ref().map(|sums| overridden(&sums.cells, &self.form)).unwrap_or_default()
    }

    /// The cells that were not read from the report the draft was filled from, and are blank still.
    pub fn unread(&self) -> Vec<CellAddress> {
        unread(&self.timeline, &self.form)
    }

    /// Whether a file can be taken for it: it is written in, and owed or to be mended.
    pub fn takes_file(&self) -> bool {
        self.row.state.is_open() && waits(&self.owed, self.body.closed_on)
    }

    /// Whether what it becomes corrects a report that was published, be that withdrawn since.
    pub fn is_correction(&self) -> bool {
        !self.publications.is_empty()
    }

    /// What of it can be given up.
    pub fn discardable(&self) -> Option<Discarded> {
        super::discard::discardable(&self.row, self.newest.is_some())
    }

    /// What opening it again would be.
    pub fn reopening(&self) -> Option<Reopening> {
        super::reopen::reopening(&self.row, self.newest.as_ref())
    }
}

/// Opens a draft.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there, [`AppError::Forbidden`] for those who may not see it.
pub async fn open(app: &App, caller: &Caller, id: &DraftId) -> Result<Opened, AppError> {
    let on = &mut &app.database;
    let row = drafts::by_id(on, id).await?;
    let body = bodies::by_id(on, &row.body).await?;
    caller.require_with_thing(Permission::ViewDrafts, &body)?;
    let report = match &row.report {
        Some(id) => Some(reports::by_id(on, id).await?),
        None => None,
    };
    let newest = reports::current(on, &row.body, row.year).await?;
    let timeline = journal::entries(on, &of_draft(&row.id), ENTRIES).await?;
    Ok(Opened {
        drift: drift(app, &body, &row, &timeline).await?,
        corrected: since(on, &row, &timeline).await?,
        can_be_signed: can_be_signed(on, &row.body).await?,
        is_unchanged: is_unchanged(on, &row, newest.as_ref()).await?,
        form: form_of(&row, &body),
        prior: desk::prior(on, &row.body, row.year).await?,
        publications: publications::versions(on, &row.body, row.year).await?,
        newest,
        returned: returns::of_year(on, &row.body, row.year).await?.into_iter().find(|of| of.closed_at.is_none()),
        has_prior_report: reports::current(on, &row.body, row.year.saturating_sub(1)).await?.is_some(),
        owed: obligations::of_year(on, &row.body, row.year).await?,
        timeline,
        report,
        row,
        body,
    })
}

/// Whether a body has somebody who may sign its report, and can sign in.
async fn can_be_signed(on: &mut dyn Sql, body: &BodyId) -> Result<bool, AppError> {
    let signs = |of: &Staff| of.active && Permission::SignReport.reach(of.role) != Reach::Nowhere;
    Ok(bodies::staff(on, body).await?.iter().any(signs))
}

/// Whether a draft says what the version does that was accepted and that it was opened from, with its corrections.
async fn is_unchanged(on: &mut dyn Sql, row: &Draft, newest: Option<&reports::Report>) -> Result<bool, AppError> {
    let is_held = |of: &&reports::Report| row.report.as_ref() == Some(&of.id) && of.state == reports::State::Accepted;
    let (Some(held), Some(signed)) = (newest.filter(is_held), &row.signed_as) else { return Ok(false) };
    let mut signed = signed.as_ref().clone();
    put_all(&mut signed, &corrections::of_report(on, &held.id).await?);
    let files =
        |of: &Draft| of.attachments.iter().map(|file| (file.blob.clone(), file.seen.id())).collect::<BTreeSet<_>>();
    Ok(Typed::of(&signed) == Typed::of(row) && files(&signed) == files(row))
}

/// The entries of the journal about a draft.
pub(super) fn of_draft(id: &DraftId) -> Filter {
    Filter { subject_kind: Some("draft".to_owned()), subject_id: Some(id.to_string()), ..Filter::default() }
}
