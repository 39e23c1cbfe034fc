//! Rows of figures below column heads: the shape of all three tables in a terminal.

use anstyle::Style;

use crate::render::add_line;
use crate::render::style::{FAINT, painted};
use crate::render::width::{columns, pad_end, pad_start, shortened, spaces, wrapped};

/// Space between columns.
const GAP: usize = 2;

/// Labels longer than this are shortened, so that figures stay near them.
const MOST_LABEL: usize = 44;

/// Labels are not shortened below this.
const LEAST_LABEL: usize = 16;

/// A figure with its style.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) text: String,
    pub(super) style: Style,
}

/// A row: its label, how deep it stands below its bands, its figures (none for a band).
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) depth: usize,
    pub(super) figures: Vec<Figure>,
}

/// Rows under one set of column heads.
#[derive(Debug, Clone, Default)]
pub(super) struct Panel {
    pub(super) head: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

impl Panel {
    /// Columns the labels want.
    pub(super) fn label_width(&self) -> usize {
        let rows = self.rows.iter().map(|row| 2 * row.depth + columns(&row.label));
        rows.chain([columns(&self.head)]).max().unwrap_or(0).min(MOST_LABEL)
    }

    /// The panel in at most `width` columns, its labels in at most `label_width`.
    pub(super) fn drawn(&self, label_width: usize, width: usize) -> String {
        let (heads, widths) = self.fitted(label_width.max(LEAST_LABEL), width);
        let taken: usize = widths.iter().map(|width| width + GAP).sum();
        let label_width = label_width.min(width.saturating_sub(taken)).max(LEAST_LABEL);
        let height = heads.iter().map(Vec::len).max().unwrap_or(0);
        let mut text = String::new();
        for line in 0..height {
            let last = line + 1 == height;
            let mut out = pad_end(if last { &self.head } else { "" }, label_width);
            for (head, width) in heads.iter().zip(&widths) {
                // Heads stand on the rule, not at the top.
                let piece = (line + head.len()).checked_sub(height).and_then(|at| head.get(at));
                out.push_str(&spaces(GAP));
                out.push_str(&pad_start(piece.map_or("", String::as_str), *width));
            }
            add_line(&mut text, &painted(FAINT, out.trim_end()));
        }
        for row in &self.rows {
            text.push_str(row_line(row, &widths, label_width).trim_end());
            text.push('\n');
        }
        text
    }

    /// Column heads broken into as few lines as fit, with the width of each column.
    fn fitted(&self, label_width: usize, width: usize) -> (Vec<Vec<String>>, Vec<usize>) {
        let figure_widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let figures = self.rows.iter().filter_map(|row| row.figures.get(column));
                figures.map(|figure| columns(&figure.text)).max().unwrap_or(1)
            })
            .collect();
        let mut fitted = (Vec::new(), Vec::new());
        for limit in [24, 14, 10, 8, 6, 4] {
            let heads: Vec<Vec<String>> = self.columns.iter().map(|head| balanced(head, limit)).collect();
            let widths: Vec<usize> = heads
                .iter()
                .zip(&figure_widths)
                .map(|(head, figures)| head.iter().map(|line| columns(line)).max().unwrap_or(0).max(*figures))
                .collect();
            let taken: usize = widths.iter().map(|width| width + GAP).sum();
            fitted = (heads, widths);
            if label_width + taken <= width {
                break;
            }
        }
        fitted
    }
}

/// A head in lines of about the same length: 商业 over 企业, not 商业企 over 业.
fn balanced(head: &str, limit: usize) -> Vec<String> {
    let lines = columns(head).div_ceil(limit).max(1);
    let longest_word = head.split(' ').filter(|word| word.is_ascii()).map(columns).max().unwrap_or(0).min(limit);
    wrapped(head, columns(head).div_ceil(lines).next_multiple_of(2).max(longest_word))
}

fn row_line(row: &Row, widths: &[usize], label_width: usize) -> String {
    let indent = 2 * row.depth;
    let label = if row.figures.is_empty() {
        row.label.clone()
    } else {
        shortened(&row.label, label_width.saturating_sub(indent))
    };
    let mut line = pad_end(&format!("{}{label}", spaces(indent)), label_width);
    for (figure, width) in row.figures.iter().zip(widths) {
        line.push_str(&spaces(GAP));
        line.push_str(&spaces(width.saturating_sub(columns(&figure.text))));
        line.push_str(&painted(figure.style, &figure.text));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_broken_evenly() {
        let check = |head: &str, limit, expected: &[&str]| assert_eq!(balanced(head, limit), expected);
        check("商业企业", 6, &["商业", "企业"]);
        check("社会公益组织", 8, &["社会公", "益组织"]);
        check("自然人", 6, &["自然人"]);
        check("Carried over", 8, &["Carried", "over"]);
    }
}
