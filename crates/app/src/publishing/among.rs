//! What is to be known of reports before they are published together.

use std::collections::BTreeMap;

use gongkai_report::{Report, stored};
use gongkai_store::Sql;
use gongkai_store::corrections::{self, Correction};
use gongkai_store::id::ReportId;
use gongkai_store::publications::{self, Replacing};

use super::against::is_same;
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
    let others: Vec<ReportId> = chosen.iter().filter(|id| !among.contains_key(id)).cloned().collect();
    among.extend(replacing(&mut &app.database, &others).await?);
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

/// Those of some reports that come in the place of another version.
async fn replacing(on: &mut dyn Sql, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Among>, AppError> {
    let replacing = publications::replacing(on, reports).await?;
    let corrections = corrections::of_reports(on, reports).await?;
    let told = move |of: Replacing| {
        let among = against_public(&of, corrections.get(&of.report).map_or(&[], Vec::as_slice))?;
        Ok((of.report, among))
    };
    let work = move || replacing.into_iter().map(told).collect();
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?
}

/// What is to be known of one that comes in the place of another version.
fn against_public(of: &Replacing, corrections: &[Correction]) -> Result<Among, AppError> {
    let follows = Among::Follows { has_note: of.has_note };
    let (Some(read), Some(public)) = (&of.read, &of.public) else { return Ok(follows) };
    let report = corrected_beside_source(as_read(read)?, corrections);
    // Under another title it is a change.
    let is_same = proposed_title(&report, &of.body_name, of.year) == public.title
        && is_same((&report, &of.files), (&as_read(&public.reading)?, &public.files), of.year);
    let problems = alone(is_same.then_some(public.version));
    Ok(if problems.0.is_empty() { follows } else { Among::Alone(problems) })
}

fn as_read(kept: &str) -> Result<Report, AppError> {
    stored::from_json(kept).map_err(|error| AppError::Internal(error.to_string()))
}
