//! Whether the words above table 4's figures are the form's: a column or a block headed otherwise holds something else.

use gongkai_law::Severity;

use super::around::covers;
use super::{BLOCKS, RESULTS, block_in};
use crate::cell::CellAddress;
use crate::read::line::{Kind, Line, Token};
use crate::read::place::RowReading;
use crate::read::region::{TableOut, is_foreign};

/// What each result's name says, however it is worded.
const KEYS: [(&str, &[&str]); 5] = [
    ("upheld", &["维持"]),
    ("corrected", &["纠正"]),
    ("other", &["其他", "其它"]),
    ("pending", &["未审结", "未结", "尚未", "在审", "审理中"]),
    ("total", &["计", "总数"]),
];
/// What turns a name into its opposite.
const OPPOSITES: [&str; 4] = ["不", "非", "无", "已"];
/// The name above both kinds of lawsuits.
const LAWSUITS: &str = "行政诉讼";
/// Words longer than this are a note.
const LONGEST: usize = 12;

/// Leaves out what stands below other words than the form's, and tells these.
pub(super) fn hold_against(reading: &mut RowReading, values: &[&Token<'_>], header: &[&Line<'_>], out: &mut TableOut) {
    let heads: Vec<&Token<'_>> = header.iter().flat_map(|row| &row.tokens).filter(|head| is_name(head)).collect();
    if foreign_in(heads.iter().copied()).is_none() {
        return;
    }
    let is_result = |head: &Token<'_>| RESULTS.iter().any(|(word, _)| head.normal == *word);
    // Below a header that lost its spans no column has its own words.
    let stands = |head: &&Token<'_>| values.iter().any(|value| value.column == head.column);
    if !heads.iter().filter(|head| is_result(head)).all(stands) {
        return;
    }
    let placed: Vec<(CellAddress, &Token<'_>)> = reading
        .addresses
        .iter()
        .zip(&reading.slots)
        .filter_map(|(address, slot)| Some((*address, *values.get((*slot)?)?)))
        .collect();
    let mut block_before = None;
    for (address, value) in &placed {
        let above: Vec<&Token<'_>> = heads.iter().copied().filter(|head| covers(head, value)).collect();
        let is_over_all =
            |head: &Token<'_>| values.len() > RESULTS.len() && values.iter().all(|value| covers(head, value));
        let (over_blocks, own): (Vec<&Token<'_>>, Vec<&Token<'_>>) =
            above.into_iter().filter(|head| !is_over_all(head)).partition(|head| {
                head.normal.contains(LAWSUITS)
                    || block_in(&head.normal).is_some()
                    || spans(head, values) >= RESULTS.len()
            });
        if block_before.replace(address.row()) != Some(address.row()) {
            let name = name_of(address.row());
            for head in over_blocks.into_iter().filter(|head| !names_block(&head.normal, address.row())) {
                let block: Vec<CellAddress> =
                    placed.iter().map(|(other, _)| *other).filter(|other| other.row() == address.row()).collect();
                leave(reading, &block, out, head, &head.normal, name);
            }
        }
        let said: String = own.iter().map(|head| head.normal.as_str()).collect();
        let expected = RESULTS.iter().find(|(_, id)| *id == address.column()).map_or("", |(word, _)| *word);
        let (Some(last), false) = (own.last(), said.is_empty() || said.contains(expected)) else { continue };
        if names_result(&said, address.column()) {
            if !expected.contains(&said) {
                let finding = out.finding("label-deviation", Severity::Info, last.at).with_excerpt(&said);
                out.findings.push(finding.with_arg("found", &said).with_arg("expected", expected));
            }
        } else {
            leave(reading, &[*address], out, last, &said, expected);
        }
    }
}

/// The word that heads table 4 in the place of one that is missing, with that: none of the form's, not even in pieces, or a
/// kind of dispute for the second time. `None` where no word is missing, or is only damaged.
pub(super) fn foreign_in<'t, 'a: 't>(
    words: impl Iterator<Item = &'t Token<'a>>,
) -> Option<(&'t Token<'a>, &'static str)> {
    let known = || RESULTS.iter().chain(&BLOCKS).map(|(word, _)| *word).chain([LAWSUITS]);
    let is_of_letters = |word: &str| word.chars().all(|c| known().any(|known| known.contains(c)));
    let mut counts = [0_usize; 8];
    let mut left = None;
    for token in words {
        let mut named = RESULTS.iter().chain(&BLOCKS).zip(&mut counts);
        if let Some(((word, _), count)) = named.find(|((word, _), _)| token.normal == *word) {
            if *count > 0 && BLOCKS.iter().any(|(block, _)| block == word) {
                left = left.or(Some(token));
            }
            *count += 1;
            continue;
        }
        for ((word, _), count) in RESULTS.iter().chain(&BLOCKS).zip(&mut counts) {
            *count += token.normal.matches(word).count();
        }
        let is_note = token.normal.contains(['。', '，', ',', ';', '；', ':', '：']);
        let mut rest = token.normal.clone();
        for word in known() {
            rest = rest.replace(word, "");
        }
        let is_word = (2..=LONGEST).contains(&rest.chars().count()) && rest.contains(char::is_alphabetic);
        if !is_note && is_word && (!is_of_letters(&rest) || rest == "审结") {
            left = left.or(Some(token));
        }
    }
    let wanted = RESULTS.iter().map(|(word, _)| (*word, BLOCKS.len())).chain(BLOCKS.iter().map(|(word, _)| (*word, 1)));
    let missing = wanted.zip(counts).find(|((_, wanted), count)| count < wanted).map(|((word, _), _)| word)?;
    left.map(|token| (token, missing))
}

