//! Disorders of plain text.

use gongkai_report::{CellAddress, TableId};

use super::draft::Draft;
use super::{Disordered, Expected};
use crate::layout::{Layout, lines, render};

/// Table 2 with every row's cells run together; nobody can tell where one figure ends, unless all are one digit.
pub(super) fn glue(mut draft: Draft) -> Disordered {
    let text = render(&draft.document, Layout::EvenTabRows);
    let (start, end) = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况");
    let mut inside = false;
    let glued = text.lines().map(|line| {
        inside = if line == start { true } else { inside && line != end };
        if inside { line.replace('\t', "") } else { line.to_owned() }
    });
    let text = glued.collect::<Vec<_>>().join("\n");
    let cells: Vec<CellAddress> = draft.truth.of_table(TableId::T2).map(|(address, _)| address).collect();
    draft.uncertain.extend(cells);
    finish(draft, &text)
}

/// A page number every thirty lines, between rows.
pub(super) fn number_pages(draft: Draft) -> Disordered {
    let text = render(&draft.document, Layout::TabbedCells);
    let mut paged = String::new();
    let (mut since, mut page) = (0, 1);
    let mut in_table = false;
    for line in text.lines() {
        paged.push_str(line);
        paged.push('\n');
        since += 1;
        if since >= 30 && in_table && line.is_empty() {
            let number = if page % 2 == 0 { format!("-{page}-\n") } else { format!("— {page} —\n") };
            paged.push_str(&number);
            since = 0;
            page += 1;
        }
        in_table = line.starts_with('\t');
    }
    finish(draft, &paged)
}

/// The last figure of a row of table 3 stands on a line of its own: seven figures over two lines, or six and one lost.
pub(super) fn float_figure(mut draft: Draft) -> Disordered {
    let positions = draft.positions(TableId::T3);
    let Some(row) = draft.any_row_of_table_3() else { return draft.finish() };
    let cells: Vec<CellAddress> =
        positions.iter().filter(|((at, _), _)| *at == row).map(|(_, address)| *address).collect();
    let text = render(&draft.document, Layout::EvenTabRows);
    let form = positions.keys().map(|(row, _)| *row).min().unwrap_or(0);
    let label = draft.table(TableId::T3).and_then(|table| {
        let mut labels = table.cells.iter().filter(|cell| cell.row == row && cell.header && row >= form);
        labels.next_back().map(|cell| cell.text.clone())
    });
    let mut floated = false;
    let changed = text.lines().map(|line| {
        let hit = label.as_ref().is_some_and(|label| line.split('\t').any(|field| field == label));
        match line.rsplit_once('\t') {
            Some((rest, last)) if hit && !floated => {
                floated = true;
                format!("{rest}\n{last}")
            }
            _ => line.to_owned(),
        }
    });
    let text = changed.collect::<Vec<_>>().join("\n");
    draft.uncertain.extend(cells);
    finish(draft, &text)
}

/// Figures with a zero-width space and a blank character about them.
pub(super) fn hide_characters(draft: Draft) -> Disordered {
    let text = render(&draft.document, Layout::TabbedCells);
    let hidden = text.lines().map(|line| match line.strip_prefix('\t') {
        Some(cell) if cell.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("\t\u{200b}{cell}\u{a0}\u{feff}")
        }
        _ => line.to_owned(),
    });
    let text = hidden.collect::<Vec<_>>().join("\n");
    finish(draft, &text)
}

fn finish(draft: Draft, text: &str) -> Disordered {
    Disordered { document: lines(text), expected: Expected { cells: draft.truth, uncertain: draft.uncertain } }
}
