//! The reports about a year.

use std::collections::{BTreeMap, HashMap};

use gongkai_store::bodies::Body;
use gongkai_store::id::{BodyId, PublicationId};
use gongkai_store::owing;
use gongkai_store::publications::{self, Listed, Progress, Withdrawal};
use jiff::civil::Date;

use super::tree::Tree;
use crate::app::App;
use crate::error::AppError;

/// Who published a report about a year, and who has not yet.
#[derive(Debug, Clone)]
pub struct ReportYear {
    /// The year reported about.
    pub year: i16,
    /// Bodies that owe a report, published one or had it withdrawn, in the order of the tree.
    pub rows: Vec<BodyRow>,
}

/// One body's report about a year.
#[derive(Debug, Clone)]
pub struct BodyRow {
    /// Whose.
    pub body: Body,
    /// What is published.
    pub published: Option<Listed>,
    /// What was withdrawn and has nothing in its place.
    pub withdrawn: Option<Listed>,
    /// Until when it is owed, where a collection says so.
    pub due_on: Option<Date>,
}

impl ReportYear {
    /// Whether the year's reports are collected here, so that it is known who owes one.
    pub fn is_collected(&self) -> bool {
        self.rows.iter().any(|row| row.due_on.is_some())
    }

    /// How many have published.
    pub fn published(&self) -> usize {
        self.rows.iter().filter(|row| row.published.is_some()).count()
    }

    /// How many owe a report or published one.
    pub fn owing(&self) -> usize {
        self.rows.iter().filter(|row| row.counts()).count()
    }
}

impl BodyRow {
    /// Whether the body owes a report or published one; a report nobody asked for counts no more once it is withdrawn.
    pub fn counts(&self) -> bool {
        self.published.is_some() || self.due_on.is_some()
    }

    /// When and why the report was withdrawn.
    pub fn withdrawal(&self) -> Option<&Withdrawal> {
        self.withdrawn.as_ref().and_then(|listed| listed.withdrawn.as_ref())
    }
}

/// The years there are reports about, the newest first.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn years(app: &App, tree: &Tree) -> Result<Vec<i16>, AppError> {
    let Some(root) = tree.root() else { return Ok(Vec::new()) };
    Ok(publications::years(&mut &app.database, root).await?)
}

/// The newest year anybody published a report about, or owes one about now that it is over: reports about a year are due in
/// the next, however early they are asked for.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn newest_year(app: &App, years: &[i16]) -> Result<Option<i16>, AppError> {
    let owed = owing::newest_year(&mut &app.database, app.today().year()).await?;
    Ok(years.first().copied().max(owed))
}

/// All current reports, the newest year first, bodies in the order of the tree.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn all(app: &App) -> Result<Vec<Listed>, AppError> {
    Ok(publications::all(&mut &app.database).await?)
}

/// The reports that were withdrawn with nothing in their place, about a year or about any.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn withdrawn(app: &App, tree: &Tree, year: Option<i16>) -> Result<Vec<Listed>, AppError> {
    let Some(root) = tree.root() else { return Ok(Vec::new()) };
    Ok(publications::withdrawn(&mut &app.database, root, year).await?)
}

/// The versions published last.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn newest(app: &App, limit: i64) -> Result<Vec<Listed>, AppError> {
    Ok(publications::newest(&mut &app.database, limit).await?)
}

/// The reports whose current version is the newest, newest first, each once.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn newest_current(app: &App, limit: i64) -> Result<Vec<Listed>, AppError> {
    Ok(publications::newest_current(&mut &app.database, limit).await?)
}

/// The current reports of a body and all below it in the order they were published, from one on, at most `limit`.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn onward(
    app: &App,
    upper: &Body,
    year: Option<i16>,
    after: Option<&PublicationId>,
    limit: u32,
) -> Result<Vec<Listed>, AppError> {
    Ok(publications::browsed(&mut &app.database, upper, year, after, limit).await?)
}

/// How far a year has come, without its rows.
///
/// # Errors
/// [`AppError::Store`] when it cannot be counted.
pub async fn progress(app: &App, tree: &Tree, year: i16) -> Result<Progress, AppError> {
    let Some(root) = tree.root() else { return Ok(Progress::default()) };
    Ok(publications::progress(&mut &app.database, root, year).await?)
}

/// The reports about a year.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn report_year(app: &App, tree: &Tree, year: i16) -> Result<ReportYear, AppError> {
    let Some(root) = tree.root() else { return Ok(ReportYear { year, rows: Vec::new() }) };
    let current = publications::of_year(&mut &app.database, root, year).await?;
    let mut current: HashMap<BodyId, Listed> = current.into_iter().map(|of| (of.body.clone(), of)).collect();
    let withdrawn = publications::withdrawn(&mut &app.database, root, Some(year)).await?;
    let mut withdrawn: HashMap<BodyId, Listed> = withdrawn.into_iter().map(|of| (of.body.clone(), of)).collect();
    let owing = owing::about(&mut &app.database, year).await?;
    let due: BTreeMap<BodyId, Date> = owing.into_iter().map(|owing| (owing.body, owing.due_on)).collect();
    let rows = tree.bodies().iter().filter_map(|body| {
        let (published, withdrawn) = (current.remove(&body.id), withdrawn.remove(&body.id));
        let due_on = due.get(&body.id).copied();
        let is_listed = published.is_some() || withdrawn.is_some() || due_on.is_some();
        is_listed.then(|| BodyRow { body: body.clone(), published, withdrawn, due_on })
    });
    Ok(ReportYear { year, rows: rows.collect() })
}
