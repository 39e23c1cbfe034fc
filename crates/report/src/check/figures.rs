//! Cells and sums as an officer calls them: short labels, figures, the terms of a sum.

use rust_decimal::Decimal;

use crate::cell::{Cell, CellAddress};
use crate::edition::{EditionId, Operand, TableId};
use crate::model::{Finding, Report};

/// The edition a table is read by: as found, else as prescribed for the year.
pub(crate) fn edition_of(report: &Report, table: TableId) -> EditionId {
    match report.tables.get(&table) {
        Some(reading) => reading.edition,
        None => EditionId::for_year(report.year.unwrap_or(2021)),
    }
}

/// Whether any of a table was found.
pub(super) fn is_found(report: &Report, table: TableId) -> bool {
    report.tables.get(&table).is_some_and(|reading| reading.found)
}

/// A number without idle zeros.
pub(crate) fn figure(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A cell's row in few words.
pub(crate) fn row_name(address: CellAddress) -> String {
    match (address.table(), address.row()) {
        (TableId::T3, "new_received") => "本年新收".to_owned(),
        (TableId::T3, "carried_in") => "上年结转".to_owned(),
        (TableId::T3, "total") => "办理结果总计".to_owned(),
        (TableId::T3, "carried_out") => "结转下年度".to_owned(),
        (TableId::T3, "other_other") => "其他处理：其他".to_owned(),
        _ => labels(address).map_or_else(|| address.row().to_owned(), |(row, _)| short(&row)),
    }
}

/// A cell's column in few words.
pub(crate) fn column_name(address: CellAddress) -> String {
    labels(address).map_or_else(|| address.column().to_owned(), |(_, column)| short(&column))
}

/// A cell as 予以公开／自然人.
pub(crate) fn cell_name(address: CellAddress) -> String {
    format!("{}／{}", row_name(address), column_name(address))
}

/// A term of a sum with its figure.
pub(crate) type Term = (Operand, Decimal);

/// Terms of a sum that are not 0, such as 自然人 2＋商业企业 1＝3; `name` names a term.
pub(crate) fn sum_in_words(terms: &[Term], sum: Decimal, name: impl Fn(CellAddress) -> String) -> String {
    let word = |(operand, value): &Term| {
        let report = if operand.prior { "（上年报告）" } else { "" };
        format!("{}{report} {}", name(operand.address), figure(*value))
    };
    let shown: Vec<String> = match terms {
        // Few terms are all shown, so that a missing carry-over is seen as 0.
        [_] | [_, _] => terms.iter().map(word).collect(),
        _ => terms.iter().filter(|(_, value)| !value.is_zero()).map(word).collect(),
    };
    match shown.as_slice() {
        [] => "0".to_owned(),
        [only] => only.clone(),
        many => format!("{}＝{}", many.join("＋"), figure(sum)),
    }
}

/// The values of a sum's terms; `None` when one is no number (or, across years, there is no report for it).
pub(crate) fn values(report: &Report, prior: Option<&Report>, operands: &[Operand]) -> Option<Vec<Term>> {
    operands
        .iter()
        .map(|operand| {
            let source = if operand.prior { prior? } else { report };
            Some((*operand, source.cells.value(operand.address)?))
        })
        .collect()
}

/// A sum that does not overflow; `None` when it would.
pub(crate) fn total(terms: &[Term]) -> Option<Decimal> {
    terms.iter().try_fold(Decimal::ZERO, |sum, (_, value)| sum.checked_add(*value))
}

/// A finding with a cell's place, words and address.
pub(super) fn at_cell(finding: Finding, report: &Report, address: CellAddress) -> Finding {
    let cell = report.cells.get(address);
    let mut finding = finding.with_cell(address);
    if let Some(place) = cell.and_then(|cell| cell.at.clone()) {
        finding = finding.with_place(place);
    }
    match cell.and_then(words) {
        Some(raw) => finding.with_excerpt(raw),
        None => finding,
    }
}

fn words(cell: &Cell) -> Option<&str> {
    cell.raw.as_deref().map(str::trim).filter(|raw| !raw.is_empty())
}

fn labels(address: CellAddress) -> Option<(String, String)> {
    // Newest first: a row of both editions is called as the form calls it today.
    EditionId::ALL.into_iter().rev().find_map(|edition| edition.edition().labels(address))
}

/// A label without its number, its bracketed remark and its second half.
fn short(label: &str) -> String {
    let start = label.trim_start_matches(|letter: char| "（）()一二三四五六七八九十、0123456789.．".contains(letter));
    let label = if start.is_empty() { label } else { start };
    let label = label.split('（').next().unwrap_or(label);
    label.split("、行政机关").next().unwrap_or(label).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_short_names() {
        let check = |address, expected: &str| {
            assert_eq!(cell_name(CellAddress::parse(address).unwrap()), expected);
        };
        check("t3.granted.natural_person", "予以公开／自然人");
        check("t3.granted_in_part.total", "部分公开／总计");
        check("t3.refused_security_stability.other_org", "危及“三安全一稳定”／其他");
        check("t3.other_overdue_correction.total", "申请人无正当理由逾期不补正／总计");
        check("t2.procurement.procurement_amount", "政府集中采购／采购总金额");
        check("t4.lit_direct.upheld", "未经复议直接起诉／结果维持");
    }

    #[test]
    fn sums_name_the_terms_that_count() {
        let term = |address, value: i64| {
            (Operand { address: CellAddress::parse(address).unwrap(), prior: false }, Decimal::from(value))
        };
        let three =
            [term("t3.granted.natural_person", 2), term("t3.granted.commercial", 0), term("t3.granted.other_org", 1)];
        assert_eq!(sum_in_words(&three, Decimal::from(3), column_name), "自然人 2＋其他 1＝3");
        let two = [term("t3.new_received.total", 12), term("t3.carried_in.total", 0)];
        assert_eq!(sum_in_words(&two, Decimal::from(12), row_name), "本年新收 12＋上年结转 0＝12");
    }

    #[test]
    fn a_sum_that_overflows_is_none() {
        let cell = Operand { address: CellAddress::parse("t3.granted.total").unwrap(), prior: false };
        assert_eq!(total(&[(cell, Decimal::MAX), (cell, Decimal::MAX)]), None);
    }
}
