//! Rows of a table: the binary format tells where each row's cells have their edges on the page, not in which column
//! of a grid they stand. The grid is made of the edges of all rows together.

use super::sprm::{self, Sprm};
use crate::model::NoticeKind;
use crate::read::flow::Piece;
use crate::read::flow::meter::Meter;
use crate::read::flow::table::{RawCell, RawRow, TableBuilder, Vertical};
use crate::read::ole::u16_at;
use crate::read::pale;

/// Edges nearer than this, in twentieths of a point, are the same edge: rows drawn by hand miss each other by a hair.
const SAME_EDGE: i32 = 30;
const CELL_BYTES: usize = 20;
/// The most cells a row can define.
const MOST_CELLS: usize = 64;
/// Cells whose shades stand in one modifier.
const SHADES_OF_A_PART: usize = 22;

/// How a cell is merged, as its flags say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Merge {
    horizontal: u16,
    vertical: Vertical,
}

/// What the end of a row says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowFormat {
    edges: Vec<i32>,
    merges: Vec<Merge>,
    header: bool,
    /// Which cells have something else than paper behind them.
    grounds: [bool; MOST_CELLS],
}

impl Default for RowFormat {
    fn default() -> Self {
        Self { edges: Vec::new(), merges: Vec::new(), header: false, grounds: [false; MOST_CELLS] }
    }
}

impl RowFormat {
    /// Takes in one modifier.
    pub(super) fn apply(&mut self, sprm: &Sprm<'_>) {
        match sprm.code {
            sprm::TABLE_DEFINITION => self.define(sprm.operand),
            code if let Some(part) = sprm::CELL_SHADES.iter().position(|shades| *shades == code) => {
                self.shade(part * SHADES_OF_A_PART, sprm.operand.chunks(10).map(is_ground));
            }
            sprm::CELL_SHADES_BY_NUMBER => self.shade(0, sprm.operand.chunks(2).map(is_numbered_ground)),
            sprm::TABLE_HEADER => self.header = sprm.byte() == 1,
            sprm::TABLE_VERTICAL_MERGE => {
                let [index, flags, ..] = *sprm.operand else { return };
                if let Some(merge) = self.merges.get_mut(usize::from(index)) {
                    merge.vertical = vertical(u16::from(flags));
                }
            }
            sprm::TABLE_MERGE => {
                let [first, limit, ..] = *sprm.operand else { return };
                let range = usize::from(first)..usize::from(limit).min(self.merges.len());
                for (index, merge) in self.merges.get_mut(range).unwrap_or_default().iter_mut().enumerate() {
                    merge.horizontal = if index == 0 { 1 } else { 2 };
                }
            }
            _ => {}
        }
    }

    fn shade(&mut self, from: usize, grounds: impl Iterator<Item = bool>) {
        for (own, ground) in self.grounds.iter_mut().skip(from).zip(grounds) {
            *own = ground;
        }
    }

    fn define(&mut self, operand: &[u8]) {
        let count = usize::from(operand.first().copied().unwrap_or(0)).min(MOST_CELLS);
        let edge = |index: usize| u16_at(operand, 1 + index * 2).map(|edge| i32::from(edge.cast_signed()));
        let edges: Vec<i32> = (0..=count).map_while(edge).collect();
        if edges.len() != count + 1 || count == 0 {
            return;
        }
        let flags = |index: usize| u16_at(operand, 1 + (count + 1) * 2 + index * CELL_BYTES).unwrap_or(0);
        let merge = |flags: u16| Merge { horizontal: flags & 3, vertical: vertical(flags >> 5 & 3) };
        self.merges = (0..count).map(|index| merge(flags(index))).collect();
        self.edges = edges;
    }
}

/// Whether a shade in full (the colour before, the colour behind, the pattern) is something else than paper.
pub(super) fn is_ground(shade: &[u8]) -> bool {
    let [_, _, _, _, red, green, blue, is_automatic, pattern, high] = *shade else { return false };
    let is_paper = is_automatic == 0xFF || [red, green, blue] == [0xFF; 3];
    // No pattern at all is written with all bits set.
    !is_paper || !matches!(u16::from_le_bytes([pattern, high]), 0 | 0xFFFF)
}

