//! Ruling lines: snapped to common positions, collinear pieces joined.

/// How far apart two parallel lines may stand and still be one (double rules, borders drawn by each cell).
const SNAP: f64 = 3.5;
/// How wide a band of such lines may grow; no row or column of text is this small.
const BAND: f64 = 5.0;
/// The gap two pieces of one line may leave.
const GAP: f64 = 4.0;
/// The gap between dashes, and how long a dash may be.
const DASH_GAP: f64 = 4.5;
const DASH: f64 = 8.0;
/// Shorter lines bound no cell.
const SHORTEST: f64 = 5.0;
/// More lines of one direction than any table has: a drawing, not rules.
const CROWD: usize = 1_500;

/// Which way a rule runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Axis {
    Horizontal,
    Vertical,
}

/// A straight ruling line along an axis, as drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read) struct Rule {
    pub(in crate::read) axis: Axis,
    /// Its y when horizontal, its x when vertical.
    pub(in crate::read) at: f64,
    /// Where it begins along its axis.
    pub(in crate::read) from: f64,
    /// Where it ends, never before it begins.
    pub(in crate::read) to: f64,
}

impl Rule {
    pub(in crate::read) fn horizontal(y: f64, x0: f64, x1: f64) -> Self {
        Self { axis: Axis::Horizontal, at: y, from: x0.min(x1), to: x0.max(x1) }
    }

    pub(in crate::read) fn vertical(x: f64, y0: f64, y1: f64) -> Self {
        Self { axis: Axis::Vertical, at: x, from: y0.min(y1), to: y0.max(y1) }
    }

    pub(super) fn ends(&self) -> ((f64, f64), (f64, f64)) {
        match self.axis {
            Axis::Horizontal => ((self.from, self.at), (self.to, self.at)),
            Axis::Vertical => ((self.at, self.from), (self.at, self.to)),
        }
    }
}

/// All lines of a page, snapped and joined.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Joined {
    pub(super) horizontal: Vec<Rule>,
    pub(super) vertical: Vec<Rule>,
    /// There were too many to be rules; they were left out.
    pub(super) crowded: bool,
}

/// Snaps and joins the lines of a page.
pub(super) fn join(rules: &[Rule]) -> Joined {
    let horizontal = join_axis(rules, Axis::Horizontal);
    let vertical = join_axis(rules, Axis::Vertical);
    if horizontal.len() > CROWD || vertical.len() > CROWD {
        return Joined { crowded: true, ..Joined::default() };
    }
    Joined { horizontal, vertical, crowded: false }
}

fn join_axis(rules: &[Rule], axis: Axis) -> Vec<Rule> {
    let finite =
        |rule: &&Rule| rule.axis == axis && [rule.at, rule.from, rule.to].iter().all(|value| value.is_finite());
    let mut sorted: Vec<Rule> = rules.iter().filter(finite).copied().collect();
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut joined = Vec::new();
    // What stands one behind the other along the axis, as the lines of two tables on a page do, has nothing to do with
    // one another: together they might make a band too wide to be one line.
    let (mut stretch, mut end): (Vec<Rule>, f64) = (Vec::new(), f64::NEG_INFINITY);
    for rule in sorted {
        if rule.from > end + DASH_GAP {
            join_stretch(std::mem::take(&mut stretch), &mut joined);
        }
        end = end.max(rule.to);
        stretch.push(rule);
    }
    join_stretch(stretch, &mut joined);
    joined.sort_by(|a, b| a.at.total_cmp(&b.at));
    joined
}

/// Joins the lines of one stretch of the axis, band by band.
fn join_stretch(mut rules: Vec<Rule>, joined: &mut Vec<Rule>) {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut band: Vec<Rule> = Vec::new();
    for rule in rules {
        let fits = match (band.first(), band.last()) {
            (Some(first), Some(last)) => rule.at - last.at <= SNAP && rule.at - first.at <= BAND,
            _ => true,
        };
        if !fits {
            join_band(&mut band, joined);
        }
        band.push(rule);
    }
    join_band(&mut band, joined);
}

