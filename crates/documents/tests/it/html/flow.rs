//! Flowing text, what is hidden, and what stands around the content.

use gongkai_documents::{Block, Document, NoticeKind, Place};

use super::{check, page};
use crate::outline::notices;

#[test]
fn blocks_and_inline_text() {
    check("<p>甲<b>乙</b><span> 丙</span></p>丁<div>戊<div>己</div>庚</div>", "p 甲乙 丙\np 丁\np 戊\np 己\np 庚");
    check("<ul><li>一<li>二</ul><dl><dt>三<dd>四</dl><hr>五", "p 一\np 二\np 三\np 四\np 五");
    check("<p>未闭合<p>又一段<div>块", "p 未闭合\np 又一段\np 块");
    check("<h1>报告</h1><h2>一、<span>总体</span></h2><h6>细</h6>", "h1 报告\nh2 一、总体\nh6 细");
    check("<h2>二〇二三年<br>年度 报告</h2><h2>&nbsp;</h2><h3>A<br>B</h3>", "h2 二〇二三年年度 报告\nh3 A B");
}

#[test]
fn white_space_as_a_browser_shows_it() {
    check("<p>  甲 \n 乙 </p><p>a\n  b</p>", "p 甲乙\np a b");
    check(
        "<p>　　首行&nbsp;&nbsp;缩进</p><p>&nbsp;</p><p> </p>",
        "p \\u{3000}\\u{3000}首行\\u{a0}\\u{a0}缩进\np \\u{a0}",
    );
    check("<p>甲<br>乙<br/></p><p><br></p><br>丙", "p 甲\\n乙\np \np \\n丙");
    check("<pre>\n规章  0\n许可\t1</pre>", "p 规章  0\\n许可\\t1");
}

#[test]
fn what_is_no_text() {
    check(
        "<title>题</title><script>var a='<p>x</p>'</script><style>p{}</style>甲<!-- 注 --><noscript>开启</noscript>",
        "p 甲",
    );
    check("<template><p>模</p></template><select><option>选</select><textarea>填</textarea>乙", "p 乙");
    assert_eq!(page("<title> 示例区&amp;青禾\n街道 </title>x").title.as_deref(), Some("示例区&青禾 街道"));
}

#[test]
fn hidden_text_is_left_out_and_told_when_it_has_substance() {
    let source = "<p>显<span style='display: none'>隐</span>示</p><div hidden><p>这是一段相当长的隐藏文字，长到值得向读者说明一声</p></div>";
    check(source, "p 显示");
    assert_eq!(notices(&page(source)).len(), 1);
    assert!(notices(&page(source))[0].starts_with("HiddenContent 隐 这是"));
    assert!(page("<p>显<span style='display:none'>隐</span></p>").notices.is_empty());
    check("<p style='display:none'>隐<p>显", "p 显");
    check("<span style='display:none'><span>内</span>隐</span>显", "p 显");
}

#[test]
fn struck_text_is_left_out_and_told() {
    for struck in [
        "<s>9</s>",
        "<STRIKE>9</STRIKE>",
        "<del>9</del>",
        "<span style='color:red;text-decoration:underline line-through'>9</span>",
    ] {
        let source = format!("<table><tr><td>规章</td><td>{struck}14</td><td>0</td></tr></table>");
        check(&source, "table 1x3\n¦  0:规章 | 1:14 | 2:0");
        let document = page(&source);
        assert_eq!(notices(&document), ["StruckText 9"], "{struck}");
        let place = Place::Cell { table: 1, row: 1, column: 2 };
        assert_eq!(document.notices[0].place.as_ref(), Some(&place), "{struck}");
    }
    // A cell all of which is struck out keeps its place.
    let source = "<table><tr><td>规章</td><td style='text-decoration: line-through'>9</td><td>0</td></tr></table>";
    check(source, "table 1x3\n¦  0:规章 | 1: | 2:0");
    check("<p style='text-decoration:none'>甲<span style='text-decoration-line:underline'>乙</span></p>", "p 甲乙");
    check("<p>旧<del>1</del>新</p>", "p 旧新");
}

