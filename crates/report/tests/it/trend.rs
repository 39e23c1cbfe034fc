//! Figures over years and between bodies: gaps are no zeros, and definitions are respected.

use gongkai_law::Lang;
use gongkai_report::trend::{Figure, Gap, Member, Point, league, series};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report};
use gongkai_testkit::{Figures, sample_report};

fn report(year: i16, set: &[(&str, i64)]) -> Report {
    let edition = EditionId::for_year(year);
    let mut figures = Figures::zero(edition);
    for (address, value) in set {
        figures.set(address, (*value).into());
    }
    sample_report(edition, "青禾街道", year, &figures)
}

fn put(report: &mut Report, address: &str, state: CellState) {
    let address = CellAddress::parse(address).unwrap();
    report.cells.0.insert(address, Cell { state, ..Cell::missing() });
}

fn told(points: &[Point]) -> Vec<String> {
    points
        .iter()
        .map(|point| match (point.value, point.gap) {
            (Some(value), None) => format!("{} {value}{}", point.year, if point.breaks { " breaks" } else { "" }),
            (None, Some(gap)) => format!("{} {}", point.year, gap.id()),
            odd => panic!("{odd:?}"),
        })
        .collect()
}

#[test]
fn a_missing_year_is_a_gap_and_zero_is_zero() {
    let reports = [
        (2023, report(2023, &[("t3.new_received.total", 9)])),
        (2019, report(2019, &[("t3.new_received.total", 4)])),
        (2021, report(2021, &[])),
        (2020, report(2020, &[])),
    ];
    let mut slices: Vec<(i16, &Report)> = reports.iter().map(|(year, report)| (*year, report)).collect();
    let mut unread = report(2024, &[]);
    put(&mut unread, "t3.new_received.total", CellState::Missing);
    slices.push((2024, &unread));
    let series = series(Figure::RequestsReceived, &slices);
    assert_eq!(told(&series.points), ["2019 4", "2020 0", "2021 0", "2022 no-report", "2023 9", "2024 not-found"]);
    assert!(gongkai_report::trend::series(Figure::Granted, &[]).points.is_empty());
}

#[test]
fn editions_that_differ_break_the_series() {
    let older = report(2020, &[("t2.normative_doc.made", 5), ("t2.permit.decisions", 3)]);
    let newer =
        report(2021, &[("t2.normative_doc.issued", 6), ("t2.normative_doc.in_force", 20), ("t2.permit.decisions", 2)]);
    let last = report(2022, &[("t2.normative_doc.issued", 7)]);
    let reports = [(2020, &older), (2021, &newer), (2022, &last)];
    let of = |figure| told(&series(figure, &reports).points);
    assert_eq!(of(Figure::NormativeDocuments), ["2020 5", "2021 6 breaks", "2022 7"]);
    assert_eq!(of(Figure::NormativeDocumentsInForce), ["2020 not-asked", "2021 20", "2022 0"]);
    assert_eq!(of(Figure::Permits), ["2020 3", "2021 2", "2022 0"]);
    assert_eq!(of(Figure::FeesCharged), ["2020 not-asked", "2021 0", "2022 0"]);
}

#[test]
fn a_share_of_nothing_is_no_share() {
    let some = report(2022, &[("t3.granted.total", 1), ("t3.granted_in_part.total", 1), ("t3.total.total", 3)]);
    let none = report(2023, &[]);
    let mut blank = report(2024, &[]);
    put(&mut blank, "t3.granted_in_part.total", CellState::Blank);
    let series = series(Figure::GrantedShare, &[(2022, &some), (2023, &none), (2024, &blank)]);
    assert_eq!(told(&series.points), ["2022 66.7", "2023 of-nothing", "2024 blank"]);
    let json = serde_json::to_value(&series).unwrap();
    assert_eq!(json["points"][0]["value"], "66.7");
    assert_eq!(json["points"][2]["gap"], "blank");
}

#[test]
fn a_league_has_ties_and_lists_the_missing_apart() {
    let received = |count| report(2022, &[("t3.new_received.total", count)]);
    let (one, two, three, four) = (received(5), received(9), received(5), received(0));
    let mut slash = received(0);
    put(&mut slash, "t3.new_received.total", CellState::Slash);
    let member = |id, report| Member { id, name: id, report };
    let members = [
        member("甲", Some(&one)),
        member("乙", Some(&two)),
        member("丙", Some(&three)),
        member("丁", Some(&four)),
        member("戊", Some(&slash)),
        member("己", None),
    ];
    let league = league(Figure::RequestsReceived, &members);
    let rows: Vec<(u32, &str)> = league.rows.iter().map(|row| (row.rank, row.id.as_str())).collect();
    assert_eq!(rows, [(1, "乙"), (2, "甲"), (2, "丙"), (4, "丁")]);
    let lacking: Vec<(&str, Gap)> = league.lacking.iter().map(|row| (row.id.as_str(), row.gap)).collect();
    assert_eq!(lacking, [("戊", Gap::Slash), ("己", Gap::NoReport)]);
    assert!(!league.mixed);
    let older = report(2020, &[]);
    let mixed = [member("甲", Some(&older)), member("乙", Some(&two))];
    assert!(gongkai_report::trend::league(Figure::NormativeDocuments, &mixed).mixed);
    assert!(!gongkai_report::trend::league(Figure::Permits, &mixed).mixed);
}

#[test]
fn every_figure_is_named_and_found() {
    for figure in Figure::ALL {
        assert_eq!(Figure::from_id(figure.id()), Some(figure));
        for year in [2020, 2022] {
            let value = figure.value(&report(year, &[("t3.total.total", 1)]));
            assert!(matches!(value, Ok(_) | Err(Gap::NotAsked)), "{figure:?} {year}: {value:?}");
        }
        for lang in [Lang::ZhCn, Lang::En] {
            assert!(!figure.text(lang).starts_with("figure-"), "{figure:?}");
        }
    }
    for gap in [
        Gap::NoReport,
        Gap::NotAsked,
        Gap::Blank,
        Gap::Slash,
        Gap::Words,
        Gap::NotFound,
        Gap::OfNothing,
        Gap::WithoutUnit,
    ] {
        assert!(!gap.text(Lang::ZhCn).starts_with("gap-") && !gap.text(Lang::En).starts_with("gap-"));
    }
}
