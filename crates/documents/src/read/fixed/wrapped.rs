//! Tables without ruling lines between their columns whose labels run over lines: a label and its figures stand on
//! several lines, and each label must be known to have its figures.
//!
//! Rows of figures that stand in the same columns are the rows. The words before them are put together to labels, which
//! begin where a number does (一、 （一） 1.). Each row must stand beside one label and each label beside one row, in its
//! middle or on its first line; where anything is left over nothing is made of the lines. Below a header that tells how many
//! columns there are, cells may be blank ([`headed`]); that is tried first.

mod headed;
mod header;

use super::across::is_numbered;
use super::lines::{FIGURES, Line, Part, WIDE, figures, is_cjk};
use super::page::{Area, natural_width};
use super::table::{Cell, Grid};
use super::{Item, Laid};

/// So many rows of figures make a table.
const ROWS: usize = 3;
/// How far, in sizes of the text, figures of one column may stand from where they are set to.
const OFF: f64 = 0.3;
/// A gap at most so many ems wide is a space within a label.
const SPACE: f64 = 0.7;
/// How far apart, in sizes of the text, lines of one label stand at most.
const PITCH: f64 = 1.9;
/// How far apart, in sizes of the text, rows of a table stand at most.
const APART: f64 = 40.0;

/// A row of figures and the words before them.
#[derive(Clone, Copy)]
struct Row<'l> {
    line: &'l Line,
    figures: &'l [Part],
}

/// A label with its figures, one a column; blank ones have no text.
struct Entry<'l> {
    label: &'l Label,
    /// Of the figures; of the label without any.
    area: Area,
    figures: Vec<Part>,
}

/// Nobody can tell which of several labels words go on with.
struct Unclear;

/// Words of a label on one line.
struct Piece {
    area: Area,
    text: String,
}

/// A label, line by line.
struct Label {
    lines: Vec<Piece>,
    area: Area,
}

/// Makes tables of such lines; the others stay.
pub(super) fn find(pages: &mut [Laid]) {
    let mut ends_in_table = false;
    let mut columns = None;
    for at in 0..pages.len() {
        let (before, rest) = pages.split_at_mut(at);
        let Some((page, behind)) = rest.split_first_mut() else { return };
        let ruled = page.items.iter().filter(|item| matches!(item, Item::Table(_))).count();
        let above = headed::Above::new(columns, before.last(), page);
        let found = headed::find_on(page, above, behind.first());
        columns = found.columns;
        if let Some(before) = before.last_mut() {
            before.items.truncate(before.items.len() - found.taken);
        }
        find_on(page);
        let tables = page.items.iter().filter(|item| matches!(item, Item::Table(_))).count();
        if ends_in_table && let Some(Item::Table(above)) = before.last_mut().and_then(|before| before.items.last_mut())
        {
            carry_over(above, page);
        }
        ends_in_table = tables > ruled && matches!(page.items.last(), Some(Item::Table(_)));
    }
}

/// Gives the last label of a table the lines that go on with it on the next page, above the rest of the table.
fn carry_over(above: &mut Grid, page: &mut Laid) {
    let Some(first) = page.items.iter().position(|item| matches!(item, Item::Table(_))) else { return };
    let (last, width) = (above.rows.saturating_sub(1), above.columns());
    let labels = above.cells.iter_mut().filter(|cell| cell.row == last && is_numbered(&cell.text));
    let Some(label) = labels.max_by_key(|cell| cell.column) else { return };
    let goes_on = |item: &Item| match item {
        Item::Line(line) => {
            let beside = line.area.left < label.area.right && label.area.left < line.area.right;
            beside
                && line.area.left >= label.area.left - line.size
                && !line.words.iter().any(|word| is_numbered(&word.text))
        }
        Item::Table(_) => false,
    };
    // A page may have the rest of a label of many rows, in a column of its own, or none.
    let columns = |rest: &Grid| rest.columns().abs_diff(width) <= 1;
    let is_rest = matches!(page.items.get(first), Some(Item::Table(rest)) if columns(rest));
    if first == 0 || !is_rest || !page.items.iter().take(first).all(goes_on) {
        return;
    }
    for item in page.items.drain(..first) {
        if let Item::Line(line) = item {
            label.text.push('\n');
            label.text.push_str(&line.text);
        }
    }
}

