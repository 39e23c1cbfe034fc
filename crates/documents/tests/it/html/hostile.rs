//! Input meant to hurt: it ends, stays within the limits, and never panics.

use gongkai_documents::read::html;
use gongkai_documents::{Block, Limits, read};
use proptest::prelude::*;

use super::page;
use crate::outline::notices;

const PAGE: &str = include_str!("../../fixtures/html/word.html");

#[test]
fn deep_nesting() {
    for open in ["<div>", "<table><tr><td>", "<b><ins>", "<ul><li>", "<span style='display:none'>", "<svg>"] {
        let document = page(&format!("<p>前</p>{}尾", open.repeat(100_000)));
        assert!(notices(&document).iter().any(|notice| notice == "LimitReached depth"), "{open}");
        assert!(document.blocks.len() <= 100_002);
    }
}

#[test]
fn after_deep_nesting_the_page_goes_on() {
    let deep = format!("{}深{}", "<div>".repeat(1000), "</div>".repeat(1000));
    let document = page(&format!("{deep}<table><tr><td>1<td>2</table>"));
    assert!(matches!(document.blocks.last(), Some(Block::Table(_))));
}

#[test]
fn what_never_closes() {
    for open in ["<p ", "<!--", "<![", "</", "<a href='", "<script>", "<title>", "&#", "<p><font size=1>", "<td x=y "] {
        let _ = page(&open.repeat(50_000));
    }
}

#[test]
fn a_tag_with_very_many_attributes() {
    let attributes: Vec<_> = (0..200_000).map(|i| format!("a{i}=1")).collect();
    assert_eq!(page(&format!("<p {}>文", attributes.join(" "))).blocks.len(), 1);
}

#[test]
fn a_million_cells() {
    let source = format!("<table><tr>{}</table>", "<td>1<td>2<tr>".repeat(500_000));
    let document = page(&source);
    assert_eq!(notices(&document), ["LimitReached cells"]);
    let Some(Block::Table(table)) = document.blocks.first() else { panic!() };
    assert_eq!(table.cells.len(), 200_000);
}

#[test]
fn a_million_cells_in_one_row_of_wide_spans() {
    let source = format!("<table><tr>{}</table>", "<td colspan=1000 rowspan=1000>1".repeat(300_000));
    let document = page(&source);
    let Some(Block::Table(table)) = document.blocks.first() else { panic!() };
    assert_eq!(table.columns, 1000);
}

#[test]
fn characters_and_blocks_are_limited() {
    let few = Limits { characters: 5, ..Limits::default() };
    let document = html::read("<p>一二三四五六七八</p><p>九</p>".as_bytes(), &few).unwrap();
    assert_eq!(notices(&document), ["LimitReached characters"]);
    let few = Limits { cells: 5, ..Limits::default() };
    let document = html::read("<p>一</p>".repeat(9).as_bytes(), &few).unwrap();
    assert_eq!(document.blocks.len(), 5);
    assert_eq!(notices(&document), ["LimitReached blocks"]);
}

/// No two cells lie on one another and none reaches out of its table.
fn assert_sound(blocks: &[Block]) {
    for block in blocks {
        let Block::Table(table) = block else { continue };
        let mut taken = std::collections::HashSet::new();
        for cell in &table.cells {
            assert!(cell.row + cell.row_span <= table.rows && cell.column + cell.column_span <= table.columns);
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    assert!(taken.insert((row, column)), "two cells at {row},{column}");
                }
            }
        }
    }
}

fn tag() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "caption",
        "col",
        "p",
        "div",
        "span",
        "a href=x",
        "h1",
        "li",
        "ul",
        "br",
        "td rowspan=2",
        "td colspan=3",
        "td rowspan=0",
        "tr style=display:none",
        "td hidden",
        "nav",
        "header",
        "article",
        "o:p",
        "pre",
        "del",
        "svg",
        "tr height=0",
    ]);
    prop_oneof![
        4 => name.clone().prop_map(|name| format!("<{name}>")),
        3 => name.prop_map(|name| format!("</{}>", name.split(' ').next().unwrap_or_default())),
        2 => Just("甲".to_owned()),
        1 => Just(" &nbsp;".to_owned()),
    ]
}

proptest! {
    #[test]
    fn any_sequence_of_tags_gives_sound_tables(tags in prop::collection::vec(tag(), 1..120)) {
        assert_sound(&page(&tags.concat()).blocks);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 1..2000)) {
        assert_sound(&html::read(&bytes, &Limits::default()).unwrap().blocks);
    }

    #[test]
    fn any_damage_to_a_page_is_survived(
        changes in prop::collection::vec((0..PAGE.len(), any::<u8>()), 1..40),
        cut in 0..PAGE.len(),
    ) {
        let mut bytes = PAGE.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.truncate(cut.max(1));
        if let Ok(document) = read(&bytes, &Limits::default()) {
            assert_sound(&document.blocks);
        }
    }
}
