//! Tables without ruling lines whose cells may be blank: their header tells how many columns there are, and where.
//!
//! Each figure must stand below one word of the header, and all of them be set to it alike: by their left edges, their
//! middles or their right edges. Then a column with nothing in it is blank, and not unknown. The rows are the labels,
//! whether figures stand beside them or not. On the next page the table goes on in the same columns.

use super::header::{DEEP, Header, WRAP, are_over, gaps, top};
use super::{APART, Entry, Label, OFF, Row, are_beside, begins_label, cell, end, grid, is_of_labels, labels, owner};
use crate::read::fixed::across::is_numbered;
use crate::read::fixed::lines::{Line, Part, figures};
use crate::read::fixed::page::Area;
use crate::read::fixed::table::{Cell, Grid};
use crate::read::fixed::{Item, Laid};

/// So many labels make a table.
const ROWS: usize = 3;
/// More neighbouring lines than this are no page of a report.
const MOST: usize = 2_000;
/// So many columns, at least, has a table of one row without a label.
const MANY: usize = 8;
/// So many figures tell where they are set to.
const TELLING: usize = 4;
/// By how much of their height lines that overlap are on each other.
const CLASH: f64 = 0.5;

/// What figures and the head of their column have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Set {
    Left,
    Middle,
    Right,
}

/// The columns of a table's figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    heads: Vec<Area>,
    set: Set,
}

/// The figures of a line, each with its column.
struct Placed<'l> {
    row: Row<'l>,
    columns: Vec<usize>,
}

/// Lines of a table, and where they end.
struct Body<'l> {
    rows: Vec<Placed<'l>>,
    /// The line behind the last that may be one of the table.
    to: usize,
    /// Whether it is one row without a label.
    is_alone: bool,
}

/// What the page before a page ends with.
#[derive(Default)]
pub(super) struct Above {
    /// The columns of a table.
    columns: Option<Columns>,
    /// Lines, moved up to stand right above the page.
    lines: Vec<Line>,
    /// How far they are moved.
    shift: f64,
    page: u32,
}

/// What was found on a page.
pub(super) struct Found {
    /// The columns of the table it ends with.
    pub(super) columns: Option<Columns>,
    /// So many lines of the page before are of the header of its first table.
    pub(super) taken: usize,
}

impl Above {
    /// Of the page before, whose last table may go on.
    pub(super) fn new(columns: Option<Columns>, before: Option<&Laid>, page: &Laid) -> Self {
        let line = |item: &Item| match item {
            Item::Line(line) => Some(line.clone()),
            Item::Table(_) => None,
        };
        let mut lines: Vec<Line> =
            before.into_iter().flat_map(|before| before.items.iter().rev().map_while(line)).collect();
        lines.truncate(if columns.is_some() { 0 } else { DEEP });
        lines.reverse();
        let ends = lines.last().zip(page.items.first());
        let shift = ends.map_or(0.0, |(last, first)| last.area.bottom + WRAP * last.size - first.top());
        for line in &mut lines {
            (line.area.top, line.area.bottom) = (line.area.top - shift, line.area.bottom - shift);
        }
        Self { columns, lines, shift, page: before.map_or(0, |before| before.number) }
    }
}

/// Makes tables of such lines of a page; the others stay.
pub(super) fn find_on(page: &mut Laid, above: Above, next: Option<&Laid>) -> Found {
    let mut items = Vec::with_capacity(page.items.len());
    let mut above = Some(above);
    let mut rest = std::mem::take(&mut page.items).into_iter().peekable();
    let mut found = Found { columns: None, taken: 0 };
    while rest.peek().is_some() {
        let mut lines: Vec<Line> = Vec::new();
        while let Some(Item::Line(line)) = rest.next_if(|item| matches!(item, Item::Line(_))) {
            lines.push(line);
        }
        let next = next.filter(|_| rest.peek().is_none());
        let here = among(lines, page.number, above.take(), next, &mut items);
        found = Found { columns: here.columns, taken: found.taken + here.taken };
        if let Some(table) = rest.next() {
            items.push(table);
            found.columns = None;
        }
    }
    page.items = items;
    found
}

