//! The lattice: crossing ruling lines to grids of cells with spans.

mod regions;

use super::Limits;
use super::page::Area;
use super::rules::{Joined, Rule, snap};
use regions::Plane;
pub(super) use regions::Region;

/// How far a line may end before the line it meets, or beside it, and still touch it.
const TOUCH: f64 = 4.0;

/// The bare grid of a ruled table: where its lines stand and which fields of it are one cell.
#[derive(Debug, PartialEq)]
pub(super) struct Lattice {
    /// Positions of the vertical lines, left to right.
    pub(super) xs: Vec<f64>,
    /// Positions of the horizontal lines, top to bottom.
    pub(super) ys: Vec<f64>,
    /// Cells, row by row; spans count grid fields.
    pub(super) regions: Vec<Region>,
    /// No line closed it at the top: it may go on from the page before.
    pub(super) open_top: bool,
    /// No line closed it at the bottom: it may go on on the next page.
    pub(super) open_bottom: bool,
}

impl Lattice {
    /// The box of a cell.
    pub(super) fn area(&self, region: &Region) -> Area {
        let at = |lines: &[f64], index: usize| lines.get(index).copied().unwrap_or_default();
        Area {
            left: at(&self.xs, region.column),
            top: at(&self.ys, region.row),
            right: at(&self.xs, region.column + region.columns),
            bottom: at(&self.ys, region.row + region.rows),
        }
    }

    /// The box of the whole.
    pub(super) fn bounds(&self) -> Area {
        let edge = |value: Option<&f64>| value.copied().unwrap_or_default();
        Area {
            left: edge(self.xs.first()),
            top: edge(self.ys.first()),
            right: edge(self.xs.last()),
            bottom: edge(self.ys.last()),
        }
    }
}

/// Finds the grids of a page: each set of lines that touch one another, if it closes at least two fields.
pub(super) fn grids(joined: &Joined, limits: &Limits) -> Vec<Lattice> {
    let widest = usize::try_from(limits.span).unwrap_or(usize::MAX);
    components(joined)
        .into_iter()
        .filter_map(|(horizontal, vertical)| grid(horizontal, vertical))
        .filter(|lattice| lattice.regions.len() >= 2 && lattice.xs.len() <= widest)
        .collect()
}

type Component = (Vec<Rule>, Vec<Rule>);

/// Parts the lines into sets that touch.
fn components(joined: &Joined) -> Vec<Component> {
    let mut free: Vec<Rule> = joined.vertical.clone();
    let mut rest: Vec<Rule> = joined.horizontal.clone();
    let mut found = Vec::new();
    while let Some(seed) = rest.pop() {
        let (mut horizontal, mut vertical) = (vec![seed], Vec::new());
        let (mut done_horizontal, mut done_vertical) = (0, 0);
        loop {
            if let Some(line) = horizontal.get(done_horizontal).copied() {
                done_horizontal += 1;
                vertical.extend(free.extract_if(.., |other| touches(&line, other)));
            } else if let Some(line) = vertical.get(done_vertical).copied() {
                done_vertical += 1;
                horizontal.extend(rest.extract_if(.., |other| touches(other, &line)));
            } else {
                break;
            }
        }
        if !vertical.is_empty() {
            found.push((horizontal, vertical));
        }
    }
    found
}

fn touches(horizontal: &Rule, vertical: &Rule) -> bool {
    let on = |line: &Rule, at: f64| line.from - TOUCH <= at && at <= line.to + TOUCH;
    on(horizontal, vertical.at) && on(vertical, horizontal.at)
}

/// The grid of one set of lines.
fn grid(mut horizontal: Vec<Rule>, mut vertical: Vec<Rule>) -> Option<Lattice> {
    snap(&mut horizontal);
    snap(&mut vertical);
    close_inner(&mut horizontal, &mut vertical);
    let (open_top, open_bottom) = close_ends(&mut horizontal, &vertical, Rule::horizontal);
    close_ends(&mut vertical, &horizontal, Rule::vertical);
    let (xs, ys) = (positions(&vertical), positions(&horizontal));
    if xs.len() < 2 || ys.len() < 2 {
        return None;
    }
    let mut plane = Plane::new(ys.len() - 1, xs.len() - 1);
    for line in &horizontal {
        let row = index(&ys, line.at);
        covered(&xs, line).for_each(|column| plane.draw_above(row, column));
    }
    for line in &vertical {
        let column = index(&xs, line.at);
        covered(&ys, line).for_each(|row| plane.draw_left(row, column));
    }
    let regions = plane.regions();
    Some(Lattice { xs, ys, regions, open_top, open_bottom })
}

/// How far lines reach along their axis.
fn reach(lines: &[Rule]) -> (f64, f64) {
    let low = lines.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    let high = lines.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
    (low, high)
}

/// Draws the whole frame of a table ruled only on the inside: its lines reach beyond the outermost of those that cross
/// them at all four sides, and at least two each way end together.
fn close_inner(horizontal: &mut Vec<Rule>, vertical: &mut Vec<Rule>) {
    let ((left, right), (top, bottom)) = (reach(horizontal), reach(vertical));
    let inside =
        |lines: &[Rule], low: f64, high: f64| lines.iter().all(|line| line.at > low + TOUCH && line.at < high - TOUCH);
    let even = |lines: &[Rule], low: f64, high: f64| {
        let whole = |line: &&Rule| (line.from - low).abs() <= TOUCH && (line.to - high).abs() <= TOUCH;
        lines.len() >= 2 && lines.iter().filter(whole).count() * 2 >= lines.len()
    };
    let sides_lack = inside(vertical, left, right) && even(horizontal, left, right);
    if sides_lack && inside(horizontal, top, bottom) {
        horizontal.extend([Rule::horizontal(top, left, right), Rule::horizontal(bottom, left, right)]);
        vertical.extend([Rule::vertical(left, top, bottom), Rule::vertical(right, top, bottom)]);
    }
}

