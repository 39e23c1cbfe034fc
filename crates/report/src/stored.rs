//! A report as it was read, as JSON kept in a database (`gongkai.reading/1`), and its findings as they are kept.
//!
//! What it is: lossless both ways for everything reading found — title, body, year, period, tables, cells with state,
//! raw text, unit and place, sections with their lines, problems and improvements. Facts are not kept: they follow
//! from the sections and are found anew on restoring. Findings are kept apart ([`StoredFinding`]), since they are
//! decided on one by one.
//!
//! What it is not: the contract with the outside, which is [`crate::json`].

mod figures;
mod finding;
mod fingerprint;

use std::collections::BTreeMap;

use gongkai_documents::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::figures::figures_from_json;
pub use self::finding::{StoredBasis, StoredFinding};
pub use self::fingerprint::fingerprints;
use crate::cell::{Cells, TableReading};
use crate::edition::TableId;
use crate::facts;
use crate::model::{Located, Period, Report, Section};

/// The schema's name.
pub const SCHEMA: &str = "gongkai.reading/1";

/// Why a kept reading cannot be restored.
#[derive(Debug, thiserror::Error)]
pub enum StoredError {
    /// It is of another schema, perhaps kept by a newer version.
    #[error("the kept reading is of schema {found}, not {SCHEMA} (hint: read the file again)")]
    Schema {
        /// What it says it is.
        found: String,
    },
    /// It is no JSON, or lacks a part, or names a cell no edition has.
    #[error("the kept reading is damaged (hint: read the file again)")]
    Damaged(#[source] serde_json::Error),
}

#[derive(Serialize)]
struct Kept<'a> {
    schema: &'static str,
    title: Option<&'a Located>,
    body: Option<&'a str>,
    year: Option<i16>,
    period: Option<Period>,
    published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_at: Option<&'a Place>,
    tables: &'a BTreeMap<TableId, TableReading>,
    cells: &'a Cells,
    opening: &'a [Located],
    sections: &'a [Section],
    problems: &'a [String],
    improvements: &'a [String],
}

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

#[derive(Deserialize)]
struct Restored {
    title: Option<Located>,
    body: Option<String>,
    year: Option<i16>,
    period: Option<Period>,
    published: Option<Date>,
    /// Earlier versions did not keep it.
    #[serde(default)]
    published_at: Option<Place>,
    tables: BTreeMap<TableId, TableReading>,
    cells: Cells,
    /// Earlier versions did not keep it.
    #[serde(default)]
    opening: Vec<Located>,
    sections: Vec<Section>,
    problems: Vec<String>,
    improvements: Vec<String>,
}

/// The report for keeping, without its facts and findings.
pub fn to_json(report: &Report) -> String {
    if has_endless_place(report) {
        let mut mended = report.clone();
        places(&mut mended).for_each(make_finite);
        return write(&mended);
    }
    write(report)
}

/// The report as it was kept, its facts found anew; `findings` is empty.
///
/// # Errors
/// [`StoredError`] when the text is of another schema or damaged.
pub fn from_json(text: &str) -> Result<Report, StoredError> {
    let Schema { schema } = serde_json::from_str(text).map_err(StoredError::Damaged)?;
    if schema != SCHEMA {
        return Err(StoredError::Schema { found: schema });
    }
    let kept: Restored = serde_json::from_str(text).map_err(StoredError::Damaged)?;
    Ok(Report {
        facts: facts::facts(&kept.sections, kept.body.as_deref(), kept.year),
        title: kept.title,
        body: kept.body,
        year: kept.year,
        period: kept.period,
        published: kept.published,
        published_at: kept.published_at,
        tables: kept.tables,
        cells: kept.cells,
        opening: kept.opening,
        sections: kept.sections,
        problems: kept.problems,
        improvements: kept.improvements,
        findings: Vec::new(),
    })
}

