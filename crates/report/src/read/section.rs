//! The six statutory sections told apart, even where numbering restarts.

use std::sync::LazyLock;

use super::line::{Line, Source};
use super::normal;
use crate::edition::EditionId;

/// A section heading found.
#[derive(Debug, Clone)]
pub(super) struct HeadingAt {
    /// Section by the form, 1 to 6.
    pub(super) number: u8,
    /// Index of its line.
    pub(super) line: usize,
    /// The title as it stands, without its ordinal.
    pub(super) title: String,
}

/// What a heading of each section may hold: all words of one alternative, in any order.
const WORDS: [&[&[&str]]; 6] = [
    &[&["总体情况"], &["概述"], &["工作开展情况"], &["基本情况"], &["总体工作"], &["工作概况"], &["工作情况"]],
    &[&["主动公开", "情况"], &["主动公开"]],
    &[&["申请", "收到"], &["申请", "处理"], &["申请", "办理"], &["依申请公开"]],
    &[&["复议", "诉讼"], &["行政复议"]],
    &[&["问题", "改进"], &["存在", "问题"], &["不足", "改进"], &["主要问题"]],
    &[&["其他", "报告"], &["其他", "事项"], &["其它", "报告"], &["其它", "事项"], &["需要报告的事项"]],
];

/// The titles of the form in normal text; all editions have the same.
/// What a heading with a full stop, or without a mark behind its number, weighs less than a plain one.
const DOUBT: f64 = 2.0;

static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let [_, newest] = EditionId::ALL;
    newest.edition().sections.iter().map(|section| normal::normal(&section.title)).collect()
});

/// The labels of table 3's rows without their ordinals, of all editions.
static ROWS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rows = EditionId::ALL.iter().flat_map(|edition| &edition.edition().t3.rows);
    rows.map(|row| normal::core(&normal::normal(&row.label)).to_owned()).collect()
});

/// A heading is never longer than this, in characters of normal text.
const LONGEST: usize = 40;

struct Candidate {
    section: usize,
    line: usize,
    weight: f64,
    /// Whether number and words are the form's.
    is_official: bool,
    title: String,
}

