//! 规章 in the report of a body that cannot make any.
//!
//! Basis: 《立法法》 Art. 91 (ministries and commissions of the State Council) and Art. 93 (governments of provinces, of
//! cities with districts and of autonomous prefectures). Street offices, townships, counties and local departments are
//! not among them; a city's name does not tell whether it has districts, so cities are not flagged.

use gongkai_law::{Basis, Code, Instrument, Severity};

use super::Examined;
use super::body::BodyKind;
use super::figures::{at_cell, cell_name, figure};
use crate::cell::{CellAddress, CellState};
use crate::edition::TableId;
use crate::model::Finding;

pub(super) const REGULATION_WITHOUT_POWER: Code = Code("regulation-without-power");

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    regulation_without_power(examined).into_iter().collect()
}

fn regulation_without_power(examined: &Examined<'_>) -> Option<Finding> {
    let body = examined.report.body.as_deref().unwrap_or_default();
    let without_power = match examined.kind? {
        BodyKind::Street | BodyKind::Township | BodyKind::CountyGovernment => true,
        BodyKind::Department => is_local(body),
        BodyKind::HigherGovernment => false,
    };
    let filled: Vec<(CellAddress, String)> = examined
        .report
        .cells
        .of_table(TableId::T2)
        .filter(|(address, cell)| address.row() == "regulation" && cell.state == CellState::Value)
        .filter_map(|(address, cell)| Some((address, cell.value.filter(|value| !value.is_zero())?)))
        .map(|(address, value)| (address, format!("{} {}", cell_name(address), figure(value))))
        .collect();
    let (first, _) = filled.first().filter(|_| without_power)?;
    let figures = filled.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("、");
    let finding = Finding::new(
        REGULATION_WITHOUT_POWER,
        Severity::Warning,
        Basis::new(Instrument::LegislationLaw, "第九十一条、第九十三条"),
    )
    .with_arg("figures", figures);
    let finding = at_cell(finding, examined.report, *first);
    Some(finding.with_cells(filled.iter().skip(1).map(|(address, _)| address)))
}

/// Whether a department's name says that it is a county's, city's or township's (示例区财政局), not the State's.
fn is_local(name: &str) -> bool {
    const OF_THE_STATE: &[&str] = &["国家", "国务院", "中国", "中华"];
    const NOT_A_CITY: &[&str] = &["市场", "市政", "市容", "城市"];
    if OF_THE_STATE.iter().any(|start| name.starts_with(start)) {
        return false;
    }
    let rest = NOT_A_CITY.iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    ["省", "市", "县", "区", "旗", "镇", "乡", "街道"].iter().any(|level| rest.contains(level))
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn departments_of_the_state_are_told_from_local_ones() {
        assert!(is_local("示例区财政局"));
        assert!(is_local("示例市市场监督管理局"));
        assert!(!is_local("国家市场监督管理总局"));
        assert!(!is_local("财政部"));
    }
}
