//! Prose as the fact finder sees it: paragraphs with hard line breaks undone, white space gone and punctuation alike,
//! every character still knowing where it stood in the source.

use std::ops::Range;

use gongkai_documents::Place;

use super::ordinal::{self, Kind};
use crate::model::{Located, Section};

/// Longest line that can be a heading, in characters.
const HEADING_CHARACTERS: usize = 30;

/// Longest line that can be a heading without a mark or under an Arabic one.
const TITLE_CHARACTERS: usize = 18;

/// One paragraph of a section.
pub(super) struct Paragraph<'a> {
    /// The working text: no white space, full-width punctuation, half-width digits.
    pub(super) text: String,
    /// Clauses in order.
    pub(super) clauses: Vec<Clause>,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
    /// The section it stands in.
    pub(super) section: u8,
    origins: Vec<Origin>,
    lines: &'a [Located],
}

/// A stretch between two punctuation marks (、 does not part clauses).
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Its bytes in the working text, punctuation left out.
    pub(super) span: Range<usize>,
    /// The mark that closes it; `None` at the paragraph's end.
    pub(super) closer: Option<char>,
    /// Whether it stands in brackets.
    pub(super) is_bracketed: bool,
    /// Number of its sentence in the paragraph; 。！？； part sentences.
    pub(super) sentence: usize,
}

/// Where a character of the working text comes from.
#[derive(Debug, Clone, Copy)]
struct Origin {
    at: usize,
    line: usize,
    from: usize,
    to: usize,
}

impl Paragraph<'_> {
    /// The working text of a span; empty when the span is none.
    pub(super) fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }

    /// The words of a span as they stand in the source, cut to the line that holds `anchor`, with the line's place.
    pub(super) fn quote(&self, span: Range<usize>, anchor: usize) -> Option<(String, Place)> {
        let anchor = self.origin_at(anchor)?.line;
        let mut inside = self.origins_in(span).iter().filter(|origin| origin.line == anchor);
        let first = inside.next()?;
        let to = inside.next_back().unwrap_or(first).to;
        let line = self.lines.get(anchor)?;
        Some((line.text.get(first.from..to)?.trim().to_owned(), line.at.clone()))
    }

    /// The words of a span as they stand in the source, line breaks left out.
    pub(super) fn source(&self, span: Range<usize>) -> String {
        let mut text = String::new();
        for run in self.origins_in(span).chunk_by(|left, right| left.line == right.line) {
            let ends = run.first().zip(run.last());
            let words = ends.and_then(|(first, last)| self.lines.get(first.line)?.text.get(first.from..last.to));
            text.push_str(words.unwrap_or_default().trim());
        }
        text
    }

    /// The heading this paragraph is, or begins with: （二）依申请公开。规范流程，….
    pub(super) fn heading(&self) -> Option<&str> {
        if self.is_heading {
            return Some(&self.text);
        }
        let kind = ordinal::mark(&self.text)?.kind;
        let end = self.text.find(['。', '：'])?;
        let title = self.text.get(..end)?;
        let is_title =
            !matches!(kind, Kind::Is | Kind::First | Kind::Side) && title.chars().count() <= TITLE_CHARACTERS;
        (is_title && !title.contains(['，', '；']) && !title.contains(|character: char| character.is_ascii_digit()))
            .then_some(title)
    }

    /// Index of the clause that holds a byte.
    pub(super) fn clause_at(&self, at: usize) -> usize {
        self.clauses.partition_point(|clause| clause.span.end < at)
    }

    /// The bytes of the sentence a clause belongs to.
    pub(super) fn sentence_span(&self, clause: usize) -> Range<usize> {
        let Some(sentence) = self.clauses.get(clause).map(|clause| clause.sentence) else { return 0..0 };
        let first = self.clauses.partition_point(|clause| clause.sentence < sentence);
        let after = self.clauses.partition_point(|clause| clause.sentence <= sentence);
        let start = self.clauses.get(first).map_or(0, |clause| clause.span.start);
        let end = after.checked_sub(1).and_then(|last| self.clauses.get(last)).map_or(start, |clause| clause.span.end);
        start..end
    }

    fn origin_at(&self, at: usize) -> Option<&Origin> {
        let after = self.origins.partition_point(|origin| origin.at <= at);
        self.origins.get(after.checked_sub(1)?)
    }

    fn origins_in(&self, span: Range<usize>) -> &[Origin] {
        let first = self.origins.partition_point(|origin| origin.at < span.start);
        let after = self.origins.partition_point(|origin| origin.at < span.end);
        self.origins.get(first..after).unwrap_or_default()
    }
}

