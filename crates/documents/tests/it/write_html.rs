//! Pages: structure, header cells, escaping.

use gongkai_documents::write::html;
use gongkai_documents::{Block, Document};
use scraper::{Html, Selector};

use crate::sample::{self, cell, document, heading, paragraph, plain, table};

fn all(document: &Document, selector: &str) -> Vec<String> {
    let page = Html::parse_document(&html::write(document));
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect()).collect()
}

fn attributes(document: &Document, selector: &str, name: &str) -> Vec<String> {
    let page = Html::parse_document(&html::write(document));
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.value().attr(name).unwrap_or("").to_owned()).collect()
}

#[test]
fn the_page_stands_alone() {
    let page = html::write(&sample::report());
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">"));
    for outside in ["<script", "<link", "<img", "http:", "https:", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(all(&sample::report(), "title"), ["示例区青禾街道办事处2023年政府信息公开工作年度报告"]);
    assert_eq!(all(&sample::report(), "h2").len(), 6);
    assert_eq!(all(&document(Vec::new()), "title"), ["未命名文档"]);
}

#[test]
fn everything_is_escaped() {
    let odd = "<script>alert(1)</script>&amp;\"'\u{0}\u{8}";
    let document = document(vec![heading(1, odd), paragraph(odd), Block::Table(plain(1, &[&[odd], &[odd]]))]);
    let shown = "<script>alert(1)</script>&amp;\"'";
    assert_eq!(all(&document, "script"), Vec::<String>::new());
    for selector in ["title", "h1", "p", "th", "td"] {
        assert_eq!(all(&document, selector), [shown], "{selector}");
    }
    assert_eq!(attributes(&document, "[role=region]", "aria-label"), [format!("{shown}（表1）")]);
}

#[test]
fn tables_say_what_heads_what() {
    let document = document(vec![
        heading(2, "三、申请"),
        Block::Table(sample::requests()),
        paragraph("又"),
        Block::Table(plain(0, &[&["甲", ""]])),
    ]);
    assert_eq!(all(&document, "caption"), ["三、申请"], "only a heading right above is a caption");
    assert_eq!(attributes(&document, "[role=region]", "tabindex"), ["0", "0"]);
    assert_eq!(all(&document, "thead tr").len(), 3);
    assert_eq!(attributes(&document, "thead th", "scope")[..3], ["colgroup", "colgroup", "col"]);
    assert_eq!(attributes(&document, "tbody tr:nth-child(5) th", "scope"), ["rowgroup", "row"]);
    assert_eq!(attributes(&document, "tbody tr:nth-child(5) th", "rowspan"), ["8", ""]);
    assert_eq!(all(&document, "tbody tr:nth-child(1) td")[..7], ["11", "2", "0", "0", "0", "0", "13"]);
    let form = self::document(vec![Block::Table(sample::proactive())]);
    assert_eq!(attributes(&form, "tbody tr:nth-child(1) th", "scope"), ["colgroup"]);
    assert_eq!(attributes(&form, "tbody tr:nth-child(2) th", "scope"), ["col", "col", "col", "col"]);
}

#[test]
fn cells_stay_where_they_are() {
    let cells = vec![
        cell((0, 0), (2, 1), "三\n本年", false),
        cell((0, 2), (1, 1), "\u{3000}", false),
        cell((1, 1), (1, 1), "", false),
    ];
    let page = html::write(&document(vec![Block::Table(table(2, 3, 0, cells))]));
    let body = &page[page.find("<tbody>").unwrap()..page.find("</tbody>").unwrap()];
    assert_eq!(
        body,
        "<tbody>\n<tr><td rowspan=\"2\">三<br>本年</td><td></td><td>\u{3000}</td></tr>\n<tr><td></td></tr>\n"
    );
}

#[test]
fn a_column_in_which_one_text_is_set_left_is_not_ragged() {
    let long = "其他对外管理服务事项·上一年项目数量";
    let document = document(vec![Block::Table(plain(1, &[&["项目", "已填"], &["规章", "0"], &[long, "3/4"]]))]);
    assert_eq!(all(&document, "td.left"), ["规章", long], "and figures keep to the middle");
    let short = sample::document(vec![Block::Table(plain(1, &[&["项目", "已填"], &["规章", "0"]]))]);
    assert_eq!(all(&short, "td.left"), Vec::<String>::new());
}
