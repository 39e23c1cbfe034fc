//! Fifteen figures in a line below a header that is broken in a way that no word of it is left whole, as pages without
//! ruling lines have it: its lines hold the letters of the form's header, each of them and no other.

use super::{BLOCKS, CELLS, RESULTS, addresses, numbers_columns, parse, run_of, settle};
use crate::edition::EditionId;
use crate::read::line::{Kind, Line, Token};
use crate::read::place::RowReading;
use crate::read::region::{Region, TableOut};
use crate::read::run::Layout;

/// The header may stand on so many lines.
const LINES: usize = 12;
/// The name above both kinds of lawsuits.
const LAWSUITS: &str = "行政诉讼";

/// Reads the row, when its header leaves no doubt; says whether it did.
pub(super) fn read_letters(region: &Region<'_, '_>, edition: EditionId, out: &mut TableOut) -> bool {
    let rows = region.lines.iter().enumerate().filter(|(_, line)| line.tokens.len() == CELLS);
    let mut rows = rows.filter(|(_, line)| line.tokens.iter().all(|token| token.kind == Kind::Value));
    let (Some((at, line)), None) = (rows.next(), rows.next()) else { return false };
    let figures: Vec<&Token<'_>> = line.tokens.iter().collect();
    // A figure in a line of its own may be the rest of one of them.
    let beside = region.lines.get(at + 1..).unwrap_or_default().iter().find(|line| !line.normal.is_empty());
    let goes_on = beside.is_some_and(|line| line.tokens.iter().any(|token| token.kind == Kind::Value));
    let is_row = !goes_on && !line.is_grid() && !numbers_columns(&figures, None);
    let Some(from) = header(region.lines.get(..at).unwrap_or_default()).filter(|_| is_row) else { return false };
    out.span = Some((region.offset + from, region.offset + at));
    let run = run_of(figures, Layout::Stream, region.offset + at, line.at);
    settle(&RowReading::ordered(addresses(edition, None), parse(&run.values), true), out, &run);
    true
}

/// The first line of the header that ends with the last of the lines.
fn header(lines: &[Line<'_>]) -> Option<usize> {
    let names = BLOCKS.iter().map(|(name, _)| *name).chain([LAWSUITS]);
    let results = RESULTS.iter().map(|(name, _)| *name);
    let mut left: Vec<char> = names.chain(BLOCKS.iter().flat_map(|_| results.clone())).flat_map(str::chars).collect();
    for (at, line) in lines.iter().enumerate().rev().take(LINES) {
        for letter in line.normal.chars() {
            let found = left.iter().position(|other| *other == letter)?;
            left.swap_remove(found);
        }
        if left.is_empty() {
            return Some(at).filter(|_| lines.get(at..).is_some_and(is_in_order));
        }
    }
    None
}

/// Whether kinds and results follow each other as in the form.
fn is_in_order(lines: &[Line<'_>]) -> bool {
    let said: String = lines.iter().map(|line| line.normal.as_str()).collect();
    let after = |one: &str, other: &str| said.find(one).zip(said.find(other)).is_some_and(|(one, other)| one < other);
    after("行政复议", LAWSUITS)
        && after("直接起诉", "后起诉")
        && lines.iter().all(|line| results_in_order(&line.normal))
}

/// Whether a line, which may have only pieces of the results, has them in the form's order, once or once a block.
fn results_in_order(line: &str) -> bool {
    let result = |letter: char| match letter {
        '维' | '持' => Some(0),
        '纠' | '正' => Some(1),
        '其' | '他' => Some(2),
        '尚' | '审' => Some(3),
        '总' | '计' => Some(4),
        _ => None,
    };
    let mut blocks: Vec<Vec<u8>> = vec![Vec::new()];
    for found in line.chars().filter_map(result) {
        let Some(block) = blocks.last_mut() else { return false };
        match block.last() {
            Some(last) if *last == found => {}
            Some(last) if *last > found => blocks.push(vec![found]),
            _ => block.push(found),
        }
    }
    blocks.len() <= BLOCKS.len() && blocks.windows(2).all(|pair| pair.first() == pair.last())
}

#[cfg(test)]
mod tests {
    use gongkai_documents::{Limits, read};

    use crate::cell::CellState;

    /// How many cells of table 4 are read below a header of these lines.
    fn cells(header: &[&str]) -> usize {
        let figures = "1\t0\t1\t0\t2\t0\t1\t0\t0\t1\t0\t0\t0\t3\t3";
        let text = format!(
            "青禾街道2023年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n{}\n{figures}\n五、存在的主要问题及改进情况\n",
            header.join("\n")
        );
        let report = crate::read(&read(text.as_bytes(), &Limits::default()).unwrap());
        let is_read = |cell: &&crate::cell::Cell| cell.state == CellState::Value;
        let own =
            report.cells.0.iter().filter(|(address, _)| address.as_str().starts_with("t4.")).map(|(_, cell)| cell);
        own.filter(is_read).count()
    }

    const BLOCKS: [&str; 2] = ["行政复议\t行政诉讼", "未经复议直接起诉\t复议后起诉"];

    #[test]
    fn a_header_broken_in_all_its_words_is_known_by_its_letters() {
        let one = "结果\t结果\t其他\t尚未\t总\t结果\t结果\t其他\t尚未\t总\t结果\t结果\t其他\t尚未\t总";
        let two = "维持\t纠正\t结果\t审结\t计\t维持\t纠正\t结果\t审结\t计\t维持\t纠正\t结果\t审结\t计";
        assert_eq!(cells(&[BLOCKS[0], BLOCKS[1], one, two]), 15);
        // A letter less, and one of another word.
        assert_eq!(cells(&[BLOCKS[0], BLOCKS[1], one, &two.replacen('计', "", 1)]), 0);
        assert_eq!(cells(&[BLOCKS[0], BLOCKS[1], one, &two.replacen("维持", "胜诉", 1)]), 0);
        // Two results have changed places in one block.
        assert_eq!(cells(&[BLOCKS[0], BLOCKS[1], one, &two.replacen("维持\t纠正", "纠正\t维持", 1)]), 0);
        assert_eq!(cells(&[BLOCKS[0], "复议后起诉\t未经复议直接起诉", one, two]), 0);
    }
}
