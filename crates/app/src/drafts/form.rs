//! A kept draft as the report floor knows it, and what of the form is proposed.

use std::collections::BTreeMap;

use gongkai_report::draft::Draft;
use gongkai_report::edition::{Identity, IdentityKind};
use gongkai_report::{CellAddress, EditionId, Report};
use gongkai_store::bodies::Body;
use gongkai_store::drafts;
use rust_decimal::Decimal;

/// What was typed, in the form of its edition.
pub fn form_of(row: &drafts::Draft, body: &Body) -> Draft {
    let cells = row.cells.iter();
    Draft {
        edition: EditionId::parse(&row.edition).unwrap_or_else(|| EditionId::for_year(row.year)),
        body: body.name.clone(),
        year: row.year,
        cells: cells.filter_map(|(cell, text)| Some((CellAddress::parse(cell)?, text.clone()))).collect(),
        sections: row.sections.clone(),
        published: None,
    }
}

/// The cells nothing was typed in, in the form's order.
pub fn blank_cells(form: &Draft) -> Vec<CellAddress> {
    let forms = form.edition.edition().cells().iter().map(|form| form.address);
    forms.filter(|address| form.cells.get(address).is_none_or(|text| text.trim().is_empty())).collect()
}

/// What goes into the blank cells but those that are `left`, when nothing else happened: 0, and into a total the sum of its
/// parts. A total one of whose parts is no figure stays blank.
///
/// Basis: the form's identities; a 0 in a total over parts that are not 0 would contradict it.
pub fn nothing_else(form: &Draft, left: &[CellAddress]) -> Vec<(CellAddress, Decimal)> {
    let mut blank = blank_cells(form);
    blank.retain(|address| !left.contains(address));
    let sums: Vec<(CellAddress, Vec<CellAddress>)> =
        form.edition.edition().identities().iter().filter_map(sum_of).collect();
    let is_total = |address: &CellAddress| sums.iter().any(|(total, _)| total == address);
    let mut figures: BTreeMap<CellAddress, Decimal> = form.figures();
    figures.extend(blank.iter().filter(|address| !is_total(address)).map(|address| (*address, Decimal::ZERO)));
    // Totals of totals come after those they add up.
    for _ in 0..sums.len() {
        let of_parts = |parts: &Vec<CellAddress>| parts.iter().map(|part| figures.get(part)).sum::<Option<Decimal>>();
        let mut open = sums.iter().filter(|(total, _)| blank.contains(total) && !figures.contains_key(total));
        let Some((total, sum)) = open.find_map(|(total, parts)| Some((*total, of_parts(parts)?))) else {
            break;
        };
        figures.insert(total, sum);
    }
    blank.into_iter().filter_map(|address| Some((address, *figures.get(&address)?))).collect()
}

/// A total with the cells that add up to it, where an identity says so.
fn sum_of(identity: &Identity) -> Option<(CellAddress, Vec<CellAddress>)> {
    let is_sum = matches!(identity.kind, IdentityKind::RowSum | IdentityKind::ColumnSum | IdentityKind::BlockSum);
    match identity.left.as_slice() {
        [total] if is_sum => Some((total.address, identity.right.iter().map(|part| part.address).collect())),
        _ => None,
    }
}

/// The blank cells of row 上年结转 of which the report of the year before has a figure other than 0: that nothing happened is not
/// so.
pub fn known_from_before(form: &Draft, prior: Option<&Report>) -> Vec<CellAddress> {
    let blank = blank_cells(form);
    let carried = prior.map(carried_in).unwrap_or_default().into_iter();
    carried.filter(|(address, value)| !value.is_zero() && blank.contains(address)).map(|(address, _)| address).collect()
}

/// Row 上年结转 as the report of the year before has it in its row 结转下年度继续办理: the cells and their figures.
///
/// Basis: the form's table 3; requests carried out of one year are those carried into the next.
pub fn carried_in(prior: &Report) -> Vec<(CellAddress, Decimal)> {
    let out = prior.cells.0.iter().filter(|(address, _)| address.as_str().starts_with("t3.carried_out."));
    out.filter_map(|(address, cell)| {
        let into = CellAddress::parse(&format!("t3.carried_in.{}", address.column()))?;
        Some((into, cell.value?))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(cells: &[(&str, &str)]) -> Draft {
        let cells = cells.iter().map(|(address, text)| (CellAddress::parse(address).unwrap(), (*text).to_owned()));
        Draft {
            edition: EditionId::for_year(2023),
            body: "青禾街道办事处".to_owned(),
            year: 2023,
            cells: cells.collect(),
            sections: BTreeMap::new(),
            published: None,
        }
    }

    fn check(form: &Draft, address: &str, expected: Option<i64>) {
        let address = CellAddress::parse(address).unwrap();
        let found = nothing_else(form, &[]).into_iter().find(|(filled, _)| *filled == address);
        assert_eq!(found.map(|(_, value)| value), expected.map(Decimal::from), "{address}");
    }

    #[test]
    fn blank_parts_become_0_and_blank_totals_their_sums() {
        let form = form(&[("t3.new_received.natural_person", "12"), ("t3.granted.natural_person", "12")]);
        check(&form, "t3.new_received.commercial", Some(0));
        check(&form, "t3.new_received.total", Some(12));
        check(&form, "t3.total.natural_person", Some(12));
        check(&form, "t3.total.total", Some(12));
        check(&form, "t4.recon.total", Some(0));
        check(&form, "t3.new_received.natural_person", None);
    }

    #[test]
    fn figures_are_read_as_the_checks_read_them() {
        let form = form(&[("t3.new_received.natural_person", "１２"), ("t3.granted.natural_person", "1,234")]);
        check(&form, "t3.new_received.total", Some(12));
        check(&form, "t3.total.natural_person", Some(1234));
        assert_eq!(nothing_else(&form, &[]).len(), blank_cells(&form).len(), "nothing is left");
    }

    #[test]
    fn a_total_over_what_is_no_figure_stays_blank() {
        let form = form(&[("t3.new_received.natural_person", "若干")]);
        check(&form, "t3.new_received.commercial", Some(0));
        check(&form, "t3.new_received.total", None);
    }

    #[test]
    fn what_is_left_stays_blank_and_so_do_totals_over_it() {
        let form = form(&[("t3.new_received.natural_person", "12")]);
        let left = ["t3.new_received.commercial", "t4.recon.total"].map(|cell| CellAddress::parse(cell).unwrap());
        let filled = nothing_else(&form, &left);
        let of = |address: &str| filled.iter().find(|(filled, _)| filled.as_str() == address).map(|(_, value)| *value);
        assert_eq!((of("t3.new_received.commercial"), of("t3.new_received.total")), (None, None));
        assert_eq!((of("t4.recon.total"), of("t4.recon.upheld")), (None, Some(Decimal::ZERO)));
        assert_eq!(of("t3.new_received.research"), Some(Decimal::ZERO));
    }
}