/// Makes tables of such lines of a page.
fn find_on(page: &mut Laid) {
    let mut items = Vec::with_capacity(page.items.len());
    let mut lines: Vec<Line> = Vec::new();
    for item in std::mem::take(&mut page.items) {
        match item {
            Item::Line(line) => lines.push(line),
            table @ Item::Table(_) => {
                items.extend(among(std::mem::take(&mut lines), page.number));
                items.push(table);
            }
        }
    }
    items.extend(among(lines, page.number));
    page.items = items;
}

/// What neighbouring lines hold.
fn among(lines: Vec<Line>, page: u32) -> Vec<Item> {
    if lines.iter().filter(|line| figures(&line.words).len() >= FIGURES).count() < ROWS {
        return lines.into_iter().map(Item::Line).collect();
    }
    let mut items = Vec::with_capacity(lines.len());
    let mut rest = lines.as_slice();
    while let Some(first) = rest.iter().position(|line| figures(&line.words).len() >= FIGURES) {
        let (reach, rows) = run(rest, first);
        let found = if rows.len() >= ROWS { table(rest, &rows, page) } else { None };
        let (from, to) = found.as_ref().map_or((first + 1, first + 1), |(from, to, _)| (*from, *to));
        let (before, after) = rest.split_at(from.min(rest.len()));
        items.extend(before.iter().cloned().map(Item::Line));
        if let Some((.., grid)) = found {
            items.push(Item::Table(grid));
            rest = rest.get(to..).unwrap_or_default();
        } else {
            // Nothing begins within a run of rows that is no table.
            let more = reach.saturating_sub(first);
            items.extend(after.iter().take(more).cloned().map(Item::Line));
            rest = after.get(more..).unwrap_or_default();
        }
    }
    items.extend(rest.iter().cloned().map(Item::Line));
    items
}

/// The rows of figures from a line on that stand in the same columns, and the last line that has one of them.
fn run(lines: &[Line], first: usize) -> (usize, Vec<Row<'_>>) {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut reach = first;
    for (at, line) in lines.iter().enumerate().skip(first) {
        let figures = figures(&line.words);
        let Some(last) = rows.last() else {
            rows.push(Row { line, figures });
            continue;
        };
        if line.area.top - last.line.area.bottom > APART * last.line.size {
            break;
        }
        let start = last.figures.first().map_or(f64::MAX, |part| part.left);
        if line.area.right < start {
            continue;
        }
        let pairs = || figures.iter().zip(last.figures);
        if figures.len() != last.figures.len() || !pairs().all(|(a, b)| are_aligned(a, b, line.size)) {
            break;
        }
        rows.push(Row { line, figures });
        reach = at;
    }
    (reach, rows)
}

/// Whether two figures are set to one edge or one middle.
fn are_aligned(a: &Part, b: &Part, size: f64) -> bool {
    let middle = |part: &Part| f64::midpoint(part.left, part.right);
    let offs = [a.left - b.left, a.right - b.right, middle(a) - middle(b)];
    offs.iter().any(|off| off.abs() <= OFF * size)
}

