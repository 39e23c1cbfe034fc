//! Type and range of single cells: counts are whole and not negative, money has a unit, nothing is absurdly large.

use std::sync::LazyLock;

use gongkai_law::{Code, Severity};
use regex::Regex;
use rust_decimal::Decimal;

use super::Examined;
use super::body::BodyKind;
use super::figures::{at_cell, cell_name, edition_of, figure, is_found};
use super::text::folded;
use crate::cell::{Cell, CellAddress, CellState};
use crate::edition::{CellForm, TableId, ValueType};
use crate::model::{Finding, Report};

pub(super) const COUNT_NEGATIVE: Code = Code("count-negative");
pub(super) const COUNT_NOT_WHOLE: Code = Code("count-not-whole");
pub(super) const COUNT_TOO_LARGE: Code = Code("count-too-large");
pub(super) const CELL_NOT_NUMBER: Code = Code("cell-not-number");
pub(super) const MONEY_NEGATIVE: Code = Code("money-negative");
pub(super) const MONEY_UNIT_UNKNOWN: Code = Code("money-unit-unknown");
pub(super) const MONEY_TOO_LARGE: Code = Code("money-too-large");
pub(super) const DECIMALS_TOO_FEW: Code = Code("decimals-too-few");
pub(super) const DECIMALS_TOO_MANY: Code = Code("decimals-too-many");

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static KEEP_DECIMALS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("保留([1-9一二两三四五六])位小数").expect("a pattern that compiles"));

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let mut findings = Vec::new();
    for table in TableId::ALL.into_iter().filter(|table| is_found(report, *table)) {
        for form in edition_of(report, table).edition().cells_of(table) {
            if let Some(cell) = report.cells.get(form.address) {
                findings.extend(cell_findings(examined, form, cell));
            }
        }
    }
    findings
}

fn cell_findings(examined: &Examined<'_>, form: &CellForm, cell: &Cell) -> Vec<Finding> {
    let report = examined.report;
    let raw = cell.raw.as_deref().unwrap_or_default().trim();
    let make = |code, severity| {
        let basis = edition_of(report, form.address.table()).basis(form.address.table());
        let finding =
            Finding::new(code, severity, basis).with_arg("cell", cell_name(form.address)).with_arg("raw", raw);
        at_cell(finding, report, form.address)
    };
    // A figure of thirty digits is none to reckon with, but a figure.
    if cell.state == CellState::Text && cell.is_too_large() {
        let code = if form.value_type == ValueType::Decimal { MONEY_TOO_LARGE } else { COUNT_TOO_LARGE };
        return vec![make(code, Severity::Warning).with_arg("yuan", raw)];
    }
    if cell.state == CellState::Text {
        return if is_told(report, form.address) { Vec::new() } else { vec![make(CELL_NOT_NUMBER, Severity::Warning)] };
    }
    let Some(value) = cell.value else { return Vec::new() };
    match form.value_type {
        ValueType::NonNegativeInteger | ValueType::SignedInteger => {
            let signed = form.value_type == ValueType::SignedInteger;
            count_fault(examined, value, signed).map(|(code, severity)| make(code, severity)).into_iter().collect()
        }
        ValueType::Decimal => money_findings(examined, form, cell, value, make),
    }
}

/// What reading has told of a cell is not told again.
fn is_told(report: &Report, address: CellAddress) -> bool {
    report.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address.as_str()))
}

fn is_told_by(report: &Report, address: CellAddress, code: &str) -> bool {
    let findings = report.findings.iter().filter(|finding| finding.code.0 == code);
    findings.flat_map(|finding| &finding.cells).any(|cell| cell == address.as_str())
}

fn count_fault(examined: &Examined<'_>, value: Decimal, signed: bool) -> Option<(Code, Severity)> {
    if value.is_sign_negative() && !value.is_zero() && !signed {
        Some((COUNT_NEGATIVE, Severity::Error))
    } else if !value.fract().is_zero() {
        Some((COUNT_NOT_WHOLE, Severity::Error))
    } else if value.abs() > Decimal::from(examined.settings.largest_count) {
        Some((COUNT_TOO_LARGE, Severity::Warning))
    } else {
        None
    }
}

