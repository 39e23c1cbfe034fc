//! Lines of a table as runs: some labels, then the values that follow them.

use std::collections::{HashMap, HashSet};

use gongkai_documents::Place;

use super::line::{Kind, Line, Source, Token};
use super::page_number::is_page_number;
use super::value;

/// Heads of columns that number the rows.
const NUMBERING: [&str; 5] = ["行次", "序号", "编号", "栏次", "项次"];

/// What numbers a row is no longer than this, in characters.
const LONGEST_NUMBER: usize = 4;

/// Labels and the values after them.
#[derive(Debug, Clone)]
pub(super) struct Run<'l, 'a> {
    pub(super) labels: Vec<&'l Token<'a>>,
    pub(super) values: Vec<&'l Token<'a>>,
    pub(super) layout: Layout,
    /// Index of the last line that gave the run anything.
    pub(super) last_line: usize,
    pub(super) at: &'a Place,
    /// The grid column up to which its row reaches; 0 in text.
    pub(super) reach: u32,
    /// How many cells beside its labels reach down into its row from above.
    pub(super) hanging: usize,
    /// Whether its figures stand on other lines of a text than its last label.
    pub(super) apart: bool,
    /// Whether its last figures stand in the line below, and may be other cells' or another row's.
    pub(super) grown: bool,
}

/// How the values stand, which decides what makes their place certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One token a line.
    Stream,
    /// Fields of one line; `fields` counts all of them.
    Fields { fields: usize },
    /// Cells of a row of the table with this number.
    Grid { table: usize },
}

/// How a stream is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Lines of only white space are blank cells (else they separate, like empty lines).
    blank_is_cell: bool,
    /// Empty lines stand between rows, not between cells.
    grouped: bool,
    /// Empty lines are blank cells, too.
    empty_is_cell: bool,
}

impl Run<'_, '_> {
    /// All labels as one text.
    pub(super) fn text(&self) -> String {
        self.labels.iter().map(|token| token.normal.as_str()).collect()
    }

    /// The label next to the values.
    pub(super) fn last_label(&self) -> &str {
        self.labels.last().map_or("", |token| token.normal.as_str())
    }
}

/// Splits lines into runs. `label_width` tells for a row of a grid table how many columns at its left are labels (0: its
/// rows keep no columns);
/// `fits` judges how well a way of reading blank lines agrees with the form (more is better).
pub(super) fn runs<'l, 'a>(
    lines: &'l [Line<'a>],
    offset: usize,
    label_width: &dyn Fn(usize) -> u32,
    fits: &dyn Fn(&[Run<'l, 'a>]) -> usize,
) -> Vec<Run<'l, 'a>> {
    let grouped = is_grouped(lines);
    let with =
        |blank_is_cell| build(lines, offset, label_width, Style { blank_is_cell, grouped, empty_is_cell: false });
    let cells = with(true);
    let has_white_lines = lines.iter().any(|line| !line.is_grid() && !line.raw.is_empty() && line.normal.is_empty());
    if !has_white_lines {
        return cells;
    }
    let separators = with(false);
    if fits(&separators) > fits(&cells) { separators } else { cells }
}

/// The runs of a text in which an empty line is a blank cell.
pub(super) fn with_empty_cells<'l, 'a>(lines: &'l [Line<'a>], offset: usize) -> Vec<Run<'l, 'a>> {
    build(lines, offset, &|_| 0, Style { blank_is_cell: true, grouped: false, empty_is_cell: true })
}

