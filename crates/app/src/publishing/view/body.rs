//! The reports of one body over the years.

use gongkai_report::Report;
use gongkai_store::id::BodyId;
use gongkai_store::published::{self, Listed};

use super::report::figures;
use crate::app::App;
use crate::error::AppError;

/// A body's reports.
#[derive(Debug, Clone)]
pub struct BodyReports {
    /// Every version, the newest year and version first.
    pub versions: Vec<Listed>,
    /// The figures of the current version of each year, the oldest first.
    pub figures: Vec<(i16, Report)>,
}

/// The reports of a body.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn body_reports(app: &App, id: &BodyId) -> Result<BodyReports, AppError> {
    let on = &mut &app.database;
    let versions = published::of_body(on, id).await?;
    let readings = published::readings_of(on, id).await?;
    let figures = readings.iter().map(|reading| Ok((reading.year, figures(&reading.reading)?)));
    Ok(BodyReports { versions, figures: figures.collect::<Result<_, AppError>>()? })
}