/// The paragraphs of a section. Lines that end inside a sentence are joined with the next.
pub(super) fn paragraphs(section: &Section) -> Vec<Paragraph<'_>> {
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    for (number, line) in section.lines.iter().enumerate() {
        let start = Draft::of(number, &line.text);
        if start.text.is_empty() || is_row_of_figures(&line.text) {
            continue;
        }
        match paragraphs.last_mut() {
            Some(before) if continues(before, &start.text) => before.append(start),
            _ => paragraphs.push(start.into_paragraph(section)),
        }
    }
    for paragraph in &mut paragraphs {
        paragraph.clauses = clauses(&paragraph.text);
    }
    paragraphs
}

/// Whether a line is what is left of a table that could not be read: it ends in several numbers side by side.
fn is_row_of_figures(text: &str) -> bool {
    const FEWEST: usize = 3;
    let is_figure = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    text.split_whitespace().rev().take_while(is_figure).count() >= FEWEST
}

/// Whether a line goes on with the sentence of the paragraph before it.
fn continues(before: &Paragraph<'_>, line: &str) -> bool {
    let open =
        before.text.chars().next_back().is_some_and(|last| !matches!(last, '。' | '！' | '？' | '；' | '：' | '…'));
    open && !before.is_heading && ordinal::mark(line).is_none()
}

/// How titles end.
const ENDINGS: [&str; 12] =
    ["情况", "工作", "概况", "公开", "管理", "建设", "保障", "平台", "问题", "措施", "事项", "诉讼"];

/// A numbered short line without a full stop inside, or a short line without any punctuation that ends as titles do.
/// A sentence cut by a hard line break can look alike; such lines are long, or hold a comma or a number.
fn is_heading(text: &str) -> bool {
    let length = text.chars().count();
    if length > HEADING_CHARACTERS {
        return false;
    }
    let body = text.trim_end_matches(['。', '：', '；']);
    match ordinal::mark(text).map(|mark| mark.kind) {
        Some(Kind::Chapter | Kind::Bracketed) => !body.contains(['。', '；']),
        Some(Kind::Arabic | Kind::BracketedArabic | Kind::Circled | Kind::Named) => {
            length <= TITLE_CHARACTERS && !body.contains(['，', '。', '；'])
        }
        Some(Kind::Is | Kind::First | Kind::Side) => false,
        None => {
            length <= TITLE_CHARACTERS
                && !body.contains(['，', '：', '、', '；', '。', '我', '收', '共', '全'])
                && !body.contains(|character: char| character.is_ascii_digit())
                && ENDINGS.iter().any(|ending| body.ends_with(ending))
        }
    }
}

/// A line in its working form.
struct Draft {
    text: String,
    origins: Vec<Origin>,
}

impl Draft {
    fn of(line: usize, source: &str) -> Self {
        let mut draft =
            Self { text: String::with_capacity(source.len()), origins: Vec::with_capacity(source.len() / 3) };
        let mut rest = source.char_indices().filter(|(_, character)| !is_invisible(*character)).peekable();
        let mut before = '\0';
        while let Some((from, character)) = rest.next() {
            let next = rest.peek().map_or('\0', |(_, next)| *next);
            let to = from + character.len_utf8();
            let Some(character) = worked(before, character, next) else { continue };
            draft.origins.push(Origin { at: draft.text.len(), line, from, to });
            draft.text.push(character);
            before = character;
        }
        draft
    }

    fn into_paragraph(self, section: &Section) -> Paragraph<'_> {
        Paragraph {
            is_heading: is_heading(&self.text),
            text: self.text,
            clauses: Vec::new(),
            section: section.number,
            origins: self.origins,
            lines: &section.lines,
        }
    }
}