/// Empty lines stand between rows when values mostly follow each other without one.
fn is_grouped(lines: &[Line<'_>]) -> bool {
    let (mut together, mut apart) = (0_usize, 0_usize);
    let mut previous_value = false;
    let mut gap = false;
    for line in lines.iter().filter(|line| !line.is_grid()) {
        if line.is_empty_text() {
            gap = true;
            continue;
        }
        let value = line.tokens.iter().any(|token| token.kind == Kind::Value) || line.normal.is_empty();
        if value && previous_value {
            if gap { apart += 1 } else { together += 1 }
        }
        previous_value = value;
        gap = false;
    }
    together > 3 * apart
}

struct Builder<'l, 'a> {
    runs: Vec<Run<'l, 'a>>,
    open: Option<Run<'l, 'a>>,
    /// How many runs there were when the last of them was given a figure of the line below it.
    gone_on: usize,
}

impl<'l, 'a> Builder<'l, 'a> {
    fn close(&mut self) {
        self.runs.extend(self.open.take());
    }

    /// A figure alone in the line below a row of fields: what was left of the row's last figure when it was broken, or a
    /// stray one. Either way the row has one more than it shows.
    fn goes_on(&mut self, token: &'l Token<'a>, line: usize) -> bool {
        let is_first = self.gone_on != self.runs.len();
        let row = self.runs.last_mut().filter(|row| {
            let is_row = matches!(row.layout, Layout::Fields { .. }) && !row.labels.is_empty();
            is_row && row.last_line + 1 == line && row.values.last().is_some_and(|last| last.kind == Kind::Value)
        });
        match row {
            // 3. is the number of a label whose words are on the next line.
            Some(row)
                if is_first && self.open.is_none() && token.kind == Kind::Value && !token.normal.ends_with('.') =>
            {
                row.values.push(token);
                row.grown = true;
                row.last_line = line;
                self.gone_on = self.runs.len();
                true
            }
            _ => false,
        }
    }

    /// Figures in the line below a row whose last cells are blank, as many as these: the row was broken, and which of its
    /// cells they fill nobody knows. The row has more than it shows.
    fn fills_up(&mut self, figures: &[&'l Token<'a>], line: usize) -> bool {
        let blanks = |row: &Run<'_, '_>| row.values.iter().rev().take_while(|token| token.kind == Kind::Blank).count();
        let row = self.runs.last_mut().filter(|row| {
            let is_row = matches!(row.layout, Layout::Fields { .. }) && !row.labels.is_empty();
            is_row && row.last_line + 1 == line && row.values.len() > blanks(row) && blanks(row) == figures.len()
        });
        match row {
            Some(row) if self.open.is_none() && figures.iter().all(|token| token.kind == Kind::Value) => {
                row.values.extend(figures);
                row.grown = true;
                row.last_line = line;
                true
            }
            _ => false,
        }
    }

    fn open(&mut self, line: usize, at: &'a Place) -> &mut Run<'l, 'a> {
        self.open.get_or_insert_with(|| Run {
            labels: Vec::new(),
            values: Vec::new(),
            layout: Layout::Stream,
            last_line: line,
            at,
            reach: 0,
            hanging: 0,
            apart: true,
            grown: false,
        })
    }

    fn token(&mut self, token: &'l Token<'a>, line: usize) {
        if token.kind == Kind::Label && self.open.as_ref().is_some_and(|run| !run.values.is_empty()) {
            self.close();
        }
        let run = self.open(line, token.at);
        run.last_line = line;
        if token.kind == Kind::Label {
            run.labels.push(token);
            run.at = token.at;
        } else {
            run.values.push(token);
        }
    }
}

fn build<'l, 'a>(
    lines: &'l [Line<'a>],
    offset: usize,
    label_width: &dyn Fn(usize) -> u32,
    style: Style,
) -> Vec<Run<'l, 'a>> {
    let mut builder = Builder { runs: Vec::new(), open: None, gone_on: 0 };
    let numbers = number_columns(lines, label_width);
    for (index, line) in lines.iter().enumerate() {
        let number = offset + index;
        match line.source {
            // A grid whose figures keep no columns is no better than tab-separated lines.
            Source::Grid { table } if label_width(table) == 0 => text_line(&mut builder, line, number),
            Source::Grid { table } => {
                builder.close();
                builder.runs.push(grid_run(line, table, label_width(table), number, &numbers));
            }
            Source::Text { .. } if line.is_empty_text() && !style.empty_is_cell => {
                if style.grouped && builder.open.as_ref().is_some_and(|run| !run.values.is_empty()) {
                    builder.close();
                }
            }
            Source::Text { .. } if is_page_number(&line.normal) => {}
            Source::Text { .. } if line.normal.is_empty() && line.tokens.len() < 3 => {
                if style.blank_is_cell
                    && let Some(token) = line.tokens.first()
                {
                    builder.token(token, number);
                }
            }
            Source::Text { .. } => text_line(&mut builder, line, number),
        }
    }
    builder.close();
    builder.runs
}

