//! Of several sets of the form's tables in one file, each under another name: whether anything says which is the report's.

use std::ops::Range;

use super::aside_sheets;
use super::find::is_most_of_the_form;
use super::normal::{normal, with_arabic_years};
use super::owner::words::{LAST_YEAR, PART, SAMPLE, TOTAL, YEAR};
use super::owner::{
    Owner, captions_above, is_named_otherwise, is_of_part, is_table_line, says_otherwise, sheet_of, stands_below,
};
use super::region::Aside;
use super::seek::Seek;

/// What the table under its section's heading says of itself that the owner's whole report would not: in its sheet's name,
/// above its heading or section one, below its heading, or above the table before it. Nothing counts where the report's own
/// text surrounds the tables and nobody knows the owner.
pub(super) fn own_said(seek: &Seek<'_, '_>, index: usize, owner: Owner<'_>) -> Option<String> {
    let (heading, own) = (seek.heading(index)?, seek.own(index)?);
    let is_embedded = stands_in_text(seek, index);
    let counts = |text: &&str| !is_embedded || is_decided(text, owner);
    let sheet = seek.lines().get(own.start).and_then(sheet_of);
    let of_sheet = || sheet.filter(|name| says_otherwise(name, owner) == Some(true) || is_of_part(name));
    let above = captions_above(seek.lines(), heading);
    let first = seek.section(1).filter(|first| is_embedded && *first < heading);
    let above_text = first.and_then(|first| captions_above(seek.lines(), first).into_iter().next());
    let below = seek.caption(index).unwrap_or_default().iter();
    let mut texts =
        above.into_iter().chain(above_text).chain(below).flat_map(|line| &line.tokens).map(|token| token.raw.trim());
    let of_caption = || texts.find(|text| is_named_otherwise(text, owner) && counts(text));
    let said = of_sheet().filter(counts).or_else(of_caption).map(str::to_owned);
    said.or_else(|| {
        let before = index.checked_sub(1)?;
        let ends = seek.lines().get(..heading)?.iter().rev().find(|line| !line.normal.is_empty())?;
        let is_below = is_table_line(ends) && sheet_of(ends) == sheet && seek.own(before)?.end == heading;
        is_below.then(|| own_said(seek, before, owner)).flatten()
    })
}

/// The tables beside the one under its section's heading that may be the report's as well as that.
pub(super) fn of_own<'s>(
    seek: &Seek<'_, '_>,
    index: usize,
    owner: Owner<'_>,
    said: Option<&str>,
    of_others: &'s [Aside],
) -> Vec<&'s Aside> {
    let is_surrounded = said.is_none() && stands_in_text(seek, index);
    sets(of_others)
        .filter(|aside| match said {
            _ if TOTAL.is_match(&normal(&aside.said)) => true,
            Some(_) => !is_none_of_a_report(&aside.said),
            None => {
                let is_own = is_surrounded && !seek.is_of_another_report(&aside.lines);
                !is_own && !is_anothers(&aside.said, owner)
            }
        })
        .collect()
}

/// What a table elsewhere that names nobody says of the part of the owner it is of: above it, or above the one before it.
pub(super) fn part_said(seek: &Seek<'_, '_>, table: &Range<usize>) -> Option<String> {
    let captions = captions_above(seek.lines(), table.start).into_iter().flat_map(|line| &line.tokens);
    let sheet = seek.lines().get(table.start).and_then(sheet_of);
    let said = captions.map(|token| token.raw.trim()).chain(sheet).find(|text| is_of_part(text)).map(str::to_owned);
    said.or_else(|| {
        let (_, above) = seek.before(table.start)?;
        stands_below(seek.lines(), table, &above).then(|| part_said(seek, &above)).flatten()
    })
}

/// The tables that may be the report's as well as the only one elsewhere that names nobody; `part` is what that says of the
/// part of the owner it is of.
pub(super) fn of_plain<'s>(owner: Owner<'_>, part: Option<&str>, of_others: &'s [Aside]) -> Vec<&'s Aside> {
    let is_another =
        |said: &str| if part.is_some() { is_none_of_a_report(said) } else { is_surely_anothers(said, owner) };
    sets(of_others).filter(|aside| !is_another(&aside.said)).collect()
}

/// Whether a table beside those that may be the report's is surely another's.
pub(super) fn is_left_aside(aside: &Aside, rivals: &[&Aside], owner: Owner<'_>) -> bool {
    let is_rival = rivals.iter().any(|rival| std::ptr::eq(*rival, aside));
    rivals.is_empty() || (!is_rival && is_surely_anothers(&aside.said, owner))
}

/// Whether a caption is another year's or another body's, and not that of a part of the owner.
fn is_surely_anothers(said: &str, owner: Owner<'_>) -> bool {
    let names_another = || says_otherwise(said, owner) == Some(true) && !is_of_part(said);
    is_none_of_a_report(said) || (names_another() && is_decided(said, owner))
}

fn sets(of_others: &[Aside]) -> impl Iterator<Item = &Aside> {
    of_others.iter().filter(|aside| aside.table.found && is_most_of_the_form(&aside.table))
}

/// Last year's, or a sample, whoever the owner is.
fn is_none_of_a_report(said: &str) -> bool {
    let text = normal(said);
    LAST_YEAR.is_match(&text) || SAMPLE.is_match(&text) || aside_sheets::is_aside(said)
}

/// Whether what names another year or body is known to be another's.
fn is_anothers(said: &str, owner: Owner<'_>) -> bool {
    is_none_of_a_report(said) || is_decided(said, owner)
}

/// Whether the owner is known by what a text names: no part of a year is a report's.
fn is_decided(text: &str, owner: Owner<'_>) -> bool {
    let text = with_arabic_years(&normal(text));
    PART.is_match(&text) || if YEAR.is_match(&text) { owner.year.is_some() } else { owner.body.is_some() }
}

/// Whether the sections of prose stand around a table's own, with no other tables between.
fn stands_in_text(seek: &Seek<'_, '_>, index: usize) -> bool {
    let (Some(heading), Some(own)) = (seek.heading(index), seek.own(index)) else { return false };
    let before = seek.section(1).map(|line| line..heading);
    let after = [5, 6].into_iter().find_map(|number| seek.section(number)).map(|line| own.end..line);
    let is_clear = |between: &Range<usize>| !seek.has_foreign(between);
    [&before, &after].into_iter().any(Option::is_some) && [before, after].iter().flatten().all(is_clear)
}