#[test]
fn a_link_to_a_note_is_no_digit_of_the_figure_before_it() {
    let row = |cell: &str| format!("<table><tr><td>规章</td><td>{cell}</td></tr></table>");
    check(&row("14<a href='#fn1'>1</a>"), "table 1x2\n¦  0:规章 | 1:14¹");
    check(&row("14<a href='/detail/1'>1</a>"), "table 1x2\n¦  0:规章 | 1:141");
    check(&row("<a href='#'>14</a>"), "table 1x2\n¦  0:规章 | 1:14");
}

#[test]
fn a_page_that_hides_everything_is_read_all_the_same() {
    let source = "<div style='display:none'><h1>年度报告</h1><table><tr><td>规章</td><td>0</td></tr></table></div>";
    check(source, "h1 年度报告\ntable 1x2\n¦  0:规章 | 1:0");
    assert_eq!(notices(&page(source)), ["HiddenContent 年度报告 规章 0"]);
}

#[test]
fn paragraphs_are_counted_outside_tables() {
    let document = page("<nav>导航</nav><h1>题</h1><table><tr><td>1</table><p>甲</p>");
    let places = document.blocks.iter().map(|block| match block {
        Block::Heading(heading) => heading.place.clone(),
        Block::Paragraph(paragraph) => paragraph.place.clone(),
        Block::Table(table) => table.place.clone(),
    });
    assert_eq!(
        places.collect::<Vec<_>>(),
        [
            Place::Paragraph { paragraph: 1 },
            Place::Cell { table: 1, row: 1, column: 1 },
            Place::Paragraph { paragraph: 2 }
        ]
    );
}

#[test]
fn lists_of_links_are_left_out() {
    check("<div><a href=1>首页</a> | <a href=2>公开</a> | <a href=3>年报</a></div><p>正文</p>", "p 正文");
    check("<ul><li><a href=1>甲</a><li><a href=2>乙</a><li><a href=3>丙</a></ul><p>正文</p>", "p 正文");
    // One link is no list, and prose with links is prose.
    check("<p><a href=1>附件</a></p><p>见<a href=1>网站</a>。</p>", "p 附件\np 见网站。");
    check(
        "<p>收到申请共计四件，详见<a href=1>甲</a><a href=2>乙</a><a href=3>丙</a></p>",
        "p 收到申请共计四件，详见甲乙丙",
    );
}

#[test]
fn what_stands_around_a_page_is_left_out_unless_it_holds_the_report() {
    let around = "<nav>导航</nav><header><p>标语</p><h1>年度报告</h1></header><aside>推荐</aside><footer>备案</footer>";
    check(&format!("{around}<p>正文</p>"), "h1 年度报告\np 正文");
    check("<article><header><p>发布日期</p></header><p>正文</p></article>", "p 发布日期\np 正文");
    check("<footer><table><tr><td>1<td>2</table></footer>x", "table 1x2\n¦  0:1 | 1:2\np x");
    let long = "青禾街道".repeat(60);
    check(&format!("<aside>{long}</aside>"), &format!("p {long}"));
    check("<div class='breadcrumb'>当前位置：首页</div><p>正文</p>", "p 正文");
}

#[test]
fn where_nothing_else_stands_nothing_is_left_out() {
    check("<nav>导航</nav><footer>备案</footer>", "p 导航\np 备案");
}

#[test]
fn pictures_in_the_content_are_counted() {
    let source = "<nav><img src=a></nav><p><img src=b width=600>文<img src=c width=16><a href=x><img src=d></a></p>";
    assert_eq!(notices(&page(source)), ["PictureSkipped 1"]);
    let table = "<table><tr><td>1<td><img src=表.png></table>";
    assert_eq!(notices(&page(table)), ["PictureSkipped 1"]);
}