/// Brings lines of one table that stand as near as double lines do to one position: its stretches were joined alone.
pub(super) fn snap(lines: &mut [Rule]) {
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    for band in lines.chunk_by_mut(|a, b| b.at - a.at <= SNAP) {
        let [first, .., last] = band else { continue };
        if last.at - first.at <= BAND {
            let at = f64::midpoint(first.at, last.at);
            for line in band {
                line.at = at;
            }
        }
    }
}

/// Empties a band of lines at about one position into the fewest lines at exactly one.
fn join_band(band: &mut Vec<Rule>, joined: &mut Vec<Rule>) {
    let weight: f64 = band.iter().map(|rule| rule.to - rule.from + 0.01).sum();
    let at = band.iter().map(|rule| rule.at * (rule.to - rule.from + 0.01)).sum::<f64>() / weight;
    let at = (at * 1000.0).round() / 1000.0;
    band.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut current: Option<Rule> = None;
    let mut last_length = 0.0;
    for rule in band.drain(..) {
        let length = rule.to - rule.from;
        match &mut current {
            Some(line) => {
                let gap = rule.from - line.to;
                let dashes = length <= DASH && last_length <= DASH && gap <= DASH_GAP;
                if gap <= GAP || dashes {
                    line.to = line.to.max(rule.to);
                } else {
                    keep(*line, joined);
                    current = Some(Rule { at, ..rule });
                }
            }
            None => current = Some(Rule { at, ..rule }),
        }
        last_length = length;
    }
    if let Some(line) = current {
        keep(line, joined);
    }
}

fn keep(line: Rule, joined: &mut Vec<Rule>) {
    if line.to - line.from >= SHORTEST {
        joined.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rules: &[Rule], expected: &[Rule]) {
        let joined = join(rules);
        assert_eq!([joined.horizontal, joined.vertical].concat(), expected);
    }

    #[test]
    fn pieces_of_one_line_are_joined() {
        check(
            &[Rule::horizontal(10.0, 0.0, 50.0), Rule::horizontal(10.0, 51.0, 90.0)],
            &[Rule::horizontal(10.0, 0.0, 90.0)],
        );
    }

    #[test]
    fn dashes_are_joined_and_stray_ticks_dropped() {
        let dashes: Vec<Rule> =
            (0..10).map(|i| Rule::vertical(5.0, f64::from(i) * 6.0, f64::from(i) * 6.0 + 3.0)).collect();
        check(&dashes, &[Rule::vertical(5.0, 0.0, 57.0)]);
        check(&[Rule::vertical(5.0, 0.0, 3.0)], &[]);
    }

    #[test]
    fn a_double_line_is_one_and_two_rows_are_two() {
        check(
            &[Rule::horizontal(10.0, 0.0, 50.0), Rule::horizontal(12.0, 0.0, 50.0)],
            &[Rule::horizontal(11.0, 0.0, 50.0)],
        );
        let apart = [Rule::horizontal(10.0, 0.0, 50.0), Rule::horizontal(18.0, 0.0, 50.0)];
        check(&apart, &apart);
    }

    #[test]
    fn lines_of_two_tables_one_below_the_other_make_no_band() {
        let upper = [100.0, 102.2].map(|x| Rule::vertical(x, 0.0, 50.0));
        let lower = [104.4, 106.6].map(|x| Rule::vertical(x, 80.0, 120.0));
        let drawn: Vec<Rule> = upper.into_iter().chain(lower).collect();
        let joined = [Rule::vertical(101.1, 0.0, 50.0), Rule::vertical(105.5, 80.0, 120.0)];
        check(&drawn, &joined);
    }

    #[test]
    fn lines_of_one_table_near_one_another_come_to_one_position() {
        let mut lines = [100.0, 103.0, 110.0, 111.0, 130.0].map(|x| Rule::vertical(x, 0.0, 50.0));
        snap(&mut lines);
        assert_eq!(lines, [101.5, 101.5, 110.5, 110.5, 130.0].map(|x| Rule::vertical(x, 0.0, 50.0)));
    }

    #[test]
    fn a_crowd_of_lines_is_a_drawing() {
        let many: Vec<Rule> = (0..2_000).map(|i| Rule::horizontal(f64::from(i) * 10.0, 0.0, 50.0)).collect();
        assert!(join(&many).crowded);
    }
}