/// What neighbouring lines hold.
fn among(lines: Vec<Line>, page: u32, above: Option<Above>, next: Option<&Laid>, items: &mut Vec<Item>) -> Found {
    let above = above.unwrap_or_default();
    // Lines of the page before.
    let before = above.lines.len();
    let mut all = above.lines;
    all.extend(lines);
    if all.len() > MOST {
        items.extend(all.into_iter().skip(before).map(Item::Line));
        return Found { columns: None, taken: 0 };
    }
    let edge = all.get(before).map_or(f64::MIN, |line| line.area.top);
    let place = |area: Area| {
        if area.top < edge {
            (above.page, Area { top: area.top + above.shift, bottom: area.bottom + above.shift, ..area })
        } else {
            (page, area)
        }
    };
    let lines = Lines { all: &all, page, next };
    let begun = above.columns.and_then(|columns| lines.table(goes_on(&all, &columns)?, columns, 1));
    let found = begun.or_else(|| {
        begins(&all, before).find_map(|(header, from, columns)| {
            let mut table = lines.table(from, columns, ROWS)?;
            table.columns.add_header(&mut table.grid, &header, place)?;
            Some(Table { from: header.from, ..table })
        })
    });
    let Some(Table { from, to, grid, columns }) = found else {
        items.extend(all.into_iter().skip(before).map(Item::Line));
        return Found { columns: None, taken: 0 };
    };
    let rest = all.split_off(to);
    let own = all.into_iter().take(from).skip(before);
    items.extend(own.map(Item::Line));
    items.push(Item::Table(grid));
    let behind = if rest.is_empty() { Some(columns) } else { among(rest, page, None, next, items).columns };
    Found { columns: behind, taken: before.saturating_sub(from) }
}

/// Neighbouring lines, their page and the one behind it where they end theirs.
struct Lines<'l> {
    all: &'l [Line],
    page: u32,
    next: Option<&'l Laid>,
}

/// A table, the lines it is made of and its columns.
struct Table {
    from: usize,
    to: usize,
    grid: Grid,
    columns: Columns,
}

impl Lines<'_> {
    /// The table that begins with a line, in such columns and with so many labels.
    fn table(&self, from: usize, columns: Columns, least: usize) -> Option<Table> {
        let body = columns.body(self.all, from);
        let is_open = body.to == self.all.len() && self.next.is_some_and(|next| columns.go_on(next));
        let last = body.rows.last()?.row.line;
        let last = self.all.iter().position(|line| std::ptr::eq(line, last))?;
        let to = if is_open { self.all.len() } else { end(self.all, last, columns.start()) };
        let grid = columns.table(self.all.get(from..to)?, &body, is_open, self.page)?;
        if grid.rows < least && !body.is_alone && !is_open {
            return None;
        }
        Some(Table { from, to, grid, columns })
    }
}

/// The line a table of known columns goes on with at the top of a page, behind the rest of a label.
fn goes_on(lines: &[Line], columns: &Columns) -> Option<usize> {
    let start = columns.start();
    let from = lines.iter().position(|line| begins_label(line, start))?;
    let before = lines.get(..from)?.iter().all(|line| is_of_labels(line, start));
    (before && !columns.body(lines, from).rows.is_empty()).then_some(from)
}

/// Where tables may begin, not before a line: the header, the line below that, the columns.
fn begins(lines: &[Line], least: usize) -> impl Iterator<Item = (Header, usize, Columns)> {
    let is_first = move |at: &usize| {
        let words = lines.get(*at).map_or([].as_slice(), |line| &line.words);
        words.first().is_some_and(|word| is_numbered(&word.text)) || is_row_alone(words)
    };
    (least.max(1)..lines.len()).filter(is_first).filter_map(|from| {
        let top = top(lines, from)?;
        let columns = |wrap| {
            let header = Header::of(lines, top..from, wrap);
            let first = lines.get(from)?;
            let heads = header.heads(first, wrap).filter(|heads| heads.len() >= MANY || !is_row_alone(&first.words))?;
            let sets = [Set::Right, Set::Left, Set::Middle].map(|set| Columns { heads: heads.clone(), set });
            let told = |columns: &Columns| columns.body(lines, from).figures();
            let (told, columns) =
                sets.into_iter().map(|columns| (told(&columns), columns)).max_by_key(|(told, _)| *told)?;
            Some((told, header, columns))
        };
        // Nobody tells how far apart lines of one head stand: where most figures have one, it is right.
        let wraps = gaps(lines.get(top..from)?);
        let (told, header, columns) = wraps.into_iter().filter_map(columns).max_by_key(|(told, ..)| *told)?;
        (told >= TELLING).then_some((header, from, columns))
    })
}

