//! Markdown and csv.

use gongkai_documents::Block;
use gongkai_documents::write::{csv, markdown};

use crate::sample::{cell, document, heading, paragraph, plain, table};

fn merged() -> Block {
    Block::Table(table(2, 2, 0, vec![cell((0, 0), (2, 1), "三", true), cell((0, 1), (1, 1), "甲\n|乙", false)]))
}

#[test]
fn markdown_has_pipe_tables_without_spans() {
    let table = plain(1, &[&["项目", "说明"], &["规章", "a|b\n*c*"], &["\u{3000}", ""], &["短"]]);
    let text = markdown::write(&document(vec![heading(2, "二、公开"), paragraph("正文"), Block::Table(table)]));
    let expected = "## 二、公开\n\n正文\n\n| 项目 | 说明 |\n| --- | --- |\n| 规章 | a\\|b<br>\\*c\\* |\n\
                    | &#12288; |  |\n| 短 |  |\n";
    assert_eq!(text, expected);
}

#[test]
fn markdown_embeds_html_for_spans() {
    let text = markdown::write(&document(vec![merged()]));
    assert!(text.starts_with("<table>\n") && text.contains("<th scope=\"row") && text.contains("rowspan=\"2\""));
    assert!(text.contains("<td>甲<br>|乙</td>") && !text.trim_end().contains("\n\n"));
}

#[test]
fn csv_is_what_spreadsheets_expect() {
    let blocks = vec![
        heading(1, "=标题"),
        paragraph("一,二"),
        Block::Table(plain(1, &[&["甲", "乙"], &["=1+1", "-3"]])),
        merged(),
        paragraph("完"),
    ];
    let text = String::from_utf8(csv::write(&document(blocks))).unwrap();
    let expected = "\u{feff}'=标题\r\n\"一,二\"\r\n\r\n甲,乙\r\n'=1+1,-3\r\n\r\n三,\"甲\n|乙\"\r\n,\r\n\r\n完\r\n";
    assert_eq!(text, expected);
}
