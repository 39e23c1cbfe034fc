//! This year's report against last year's.
//!
//! Only the same body's report about the year before is compared. One cause is told once: when the total carried over
//! differs, its columns are named in the same finding, not in findings of their own.

use gongkai_law::{Code, Severity};

use super::Examined;
use super::figures::{at_cell, column_name, edition_of, figure, row_name};
use super::identities::Evaluated;
use crate::cell::CellAddress;
use crate::edition::{Identity, Scope, TableId};
use crate::model::{Finding, Report};

pub(super) const PRIOR_OTHER_BODY: Code = Code("prior-other-body");
pub(super) const PRIOR_NOT_YEAR_BEFORE: Code = Code("prior-not-year-before");
pub(super) const CARRIED_OVER_MISMATCH: Code = Code("carried-over-mismatch");
pub(super) const CARRIED_OVER_COLUMNS_MISMATCH: Code = Code("carried-over-columns-mismatch");
pub(super) const STOCK_MISMATCH: Code = Code("stock-mismatch");
pub(super) const ITEMS_MISMATCH: Code = Code("items-mismatch");

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let Some(prior) = examined.prior else { return Vec::new() };
    let unfit = unfit(examined, prior);
    if !unfit.is_empty() {
        return unfit;
    }
    let mut findings: Vec<Finding> = carried_over(examined.report, prior).into_iter().collect();
    findings.extend(stocks_and_items(examined.report, prior));
    findings
}

/// Whether last year's report can be compared: the same body, the year before.
pub(super) fn is_comparable(examined: &Examined<'_>, prior: &Report) -> bool {
    unfit(examined, prior).is_empty()
}

fn unfit(examined: &Examined<'_>, prior: &Report) -> Vec<Finding> {
    let report = examined.report;
    let mut findings = Vec::new();
    // What is carried over in table 3 is why last year's report is asked for at all.
    let make = |code| Finding::new(code, Severity::Warning, edition_of(report, TableId::T3).basis(TableId::T3));
    // Names in titles tell only where nobody knows whose both reports are.
    if examined.body.is_none()
        && let (Some(body), Some(other)) = (&report.body, &prior.body)
        && !is_same_body(body, other)
    {
        findings.push(make(PRIOR_OTHER_BODY).with_arg("body", body).with_arg("prior", other));
    }
    if let (Some(year), Some(other)) = (report.year, prior.year)
        && year.checked_sub(1) != Some(other)
    {
        findings
            .push(make(PRIOR_NOT_YEAR_BEFORE).with_arg("year", year_text(year)).with_arg("prior", year_text(other)));
    }
    findings
}

/// Years stay text, so that no language groups their digits.
fn year_text(year: i16) -> String {
    format!("{year}年")
}

/// What bodies are called for short, and in full.
const SHORT_NAMES: [(&str, &str); 11] = [
    ("卫健", "卫生健康"),
    ("文旅", "文化和旅游"),
    ("住建", "住房和城乡建设"),
    ("人社", "人力资源和社会保障"),
    ("发改", "发展和改革"),
    ("市场监管", "市场监督管理"),
    ("工信", "工业和信息化"),
    ("医保", "医疗保障"),
    ("应急局", "应急管理局"),
    ("退役军人局", "退役军人事务局"),
    ("委员会", "委"),
];

/// 青禾街道 and 示例区青禾街道办事处 are one body.
fn is_same_body(one: &str, other: &str) -> bool {
    let core = |name: &str| {
        let name: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
        let name = SHORT_NAMES.iter().fold(name, |name, (short, long)| name.replace(short, long));
        // The office of a government reports for itself, and not what the government sums up.
        ["人民政府", "办事处", "街道办"].iter().fold(name, |name, ending| match name.strip_suffix(ending) {
            Some(rest) if *ending == "街道办" => format!("{rest}街道"),
            Some(rest) => rest.to_owned(),
            None => name,
        })
    };
    let (one, other) = (core(one), core(other));
    // A body that only says 我街道 or 我镇 cannot be told from another.
    let unnamed = |name: &str| name.starts_with('我') || name.starts_with('本');
    unnamed(&one) || unnamed(&other) || one.ends_with(&other) || other.ends_with(&one)
}

