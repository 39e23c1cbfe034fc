//! A statutory table as a page shows it: the edition's grid with its labels and spans, each figure with its address and
//! with what kind of thing stands there.

use std::fmt::Write as _;

use gongkai_documents::{Cell as GridCell, Table};
use gongkai_report::cell::{CellAddress, CellState};
use gongkai_report::write::figure::Figures;
use gongkai_report::{EditionId, Report, TableId, write};

use crate::frame::Frame;

/// A table ready for its template; cells are markup.
#[derive(Debug, Clone)]
pub(crate) struct FormTable {
    pub(crate) id: &'static str,
    /// The name by which a page's address leads to it; another one where a page has several of the kind.
    pub(crate) anchor: String,
    pub(crate) caption: String,
    /// What tells it from others of its kind on the page, in the page's language.
    pub(crate) which: Option<String>,
    pub(crate) class: &'static str,
    pub(crate) head: Vec<Vec<String>>,
    pub(crate) body: Vec<Vec<String>>,
}

/// What is shown in a cell.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) state: CellState,
    pub(crate) text: String,
    /// Where the figure opens to.
    pub(crate) href: Option<String>,
}

impl FormTable {
    /// A table of a report.
    pub(crate) fn of_report(frame: &Frame, report: &Report, table: TableId) -> Self {
        let by_year = || report.year.map_or(EditionId::E2021, EditionId::for_year);
        let edition = report.tables.get(&table).map_or_else(by_year, |reading| reading.edition);
        let figures = Figures::of(edition);
        Self::new(edition, table, |address| match report.cells.get(address) {
            Some(cell) if cell.state != CellState::Missing => {
                Figure { state: cell.state, text: figures.text(address, cell), href: None }
            }
            _ => Figure { state: CellState::Missing, text: frame.t("portal-cell-missing"), href: None },
        })
    }

    /// A table of an edition with what stands in each cell.
    pub(crate) fn new(edition: EditionId, id: TableId, figure: impl Fn(CellAddress) -> Figure) -> Self {
        Self::with_findings(edition, id, figure, |_| None)
    }

    /// The same, with the gravest severity of what was found about each cell.
    pub(crate) fn with_findings(
        edition: EditionId,
        id: TableId,
        figure: impl Fn(CellAddress) -> Figure,
        found: impl Fn(CellAddress) -> Option<&'static str>,
    ) -> Self {
        Self::with(edition, id, |cell, address| data(cell, address, &figure(address), found(address)))
    }

    /// A table of an edition whose figure cells are markup of the caller's making.
    pub(crate) fn with(edition: EditionId, id: TableId, data: impl Fn(&GridCell, CellAddress) -> String) -> Self {
        let grid = write::table(edition, id, |address| address.to_string());
        Self::of_grid(&grid, id, |cell| match CellAddress::parse(&cell.text) {
            Some(address) => data(cell, address),
            None => plain(cell),
        })
    }

    /// A table whose labels stand in a grid already; `figure` gives the markup of its other cells.
    fn of_grid(grid: &Table, id: TableId, figure: impl Fn(&GridCell) -> String) -> Self {
        let labels = if id == TableId::T3 { 3 } else { u32::from(id == TableId::T2) };
        let (mut head, mut body) = (Vec::new(), Vec::new());
        let pieces = Pieces::of(grid, labels);
        for row in rows(&pieces.grid) {
            let is_head = row.first().is_some_and(|cell| cell.row < grid.header_rows);
            let figures = row.iter().any(|cell| !cell.header);
            let cells = row
                .into_iter()
                .map(|cell| if cell.header { label(cell, labels, is_head, figures, &pieces) } else { figure(cell) });
            if is_head { head.push(cells.collect()) } else { body.push(cells.collect()) }
        }
        let class = match id {
            TableId::T2 => "form-table-even",
            TableId::T3 => "form-table-fixed",
            TableId::T4 => "form-table-even form-table-wide",
        };
        Self {
            id: id.as_str(),
            anchor: id.as_str().to_owned(),
            caption: id.title().to_owned(),
            which: None,
            class,
            head,
            body,
        }
    }
}

/// A statutory table in a document that was made elsewhere, told by its columns; `None` when it is another table.
pub(super) fn recognised(grid: &Table) -> Option<FormTable> {
    let spans = grid.cells.iter().any(|cell| cell.row_span > 1 || cell.column_span > 1);
    let id = match (spans, grid.columns) {
        (true, 4) => TableId::T2,
        (true, 10) => TableId::T3,
        (true, 15) => TableId::T4,
        _ => return None,
    };
    Some(FormTable::of_grid(grid, id, plain))
}

