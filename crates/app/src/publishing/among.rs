//! What is to be known of reports before they are published together.

use std::collections::BTreeMap;

use gongkai_report::stored;
use gongkai_store::id::ReportId;
use gongkai_store::publications::{self, Replacing};
use gongkai_store::{bodies, corrections, reports};

use super::against;
use super::personal;
use super::publish::proposed_title;
use super::same::{Same, publishing_the_same};
use crate::app::App;
use crate::desk::{corrected_beside_source, earlier};
use crate::error::{AppError, Problems};

/// What is to be known of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Among {
    /// Nothing can be published: the public reads it as it is.
    Public(Problems),
    /// It is published by itself only.
    Alone(Problems),
    /// It follows a version that was published, and needs a reason; whether its body gave one.
    Follows {
        /// Whether its body said what it corrects.
        has_note: bool,
    },
}

/// Why a report is published by itself and not among several: it says what the public reads already.
pub(super) fn alone(repeats: Option<i64>) -> Problems {
    let mut problems = Problems::new();
    if let Some(version) = repeats {
        problems.add_with("unchanged_is_meant", "desk-publish-same-as-public", vec![("version", version.to_string())]);
    }
    problems
}

/// What is to be known of some accepted reports before they are published together, each under the title it has of itself.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn among(app: &App, chosen: &[ReportId]) -> Result<BTreeMap<ReportId, Among>, AppError> {
    let told = |(id, same): (ReportId, Same)| {
        let problems = same.problems();
        (id, if same == Same::Public { Among::Public(problems) } else { Among::Alone(problems) })
    };
    let same: BTreeMap<_, _> = publishing_the_same(app, chosen).await?.into_iter().map(told).collect();
    let personal = personal::personal(&mut &app.database, chosen).await?;
    let mut among: BTreeMap<_, _> =
        personal.into_iter().map(|(id, masked)| (id, Among::Alone(personal::problems(&masked)))).collect();
    among.extend(unsettled(app, chosen).await?);
    among.extend(same);
    for of in publications::replacing(&mut &app.database, chosen).await? {
        if !among.contains_key(&of.report) {
            among.insert(of.report.clone(), replacing(app, of).await?);
        }
    }
    Ok(among)
}

/// Those of some reports that corrections of an earlier version stand in the way of, accepted or published.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn unsettled(app: &App, chosen: &[ReportId]) -> Result<BTreeMap<ReportId, Among>, AppError> {
    let counts = earlier::counts(&mut &app.database, chosen).await?;
    Ok(counts.into_iter().map(|(id, count)| (id, Among::Alone(earlier::problems(count)))).collect())
}

/// Of one that comes in the place of another version.
async fn replacing(app: &App, of: Replacing) -> Result<Among, AppError> {
    let on = &mut &app.database;
    let follows = Among::Follows { has_note: of.has_note };
    let Some(kept) = reports::reading(on, &of.report).await? else { return Ok(follows) };
    let row = reports::by_id(on, &of.report).await?;
    let read = stored::from_json(&kept).map_err(|error| AppError::Internal(error.to_string()))?;
    let report = corrected_beside_source(read, &corrections::of_report(on, &row.id).await?);
    let against = against::of(on, &row, &report).await?;
    let title = proposed_title(&report, &bodies::by_id(on, &row.body).await?.name, row.year);
    let repeats = against.repeats.filter(|_| of.title.as_ref() == Some(&title));
    let problems = alone(repeats);
    Ok(if problems.0.is_empty() { follows } else { Among::Alone(problems) })
}
