//! The same tables as html5ever builds by the letter of the standard.

use gongkai_documents::{Block, Table};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};

use super::page;

/// Rows of cell texts.
type Rows = Vec<Vec<String>>;

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn own_rows<'a>(table: ElementRef<'a>) -> impl Iterator<Item = ElementRef<'a>> {
    let children = |element: ElementRef<'a>| element.children().filter_map(ElementRef::wrap);
    children(table)
        .filter(|section| matches!(section.value().name(), "tbody" | "thead" | "tfoot"))
        .flat_map(move |section| children(section).filter(|row| row.value().name() == "tr").collect::<Vec<_>>())
}

fn cells(row: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    row.children().filter_map(ElementRef::wrap).filter(|cell| matches!(cell.value().name(), "td" | "th"))
}

/// A cell's characters in an order of their own: the standard moves text that stands between cells before its table,
/// and a table of one cell inside another's is no table to us.
fn sorted<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut characters: Vec<char> = texts.flat_map(str::chars).collect();
    characters.sort_unstable();
    characters.into_iter().collect()
}

fn outer_table(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap).find(|element| element.value().name() == "table")
}

/// Adds the tables that hold data, in order, and says whether any was found. What counts as layout is our own rule.
fn collect(table: ElementRef<'_>, found: &mut Vec<Rows>) -> bool {
    let mut holds_table = false;
    for inner in table.select(&selector("table")) {
        if outer_table(inner).map(|outer| outer.id()) == Some(table.id()) {
            holds_table |= collect(inner, found);
        }
    }
    let rows: Rows = own_rows(table).map(|row| cells(row).map(|cell| sorted(cell.text())).collect()).collect();
    let count = rows.iter().map(Vec::len).sum::<usize>();
    if count == 0 || holds_table || count == 1 && outer_table(table).is_some() {
        return holds_table;
    }
    found.push(rows.into_iter().filter(|row| !row.is_empty()).collect());
    true
}

fn expected(source: &str) -> Vec<Rows> {
    let document = Html::parse_document(source);
    let mut found = Vec::new();
    for table in document.select(&selector("table")) {
        if outer_table(table).is_none() {
            collect(table, &mut found);
        }
    }
    found
}

fn rows(table: &Table) -> Rows {
    let row =
        |row| table.cells.iter().filter(move |cell| cell.row == row).map(|cell| sorted(cell.text.lines())).collect();
    (0..table.rows).map(row).filter(|row: &Vec<String>| !row.is_empty()).collect()
}

fn found(source: &str) -> Vec<Rows> {
    let document = page(source);
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(rows(table)),
        _ => None,
    });
    tables.collect()
}

fn token() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup", "col", "p", "div", "span", "ul",
        "li", "form", "center",
    ]);
    prop_oneof![
        5 => name.clone().prop_map(|name| format!("<{name}>")),
        3 => name.prop_map(|name| format!("</{name}>")),
        4 => prop::sample::select(vec!["甲", "乙", "丙", "丁"]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn tables_are_those_of_the_standard(tokens in prop::collection::vec(token(), 1..60)) {
        let source = format!("<table><tr><td>{}", tokens.concat());
        prop_assert_eq!(found(&source), expected(&source), "{}", source);
    }
}
