//! Markdown.

use gongkai_documents::read::markdown;
use gongkai_documents::{Block, Format, Limits, Place, read};
use proptest::prelude::*;

use crate::outline::{assert_lines, notices, outline};

#[track_caller]
fn check(text: &str, expected: &str) {
    let document = markdown::read(text.as_bytes(), &Limits::default()).unwrap();
    assert_lines(&outline(&document), expected);
}

#[test]
fn a_report_in_markdown() {
    let text = "# 青禾街道**2023年**报告\n\n## 一、总体情况 ##\n主动公开[信息](a)86条\\.\n\n\
        | 信息内容 | 本年*制发*件数 |\n|:---|---:|\n| 规章 | 0 |\n| 行政\\|规范 |\n| 许可<br>处罚 | 1 | 2 |\n|||\n|\u{3000}|&nbsp;|\n后文";
    assert_eq!(read(text.as_bytes(), &Limits::default()).unwrap().format, Format::Markdown);
    check(
        text,
        "h1 青禾街道2023年报告\n\
         p \n\
         h2 一、总体情况\n\
         p 主动公开信息86条.\n\
         p \n\
         table 6x3 head 1\n\
         ¦  0!:信息内容 | 1!:本年制发件数\n\
         ¦  0:规章 | 1:0\n\
         ¦  0:行政|规范\n\
         ¦  0:许可\\n处罚 | 1:1 | 2:2\n\
         ¦  0: | 1:\n\
         ¦  0:\\u{3000} | 1:\\u{a0}\n\
         p 后文",
    );
}

#[test]
fn rows_fenced_by_pipes_are_a_table_without_a_header() {
    check("# 一\n|规章|0|\n|许可|1|\n|只此一行", "h1 一\ntable 3x2\n  0:规章 | 1:0\n  0:许可 | 1:1\n  0:只此一行");
    check("# 一\n|独行|0|\n", "h1 一\np |独行|0|");
}

#[test]
fn html_tables_go_to_the_html_reader() {
    let text = "# 一\n<div>\n\n<table>\n<tr><td rowspan=2>甲</td><td>乙</td></tr>\n\n<tr><td>丙</td></tr></table>\n\n|a|b|\n|-|-|\n<table><tr><td>1</td></tr></table>尾";
    check(
        text,
        "h1 一\np \np \ntable 2x2\n¦  0[2x1]:甲 | 1:乙\n¦  1:丙\np \ntable 1x2 head 1\n¦  0!:a | 1!:b\ntable 1x1\n¦  0:1\np 尾",
    );
    let document = markdown::read(text.as_bytes(), &Limits::default()).unwrap();
    let places = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.place.clone()),
        _ => None,
    });
    let expected = (1..=3).map(|table| Place::Cell { table, row: 1, column: 1 });
    assert!(places.eq(expected));
}

#[test]
fn lines_keep_their_numbers_and_code_its_marks() {
    let document = markdown::read("# 一\n\n```\n**x** | y\n```\n尾".as_bytes(), &Limits::default()).unwrap();
    assert_lines(&outline(&document), "h1 一\np \np **x** | y\np 尾");
    let Some(Block::Paragraph(last)) = document.blocks.last() else { panic!() };
    assert_eq!(last.place, Place::Line { line: 6 });
}

#[test]
fn pictures_are_counted() {
    let document = markdown::read("# 一\n![表](a.png) <img src=b.png>".as_bytes(), &Limits::default()).unwrap();
    assert_eq!(notices(&document), ["PictureSkipped 2"]);
}

#[test]
fn cells_are_limited() {
    let limits = Limits { cells: 10, ..Limits::default() };
    let text = format!("# 一\n|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(100));
    let document = markdown::read(text.as_bytes(), &limits).unwrap();
    assert_eq!(notices(&document), ["LimitReached cells"]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([#|*_`~<>&!\\[\\]()\\\\ \n甲a0-]|<table>|<td>|\\|-\\|\n){0,200}") {
        let _ = markdown::read(text.as_bytes(), &Limits::default());
    }

    #[test]
    fn text_without_marks_stays(text in "[\u{4e00}-\u{9fa5}0-9，。、（）：\t\u{3000}\u{a0}]{1,40}") {
        let document = markdown::read(format!("# 一\n{text}").as_bytes(), &Limits::default()).unwrap();
        let Some(Block::Paragraph(paragraph)) = document.blocks.last() else { panic!() };
        prop_assert_eq!(&paragraph.text, &text);
    }
}