#[test]
fn misnested_tags() {
    check("<a href=1><div>甲</a>乙</div>丙", "p 甲乙\np 丙");
    check("</div></p></td></table>甲</body>乙</html>丙", "p 甲\np 乙\np 丙");
    check("<b><p>甲</b>乙</p><font>丙", "p 甲乙\np 丙");
}

/// A table of one cell with 73 and something else in it.
fn cell(style: &str, content: &str) -> Document {
    page(&format!("<head><style>{style}</style></head><p>表</p><table><tr><td>公开<td class=f>{content}</table>"))
}

fn text_of(document: &Document) -> String {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => table.cells.last().map(|cell| cell.text.clone()),
        _ => None,
    });
    tables.collect()
}

#[test]
fn what_is_seen_in_a_cell_and_is_no_text_is_marked() {
    for (content, text) in [
        ("<img src=7.png>", "…"),
        ("<img src=7.png width=20 height=24>件", "件…"),
        ("<a href=7.png><img src=7.png></a>", "…"),
        ("<img src=space.gif width=1 height=1>73", "73"),
        ("<img src=7.png style='display:none'>73", "73"),
        ("<img src=mark.png>总计", "总计"),
        ("<svg><text>73</text></svg>", "…"),
        ("<math><mn>73</mn></math>", "…"),
        ("<object data=7.swf>73</object>", "…"),
        ("<iframe src=7.html></iframe>", "…"),
        ("<bdo dir=rtl>73</bdo>", "73…"),
        ("<bdo dir=ltr>73</bdo>", "73"),
        ("&#8238;73", "\u{202e}73…"),
        ("<button>73</button>", "73"),
        ("<template>9</template>73", "73"),
    ] {
        assert_eq!(text_of(&cell("", content)).trim(), text, "{content}");
    }
    check(
        "<table><tr><td><p>甲<img src=1.png>乙</p><p><img src=2.png></p><table><tr><td>1<td>2</table></table>",
        "p 甲乙\ntable 1x2\n¦  0:1 | 1:2",
    );
}

