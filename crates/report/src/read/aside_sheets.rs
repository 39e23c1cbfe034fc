//! Sheets that by their names show last year's figures, or how the form is filled in: beside the report's own they are
//! no second report.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::line::Line;
use super::normal::normal;
use super::owner::sheet_of;
use super::region::TableOut;
use super::seek::is_marked;
use crate::edition::TableId;

/// Names that can mean nothing else: 去年, 上年数据, 填报样例, 年报模板, 填表说明.
#[expect(clippy::expect_used, reason = "the pattern is constant; the tests use it")]
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:上一?年|去年)度?(?:同期)?(?:数据|数|情况|年报|报告|报表|表)?",
        r"|(?:年报|报告|报表|表格|填报|填写|填表|空白)*[(-]?(?:模板|模版|样例|样表|样本|范例|范本|示例)\)?",
        r"|(?:填报|填写|填表)(?:说明|须知|要求|指南)",
        r"|空白?表)[0-9]?$",
    ))
    .expect("a valid pattern")
});

/// Whether a sheet's name says that it is none of the report.
pub(super) fn is_aside(name: &str) -> bool {
    NAME.is_match(&normal(name))
}

/// The report's lines, and those of sheets beside it. Where no other sheet has the tables such a sheet has, it is the
/// report's, whatever its name.
pub(super) fn part(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Vec<Line<'_>>) {
    let has = |line: &Line<'_>, table: usize| is_marked(line, table);
    let has_any = |line: &Line<'_>| (0..TableId::ALL.len()).any(|table| has(line, table));
    let marked = lines.iter().filter(|line| has_any(line)).filter_map(sheet_of).filter(|name| is_aside(name));
    let names: BTreeSet<String> = marked.map(str::to_owned).collect();
    if names.is_empty() {
        return (lines, Vec::new());
    }
    let is_of_aside = |line: &Line<'_>| sheet_of(line).is_some_and(|name| names.contains(name));
    let (aside, rest): (Vec<_>, Vec<_>) = lines.iter().partition(|line| is_of_aside(line));
    let stands_in = |lines: &[&Line<'_>], table| lines.iter().any(|line| has(line, table));
    if (0..TableId::ALL.len()).any(|table| stands_in(&aside, table) && !stands_in(&rest, table)) {
        return (lines, Vec::new());
    }
    lines.into_iter().partition(|line| !is_of_aside(line))
}

/// Tells of the tables in sheets beside the report, for each that the report has.
pub(super) fn tell(tables: &mut [TableOut; 3], aside: &[Line<'_>]) {
    for (number, table) in tables.iter_mut().enumerate().filter(|(_, table)| table.found) {
        let mut told = BTreeSet::new();
        for line in aside.iter().filter(|line| is_marked(line, number)) {
            let Some(name) = sheet_of(line).filter(|name| told.insert(name.to_owned())) else { continue };
            let finding = table.left_aside(name, line.at);
            table.findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_aside;

    #[test]
    fn names_of_sheets_beside_the_report() {
        for name in [
            "去年",
            "上年",
            "上年度数据",
            "去年同期",
            "模板",
            "年报模板",
            "填报样例",
            "样表",
            "填表说明",
            "空表",
            "样例2",
        ] {
            assert!(is_aside(name), "{name}");
        }
        for name in [
            "年报",
            "Sheet1",
            "示例区",
            "2023年",
            "表2",
            "说明",
            "水利局模板",
            "数据",
            "上年结转",
            "填报",
            "汇总表",
            "",
        ] {
            assert!(!is_aside(name), "{name}");
        }
    }
}