fn text_line<'l, 'a>(builder: &mut Builder<'l, 'a>, line: &'l Line<'a>, number: usize) {
    let visible: Vec<&Token<'a>> = line.tokens.iter().filter(|token| !token.normal.is_empty()).collect();
    if let [only] = visible.as_slice() {
        // A cell a line, indented by tabs.
        if only.column + 1 == u32::try_from(line.tokens.len()).unwrap_or(u32::MAX) {
            if !builder.goes_on(only, number) {
                builder.token(only, number);
            }
            return;
        }
    }
    if builder.fills_up(&visible, number) {
        return;
    }
    if let [first, .., last] = visible.as_slice()
        && (first.kind, last.kind) == (Kind::Value, Kind::Label)
    {
        // Two lines run together: the figure of a row, and the label of the next.
        for token in visible {
            builder.token(token, number);
        }
        return;
    }
    // Words behind the first figure of a row that begins with its label are cells of their own, such as remarks.
    let end = line
        .tokens
        .iter()
        .position(|token| token.kind == Kind::Value)
        .filter(|first| line.tokens.iter().take(*first).any(|token| token.kind == Kind::Label));
    let head = line.tokens.get(..end.unwrap_or(line.tokens.len())).unwrap_or_default();
    let last_label = head.iter().rposition(|token| token.kind == Kind::Label);
    let first_value = last_label.map_or(0, |position| position + 1);
    let labels: Vec<&Token<'a>> = head.iter().filter(|token| token.kind == Kind::Label).collect();
    let mixed = line.tokens.iter().take(first_value).any(|token| token.kind == Kind::Value);
    let values: Vec<&Token<'a>> = if mixed {
        line.tokens.iter().filter(|token| token.kind != Kind::Label).collect()
    } else {
        line.tokens.iter().skip(first_value).collect()
    };
    // Labels that stood alone above belong to the row (三、本年度办理结果 over its first outcome).
    let mut above = Vec::new();
    if let Some(run) = builder.open.take() {
        if run.values.is_empty() {
            above = run.labels;
        } else {
            builder.runs.push(run);
        }
    }
    let apart = labels.is_empty();
    above.extend(labels);
    builder.runs.push(Run {
        labels: above,
        values,
        layout: Layout::Fields { fields: line.tokens.len() },
        last_line: number,
        at: line.at,
        reach: 0,
        hanging: 0,
        apart,
        grown: false,
    });
}

/// The columns among a grid's labels that number its rows: named so (行次), or three in five of its rows have a number
/// there, each higher than the one above.
fn number_columns(lines: &[Line<'_>], label_width: &dyn Fn(usize) -> u32) -> HashSet<(usize, u32)> {
    let mut rows: HashMap<usize, usize> = HashMap::new();
    let mut numbers: HashMap<(usize, u32), Vec<Option<u32>>> = HashMap::new();
    for line in lines {
        let Source::Grid { table } = line.source else { continue };
        *rows.entry(table).or_default() += 1;
        let among_labels = |token: &&Token<'_>| token.kind == Kind::Value && token.column < label_width(table);
        for token in line.tokens.iter().filter(among_labels) {
            numbers.entry((table, token.column)).or_default().push(token.normal.parse().ok());
        }
    }
    let number_rows = |(of, numbers): &((usize, u32), Vec<Option<u32>>)| {
        let rise = numbers.windows(2).all(|pair| matches!(pair, [Some(one), Some(two)] if one < two));
        rise && numbers.len() * 5 >= rows.get(&of.0).copied().unwrap_or(0) * 3
    };
    let mut found: HashSet<(usize, u32)> = numbers.into_iter().filter(number_rows).map(|(of, _)| of).collect();
    for line in lines {
        let Source::Grid { table } = line.source else { continue };
        let among_labels = line.tokens.iter().filter(|token| token.column < label_width(table));
        let named = among_labels.filter(|token| NUMBERING.contains(&token.normal.as_str()));
        found.extend(named.map(|token| (table, token.column)));
    }
    found
}

fn grid_run<'l, 'a>(
    line: &'l Line<'a>,
    table: usize,
    label_width: u32,
    number: usize,
    numbers: &HashSet<(usize, u32)>,
) -> Run<'l, 'a> {
    // A column of units (件) or of the rows' numbers names no row and holds no figure of the form.
    let names_nothing = |token: &Token<'_>| {
        value::COUNT.contains(&token.normal.as_str())
            || (numbers.contains(&(table, token.column)) && token.normal.chars().count() <= LONGEST_NUMBER)
    };
    let tokens = line.tokens.iter().filter(|token| !names_nothing(token));
    let (labels, values): (Vec<&Token<'a>>, Vec<&Token<'a>>) = tokens.partition(|token| token.column < label_width);
    Run {
        at: labels.iter().rev().find(|token| !token.normal.is_empty()).map_or(line.at, |token| token.at),
        labels: labels.into_iter().filter(|token| !token.normal.is_empty()).collect(),
        values,
        layout: Layout::Grid { table },
        last_line: number,
        reach: line.reach,
        hanging: line.hanging.iter().filter(|column| **column >= label_width).count(),
        apart: false,
        grown: false,
    }
}
