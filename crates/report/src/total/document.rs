//! A total as a document.

use gongkai_documents::{Document, Piece};
use gongkai_law::Wording;

use super::{Total, listings};
use crate::edition::{EditionId, OTHER_ROWS_2021, TableId};
use crate::write::builder::Builder;
use crate::write::figure::Figures;
use crate::write::listing::Listing;
use crate::write::{table, words};

/// The total as a document: the official form filled with the sums of what was given, both sums side by side where
/// they rest on different members, who lacks what, and the members' main figures.
///
/// The form's labels are Chinese in every language; the words around it are the wording's.
pub fn document(total: &Total, wording: &Wording) -> Document {
    whole(&title(total, wording), pieces(total, wording))
}

/// The same under a title that says whose total it is.
pub fn document_of(body: &str, total: &Total, wording: &Wording) -> Document {
    whole(&title_of(body, total, wording), pieces(total, wording))
}

/// The same without anything checking found, for readers who are given the figures alone.
pub fn figures_document_of(body: &str, total: &Total, wording: &Wording) -> Document {
    whole(&title_of(body, total, wording), with(total, wording, listings::figures(total, wording)))
}

/// The same as [`document`] piece by piece: of many members only so many rows are in memory as are being written.
pub fn pieces<'a>(total: &'a Total, wording: &'a Wording) -> impl Iterator<Item = Piece<'static>> + use<'a> {
    with(total, wording, listings::all(total, wording))
}

/// The title of [`document`].
pub fn title(total: &Total, wording: &Wording) -> String {
    title_in(total, words::bundle(wording.lang()))
}

fn title_of(body: &str, total: &Total, wording: &Wording) -> String {
    let title = title(total, wording);
    words::bundle(wording.lang()).text("total-title-of", &[("body", body), ("title", &title)])
}

fn whole(title: &str, pieces: impl Iterator<Item = Piece<'static>>) -> Document {
    let mut builder = Builder::titled(title);
    // The title is the builder's already.
    for piece in pieces.skip(1) {
        builder.piece(piece);
    }
    builder.finish()
}

fn with<'a>(
    total: &'a Total,
    wording: &'a Wording,
    parts: Vec<listings::Part<'a>>,
) -> impl Iterator<Item = Piece<'static>> + use<'a> {
    let words = words::bundle(wording.lang());
    let forms = forms(total, words).blocks.into_iter().map(Piece::from);
    let parts = parts.into_iter().flat_map(move |part| {
        let mut head = Builder::untitled();
        head.heading(2, &words.text(part.heading, &[]));
        head.paragraph(&words.text(part.note, &[]));
        head.finish().blocks.into_iter().map(Piece::from).chain(part.listing.into_iter().flat_map(Listing::pieces))
    });
    forms.chain(parts)
}

/// The official form with the sums.
fn forms(total: &Total, words: &Wording) -> Document {
    let count = total.members.len().to_string();
    let mut builder = Builder::titled(&title_in(total, words));
    builder.paragraph(&words.text("total-scope", &[("count", &count)]));
    let absent: Vec<&str> = total.absent.iter().flatten().map(String::as_str).collect();
    for (message, names) in [("total-withdrawn", total.withdrawn()), ("total-absent", absent)] {
        if !names.is_empty() {
            let (count, names) = (names.len().to_string(), names.join("、"));
            builder.paragraph(&words.text(message, &[("count", &count), ("names", &names)]));
        }
    }
    for table in TableId::ALL {
        builder.heading(2, table.title());
        of_table(&mut builder, total, table, words);
    }
    builder.finish()
}

fn title_in(total: &Total, words: &Wording) -> String {
    let count = total.members.len().to_string();
    let years = total.years();
    match years.as_slice() {
        [] => words.text("total-title-without-year", &[("count", &count)]),
        [year] => words.text("total-title", &[("count", &count), ("years", &year.to_string())]),
        [first, .., last] => words.text("total-title", &[("count", &count), ("years", &format!("{first}—{last}"))]),
    }
}

fn of_table(builder: &mut Builder, total: &Total, id: TableId, words: &Wording) {
    if let Some(rests_on) = total.tables.get(&id) {
        let count = total.members.len().to_string();
        let (complete, not_found) = (rests_on.complete.to_string(), rests_on.not_found.to_string());
        let args = [("count", count.as_str()), ("complete", &complete), ("missing", &not_found)];
        builder.paragraph(&words.text("total-rests-on", &args));
    }
    if id == TableId::T2 && total.is_mixed(id) {
        builder.paragraph(&words.text("total-two-forms", &[]));
    }
    for edition in total.forms(id) {
        if id == TableId::T2 && total.is_mixed(id) {
            builder.heading(3, &edition_heading(total, edition, words));
        }
        builder.table(sums(total, edition, id));
    }
    if id == TableId::T3 && total.is_mixed(id) {
        builder.paragraph(&words.text("total-other-rows", &[]));
        builder.table(listings::other_rows(total, &OTHER_ROWS_2021));
    }
}

fn edition_heading(total: &Total, edition: EditionId, words: &Wording) -> String {
    let met = total.tables.get(&TableId::T2).and_then(|table| table.editions.get(&edition)).copied();
    let count = met.unwrap_or_default().to_string();
    words.text("total-edition", &[("edition", edition.as_str()), ("count", &count)])
}

/// The form of a table with the sums of what was given; cells nobody gives a number in stay empty.
fn sums(total: &Total, edition: EditionId, id: TableId) -> gongkai_documents::Table {
    let figures = Figures::of(edition);
    table(edition, id, |address| {
        let sum = total.cells.get(&address).and_then(|cell| cell.sum_given);
        sum.map(|sum| figures.plain(address, sum)).unwrap_or_default()
    })
}
