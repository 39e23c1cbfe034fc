//! Adding up the reports of the bodies on a roll.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_report::stored;
use gongkai_report::total::{self, Total, Totaliser};
use gongkai_store::bodies::{self, Body};
use gongkai_store::corrections::{self, Correction};
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::obligations::{self, Obligation};
use gongkai_store::reports::Report;
use gongkai_store::totals::{Counted, Which, counted};
use gongkai_store::{collections, owing};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::corrected;
use crate::error::AppError;

/// A body that belongs into the total.
#[derive(Debug, Clone)]
pub struct Member {
    /// The body.
    pub body: Body,
    /// Its name in the total: with the upper body's before it where two have the same.
    pub name: String,
    /// The report that counts; `None` when none does.
    pub report: Option<Report>,
    /// How far its report has come, by the roll; `None` where it is not on it.
    pub owed: Option<obligations::State>,
    /// Why it need not report.
    pub excused: Option<String>,
    /// Whether its report counts although it was withdrawn: the office's total has what was accepted, the public's only what
    /// the public can read.
    pub withdrawn: bool,
}

/// A total with what it rests on.
#[derive(Debug)]
pub struct Added {
    /// Whose total it is.
    pub body: Body,
    /// The year.
    pub year: i16,
    /// Which reports count.
    pub which: Which,
    /// Whether the year's roll says who belongs into it; else the bodies directly below do.
    pub by_roll: bool,
    /// Who belongs into it, in the order of the tree. A body excused, closed by the end of the year, or directly below and on
    /// nobody's roll, that did not report is left out.
    pub members: Vec<Member>,
    /// Members whose report is the same file as another's, by name.
    pub same_file: Vec<Vec<String>>,
    /// The total.
    pub total: Total,
}

impl Added {
    /// Members without a report that counts.
    pub fn absent(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.report.is_none())
    }

    /// Members whose report counts although it was withdrawn.
    pub fn withdrawn(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.withdrawn)
    }

    /// Members on nobody's roll, in a total that goes by one: their report counts as anybody's directly below.
    pub fn beside_roll(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| self.by_roll && member.owed.is_none())
    }

    /// Members of whose report a version was returned last and not sent again, and what stands published counts all the same.
    pub fn returned(&self) -> impl Iterator<Item = &Member> {
        let is_returned = |member: &&Member| member.owed == Some(obligations::State::Returned);
        self.members.iter().filter(is_returned).filter(|member| member.report.is_some())
    }

    /// The member of the total a body is.
    pub fn counted(&self, member: &Member) -> Option<&total::Member> {
        self.total.members.iter().find(|counted| counted.body.as_deref() == Some(&member.name))
    }
}

/// Adds up. Each body counts once, with its newest report that counts: what stands published counts until a newer one takes its
/// place or it is withdrawn, also while it or a newer version is returned.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] for bodies whose totals the caller may not see.
pub async fn add_up(app: &App, caller: &Caller, body: &BodyId, year: i16, which: Which) -> Result<Added, AppError> {
    let on = &mut &app.database;
    let body = bodies::by_id(on, body).await?;
    caller.require(Permission::ViewTotals, &body)?;
    let (by_roll, mut members) = belonging(app, &body, year).await?;
    let ids: Vec<BodyId> = members.iter().map(|member| member.body.id.clone()).collect();
    let counted = counted(on, &ids, year, which).await?;
    let unpublished: Vec<ReportId> =
        counted.iter().filter(|of| of.published.is_none()).map(|of| of.report.id.clone()).collect();
    let corrections = corrections::of_reports(on, &unpublished).await?;
    for member in &mut members {
        let of = counted.iter().find(|of| of.report.body == member.body.id && of.reading.is_some());
        member.report = of.map(|of| of.report.clone());
        member.withdrawn = of.is_some_and(|of| of.withdrawn);
    }
    // Without a roll nobody knows whether a body that is closed owed a report; of one beside the roll nobody asked for one.
    let owes = |member: &Member| {
        if by_roll { member.owed.is_some() && member.body.owes_about(year) } else { member.body.active }
    };
    members.retain(|member| {
        // As on the roll: who is excused and reported all the same is listed as anybody else.
        let is_excused = member.excused.is_some() && member.owed == Some(obligations::State::Owed);
        member.report.is_some() || (!is_excused && owes(member))
    });
    let names: BTreeMap<BodyId, String> =
        members.iter().map(|member| (member.body.id.clone(), member.name.clone())).collect();
    let work = move || totalled(counted, &corrections, &names);
    let mut total = tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?;
    let absent = members.iter().filter(|member| member.report.is_none());
    total.absent = Some(absent.map(|member| member.name.clone()).collect());
    Ok(Added { same_file: same_file(&members), body, year, which, by_roll, members, total })
}

