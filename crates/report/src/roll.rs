//! The roll of a year's reports written out: who owes one, what has become of it.
//!
//! It is a [`Document`] with one table, made to leave as a workbook, a letter's attachment or a page. What stands in a
//! row is the caller's; nothing here knows the collection's rules.

use gongkai_documents::Document;
use gongkai_law::Lang;
pub use gongkai_law::roll::{Spared, State};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::letter::date_in_words;
use crate::write::builder::Builder;
use crate::write::listing::listing;
use crate::write::words::bundle;

/// A state in words.
pub fn state_text(state: State, lang: Lang) -> String {
    bundle(lang).text(&format!("roll-state-{}", state.id()), &[])
}

/// What was decided about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// 通过.
    Accepted,
    /// 退回整改.
    Returned,
}

/// One body on the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The body's name.
    pub body: String,
    /// Its level in words, as the caller calls it (街道, 区政府部门).
    pub level: String,
    /// The last day of submission.
    pub due: Date,
    /// How far its report has come.
    pub state: State,
    /// Why it owes no report, and none came.
    pub spared: Option<Spared>,
    /// Why it need not report, whether it did or not.
    pub excused_for: Option<String>,
    /// Since when the body is closed.
    pub closed: Option<Date>,
    /// Whether the body is changing what it reported.
    pub is_being_changed: bool,
    /// The day it came in.
    pub received: Option<Date>,
    /// Days it came, or is, after the last day; 0 when in time or nothing is owed.
    pub days_late: i32,
    /// Findings that are errors, of the reading in force; `None` before it was checked.
    pub errors: Option<u32>,
    /// Findings that are warnings.
    pub warnings: Option<u32>,
    /// The day it was sent back last.
    pub returned: Option<Date>,
    /// The last day for mending, when it was sent back.
    pub mend_by: Option<Date>,
    /// The day it came again after that.
    pub came_again: Option<Date>,
    /// Days the mended report came, or is, after that; 0 when in time.
    pub days_late_mending: i32,
    /// The last decision.
    pub decision: Option<Decision>,
    /// The day it was published first.
    pub published: Option<Date>,
    /// The day what the public reads took the place of an earlier version.
    pub corrected: Option<Date>,
    /// The day what was public was withdrawn, as long as nothing is in its place.
    pub withdrawn: Option<Date>,
}

/// The columns in order.
const COLUMNS: [&str; 19] = [
    "body",
    "level",
    "due",
    "state",
    "received",
    "days-late",
    "errors",
    "warnings",
    "decision",
    "returned",
    "mend-by",
    "came-again",
    "days-late-mending",
    "published",
    "corrected",
    "withdrawn",
    "excused-for",
    "closed",
    "note",
];
const WIDTHS: [f32; 19] =
    [3.6, 1.9, 2.0, 1.6, 2.0, 1.2, 1.1, 1.1, 1.5, 2.0, 2.0, 2.0, 1.2, 2.0, 2.0, 2.0, 2.4, 2.0, 2.4];

/// How much wider the name's column is where there are fewer.
const NAME_WIDER: f32 = 2.0;

/// The roll of a year as a document: what it sums up to on a day, and one row a body in the order given.
pub fn document(year: i16, entries: &[Entry], on: Date, lang: Lang) -> Document {
    let rows: Vec<Vec<String>> = entries.iter().map(|entry| row(entry, lang)).collect();
    built(year, (entries, rows), on, lang, (&COLUMNS, &WIDTHS))
}

