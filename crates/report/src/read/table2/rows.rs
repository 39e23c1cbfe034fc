//! A row's values to the cells of table 2, under the header of its band.

use gongkai_documents::Place;

use super::words::is_of_another;
use crate::cell::CellAddress;
use crate::edition::{Column, Group, ValueType};
use crate::read::habits::{Habits, has_remark};
use crate::read::line::{Kind, Token};
use crate::read::normal::normal;
use crate::read::place::RowReading;
use crate::read::region::is_foreign;
use crate::read::run::{Layout, Run};
use crate::read::value::{self, Parsed};

/// Columns beside the form's that hold no figures.
const REMARKS: [&str; 3] = ["备注", "说明", "单位"];

/// What the header above a row says.
pub(super) enum Heading<'a> {
    /// It names each of the band's columns once.
    Whole(Header<'a>),
    /// It names other columns than the band has, or has them elsewhere: only those named are known.
    Other(Header<'a>),
    /// Nothing to go by.
    Open,
}

/// The band's columns that a header names.
pub(super) struct Header<'a> {
    /// The columns of the form in its order.
    pub(super) order: Vec<usize>,
    /// Where each of them stands in a grid.
    pub(super) columns: Vec<u32>,
    /// Columns of a grid that it names something else, such as 备注.
    pub(super) others: Vec<u32>,
    /// Columns of a grid that say once more what stands left of them, as where a merged cell was parted, each with the
    /// place of the first in `columns`.
    pub(super) again: Vec<(u32, usize)>,
    /// The column up to which a grid's header reaches.
    pub(super) reach: u32,
    pub(super) at: &'a Place,
}

/// The run that holds the header above a row: in a grid a row of its own, in a text the row's own, whose label comes
/// right behind the header's words. `headers` says which runs hold one.
pub(super) fn header_above(headers: &[bool], index: usize) -> Option<usize> {
    (index.saturating_sub(3)..=index).rev().find(|at| headers.get(*at) == Some(&true))
}

/// Whether a run holds the header of a band.
pub(super) fn is_band_header(run: &Run<'_, '_>) -> bool {
    run.text().contains("信息内容")
}

/// What a header says of the band's columns.
pub(super) fn heading_of<'a>(header: &Run<'_, 'a>, group: &Group) -> Heading<'a> {
    let mut contradicts = false;
    let labels = || group.columns.iter().map(|column| column.label.as_str());
    let place = |word: &str| group.columns.iter().position(|column| is_header(word, column));
    let (mut order, mut columns, mut others, mut again) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    match header.layout {
        Layout::Grid { .. } => {
            for (position, token) in header.values.iter().enumerate().filter(|(_, token)| token.kind == Kind::Label) {
                let of = place(&token.normal);
                contradicts |= match of {
                    Some(of) => of != position,
                    None => {
                        group.columns.get(position).is_some_and(|column| is_of_another(&token.normal, column, group))
                    }
                };
                match of {
                    Some(of) if order.last() == Some(&of) => again.push((token.column, order.len() - 1)),
                    Some(of) => {
                        order.push(of);
                        columns.push(token.column);
                    }
                    None => others.push(token.column),
                }
            }
        }
        Layout::Stream | Layout::Fields { .. } => {
            // The label of the row itself, which may come last, is no word of its header's: 行政事业性收费 is no money.
            let is_row = |token: &&&Token<'_>| group.rows.iter().any(|row| normal(&row.label) == token.normal);
            let words = header.labels.iter().rev().skip_while(is_row);
            let words = words.take_while(|token| !token.normal.contains("信息内容"));
            let mut words: Vec<&str> = words.map(|token| token.normal.as_str()).collect();
            words.reverse();
            // Beside a remark, a column that the form does not have holds figures, and no place tells them from the form's.
            let first = words.iter().position(|word| place(word).is_some()).unwrap_or(0);
            let of_another =
                |(at, word): (usize, &&str)| is_foreign(word, labels()) && (at < first || !REMARKS.contains(word));
            contradicts = matches!(header.layout, Layout::Stream) && words.iter().enumerate().any(of_another);
            words.truncate(group.columns.len());
            order = words.iter().filter_map(|word| place(word)).collect();
            let elsewhere = |(position, word): (usize, &&str)| match place(word) {
                Some(of) => of != position,
                None => group.columns.get(position).is_some_and(|column| is_of_another(word, column, group)),
            };
            contradicts |= matches!(header.layout, Layout::Fields { .. }) && words.iter().enumerate().any(elsewhere);
            contradicts |= !order.is_sorted() || stands_otherwise(header, group);
        }
    }
    // Two years or two bodies side by side: which of them is meant nobody knows.
    if (0..group.columns.len()).any(|of| order.iter().filter(|other| **other == of).count() > 1) {
        (order, columns, others, contradicts) = (Vec::new(), Vec::new(), Vec::new(), true);
    }
    let mut sorted = order.clone();
    sorted.sort_unstable();
    let whole = sorted.into_iter().eq(0..group.columns.len());
    let header = Header { order, columns, others, again, reach: header.reach, at: header.at };
    match (whole, contradicts) {
        (true, _) => Heading::Whole(header),
        (false, true) => Heading::Other(header),
        (false, false) => Heading::Open,
    }
}

