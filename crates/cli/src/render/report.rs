//! A report as a calm summary: who, which year, the figures, what the prose says, how much is wrong.

mod facts;
mod figures;
mod tables;

use gongkai_law::Severity;
use gongkai_report::Report;
use gongkai_report::cell::{CellAddress, CellState};
use gongkai_report::edition::{EditionId, TableId};

use super::add_line;
use super::style::{BAD, DOUBTFUL, FAINT, GOOD, NOTE, STRONG, painted};
use super::width::{columns, pad_end, spaces, tame, wrapped};
use crate::console::Console;
use tables::{BLANK, MISSING, Tables};

/// The summary of one report.
pub(crate) fn summary(source: &str, report: &Report, console: &Console) -> String {
    let mut text = head(source, report, console);
    text.push_str(&all_tables(report, console));
    text.push_str(&facts::lines(source, report, console));
    text.push_str(&list("heading-problems", &report.problems, console));
    text.push_str(&list("heading-improvements", &report.improvements, console));
    text.push('\n');
    text.push_str(&counts(&Counts::of(&report.findings), console));
    text.push('\n');
    text
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// Infos.
    pub(crate) infos: usize,
}

impl Counts {
    /// Counts findings.
    pub(crate) fn of<P>(findings: &[gongkai_law::Finding<P>]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), infos: count(Severity::Info) }
    }

    /// Adds others.
    pub(crate) fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }
}

/// How many findings of each severity, or that there are none.
pub(crate) fn counts(counts: &Counts, console: &Console) -> String {
    let parts: Vec<String> = [
        (counts.errors, Severity::Error, "count-errors", BAD),
        (counts.warnings, Severity::Warning, "count-warnings", DOUBTFUL),
        (counts.infos, Severity::Info, "count-infos", NOTE),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, _, id, style)| painted(style, &console.text(id, &[("count", &count.to_string())])))
    .collect();
    if parts.is_empty() {
        painted(GOOD, &console.text("count-none", &[]))
    } else {
        parts.join(&console.text("list-comma", &[]))
    }
}

fn head(source: &str, report: &Report, console: &Console) -> String {
    let title = match &report.title {
        Some(title) => tame(&title.text),
        None => console.text("title-missing", &[]),
    };
    let mut text = String::new();
    for line in wrapped(title.trim(), console.columns) {
        add_line(&mut text, &painted(STRONG, &line));
    }
    let unknown = || console.text("unknown", &[]);
    let editions: Vec<EditionId> =
        report.tables.values().filter(|table| table.found).map(|table| table.edition).collect();
    let mut pairs = vec![
        ("label-source", tame(source)),
        ("label-body", report.body.as_deref().map_or_else(unknown, tame)),
        ("label-year", report.year.map_or_else(unknown, |year| year.to_string())),
        ("label-edition", edition_words(&editions, console)),
    ];
    if let Some(period) = report.period {
        pairs.push((
            "label-period",
            console.text("period", &[("from", &period.from.to_string()), ("to", &period.to.to_string())]),
        ));
    }
    pairs.extend(report.published.map(|date| ("label-published", date.to_string())));
    let labels: Vec<String> = pairs.iter().map(|(id, _)| console.text(id, &[])).collect();
    let width = labels.iter().map(|label| columns(label)).max().unwrap_or(0);
    for (label, (_, value)) in labels.iter().zip(&pairs) {
        add_line(&mut text, &format!("{}  {value}", painted(FAINT, &pad_end(label, width))));
    }
    text
}

fn edition_words(editions: &[EditionId], console: &Console) -> String {
    let mut distinct = editions.to_vec();
    distinct.sort();
    distinct.dedup();
    match distinct.as_slice() {
        [] => console.text("edition-none", &[]),
        [one] => console.text("edition", &[("edition", one.as_str())]),
        several => {
            let names: Vec<&str> = several.iter().map(|edition| edition.as_str()).collect();
            console.text("edition-mixed", &[("editions", &names.join(" + "))])
        }
    }
}

/// Whether a finding says why a table that is there was not read.
fn is_told(report: &Report, table: TableId) -> bool {
    let is_of_table = |cell: &String| CellAddress::parse(cell).is_some_and(|address| address.table() == table);
    let told = ["table-unread", "table-twice", "table-in-parts", "table-of-others"];
    let mut findings = report.findings.iter().filter(|finding| told.contains(&finding.code.0));
    findings.any(|finding| finding.cells.iter().any(is_of_table))
}

fn all_tables(report: &Report, console: &Console) -> String {
    let tables = Tables::new(report, console.wording);
    let width = console.columns.saturating_sub(2);
    let mut text = String::new();
    let mut states = Vec::new();
    for (table, reading) in &report.tables {
        add_line(&mut text, &format!("\n{}", painted(STRONG, &table_title(*table, console))));
        if !reading.found {
            let said = if is_told(report, *table) { "table-not-read" } else { "table-not-found" };
            add_line(&mut text, &format!("  {}", painted(BAD, &console.text(said, &[]))));
            continue;
        }
        let panels = tables.panels(*table, reading.edition);
        let label_width = panels.iter().map(figures::Panel::label_width).max().unwrap_or(0);
        for panel in &panels {
            for line in panel.drawn(label_width, width).lines() {
                add_line(&mut text, &format!("  {line}"));
            }
        }
        states.extend(report.cells.of_table(*table).map(|(_, cell)| cell.state));
    }
    let mut legend = Vec::new();
    for (state, mark, id) in [
        (CellState::Blank, BLANK, "legend-blank"),
        (CellState::Slash, "/", "legend-slash"),
        (CellState::Missing, MISSING, "legend-missing"),
    ] {
        let count = states.iter().filter(|found| **found == state).count();
        if count > 0 {
            legend.push(format!("{mark} {}", console.text(id, &[("count", &count.to_string())])));
        }
    }
    if !legend.is_empty() {
        add_line(&mut text, &format!("\n  {}", painted(FAINT, &legend.join("   "))));
    }
    text
}

fn table_title(table: TableId, console: &Console) -> String {
    let id = format!("section-{}", table.section());
    if console.wording.has(&id) { console.text(&id, &[]) } else { table.title().to_owned() }
}

fn list(heading: &str, entries: &[String], console: &Console) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", painted(STRONG, &console.text(heading, &[])));
    for entry in entries {
        for (number, line) in wrapped(tame(entry).trim(), console.columns.saturating_sub(4)).iter().enumerate() {
            add_line(&mut text, &format!("{}{line}", if number == 0 { "  – ".to_owned() } else { spaces(4) }));
        }
    }
    text
}
