//! Bodies side by side for one figure.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Figure, Gap};
use crate::model::Report;

/// A body that takes part.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its report, if there is one.
    pub report: Option<&'a Report>,
}

/// A body with its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked {
    /// Its place from 1; equal figures share one, and the next place counts them all.
    pub rank: u32,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its figure.
    #[serde(serialize_with = "number")]
    pub value: Decimal,
}

/// A body without a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why there is none.
    pub gap: Gap,
}

/// Bodies by one figure, the largest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct League {
    /// Which.
    pub figure: Figure,
    /// Bodies with a figure; equal ones in the order given.
    pub rows: Vec<Ranked>,
    /// Bodies without one, in the order given.
    pub lacking: Vec<Lacking>,
    /// Whether the figures come from editions that define them differently.
    pub mixed: bool,
}

/// The league of members for a figure.
pub fn league(figure: Figure, members: &[Member<'_>]) -> League {
    let mut valued = Vec::new();
    let mut lacking = Vec::new();
    let mut editions = Vec::new();
    for member in members {
        match member.report.map_or(Err(Gap::NoReport), |report| figure.value(report)) {
            Ok(value) => {
                valued.push((value, member));
                editions.extend(member.report.map(|report| figure.edition_in(report)));
            }
            Err(gap) => lacking.push(Lacking { id: member.id.to_owned(), name: member.name.to_owned(), gap }),
        }
    }
    valued.sort_by(|(one, _), (other, _)| other.cmp(one));
    let mut rank = 0;
    let mut before = None;
    let rows = (1_u32..)
        .zip(valued)
        .map(|(position, (value, member))| {
            if before != Some(value) {
                rank = position;
            }
            before = Some(value);
            Ranked { rank, id: member.id.to_owned(), name: member.name.to_owned(), value }
        })
        .collect();
    let first = editions.first().copied();
    let mixed = first.is_some_and(|first| editions.iter().any(|other| !figure.is_same_in(first, *other)));
    League { figure, rows, lacking, mixed }
}

fn number<S: serde::Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    crate::json::Number(*value).serialize(serializer)
}
