//! Readings kept and restored: nothing is lost, and a decision's key outlives a new reading.

use std::collections::BTreeSet;

use gongkai_documents::{Document, Fonts, Limits, Output, Place, read, write as write_document};
use gongkai_law::{Lang, Wording};
use gongkai_report::check::{Context, check};
use gongkai_report::stored::{StoredFinding, fingerprints, from_json, to_json};
use gongkai_report::{Cell, CellAddress, EditionId, Report, write::form};
use gongkai_testkit::{Defect, Figures, Layout, corpus, layout, sample_report};
use proptest::prelude::*;

const OUTPUTS: [Output; 5] = [Output::Docx, Output::Xlsx, Output::Html, Output::Pdf, Output::Markdown];

fn document(report: &Report, output: Output) -> Document {
    let bytes = write_document(&form(report), output, &Fonts::default()).unwrap();
    read(&bytes, &Limits::default()).unwrap()
}

/// Everything but the findings, which are kept apart.
fn assert_restored(what: &str, report: &Report) {
    let expected = Report { findings: Vec::new(), ..report.clone() };
    let back = from_json(&to_json(report)).unwrap();
    assert_eq!(back, expected, "{what}");
    // Equal numbers may be written with more or fewer decimals: those are kept, too.
    for (address, cell) in &expected.cells.0 {
        let written = |cell: &Cell| cell.value.map(|value| value.to_string());
        assert_eq!(written(&back.cells.0[address]), written(cell), "{what} {address}");
    }
}

#[test]
fn readings_of_every_format_come_back() {
    for edition in EditionId::ALL {
        let report = sample_report(edition, "示例区青禾街道", 2022, &Figures::telling(edition));
        for output in OUTPUTS {
            assert_restored(&format!("{edition} {output:?}"), &gongkai_report::read(&document(&report, output)));
        }
        for layout in Layout::ALL {
            assert_restored(
                &format!("{edition} {layout:?}"),
                &gongkai_report::read(&layout::document(&report, layout)),
            );
        }
    }
}

#[test]
fn the_five_real_reports_come_back() {
    super::real_reports::each(|seed, report| assert_restored(&seed["key"].to_string(), report));
}

#[test]
fn a_kept_finding_says_the_same() {
    let mut report = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    report.facts = gongkai_report::facts::facts(&report.sections, report.body.as_deref(), report.year);
    let findings = check(&report, &Context::default());
    assert!(findings.len() > 20);
    for finding in &findings {
        let stored = StoredFinding::from(finding);
        let text = serde_json::to_string(&stored).unwrap();
        assert_eq!(serde_json::from_str::<StoredFinding>(&text).unwrap(), stored);
        for lang in [Lang::ZhCn, Lang::En] {
            let wording = Wording::findings(lang);
            assert_eq!(stored.sentence(wording), wording.finding(finding));
            let contract = gongkai_report::json::finding(finding, wording);
            assert_eq!(stored.json(wording).to_string(), contract.to_string());
        }
    }
}

/// The keys of what is wrong with a report read from a document, with the codes for the failing test's reader.
fn keys(document: &Document) -> BTreeSet<(String, String)> {
    let report = gongkai_report::read(document);
    let findings: Vec<_> = check(&report, &Context::default()).iter().map(StoredFinding::from).collect();
    let keys = fingerprints(&findings);
    findings.iter().zip(keys).map(|(finding, key)| (finding.code.clone(), key)).collect()
}

#[test]
fn the_same_defects_have_the_same_keys_in_every_format() {
    let mut met = BTreeSet::new();
    // Tables without any figure are not found alike everywhere: a workbook of blank cells has no table left.
    let faulty = (0..1500)
        .map(|index| corpus::report(5, index, 2023))
        .filter(|(_, defects)| !defects.is_empty() && !defects.contains(&Defect::TablesBlank));
    for (report, defects) in faulty.take(24) {
        met.extend(defects.iter().map(|defect| format!("{defect:?}")));
        let expected = keys(&document(&report, Output::Docx));
        assert!(!expected.is_empty() || defects == [Defect::TextCopied], "{defects:?}");
        let mut files: Vec<(String, Document)> =
            OUTPUTS.map(|output| (format!("{output:?}"), document(&report, output))).to_vec();
        files.extend(Layout::ALL.map(|layout| (format!("{layout:?}"), layout::document(&report, layout))));
        for (name, file) in files {
            assert_eq!(keys(&file), expected, "{defects:?} in {name}");
        }
    }
    assert!(met.len() >= 6, "{met:?}");
}

#[test]
fn a_mended_figure_has_another_key() {
    let report = |total: i64| {
        let mut figures = Figures::consistent(EditionId::E2021, 3);
        figures.set("t4.recon.total", total.into());
        sample_report(EditionId::E2021, "青禾街道", 2023, &figures)
    };
    let key = |total| keys(&document(&report(total), Output::Html));
    assert_eq!(key(90), key(90));
    assert!(key(90).is_disjoint(&key(91)), "{:?}", key(90));
}

fn places() -> impl Strategy<Value = Option<Place>> {
    prop_oneof![
        Just(None),
        any::<u32>().prop_map(|line| Some(Place::Line { line })),
        any::<(u32, u32, u32)>().prop_map(|(table, row, column)| Some(Place::Cell { table, row, column })),
        any::<u32>().prop_map(|paragraph| Some(Place::Paragraph { paragraph })),
        (".{0,8}", "[A-Z]{1,2}[0-9]{1,3}").prop_map(|(sheet, cell)| Some(Place::Sheet { sheet, cell })),
        (any::<u32>(), proptest::array::uniform4(-2000.0_f32..2000.0))
            .prop_map(|(page, area)| Some(Place::Page { page, area })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_whatever_stands_in_it(
        seed in any::<u64>(), year in 2019..2030_i16, places in proptest::collection::vec(places(), 40),
        raws in proptest::collection::vec(any::<String>(), 40), scale in 0..6_u32,
    ) {
        let edition = EditionId::for_year(year);
        let mut report = sample_report(edition, "云溪镇", year, &Figures::consistent(edition, seed));
        report.facts = gongkai_report::facts::facts(&report.sections, report.body.as_deref(), report.year);
        let addresses: Vec<CellAddress> = report.cells.0.keys().copied().collect();
        for ((address, at), raw) in addresses.into_iter().step_by(3).zip(places).zip(raws) {
            let value = Some(rust_decimal::Decimal::new(i64::try_from(seed >> 1).unwrap(), scale));
            report.cells.0.insert(address, Cell { at, raw: Some(raw), ..Cell { value, ..report.cells.0[&address].clone() } });
        }
        assert_restored("made up", &report);
    }
}