/// Draws the outer lines a table lacks where two or more of its lines end together: tables ruled without left and
/// right borders, tables cut by a page break, where often only the cells that span the break are left open. Tells at
/// which end no line was drawn at all.
fn close_ends(lines: &mut Vec<Rule>, crossing: &[Rule], line: fn(f64, f64, f64) -> Rule) -> (bool, bool) {
    let (low, high) = reach(crossing);
    let mut close = |at: f64, end: fn(&Rule) -> f64| {
        let ending = crossing.iter().filter(|rule| (end(rule) - at).abs() <= TOUCH);
        let ending: Vec<f64> = ending.map(|rule| rule.at).collect();
        let first = ending.iter().copied().fold(f64::INFINITY, f64::min);
        let last = ending.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let drawn = lines.iter().filter(|rule| (rule.at - at).abs() <= TOUCH).map(|rule| rule.at).reduce(f64::min);
        if ending.len() >= 2 {
            lines.push(line(drawn.unwrap_or(at), first, last));
        }
        drawn.is_none()
    };
    (close(low, |rule| rule.from), close(high, |rule| rule.to))
}

/// The distinct positions of lines, in order.
fn positions(lines: &[Rule]) -> Vec<f64> {
    let mut positions: Vec<f64> = lines.iter().map(|line| line.at).collect();
    positions.sort_by(f64::total_cmp);
    positions.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    positions
}

fn index(positions: &[f64], at: f64) -> usize {
    positions.partition_point(|position| *position < at - 0.01)
}

/// The fields along which a line runs from end to end.
fn covered<'a>(positions: &'a [f64], line: &'a Rule) -> impl Iterator<Item = usize> + 'a {
    positions.windows(2).enumerate().filter_map(|(index, ends)| {
        let [start, end] = *ends else { return None };
        let slack = TOUCH.min((end - start) * 0.3);
        (line.from <= start + slack && line.to >= end - slack).then_some(index)
    })
}

#[cfg(test)]
mod tests {
    use super::super::rules::join;
    use super::*;

    /// Rules drawn as text: each `x0,y0-x1,y1`.
    fn parse(drawn: &str) -> Vec<Rule> {
        let point = |text: &str| {
            let (x, y) = text.split_once(',').unwrap();
            (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap())
        };
        drawn
            .split_whitespace()
            .map(|line| {
                let (from, to) = line.split_once('-').unwrap();
                let ((x0, y0), (x1, y1)) = (point(from), point(to));
                if (y0 - y1).abs() < 0.1 { Rule::horizontal(y0, x0, x1) } else { Rule::vertical(x0, y0, y1) }
            })
            .collect()
    }

    /// `row,column+rows×columns` of each cell.
    fn check(drawn: &str, expected: &str) {
        let grids = grids(&join(&parse(drawn)), &Limits::default());
        let told: Vec<String> = grids
            .iter()
            .flat_map(|grid| &grid.regions)
            .map(|cell| format!("{},{}+{}x{}", cell.row, cell.column, cell.rows, cell.columns))
            .collect();
        assert_eq!(told.join(" "), expected);
    }

    const FRAME: &str = "0,0-100,0 0,60-100,60 0,0-0,60 100,0-100,60";

    #[test]
    fn a_plain_grid() {
        check(&format!("{FRAME} 50,0-50,60 0,30-100,30"), "0,0+1x1 0,1+1x1 1,0+1x1 1,1+1x1");
    }

    #[test]
    fn merged_cells_span() {
        check(&format!("{FRAME} 50,0-50,60 50,30-100,30"), "0,0+2x1 0,1+1x1 1,1+1x1");
        check(&format!("{FRAME} 50,30-50,60 0,30-100,30"), "0,0+1x2 1,0+1x1 1,1+1x1");
    }

    #[test]
    fn a_dangling_line_parts_nothing() {
        check(&format!("{FRAME} 50,0-50,60 0,30-30,30"), "0,0+2x1 0,1+2x1");
    }

    #[test]
    fn missing_outer_borders_are_closed() {
        check("0,0-100,0 0,30-100,30 0,60-100,60 50,0-50,60", "0,0+1x1 0,1+1x1 1,0+1x1 1,1+1x1");
        check("0,0-100,0 0,30-100,30 0,0-0,60 50,0-50,60 100,0-100,60", "0,0+1x1 0,1+1x1 1,0+1x1 1,1+1x1");
    }

    #[test]
    fn inner_rules_alone_are_framed() {
        check("0,20-100,20 0,40-100,40 50,0-50,60", "0,0+1x1 0,1+1x1 1,0+1x1 1,1+1x1 2,0+1x1 2,1+1x1");
        check("0,20-100,20 50,0-50,60", "");
    }

    #[test]
    fn a_label_left_open_at_a_page_break_is_a_cell() {
        let open = "0,0-100,0 50,30-100,30 50,60-100,60 0,0-0,60 50,0-50,60 100,0-100,60";
        check(open, "0,0+2x1 0,1+1x1 1,1+1x1");
    }

    #[test]
    fn a_frame_is_no_table() {
        check(FRAME, "");
    }

    #[test]
    fn two_tables_stay_apart() {
        let second = "0,100-80,100 0,130-80,130 0,100-0,130 40,100-40,130 80,100-80,130";
        let grids = grids(&join(&parse(&format!("{FRAME} 50,0-50,60 {second}"))), &Limits::default());
        assert_eq!(grids.len(), 2);
    }
}