impl Paragraph<'_> {
    fn append(&mut self, line: Draft) {
        let shift = self.text.len();
        self.text.push_str(&line.text);
        self.origins.extend(line.origins.into_iter().map(|origin| Origin { at: origin.at + shift, ..origin }));
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The working form of a character; `None` for white space, which is kept only between two digits or Latin letters.
fn worked(before: char, character: char, next: char) -> Option<char> {
    let between_digits = before.is_ascii_digit() && ascii(next).is_ascii_digit();
    Some(match ascii(character) {
        ' ' if before.is_ascii_alphanumeric() && ascii(next).is_ascii_alphanumeric() => ' ',
        space if space.is_whitespace() => return None,
        ',' if !between_digits => '，',
        ':' if !between_digits => '：',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        '!' => '！',
        '?' => '？',
        other => other,
    })
}

/// The half-width form of a full-width character.
fn ascii(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' | '\u{a0}' => ' ',
        '﹪' => '%',
        '〔' | '【' | '﹝' => '[',
        other => other,
    }
}

/// Length of a pair of brackets that holds one or two characters.
fn short_bracket(text: &str) -> Option<usize> {
    let mut inner = text.char_indices().skip(1).take(3);
    inner
        .find(|(_, character)| *character == '）')
        .filter(|(at, _)| *at > '（'.len_utf8())
        .map(|(at, close)| at + close.len_utf8())
}

fn clauses(text: &str) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let (mut start, mut depth, mut sentence) = (0, 0usize, 0);
    let mut skipped = 0;
    for (at, character) in text.char_indices() {
        // 专（兼）职, 镇（街道）: short brackets are part of the word.
        if character == '（'
            && let Some(length) = short_bracket(text.get(at..).unwrap_or_default())
        {
            skipped = at + length;
        }
        if at < skipped {
            continue;
        }
        if !matches!(character, '，' | '。' | '；' | '：' | '！' | '？' | '（' | '）') {
            continue;
        }
        clauses.push(Clause { span: start..at, closer: Some(character), is_bracketed: depth > 0, sentence });
        start = at + character.len_utf8();
        match character {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            '。' | '；' | '！' | '？' => {
                sentence += 1;
                depth = 0;
            }
            _ => {}
        }
    }
    if start < text.len() {
        clauses.push(Clause { span: start..text.len(), closer: None, is_bracketed: depth > 0, sentence });
    }
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(lines: &[&str]) -> Section {
        let lines = (1..)
            .zip(lines)
            .map(|(line, text)| Located { text: (*text).to_owned(), at: Place::Line { line } })
            .collect();
        Section { number: 1, title: "总体情况".to_owned(), at: Place::Line { line: 1 }, lines }
    }

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let section = section(lines);
        let texts: Vec<String> = paragraphs(&section).into_iter().map(|paragraph| paragraph.text).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn rows_of_figures_are_no_prose() {
        assert!(is_row_of_figures("一、本年新收政府信息公开申请数量 6 2 1"));
        assert!(is_row_of_figures("0 0 0 0 0 0 0"));
        assert!(!is_row_of_figures("2023年全年公开信息 200 条"));
        assert!(!is_row_of_figures("咨询电话 5555 1234"));
    }

    #[test]
    fn hard_breaks_are_joined_and_headings_are_not() {
        check(
            &["（一）主动公开", "全年公开信息", "120 条。", "另有", "（二）其他"],
            &["（一）主动公开", "全年公开信息120条。", "另有", "（二）其他"],
        );
        check(&["依申请公开情况", "收到\u{a0}５\u{3000}件,办结5件;"], &["依申请公开情况", "收到5件，办结5件；"]);
    }

    #[test]
    fn punctuation_inside_numbers_stays() {
        check(&["共1,234条,时间8:30,约1.5万"], &["共1,234条，时间8:30，约1.5万"]);
    }

    #[test]
    fn quotes_are_the_source_with_its_white_space() {
        let section = section(&["全年 收到 ５ 件", "申请。"]);
        let paragraphs = paragraphs(&section);
        let (quote, at) = paragraphs[0].quote(0..paragraphs[0].text.len(), 0).unwrap();
        assert_eq!(quote, "全年 收到 ５ 件");
        assert_eq!(at, Place::Line { line: 1 });
        assert_eq!(paragraphs[0].source(0..paragraphs[0].text.len()), "全年 收到 ５ 件申请。");
    }

    #[test]
    fn clauses_know_sentence_and_brackets() {
        let clauses = clauses("甲，乙（一二三）丁。戊（兼）己");
        let seen: Vec<(usize, bool)> = clauses.iter().map(|clause| (clause.sentence, clause.is_bracketed)).collect();
        assert_eq!(seen, [(0, false), (0, false), (0, true), (0, false), (1, false)]);
    }
}
