//! Which reports would say nothing new if they were published again.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_report::stored;
use gongkai_store::corrections::{self, Correction};
use gongkai_store::id::ReportId;
use gongkai_store::publications::{Beside, beside};

use super::publish::proposed_title;
use crate::app::App;
use crate::desk::corrected_beside_source;
use crate::error::AppError;

/// Those of some reports whose title and content are what is published of them: [`super::publish()`] refuses them.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub(super) async fn unchanged(app: &App, reports: &[ReportId]) -> Result<BTreeSet<ReportId>, AppError> {
    let on = &mut &app.database;
    let published = beside(on, reports).await?;
    let mut corrections: BTreeMap<ReportId, Vec<Correction>> = BTreeMap::new();
    for correction in corrections::of_reports(on, reports).await? {
        corrections.entry(correction.report.clone()).or_default().push(correction);
    }
    let is_same = move |of: &Beside| {
        let read = of.read.as_deref().and_then(|read| stored::from_json(read).ok());
        read.is_some_and(|read| {
            let report = corrected_beside_source(read, corrections.get(&of.report).map_or(&[], Vec::as_slice));
            proposed_title(&report, &of.body_name, of.year) == of.title && stored::to_json(&report) == of.reading
        })
    };
    let work = move || published.into_iter().filter(is_same).map(|of| of.report).collect();
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}