/// The headings of the six sections, in the document's order, each at most once, numbers rising.
pub(super) fn headings(lines: &[Line<'_>]) -> Vec<HeadingAt> {
    let candidates = candidates(lines);
    let chain = best_chain(&candidates);
    let mut chosen: Vec<&Candidate> = chain.into_iter().filter_map(|index| candidates.get(index)).collect();
    // A heading with the form's own number and words is one in whatever order it stands.
    let misplaced = candidates.iter().filter(|candidate| candidate.is_official);
    for candidate in misplaced {
        if chosen.iter().all(|held| held.section != candidate.section && held.line != candidate.line) {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|candidate| candidate.line);
    chosen
        .into_iter()
        .filter_map(|candidate| {
            let number = u8::try_from(candidate.section + 1).ok()?;
            Some(HeadingAt { number, line: candidate.line, title: candidate.title.clone() })
        })
        .collect()
}

fn candidates(lines: &[Line<'_>]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = normal::without_ornament(&line.normal);
        if text.is_empty() || text.chars().count() > LONGEST {
            continue;
        }
        let marked = matches!(line.source, Source::Text { heading: Some(_) });
        // A row of a table can be a heading only when nothing else stands in it (a sheet's merged line).
        if line.is_grid() && line.tokens.iter().filter(|token| !token.normal.is_empty()).count() != 1 {
            continue;
        }
        let marked_ordinal = normal::section_ordinal(text).or_else(|| bracketed(text));
        let ordinal = marked_ordinal.or_else(|| unmarked(text));
        let (number, title) = ordinal.map_or((None, text), |(number, title)| (Some(number), title));
        // 二、主动公开政府信息情况。: the form's own words and a full stop.
        let stopped = title
            .strip_suffix('。')
            .filter(|title| number.is_some() && TITLES.iter().any(|official| official == title));
        let is_doubtful = stopped.is_some() || marked_ordinal.is_none() && ordinal.is_some();
        let title = stopped.unwrap_or(title);
        if title.starts_with('(') || title.ends_with(['。', ';', ',']) || title.contains('。') || is_row(title) {
            continue;
        }
        for (section, (words, official)) in WORDS.iter().zip(TITLES.iter()).enumerate() {
            let Some(mut weight) = title_weight(title, words, official) else { continue };
            let by_number = number.is_some_and(|number| usize::from(number) == section + 1);
            weight += match (number, marked) {
                (Some(_), _) if by_number => 1.0,
                (Some(_), _) | (None, true) => 0.4,
                (None, false) if title == official => 0.2,
                (None, false) => continue,
            };
            if (1..=3).contains(&section) && table_follows(lines, index, section) {
                weight += 1.0;
            }
            // A sentence, or an entry of a list, may say the same words: a plain heading weighs more.
            if is_doubtful {
                weight -= DOUBT;
            }
            let is_official = by_number && title == official && !is_doubtful;
            candidates.push(Candidate { section, line: index, weight, is_official, title: shown_title(line) });
        }
    }
    candidates
}

/// Whether a text is the label of a row of table 3 (1.申请人无正当理由逾期不补正…), which may stand in a line of its own.
fn is_row(text: &str) -> bool {
    ROWS.iter().any(|row| row == text)
}

/// (一)总体情况: brackets around the number of a section, when the words are the form's own for that number.
fn bracketed(text: &str) -> Option<(u8, &str)> {
    let (number, title) = text.strip_prefix('(')?.split_once(')')?;
    let index = ["一", "二", "三", "四", "五", "六"].iter().position(|numeral| *numeral == number)?;
    let is_form = TITLES.get(index).is_some_and(|official| official == title);
    is_form.then_some((u8::try_from(index + 1).ok()?, title))
}

/// 二 主动公开政府信息情况: the number parted by nothing but a space, which is no more here.
fn unmarked(text: &str) -> Option<(u8, &str)> {
    let index = ["一", "二", "三", "四", "五", "六"].iter().position(|numeral| text.starts_with(numeral))?;
    let title = text.strip_prefix(|_: char| true)?;
    let is_form = TITLES.get(index).is_some_and(|official| official == title.trim_end_matches('。'));
    is_form.then_some((u8::try_from(index + 1).ok()?, title))
}

fn title_weight(title: &str, words: &[&[&str]], official: &str) -> Option<f64> {
    if title == official {
        return Some(2.0);
    }
    let position = words.iter().position(|all| all.iter().all(|word| title.contains(word)))?;
    let rank = f64::from(u8::try_from(position).unwrap_or(u8::MAX));
    Some((1.3 - 0.1 * rank).max(0.5) + 0.3 * normal::likeness(title, official))
}

fn table_follows(lines: &[Line<'_>], index: usize, section: usize) -> bool {
    let marks: &[&str] = match section {
        1 => &["第二十条第", "信息内容"],
        2 => &["申请人情况", "勾稽关系", "本年新收政府信息公开申请"],
        _ => &["结果维持", "未经复议直接起诉"],
    };
    lines
        .iter()
        .skip(index + 1)
        .filter(|line| !line.normal.is_empty())
        .take(6)
        .any(|line| marks.iter().any(|mark| line.normal.contains(mark)))
}

/// The chain of candidates with rising lines and rising sections that weighs most; later ones win ties.
fn best_chain(candidates: &[Candidate]) -> Vec<usize> {
    let mut best: Vec<(f64, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        let mut mine = (candidate.weight, None);
        for (before, earlier) in candidates.iter().enumerate().take(index) {
            let Some((weight, _)) = best.get(before) else { continue };
            let follows = earlier.section < candidate.section && earlier.line < candidate.line;
            if follows && weight + candidate.weight >= mine.0 {
                mine = (weight + candidate.weight, Some(before));
            }
        }
        best.push(mine);
    }
    let mut at =
        best.iter().enumerate().max_by(|(_, left), (_, right)| left.0.total_cmp(&right.0)).map(|(index, _)| index);
    let mut chain = Vec::new();
    while let Some(index) = at {
        chain.push(index);
        at = best.get(index).and_then(|(_, before)| *before);
    }
    chain.reverse();
    chain
}

/// The title as it stands: without its ordinal, with its own widths.
fn shown_title(line: &Line<'_>) -> String {
    let raw: &str = if line.is_grid() {
        line.tokens.iter().map(|token| token.raw).find(|raw| !normal::is_blank(raw)).unwrap_or("")
    } else {
        line.raw
    };
    let raw = normal::without_ornament(raw);
    let rest = raw.trim_start_matches(|c: char| "第一二三四五六七八九十123456789１２３４５６７８９".contains(c));
    let rest = rest.strip_prefix("部分").unwrap_or(rest);
    let cut = rest.trim_start_matches(['、', '.', '．', ',', '，', ' ', ':', '：']);
    let title = if cut.len() == rest.len() && rest.len() != raw.len() && !raw.contains("部分") { raw } else { cut };
    title.trim_matches(normal::is_white).to_owned()
}
