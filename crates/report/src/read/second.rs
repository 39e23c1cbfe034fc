//! A file in which a second report begins: another year's, another body's.

use gongkai_documents::Document;
use gongkai_law::{Basis, Code, Severity};

use super::identify::{self, Identity};
use super::line::Line;
use super::region::edition_by_year;
use super::section::headings;
use crate::matching::core_of;
use crate::model::{Finding, Located};

/// So many of the six headings make a text a report.
const FEWEST_HEADINGS: usize = 3;

/// Leaves the first report's lines of a file, and tells of the one behind it: its title names another year or body, and
/// headings of the form that stood before it stand behind it again.
pub(super) fn cut(document: &Document, lines: &mut Vec<Line<'_>>) -> Option<Finding> {
    let (at, title, year) = begins(document, lines)?;
    lines.truncate(at);
    let basis = Basis::new(edition_by_year(year).instrument(), "");
    let finding = Finding::new(Code("report-second"), Severity::Error, basis);
    Some(finding.with_place(title.at).with_excerpt(&title.text).with_arg("title", title.text))
}

/// The line where a second report begins, its title, and the year of the first.
fn begins(document: &Document, lines: &[Line<'_>]) -> Option<(usize, Located, Option<i16>)> {
    // A page names its report more than once; most files have no other title.
    let titles = (0..lines.len()).filter_map(|at| Some((at, identify::title_at(lines, at)?)));
    titles.skip(1).find_map(|(at, title)| {
        let (before, after) = lines.split_at(at);
        let of_first = headings(before);
        let again = headings(after);
        let again = again.iter().filter(|heading| of_first.iter().any(|first| first.number == heading.number));
        let section = of_first.first().filter(|_| again.count() >= FEWEST_HEADINGS)?.line;
        let (from, second) = identify::later(lines, at, title);
        let title = second.title.clone()?;
        let first = identify::identify(document, before, section);
        is_other(&first, &second).then_some((from, title, first.year))
    })
}

/// Whether two titles are of different years, or of different bodies.
fn is_other(first: &Identity, second: &Identity) -> bool {
    let years = first.year.zip(second.year).is_some_and(|(one, other)| one != other);
    let names = first.body.as_deref().map(core_of).zip(second.body.as_deref().map(core_of));
    years || names.is_some_and(|(one, other)| !one.contains(&other) && !other.contains(&one))
}
