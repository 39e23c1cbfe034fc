//! Where each table stands: under its section's heading, else wherever its own words are.

use std::ops::Range;

use super::line::{Kind, Line, Source, Token};
use super::region::Region;
use super::section::{HeadingAt, headings};

/// Words with which each table begins.
const MARKS: [&[&str]; 3] = [
    &["第二十条第", "信息内容"],
    &["申请人情况", "勾稽关系", "本年新收政府信息公开申请"],
    &["结果维持", "未经复议直接起诉"],
];

/// Words that stand in each table, and how many of them make one.
pub(super) const WORDS: [(&[&str], usize); 3] = [
    (&["规章", "行政规范性文件", "规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"], 4),
    (&["本年新收政府信息公开申请", "上年结转政府信息公开申请", "予以公开", "结转下年度继续办理"], 3),
    (&["结果维持", "结果纠正", "尚未审结"], 3),
];

/// How many lines of a header may stand above a table's first mark.
const HEADER_LINES: usize = 12;

/// A field of a header is not longer than this, in characters of normal text.
const HEADER_WORD: usize = 8;

/// Whether a line holds a word with which a table begins.
pub(super) fn has_mark(line: &Line<'_>, table: usize) -> bool {
    MARKS.get(table).is_some_and(|marks| marks.iter().any(|mark| line.normal.contains(mark)))
}

/// The first line of a table without headings above it.
pub(super) fn first_table_line(lines: &[Line<'_>]) -> usize {
    lines.iter().position(|line| has_mark(line, 0) || has_mark(line, 1)).unwrap_or(0)
}

/// The same for a field that is no sentence.
pub(super) fn is_marked(line: &Line<'_>, table: usize) -> bool {
    let holds = |token: &&Token<'_>| {
        let says = MARKS.get(table).is_some_and(|marks| marks.iter().any(|mark| token.normal.contains(mark)));
        says && !token.normal.contains(['。', ';'])
    };
    line.tokens.iter().filter(|token| token.kind == Kind::Label).any(|token| holds(&token))
}

/// A table's words one after the other, with no heading and no word of another table between them.
struct Group {
    table: usize,
    /// Its first line, the header's lines above the first word among them.
    from: usize,
}

/// Where tables can be.
pub(super) struct Seek<'l, 'a> {
    lines: &'l [Line<'a>],
    headings: &'l [HeadingAt],
    groups: Vec<Group>,
}