/// The same for paper, which is not wide: columns in which nothing stands are left out.
pub fn printed(year: i16, entries: &[Entry], on: Date, lang: Lang) -> Document {
    let mut rows: Vec<Vec<String>> = entries.iter().map(|entry| row(entry, lang)).collect();
    let used: Vec<bool> = (0..COLUMNS.len())
        .map(|column| rows.iter().any(|row| row.get(column).is_some_and(|text| !text.is_empty())))
        .collect();
    for row in &mut rows {
        let mut used = used.iter();
        row.retain(|_| used.next() == Some(&true));
    }
    let kept = |column: usize| used.get(column) == Some(&true);
    let columns = COLUMNS.iter().enumerate().filter(|(column, _)| kept(*column)).map(|(_, id)| *id);
    let width = |(column, width): (usize, &f32)| if column == 0 { width * NAME_WIDER } else { *width };
    let widths = WIDTHS.iter().enumerate().filter(|(column, _)| kept(*column)).map(width);
    let (columns, widths): (Vec<&str>, Vec<f32>) = (columns.collect(), widths.collect());
    built(year, (entries, rows), on, lang, (&columns, &widths))
}

fn built(
    year: i16,
    (entries, rows): (&[Entry], Vec<Vec<String>>),
    on: Date,
    lang: Lang,
    (columns, widths): (&[&str], &[f32]),
) -> Document {
    let words = bundle(lang);
    let year = year.to_string();
    let mut builder = Builder::titled(&words.text("roll-title", &[("year", &year)]));
    builder.paragraph(&summary(entries, on, lang));
    let header: Vec<String> = columns.iter().map(|column| words.text(&format!("roll-column-{column}"), &[])).collect();
    builder.table(listing(&header, rows, widths));
    builder.finish()
}

fn summary(entries: &[Entry], on: Date, lang: Lang) -> String {
    let owing = || entries.iter().filter(|entry| entry.spared.is_none());
    let count = |test: &dyn Fn(&Entry) -> bool| owing().filter(|entry| test(entry)).count().to_string();
    let words = bundle(lang);
    let mut summary = words.text(
        "roll-summary",
        &[
            ("date", &date_in_words(on, lang)),
            ("owing", &count(&|_| true)),
            ("received", &count(&|entry| entry.received.is_some())),
            ("late", &count(&|entry| entry.received.is_some() && entry.days_late > 0)),
            ("overdue", &count(&|entry| entry.received.is_none() && entry.days_late > 0)),
            ("published", &count(&|entry| entry.published.is_some())),
        ],
    );
    let withdrawn = count(&|entry| entry.state == State::Withdrawn);
    if withdrawn != "0" {
        let gap = if lang == Lang::En { " " } else { "" };
        summary = format!("{summary}{gap}{}", words.text("roll-summary-withdrawn", &[("count", &withdrawn)]));
    }
    summary
}

fn row(entry: &Entry, lang: Lang) -> Vec<String> {
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let days = |days: i32| if days > 0 { days.to_string() } else { String::new() };
    let number = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let decision = entry.decision.map(|decision| match decision {
        Decision::Accepted => bundle(lang).text("roll-decision-accepted", &[]),
        Decision::Returned => bundle(lang).text("roll-decision-returned", &[]),
    });
    vec![
        entry.body.clone(),
        entry.level.clone(),
        entry.due.to_string(),
        match entry.spared {
            Some(Spared::Excused) => bundle(lang).text("roll-excused", &[]),
            Some(Spared::Closed) => bundle(lang).text("roll-closed", &[]),
            None => state_text(entry.state, lang),
        },
        day(entry.received),
        days(entry.days_late),
        number(entry.errors),
        number(entry.warnings),
        decision.unwrap_or_default(),
        day(entry.returned),
        day(entry.mend_by),
        day(entry.came_again),
        days(entry.days_late_mending),
        day(entry.published),
        day(entry.corrected),
        day(entry.withdrawn),
        entry.excused_for.clone().unwrap_or_default(),
        day(entry.closed),
        note(entry, lang),
    ]
}

/// What is to be known of a report beside its state.
fn note(entry: &Entry, lang: Lang) -> String {
    let came = entry.excused_for.is_some() && entry.spared.is_none();
    let notes = [came.then_some("roll-excused-came"), entry.is_being_changed.then_some("roll-being-changed")];
    let gap = if lang == Lang::En { "; " } else { "；" };
    notes.into_iter().flatten().map(|id| bundle(lang).text(id, &[])).collect::<Vec<_>>().join(gap)
}
