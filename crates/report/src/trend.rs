//! Chosen figures over years, and between bodies.
//!
//! What it is: the series of a figure for one body ([`series`]) and the league of bodies for one figure of a year
//! ([`league()`]). Figures are named, not addressed: each knows the cells it is made of in each edition of the form.
//!
//! What it is not: it never counts what is missing as 0. A year without report, a blank, a slash, a cell that could not
//! be read are gaps that say what they are; where the editions define a figure differently, the series says so.

mod figure;
mod league;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use self::figure::{Figure, Unit};
pub use self::league::{Lacking, League, Member, Ranked, league};
use crate::edition::EditionId;
use crate::model::Report;

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// No report.
    NoReport,
    /// The report's edition of the form does not ask for it.
    NotAsked,
    /// A cell is blank.
    Blank,
    /// A cell holds a slash.
    Slash,
    /// A cell holds words.
    Words,
    /// A cell could not be found.
    NotFound,
    /// A share of nothing.
    OfNothing,
    /// Money nobody wrote a unit for.
    WithoutUnit,
}

impl Gap {
    /// The word used in data and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoReport => "no-report",
            Self::NotAsked => "not-asked",
            Self::Blank => "blank",
            Self::Slash => "slash",
            Self::Words => "words",
            Self::NotFound => "not-found",
            Self::OfNothing => "of-nothing",
            Self::WithoutUnit => "without-unit",
        }
    }

    /// The gap in words.
    pub fn text(self, lang: gongkai_law::Lang) -> String {
        crate::write::words::bundle(lang).text(&format!("gap-{}", self.id()), &[])
    }
}

/// A figure of one year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// The year.
    pub year: i16,
    /// The figure; `None` in a gap.
    #[serde(serialize_with = "plain")]
    pub value: Option<Decimal>,
    /// Why there is none.
    pub gap: Option<Gap>,
    /// The edition of the form it comes from.
    pub edition: Option<EditionId>,
    /// Whether it is defined otherwise than the figure before it, so that the two are not to be compared.
    pub breaks: bool,
}

/// A figure over years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// Which.
    pub figure: Figure,
    /// One point a year from the first report's to the last's, without a hole.
    pub points: Vec<Point>,
}

/// A figure for one body over the years of its reports, in any order; of two reports about a year the later given
/// counts.
pub fn series(figure: Figure, reports: &[(i16, &Report)]) -> Series {
    let by_year: BTreeMap<i16, &Report> = reports.iter().copied().collect();
    let (Some(first), Some(last)) = (by_year.keys().next(), by_year.keys().next_back()) else {
        return Series { figure, points: Vec::new() };
    };
    let mut before: Option<EditionId> = None;
    let points = (*first..=*last)
        .map(|year| {
            let Some(report) = by_year.get(&year) else {
                return Point { year, value: None, gap: Some(Gap::NoReport), edition: None, breaks: false };
            };
            let edition = figure.edition_in(report);
            let (value, gap) = split(figure.value(report));
            let breaks = value.is_some() && before.is_some_and(|before| !figure.is_same_in(before, edition));
            if value.is_some() {
                before = Some(edition);
            }
            Point { year, value, gap, edition: Some(edition), breaks }
        })
        .collect();
    Series { figure, points }
}

fn split(value: Result<Decimal, Gap>) -> (Option<Decimal>, Option<Gap>) {
    match value {
        Ok(value) => (Some(value), None),
        Err(gap) => (None, Some(gap)),
    }
}

#[expect(clippy::ref_option, reason = "serde hands the field over so")]
fn plain<S: serde::Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(crate::json::Number).serialize(serializer)
}
