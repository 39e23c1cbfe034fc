//! The reports of one body over the years.

use gongkai_report::Report;
use gongkai_store::id::BodyId;
use gongkai_store::publications::{self, Listed};

use super::report::figures;
use crate::app::App;
use crate::error::AppError;

/// A body's reports.
#[derive(Debug, Clone)]
pub struct BodyReports {
    /// The current version about each year, the newest first.
    pub current: Vec<Listed>,
    /// What was withdrawn and has nothing in its place, the newest year first.
    pub withdrawn: Vec<Listed>,
    /// The figures of the current version of each year, the oldest first.
    pub figures: Vec<(i16, Report)>,
}

/// The reports of a body.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn body_reports(app: &App, id: &BodyId) -> Result<BodyReports, AppError> {
    let mut current = Vec::new();
    let mut all = Vec::new();
    for (listed, reading) in publications::readings_of_body(&mut &app.database, id).await? {
        all.push((listed.year, figures(&reading)?));
        current.push(listed);
    }
    current.reverse();
    let withdrawn = publications::withdrawn_of_body(&mut &app.database, id).await?;
    Ok(BodyReports { current, withdrawn, figures: all })
}