/// Who belongs into the total of a body: who is on the roll of the year it collects, and who is directly below and on
/// nobody's. The public's totals take the same (`web/src/portal/subtree.rs`).
pub(super) async fn belonging(app: &App, upper: &Body, year: i16) -> Result<(bool, Vec<Member>), AppError> {
    let on = &mut &app.database;
    let below = bodies::subtree(on, upper).await?;
    let member = |body: &Body| Member {
        name: body.name.clone(),
        body: body.clone(),
        report: None,
        owed: None,
        excused: None,
        withdrawn: false,
    };
    let Some(collection) = collections::of_year(on, &upper.id, year).await? else {
        let direct = below.iter().filter(|body| body.parent.as_ref() == Some(&upper.id));
        return Ok((false, told_apart(direct.map(member).collect(), &below)));
    };
    let rows = obligations::listed(on, &collection.id).await?;
    let rolls: BTreeSet<BodyId> = owing::on_rolls(on, year).await?.into_iter().map(|(body, _)| body).collect();
    let mut rows: BTreeMap<BodyId, Obligation> =
        rows.into_iter().map(|row| (row.obligation.body.clone(), row.obligation)).collect();
    // The body's own report is what the total is to become.
    let others = below.iter().filter(|body| body.id != upper.id);
    let members = others.filter_map(|body| {
        if let Some(row) = rows.remove(&body.id) {
            return Some(Member { owed: Some(row.state), excused: row.excused, ..member(body) });
        }
        let is_beside = body.parent.as_ref() == Some(&upper.id) && !rolls.contains(&body.id);
        is_beside.then(|| member(body))
    });
    Ok((true, told_apart(members.collect(), &below)))
}

/// Gives bodies of the same name that of the body above them, too: a total counts each body once, by name.
fn told_apart(mut members: Vec<Member>, all: &[Body]) -> Vec<Member> {
    let mut met: BTreeMap<String, u32> = BTreeMap::new();
    for member in &members {
        let many = met.entry(member.name.clone()).or_default();
        *many = many.saturating_add(1);
    }
    for member in members.iter_mut().filter(|member| met.get(&member.name).is_some_and(|many| *many > 1)) {
        let above = all.iter().find(|body| Some(&body.id) == member.body.parent.as_ref());
        let above = above.map(|body| body.name.as_str()).unwrap_or_default();
        member.name = format!("{above}{}", member.name);
    }
    members
}

fn totalled(
    counted: Vec<Counted>,
    corrections: &BTreeMap<ReportId, Vec<Correction>>,
    names: &BTreeMap<BodyId, String>,
) -> Total {
    let mut totaliser = Totaliser::new();
    let mut facts = BTreeMap::new();
    for of in counted {
        let Some(read) = of.reading.as_deref().and_then(|reading| stored::from_json(reading).ok()) else { continue };
        let Some(name) = names.get(&of.report.body) else { continue };
        let mut report = corrected(read, corrections.get(&of.report.id).map_or(&[], Vec::as_slice));
        // Whose report it is and of which year is settled; what the title says no longer matters.
        report.body = Some(name.clone());
        report.year = Some(of.report.year);
        totaliser.add(name, &report);
        facts.insert(name.clone(), (of.report.counts, of.withdrawn));
    }
    let mut total = totaliser.finish();
    for member in &mut total.members {
        let (counts, withdrawn) = facts.get(&member.source).copied().unwrap_or_default();
        member.errors = u32::try_from(counts.errors).unwrap_or_default();
        member.warnings = u32::try_from(counts.warnings).unwrap_or_default();
        member.withdrawn = withdrawn;
    }
    total
}

/// Bodies that handed in the very same file.
fn same_file(members: &[Member]) -> Vec<Vec<String>> {
    let mut by_blob: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for member in members {
        if let Some(report) = &member.report {
            by_blob.entry(&report.blob).or_default().push(member.name.clone());
        }
    }
    by_blob.into_values().filter(|names| names.len() > 1).collect()
}
