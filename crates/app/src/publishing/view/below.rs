//! The reports of a body and all below it about a year.

use std::collections::{BTreeSet, HashMap};

use gongkai_report::Report;
use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;
use gongkai_store::owing;
use gongkai_store::publications::{self, Listed, Withdrawal};

use super::report::figures;
use super::tree::Tree;
use crate::app::App;
use crate::error::AppError;

/// The reports of a subtree about a year.
#[derive(Debug, Clone)]
pub struct Below {
    /// The year.
    pub year: i16,
    /// Bodies that owe a report, published one or had it withdrawn, in the order of the tree.
    pub members: Vec<Member>,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct Member {
    /// Whose.
    pub body: Body,
    /// Its figures; `None` while it has not published.
    pub report: Option<Report>,
    /// What is published.
    pub published: Option<Listed>,
    /// When and why it was withdrawn, with nothing in its place.
    pub withdrawn: Option<Withdrawal>,
    /// Who collected its report about the year: whom it stood below then, whatever it stands below now.
    pub collected_by: Vec<BodyId>,
}

/// The reports of `upper` and all below it about a year.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn below(app: &App, tree: &Tree, upper: &Body, year: i16) -> Result<Below, AppError> {
    let on = &mut &app.database;
    let readings = publications::readings_of_year(on, upper, year).await?;
    let mut readings: HashMap<BodyId, (Listed, String)> =
        readings.into_iter().map(|(listed, reading)| (listed.body.clone(), (listed, reading))).collect();
    let withdrawn = publications::withdrawn(on, upper, Some(year)).await?.into_iter();
    let mut withdrawn: HashMap<BodyId, Withdrawal> =
        withdrawn.filter_map(|listed| Some((listed.body, listed.withdrawn?))).collect();
    let owing: BTreeSet<BodyId> = owing::about(on, year).await?.into_iter().map(|owing| owing.body).collect();
    let mut rolls: HashMap<BodyId, Vec<BodyId>> = HashMap::new();
    for (body, collected_by) in owing::on_rolls(on, year).await? {
        rolls.entry(body).or_default().push(collected_by);
    }
    let mut members = Vec::new();
    for body in tree.bodies().iter().filter(|body| body.is_within(&upper.id)) {
        let (published, reading) = readings.remove(&body.id).unzip();
        let withdrawn = withdrawn.remove(&body.id);
        if published.is_none() && withdrawn.is_none() && !owing.contains(&body.id) {
            continue;
        }
        let report = reading.as_deref().map(figures).transpose()?;
        let collected_by = rolls.remove(&body.id).unwrap_or_default();
        members.push(Member { body: body.clone(), report, published, withdrawn, collected_by });
    }
    Ok(Below { year, members })
}
