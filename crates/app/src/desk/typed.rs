//! What a person typed for a cell, by the form's types.

use gongkai_report::draft::Draft;
use gongkai_report::edition::ValueType;
use gongkai_report::{Cell, CellAddress, CellState, EditionId};

/// A cell as typed; the id of the message that says what is wrong with it when it is no such figure.
///
/// Unit: money is understood as in a report: a bare number is in the column's unit, 元 and 万元 may be written.
///
/// # Errors
/// The message's id.
pub fn typed(edition: EditionId, address: CellAddress, text: &str) -> Result<Cell, &'static str> {
    let form = edition.edition().cells_of(address.table()).find(|form| form.address == address);
    let Some(form) = form else { return Err("desk-cell-unknown") };
    let mut draft = Draft::new("", 0);
    draft.edition = edition;
    draft.cells.insert(address, text.trim().to_owned());
    let cell = draft.report().cells.0.remove(&address).unwrap_or_else(Cell::missing);
    if cell.is_too_large() {
        return Err("desk-cell-too-large");
    }
    let Some(value) = cell.value.filter(|_| cell.state == CellState::Value) else {
        return Err("desk-cell-not-number");
    };
    let (signed, whole) = match form.value_type {
        ValueType::NonNegativeInteger => (false, true),
        ValueType::SignedInteger => (true, true),
        ValueType::Decimal => (false, false),
    };
    if !signed && value.is_sign_negative() && !value.is_zero() {
        return Err("desk-cell-negative");
    }
    if whole && !value.fract().is_zero() {
        return Err("desk-cell-not-whole");
    }
    Ok(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edition: EditionId, address: &str, text: &str, expected: Result<&str, &'static str>) {
        let address = CellAddress::parse(address).unwrap();
        let cell = typed(edition, address, text).map(|cell| cell.value.unwrap().normalize().to_string());
        assert_eq!(cell, expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        let count = |text, expected| check(EditionId::E2021, "t3.new_received.total", text, expected);
        count("12", Ok("12"));
        count(" 1,200 ", Ok("1200"));
        count("１２件", Ok("12"));
        count("-1", Err("desk-cell-negative"));
        count("1.5", Err("desk-cell-not-whole"));
        count("999999999999999", Ok("999999999999999"));
        count("99999999999999999999", Err("desk-cell-too-large"));
        count("９９９,999,999,999,999,999,999,999,999,999,999,999", Err("desk-cell-too-large"));
        count("若干", Err("desk-cell-not-number"));
        count("/", Err("desk-cell-not-number"));
        count("", Err("desk-cell-not-number"));
    }

    #[test]
    fn a_change_may_be_negative_and_money_has_its_unit() {
        check(EditionId::E2019, "t2.permit.delta", "-3", Ok("-3"));
        check(EditionId::E2021, "t2.admin_fee.fee_amount", "12.5", Ok("125000"));
        check(EditionId::E2021, "t2.admin_fee.fee_amount", "-12.5", Err("desk-cell-negative"));
        check(EditionId::E2021, "t2.admin_fee.fee_amount", "999999999999", Err("desk-cell-too-large"));
        check(EditionId::E2021, "t2.procurement.procurement_amount", "1", Err("desk-cell-unknown"));
    }
}