fn plain(cell: &GridCell) -> String {
    format!("<td{}>{}</td>", spans(cell), escaped(&cell.text))
}

fn rows(grid: &Table) -> Vec<Vec<&GridCell>> {
    let mut rows: Vec<Vec<&GridCell>> = Vec::new();
    for cell in &grid.cells {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| first.row == cell.row) => row.push(cell),
            _ => rows.push(vec![cell]),
        }
    }
    rows
}

fn label(cell: &GridCell, label_columns: u32, is_head: bool, has_figures: bool, pieces: &Pieces) -> String {
    let is_label = cell.column < label_columns;
    // A corner without words heads nothing.
    let name = if cell.text.trim().is_empty() { "td" } else { "th" };
    let is_band = !is_head && !has_figures && label_columns == 1 && cell.column_span > 1 && cell.column == 0;
    let class = if is_band {
        " class=\"band\"".to_owned()
    } else if label_columns == 3 && is_label {
        format!(" class=\"from-{}{}\"", cell.column + 1, pieces.classes(cell))
    } else {
        String::new()
    };
    let scope = if is_head && is_label {
        // The corner stands above labels, not above figures.
        ""
    } else if name == "td" {
        ""
    } else if is_head || !has_figures {
        // A header of table 2 that spans the rest of the row still heads one column of figures.
        if cell.column_span > 1 && (is_head || is_band) { " scope=\"colgroup\"" } else { " scope=\"col\"" }
    } else if cell.row_span > 1 {
        " scope=\"rowgroup\""
    } else {
        " scope=\"row\""
    };
    let text = escaped(&cell.text);
    // Seen once on a screen; on paper in each piece.
    let text = if pieces.classes(cell).is_empty() { text } else { format!("<span>{text}</span>") };
    format!("<{name}{class}{scope}{}>{text}</{name}>", spans(cell))
}

/// A grid whose tall first labels are in pieces, one for each block of rows that stays together: a page of paper ends between
/// blocks, and what went over to the next one would stand there without its label and its lines. A screen shows the pieces as
/// the one cell they are.
struct Pieces {
    grid: Table,
    /// The rows in which a piece begins that goes on with the label above it.
    going_on: Vec<u32>,
    /// The rows in which a piece begins that another one follows.
    followed: Vec<u32>,
}

impl Pieces {
    fn of(grid: &Table, label_columns: u32) -> Self {
        let mut pieces = Self { grid: grid.clone(), going_on: Vec::new(), followed: Vec::new() };
        let is_tall = |cell: &&GridCell| cell.header && cell.column == 0 && cell.row >= grid.header_rows;
        let tall = grid.cells.iter().filter(is_tall).filter(|cell| label_columns == 3 && cell.row_span > 1);
        for cell in tall {
            let end = cell.row.saturating_add(cell.row_span);
            // A block is what a label beside it spans; rows without one go with the block before.
            let is_block = |other: &&GridCell| other.header && other.column == 1 && other.row_span > 1;
            let inside = grid.cells.iter().filter(|other| other.row > cell.row && other.row < end);
            let starts: Vec<u32> = inside.filter(is_block).map(|block| block.row).collect();
            pieces.split(cell, &starts, end);
        }
        pieces
    }

    fn split(&mut self, cell: &GridCell, starts: &[u32], end: u32) {
        let begins = std::iter::once(cell.row).chain(starts.iter().copied());
        let ends = starts.iter().copied().chain([end]);
        let parts =
            begins.zip(ends).map(|(row, to)| GridCell { row, row_span: to.saturating_sub(row), ..cell.clone() });
        self.grid.cells.retain(|other| (other.row, other.column) != (cell.row, cell.column));
        self.grid.cells.extend(parts);
        self.grid.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.going_on.extend(starts);
        self.followed.extend(std::iter::once(cell.row).chain(starts.iter().copied()).take(starts.len()));
    }

    fn goes_on(&self, cell: &GridCell) -> bool {
        cell.column == 0 && self.going_on.contains(&cell.row)
    }

    fn classes(&self, cell: &GridCell) -> &'static str {
        let is_followed = cell.column == 0 && self.followed.contains(&cell.row);
        match (self.goes_on(cell), is_followed) {
            (false, false) => "",
            (false, true) => " followed",
            (true, false) => " goes-on",
            (true, true) => " goes-on followed",
        }
    }
}

