//! The three tables of a report as rows of figures.

use anstyle::Style;
use gongkai_law::Wording;
use gongkai_report::cell::{Cell, CellAddress, CellState};
use gongkai_report::edition::{Edition, EditionId, TableId};
use gongkai_report::write::figure::Figures;
use gongkai_report::{Cells, Report};

use super::figures::{Figure, Panel, Row};
use crate::render::style::{BAD, DOUBTFUL, FAINT};
use crate::render::width::{shortened, tame};

/// Text in a cell is shown up to this many columns.
const TEXT_COLUMNS: usize = 12;

/// What stands for a blank cell, and for one that was not found. Neither is a 0.
pub(super) const BLANK: &str = "·";
pub(super) const MISSING: &str = "?";

/// Makes the tables of one report.
pub(super) struct Tables<'a> {
    report: &'a Report,
    wording: &'a Wording,
}

impl<'a> Tables<'a> {
    pub(super) fn new(report: &'a Report, wording: &'a Wording) -> Self {
        Self { report, wording }
    }

    /// A table's panels; table 2 has one for each band.
    pub(super) fn panels(&self, table: TableId, edition: EditionId) -> Vec<Panel> {
        let (form, figures) = (edition.edition(), Figures::of(edition));
        match table {
            TableId::T2 => self.proactive(form, figures),
            TableId::T3 => vec![self.requests(form, figures)],
            TableId::T4 => vec![self.disputes(form, figures)],
        }
    }

    fn proactive(&self, form: &Edition, figures: Figures) -> Vec<Panel> {
        let panel = |group: &gongkai_report::edition::Group| {
            let row = |row: &gongkai_report::edition::GroupRow| {
                let cells = group.columns.iter().map(|column| format!("t2.{}.{}", row.id, column.id));
                let label = self.label(&format!("row-t2-{}", row.id), &row.label);
                Row { label, depth: 1, figures: self.figures(cells, figures) }
            };
            Panel {
                head: self.label(&format!("band-{}", group.id), &group.label),
                columns: self.heads(group.columns.iter().map(|column| (column.id.as_str(), column.label.as_str()))),
                rows: group.rows.iter().map(row).collect(),
            }
        };
        form.t2.groups.iter().map(panel).collect()
    }

    fn requests(&self, form: &Edition, figures: Figures) -> Panel {
        let depth = |row: &gongkai_report::edition::Row| {
            let parent = |id: &str| form.t3.rows.iter().find(|row| row.id == id)?.parent.as_deref();
            std::iter::successors(row.parent.as_deref(), |id| parent(id)).count()
        };
        let row = |row: &gongkai_report::edition::Row| {
            let cells = form.t3.columns.iter().map(|column| format!("t3.{}.{}", row.id, column.id));
            Row {
                label: self.label(&format!("row-t3-{}", row.id), without_explanation(&row.label)),
                depth: depth(row),
                figures: if row.leaf { self.figures(cells, figures) } else { Vec::new() },
            }
        };
        Panel {
            head: String::new(),
            columns: self.heads(form.t3.columns.iter().map(|column| (column.id.as_str(), column.label.as_str()))),
            rows: form.t3.rows.iter().map(row).collect(),
        }
    }

    /// Table 4 is printed as one row of fifteen; here each of its three blocks is a row.
    fn disputes(&self, form: &Edition, figures: Figures) -> Panel {
        let mut panel = Panel::default();
        for column in &form.t4.columns {
            let label = self.label(&format!("row-t4-{}", column.block), &column.block_label);
            let figure = self.figures([format!("t4.{}", column.id)], figures);
            match panel.rows.last_mut().filter(|row| row.label == label) {
                Some(row) => row.figures.extend(figure),
                None => panel.rows.push(Row { label, depth: 0, figures: figure }),
            }
            if panel.rows.len() == 1 {
                let id = column.id.rsplit('.').next().unwrap_or_default();
                panel.columns.push(self.label(&format!("column-{id}"), &column.label));
            }
        }
        panel
    }

    fn heads<'b>(&self, columns: impl Iterator<Item = (&'b str, &'b str)>) -> Vec<String> {
        columns.map(|(id, label)| self.label(&format!("column-{id}"), label)).collect()
    }

    /// The label in the user's language: the form's own, but where the bundle has another.
    fn label(&self, id: &str, printed: &str) -> String {
        if self.wording.has(id) { self.wording.text(id, &[]) } else { printed.to_owned() }
    }

    fn figures(&self, addresses: impl IntoIterator<Item = String>, figures: Figures) -> Vec<Figure> {
        addresses.into_iter().map(|address| figure(&self.report.cells, &address, figures)).collect()
    }
}

fn figure(cells: &Cells, address: &str, figures: Figures) -> Figure {
    match CellAddress::parse(address).and_then(|address| Some((address, cells.get(address)?))) {
        Some((address, cell)) => shown(address, cell, figures),
        None => Figure { text: MISSING.to_owned(), style: BAD },
    }
}

fn shown(address: CellAddress, cell: &Cell, figures: Figures) -> Figure {
    match cell.state {
        CellState::Value => {
            let text = tame(&figures.text(address, cell));
            let style = if cell.value.is_some_and(|value| value.is_zero()) { FAINT } else { Style::new() };
            Figure { text, style }
        }
        CellState::Blank => Figure { text: BLANK.to_owned(), style: FAINT },
        CellState::Slash => Figure { text: tame(cell.raw.as_deref().unwrap_or("/")), style: FAINT },
        CellState::Text => {
            let raw = tame(cell.raw.as_deref().unwrap_or_default());
            Figure { text: shortened(raw.trim(), TEXT_COLUMNS), style: DOUBTFUL }
        }
        CellState::Missing => Figure { text: MISSING.to_owned(), style: BAD },
    }
}

/// A label without the explanation in brackets behind it.
fn without_explanation(label: &str) -> &str {
    match label.char_indices().skip(1).find(|(at, letter)| *letter == '（' && *at > 0) {
        Some((at, _)) => label.get(..at).unwrap_or(label),
        None => label,
    }
}

#[cfg(test)]
mod tests {
    use super::without_explanation;

    #[test]
    fn the_number_in_brackets_is_no_explanation() {
        assert_eq!(without_explanation("（二）部分公开（区分处理的）"), "（二）部分公开");
        assert_eq!(without_explanation("（一）予以公开"), "（一）予以公开");
    }
}
