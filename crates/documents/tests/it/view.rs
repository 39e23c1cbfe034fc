//! The view of a document, as a page gets it.

use gongkai_documents::{Block, Cell, Document, Format, Heading, Limits, Paragraph, Place, Table, read, view};

fn page(page: u32, top: f32) -> Place {
    Place::Page { page, area: [10.0, top, 90.0, top + 9.0] }
}

fn paragraph(text: &str, place: Place) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), place })
}

fn document(format: Format, blocks: Vec<Block>) -> Document {
    Document { blocks, ..Document::new(format) }
}

#[test]
fn text_is_escaped_and_lines_have_their_places() {
    let document = read("年报\n<script>alert(1)</script>\n规章\t1\t\"2\"&\n".as_bytes(), &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Txt);
    insta::assert_snapshot!(view(&document).html, @r#"
    <p id="at-line-1" data-place="line-1">年报</p>
    <p id="at-line-2" data-place="line-2">&lt;script&gt;alert(1)&lt;/script&gt;</p>
    <p id="at-line-3" data-place="line-3"><span id="at-line-3--2">规章</span>	<span id="at-line-3--3">1</span>	<span id="at-line-3--4">&quot;2&quot;&amp;</span></p>
    "#);
}

#[test]
fn pages_sheets_and_spans_are_marked() {
    let cell = |row, column, text: &str, place| Cell {
        row,
        column,
        row_span: 1,
        column_span: if row == 0 { 2 } else { 1 },
        text: text.to_owned(),
        header: row == 0,
        place,
    };
    let cells = vec![cell(0, 0, "合计", page(1, 50.0)), cell(1, 0, "3", page(2, 10.0)), cell(1, 1, "", page(2, 10.04))];
    let table = Table { rows: 2, columns: 2, header_rows: 1, widths: vec![1.0, 2.0], cells, place: page(1, 50.0) };
    let heading = Heading { level: 1, text: "年报".to_owned(), place: page(1, 20.0) };
    let blocks = vec![Block::Heading(heading), Block::Table(table), paragraph("完", page(3, 1.0))];
    insta::assert_snapshot!(view(&document(Format::Pdf, blocks)).html, @r#"
    <div class="source-page" data-page="1">1</div>
    <h3 class="source-heading" id="at-page-1.10.0.20.0.90.0.29.0" data-place="page-1.10.0.20.0.90.0.29.0">年报</h3>
    <div class="source-table" tabindex="0"><table>
    <tr><th colspan="2" id="at-page-1.10.0.50.0.90.0.59.0" data-place="page-1.10.0.50.0.90.0.59.0">合计</th></tr>
    <tr class="source-page" data-page="2"><td id="at-page-2.10.0.10.0.90.0.19.0" data-place="page-2.10.0.10.0.90.0.19.0">3</td><td id="at-page-2.10.0.10.0.90.0.19.0--2" data-place="page-2.10.0.10.0.90.0.19.0"></td></tr>
    </table></div>
    <div class="source-page" data-page="3">3</div>
    <p id="at-page-3.10.0.1.0.90.0.10.0" data-place="page-3.10.0.1.0.90.0.10.0">完</p>
    "#);
}

#[test]
fn places_are_found_again() {
    let line = Place::Line { line: 1 };
    let view = view(&document(Format::Txt, vec![paragraph("规章\t1\t1\t3", line.clone())]));
    assert_eq!(view.id(&line), Some("at-line-1"));
    assert_eq!(view.find(&line, &["1", "1", "3"]), ["at-line-1--3", "at-line-1--4", "at-line-1--5"]);
    assert_eq!(view.find(&line, &["3", "7"]), ["at-line-1--5", "at-line-1"]);
    assert_eq!(view.id(&Place::Line { line: 2 }), None);
    assert!(view.find(&Place::Line { line: 2 }, &["1"]).is_empty());
}