/// The same of a shade by numbers: five bits for either colour, six for the pattern; white is the eighth colour.
pub(super) fn is_numbered_ground(shade: &[u8]) -> bool {
    let [low, high] = *shade else { return false };
    let shade = u16::from_le_bytes([low, high]);
    shade != 0xFFFF && (!matches!(shade >> 5 & 0x1F, 0 | 8) || shade >> 10 != 0)
}

fn vertical(flags: u16) -> Vertical {
    match flags & 3 {
        0 => Vertical::Single,
        1 => Vertical::Continue,
        _ => Vertical::Start,
    }
}

/// A row: its cells' contents and what its end says.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Vec<Piece>>,
    pub(super) format: RowFormat,
}

/// Builds the table of these rows.
pub(super) fn table(number: u32, mut rows: Vec<Row>, meter: &mut Meter) -> Vec<Piece> {
    lend_edges(&mut rows, meter);
    let grid = Grid::new(rows.iter().flat_map(|row| row.format.edges.iter().copied()).collect());
    let mut builder = TableBuilder::new(number);
    for row in rows {
        builder.add_row(grid.place(row), meter);
    }
    builder.finish(grid.widths())
}

/// A row whose definition is lost takes the edges of another row with as many cells.
fn lend_edges(rows: &mut [Row], meter: &mut Meter) {
    for index in 0..rows.len() {
        let Some(row) = rows.get(index).filter(|row| row.format.edges.is_empty()) else { continue };
        meter.once(NoticeKind::Damaged, "table-definition");
        let count = row.cells.len();
        let lent = rows.iter().find(|other| other.format.edges.len() == count + 1).map(|row| row.format.edges.clone());
        if let (Some(row), Some(edges)) = (rows.get_mut(index), lent) {
            row.format.edges = edges;
        }
    }
}

/// The columns of a table.
struct Grid {
    /// Where each column begins, and where the last one ends.
    edges: Vec<i32>,
}

impl Grid {
    fn new(mut all: Vec<i32>) -> Self {
        all.sort_unstable();
        let mut edges: Vec<i32> = Vec::new();
        for edge in all {
            if edges.last().is_none_or(|last| edge - last > SAME_EDGE) {
                edges.push(edge);
            }
        }
        Self { edges }
    }