#[test]
fn sheets_of_the_page_raise_lower_strike_and_hide() {
    for (style, content, text, told) in [
        (".n { vertical-align: super }", "73<span class=n>1</span>", "73¹", None),
        ("td span.n{vertical-align:sub}", "73<span class='x n'>1</span>", "73₁", None),
        ("/* marks */ #z { position:relative; top:-4pt }", "73<span id=z>1</span>", "73¹", None),
        (
            "<!-- .q { text-decoration: line-through } -->",
            "<span class=q>9</span>73",
            "73",
            Some(NoticeKind::StruckText),
        ),
        (".h{display:none}", "73<span class=h>9</span>", "73", Some(NoticeKind::HiddenText)),
        ("table tr > td i { visibility: hidden !important }", "73<i>9</i>", "73", Some(NoticeKind::HiddenText)),
        (".h{opacity:0}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".h{opacity:0;animation:in 1s forwards}", "7<b class=h>3</b>", "73", None),
        (".h{position:absolute;left:-9999px}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".h{font-size:0}.h{font-size:1px}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".f { display: none } td.f { display: table-cell }", "73", "73", None),
        (".h:hover{display:none} .menu .h{display:none} p > .h{display:none}", "73<b class=h>9</b>", "739", None),
        ("@media print { .h{display:none} }", "73<b class=h>9</b>", "739", None),
        ("@media screen, print { .h{display:none} }", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".h{display:none}", "73<b class=h style='display:inline'>9</b>", "739", None),
        (".f{vertical-align:super;position:relative;top:-2px}", "73", "73", None),
        (".h{/* x: y; */ display : none ; }", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".h{display:/*b*/none}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (
            "@media screen and (min-width: 600px) { .h{display:none} }",
            "73<b class=h>9</b>",
            "73",
            Some(NoticeKind::HiddenText),
        ),
        ("@media (max-width:600px) { .h{display:none} }", "73<b class=h>9</b>", "739", None),
        (".h{clip-path:inset(50%);position:absolute}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (
            ".h{max-height:0;overflow:hidden;display:inline-block}",
            "73<b class=h>9</b>",
            "73",
            Some(NoticeKind::HiddenText),
        ),
        (".h{position:relative;bottom:5px}", "73<b class=h>1</b>", "73¹", None),
        (".h{vertical-align:text-top;font-size:8px}", "73<b class=h>1</b>", "73¹", None),
        (".h{color:#fff}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".h{color: rgb(255, 255, 255)} .f{background:#eee url(a.png)}", "73<b class=h>9</b>", "739", None),
        (".f{color:white;background-color:#003366}", "73", "73", None),
        (".f{color:white}", "73", "73", None),
        (".f{color:white}", "合计", "合计", None),
        (".f{color:white}", "<b style='color:#333'>73</b>", "73", None),
        (".h{color:transparent;background:#fff}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".h{width:0;overflow:hidden;display:inline-block}", "73<b class=h>9</b>", "73", Some(NoticeKind::HiddenText)),
        (".h::before{content:'9'}", "<b class=h>73</b>", "73…", None),
        (".f:after{content:attr(data-n)}", "73", "73…", None),
        (".f::after{content:''} .f::before{content:'\\e900'}", "73", "73", None),
        (".f::after{content:'\\39'}", "73", "73…", None),
        (".f{color:white} td:last-child{background:#036}", "73", "73", None),
        ("td:last-child{color:white;background:#036}", "73", "73", None),
        (".f{color:white;text-shadow:0 0 2px #000}", "73", "73", None),
        (".r{unicode-bidi:bidi-override;direction:rtl}", "<b class=r>73</b>", "73…", None),
        (".r{direction:rtl}", "<b class=r>73</b>", "73", None),
        (".r{display:flex;flex-direction:row-reverse}", "<div class=r><b>7</b><b>3</b></div>", "73…", None),
        (".r{display:flex;flex-flow:row wrap}", "<div class=r><b>7</b><b>3</b></div>", "73", None),
        (".r{order:2}", "<b class=r>7</b>3", "73…", None),
        (":root{--d:none} .r{display:var(--d)}", "<b class=r>9</b>73", "973…", None),
        (".n{font-size:5pt}", "73<span class=n>1</span>", "73¹", None),
        (".n{font-size:60%}", "73<span class=n><b>1</b>2</span>", "73¹²", None),
        (".n{font-size:11px}", "73<span class=n>1</span>", "731", None),
        (".f{font-size:5pt}", "73", "73", None),
        ("", "<span style='font-size:8px'><b>7</b>3</span>", "73", None),
        ("", "<span style='font-size:8px'>7</span><span style='font-size:8px'>3</span>", "73", None),
        ("", "<span style='font-size:12px'>7<span style='font-size:9px'>3</span></span>", "73", None),
        ("", "73<small>1</small>", "73¹", None),
        ("", "<small>73</small>1", "731", None),
        ("", "73<font size=1>1</font>", "73¹", None),
        ("", "73 <small>1</small>", "73 1", None),
        ("", "73<br><small>1</small>", "73\n1", None),
        ("", "（一）<small>1</small>", "（一）1", None),
    ] {
        let document = cell(style, content);
        assert_eq!(text_of(&document), text, "{style}");
        let notice = document.notices.first();
        assert_eq!(notice.map(|notice| notice.kind), told, "{style}");
        if let Some(notice) = notice {
            assert_eq!(notice.detail, "9", "{style}");
            assert!(matches!(notice.place, Some(Place::Cell { row: 1, column: 2, .. })), "{style}");
        }
    }
}

#[test]
fn sheets_ask_for_attributes_places_and_neighbours() {
    const HIDE: &str = "{display:none}";
    for (asked, content, text) in [
        ("b[data-x]", "73<b data-x>9</b>", "73"),
        ("b[class^=ol]", "73<b class=old>9</b>", "73"),
        ("[hidden], [v-cloak]", "73<b>9</b>", "739"),
        ("b:not(.x)", "73<b>9</b>", "73"),
        ("b:not(.x):not(:hover)", "73<b class=x>9</b>", "739"),
        ("b:is(.x, #y)", "73<b id=y>9</b>", "73"),
        ("b:hover, b:focus", "73<b>9</b>", "739"),
        ("i + b", "<i>7</i><b>9</b>", "7"),
        ("b + i", "<b>7</b><br><i>3</i>", "7\n3"),
        ("u ~ b", "<u>7</u><i>3</i><b>9</b>", "73"),
        ("td > i > b", "<i>73<b>9</b></i>", "73"),
        ("td > b", "<i>73<b>9</b></i>", "739"),
        ("body td b", "73<b>9</b>", "73"),
        ("html > body > table b", "73<b>9</b>", "73"),
        ("body > b", "73<b>9</b>", "739"),
        ("p:first-child", "<p>9</p><p>73</p>", "73"),
        ("p:nth-child(2n)", "<p>73</p><p>9</p>", "73"),
        ("tr:nth-child(2) td:nth-child(2) b", "73<b>9</b>", "739"),
        ("tr:nth-child(1) td:nth-child(2) b", "73<b>9</b>", "73"),
        ("p:empty, p:empty b", "<p>73</p>", "73"),
        (r".w\:none", "73<b class=w:none>9</b>", "73"),
        // Only the whole page could tell.
        ("b:last-child", "73<b>9</b>", "739…"),
        ("b:has(i)", "73<b>9</b>", "739…"),
        ("tr:last-child", "73", "73…"),
        ("b:nth-child(1)", "73<b>9</b>", "739…"),
        ("td::first-letter", "73", "73…"),
        ("div:last-child", "73", "73"),
        ("li::marker, td::selection", "73", "73"),
    ] {
        assert_eq!(text_of(&cell(&format!("{asked} {HIDE}"), content)).trim(), text, "{asked}");
    }
    // What changes nothing leaves nothing unsure.
    assert_eq!(text_of(&cell("b:last-child { display: inline-block; color: red }", "7<b>3</b>")), "73");
}

#[test]
fn what_a_sheet_calls_important_counts_before_all_that_is_not() {
    for (style, content, text) in [
        (".h{display:none!important} #i{display:inline}", "73<b class=h id=i>9</b>", "73"),
        (".h{display:none !IMPORTANT}", "73<b class=h style='display:inline'>9</b>", "73"),
        (".h{display:none!important}", "73<b class=h style='display:inline!important'>9</b>", "739"),
        (".h{vertical-align:super} b{vertical-align:baseline!important}", "73<b class=h>9</b>", "739"),
    ] {
        assert_eq!(text_of(&cell(style, content)), text, "{style}");
    }
}

#[test]
fn a_sheet_is_asked_about_an_element_where_it_stands() {
    // The cell before ends where the next begins.
    let page = page(
        "<style>td td{display:none} td.a + td{vertical-align:top}</style><table><tr><td class=a>公开<td>73<tr><td>公开<td>73</table>",
    );
    assert_eq!(text_of(&page), "73");
}

#[test]
fn lowered_figures_and_readings_of_characters_are_no_digits_more() {
    for (content, text) in [
        ("73<sub>9</sub>", "73₉"),
        ("73<span style='vertical-align:sub'>9</span>", "73₉"),
        ("73<span style='vertical-align:3.0pt'>9</span>", "73⁹"),
        ("73<span style='vertical-align:baseline'>9</span>", "739"),
        ("<ruby>73<rt>9</rt></ruby>", "73⁹"),
    ] {
        assert_eq!(text_of(&cell("", content)), text, "{content}");
    }
}

#[test]
fn white_figures_on_a_picture_or_a_coloured_column_are_seen() {
    let row = "<tr><td>公开<td>1<td>2<td>3<td style='color:#fff'>73";
    for table in ["<table background=a.png>", "<table><col span=4><col bgcolor=#003366>", "<table bgcolor=navy>"] {
        assert_eq!(text_of(&page(&format!("<p>表</p>{table}{row}</table>"))), "73", "{table}");
    }
    assert_eq!(text_of(&page(&format!("<p>表</p><table background=''>{row}</table>"))), "");
}

#[test]
fn a_cells_form_fields_are_read() {
    for (content, text) in [
        ("<input value=73>", "73"),
        ("<input type=number value='73'>", "73"),
        ("<input type=hidden value=9><textarea>73</textarea>", "73"),
        ("<input type=submit value=9>", ""),
        ("<input value=9 style='display:none'>73", "73"),
        ("<input class=h value=9>73<textarea hidden>9</textarea>", "73"),
        ("<input value=9>73", "9 73"),
        ("<input type=xyz value=73>", "73"),
        ("<xmp>73</xmp>", "73"),
    ] {
        assert_eq!(text_of(&cell(".h{display:none}", content)).trim(), text, "{content}");
    }
    let select = cell("", "<select><option>70<option selected>73</select>");
    assert_eq!(text_of(&select), "…");
    assert!(select.notices.is_empty());
    let hidden = cell("", "73<select hidden><option>9</select>");
    assert_eq!(text_of(&hidden), "73");
    assert!(
        page("<p>甲<input value=关键字>乙</p>").blocks.iter().all(|block| !format!("{block:?}").contains("关键字"))
    );
}

#[test]
fn a_size_of_nothing_ends_where_a_size_is_set() {
    for (style, content, text) in [
        ("table { font-size: 0 } td { font-size: 14px }", "73", "73"),
        ("table { font-size: 0 }", "73", ""),
        (".w{font-size:0}", "<span class=w>9<span style='font-size:12pt'>73</span></span>", "73"),
        (".w{font-size:0} .x{font-size:.9rem}", "<span class=w><b class=x>73</b></span>", "73"),
    ] {
        assert_eq!(text_of(&cell(style, content)), text, "{style}");
    }
}

#[test]
fn sheets_for_other_media_and_tables_shown_by_other_means_hide_nothing() {
    for style in [
        "<style media=print>td{display:none}</style>",
        "<style media='screen and (max-width:600px)'>td{display:none}</style>",
        "<style>table{display:none}@media (min-width:768px){table{display:table}}</style>",
        "<style>.wow{visibility:hidden}</style>",
        "<style>.wow{opacity:0}</style>",
    ] {
        let document = page(&format!(
            "{style}<h1>报告</h1><p>正文</p><div class=wow><table><tr><td>规章<td>1<td>2<tr><td>公开<td>3<td>73</table></div>"
        ));
        assert_eq!(text_of(&document), "73", "{style}");
    }
    // Of two tables, one for narrow windows, the other is read alone.
    let both = page(
        "<style>.narrow{display:none}</style><table><tr><td>公开<td>73</table><table class=narrow><tr><td>公开<td>9</table>",
    );
    assert_eq!(text_of(&both), "73");
    // Hidden in the cells themselves it is hidden.
    let hidden = page("<p>正文</p><table><tr><td style='display:none'>公开<td style='display:none'>73</table>");
    assert_eq!(text_of(&hidden), "");
}

#[test]
fn figures_all_of_which_are_raised_stand_on_a_line_of_their_own() {
    let row = |of: &str| format!("<tr><td>公开<td>{of}<td>{of}");
    let raised = "<span style='position:relative;top:-2px'>73</span>";
    assert_eq!(text_of(&page(&format!("<table>{}</table>", row(raised)))), "73");
    let among = page(&format!("<table>{}{}<tr><td>公开<td>1<td><sup>1</sup></table>", row("7"), row("8")));
    assert_eq!(text_of(&among), "¹");
}
