//! The text of one cell, in the unit of the column it stands in.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::cell::{Cell, CellAddress, CellState};
use crate::edition::{CellForm, EditionId, ValueType};
use crate::read::normal::normal;
use crate::read::value::{self, MISSING_MARK};

/// The unit of 元 a money unit stands for; `None` for a unit that is not one of money.
pub fn scale(unit: &str) -> Option<Decimal> {
    match unit.trim() {
        "元" => Some(Decimal::ONE),
        "万" | "万元" => Some(Decimal::from(10_000)),
        "亿" | "亿元" => Some(Decimal::from(100_000_000)),
        _ => None,
    }
}

/// Writes cells of one edition.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    edition: EditionId,
}

impl Figures {
    /// The cells of an edition.
    pub fn of(edition: EditionId) -> Self {
        Self { edition }
    }

    /// A cell's text as the form wants it: what was written, wherever it says the same as the value.
    ///
    /// Unit: in a column headed 万元 the bare number of 万元; in a column without unit, 元 or the unit it was written
    /// in. Money whose unit is unknown stays the bare number it was.
    pub fn text(self, address: CellAddress, cell: &Cell) -> String {
        match (cell.state, cell.value) {
            (CellState::Value, Some(value)) => self.number(address, cell, value),
            (CellState::Slash, _) => "/".to_owned(),
            (CellState::Value | CellState::Text, _) => cell.raw.clone().unwrap_or_default(),
            (CellState::Blank | CellState::Missing, _) => String::new(),
        }
    }

    /// A cell as it goes into the written form: its text, with the remark that stood behind the figure, and the mark of a
    /// cell that was not found.
    pub(super) fn written(self, address: CellAddress, cell: &Cell) -> String {
        if cell.state == CellState::Missing {
            return MISSING_MARK.to_owned();
        }
        let raw = cell.raw.as_deref().unwrap_or_default();
        let remark = self.form(address).and_then(|form| remark(raw, form.value_type));
        self.text(address, cell) + &remark.unwrap_or_default()
    }

    /// A number of 元 (or a count) for programs: as [`Self::plain`] has it, without a unit behind it.
    pub fn bare(self, address: CellAddress, value: Decimal) -> String {
        let text = self.plain(address, value);
        text.strip_suffix('元').map(str::to_owned).unwrap_or(text)
    }

    /// A number of 元 (or a count) as the form wants it, when nothing is known of how it was written; 元 is said where
    /// the column's header names no unit of money.
    pub fn plain(self, address: CellAddress, value: Decimal) -> String {
        let form = self.form(address);
        match form.and_then(|form| form.unit).and_then(scale) {
            Some(scale) => value.checked_div(scale).unwrap_or(value).normalize().to_string(),
            None if !value.is_zero() && form.is_some_and(|form| form.value_type == ValueType::Decimal) => {
                format!("{}元", value.normalize())
            }
            None => value.normalize().to_string(),
        }
    }

    /// The same with its unit said where it is money, whatever stands above the column.
    pub fn named(self, address: CellAddress, value: Decimal) -> String {
        let text = self.plain(address, value);
        match self.form(address).and_then(|form| form.unit).filter(|unit| scale(unit).is_some()) {
            Some(unit) => format!("{text}{unit}"),
            None => text,
        }
    }

    fn form(self, address: CellAddress) -> Option<&'static CellForm> {
        self.edition.edition().cells_of(address.table()).find(|cell| cell.address == address)
    }

    fn number(self, address: CellAddress, cell: &Cell, value: Decimal) -> String {
        let raw = cell.raw.as_deref().map(str::trim).unwrap_or_default();
        let unit = cell.unit.as_deref();
        let column = self.form(address).and_then(|form| form.unit).and_then(scale);
        match (unit.and_then(scale), column) {
            (None, _) => kept(raw, "", Decimal::ONE, value).unwrap_or_else(|| value.normalize().to_string()),
            (Some(_), Some(scale)) => kept(raw, "", scale, value).unwrap_or_else(|| self.plain(address, value)),
            (Some(scale), None) => {
                let unit = unit.unwrap_or_default();
                kept(raw, unit, scale, value)
                    .unwrap_or_else(|| format!("{}{unit}", value.checked_div(scale).unwrap_or(value).normalize()))
            }
        }
    }
}

