//! Cells of the form: their addresses, states and values.

use std::collections::BTreeMap;

use gongkai_documents::Place;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::edition::{EditionId, TableId};
use crate::read::normal::normal;

/// The address of a cell, such as `t3.new_received.natural_person`; only addresses of an edition exist.
///
/// Addresses sort in the form's order, table by table, row by row.
#[derive(Debug, Clone, Copy)]
pub struct CellAddress {
    rank: u16,
    /// Where the dots stand that part it.
    dots: [u8; 2],
    text: &'static str,
}

impl CellAddress {
    /// One with a rank of its own.
    pub(crate) fn new(rank: u16, text: &'static str) -> Self {
        let mut dots = (0..).zip(text.bytes()).filter(|(_, byte)| *byte == b'.').map(|(at, _)| at);
        Self { rank, dots: [dots.next().unwrap_or_default(), dots.next().unwrap_or_default()], text }
    }

    /// The address written so, or `None` when no edition has such a cell.
    pub fn parse(text: &str) -> Option<Self> {
        crate::edition::address(text)
    }

    /// The address as text.
    pub fn as_str(self) -> &'static str {
        self.text
    }

    /// The cell in few Chinese words, row and column: 予以公开／自然人.
    pub fn in_words(self) -> String {
        crate::check::figures::cell_name(self)
    }

    /// The table it stands in.
    pub fn table(self) -> TableId {
        match self.text.as_bytes().get(1) {
            Some(b'2') => TableId::T2,
            Some(b'3') => TableId::T3,
            _ => TableId::T4,
        }
    }

    /// The middle part: the row of tables 2 and 3, the block of table 4.
    pub fn row(self) -> &'static str {
        let [before, after] = self.dots.map(usize::from);
        self.text.get(before + 1..after).unwrap_or_default()
    }

    /// The last part: the column.
    pub fn column(self) -> &'static str {
        let [_, before] = self.dots.map(usize::from);
        self.text.get(before + 1..).unwrap_or_default()
    }
}

impl PartialEq for CellAddress {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl Eq for CellAddress {}

impl std::hash::Hash for CellAddress {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.rank.hash(state);
    }
}

impl PartialOrd for CellAddress {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CellAddress {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl std::fmt::Display for CellAddress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.text)
    }
}

impl<'de> Deserialize<'de> for CellAddress {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("no edition has a cell {text}")))
    }
}

impl Serialize for CellAddress {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text)
    }
}

/// What stands in a cell. Blank, 0, a slash and "not found" are four different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// A number.
    Value,
    /// The cell is there and empty (or holds only white space).
    Blank,
    /// `/`, `-`, `—` and the like.
    Slash,
    /// Something else; `raw` has it.
    Text,
    /// The cell, or its certain place, could not be found.
    Missing,
}

/// One cell as it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What stands there.
    pub state: CellState,
    /// The number when `state` is `Value`, else `None`. Money is in 元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// The text as it stands in the source; `None` when the cell is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// The unit money was written in (元, 万, 万元, 亿元); `None` for counts and for money without a unit, whose
    /// `value` is then the bare number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
}

/// The most digits a figure has before its point.
pub const MOST_DIGITS: usize = 15;

impl Cell {
    /// A cell that could not be found.
    pub fn missing() -> Self {
        Self { state: CellState::Missing, value: None, raw: None, unit: None, at: None }
    }

    /// A cell holding a number that did not come from a document.
    pub fn of(value: Decimal) -> Self {
        Self { state: CellState::Value, value: Some(value), raw: Some(value.to_string()), unit: None, at: None }
    }

    /// Whether a figure stands here that has more digits before its point than any has, also where it is none to reckon with.
    pub fn is_too_large(&self) -> bool {
        if let Some(value) = self.value {
            return value.trunc().abs().normalize().to_string().len() > MOST_DIGITS;
        }
        let raw = normal(self.raw.as_deref().unwrap_or_default());
        let whole = raw.trim_start_matches(['-', '+']).split('.').next().unwrap_or_default();
        let is_figure = whole.chars().all(|digit| digit.is_ascii_digit() || digit == ',');
        is_figure && whole.trim_start_matches('0').matches(|digit: char| digit.is_ascii_digit()).count() > MOST_DIGITS
    }
}

/// The cells of a report, in the form's order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cells(pub BTreeMap<CellAddress, Cell>);

impl Cells {
    /// The cell at an address, if the report's edition has it.
    pub fn get(&self, address: CellAddress) -> Option<&Cell> {
        self.0.get(&address)
    }

    /// The number at an address; `None` for everything that is not a number.
    pub fn value(&self, address: CellAddress) -> Option<Decimal> {
        self.0.get(&address).and_then(|cell| cell.value)
    }

    /// The number at an address written as text; `None` also when no edition has such a cell.
    pub fn number(&self, address: &str) -> Option<Decimal> {
        self.value(CellAddress::parse(address)?)
    }

    /// The cells of one table.
    pub fn of_table(&self, table: TableId) -> impl Iterator<Item = (CellAddress, &Cell)> {
        self.0.iter().filter(move |(address, _)| address.table() == table).map(|(address, cell)| (*address, cell))
    }

    /// How many cells of a table are in a state.
    pub fn count(&self, table: TableId, state: CellState) -> usize {
        self.of_table(table).filter(|(_, cell)| cell.state == state).count()
    }
}

/// A table as it was found in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReading {
    /// The edition its labels are of. When the table was not found at all, the edition of the report's year.
    pub edition: EditionId,
    /// Whether any of the table was found.
    pub found: bool,
}