impl<'l, 'a> Seek<'l, 'a> {
    pub(super) fn new(lines: &'l [Line<'a>], headings: &'l [HeadingAt]) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut open = None;
        let mut floor = 0;
        for (index, line) in lines.iter().enumerate() {
            if headings.iter().any(|heading| heading.line == index) {
                (open, floor) = (None, index + 1);
                continue;
            }
            let Some(table) = (0..MARKS.len()).find(|table| is_marked(line, *table)) else { continue };
            if open != Some(table) {
                groups.push(Group { table, from: header_above(lines, index, floor, table) });
                open = Some(table);
            }
            floor = index + 1;
        }
        Self { lines, headings, groups }
    }

    /// The line of a section's heading.
    pub(super) fn section(&self, number: u8) -> Option<usize> {
        self.headings.iter().find(|heading| heading.number == number).map(|heading| heading.line)
    }

    /// The line of the heading of a table's own section.
    pub(super) fn heading(&self, table: usize) -> Option<usize> {
        self.section(u8::try_from(table + 2).unwrap_or(u8::MAX))
    }

    /// Whether a table begins in a line of these that is in none of the tables' own sections.
    pub(super) fn has_foreign(&self, lines: &Range<usize>) -> bool {
        let own: Vec<Range<usize>> = (0..MARKS.len()).filter_map(|table| self.own(table)).collect();
        let is_own = |from: &usize| own.iter().any(|own| own.contains(from));
        self.groups.iter().any(|group| lines.contains(&group.from) && !is_own(&group.from))
    }

    /// Whether sections of prose stand around a table outside the report's own sections, as around another report's.
    pub(super) fn is_of_another_report(&self, table: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (self.headings.first(), self.headings.last()) else { return false };
        let outside = if table.start < first.line { 0..first.line } else { last.line + 1..self.lines.len() };
        let found = headings(self.lines.get(outside).unwrap_or_default());
        found.iter().any(|heading| [1, 5, 6].contains(&heading.number))
    }

    /// The lines of a table's own section, up to where another table begins; without a heading, none.
    pub(super) fn own(&self, table: usize) -> Option<Range<usize>> {
        let heading = self.heading(table)?;
        let (from, to) = (heading + 1, self.next_heading(heading + 1));
        let inside = || self.groups.iter().filter(|group| (from..to).contains(&group.from));
        let from = match inside().find(|group| group.table == table) {
            // Another table stands between the heading and this one.
            Some(first) if inside().any(|group| group.from < first.from) => first.from,
            _ => from,
        };
        Some(from..self.end(table, from))
    }

    /// The lines of a table's own section before its first word where figures stand among them, and the others: a list of
    /// the body's own may stand above the form.
    pub(super) fn list_above(&self, table: usize) -> Option<(Range<usize>, Range<usize>)> {
        let own = self.own(table)?;
        let first = self.groups.iter().find(|group| group.table == table && own.contains(&group.from))?;
        let (list, form) = (own.start..first.from, first.from..own.end);
        let has_figure = |line: &Line<'_>| line.tokens.iter().any(|token| token.kind == Kind::Value);
        self.lines.get(list.clone())?.iter().any(has_figure).then_some((list, form))
    }

    /// The rows of other grids below a table's last one in its own section, where figures stand among them, and the lines
    /// before these: a list of the body's own may stand below the form.
    pub(super) fn list_below(&self, table: usize) -> Option<(Range<usize>, Range<usize>)> {
        let own = self.own(table)?;
        let lines = || own.clone().rev().filter_map(|at| Some((at, self.lines.get(at)?)));
        let grid = |line: &Line<'_>| line.is_grid().then_some(line.source);
        let of_form = lines().find(|(_, line)| has_mark(line, table)).and_then(|(_, line)| grid(line))?;
        let end = lines().find(|(_, line)| line.source == of_form)?.0 + 1;
        let is_figure = |line: &Line<'_>| line.is_grid() && line.tokens.iter().any(|token| token.kind == Kind::Value);
        self.lines.get(end..own.end)?.iter().any(is_figure).then_some((end..own.end, own.start..end))
    }

    /// The lines between a table's heading and its first word.
    pub(super) fn caption(&self, table: usize) -> Option<&'l [Line<'a>]> {
        let own = self.own(table)?;
        let of_table = self.lines.get(own.clone())?;
        let first = of_table.iter().position(|line| has_mark(line, table))?;
        of_table.get(..first)
    }

    /// The other places where a table's words stand.
    pub(super) fn elsewhere(&self, table: usize) -> impl Iterator<Item = Range<usize>> {
        let own = self.own(table).unwrap_or_default();
        let groups = self.groups.iter().filter(move |group| group.table == table && !own.contains(&group.from));
        groups.map(move |group| group.from..self.end(table, group.from))
    }

    /// The table whose words stand before a line, and its lines, when no heading parts it from there.
    pub(super) fn before(&self, line: usize) -> Option<(usize, Range<usize>)> {
        let last = self.groups.iter().rev().find(|group| group.from < line)?;
        let parted = self.headings.iter().any(|heading| (last.from..line).contains(&heading.line));
        (!parted).then_some((last.table, last.from..line))
    }

    pub(super) fn lines(&self) -> &'l [Line<'a>] {
        self.lines
    }

    pub(super) fn region(&self, range: &Range<usize>) -> Region<'l, 'a> {
        Region { lines: self.lines.get(range.clone()).unwrap_or_default(), offset: range.start }
    }

    /// The line before which a table that begins in a line ends.
    fn end(&self, table: usize, from: usize) -> usize {
        let others = self.groups.iter().filter(|group| group.table != table && group.from >= from);
        others.map(|group| group.from).min().unwrap_or(usize::MAX).min(self.next_heading(from))
    }

    fn next_heading(&self, from: usize) -> usize {
        let later = self.headings.iter().map(|heading| heading.line).filter(|line| *line >= from);
        later.min().unwrap_or(self.lines.len())
    }
}

/// The first line of the header above a table's first mark: rows of its grid, or short words without a figure.
fn header_above(lines: &[Line<'_>], mark: usize, floor: usize, table: usize) -> usize {
    let grid = |line: &Line<'_>| match line.source {
        Source::Grid { table } => Some(table),
        Source::Text { .. } => None,
    };
    let of_mark = lines.get(mark).and_then(grid);
    let is_header = |line: &Line<'_>| {
        let short = |token: &Token<'_>| token.normal.chars().count() <= HEADER_WORD;
        let is_near = grid(line) == of_mark && (line.is_grid() || line.tokens.iter().all(short));
        let figures = line.tokens.iter().any(|token| token.kind == Kind::Value);
        let of_other = WORDS.iter().enumerate().any(|(other, (words, _))| {
            other != table && line.tokens.iter().any(|token| words.contains(&token.normal.as_str()))
        });
        is_near && !figures && !of_other
    };
    let above = (floor..mark).rev().take(HEADER_LINES);
    above.take_while(|index| lines.get(*index).is_some_and(is_header)).last().unwrap_or(mark)
}