/// Whether the words of a header in one piece have the band's columns in another order.
fn stands_otherwise(header: &Run<'_, '_>, group: &Group) -> bool {
    let Some(line) = header.labels.iter().rev().find(|token| token.normal.contains("信息内容")) else {
        return false;
    };
    let at = |column: &Column| line.normal.find(&normal(&column.label));
    let places: Vec<usize> = group.columns.iter().filter_map(at).collect();
    !places.is_sorted()
}

/// Whether among a row's values stands the word above one of its columns, as where each figure has a line of its own:
/// the figures beside it are in no order.
pub(super) fn holds_heading(run: &Run<'_, '_>, group: &Group) -> bool {
    let is_heading = |token: &&Token<'_>| group.columns.iter().any(|column| is_header(&token.normal, column));
    run.values.iter().any(|token| token.kind == Kind::Label && is_heading(token))
}

pub(super) fn is_header(word: &str, column: &Column) -> bool {
    let mut labels = std::iter::once(&column.label).chain(&column.label_variants);
    // A form that names no unit may be given one: 采购总金额(万元).
    let word = if column.value_type == ValueType::Decimal { without_unit(word) } else { word };
    labels.any(|label| without_unit(&normal(label)) == word)
}

/// A header of money without the brackets in which its unit stands.
fn without_unit(word: &str) -> &str {
    let bare = word.strip_suffix(')').and_then(|word| word.rsplit_once('(')).filter(|(_, unit)| unit.contains('元'));
    bare.map_or(word, |(bare, _)| bare)
}

/// By what the values of a row are understood.
pub(super) struct Parsing<'a> {
    pub(super) group: &'a Group,
    /// The header above, where it names the columns.
    pub(super) header: Option<&'a Header<'a>>,
    /// In what the table says money is counted.
    pub(super) unit: Option<&'static str>,
}

impl Parsing<'_> {
    fn column(&self, index: usize) -> usize {
        self.header.and_then(|header| header.order.get(index)).copied().unwrap_or(index)
    }

    /// The cells of a row as the header orders them.
    pub(super) fn in_order(&self, addresses: Vec<CellAddress>) -> Vec<CellAddress> {
        let place = |index| addresses.get(self.column(index)).copied();
        (0..addresses.len()).map_while(place).collect()
    }

    fn parse(&self, index: usize, raw: &str) -> Parsed {
        let of = self.group.columns.get(self.column(index)).or_else(|| self.group.columns.last());
        parse_as(of, raw, self.unit)
    }
}

/// A cell by the column of the form it stands in; money in the unit the table names for it, if it names one.
fn parse_as(of: Option<&Column>, raw: &str, unit: Option<&'static str>) -> Parsed {
    let value_type = of.map_or(ValueType::Decimal, |form| form.value_type);
    value::parse(raw, value_type, of.filter(|form| form.value_type == ValueType::Decimal).and(unit))
}

pub(super) fn read_row(
    run: &Run<'_, '_>,
    addresses: Vec<CellAddress>,
    parsing: &Parsing<'_>,
    habits: &Habits,
) -> RowReading {
    let cells = parsing.group.columns.len();
    if let Some(zero) = glued(run, cells) {
        let parsed = (0..cells).map(|index| parsing.parse(index, zero)).collect();
        return RowReading::ordered(addresses, parsed, true);
    }
    // A figure from the line below may be any of the row's.
    let doubtful = run.grown
        || habits.is_lone_gap(run, cells)
        || habits.is_short(run, cells, parsing.header.map(|header| header.reach));
    let (padding, whole) = match run.layout {
        Layout::Fields { fields } => {
            (habits.least_padding(), habits.is_whole(fields, run.values.len(), cells) && !doubtful)
        }
        Layout::Stream | Layout::Grid { .. } => (0, !doubtful),
    };
    let padded = run.values.iter().take(padding).all(|token| token.kind == Kind::Blank);
    let own = run.values.get(padding..).unwrap_or_default();
    if !matches!(run.layout, Layout::Grid { .. }) && padded && !doubtful && has_remark(own, cells) {
        let all = run.values.iter().enumerate();
        let all = all.map(|(index, token)| parsing.parse(index.saturating_sub(padding), token.raw)).collect();
        return RowReading::placed(addresses, all, (padding..padding + cells).map(Some).collect());
    }
    let named = parsing.header.filter(|_| whole).and_then(|header| in_columns(run, header, parsing));
    if let Some((parsed, slots)) = named {
        return RowReading::placed(addresses, parsed, slots);
    }
    // Under a header that names columns of the office's own, which cells stand first says nothing.
    let has_others = parsing.header.is_some_and(|header| !header.others.is_empty());
    let blank_rest = own.len() > cells
        && !has_others
        && (parsing.header.is_some() || own.first().is_some_and(|token| token.kind == Kind::Value))
        && own.iter().skip(cells).all(|token| token.kind == Kind::Blank);
    let values = run.values.iter().enumerate();
    let all: Vec<Parsed> =
        values.map(|(index, token)| parsing.parse(index.saturating_sub(padding), token.raw)).collect();
    if padded && whole && (blank_rest || own.len() == cells) {
        return RowReading::placed(addresses, all, (padding..padding + cells).map(Some).collect());
    }
    RowReading::ordered(addresses, all, padding == 0 && whole)
}