/// Whether words are all figures: a row without a label.
fn is_row_alone(words: &[Part]) -> bool {
    words.len() >= TELLING && figures(words).len() == words.len()
}

impl Body<'_> {
    /// How many figures it has.
    fn figures(&self) -> usize {
        self.rows.iter().map(|placed| placed.columns.len()).sum()
    }
}

impl Columns {
    /// Where the figures begin.
    fn start(&self) -> f64 {
        self.heads.first().map_or(0.0, |head| head.left)
    }

    /// The column a figure stands in.
    fn column(&self, figure: &Part, size: f64) -> Option<usize> {
        let middle = |left: f64, right: f64| f64::midpoint(left, right);
        let is_set = |head: &Area| {
            let off = match self.set {
                Set::Left => head.left - figure.left,
                Set::Middle => middle(head.left, head.right) - middle(figure.left, figure.right),
                Set::Right => head.right - figure.right,
            };
            off.abs() <= OFF * size && head.left < figure.right && figure.left < head.right
        };
        self.heads.iter().position(is_set)
    }

    /// The figures of a line in their columns; `None` where anything else stands among these.
    fn place<'l>(&self, line: &'l Line) -> Option<Placed<'l>> {
        let start = self.start();
        let figures = figures(&line.words);
        let labels = line.words.len() - figures.len();
        // A figure wider than its head, or a number in a label.
        let before = figures.iter().take_while(|figure| figure.right < start).count();
        let figures = figures.get(before..)?;
        let is_clear = line.words.get(..labels)?.iter().all(|word| word.right < start);
        let columns: Vec<usize> = figures.iter().map(|figure| self.column(figure, line.size)).collect::<Option<_>>()?;
        let in_order = columns.windows(2).all(|pair| pair.first() < pair.last());
        (is_clear && in_order).then_some(Placed { row: Row { line, figures }, columns })
    }

    /// The lines of the table from one on.
    fn body<'l>(&self, lines: &'l [Line], from: usize) -> Body<'l> {
        let mut rows: Vec<Placed<'l>> = Vec::new();
        let mut to = from;
        if let Some(line) = lines.get(from).filter(|line| is_row_alone(&line.words)) {
            rows.extend(self.place(line));
            return Body { to: from + rows.len(), rows, is_alone: true };
        }
        let mut bottom = lines.get(from).map_or(0.0, |line| line.area.top);
        for line in lines.iter().skip(from) {
            let Some(placed) = self.place(line).filter(|_| line.area.top - bottom <= APART * line.size) else { break };
            bottom = line.area.bottom;
            to += 1;
            if !placed.columns.is_empty() {
                rows.push(placed);
            }
        }
        Body { rows, to, is_alone: false }
    }

    /// Whether the table goes on at the top of a page, below its header or without.
    fn go_on(&self, next: &Laid) -> bool {
        let lines = next.items.iter().map_while(|item| match item {
            Item::Line(line) => Some(line.clone()),
            Item::Table(_) => None,
        });
        let lines: Vec<Line> = lines.collect();
        let is_same = |other: &Self| {
            let near = |a: f64, b: f64| (a - b).abs() <= 1.0;
            let pairs = || self.heads.iter().zip(&other.heads);
            self.heads.len() == other.heads.len()
                && pairs().all(|(a, b)| near(a.left, b.left) && near(a.right, b.right))
        };
        goes_on(&lines, self).is_some() || begins(&lines, 0).next().is_some_and(|(.., columns)| is_same(&columns))
    }

    /// Puts the header above the table: words over several columns in rows of their own, then those of the columns. `None`
    /// where words have no place.
    fn add_header(&self, table: &mut Grid, header: &Header, place: impl Fn(Area) -> (u32, Area)) -> Option<()> {
        let cell = |row, column, word: &Label| {
            let (page, area) = place(word.area);
            cell(row, column, word.text(), page, area)
        };
        let shift = table.columns().saturating_sub(self.heads.len());
        let own = |word: &Label| self.heads.iter().position(|head| *head == word.area);
        let mut above: Vec<&Label> = header.words.iter().filter(|word| own(word).is_none()).collect();
        above.sort_by(|a, b| a.area.top.total_cmp(&b.area.top));
        let mut cells: Vec<Cell> = Vec::new();
        let mut labels: Option<Cell> = None;
        let (mut rows, mut last_top) = (0, None);
        for word in above {
            let Some((first, last)) = self.below(&word.area) else {
                match &mut labels {
                    Some(cell) => cell.text = format!("{}\n{}", cell.text, word.text()),
                    None => labels = Some(cell(0, 0, word)),
                }
                continue;
            };
            rows += usize::from(last_top.is_none_or(|top| word.area.top - top > 0.1));
            last_top = Some(word.area.top);
            let spanned = Cell { columns: last + 1 - first, ..cell(rows - 1, shift + first, word) };
            cells.push(spanned);
        }
        if labels.is_some() && shift == 0 {
            return None;
        }
        cells.extend(labels.map(|cell| Cell { rows: rows + 1, columns: shift, ..cell }));
        let heads = header.words.iter().filter_map(|word| Some((word, own(word)?)));
        cells.extend(heads.map(|(word, column)| cell(rows, shift + column, word)));
        for below in &mut table.cells {
            below.row += rows + 1;
        }
        cells.append(&mut table.cells);
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let here = cells.iter().filter(|cell| cell.page == table.page);
        table.area = here.map(|cell| cell.area).fold(table.area, Area::union);
        table.rows += rows + 1;
        table.cells = cells;
        Some(())
    }

    /// The first and the last column below a word; the two beside it where it stands between them.
    fn below(&self, word: &Area) -> Option<(usize, usize)> {
        let first = self.heads.iter().position(|head| head.right > word.left)?;
        let last = self.heads.iter().rposition(|head| head.left < word.right)?;
        Some((first.min(last), first.max(last)))
    }

    /// The table of a row without a label.
    fn row_alone(&self, placed: &Placed<'_>, page: u32) -> Option<Grid> {
        let cells = self.figures(placed).into_iter().enumerate().map(|(column, figure)| {
            let area = Area { left: figure.left, right: figure.right, ..placed.row.line.area };
            cell(0, column, figure.text, page, area)
        });
        let cells: Vec<Cell> = cells.collect();
        let area = cells.iter().map(|cell| cell.area).reduce(Area::union)?;
        let xs = cells.iter().map(|cell| cell.area.left).chain([area.right]).collect();
        let (open_top, open_bottom) = (false, false);
        Some(Grid { page, area, xs, rows: 1, cells, open_top, open_bottom, header_rows: 0 })
    }

    /// What stands in each column of a row.
    fn figures(&self, placed: &Placed<'_>) -> Vec<Part> {
        let here = |column: usize| {
            let at = placed.columns.iter().position(|other| *other == column)?;
            placed.row.figures.get(at).cloned()
        };
        let heads = self.heads.iter().enumerate();
        heads.map(|(column, head)| here(column).unwrap_or_else(|| Part::blank(head.left, head.right))).collect()
    }

    /// The table of the lines, of which some hold figures.
    fn table(&self, lines: &[Line], body: &Body<'_>, cut: bool, page: u32) -> Option<Grid> {
        let rows = body.rows.as_slice();
        if body.is_alone {
            return self.row_alone(rows.first()?, page);
        }
        let labels = labels(lines, self.start())?;
        let owners: Vec<usize> = rows.iter().map(|placed| owner(&labels, &placed.row)).collect::<Option<_>>()?;
        let is_group = |at: usize| labels.get(at).is_some_and(|label| stands_before(label, &labels));
        let clash = |a: &Label, b: &Label| {
            let overlap = a.area.bottom.min(b.area.bottom) - a.area.top.max(b.area.top);
            let height = a.lines.first().map_or(0.0, |line| line.area.height());
            are_over(&a.area, &b.area) && overlap > CLASH * height
        };
        let clashes =
            labels.iter().enumerate().any(|(at, label)| labels.iter().skip(at + 1).any(|other| clash(label, other)));
        let once = !clashes && owners.windows(2).all(|pair| pair.first() < pair.last());
        if !once || owners.iter().any(|at| is_group(*at)) {
            return None;
        }
        let own: Vec<(&Label, &Row<'_>)> =
            owners.iter().filter_map(|at| labels.get(*at)).zip(rows.iter().map(|placed| &placed.row)).collect();
        // A label cut by the end of the page has its figures where the whole of it would have them.
        let whole = own.len().saturating_sub(usize::from(cut));
        if !are_beside(own.get(..whole)?) {
            return None;
        }
        let (groups, leaves): (Vec<usize>, Vec<usize>) = (0..labels.len()).partition(|at| is_group(*at));
        if leaves.iter().any(|at| !labels.get(*at).is_some_and(Label::is_begun)) {
            return None;
        }
        let groups: Vec<&Label> = groups.iter().filter_map(|at| labels.get(*at)).collect();
        let entry = |at: &usize| {
            let label = labels.get(*at)?;
            let placed = owners.iter().position(|owner| owner == at).and_then(|row| rows.get(row));
            let blank = || self.heads.iter().map(|head| Part::blank(head.left, head.right)).collect();
            let figures = placed.map_or_else(blank, |placed| self.figures(placed));
            Some(Entry { label, area: placed.map_or(label.area, |placed| placed.row.line.area), figures })
        };
        let entries: Vec<Entry<'_>> = leaves.iter().map(entry).collect::<Option<_>>()?;
        // The other pages of the table have the same columns, with labels before some rows or without.
        grid(&groups, &entries, true, page)
    }
}