/// The table of the rows, with the lines it takes.
fn table(lines: &[Line], rows: &[Row<'_>], page: u32) -> Option<(usize, usize, Grid)> {
    let start = rows.iter().filter_map(|row| row.figures.first()).map(|part| part.left).reduce(f64::min)?;
    let at = |row: &Row<'_>| lines.iter().position(|line| std::ptr::eq(line, row.line));
    let (first, last) = (at(rows.first()?)?, at(rows.last()?)?);
    let from = begin(lines, first, start)?;
    let to = end(lines, last, start);
    let labels = labels(lines.get(from..to)?, start)?;
    let owners: Vec<usize> = rows.iter().map(|row| owner(&labels, row)).collect::<Option<_>>()?;
    let once = owners.windows(2).all(|pair| pair.first() < pair.last());
    if !once || !fits(&labels, &owners, rows) {
        return None;
    }
    let groups: Vec<&Label> =
        labels.iter().enumerate().filter(|(at, _)| !owners.contains(at)).map(|(_, label)| label).collect();
    let entry = |(at, row): (&usize, &Row<'_>)| {
        Some(Entry { label: labels.get(*at)?, area: row.line.area, figures: row.figures.to_vec() })
    };
    let entries: Vec<Entry<'_>> = owners.iter().zip(rows).map(entry).collect::<Option<_>>()?;
    Some((from, to, grid(&groups, &entries, !groups.is_empty(), page)?))
}

/// Whether a line has words before the figures and nothing else.
fn is_of_labels(line: &Line, start: f64) -> bool {
    line.area.right < start
}

/// Where the label of the first row begins.
fn begin(lines: &[Line], first: usize, start: f64) -> Option<usize> {
    let mut from = first;
    while !begins_label(lines.get(from)?, start) {
        let (line, above) = (lines.get(from)?, lines.get(from.checked_sub(1)?)?);
        if !is_of_labels(above, start) || line.area.top - above.area.top > PITCH * line.size {
            return None;
        }
        from -= 1;
    }
    Some(from)
}

/// Where the label of the last row has ended.
fn end(lines: &[Line], last: usize, start: f64) -> usize {
    let mut to = last + 1;
    while let Some((above, line)) = lines.get(to - 1).zip(lines.get(to)) {
        if !is_of_labels(line, start)
            || begins_label(line, start)
            || line.area.top - above.area.top > PITCH * above.size
        {
            break;
        }
        to += 1;
    }
    to
}

/// Whether a label begins in a line.
fn begins_label(line: &Line, start: f64) -> bool {
    line.words.iter().any(|word| word.right < start && is_numbered(&word.text))
}

/// The labels of the lines; `None` where words may go on with two of them.
fn labels(lines: &[Line], start: f64) -> Option<Vec<Label>> {
    let mut labels: Vec<Label> = Vec::new();
    for line in lines {
        let mut last: Option<usize> = None;
        let words = line.words.iter().filter(|word| word.right < start).flat_map(parted);
        let words: Vec<Part> = words.flat_map(|word| parted_below(word, &labels, line)).collect();
        for word in words {
            let piece =
                Piece { area: Area { left: word.left, right: word.right, ..line.area }, text: word.text.clone() };
            let gap = |label: usize| labels.get(label)?.lines.last().map(|before| word.left - before.area.right);
            let gap = last.and_then(gap).map_or(f64::MAX, |gap| gap / line.size);
            if is_numbered(&word.text) {
                last = Some(labels.len());
                labels.push(Label { area: piece.area, lines: vec![piece] });
                continue;
            }
            let below = above(&labels, &piece, line);
            // Columns may stand so close that a space would part them no further: then the words above tell.
            let other = below.as_ref().ok().copied().flatten().filter(|other| {
                let reaches = |label: usize| labels.get(label).is_some_and(|label| label.area.right > word.left);
                Some(*other) != last && last.is_some_and(|last| !reaches(last))
            });
            let own = if gap <= SPACE { other.or(last) } else { below.ok()? };
            let at = own.or_else(|| last.filter(|_| gap <= WIDE));
            match at.and_then(|at| labels.get_mut(at)) {
                Some(label) => label.add(piece, last == at),
                // The rest of a label of many rows, which began on the page before.
                None => labels.push(Label { area: piece.area, lines: vec![piece] }),
            }
            last = at.or_else(|| labels.len().checked_sub(1));
        }
    }
    Some(labels)
}

/// A word, parted where a label begins in it: columns of labels may stand without a gap.
fn parted(word: &Part) -> Vec<Part> {
    let begins =
        |(at, c): &(usize, char)| *at > 0 && matches!(*c, '（' | '(') && word.text.get(*at..).is_some_and(is_numbered);
    let Some((at, _)) = word.text.char_indices().find(begins) else { return vec![word.clone()] };
    let (before, rest) = word.text.split_at(at);
    let count = |text: &str| text.chars().map(|c| natural_width(c.encode_utf8(&mut [0; 4]))).sum::<f64>();
    let middle = word.left + (word.right - word.left) * count(before) / count(&word.text).max(0.1);
    vec![
        Part { right: middle, text: before.to_owned(), ..word.clone() },
        Part { left: middle, text: rest.to_owned(), ..word.clone() },
    ]
}

/// A word without a gap of note, parted where it stands below two labels beside each other, if only one place fits.
fn parted_below(word: Part, labels: &[Label], line: &Line) -> Vec<Part> {
    let size = line.size;
    let width = |text: &str| text.chars().map(|_| size).sum::<f64>();
    let gap = word.right - word.left - width(&word.text);
    let near = |label: &&Label| {
        let apart = label.lines.last().map_or(f64::MAX, |last| line.area.top - last.area.top);
        apart > 0.0 && apart <= PITCH * size && label.area.left < word.right && word.left < label.area.right
    };
    let mut above: Vec<&Label> = labels.iter().filter(near).collect();
    above.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
    let parts = |at: usize| {
        let (before, rest) = word.text.split_at(at);
        let middle = word.left + width(before);
        [(word.left, middle, before), (middle + gap, word.right, rest)].map(|(left, right, text)| Part {
            left,
            right,
            text: text.to_owned(),
        })
    };
    let fit = |labels: &[&Label], parts: &[Part]| {
        let is_below = |(label, part): (&&Label, &Part)| {
            are_set_alike(&label.area, &Area { left: part.left, right: part.right, ..line.area }, size)
        };
        labels.iter().zip(parts).all(is_below)
    };
    let are_beside = matches!(above.as_slice(), [first, second] if first.area.right <= second.area.left + 0.1);
    if are_beside && gap >= 0.1 * size && !is_numbered(&word.text) && word.text.chars().all(is_cjk) {
        let places = word.text.char_indices().skip(1).map(|(at, _)| parts(at));
        let mut fitting = places.filter(|parts| fit(&above, parts));
        if let (Some(parts), None) = (fitting.next(), fitting.next()) {
            return parts.to_vec();
        }
    }
    vec![word]
}

/// The label a piece goes on with, if any: the one right above it, or of several the one it is set to the same edge or
/// middle as.
fn above(labels: &[Label], piece: &Piece, line: &Line) -> Result<Option<usize>, Unclear> {
    let size = line.size;
    let apart = |label: &Label| label.lines.last().map_or(f64::MAX, |last| piece.area.top - last.area.top);
    let over = |label: &Label| label.area.left < piece.area.right && piece.area.left < label.area.right;
    let near = |(_, label): &(usize, &Label)| over(label) && apart(label) > 0.0 && apart(label) <= PITCH * size;
    let set_alike = |(_, label): &(usize, &Label)| are_set_alike(&label.area, &piece.area, size);
    let found: Vec<(usize, &Label)> = labels.iter().enumerate().filter(near).collect();
    let alike: Vec<usize> = found.iter().filter(|label| set_alike(label)).map(|(at, _)| *at).collect();
    match (found.as_slice(), alike.as_slice()) {
        ([], _) => Ok(None),
        ([(only, _)], _) | (_, [only]) => Ok(Some(*only)),
        _ => Err(Unclear),
    }
}

/// Whether two lines of a cell are set to one left edge or one middle.
fn are_set_alike(a: &Area, b: &Area, size: f64) -> bool {
    let same = |of: fn(&Area) -> f64| (of(a) - of(b)).abs() <= 0.5 * size;
    same(|area| area.left) || same(|area| area.middle().0)
}

/// The label a row stands beside: the one nearest to the figures of those it stands within.
fn owner(labels: &[Label], row: &Row<'_>) -> Option<usize> {
    let y = row.line.area.middle().1;
    let beside = labels.iter().enumerate().filter(|(_, label)| label.area.top <= y && y <= label.area.bottom);
    let nearest = beside.max_by(|(_, a), (_, b)| a.area.right.total_cmp(&b.area.right));
    nearest.filter(|(_, label)| label.is_begun()).map(|(at, _)| at)
}

/// Whether all rows stand in the middle of their labels, or all on the first lines.
fn are_beside(own: &[(&Label, &Row<'_>)]) -> bool {
    let off = |y: f64, row: &Row<'_>| (row.line.area.middle().1 - y).abs() <= 0.7 * row.line.size;
    let central = own.iter().all(|(label, row)| off(label.area.middle().1, row));
    let first = |label: &Label| label.lines.first().map_or(f64::MAX, |piece| piece.area.middle().1);
    central || own.iter().all(|(label, row)| off(first(label), row))
}

/// Whether all rows stand beside their labels alike, and every other label stands before one that has a row.
fn fits(labels: &[Label], owners: &[usize], rows: &[Row<'_>]) -> bool {
    let own: Vec<(&Label, &Row<'_>)> = owners.iter().filter_map(|at| labels.get(*at)).zip(rows).collect();
    let before = |label: &Label| {
        own.iter().any(|(own, _)| {
            own.area.top < label.area.bottom
                && label.area.top < own.area.bottom
                && label.area.right <= own.area.left + 0.1
        })
    };
    let others = labels.iter().enumerate().filter(|(at, _)| !owners.contains(at));
    are_beside(&own) && others.map(|(_, label)| label).all(before)
}

/// The table of the entries, with the labels that stand before some of them in a column of their own.
fn grid(groups: &[&Label], entries: &[Entry<'_>], grouped: bool, page: u32) -> Option<Grid> {
    let mut cells: Vec<Cell> = Vec::new();
    for group in groups {
        let far = |entry: &Entry<'_>| (entry.area.middle().1 - group.area.middle().1).abs();
        let nearest = entries.iter().enumerate().min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)));
        let row = nearest.map(|(at, _)| at)?;
        match cells.iter_mut().find(|cell| cell.row == row) {
            Some(cell) => {
                cell.text = format!("{}\n{}", cell.text, group.text());
                cell.area = cell.area.union(group.area);
            }
            None => cells.push(cell(row, 0, group.text(), page, group.area)),
        }
    }
    let shift = usize::from(grouped);
    for (at, entry) in entries.iter().enumerate() {
        cells.push(cell(at, shift, entry.label.text(), page, entry.label.area));
        let figures = entry.figures.iter().enumerate();
        cells.extend(figures.map(|(column, figure)| {
            let area = Area { left: figure.left, right: figure.right, ..entry.area };
            cell(at, shift + 1 + column, figure.text.clone(), page, area)
        }));
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let area = cells.iter().map(|cell| cell.area).reduce(Area::union)?;
    let xs = edges(area, entries, grouped)?;
    let (open_top, open_bottom) = (false, false);
    Some(Grid { page, area, xs, rows: entries.len(), cells, open_top, open_bottom, header_rows: 0 })
}

/// The edges of the columns: halfway between neighbours.
fn edges(area: Area, entries: &[Entry<'_>], grouped: bool) -> Option<Vec<f64>> {
    let mut xs = vec![area.left];
    let labels = || entries.iter().map(|entry| entry.label.area);
    if grouped {
        xs.push(labels().map(|area| area.left).reduce(f64::min)?);
    }
    let columns = entries.first()?.figures.len();
    let mut right = labels().map(|area| area.right).reduce(f64::max)?;
    for column in 0..columns {
        let here = || entries.iter().filter_map(|entry| entry.figures.get(column));
        xs.push(f64::midpoint(right, here().map(|part| part.left).reduce(f64::min)?));
        right = here().map(|part| part.right).reduce(f64::max)?;
    }
    xs.push(area.right);
    Some(xs)
}

fn cell(row: usize, column: usize, text: String, page: u32, area: Area) -> Cell {
    Cell { row, column, rows: 1, columns: 1, text, page, area }
}

impl Label {
    /// Adds words, on the line the label ends with or a new one.
    fn add(&mut self, piece: Piece, on_line: bool) {
        self.area = self.area.union(piece.area);
        match self.lines.last_mut().filter(|_| on_line) {
            Some(line) => {
                line.area = line.area.union(piece.area);
                line.text.push(' ');
                line.text.push_str(&piece.text);
            }
            None => self.lines.push(piece),
        }
    }

    /// Whether it has its beginning, which may stand on the page before.
    fn is_begun(&self) -> bool {
        self.lines.first().is_some_and(|line| is_numbered(&line.text))
    }

    fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|piece| piece.text.as_str()).collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::set;
    use super::super::lines::{Gap, lines};
    use super::super::page::Glyph;
    use super::*;

    /// Labels begin here, figures there.
    const LABEL: f64 = 80.0;
    const COLUMNS: [f64; 3] = [260.0, 300.0, 340.0];

    /// A page of words at points.
    fn page(words: &[(&str, f64, f64)]) -> Laid {
        let glyphs: Vec<Glyph> = words.iter().flat_map(|(text, left, top)| set(text, *left, *top, 10.0)).collect();
        let glyphs: Vec<&Glyph> = glyphs.iter().collect();
        let items = lines(&glyphs, Gap::Tab).into_iter().map(Item::Line).collect();
        let mut page = Laid { number: 1, width: 600.0, height: 800.0, items };
        find_on(&mut page);
        page
    }

    fn figures_at(top: f64, texts: [&str; 3]) -> impl Iterator<Item = (&str, f64, f64)> {
        texts.into_iter().zip(COLUMNS).map(move |(text, left)| (text, left, top))
    }

    /// Three rows, the label of the second over two lines with its figures at `y`, under a group over two lines.
    fn rows(y: f64) -> Vec<(&'static str, f64, f64)> {
        let mut words = vec![
            ("1.不掌握", LABEL, 100.0),
            ("2.需要另行", LABEL, 120.0),
            ("制作", LABEL, 134.0),
            ("3.不明确", LABEL, 154.0),
            ("（四）无", 20.0, 120.0),
            ("法提供", 25.0, 134.0),
        ];
        words.extend(figures_at(100.0, ["1", "2", "3"]));
        words.extend(figures_at(y, ["4", "5", "9"]));
        words.extend(figures_at(154.0, ["10", "11", "21"]));
        words
    }

    fn tables(page: &Laid) -> Vec<Vec<(usize, usize, String)>> {
        let grid = |item: &Item| match item {
            Item::Table(grid) => {
                Some(grid.cells.iter().map(|cell| (cell.row, cell.column, cell.text.clone())).collect())
            }
            Item::Line(_) => None,
        };
        page.items.iter().filter_map(grid).collect()
    }

    #[test]
    fn figures_stand_beside_the_middle_of_their_label() {
        let page = page(&rows(127.0));
        let told = tables(&page);
        let [cells] = told.as_slice() else { panic!("{told:?}") };
        for (row, column, text) in [
            (1, 0, "（四）无\n法提供"),
            (1, 1, "2.需要另行\n制作"),
            (1, 2, "4"),
            (1, 4, "9"),
            (2, 1, "3.不明确"),
            (2, 4, "21"),
        ] {
            assert!(cells.contains(&(row, column, text.to_owned())), "{row} {column} {text}: {cells:?}");
        }
        assert_eq!(page.items.len(), 1);
    }

    #[test]
    fn figures_stand_beside_the_first_line_of_their_label() {
        let told = tables(&page(&rows(120.0)));
        assert!(told.first().is_some_and(|cells| cells.contains(&(1, 2, "4".to_owned()))), "{told:?}");
    }

    #[test]
    fn figures_between_two_labels_are_no_rows_of_either() {
        // Below the second label, as if its own figures were lost.
        assert!(tables(&page(&rows(144.0))).is_empty());
    }

    #[test]
    fn a_label_without_figures_leaves_all_as_it_is() {
        let mut words = rows(127.0);
        words.push(("4.反复", LABEL, 142.0));
        assert!(tables(&page(&words)).is_empty());
    }

    #[test]
    fn two_rows_beside_one_label_are_digits_that_wrap() {
        let mut words = rows(127.0);
        words.retain(|(text, ..)| !["4", "5", "9"].contains(text));
        words.extend(figures_at(120.0, ["4", "5", "9"]));
        words.extend(figures_at(134.0, ["4", "5", "9"]));
        assert!(tables(&page(&words)).is_empty());
    }

    #[test]
    fn a_label_goes_on_over_the_page_above_the_rest_of_its_table() {
        let lines = |words: Vec<(&str, f64, f64)>| {
            let glyphs: Vec<Glyph> = words.iter().flat_map(|(text, left, top)| set(text, *left, *top, 10.0)).collect();
            let items = lines(&glyphs.iter().collect::<Vec<_>>(), Gap::Tab).into_iter().map(Item::Line).collect();
            Laid { number: 1, width: 600.0, height: 800.0, items }
        };
        let mut next = rows(120.0);
        next.extend([("和其他", LABEL, 60.0), ("情形的", LABEL, 74.0)]);
        let mut pages = [lines(rows(120.0)), lines(next)];
        find(&mut pages);
        let [first, second] = pages.map(|page| tables(&page));
        assert!(
            first.iter().flatten().any(|(row, _, text)| *row == 2 && text == "3.不明确\n和其他\n情形的"),
            "{first:?}"
        );
        assert_eq!(second.len(), 1);
    }

    #[test]
    fn columns_of_labels_without_a_gap_are_parted_where_a_label_begins() {
        let mut words = rows(127.0);
        words.retain(|(text, ..)| *text != "1.不掌握");
        words.push(("三、办理（一）公开", 30.0, 100.0));
        let told = tables(&page(&words));
        assert!(told.first().is_some_and(|cells| cells.contains(&(0, 1, "（一）公开".to_owned()))), "{told:?}");
    }
}