/// Unit: `value` is in 元 wherever a unit was written or stands in the form's header.
fn money_findings(
    examined: &Examined<'_>,
    form: &CellForm,
    cell: &Cell,
    value: Decimal,
    make: impl Fn(Code, Severity) -> Finding,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if value.is_sign_negative() && !value.is_zero() {
        findings.push(make(MONEY_NEGATIVE, Severity::Error));
    }
    let unit_known = cell.unit.is_some() || form.unit.is_some();
    // Nothing is nothing in any unit.
    if !unit_known && !value.is_zero() && !is_told_by(examined.report, form.address, "money-without-unit") {
        findings.push(make(MONEY_UNIT_UNKNOWN, Severity::Warning));
    }
    if unit_known && value.abs() > largest_yuan(examined) {
        findings.push(make(MONEY_TOO_LARGE, Severity::Warning).with_arg("yuan", figure(value)));
    }
    let found = decimals(cell);
    let most = match cell.unit.as_deref() {
        Some("元") => 2,
        _ => max_scale(examined.report, form.address).unwrap_or(u32::MAX),
    };
    if found > most {
        findings.push(make(DECIMALS_TOO_MANY, Severity::Info).with_arg("found", found).with_arg("most", most));
    }
    if let Some(wanted) = header_decimals(examined, form.address)
        && found < wanted
        && !value.is_zero()
    {
        findings.push(make(DECIMALS_TOO_FEW, Severity::Warning).with_arg("found", found).with_arg("wanted", wanted));
    }
    findings
}

fn largest_yuan(examined: &Examined<'_>) -> Decimal {
    let settings = examined.settings;
    Decimal::from(match examined.kind {
        Some(BodyKind::Street | BodyKind::Township) => settings.largest_yuan_of_township,
        _ => settings.largest_yuan,
    })
}

/// Decimals as written, not as the number is stored.
fn decimals(cell: &Cell) -> u32 {
    let raw = folded(cell.raw.as_deref().unwrap_or_default());
    let Some((_, fraction)) = raw.split_once('.') else { return 0 };
    u32::try_from(fraction.chars().take_while(char::is_ascii_digit).count()).unwrap_or(u32::MAX)
}

fn max_scale(report: &Report, address: CellAddress) -> Option<u32> {
    let groups = &edition_of(report, TableId::T2).edition().t2.groups;
    let group = groups.iter().find(|group| group.rows.iter().any(|row| row.id == address.row()))?;
    group.columns.iter().find(|column| column.id == address.column())?.max_scale
}

/// The decimals the report's own header asks for in the fee column, where reading met such a header.
///
/// The national form asks for none; 保留4位小数 is a local addition, and only the report that prints it is held to it.
fn header_decimals(examined: &Examined<'_>, address: CellAddress) -> Option<u32> {
    if address.column() != "fee_amount" {
        return None;
    }
    let headers = examined
        .report
        .findings
        .iter()
        .filter(|finding| finding.code.0 == "label-deviation")
        .flat_map(|finding| finding.args.get("found").into_iter().chain(finding.excerpt.as_ref()))
        .map(String::as_str);
    let prose = examined.passages.iter().filter(|passage| passage.section == Some(2)).map(|passage| passage.text);
    headers.chain(prose).find_map(|text| {
        let text = folded(text);
        let digit = KEEP_DECIMALS.captures(&text)?.get(1)?.as_str().chars().next()?;
        digit.to_digit(10).or_else(|| {
            let position =
                "零一二三四五六".chars().position(|numeral| numeral == digit || (digit == '两' && numeral == '二'));
            position.and_then(|position| u32::try_from(position).ok())
        })
    })
}
