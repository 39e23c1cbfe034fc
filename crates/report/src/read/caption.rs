//! What stands above a table that is not in its section: 附表1, the section's title once more, a unit.

use super::line::Line;
use super::normal;
use crate::edition::TableId;

/// The first line of the caption above a table that begins in a line.
pub(super) fn above(lines: &[Line<'_>], start: usize) -> usize {
    let before = (0..start).rev().take_while(|index| {
        lines.get(*index).is_some_and(|line| line.normal.is_empty() || (!line.is_grid() && is_caption(&line.normal)))
    });
    let said = before.filter(|index| lines.get(*index).is_some_and(|line| !line.normal.is_empty()));
    said.last().unwrap_or(start)
}

/// Whether a line names a table and says no more.
fn is_caption(text: &str) -> bool {
    const BEGINNINGS: [&str; 4] = ["附件", "附表", "附:", "附录"];
    const NUMERALS: &str = "一二三四五六七八九十0123456789";
    const LONGEST: usize = 40;
    if text.contains('。') || text.chars().count() > LONGEST {
        return false;
    }
    let text = normal::section_ordinal(text).map_or(text, |(_, title)| title);
    let names_table = TableId::ALL.iter().any(|table| text.contains(title_of(*table)));
    let numbered = text.strip_prefix('表').is_some_and(|rest| rest.starts_with(|c| NUMERALS.contains(c)));
    text == "附" || names_table || numbered || is_unit(text) || BEGINNINGS.iter().any(|word| text.starts_with(word))
}

/// Whether a line is a table's title and no more, with its ordinal or without.
pub(super) fn is_title(text: &str) -> bool {
    let title = normal::section_ordinal(text).map_or(text, |(_, title)| title);
    TableId::ALL.iter().any(|table| title == title_of(*table))
}

/// Whether a line names the unit of the figures below it.
pub(super) fn is_unit(text: &str) -> bool {
    ["单位:", "(单位:"].iter().any(|word| text.starts_with(word))
}

/// A section's title without its ordinal.
pub(super) fn title_of(table: TableId) -> &'static str {
    table.title().split_once('、').map_or(table.title(), |(_, title)| title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions() {
        for text in ["附件", "附表1:主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "表2", "(单位:件)"]
        {
            assert!(is_caption(text), "{text}");
        }
        for text in ["本年度未收取信息处理费。", "无其他需要报告的事项", "青禾街道办事处", "表示感谢"]
        {
            assert!(!is_caption(text), "{text}");
        }
    }
}