fn data(cell: &GridCell, address: CellAddress, figure: &Figure, found: Option<&str>) -> String {
    let found = found.map(|found| format!(" data-finding=\"{found}\"")).unwrap_or_default();
    let total = if address.column() == "total" || address.row() == "total" { " class=\"total\"" } else { "" };
    let text = escaped(&figure.text);
    let shown = match &figure.href {
        Some(href) => format!("<a href=\"{}\">{text}</a>", escaped(href)),
        None => text,
    };
    format!(
        "<td{total}{}{found} data-cell=\"{address}\" data-state=\"{}\">{shown}</td>",
        spans(cell),
        state(figure.state)
    )
}

/// The word of a state, as the data contract has it.
pub(crate) fn state(state: CellState) -> &'static str {
    match state {
        CellState::Value => "value",
        CellState::Blank => "blank",
        CellState::Slash => "slash",
        CellState::Text => "text",
        CellState::Missing => "missing",
    }
}

/// The attributes of a cell's spans.
pub(crate) fn spans(cell: &GridCell) -> String {
    let mut spans = String::new();
    for (name, span) in [("rowspan", cell.row_span), ("colspan", cell.column_span)] {
        if span > 1 {
            let _ = write!(spans, " {name}=\"{span}\"");
        }
    }
    spans
}

/// Text as markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut markup = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            letter if letter.is_control() && letter != '\n' => {}
            other => markup.push(other),
        }
    }
    markup
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(edition: EditionId, id: TableId) -> FormTable {
        FormTable::new(edition, id, |address| Figure { state: CellState::Value, text: address.to_string(), href: None })
    }

    #[test]
    fn every_figure_of_the_form_stands_in_the_table_once() {
        for edition in EditionId::ALL {
            for id in TableId::ALL {
                let shown = table(edition, id).body.concat().concat();
                for form in edition.edition().cells_of(id) {
                    let cell = format!("data-cell=\"{}\"", form.address);
                    assert_eq!(shown.matches(&cell).count(), 1, "{edition} {}", form.address);
                }
            }
        }
    }

    #[test]
    fn rows_are_headed_by_their_labels() {
        let table = table(EditionId::E2021, TableId::T3);
        assert_eq!(table.head.len(), 3);
        assert!(table.head[0][0].starts_with("<th class=\"from-1\" rowspan=\"3\" colspan=\"3\">"));
        assert!(
            table.body[0][0].starts_with("<th class=\"from-1\" scope=\"row\" colspan=\"3\">一、"),
            "{:?}",
            table.body[0]
        );
        assert!(table.body[2][0].contains("scope=\"rowgroup\"") && table.body[2][1].contains("from-2"));
    }

    #[test]
    fn a_label_of_many_rows_stands_before_each_block_of_them() {
        for edition in EditionId::ALL {
            let table = table(edition, TableId::T3);
            let of = |row: &Vec<String>| row[0].contains("本年度办理结果").then(|| row[0].clone());
            let pieces: Vec<String> = table.body.iter().filter_map(of).collect();
            let span = |cell: &String| {
                let rows = cell.split("rowspan=\"").nth(1).and_then(|rest| rest.split('"').next());
                rows.and_then(|rows| rows.parse::<usize>().ok()).unwrap_or(1)
            };
            // All rows but 一, 二 and 四.
            assert_eq!(pieces.iter().map(span).sum::<usize>(), table.body.len() - 3, "{edition}: {pieces:#?}");
            let classes = |cell: &String| cell.split('"').nth(1).unwrap_or_default().to_owned();
            let classes: Vec<String> = pieces.iter().map(classes).collect();
            assert_eq!(classes.first().map(String::as_str), Some("from-1 followed"));
            assert_eq!(classes.last().map(String::as_str), Some("from-1 goes-on"));
            assert!(classes.len() > 3, "{classes:?}");
            let between = classes.get(1..classes.len() - 1).unwrap_or_default();
            assert!(between.iter().all(|class| class == "from-1 goes-on followed"), "{classes:?}");
        }
        assert!(!table(EditionId::E2021, TableId::T2).body.concat().concat().contains("goes-on"));
    }

    #[test]
    fn what_a_report_says_stays_text() {
        assert_eq!(escaped("<script>\"&\u{0}"), "&lt;script&gt;&quot;&amp;");
    }
}
