//! Line ends in the middle of a word: 政府信 / 息公开.
//!
//! Told once a report, with the number of places; only where a fixed term is cut inside one of its words, so that no
//! heading and no list is taken for a broken line. Pages of a pdf are left out: their line ends are the printer's.

use gongkai_documents::Place;
use gongkai_law::{Basis, Code, Instrument, Severity};

use super::{Examined, Finding};
use crate::model::Located;

pub(super) const LINE_BROKEN: Code = Code("line-broken");

/// Terms made of words of two characters: a cut behind an odd number of characters is inside a word.
const TERMS: &[&str] = &[
    "政府信息公开",
    "主动公开",
    "政务公开",
    "申请公开",
    "公开工作",
    "公开条例",
    "行政复议",
    "行政诉讼",
    "行政许可",
    "行政处罚",
    "年度报告",
    "人民政府",
];

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let sections = &examined.report.sections;
    let pairs = sections.iter().flat_map(|section| section.lines.iter().zip(section.lines.iter().skip(1)));
    let broken: Vec<(&Located, &Located)> = pairs
        .filter(|(line, _)| matches!(line.at, Place::Line { .. } | Place::Paragraph { .. }))
        .filter(|(line, next)| is_cut(line.text.trim_end(), next.text.trim_start()))
        .collect();
    let Some((line, next)) = broken.first() else { return Vec::new() };
    let end: Vec<char> = line.text.trim_end().chars().rev().take(10).collect();
    let start: String = next.text.trim_start().chars().take(10).collect();
    let excerpt = format!("{} ⏎ {start}", end.into_iter().rev().collect::<String>());
    vec![
        Finding::new(LINE_BROKEN, Severity::Info, Basis::new(Instrument::OfficialFormat, "正文"))
            .with_place(line.at.clone())
            .with_excerpt(&excerpt)
            .with_arg("found", excerpt)
            .with_arg("times", broken.len()),
    ]
}

fn is_cut(line: &str, next: &str) -> bool {
    TERMS.iter().any(|term| {
        let odd = term.char_indices().map(|(position, _)| position).enumerate().filter(|(count, _)| count % 2 == 1);
        odd.into_iter().any(|(_, position)| {
            let (head, tail) = term.split_at(position);
            line.ends_with(head) && next.starts_with(tail)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn only_words_can_be_cut() {
        assert!(is_cut("二是拓展政府信", "息公开形式。"));
        assert!(is_cut("提起行政诉", "讼的"));
        assert!(!is_cut("二是拓展政府信息", "公开形式。"));
        assert!(!is_cut("（一）主动公开", "开展情况"));
    }
}