/// A row under a header that says other columns: in a grid those it names are read, and nothing elsewhere. Where figures
/// stand under no word of it, it lost one and says nothing.
pub(super) fn read_named(
    run: &Run<'_, '_>,
    addresses: &[CellAddress],
    header: &Header<'_>,
    group: &Group,
    unit: Option<&'static str>,
) -> RowReading {
    let column_of = |token: &Token<'_>| {
        let named = header.columns.iter().position(|column| *column == token.column)?;
        header.order.get(named).copied()
    };
    let parse = |token: &&Token<'_>| parse_as(column_of(token).and_then(|of| group.columns.get(of)), token.raw, unit);
    let parsed: Vec<Parsed> = run.values.iter().map(parse).collect();
    let is_named =
        |token: &&&Token<'_>| header.columns.contains(&token.column) || header.others.contains(&token.column);
    let is_open = run.values.iter().any(|token| token.kind == Kind::Value && !is_named(&token));
    let placed = header.order.iter().filter(|_| !is_open).map(|of| {
        let at = run.values.iter().position(|token| column_of(token) == Some(*of))?;
        Some((*addresses.get(*of)?, Some(at)))
    });
    match placed.collect::<Option<Vec<_>>>() {
        // Where all it says is something else, none of the form's columns is there.
        Some(placed)
            if matches!(run.layout, Layout::Grid { .. })
                && !(placed.is_empty() && (is_open || header.others.is_empty())) =>
        {
            let (addresses, slots) = placed.into_iter().unzip();
            RowReading::placed(addresses, parsed, slots)
        }
        _ => RowReading::given_up(addresses.to_vec(), parsed),
    }
}

/// A row of whose figures nobody knows which is which.
pub(super) fn give_up(
    run: &Run<'_, '_>,
    addresses: Vec<CellAddress>,
    group: &Group,
    unit: Option<&'static str>,
) -> RowReading {
    let parse = |(index, token): (usize, &&Token<'_>)| parse_as(group.columns.get(index), token.raw, unit);
    RowReading::given_up(addresses, run.values.iter().enumerate().map(parse).collect())
}

/// The values of a grid's row that has more cells than the band, each under the word for it; `None` unless the others
/// are blank, units, or stand under another word.
fn in_columns(
    run: &Run<'_, '_>,
    header: &Header<'_>,
    parsing: &Parsing<'_>,
) -> Option<(Vec<Parsed>, Vec<Option<usize>>)> {
    if !matches!(run.layout, Layout::Grid { .. }) || run.values.len() <= header.columns.len() {
        return None;
    }
    let at = |column: &u32| run.values.iter().position(|token| token.column == *column);
    let slots: Vec<usize> = header.columns.iter().map(at).collect::<Option<_>>()?;
    let is_blank = slots.iter().all(|slot| run.values.get(*slot).is_some_and(|token| token.kind == Kind::Blank));
    let aside = |(index, token): (usize, &&Token<'_>)| {
        let is_again = |(column, of): &(u32, usize)| {
            let first = slots.get(*of).and_then(|slot| run.values.get(*slot));
            *column == token.column && first.is_some_and(|first| first.normal == token.normal)
        };
        slots.contains(&index)
            || token.kind == Kind::Blank
            || header.others.contains(&token.column)
            // Left of all columns stands what numbers the rows, or the figures of a header that stands too far right.
            || (!is_blank && header.columns.iter().all(|column| token.column < *column))
            || (token.is_remark() && header.columns.iter().all(|column| *column < token.column))
            || header.again.iter().any(is_again)
    };
    let parse = |(index, token): (usize, &&Token<'_>)| {
        parsing.parse(slots.iter().position(|slot| *slot == index).unwrap_or(usize::MAX), token.raw)
    };
    let parsed = run.values.iter().enumerate().map(parse).collect();
    run.values.iter().enumerate().all(aside).then(|| (parsed, slots.iter().copied().map(Some).collect()))
}

/// Zeros glued together, as many as there are cells.
fn glued<'a>(run: &Run<'_, 'a>, cells: usize) -> Option<&'a str> {
    let [only] = run.values.as_slice() else { return None };
    let digits = only.raw.trim();
    (cells > 1 && value::glued_zeros(digits, cells)).then(|| digits.get(..1)).flatten()
}