/// The remark behind a figure, as it stands: （其中修订16件）, ①.
fn remark(raw: &str, value_type: ValueType) -> Option<String> {
    let note = value::parse(raw, value_type, None).note?;
    let raw: String = raw.chars().filter(|character| *character != '\n').collect();
    let brackets = raw.match_indices(['（', '(', '【', '[', '［', '〔']).map(|(at, _)| at);
    let tail = brackets.filter_map(|at| raw.get(at..)).find(|tail| normal(tail) == note);
    // A raised mark has no brackets of its own.
    tail.map(|tail| tail.trim_end().to_owned())
        .or_else(|| Some(raw.chars().filter(|character| value::is_note_mark(*character)).collect()))
}

/// The raw text, if it is a plain number followed by the unit and says the value.
fn kept(raw: &str, unit: &str, scale: Decimal, value: Decimal) -> Option<String> {
    let digits = raw.strip_suffix(unit)?.trim_end();
    let plain = digits.chars().all(|character| character.is_ascii_digit() || "+-.,".contains(character));
    let number = Decimal::from_str(&digits.replace(',', "")).ok().filter(|_| plain)?;
    (number.checked_mul(scale)? == value).then(|| raw.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edition: EditionId, address: &str, cell: (&str, &str, Option<&str>), expected: &str) {
        let (raw, value, unit) = cell;
        let cell = Cell {
            state: CellState::Value,
            value: Decimal::from_str(value).ok(),
            raw: Some(raw.to_owned()),
            unit: unit.map(str::to_owned),
            at: None,
        };
        let address = CellAddress::parse(address).unwrap();
        assert_eq!(Figures::of(edition).text(address, &cell), expected, "{raw}");
    }

    #[test]
    fn fees_come_back_in_ten_thousands_with_their_decimals() {
        let fee = |raw, value, unit, expected| {
            check(EditionId::E2021, "t2.admin_fee.fee_amount", (raw, value, unit), expected);
        };
        fee("25.319", "253190", Some("万元"), "25.319");
        fee("25.3190", "253190", Some("万元"), "25.3190");
        fee("253190元", "253190", Some("元"), "25.319");
        fee("0", "0", Some("万元"), "0");
        fee("8040", "8040", None, "8040");
    }

    #[test]
    fn procurement_keeps_the_unit_it_was_written_in() {
        let money = |raw, value, unit, expected| {
            check(EditionId::E2019, "t2.procurement.procurement_amount", (raw, value, unit), expected);
        };
        money("315424.75元", "315424.75", Some("元"), "315424.75元");
        money("105.46万", "1054600", Some("万"), "105.46万");
        money("约105.46万", "1054600", Some("万"), "105.46万");
        money("8040", "8040", None, "8040");
        money("1,204元", "1204", Some("元"), "1,204元");
    }

    #[test]
    fn counts_are_written_as_they_stand_when_that_is_a_number() {
        let count = |raw, value, expected| {
            check(EditionId::E2019, "t2.permit.delta", (raw, value, None), expected);
        };
        count("+2", "2", "+2");
        count("减3", "-3", "-3");
        count("22（其中修订 16 件）", "22", "22");
        count("２２", "22", "22");
        count("007", "7", "007");
    }

    #[test]
    fn what_is_no_number_stays_what_it_is() {
        let address = CellAddress::parse("t3.granted.total").unwrap();
        let text = |state, raw: &str| {
            let cell = Cell { state, value: None, raw: Some(raw.to_owned()), unit: None, at: None };
            Figures::of(EditionId::E2021).text(address, &cell)
        };
        assert_eq!(text(CellState::Blank, "\u{3000}"), "");
        assert_eq!(text(CellState::Slash, "—"), "/");
        assert_eq!(text(CellState::Text, "见附件"), "见附件");
        assert_eq!(Figures::of(EditionId::E2021).text(address, &Cell::missing()), "");
    }
}
