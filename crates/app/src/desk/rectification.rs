//! What became of what had to be mended.

use gongkai_report::check::{found_once, rests_on_others};
use gongkai_report::stored::StoredFinding;
use gongkai_report::{CellAddress, Report};
use gongkai_store::findings::Finding;
use gongkai_store::returns::Demand;

/// What became of what had to be mended.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rectified {
    /// Not found any more.
    pub mended: Vec<StoredFinding>,
    /// Not found any more, though what it pointed to is as it was: it rested on other reports, and those are others now.
    pub untouched: Vec<StoredFinding>,
    /// Still there as it was.
    pub remaining: Vec<StoredFinding>,
    /// The same rule is still broken about the same thing, with other figures or words: as it is now.
    pub changed: Vec<StoredFinding>,
    /// How many findings there are that were not asked to be mended, of whatever severity.
    pub others: usize,
}

/// Whether a demand needs both versions to be judged by.
pub fn needs_versions(demands: &[Demand]) -> bool {
    demands.iter().any(|demand| demand.finding.get("code").and_then(|code| code.as_str()).is_some_and(rests_on_others))
}

/// Compares what had to be mended with the findings of a newer version (or of the same, after corrections). `versions` are
/// the one that was returned and the newer as they were read, where they were.
pub fn rectification(demands: &[Demand], now: &[Finding], versions: Option<(&Report, &Report)>) -> Rectified {
    let mut rectified = Rectified::default();
    let mut open = Vec::new();
    let mut left: Vec<&Finding> = now.iter().collect();
    for demand in demands {
        let Ok(was) = serde_json::from_value::<StoredFinding>(demand.finding.clone()) else { continue };
        if take(&mut left, |finding| (finding.fingerprint == demand.fingerprint).then_some(())).is_some() {
            rectified.remaining.push(was);
        } else {
            open.push(was);
        }
    }
    // The same cells first: others may share one with them.
    for is_alike in [same_cells, same_subject] {
        open.retain(|was| {
            let like = take(&mut left, |finding| {
                if finding.code != was.code {
                    return None;
                }
                serde_json::from_str(&finding.finding).ok().filter(|is| is_alike(is, was))
            });
            let is_gone = like.is_none();
            rectified.changed.extend(like);
            is_gone
        });
    }
    for was in open {
        let is_untouched = versions.is_some_and(|versions| is_untouched(&was, versions));
        if is_untouched { &mut rectified.untouched } else { &mut rectified.mended }.push(was);
    }
    rectified.others = left.len();
    rectified
}

/// Takes the first finding that `seen` sees something in.
fn take<T>(left: &mut Vec<&Finding>, seen: impl Fn(&Finding) -> Option<T>) -> Option<T> {
    let (at, found) = left.iter().enumerate().find_map(|(at, finding)| Some((at, seen(finding)?)))?;
    left.remove(at);
    Some(found)
}

fn same_cells(is: &StoredFinding, was: &StoredFinding) -> bool {
    !is.cells.is_empty() && is.cells == was.cells
}

/// Whether two findings of one rule are about the same thing: some of the cells, the same section of the form, or the report
/// as a whole. Those about words have nothing else to go by.
fn same_subject(is: &StoredFinding, was: &StoredFinding) -> bool {
    let same_section = ["section", "form"]
        .iter()
        .any(|name| was.args.get(*name).is_some_and(|section| is.args.get(*name) == Some(section)));
    is.cells.iter().any(|cell| was.cells.contains(cell)) || same_section || found_once(&was.code)
}