fn leave(
    reading: &mut RowReading,
    cells: &[CellAddress],
    out: &mut TableOut,
    head: &Token<'_>,
    found: &str,
    expected: &str,
) {
    reading.leave_out(cells);
    let finding = out.finding("label-deviation", Severity::Warning, head.at).with_excerpt(found);
    out.findings.push(finding.with_arg("found", found).with_arg("expected", expected));
}

fn is_name(head: &Token<'_>) -> bool {
    head.kind == Kind::Label && (2..=LONGEST).contains(&head.normal.chars().count())
}

/// How many of the values stand below a head.
fn spans(head: &Token<'_>, values: &[&Token<'_>]) -> usize {
    values.iter().filter(|value| covers(head, value)).count()
}

fn name_of(block: &str) -> &'static str {
    BLOCKS.iter().find(|(_, id)| *id == block).map_or("", |(word, _)| *word)
}

/// Whether a word above a block may stand there.
fn names_block(word: &str, block: &str) -> bool {
    match block_in(word) {
        Some("recon") => block == "recon" || word.contains("诉讼"),
        Some(named) => named == block,
        None => block != "recon" && word.contains("诉讼"),
    }
}

/// Whether a word names a result, and no other.
fn names_result(word: &str, result: &str) -> bool {
    let says = |(_, keys): &&(&str, &[&str])| keys.iter().any(|key| word.contains(key));
    let mut said = KEYS.iter().filter(says).map(|(id, _)| *id);
    let is_piece = || RESULTS.iter().any(|(name, id)| *id == result && name.contains(word)) && word != "审结";
    let is_own = match (said.next(), said.next()) {
        (Some(one), None) => one == result,
        (None, _) => is_piece(),
        _ => false,
    };
    // Each block's total is the sum of its own.
    let is_own = is_own && (word == "小计" || !is_foreign(word, RESULTS.iter().map(|(word, _)| *word)));
    is_own && !OPPOSITES.iter().any(|no| word.contains(no))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_told_by_what_it_says() {
        for (word, result) in [
            ("维持", "upheld"),
            ("合计", "total"),
            ("小计", "total"),
            ("未审结", "pending"),
            ("其它结果", "other"),
            ("结果", "upheld"),
        ] {
            assert!(names_result(word, result), "{word}");
        }
        for (word, result) in [
            ("已审结", "pending"),
            ("审结", "pending"),
            ("撤诉", "other"),
            ("结果撤销", "corrected"),
            ("不予维持", "upheld"),
            ("结果纠正", "other"),
            ("上年总计", "total"),
        ] {
            assert!(!names_result(word, result), "{word}");
        }
    }

    #[test]
    fn a_block_is_told_by_what_it_says() {
        for (word, block) in [
            ("行政复议", "recon"),
            ("行政诉讼", "lit_direct"),
            ("直接起诉", "lit_direct"),
            ("经复议起诉", "lit_after_recon"),
            ("经行政复议后起诉", "lit_after_recon"),
        ] {
            assert!(names_block(word, block), "{word}");
        }
        for (word, block) in
            [("行政处罚", "recon"), ("一审", "lit_direct"), ("复议后起诉", "lit_direct"), ("行政诉讼", "recon")]
        {
            assert!(!names_block(word, block), "{word}");
        }
    }
}
