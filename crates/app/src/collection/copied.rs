//! Text that reports of one collection have in common.
//!
//! Basis: 国办公开办函〔2021〕30号, part four (内容雷同). Reports come in one by one, so the comparison is made anew when
//! new ones were read: once for all of them, by one job.

use gongkai_report::check::{Batch, BatchBuilder, Fingerprint, Settings, copied_in_batch};
use gongkai_report::stored::{self, StoredFinding};
use gongkai_store::findings::{self, Finding};
use gongkai_store::id::{CollectionId, ReportId};
use gongkai_store::journal::Actor;
use gongkai_store::reports::{self, State};
use gongkai_store::{bodies, collections};

use super::read_report::journal_checked;
use crate::app::App;
use crate::desk::{OF_THE_BATCH, keep_findings};
use crate::error::AppError;
use crate::settings;

/// Compares all reports of a collection that were read, and notes in each what it has in common with another.
///
/// Reports that were accepted stay as they were judged.
///
/// # Errors
/// [`AppError::Store`] when something cannot be read or written.
pub async fn compare_reports(app: &App, id: &CollectionId) -> Result<(), AppError> {
    let mut on = &app.database;
    let collection = collections::by_id(&mut on, id).await?;
    let body = bodies::by_id(&mut on, &collection.body).await?;
    let settings = settings::check_settings(app, &body).await?;
    let listed = reports::of_collection(&mut on, id).await?;
    // Two walks with one reading in memory at a time: five hundred readings are too many at once.
    let mut builder = BatchBuilder::new();
    let mut members = Vec::new();
    for each in &listed {
        let Some(reading) = reports::reading(&mut on, &each.report.id).await? else { continue };
        let Some(fingerprint) = blocking(move || fingerprint(&reading)).await? else { continue };
        let number = builder.add(&each.body_name, &fingerprint);
        members.push((each, number));
    }
    let (batch, settings) = (std::sync::Arc::new(builder.finish(&settings)), std::sync::Arc::new(settings));
    for (each, number) in members {
        if each.report.state == State::Accepted {
            continue;
        }
        let Some(reading) = reports::reading(&mut on, &each.report.id).await? else { continue };
        let (batch, settings) = (batch.clone(), settings.clone());
        let found = blocking(move || copied(&reading, number, &batch, &settings)).await?;
        note(app, &each.report.id, found).await?;
    }
    Ok(())
}

async fn blocking<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(act).await.map_err(|error| AppError::Internal(error.to_string()))
}

fn fingerprint(reading: &str) -> Option<Fingerprint> {
    Some(Fingerprint::of(&stored::from_json(reading).ok()?))
}

fn copied(reading: &str, number: u32, batch: &Batch, settings: &Settings) -> Option<StoredFinding> {
    let report = stored::from_json(reading).ok()?;
    copied_in_batch(&report, number, batch, settings).map(|finding| StoredFinding::from(&finding))
}

/// Puts the finding in the place of that of the comparison before, where it differs.
async fn note(app: &App, id: &ReportId, found: Option<StoredFinding>) -> Result<(), AppError> {
    if of_batch(&findings::of_report(&mut &app.database, id).await?).1 == found {
        return Ok(());
    }
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let report = reports::by_id(&mut transaction, id).await?;
    let (mut all, before) = of_batch(&findings::of_report(&mut transaction, id).await?);
    if before == found {
        return Ok(());
    }
    all.extend(found);
    let counts = keep_findings(&mut transaction, &report, &all, report.counts.uncertain, now).await?;
    journal_checked(&mut transaction, &Actor::program("compare"), &report, counts, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// A report's findings, and apart from them the one of the comparison.
fn of_batch(rows: &[Finding]) -> (Vec<StoredFinding>, Option<StoredFinding>) {
    let all = rows.iter().filter_map(|row| serde_json::from_str::<StoredFinding>(&row.finding).ok());
    let (compared, others): (Vec<_>, Vec<_>) = all.partition(|finding| finding.code == OF_THE_BATCH);
    (others, compared.into_iter().next())
}
