//! A chart: figures over years or between bodies, always with their table and their file.

use gongkai_report::trend::{Figure, Point, Series, Unit};
use rust_decimal::Decimal;

use crate::frame::Frame;

/// A chart ready for its template.
#[derive(Debug, Clone)]
pub(crate) struct Chart {
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) unit: String,
    pub(crate) file: String,
    pub(crate) description: String,
    pub(crate) kind: &'static str,
    pub(crate) category: String,
    pub(crate) names: Vec<String>,
    pub(crate) rows: Vec<ChartRow>,
    /// Where its figures are downloaded.
    pub(crate) csv: String,
}

/// A row of a chart's table.
#[derive(Debug, Clone)]
pub(crate) struct ChartRow {
    pub(crate) label: String,
    pub(crate) cells: Vec<ChartCell>,
}

/// A figure, or why there is none.
#[derive(Debug, Clone)]
pub(crate) struct ChartCell {
    pub(crate) value: String,
    pub(crate) gap: String,
    /// Whether it is defined otherwise than the figure before.
    pub(crate) breaks: bool,
}

/// Figures drawn together: of one unit and of one matter.
pub(super) struct Group {
    pub(super) id: &'static str,
    figures: &'static [Figure],
}

/// The charts of a body.
pub(super) const GROUPS: [Group; 5] = [
    Group { id: "requests", figures: &[Figure::RequestsReceived, Figure::RequestsHandled, Figure::CarriedOut] },
    Group { id: "granted", figures: &[Figure::Granted, Figure::GrantedInPart] },
    Group { id: "disputes", figures: &[Figure::Reconsiderations, Figure::Lawsuits] },
    Group { id: "decisions", figures: &[Figure::Permits, Figure::Penalties, Figure::Coercions] },
    Group { id: "documents", figures: &[Figure::NormativeDocuments, Figure::NormativeDocumentsInForce] },
];

impl Group {
    /// The series of the group for a body's reports.
    pub(super) fn series(&self, reports: &[(i16, &gongkai_report::Report)]) -> Vec<Series> {
        self.figures.iter().map(|figure| gongkai_report::trend::series(*figure, reports)).collect()
    }
}

/// The chart of a group; `None` when no figure of it is known in any year.
pub(super) fn of_group(frame: &Frame, group: &Group, series: &[Series], body: &str, csv: String) -> Option<Chart> {
    let known = |series: &Series| series.points.iter().any(|point| point.value.is_some());
    let (first, last) = series.first().and_then(|of| Some((of.points.first()?.year, of.points.last()?.year)))?;
    if !series.iter().any(known) {
        return None;
    }
    let title = frame.t(&format!("portal-chart-{}", group.id));
    let names: Vec<String> = series.iter().map(|of| of.figure.text(frame.lang)).collect();
    let unit = unit(frame, series.first().map_or(Unit::Count, |of| of.figure.unit()));
    let years = if first == last { first.to_string() } else { format!("{first}—{last}") };
    let rows = (0_usize..).zip(first..=last).map(|(index, year)| ChartRow {
        label: year.to_string(),
        cells: series.iter().map(|of| cell(frame, of.points.get(index))).collect(),
    });
    Some(Chart {
        note: format!("{unit}{}{years}", frame.t("portal-comma")),
        file: format!("{body}-{title}"),
        description: description(frame, &names, series),
        kind: "line",
        category: frame.t("portal-year"),
        rows: rows.collect(),
        title,
        unit,
        names,
        csv,
    })
}

fn cell(frame: &Frame, point: Option<&Point>) -> ChartCell {
    ChartCell {
        value: point.and_then(|point| point.value).map(plain).unwrap_or_default(),
        gap: point.and_then(|point| point.gap).map(|gap| gap.text(frame.lang)).unwrap_or_default(),
        breaks: point.is_some_and(|point| point.breaks),
    }
}

/// What the chart shows, in words: each series from its first figure to its last.
fn description(frame: &Frame, names: &[String], series: &[Series]) -> String {
    let sentence = |(name, series): (&String, &Series)| {
        let mut known = series.points.iter().filter_map(|point| Some((point.year, point.value?)));
        let first = known.next()?;
        let last = known.next_back();
        let (from, value) = (first.0.to_string(), plain(first.1));
        Some(match last {
            None => frame.words().text("portal-chart-one", &[("name", name), ("from", &from), ("first", &value)]),
            Some((to, last)) => frame.words().text(
                "portal-chart-from-to",
                &[("name", name), ("from", &from), ("first", &value), ("to", &to.to_string()), ("last", &plain(last))],
            ),
        })
    };
    names.iter().zip(series).filter_map(sentence).collect::<Vec<_>>().join(" ")
}

/// A number as it is written.
pub(super) fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A unit in words.
pub(super) fn unit(frame: &Frame, unit: Unit) -> String {
    frame.t(match unit {
        Unit::Count => "portal-unit-count",
        Unit::Percent => "portal-unit-percent",
        Unit::Yuan => "portal-unit-yuan",
    })
}