/// Whether a finding that rests on other reports is gone by what became of those: the cells it names have the figures they
/// had, the words it quotes still stand.
fn is_untouched(was: &StoredFinding, (before, after): (&Report, &Report)) -> bool {
    if !rests_on_others(&was.code) {
        return false;
    }
    let addresses: Vec<CellAddress> = was.cells.iter().filter_map(|cell| CellAddress::parse(cell)).collect();
    if !addresses.is_empty() {
        let stands = |report: &Report, of| report.cells.get(of).map(|cell| (cell.state, cell.value));
        return addresses.iter().all(|of| stands(before, *of) == stands(after, *of));
    }
    match was.args.get("quoted").or(was.excerpt.as_ref()) {
        Some(quoted) => {
            let text: String =
                after.sections.iter().flat_map(|section| &section.lines).map(|line| letters(&line.text)).collect();
            // Between quotes, where a quote is cut short, and where a private number is hidden.
            quoted.split(['“', '”', '…', '*']).map(letters).all(|words| text.contains(&words))
        }
        None => (&before.body, before.year) == (&after.body, after.year),
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use gongkai_documents::Place;
    use gongkai_law::{Basis, Code, Instrument, Severity};
    use gongkai_report::{Cell, Located, Section};
    use gongkai_store::id::{FindingId, ReportId};
    use jiff::Timestamp;

    use super::*;

    fn finding(code: &'static str, cell: Option<&str>, left: &str) -> StoredFinding {
        let finding = gongkai_report::Finding::new(Code(code), Severity::Error, Basis::new(Instrument::Arithmetic, ""));
        let finding = finding.with_arg("left", left).with_cells(cell);
        StoredFinding::from(&finding)
    }

    fn row(finding: &StoredFinding) -> Finding {
        Finding {
            id: FindingId::new(Timestamp::UNIX_EPOCH),
            report: ReportId::new(Timestamp::UNIX_EPOCH),
            ordinal: 0,
            code: finding.code.clone(),
            severity: "error".to_owned(),
            fingerprint: finding.fingerprint(),
            finding: serde_json::to_string(finding).unwrap(),
        }
    }

    fn demand(finding: &StoredFinding) -> Demand {
        Demand { fingerprint: finding.fingerprint(), finding: serde_json::to_value(finding).unwrap() }
    }

    #[test]
    fn what_is_gone_what_stays_and_what_changed_are_told_apart() {
        let gone = finding("section-missing", None, "五");
        let stays = finding("row-total-mismatch", Some("t3.granted.total"), "3");
        let was = finding("row-total-mismatch", Some("t3.total.total"), "7");
        let is = finding("row-total-mismatch", Some("t3.total.total"), "8");
        let fresh = finding("word-misspelt", None, "x");
        let now = [row(&stays), row(&is), row(&fresh)];
        let told = rectification(&[demand(&gone), demand(&stays), demand(&was)], &now, None);
        assert_eq!(
            told,
            Rectified { mended: vec![gone], untouched: vec![], remaining: vec![stays], changed: vec![is], others: 1 }
        );
    }

    #[test]
    fn words_that_changed_count_as_mended() {
        let told = rectification(
            &[demand(&finding("word-misspelt", None, "a"))],
            &[row(&finding("word-misspelt", None, "b"))],
            None,
        );
        assert_eq!((told.mended.len(), told.changed.len(), told.others), (1, 0, 1));
    }

    #[test]
    fn what_is_mended_in_part_is_still_there() {
        let made = |code: &'static str, cells: &[&str], (name, value): (&'static str, &str)| {
            let basis = Basis::new(Instrument::Arithmetic, "");
            let finding = gongkai_report::Finding::new(Code(code), Severity::Warning, basis).with_arg(name, value);
            StoredFinding::from(&finding.with_cells(cells.iter().copied()))
        };
        let topics = |topics: &str| made("accountability-missing", &[], ("topics", topics));
        let blank = |cells: &[&str]| made("cells-blank", cells, ("table", "三"));
        let titled = |found: &str| {
            let mut finding = made("section-title-deviates", &[], ("form", "总体情况"));
            finding.args.insert("found".to_owned(), found.to_owned());
            finding
        };
        let (one, two, three) = ("t3.granted.total", "t3.total.total", "t3.new_received.total");
        let cases = [
            (vec![topics("社会评议、责任追究")], vec![topics("责任追究")]),
            (vec![blank(&[one, two])], vec![blank(&[two])]),
            (vec![titled("总体")], vec![titled("总的情况")]),
            // Which shares a cell with another does not take what is the other's.
            (vec![blank(&[one, two]), blank(&[two, three])], vec![blank(&[two, three]), blank(&[one])]),
        ];
        for (was, is) in cases {
            let demands: Vec<Demand> = was.iter().map(demand).collect();
            let now: Vec<Finding> = is.iter().map(row).collect();
            let told = rectification(&demands, &now, None);
            assert_eq!((told.mended.len(), told.others), (0, 0), "{was:?}");
            assert_eq!(told.changed.len() + told.remaining.len(), was.len(), "{was:?}");
        }
        let told = rectification(&[demand(&blank(&[one]))], &[row(&blank(&[two]))], None);
        assert_eq!((told.mended.len(), told.others), (1, 1), "another cell is another thing");
    }

    fn report(figure: i64, line: &str) -> Report {
        let mut report = Report::default();
        let address = CellAddress::parse("t3.total.total").unwrap();
        report.cells.0.insert(address, Cell::of(figure.into()));
        let at = Place::Line { line: 1 };
        let lines = vec![Located { text: line.to_owned(), at: at.clone() }];
        report.sections.push(Section { number: 1, title: "总体情况".to_owned(), at, lines });
        report
    }

    #[test]
    fn what_rested_on_other_reports_is_mended_only_where_something_was_changed() {
        let quoted = "“我街道坚持以公开为常态，接听来电*******次”“不断完善公开的制度……”";
        let copied = finding("copied-in-batch", None, "");
        let copied = StoredFinding { args: [("quoted".to_owned(), quoted.to_owned())].into(), ..copied };
        let carried = finding("carried-over-mismatch", Some("t3.total.total"), "4");
        // A rule that looks at nothing but the report is done with once it finds nothing.
        let own = finding("row-total-mismatch", Some("t3.total.total"), "3");
        let demands = [demand(&copied), demand(&carried), demand(&own)];
        let line = "我街道坚持以公开为常态， 接听来电5550101次。不断完善公开的制度和流程。";
        let before = report(3, line);
        let told = |after: &Report| {
            let told = rectification(&demands, &[], Some((&before, after)));
            (told.untouched, told.mended)
        };
        assert_eq!(told(&report(3, line)), (vec![copied.clone(), carried.clone()], vec![own.clone()]));
        let rewritten = line.replace("不断完善", "今年修订了");
        assert_eq!(told(&report(3, &rewritten)), (vec![carried.clone()], vec![copied.clone(), own.clone()]));
        assert_eq!(told(&report(4, line)), (vec![copied.clone()], vec![carried.clone(), own.clone()]));
        assert!(needs_versions(&demands) && !needs_versions(&demands[2..]));
    }
}