/// Whether a label stands before others: beside one to its right, or between rows that all begin right of it.
fn stands_before(label: &Label, labels: &[Label]) -> bool {
    let right = |other: &&Label| other.area.left >= label.area.right - 0.1;
    let beside = |other: &Label| other.area.top < label.area.bottom && label.area.top < other.area.bottom;
    if labels.iter().filter(right).any(beside) {
        return true;
    }
    let others = || labels.iter().filter(|other| !std::ptr::eq(*other, label));
    let above = others().filter(|other| other.area.bottom <= label.area.top);
    let above = above.max_by(|a, b| a.area.bottom.total_cmp(&b.area.bottom));
    let below = others().filter(|other| other.area.top >= label.area.bottom);
    let below = below.min_by(|a, b| a.area.top.total_cmp(&b.area.top));
    [above, below].iter().all(|other| other.is_some_and(|other| right(&other)))
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;
    use crate::read::fixed::lines::tests::set;
    use crate::read::fixed::lines::{Gap, lines};
    use crate::read::fixed::page::Glyph;

    /// Where the heads of three columns begin, each of two letters.
    const HEADS: [f64; 3] = [200.0, 260.0, 320.0];

    fn page(number: u32, words: &[(&str, f64, f64)]) -> Laid {
        let glyphs: Vec<Glyph> = words.iter().flat_map(|(text, left, top)| set(text, *left, *top, 10.0)).collect();
        let items = lines(&glyphs.iter().collect::<Vec<_>>(), Gap::Tab).into_iter().map(Item::Line).collect();
        Laid { number, width: 600.0, height: 800.0, items }
    }

    /// A header over two lines, its columns below a word over two of them.
    fn header(top: f64) -> Vec<(&'static str, f64, f64)> {
        let [a, b, c] = HEADS;
        vec![
            ("组织", 290.0, top),
            ("甲", a + 5.0, top + 20.0),
            ("乙类", b, top + 20.0),
            ("丙", c + 5.0, top + 20.0),
            ("丙", c + 5.0, top + 32.0),
        ]
    }

    /// A label and figures of one digit in the middle of their columns.
    fn row<'t>(label: &'t str, figures: [&'t str; 3], top: f64) -> Vec<(&'t str, f64, f64)> {
        let figures = figures.into_iter().zip(HEADS).filter(|(text, _)| !text.is_empty());
        std::iter::once((label, 20.0, top)).chain(figures.map(|(text, left)| (text, left + 7.5, top))).collect()
    }

    /// The rows of each page's tables, cells parted by `|`.
    fn told(mut pages: Vec<Laid>) -> Vec<String> {
        find(&mut pages);
        let grids = pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
            Item::Table(grid) => Some(grid),
            Item::Line(_) => None,
        });
        let row = |grid: &Grid, row: usize| {
            let cells = grid.cells.iter().filter(|cell| cell.row == row);
            cells.map(|cell| format!("{}{}", cell.column, cell.text.replace('\n', ""))).collect::<Vec<_>>().join("|")
        };
        grids.flat_map(|grid| (0..grid.rows).map(|at| row(grid, at))).collect()
    }

    fn sparse() -> Vec<(&'static str, f64, f64)> {
        let rows = [
            row("一、收到", ["1", "", "3"], 160.0),
            row("二、结转", ["", "", ""], 180.0),
            row("（一）公开", ["", "7", "9"], 200.0),
        ];
        header(100.0).into_iter().chain(rows.concat()).collect()
    }

    #[test]
    fn a_cell_below_a_head_with_nothing_in_it_is_blank() {
        let expected = ["3组织", "2甲|3乙类|4丙丙", "1一、收到|21|3|43", "1二、结转|2|3|4", "1（一）公开|2|37|49"];
        assert_eq!(told(vec![page(1, &sparse())]), expected);
    }

    #[test]
    fn a_figure_below_no_head_makes_no_table() {
        let mut words = sparse();
        words.push(("5", 250.0, 180.0));
        assert!(told(vec![page(1, &words)]).is_empty());
    }

    #[test]
    fn two_lines_of_figures_beside_one_label_make_no_table() {
        let mut words = sparse();
        words.extend([("乙", 20.0, 212.0), ("4", HEADS[0] + 7.5, 212.0)]);
        assert!(told(vec![page(1, &words)]).is_empty());
    }

    #[test]
    fn the_table_goes_on_in_the_same_columns_with_its_blank_rows_on_both_pages() {
        let mut first = sparse();
        first.extend(row("1.甲", ["", "", ""], 220.0));
        let next = [row("2.乙", ["", "", ""], 40.0), row("3.丙", ["", "", "4"], 60.0)].concat();
        let told = told(vec![page(1, &first), page(2, &next)]);
        assert_eq!(told.get(5..), Some(["11.甲|2|3|4", "12.乙|2|3|4", "13.丙|2|3|44"].map(str::to_owned).as_slice()));
    }

    #[test]
    fn the_header_may_end_the_page_before() {
        let rows = [
            row("一、收到", ["1", "", "3"], 40.0),
            row("二、结转", ["", "", ""], 60.0),
            row("（一）公开", ["", "7", "9"], 80.0),
        ];
        let told = told(vec![page(1, &header(700.0)), page(2, &rows.concat())]);
        assert_eq!(told, ["3组织", "2甲|3乙类|4丙丙", "1一、收到|21|3|43", "1二、结转|2|3|4", "1（一）公开|2|37|49"]);
    }

    #[test]
    fn a_row_without_a_label_stands_alone_below_its_header() {
        let at = |column: usize| 60.0 + 50.0 * f64::from(u32::try_from(column).unwrap());
        let mut words: Vec<(&str, f64, f64)> = (0..10).map(|column| ("总计", at(column), 100.0)).collect();
        words.extend((0..10).filter(|column| *column != 4).map(|column| ("6", at(column) + 7.5, 120.0)));
        let told = told(vec![page(1, &words)]);
        assert_eq!(told.last().map(String::as_str), Some("06|16|26|36|4|56|66|76|86|96"));
    }
}
