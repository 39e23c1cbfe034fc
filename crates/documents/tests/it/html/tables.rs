//! Tables: spans, headers, layout, sloppy markup.

use gongkai_documents::{Block, Limits, Place};

use super::{check, page};
use crate::outline::notices;

#[test]
fn spans_and_headers() {
    check(
        "<table><thead><tr><th rowspan=2>甲<th colspan=2>乙</thead><tbody><tr><td>1<td>2<td>3</table>",
        "table 2x3 head 1\n¦  0!:甲 | 1![1x2]:乙\n¦  0:1 | 1:2 | 2:3",
    );
    check(
        "<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3<tbody><tr><td>4<td>5</table>",
        "table 4x2\n¦  0[3x1]:甲 | 1:1\n¦  1:2\n¦  1:3\n¦  0:4 | 1:5",
    );
    check("<table><tr><td>1<td>2<td>3<tr><td>4</table>", "table 2x3\n¦  0:1 | 1:2 | 2:3\n¦  0:4");
}

#[test]
fn blank_cells_stay_apart() {
    check(
        "<table><tr><td></td><td> \n </td><td>&nbsp;</td><td>　</td><td>0</td><td>/</td><td><br></td><td><p></p></td></tr></table>",
        "table 1x8\n¦  0: | 1: | 2:\\u{a0} | 3:\\u{3000} | 4:0 | 5:/ | 6: | 7:",
    );
}

#[test]
fn lines_in_cells() {
    check(
        "<table><tr><td><p>商业</p><p>企业</p><td>本年<br>新收<td>甲\n乙<td><h3>题</h3>文</table>",
        "table 1x4\n¦  0:商业\\n企业 | 1:本年\\n新收 | 2:甲乙 | 3:题\\n文",
    );
}

#[test]
fn missing_and_stray_tags() {
    check("<table><td>1<td>2<tr><td>3</td></td></table></table>", "table 2x2\n¦  0:1 | 1:2\n¦  0:3");
    check("<table><form><tr><div><td>1</form><tr><td>2</table>", "table 2x1\n¦  0:1\n¦  0:2");
    check("<table><tr><td>1</div></p></span><td>2</table>后", "table 1x2\n¦  0:1 | 1:2\np 后");
    check(
        "<table>前<caption>题</caption><tr>游<td>1<td>2</tr>离</table>",
        "p 前\np 题\np 游\np 离\ntable 1x2\n¦  0:1 | 1:2",
    );
    check("<tr><td>甲</td><td>乙</td></tr>", "p 甲\np 乙");
    check("<table><tr><td>1<table><tr><td>2</table>", "table 1x1\n¦  0:1\\n2");
    check("<table><tr><table><tr><td>1<td>2</table>", "table 1x2\n¦  0:1 | 1:2");
    check("<table></table><table><tr></tr></table>x", "p x");
}

#[test]
fn a_caption_that_says_the_heading_again_is_left_out() {
    check(
        "<h2>三、申请</h2><table><caption>三、申请</caption><tr><td>1<td>2</table>",
        "h2 三、申请\ntable 1x2\n¦  0:1 | 1:2",
    );
    check(
        "<h2>三、申请</h2><table><caption>单位：件</caption><tr><td>1<td>2</table>",
        "h2 三、申请\np 单位：件\ntable 1x2\n¦  0:1 | 1:2",
    );
}

#[test]
fn layout_tables_are_taken_apart() {
    check(
        "<table><tr><td><a href=1>首页</a><a href=2>公开</a><a href=3>年报</a><td><h1>报告</h1><table><tr><td>规章<td>0</table><p>尾</table>",
        "h1 报告\ntable 1x2\n¦  0:规章 | 1:0\np 尾",
    );
    let paragraphs = "<p>青禾街道依法公开信息，方便居民查询，接受社会监督，共发布八十六条。</p>".repeat(8);
    let article = format!("<table><tr><td>{paragraphs}</td></tr></table>");
    assert!(page(&article).blocks.iter().all(|block| matches!(block, Block::Paragraph(_))));
    let article = format!("<table><tr><td>侧栏<td>{paragraphs}{paragraphs}{paragraphs}</table>");
    assert_eq!(page(&article).blocks.len(), 25);
}

#[test]
fn links_inside_a_table_are_cells() {
    check(
        "<div><table><tr><td><ul><li><a href=1>甲</a><li><a href=2>乙</a><li><a href=3>丙</a></ul><td>1</table></div>",
        "table 1x2\n¦  0:甲\\n乙\\n丙 | 1:1",
    );
}

#[test]
fn hidden_rows_and_cells_take_no_place() {
    let source = "<table><tr><td colspan=2>甲<td style='display:none'>乙</td><tr style='display:none'><td>7<tr><td>1<td style='visibility:hidden'>9<td>2</table>";
    check(source, "table 2x3\n¦  0[1x2]:甲\n¦  0:1 | 1: | 2:2");
    assert_eq!(notices(&page(source)), ["HiddenContent 乙 7", "HiddenText 9"]);
}

#[test]
fn rows_that_only_set_widths_do_not_appear() {
    check("<table><tr><td>1<td>2<tr height=0><td width=9><td width=9></table>", "table 1x2\n¦  0:1 | 1:2");
    check("<table><tr style='height:0'><td></td><td></td></tr><tr><td>1<td>2</table>", "table 1x2\n¦  0:1 | 1:2");
    check("<table><tr height=0><td>1</td><td></td></tr></table>", "table 1x2\n¦  0:1 | 1:");
}

#[test]
fn widths_come_from_col_elements() {
    let Block::Table(table) =
        page("<table><colgroup><col width=30%><col width=70 span=2></colgroup><tr><td>1<td>2<td>3</table>")
            .blocks
            .remove(0)
    else {
        panic!()
    };
    assert_eq!(table.widths, [30.0, 70.0, 70.0]);
}

#[test]
fn tables_and_cells_are_counted_from_one() {
    let document = page("<table><tr><td>1<td>2</table><table><tr><td colspan=2>1<td>2</table>");
    let Some(Block::Table(table)) = document.blocks.last() else { panic!() };
    assert_eq!(table.place, Place::Cell { table: 2, row: 1, column: 1 });
    assert_eq!(table.cells[1].place, Place::Cell { table: 2, row: 1, column: 3 });
}

#[test]
fn absurd_spans_are_cut_and_told() {
    let document = page("<table><tr><td colspan=4294967295 rowspan=99999999999999>1<tr><td>2</table>");
    let Some(Block::Table(table)) = document.blocks.first() else { panic!() };
    assert_eq!((table.rows, table.columns), (2, Limits::default().span));
    assert_eq!(notices(&document), ["LimitReached columns", "SpanClamped colspan=4294967295"]);
}

#[test]
fn cells_that_would_overlap_are_narrowed_and_told() {
    let source = "<table><tr><td>1<td rowspan=2>2<td>3<tr><td colspan=3>4</table>";
    check(source, "table 2x3\n¦  0:1 | 1[2x1]:2 | 2:3\n¦  0:4");
    assert_eq!(notices(&page(source)), ["SpanClamped colspan=3"]);
}