fn write(report: &Report) -> String {
    let kept = Kept {
        schema: SCHEMA,
        title: report.title.as_ref(),
        body: report.body.as_deref(),
        year: report.year,
        period: report.period,
        published: report.published,
        published_at: report.published_at.as_ref(),
        tables: &report.tables,
        cells: &report.cells,
        opening: &report.opening,
        sections: &report.sections,
        problems: &report.problems,
        improvements: &report.improvements,
    };
    // String keys and no fallible parts: writing to memory cannot fail.
    serde_json::to_string(&kept).unwrap_or_default()
}

/// JSON has no word for a box without bounds, which a hostile page could have.
fn has_endless_place(report: &Report) -> bool {
    let endless =
        |place: &Place| matches!(place, Place::Page { area, .. } if !area.iter().all(|side| side.is_finite()));
    let lines = report.sections.iter().flat_map(|section| &section.lines).chain(&report.opening).map(|line| &line.at);
    let cells = report.cells.0.values().filter_map(|cell| cell.at.as_ref());
    let headings = report.sections.iter().map(|section| &section.at);
    report
        .title
        .iter()
        .map(|title| &title.at)
        .chain(&report.published_at)
        .chain(headings)
        .chain(lines)
        .chain(cells)
        .any(endless)
}

fn places(report: &mut Report) -> impl Iterator<Item = &mut Place> {
    let sections = report
        .sections
        .iter_mut()
        .flat_map(|section| std::iter::once(&mut section.at).chain(section.lines.iter_mut().map(|line| &mut line.at)));
    let cells = report.cells.0.values_mut().filter_map(|cell| cell.at.as_mut());
    let opening = report.opening.iter_mut().map(|line| &mut line.at);
    let published = report.published_at.iter_mut();
    report.title.iter_mut().map(|title| &mut title.at).chain(published).chain(opening).chain(sections).chain(cells)
}

fn make_finite(place: &mut Place) {
    if let Place::Page { area, .. } = place {
        area.iter_mut().filter(|side| !side.is_finite()).for_each(|side| *side = 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{Cell, CellAddress};

    #[test]
    fn an_empty_report_comes_back() {
        let report = Report::default();
        assert_eq!(from_json(&to_json(&report)).unwrap(), report);
    }

    #[test]
    fn figures_alone_are_the_same_figures() {
        let mut report = Report { year: Some(2023), body: Some("青禾街道".to_owned()), ..Report::default() };
        let address = CellAddress::parse("t3.new_received.total").unwrap();
        report.cells.0.insert(address, Cell::of(12.into()));
        assert_eq!(figures_from_json(&to_json(&report)).unwrap(), report);
        let other = to_json(&report).replace("gongkai.reading/1", "gongkai.reading/9");
        assert!(
            matches!(figures_from_json(&other), Err(StoredError::Schema { found }) if found == "gongkai.reading/9")
        );
    }

    #[test]
    fn what_is_not_ours_is_told_apart() {
        assert!(
            matches!(from_json(r#"{"schema":"gongkai.report/1"}"#), Err(StoredError::Schema { found }) if found == "gongkai.report/1")
        );
        assert!(matches!(from_json("{}"), Err(StoredError::Damaged(_))));
        let unknown = to_json(&Report::default()).replace(r#""cells":{}"#, r#""cells":{"t9.a.b":{"state":"blank"}}"#);
        let error = from_json(&unknown).unwrap_err();
        let StoredError::Damaged(source) = &error else { panic!("{error:?}") };
        assert!(source.to_string().contains("t9.a.b"), "{source}");
    }

    #[test]
    fn a_box_without_bounds_can_be_kept() {
        let mut report = Report::default();
        let at = Some(Place::Page { page: 1, area: [1.5, f32::NAN, f32::INFINITY, 4.0] });
        let address = CellAddress::parse("t3.new_received.total").unwrap();
        report.cells.0.insert(address, Cell { at, ..Cell::missing() });
        let back = from_json(&to_json(&report)).unwrap();
        assert_eq!(back.cells.0[&address].at, Some(Place::Page { page: 1, area: [1.5, 0.0, 0.0, 4.0] }));
    }
}
