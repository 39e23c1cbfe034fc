//! The five real reports beside the repository, cell by cell. They are not part of the project: without them the
//! tests say so and pass.

use std::path::PathBuf;

use gongkai_documents::{Document, Limits, read};
use gongkai_report::{CellAddress, CellState, Report, TableId};
use serde_json::Value;

fn shared() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("GONGKAI_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let there = folder.join("reports/truth.json").exists();
    if !there {
        println!("the five real reports are not here: nothing compared");
    }
    there.then_some(folder)
}

pub(super) fn each(check: impl Fn(&Value, &Report)) {
    each_seed(|seed, document| check(seed, &gongkai_report::read(document)));
}

pub(super) fn each_document(check: impl Fn(&Document)) {
    each_seed(|_, document| check(document));
}

fn each_seed(check: impl Fn(&Value, &Document)) {
    let Some(folder) = shared() else { return };
    let truth: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("reports/truth.json")).unwrap()).unwrap();
    for seed in truth["seeds"].as_array().unwrap() {
        let file = seed["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.join("reports").join(file)).unwrap();
        check(seed, &read(&bytes, &Limits::default()).unwrap());
    }
}

fn assert_cell(key: &str, report: &Report, address: &str, truth: &Value, unit: Option<&str>) {
    let cell = report.cells.get(CellAddress::parse(address).unwrap()).unwrap_or_else(|| panic!("{key} {address}"));
    match truth {
        Value::Null => assert!(
            matches!(cell.state, CellState::Blank | CellState::Missing),
            "{key} {address}: expected nothing, read {cell:?}"
        ),
        number => {
            let factor = match unit {
                Some("万(元)" | "万元") => rust_decimal::Decimal::from(10_000),
                _ => rust_decimal::Decimal::ONE,
            };
            let expected = number.to_string().parse::<rust_decimal::Decimal>().unwrap() * factor;
            assert_eq!(cell.value, Some(expected), "{key} {address}: read {cell:?}");
        }
    }
}

#[test]
fn every_cell() {
    each(|seed, report| {
        let key = seed["key"].as_str().unwrap();
        for cell in seed["table2"].as_array().unwrap() {
            let address = format!("t2.{}.{}", cell["row"].as_str().unwrap(), cell["col"].as_str().unwrap());
            assert_cell(key, report, &address, &cell["value"], cell["unit"].as_str());
        }
        let columns =
            ["natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org", "total"];
        for (row, cells) in seed["table3"].as_object().unwrap() {
            for (column, value) in columns.iter().zip(cells["values"].as_array().unwrap()) {
                assert_cell(key, report, &format!("t3.{row}.{column}"), value, None);
            }
        }
        for (column, value) in seed["table4"]["values"].as_object().unwrap() {
            assert_cell(key, report, &format!("t4.{column}"), value, None);
        }
        let edition = seed["edition"].as_str().unwrap();
        for table in TableId::ALL {
            assert_eq!(report.tables[&table].edition.as_str(), edition, "{key} {table}");
        }
    });
}

#[test]
fn title_year_and_sections() {
    each(|seed, report| {
        let key = seed["key"].as_str().unwrap();
        assert_eq!(report.title.as_ref().map(|title| title.text.as_str()), seed["title"].as_str(), "{key}");
        assert_eq!(i64::from(report.year.unwrap()), seed["year"].as_i64().unwrap(), "{key}");
        let published = report.published.map(|date| date.to_string());
        assert_eq!(published.as_deref(), seed["publish_date"].as_str(), "{key}");
        let numbers: Vec<u8> = report.sections.iter().map(|section| section.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6], "{key}");
        assert_eq!(report.period.is_some(), seed["stat_period"]["stated"].as_bool().unwrap(), "{key}");
        for section in &report.sections {
            let tables = (2..=4).contains(&section.number);
            assert_eq!(section.lines.is_empty(), tables, "{key} {}: {:?}", section.number, section.lines);
        }
    });
}
