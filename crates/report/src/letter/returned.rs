//! 退回整改函.

use gongkai_documents::{Document, Place};
use gongkai_law::{Lang, Wording};
use jiff::civil::Date;

use super::layout::Letter;
use super::{Sender, date_in_words};
use crate::cell::CellAddress;
use crate::check::figures::cell_name;
use crate::check::looked_in;
use crate::stored::StoredFinding;
use crate::write::listing::listing;
use crate::write::words::bundle;

/// How wide the columns of the list are to each other: number, place, problem, basis, action.
const WIDTHS: [f32; 5] = [1.6, 3.4, 6.0, 4.4, 3.8];

/// Another day that was set since, as the letter says below what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extended {
    /// The day it was set.
    pub on: Date,
    /// The day until then.
    pub was: Date,
    /// The day from then on.
    pub deadline: Date,
    /// Why.
    pub reason: String,
}

/// The return before, whose answer did not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// The day of its letter.
    pub returned: Date,
    /// The day of the body's answer in words.
    pub answered: Option<Date>,
    /// The day the report came again.
    pub resubmitted: Option<Date>,
}

/// A report sent back with what is wrong with it.
///
/// Basis: Regulation Art. 47.
#[derive(Debug, Clone, PartialEq)]
pub struct Returned {
    /// Who writes.
    pub from: Sender,
    /// The body whose report it is.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// By when it is to be submitted again, as the letter was sent.
    pub deadline: Date,
    /// The return before, when the report is returned again.
    pub before: Option<Before>,
    /// The other days set since, oldest first.
    pub extended: Vec<Extended>,
    /// What the office says besides, one paragraph a line; may be empty.
    pub note: String,
    /// What is to be mended, in the order in which it is to be listed.
    pub findings: Vec<StoredFinding>,
}

impl Returned {
    /// The letter as it was sent, with the list of findings as its attachment; below it what was changed about its day since.
    pub fn document(&self, lang: Lang) -> Document {
        let words = bundle(lang);
        let year = self.year.to_string();
        let title = if self.before.is_some() { "letter-return-again-title" } else { "letter-return-title" };
        let title = words.text(title, &[("from", &self.from.name), ("year", &year)]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let count = self.findings.len().to_string();
        let body = match (self.before, self.findings.is_empty()) {
            (None, false) => "letter-return-body",
            (None, true) => "letter-return-body-none",
            (Some(_), false) => "letter-return-again-body",
            (Some(_), true) => "letter-return-again-body-none",
        };
        if let Some(before) = self.before {
            letter.say(
                "letter-return-again-before",
                &[("year", &year), ("returned", &date_in_words(before.returned, lang))],
            );
            if let Some(day) = before.answered {
                letter.say("letter-return-again-answer", &[("day", &date_in_words(day, lang))]);
            }
            if let Some(day) = before.resubmitted {
                letter.say("letter-return-again-resubmitted", &[("day", &date_in_words(day, lang))]);
            }
        }
        letter.say(body, &[("year", &year), ("count", &count)]);
        self.note
            .lines()
            .filter(|line| !line.trim().is_empty())
            .for_each(|line| letter.builder().paragraph(line.trim()));
        let ask = if self.findings.is_empty() { "letter-return-ask-none" } else { "letter-return-ask" };
        letter.say(ask, &[("deadline", &date_in_words(self.deadline, lang))]);
        letter.say("letter-closing-note", &[]);
        let list = words.text("letter-return-list", &[("year", &year)]);
        if !self.findings.is_empty() {
            letter.attach(&list);
        }
        letter.sign();
        if !self.findings.is_empty() {
            letter.attachment(&list);
            let header = ["number", "place", "problem", "basis", "action"];
            let header = header.map(|column| words.text(&format!("letter-column-{column}"), &[]));
            let wording = Wording::findings(lang);
            let rows = (1_u32..).zip(&self.findings).map(|(number, finding)| row(number, finding, wording));
            letter.builder().table(listing(&header, rows, &WIDTHS));
        }
        if !self.extended.is_empty() {
            letter.builder().heading(2, &words.text("letter-return-extended", &[]));
        }
        for extended in &self.extended {
            let [on, was, deadline] =
                [extended.on, extended.was, extended.deadline].map(|day| date_in_words(day, lang));
            let args = [("on", on.as_str()), ("was", &was), ("deadline", &deadline), ("reason", &extended.reason)];
            letter.say("letter-return-extended-line", &args);
        }
        letter.finish()
    }
}

fn row(number: u32, finding: &StoredFinding, wording: &Wording) -> Vec<String> {
    let sentence = finding.sentence(wording);
    vec![
        number.to_string(),
        place_in_words(finding, wording.lang()),
        sentence.message,
        finding.basis.to_string(),
        sentence.hint.unwrap_or_default(),
    ]
}

/// Where a finding is, in the words of the form where it is about cells, where it was looked for when something is missing, else
/// as a place in the file.
pub fn place_in_words(finding: &StoredFinding, lang: Lang) -> String {
    let words = bundle(lang);
    let mut cells = finding.cells.iter().filter_map(|cell| CellAddress::parse(cell));
    if let Some(first) = cells.next() {
        let label = cell_name(first);
        return match cells.count() {
            0 => label,
            more => {
                let count = more.saturating_add(1).to_string();
                words.text("letter-place-cells", &[("cell", &label), ("count", &count)])
            }
        };
    }
    match looked_in(&finding.code) {
        Some([]) => return words.text("letter-place-none", &[]),
        Some(sections) => {
            let name = |section: &u8| words.text(&format!("letter-section-{section}"), &[]);
            let names = sections.iter().map(name).collect::<Vec<_>>().join(&words.text("letter-section-and", &[]));
            return words.text("letter-place-looked", &[("sections", &names)]);
        }
        None => {}
    }
    let number = |id: &str, name: &str, number: u32| words.text(id, &[(name, &number.to_string())]);
    match &finding.at {
        Some(Place::Line { line }) => number("letter-place-line", "line", *line),
        Some(Place::Paragraph { paragraph }) => number("letter-place-paragraph", "paragraph", *paragraph),
        Some(Place::Page { page, .. }) => number("letter-place-page", "page", *page),
        Some(Place::Sheet { sheet, cell }) => format!("{sheet}!{cell}"),
        Some(Place::Cell { .. }) | None => words.text("letter-place-none", &[]),
    }
}
