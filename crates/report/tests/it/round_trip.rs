//! Write, then read: the same cells, in every format and edition.

use gongkai_documents::{Fonts, Limits, Output, read, write as write_document};
use gongkai_report::{Cell, CellState, EditionId, Report, TableId, TableReading, write::form};
use gongkai_testkit::{Figures, sample_report};
use rust_decimal::Decimal;

const OUTPUTS: [Output; 6] = [Output::Docx, Output::Xlsx, Output::Html, Output::Pdf, Output::Markdown, Output::Csv];

fn report(edition: EditionId, cell: impl Fn(i64) -> Cell) -> Report {
    let mut report = Report {
        year: Some(edition.edition().years.from),
        body: Some("示例区青禾街道".to_owned()),
        ..Report::default()
    };
    for table in TableId::ALL {
        report.tables.insert(table, TableReading { edition, found: true });
    }
    for (number, form) in (1..).zip(edition.edition().cells()) {
        let mut cell = cell(number);
        if form.address.as_str() == "t2.admin_fee.fee_amount"
            && let Some(value) = cell.value
        {
            cell.value = Some(value * Decimal::from(10_000));
            cell.unit = Some("万元".to_owned());
        }
        report.cells.0.insert(form.address, cell);
    }
    report
}

fn number(value: i64) -> Cell {
    Cell::of(Decimal::from(value))
}

fn state(state: CellState, raw: &str) -> Cell {
    Cell { state, value: None, raw: Some(raw.to_owned()), unit: None, at: None }
}

fn check(what: &str, report: &Report) {
    for output in OUTPUTS {
        let bytes = write_document(&form(report), output, &Fonts::default()).unwrap();
        let document = read(&bytes, &Limits::default()).unwrap_or_else(|error| panic!("{what} {output:?}: {error}"));
        let again = gongkai_report::read(&document);
        let differences: Vec<String> = report
            .cells
            .0
            .iter()
            .filter_map(|(address, cell)| {
                let found = again.cells.get(*address);
                let same = found.is_some_and(|found| found.state == cell.state && found.value == cell.value);
                (!same).then(|| format!("{address}: {:?} {:?} became {found:?}", cell.state, cell.value))
            })
            .collect();
        assert!(differences.is_empty(), "{what} {output:?}: {} cells: {:#?}", differences.len(), differences.first());
    }
}

#[test]
fn figures_that_tell_every_cell_apart() {
    for edition in EditionId::ALL {
        check("telling", &report(edition, |number| self::number(100 + number)));
    }
}

#[test]
fn large_and_small_figures() {
    for edition in EditionId::ALL {
        check(
            "sizes",
            &report(edition, |number| self::number(if number % 3 == 0 { number * 12_345 } else { number % 2 })),
        );
    }
}

#[test]
fn blanks_zeros_and_slashes_stay_apart() {
    for edition in EditionId::ALL {
        check(
            "states",
            &report(edition, |number| match number % 3 {
                0 => state(CellState::Blank, ""),
                1 => state(CellState::Slash, "/"),
                _ => self::number(0),
            }),
        );
    }
}

#[test]
fn missing_cells_come_back_missing_and_blank_tables_blank() {
    for edition in EditionId::ALL {
        let missing = |number: i64, cell: Cell| if number % 3 == 0 { Cell::missing() } else { cell };
        check("missing among figures", &report(edition, |number| missing(number, self::number(number + 10))));
        check("missing among blanks", &report(edition, |number| missing(number, state(CellState::Blank, ""))));
        check("all blank", &report(edition, |_| state(CellState::Blank, "")));
        check("all missing", &report(edition, |_| Cell::missing()));
    }
}

#[test]
fn rows_and_tables_of_blanks_come_back_blank() {
    for edition in EditionId::ALL {
        let blanks: [(&str, &[&str]); 4] = [
            ("rows one, two and four", &["t3.new_received.", "t3.carried_in.", "t3.carried_out."]),
            ("row four", &["t3.carried_out."]),
            ("table three", &["t3."]),
            ("table four", &["t4."]),
        ];
        for (what, blanks) in blanks {
            let mut report = report(edition, |number| self::number(100 + number));
            for (address, cell) in &mut report.cells.0 {
                if blanks.iter().any(|start| address.as_str().starts_with(start)) {
                    *cell = state(CellState::Blank, "");
                }
            }
            check(what, &report);
        }
    }
}

#[test]
fn a_remark_behind_a_figure_stays_behind_it() {
    for (raw, remark) in [("22（其中修订 16 件）", "(其中修订16件)"), ("22②", "[2]"), ("22 [含街道]", "[含街道]")]
    {
        let mut report = report(EditionId::E2021, |number| self::number(100 + number));
        let address = gongkai_report::CellAddress::parse("t2.normative_doc.in_force").unwrap();
        report.cells.0.insert(address, Cell { raw: Some(raw.to_owned()), ..Cell::of(Decimal::from(22)) });
        for output in OUTPUTS {
            let bytes = write_document(&form(&report), output, &Fonts::default()).unwrap();
            let again = gongkai_report::read(&read(&bytes, &Limits::default()).unwrap());
            assert_eq!(again.cells.value(address), Some(Decimal::from(22)), "{raw} {output:?}");
            let told = again.findings.iter().find(|finding| finding.code.0 == "cell-annotated");
            let note = told.and_then(|finding| finding.args.iter().find(|entry| *entry.0 == "note"));
            assert_eq!(note.map(|note| note.1.as_str()), Some(remark), "{raw} {output:?}");
        }
    }
}

#[test]
fn title_opening_sections_and_their_prose() {
    for edition in EditionId::ALL {
        let year = edition.edition().years.from;
        let report = sample_report(edition, "示例区青禾街道", year, &Figures::consistent(edition, 12));
        let told = |report: &Report| -> Vec<(u8, String, String)> {
            // A line of a pdf ends where the page does.
            let text = |section: &gongkai_report::Section| section.text().replace(['\n', ' '], "");
            report.sections.iter().map(|section| (section.number, section.title.clone(), text(section))).collect()
        };
        for output in OUTPUTS {
            let bytes = write_document(&form(&report), output, &Fonts::default()).unwrap();
            let again = gongkai_report::read(&read(&bytes, &Limits::default()).unwrap());
            assert_eq!(told(&again), told(&report), "{edition} {output:?}");
            let opening = |report: &Report| -> String {
                report.opening.iter().map(|line| line.text.replace([' ', '\n'], "")).collect()
            };
            assert_eq!(opening(&again), opening(&report), "{edition} {output:?}");
            assert!(!opening(&again).is_empty());
            let title = |report: &Report| report.title.as_ref().map(|title| title.text.replace([' ', '\n'], ""));
            assert_eq!(title(&again), title(&report), "{edition} {output:?}");
            assert_eq!((again.published, again.period), (report.published, report.period), "{edition} {output:?}");
        }
    }
}