    /// The column that begins at an edge.
    fn column(&self, edge: i32) -> u32 {
        let after = self.edges.partition_point(|known| *known <= edge);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn widths(&self) -> Vec<f32> {
        let width = |pair: &[i32]| match pair {
            [left, right] => u16::try_from(right - left).map_or(0.0, f32::from),
            _ => 0.0,
        };
        self.edges.windows(2).map(width).collect()
    }

    fn place(&self, row: Row) -> RawRow {
        let RowFormat { edges, merges, header, grounds } = row.format;
        let before = edges.first().map_or(0, |edge| self.column(*edge));
        let mut placed: Vec<RawCell> = Vec::new();
        let mut anchor = 0;
        for (index, mut pieces) in row.cells.into_iter().enumerate() {
            if grounds.get(index) == Some(&true) {
                on_ground(&mut pieces);
            }
            let span = match (edges.get(index), edges.get(index + 1)) {
                (Some(left), Some(right)) => self.column(*right).saturating_sub(self.column(*left)),
                _ => 1,
            };
            let merge = merges.get(index).copied().unwrap_or_default();
            // Writers disagree which of the flags is the first cell's; either way the cells after it differ from it.
            let joins_left = merge.horizontal != 0 && anchor != 0 && merge.horizontal != anchor;
            anchor = if joins_left { anchor } else { merge.horizontal };
            if span == 0 {
                // A cell without width is not seen; text in it stays with the cell before.
                if let Some(last) = placed.last_mut().filter(|_| has_text(&pieces)) {
                    last.pieces.extend(pieces);
                }
                continue;
            }
            placed.push(RawCell { column_span: span, vertical: merge.vertical, joins_left, pieces });
        }
        RawRow { before, after: 0, header, cells: placed }
    }
}

/// Figures as pale as paper are seen here.
pub(super) fn on_ground(pieces: &mut [Piece]) {
    for piece in pieces {
        if let Piece::Line(line) = piece {
            pale::on_ground(&mut line.text);
        }
    }
}

fn has_text(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Line(line) => !line.text.trim().is_empty(),
        Piece::Table(_) => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;
    use crate::read::flow::Line;
    use crate::read::flow::table::shown;

    fn definition(edges: &[i16], flags: &[u16]) -> RowFormat {
        let mut operand = vec![u8::try_from(edges.len() - 1).unwrap()];
        operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
        for flag in flags {
            operand.extend(flag.to_le_bytes());
            operand.extend([0; CELL_BYTES - 2]);
        }
        let mut format = RowFormat::default();
        format.apply(&Sprm { code: sprm::TABLE_DEFINITION, operand: &operand });
        format
    }

    fn row(texts: &[&str], format: RowFormat) -> Row {
        let cell = |text: &&str| vec![Piece::Line(Line { text: (*text).to_owned(), heading: None, place: None })];
        Row { cells: texts.iter().map(cell).collect(), format }
    }

    fn check(rows: Vec<Row>, expected: &[&str]) -> Meter {
        let mut meter = Meter::new(&Limits::default());
        let pieces = table(1, rows, &mut meter);
        assert_eq!(shown(&pieces), expected);
        meter
    }

    #[test]
    fn columns_are_the_edges_of_all_rows() {
        check(
            vec![
                row(&["甲", "乙"], definition(&[-108, 2000, 4000], &[3 << 5, 0])),
                row(&["", "1", "2"], definition(&[-100, 2010, 3000, 3995], &[1 << 5])),
                row(&["丙"], definition(&[2000, 3000], &[])),
            ],
            &["0,0 2x1 甲", "0,1 1x2 乙", "1,1 1x1 1", "1,2 1x1 2", "2,1 1x1 丙"],
        );
    }

    #[test]
    fn horizontal_merges_are_read_either_way_round() {
        for flags in [[1, 2, 2, 0], [2, 1, 1, 0], [3, 2, 2, 0]] {
            check(
                vec![row(&["甲", "", "", "乙"], definition(&[0, 100, 200, 300, 400], &flags))],
                &["0,0 1x3 甲", "0,3 1x1 乙"],
            );
        }
        check(
            vec![row(&["甲", "", "乙", ""], definition(&[0, 100, 200, 300, 400], &[1, 2, 1, 2]))],
            &["0,0 1x2 甲", "0,2 1x2 乙"],
        );
    }

    #[test]
    fn a_row_without_definition_takes_that_of_another() {
        let meter = check(
            vec![
                row(&["甲", "乙"], definition(&[0, 100, 300], &[])),
                row(&["1", "2", "3"], definition(&[0, 100, 200, 300], &[])),
                row(&["丙", "丁"], RowFormat::default()),
            ],
            &["0,0 1x1 甲", "0,1 1x2 乙", "1,0 1x1 1", "1,1 1x1 2", "1,2 1x1 3", "2,0 1x1 丙", "2,1 1x2 丁"],
        );
        assert_eq!(meter.notices[0].kind, NoticeKind::Damaged);
    }

    #[test]
    fn figures_on_a_shade_are_seen() {
        let blue = [0, 0, 0, 0xFF, 0x44, 0x72, 0xC4, 0, 0, 0];
        let (white, none) = ([0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0], [0, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0, 0]);
        assert!(is_ground(&blue) && !is_ground(&white) && !is_ground(&none) && !is_ground(&[]));
        assert!(is_numbered_ground(&[2 << 5, 0]) && !is_numbered_ground(&[0, 1]) && !is_numbered_ground(&[0xFF, 0xFF]));
        let mut format = definition(&[0, 100, 200], &[0, 0]);
        format.apply(&Sprm { code: sprm::CELL_SHADES[0], operand: &[white, blue].concat() });
        let pale = pale::marked("7").unwrap();
        check(vec![row(&[&pale, &pale], format)], &[&format!("0,0 1x1 {pale}"), "0,1 1x1 7"]);
    }

    #[test]
    fn later_modifiers_change_the_merges() {
        let mut format = definition(&[0, 100, 200], &[0, 0]);
        format.apply(&Sprm { code: sprm::TABLE_VERTICAL_MERGE, operand: &[1, 3] });
        format.apply(&Sprm { code: sprm::TABLE_VERTICAL_MERGE, operand: &[9, 3] });
        format.apply(&Sprm { code: sprm::TABLE_MERGE, operand: &[0, 9] });
        assert_eq!(format.merges[1], Merge { horizontal: 2, vertical: Vertical::Start });
        let mut absurd = RowFormat::default();
        absurd.apply(&Sprm { code: sprm::TABLE_DEFINITION, operand: &[255, 1, 2] });
        assert_eq!(absurd, RowFormat::default());
    }
}
