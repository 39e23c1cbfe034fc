//! Section five as two lists: what is wrong, and what is done about it.

mod cues;
mod unmarked;

use std::ops::Range;

use self::cues::{Label, Mode};
use super::ordinal::{self, Kind, Mark};
use super::prose::{self, Paragraph};
use crate::model::Section;

/// What closes an entry.
const CLOSING: [char; 10] = ['。', '；', '，', '、', '：', '！', ';', ',', ':', '.'];

/// The problems and the improvements of section five.
pub(super) fn lists(section: &Section) -> (Vec<String>, Vec<String>) {
    let paragraphs = prose::paragraphs(section);
    let mut cutter = Cutter::new();
    for paragraph in &paragraphs {
        cutter.cut(paragraph);
    }
    let (mut problems, mut improvements) = (Vec::new(), Vec::new());
    for group in &cutter.groups {
        let list = match group.mode {
            Mode::Problems => &mut problems,
            Mode::Improvements => &mut improvements,
        };
        list.extend(entries(group).iter().map(|entry| tidy(entry)).filter(|entry| !entry.is_empty()));
    }
    (problems, improvements)
}

fn tidy(entry: &str) -> String {
    entry.trim().trim_end_matches(CLOSING).trim().to_owned()
}

/// Pieces of one list.
struct Group<'a> {
    mode: Mode,
    /// Whether a label (存在问题：) opened it: what stands below it is of its kind whatever words it uses.
    is_labelled: bool,
    pieces: Vec<Piece<'a>>,
}

/// A stretch of text with the mark before it.
struct Piece<'a> {
    paragraph: &'a Paragraph<'a>,
    span: Range<usize>,
    mark: Option<Mark>,
    /// Whether the mark opens its paragraph.
    opens: bool,
}

impl Group<'_> {
    fn new(mode: Mode) -> Self {
        Self { mode, is_labelled: false, pieces: Vec::new() }
    }

    /// The kind of mark the list's own entries have: that of the first.
    fn kind(&self) -> Option<Kind> {
        self.pieces.iter().find_map(|piece| piece.mark).map(|mark| mark.kind)
    }

    /// The number of the last entry.
    fn last_number(&self) -> Option<u64> {
        let kind = self.kind()?;
        self.pieces.iter().rev().filter_map(|piece| piece.mark).find(|mark| mark.kind == kind)?.number
    }
}

/// Cuts paragraphs into groups of pieces, clause by clause.
struct Cutter<'a> {
    mode: Mode,
    groups: Vec<Group<'a>>,
}

/// The piece being read.
struct Open {
    start: usize,
    mark: Option<Mark>,
    opens: bool,
}

impl<'a> Cutter<'a> {
    fn new() -> Self {
        Self { mode: Mode::Problems, groups: vec![Group::new(Mode::Problems)] }
    }

    fn cut(&mut self, paragraph: &'a Paragraph<'a>) {
        let mut open = Open { start: 0, mark: None, opens: true };
        let mut closer = None;
        for clause in &paragraph.clauses {
            let at = clause.span.start;
            let before = std::mem::replace(&mut closer, clause.closer);
            // Inside the brackets of a mark already taken.
            if at < open.start {
                continue;
            }
            if let Some(mark) = mark_at(paragraph, at, before) {
                self.close(paragraph, &open, at);
                self.turn_at_mark(&mark);
                open = Open { start: at + mark.length, mark: Some(mark), opens: at == 0 };
                // A mark in longer brackets may be all there is of the clause.
                if open.start >= clause.span.end {
                    continue;
                }
            }
            self.turn_at_words(paragraph, clause, &mut open);
            self.take_label(paragraph, clause, &mut open);
        }
        self.close(paragraph, &open, paragraph.text.len());
    }

    /// 下一步, 针对以上问题: from here on improvements are told. An inner item (一是针对…) does not turn the list.
    fn turn_at_words(&mut self, paragraph: &'a Paragraph<'a>, clause: &prose::Clause, open: &mut Open) {
        let at = clause.span.start.max(open.start);
        let is_inner = at == open.start
            && open.mark.is_some_and(|mark| matches!(mark.kind, Kind::Is | Kind::First | Kind::Side | Kind::Circled));
        if self.mode != Mode::Problems || is_inner || !cues::turns_to_improvements(paragraph, at..clause.span.end) {
            return;
        }
        if at > open.start {
            self.close(paragraph, open, at);
            *open = Open { start: at, mark: None, opens: at == 0 };
        }
        self.turn(Mode::Improvements);
    }

