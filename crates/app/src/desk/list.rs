//! The list of reports.

use std::collections::BTreeSet;

use gongkai_law::roll::State;
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::reports::{self, Listed};

use super::places::{Place, place};
use super::step;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Reports on a page.
pub const PAGE: i64 = 50;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// From which body; the first place of the caller otherwise.
    pub at: Option<BodyId>,
    /// About which year.
    pub year: Option<i16>,
    /// How far they have come.
    pub state: Option<State>,
    /// Which page, from 1.
    pub page: i64,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// From where it is seen.
    pub place: Place,
    /// From where else the caller could look.
    pub places: Vec<Place>,
    /// The reports.
    pub reports: Vec<Listed>,
    /// How many there are on all pages.
    pub total: i64,
    /// The years there are reports about.
    pub years: Vec<i16>,
}

/// A page of the newest versions of the reports the caller sees from a body.
///
/// # Errors
/// [`AppError::NotFound`] when the caller does not look from there.
pub async fn list(app: &App, caller: &Caller, query: &Query) -> Result<List, AppError> {
    let on = &mut &app.database;
    let (place, places) = place(app, caller, query.at.as_ref()).await?;
    let mut scope = place.scope();
    let years = reports::years(on, &scope).await?;
    scope.year = query.year;
    scope.state = query.state;
    let skip = query.page.saturating_sub(1).max(0).saturating_mul(PAGE);
    let total = reports::count_listed(on, &scope).await?;
    let reports = reports::listed(on, &scope, PAGE, skip).await?;
    Ok(List { place, places, reports, total, years })
}

/// Chosen reports, each of which the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] when one is not there, or not for the caller to see.
pub async fn chosen(app: &App, caller: &Caller, ids: &[ReportId]) -> Result<Vec<Listed>, AppError> {
    let on = &mut &app.database;
    let all = gongkai_store::bodies::all(on).await?;
    let chosen = reports::of_ids(on, ids).await?;
    for listed in &chosen {
        let body = all.iter().find(|body| body.id == listed.report.body).ok_or(AppError::NotFound)?;
        caller.require_with_thing(Permission::ViewReports, body)?;
    }
    if ids.iter().any(|id| !chosen.iter().any(|listed| listed.report.id == *id)) {
        return Err(AppError::NotFound);
    }
    Ok(chosen)
}

/// Of chosen reports, those of which nothing is done by who has the role at the body itself: the office above that collects them
/// does it.
///
/// # Errors
/// [`AppError::Store`] when the rolls cannot be read.
pub async fn judged_above(
    app: &App,
    caller: &Caller,
    permission: Permission,
    chosen: &[Listed],
) -> Result<BTreeSet<ReportId>, AppError> {
    let on = &mut &app.database;
    let all = gongkai_store::bodies::all(on).await?;
    let mut above = BTreeSet::new();
    for Listed { report, .. } in chosen {
        let body = all.iter().find(|body| body.id == report.body).ok_or(AppError::NotFound)?;
        if step::judged_above(on, caller, permission, body, report.year).await? {
            above.insert(report.id.clone());
        }
    }
    Ok(above)
}