fn across_years(report: &Report, prior: &Report, table: TableId) -> Vec<&'static Identity> {
    let edition = edition_of(report, table);
    let same_edition = edition == edition_of(prior, table);
    let identities = edition.edition().identities().iter();
    identities
        .filter(|identity| match identity.scope {
            Scope::SameYear => false,
            Scope::CrossYear => true,
            Scope::CrossYearSameEdition => same_edition,
        })
        .filter(|identity| identity.left.first().is_some_and(|operand| operand.address.table() == table))
        .collect()
}

fn broken<'a>(report: &'a Report, prior: &'a Report, table: TableId) -> impl Iterator<Item = Evaluated> + 'a {
    across_years(report, prior, table)
        .into_iter()
        .filter_map(|identity| Evaluated::of(identity, report, Some(prior)))
        .filter(|one| !one.holds())
}

/// 四 of last year = 二 of this year: the total an error, columns alone a warning.
fn carried_over(report: &Report, prior: &Report) -> Option<Finding> {
    let mut total = None;
    let mut columns: Vec<(CellAddress, String)> = Vec::new();
    for one in broken(report, prior, TableId::T3) {
        let address = one.identity.right.first()?.address;
        if address.column() == "total" {
            total = Some(address);
        } else {
            let last = last_year(&one, prior)?;
            let this = figure(report.cells.value(address)?);
            columns.push((address, format!("{} {last}→{this}", column_name(address))));
        }
    }
    let named = columns.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("、");
    let basis = edition_of(report, TableId::T3).basis(TableId::T3);
    let cells = columns.iter().map(|(address, _)| *address);
    if let Some(address) = total {
        let last = prior.cells.number("t3.carried_out.total")?;
        let this = report.cells.value(address)?;
        let finding = Finding::new(CARRIED_OVER_MISMATCH, Severity::Error, basis)
            .with_arg("last", figure(last))
            .with_arg("this", figure(this))
            .with_arg("columns", if named.is_empty() { "none" } else { &named });
        return Some(at_cell(finding, report, address).with_cells(cells));
    }
    let (first, _) = columns.first()?;
    let finding = Finding::new(CARRIED_OVER_COLUMNS_MISMATCH, Severity::Warning, basis).with_arg("columns", &named);
    Some(at_cell(finding, report, *first).with_cells(cells.skip(1)))
}

fn last_year(one: &Evaluated, prior: &Report) -> Option<String> {
    let operand = one.identity.left.first().filter(|operand| operand.prior)?;
    prior.cells.value(operand.address).map(figure)
}

/// Documents in force, documents public, items: warnings, for expiry and reorganisation have no column.
fn stocks_and_items(report: &Report, prior: &Report) -> Vec<Finding> {
    let basis = edition_of(report, TableId::T2).basis(TableId::T2);
    broken(report, prior, TableId::T2)
        .filter_map(|one| {
            let first = one.identity.left.first()?.address;
            let code = if first.column() == "prev_items" { ITEMS_MISMATCH } else { STOCK_MISMATCH };
            let finding = Finding::new(code, one.identity.severity, basis).with_arg("row", row_name(first));
            let finding = at_cell(one.tell(finding, column_name), report, first);
            let others = one.identity.left.iter().chain(&one.identity.right).filter(|operand| !operand.prior);
            Some(finding.with_cells(others.map(|operand| operand.address).filter(|address| *address != first)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_same_body;

    #[test]
    fn one_body_has_several_names() {
        assert!(is_same_body("青禾街道", "示例区青禾街道办事处"));
        assert!(is_same_body("示例县白石镇人民政府", "白石镇"));
        assert!(is_same_body("我街道", "青禾街道"));
        assert!(is_same_body("示例区卫健委", "示例区卫生健康委员会"));
        assert!(is_same_body("文旅局", "示例区文化和旅游局"));
        assert!(!is_same_body("示例县人民政府办公室", "示例县人民政府"));
        assert!(!is_same_body("青禾街道", "白石镇"));
        assert!(!is_same_body("示例区财政局", "示例区司法局"));
    }
}