    /// A clause that is only a label (主要问题：, 改进措施。) sets the list and is left out. Inside a paragraph it does so where
    /// it opens a sentence and calls the other list: 更新不及时。改进：加强培训.
    fn take_label(&mut self, paragraph: &'a Paragraph<'a>, clause: &prose::Clause, open: &mut Open) {
        let is_first = clause.span.start <= open.start && open.start < clause.span.end;
        let start = if is_first { open.start } else { clause.span.start };
        let Some(label) = cues::label(paragraph.slice(start..clause.span.end)) else { return };
        if !is_first {
            let opens = paragraph.sentence_span(paragraph.clause_at(start)).start == start;
            let is_other = matches!(label, Label::Of(mode) if mode != self.mode);
            // 改进方面，一是健全机制: the list behind the comma makes it a label.
            let next = paragraph.slice(clause.span.end..paragraph.text.len());
            let leads = next.strip_prefix('，').and_then(ordinal::mark).is_some_and(|mark| mark.number == Some(1));
            if !opens || !is_other || (clause.closer != Some('：') && !leads) {
                return;
            }
            self.close(paragraph, open, start);
        } else if !matches!(clause.closer, None | Some('：' | '。' | '；' | '（')) {
            return;
        }
        if let Label::Of(mode) = label {
            self.turn(mode);
            if let Some(group) = self.groups.last_mut() {
                group.is_labelled |= group.pieces.is_empty();
            }
        }
        let after = clause.closer.map_or(0, char::len_utf8);
        *open = Open { start: clause.span.end + after, mark: None, opens: false };
    }

    fn close(&mut self, paragraph: &'a Paragraph<'a>, open: &Open, end: usize) {
        if open.start >= end {
            return;
        }
        if let Some(group) = self.groups.last_mut() {
            group.pieces.push(Piece { paragraph, span: open.start..end, mark: open.mark, opens: open.opens });
        }
    }

    fn turn(&mut self, mode: Mode) {
        self.mode = mode;
        if self.groups.last().is_none_or(|group| group.mode != mode || group.kind().is_some()) {
            self.groups.push(Group::new(mode));
        }
    }

    /// Lists that go on or start anew without a word: 二是 after an improvement told inside 一是; a second 一是.
    fn turn_at_mark(&mut self, mark: &Mark) {
        let Some(group) = self.groups.last() else { return };
        match self.mode {
            Mode::Problems => {
                if group.kind() == Some(mark.kind) && mark.number == Some(1) && group.last_number().is_some() {
                    self.turn(Mode::Improvements);
                }
            }
            Mode::Improvements => {
                if group.kind().is_some() {
                    return;
                }
                let problems = self.groups.iter().rev().find(|group| group.mode == Mode::Problems);
                let last = problems.filter(|group| group.kind() == Some(mark.kind)).and_then(Group::last_number);
                if last.is_some_and(|last| mark.number == Some(last + 1)) {
                    self.turn(Mode::Problems);
                }
            }
        }
    }
}

/// A mark at a clause's start; inside a paragraph only after punctuation that can stand before it.
fn mark_at(paragraph: &Paragraph<'_>, at: usize, before: Option<char>) -> Option<Mark> {
    let end = paragraph.text.floor_char_boundary((at + 48).min(paragraph.text.len()));
    let mark = ordinal::mark(paragraph.slice(at..end))?;
    let allowed = match mark.kind {
        _ if at == 0 => true,
        Kind::Is | Kind::First | Kind::Side | Kind::Circled => {
            before.is_some_and(|before| before != '（' && before != '）')
        }
        _ => matches!(before, Some('。' | '；' | '：' | '！')),
    };
    allowed.then_some(mark)
}

/// The entries of a group as they stand, closing punctuation still there.
fn entries(group: &Group<'_>) -> Vec<String> {
    let Some(kind) = group.kind() else {
        let spans = group.pieces.iter().map(|piece| (piece.paragraph, piece.span.clone()));
        return match group.mode {
            Mode::Problems => unmarked::problems(spans, group.is_labelled),
            Mode::Improvements => unmarked::improvements(spans),
        };
    };
    let mut entries: Vec<String> = Vec::new();
    let mut opens = false;
    for piece in &group.pieces {
        match piece.mark {
            Some(mark) if mark.kind == kind => {
                opens = piece.opens;
                entries.push(piece.paragraph.source(piece.span.clone()));
            }
            Some(mark) => {
                if let Some(entry) = entries.last_mut() {
                    if piece.opens {
                        entry.push('\n');
                    }
                    entry.push_str(&piece.paragraph.source(piece.span.start - mark.length..piece.span.end));
                }
            }
            // Words before the first mark lead in; after an entry that has its own paragraph they belong to it.
            None if opens && !matches!(kind, Kind::Is | Kind::First | Kind::Side) => {
                if let Some(entry) = entries.last_mut() {
                    entry.push('\n');
                    entry.push_str(&piece.paragraph.source(piece.span.clone()));
                }
            }
            None => {}
        }
    }
    entries
}
