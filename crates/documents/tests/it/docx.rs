//! docx: the fixture, and packages made by hand for what LibreOffice does not write.

use std::io::Cursor;

use gongkai_documents::read::docx::read;
use gongkai_documents::{Block, Document, Format, Limits, NoticeKind, Place, ReadError};
use proptest::prelude::*;

use crate::office::{self, OUTLINE, TABLE_TWO, check_table_three, describe, outline, tables};

const FORM: &[u8] = include_bytes!("../fixtures/office/form.docx");

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<_> = parts.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
    office::package(&parts)
}

fn body(content: &str) -> String {
    format!(r#"<w:document xmlns:w="w" xmlns:mc="mc" xmlns:a="a"><w:body>{content}</w:body></w:document>"#)
}

fn read_body(content: &str) -> Document {
    let bytes = package(&[("word/document.xml", &body(content))]);
    read(&bytes, &Limits::default()).unwrap()
}

/// Outline of a document whose body is given.
fn check(content: &str, expected: &[&str]) {
    assert_eq!(outline(&read_body(content)), expected, "{content}");
}

fn kinds(document: &Document) -> Vec<NoticeKind> {
    document.notices.iter().map(|notice| notice.kind).collect()
}

#[test]
fn the_form_is_read_whole() {
    let document = read(FORM, &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Docx);
    assert_eq!(document.title.as_deref(), Some("示例区青禾街道年度报告"));
    assert_eq!(outline(&document), OUTLINE);
    let tables = tables(&document);
    assert_eq!(tables[0].cells.iter().map(describe).collect::<Vec<_>>(), TABLE_TWO);
    check_table_three(tables[1]);
    assert_eq!((tables[0].header_rows, tables[1].header_rows), (0, 3));
    assert!(tables[1].cells.iter().all(|cell| cell.header == (cell.row < 3)));
    assert_eq!(tables[1].widths.len(), 10);
    assert_eq!(tables[2].cells[1].text, "外二\n内一\t内二\n");
    assert_eq!(kinds(&document), [NoticeKind::HiddenContent, NoticeKind::TrackedChanges]);
}

#[test]
fn places_count_paragraphs_outside_tables_and_tables_where_they_open() {
    let document = read(FORM, &Limits::default()).unwrap();
    let Block::Heading(title) = &document.blocks[0] else { panic!() };
    assert_eq!(title.place, Place::Paragraph { paragraph: 1 });
    let Block::Heading(after) = &document.blocks[12] else { panic!() };
    assert_eq!(after.place, Place::Paragraph { paragraph: 12 });
    let tables = tables(&document);
    assert_eq!(tables[1].cells[214].place, Place::Cell { table: 2, row: 28, column: 10 });
    assert_eq!(tables[2].place, Place::Cell { table: 3, row: 1, column: 1 });
}

#[test]
fn runs_give_their_text() {
    check("<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:cr/></w:r></w:p>", &["一\t二\n三\n"]);
    check("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>b&amp;&#x4E00;</w:t></w:r></w:p>", &["a-b&一"]);
    check(r#"<w:p><w:r><w:t> a </w:t><w:t xml:space="preserve"> b </w:t></w:r></w:p>"#, &["a b "]);
    check(r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>"#, &["☑"]);
    check(
        r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>字</w:t></w:r></w:p>"#,
        &["字"],
    );
    check(
        "<w:p><w:ruby><w:rt><w:r><w:t>qīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青</w:t></w:r></w:rubyBase></w:ruby></w:p>",
        &["青"],
    );
    check(r#"<w:p><w:r><w:br w:type="page"/><w:t>前</w:t><w:br w:type="page"/></w:r></w:p>"#, &["前"]);
    check(r#"<w:p><w:r><w:t>前</w:t><w:br w:type="page"/><w:t>后</w:t></w:r></w:p>"#, &["前\n后"]);
}

#[test]
fn content_controls_links_and_insertions_are_transparent() {
    check(
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>",
        &["链"],
    );
    let document = read_body(
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>\
         <w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>",
    );
    assert_eq!(outline(&document), ["新"]);
    assert_eq!(kinds(&document), [NoticeKind::TrackedChanges]);
}

#[test]
fn deleted_rows_and_hidden_text_are_left_out_with_a_notice() {
    let document = read_body(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>新</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    assert_eq!(tables(&document)[0].cells.iter().map(describe).collect::<Vec<_>>(), ["0\t0\t1\t1\t新"]);
    assert_eq!(kinds(&document), [NoticeKind::TrackedChanges, NoticeKind::HiddenText]);
    assert_eq!(document.notices.last().unwrap().place, Some(Place::Cell { table: 1, row: 1, column: 1 }));
    check(r#"<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r></w:p>"#, &["明"]);
}

/// The texts of the cells of a row with such contents.
fn row_of(contents: &[&str]) -> Vec<String> {
    let cells = contents.join("</w:tc><w:tc>");
    let document = read_body(&format!("<w:tbl><w:tr><w:tc>{cells}</w:tc></w:tr></w:tbl>"));
    tables(&document)[0].cells.iter().map(|cell| cell.text.clone()).collect()
}

#[test]
fn what_is_seen_in_a_cell_and_is_no_text_is_marked() {
    let drawing = |kind: &str| format!("<w:p><w:r><w:drawing><wp:{kind}><a:blip/></wp:{kind}></w:drawing></w:r></w:p>");
    let shape = |style: &str| {
        format!("<w:p><w:r><w:t>7</w:t><w:pict><v:shape style='{style}'><v:imagedata/></v:shape></w:pict></w:r></w:p>")
    };
    let field = |instruction: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )
    };
    let found = row_of(&[
        &drawing("inline"),
        &drawing("anchor"),
        &shape("width:9pt"),
        &shape("position:absolute;width:9pt"),
        &field(r" EQ \f(1,2)"),
        &field(" PAGE "),
    ]);
    assert_eq!(found, ["…", "…", "7…", "7", "…", ""]);
}

#[test]
fn white_figures_on_nothing_are_hidden() {
    let cell = |cell: &str, run: &str, text: &str| {
        format!("<w:tcPr>{cell}</w:tcPr><w:p><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let white = r#"<w:color w:val="FFFFFF"/>"#;
    let dark = r#"<w:shd w:val="clear" w:fill="1F3864"/>"#;
    let paper = r#"<w:shd w:val="clear" w:color="auto" w:fill="auto"/>"#;
    let found = row_of(&[
        &cell("", white, "7"),
        &cell(paper, white, "7"),
        &cell(dark, white, "7"),
        &cell("", &format!("{white}{dark}"), "7"),
        &cell("", white, "总计"),
        &cell("", r#"<w:color w:val="000000"/>"#, "7"),
        &format!("<w:p><w:pPr>{dark}</w:pPr><w:r><w:rPr>{white}</w:rPr><w:t>7</w:t></w:r></w:p>"),
    ]);
    assert_eq!(found, ["", "", "7", "7", "总计", "7", "7"]);
}

#[test]
fn struck_text_is_left_out_with_a_notice() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    for struck in ["<w:strike/>", "<w:dstrike/>", r#"<w:rStyle w:val="S"/>"#, r#"<w:strike/><w:dstrike w:val="0"/>"#] {
        let body = body(&format!("<w:p>{}{}{}</w:p>", run(struck, "9"), run("", "14"), run(struck, "废止")));
        let styles = r#"<w:styles xmlns:w="w"><w:style w:type="character" w:styleId="S"><w:name w:val="S"/><w:rPr><w:strike/></w:rPr></w:style></w:styles>"#;
        let relations = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
        let bytes = package(&[
            ("word/document.xml", &body),
            ("word/styles.xml", styles),
            ("word/_rels/document.xml.rels", relations),
        ]);
        let document = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(outline(&document), ["14"], "{struck}");
        let told: Vec<_> = document.notices.iter().map(|notice| (notice.kind, notice.detail.as_str())).collect();
        assert_eq!(told, [(NoticeKind::StruckText, "9废止")], "{struck}");
        assert_eq!(document.notices[0].place, Some(Place::Paragraph { paragraph: 1 }), "{struck}");
    }
    let cell = |content: &str| format!("<w:tc><w:p>{content}</w:p></w:tc>");
    let row = format!("<w:tr>{}{}</w:tr>", cell(&run("", "规章")), cell(&run("<w:strike/>", "9")));
    let document =
        read(&package(&[("word/document.xml", &body(&format!("<w:tbl>{row}</w:tbl>")))]), &Limits::default());
    let document = document.unwrap();
    assert_eq!(document.notices[0].place, Some(Place::Cell { table: 1, row: 1, column: 2 }));
    check(&format!("<w:p>{}</w:p>", run(r#"<w:strike w:val="0"/>"#, "明")), &["明"]);
}

#[test]
fn the_raised_mark_of_a_note_stays_raised() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let superscript = r#"<w:vertAlign w:val="superscript"/>"#;
    let lifted = r#"<w:position w:val="8"/><w:sz w:val="19"/>"#;
    for properties in [superscript, lifted] {
        check(&format!("<w:p>{}{}</w:p>", run("", "52"), run(properties, "1")), &["52¹"]);
        check(&format!("<w:p>{}{}</w:p>", run(properties, "1"), run("", "52")), &["¹52"]);
    }
    let lowered = r#"<w:vertAlign w:val="subscript"/>"#;
    check(&format!("<w:p>{}{}</w:p>", run("", "52"), run(lowered, "9")), &["52₉"]);
    let moved = r#"<w:position w:val="8"/>"#;
    check(&format!("<w:p>{}{}</w:p>", run("", "52"), run(moved, "1")), &["52¹"]);
    let small = r#"<w:sz w:val="10"/>"#;
    check(&format!("<w:p>{}{}{}</w:p>", run("", "52"), run(small, "1"), run(small, "2")), &["52¹²"]);
    check(&format!("<w:p>{}{}</w:p>", run(small, "5"), run(small, "2")), &["52"]);
    check(&format!("<w:p>{}{}</w:p>", run(r#"<w:sz w:val="14"/>"#, "5"), run(small, "2")), &["52"]);
    check(&format!("<w:p>{}{}</w:p>", run("", "共"), run(small, "52")), &["共52"]);
    check(&format!("<w:p>{}{}</w:p>", run("", "52件"), run(small, "1")), &["52件1"]);
    // Moved to fit its line, with all that stands beside it.
    check(&format!("<w:p>{}{}</w:p>", run(moved, "5"), run(moved, "2")), &["52"]);
    check(&format!("<w:p>{}{}</w:p>", run("", "共"), run(moved, "52")), &["共52"]);
}

#[test]
fn a_character_style_raises_and_what_stands_below_a_line_of_a_fraction_is_no_digit() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="character" w:styleId="N"><w:name w:val="N"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>"#;
    let relations = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
    let body = body(
        r#"<w:p><w:r><w:t>73</w:t></w:r><w:r><w:rPr><w:rStyle w:val="N"/></w:rPr><w:t>1</w:t></w:r></w:p>
        <w:p><m:oMath><m:f><m:num><m:r><m:t>7</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath></w:p>
        <w:p><w:r><w:t>73</w:t></w:r><w:r><w:rPr><w:rStyle w:val="N"/><w:vertAlign w:val="baseline"/></w:rPr><w:t>1</w:t></w:r></w:p>"#,
    );
    let bytes = package(&[
        ("word/document.xml", &body),
        ("word/styles.xml", styles),
        ("word/_rels/document.xml.rels", relations),
    ]);
    assert_eq!(outline(&read(&bytes, &Limits::default()).unwrap()), ["73¹", "7/3", "731"]);
}

#[test]
fn what_a_formula_sets_beside_its_line_is_no_digit_of_it() {
    let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let formula = |inside: &str| format!("<w:p><m:oMath>{inside}</m:oMath></w:p>");
    let of = |part: &str, text: &str| format!("<m:{part}>{}</m:{part}>", run(text));
    let power = format!("<m:sSup>{}{}</m:sSup>{}", of("e", "2"), of("sup", "3"), run("4"));
    check(&formula(&power), &["2³4"]);
    check(&formula(&format!("<m:sSub>{}{}</m:sSub>", of("e", "2"), of("sub", "3"))), &["2₃"]);
    check(&formula(&format!("<m:rad>{}{}</m:rad>", of("deg", "3"), of("e", "8"))), &["√³8"]);
    check(&formula(&run("12")), &["12"]);
}

#[test]
fn a_list_number_runs_into_no_figure() {
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let relations = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>"#;
    let item = |text: &str| {
        let list = r#"<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>"#;
        format!("<w:p>{list}<w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let bytes = package(&[
        ("word/document.xml", &body(&(item("36") + &item("重复申请")))),
        ("word/numbering.xml", numbering),
        ("word/_rels/document.xml.rels", relations),
    ]);
    assert_eq!(outline(&read(&bytes, &Limits::default()).unwrap()), ["1. 36", "2.重复申请"]);
}

#[test]
fn fields_keep_their_result_and_never_swallow_the_text_after_them() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    check(
        &format!(
            "<w:p>{begin}<w:r><w:instrText>PAGE</w:instrText><w:t>指令</w:t></w:r>{separate}<w:r><w:t>7</w:t></w:r>{end}<w:r><w:t>页</w:t></w:r></w:p>"
        ),
        &["7页"],
    );
    check(&format!("<w:p>{begin}<w:r><w:t>丢</w:t></w:r></w:p><w:p><w:r><w:t>在</w:t></w:r></w:p>"), &["", "在"]);
    check(&format!("<w:p>{end}{separate}<w:r><w:t>在</w:t></w:r></w:p>"), &["在"]);
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let text_box = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let alternate = format!(
        "<mc:AlternateContent><mc:Choice><w:drawing><a:p><a:r><a:t>图形</a:t></a:r></a:p>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent>",
        text_box("框"),
        text_box("框")
    );
    check(&format!("<w:p><w:r><w:t>正</w:t>{alternate}<w:t>文</w:t></w:r></w:p>"), &["正文", "框"]);
    check(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>只有后备</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        &["只有后备"],
    );
}

#[test]
fn a_choice_that_asks_for_what_nobody_knows_is_not_taken() {
    let alternate = |names: &str, requires: &str| {
        format!(
            r#"<w:p><mc:AlternateContent {names}><mc:Choice Requires="{requires}"><w:r><w:t>9</w:t></w:r></mc:Choice>
            <mc:Fallback><w:r><w:t>14</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"#
        )
    };
    let shapes = r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;
    check(&alternate(shapes, "wps"), &["9"]);
    check(&alternate(r#"xmlns:zzz="http://example.invalid/zzz""#, "zzz"), &["14"]);
    check(&alternate(shapes, "wps zzz"), &["14"]);
}

#[test]
fn an_embedded_document_is_told_as_such() {
    let document = read_body(r#"<w:p><w:r><w:t>正文</w:t></w:r></w:p><w:altChunk r:id="a"/>"#);
    assert_eq!((outline(&document), kinds(&document)), (vec!["正文".to_owned()], vec![NoticeKind::DocumentEmbedded]));
}

#[test]
fn pictures_are_counted() {
    let document = read_body("<w:p><w:r><w:drawing><a:blip/></w:drawing><w:pict><a:imagedata/></w:pict></w:r></w:p>");
    assert_eq!(document.notices.len(), 1);
    assert_eq!((document.notices[0].kind, document.notices[0].detail.as_str()), (NoticeKind::PictureSkipped, "2"));
}

#[test]
fn grids_with_gaps_and_every_kind_of_merge() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let (start, on) = (r#"<w:vMerge w:val="restart"/>"#, "<w:vMerge/>");
    let document = read_body(&format!(
        r#"<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>
           <w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>{}</w:tr>
           <w:tr>{}{}{}</w:tr></w:tbl>"#,
        cell(start, "甲"),
        cell(r#"<w:gridSpan w:val="2"/>"#, "乙"),
        cell(on, ""),
        cell(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#, "无头"),
        cell("", "丙"),
        cell(r#"<w:hMerge w:val="restart"/>"#, "丁"),
        cell(r#"<w:hMerge w:val="continue"/>"#, ""),
        cell("", "戊"),
    ));
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns), (4, 3));
    let cells: Vec<_> = table.cells.iter().map(describe).collect();
    assert_eq!(
        cells,
        ["0\t0\t2\t1\t甲", "0\t1\t1\t2\t乙", "1\t1\t1\t2\t无头", "2\t1\t1\t1\t丙", "3\t0\t1\t2\t丁", "3\t2\t1\t1\t戊"]
    );
}

#[test]
fn any_prefix_and_the_strict_namespace_are_read() {
    let bytes = package(&[
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/texte/haupt.xml"/></Relationships>"#,
        ),
        ("texte/haupt.xml", r#"<document xmlns="strict"><body><p><r><t>严格</t></r></p></body></document>"#),
    ]);
    assert_eq!(outline(&read(&bytes, &Limits::default()).unwrap()), ["严格"]);
}

#[test]
fn what_is_no_docx_is_an_error() {
    let limits = Limits::default();
    assert!(matches!(read(b"", &limits), Err(ReadError::Damaged { .. })));
    assert!(matches!(read(&package(&[("a", "b")]), &limits), Err(ReadError::Damaged { .. })));
    assert!(matches!(read(&package(&[("word/document.xml", "不是")]), &limits), Err(ReadError::Damaged { .. })));
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    locked.create_stream("EncryptedPackage").unwrap();
    assert_eq!(read(&locked.into_inner().into_inner(), &limits), Err(ReadError::Encrypted { format: Format::Docx }));
}

#[test]
fn what_breaks_off_keeps_what_was_read() {
    let bytes = package(&[(
        "word/document.xml",
        r#"<w:document xmlns:w="w"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>在</w:t>"#,
    )]);
    let document = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(outline(&document), ["[1 x 1]"]);
    assert_eq!(kinds(&document), [NoticeKind::Damaged]);
}

#[test]
fn entities_are_not_expanded() {
    let lol = (1..9).map(|n| format!(r#"<!ENTITY l{n} "{}">"#, format!("&l{};", n - 1).repeat(10)));
    let lol = lol.collect::<Vec<_>>().concat();
    let xml = format!(
        r#"<!DOCTYPE d [<!ENTITY l0 "lol">{lol}]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>1&l8;2</w:t></w:r></w:p></w:body></w:document>"#
    );
    let document = read(&package(&[("word/document.xml", &xml)]), &Limits::default()).unwrap();
    assert_eq!(outline(&document), ["12"]);
    assert_eq!(kinds(&document), [NoticeKind::Damaged]);
}

#[test]
fn deep_nesting_is_cut() {
    let deep =
        format!("<w:p><w:r>{}<w:t>深</w:t>{}</w:r></w:p>", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    let document = read_body(&format!("{deep}<w:p><w:r><w:t>后</w:t></w:r></w:p>"));
    assert_eq!(outline(&document), ["", "后"]);
    assert_eq!(kinds(&document), [NoticeKind::LimitReached]);
    let tables = "<w:tbl><w:tr><w:tc>".repeat(5_000);
    assert!(read(&package(&[("word/document.xml", &body(&tables))]), &Limits::default()).is_ok());
}

#[test]
fn absurd_spans_and_sizes_stay_within_the_limits() {
    let wide = r#"<w:tc><w:tcPr><w:gridSpan w:val="4294967295"/></w:tcPr><w:p/></w:tc>"#;
    let document = read_body(&format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{wide}</w:tr>").repeat(500)));
    assert_eq!((tables(&document)[0].columns, tables(&document)[0].cells.len()), (1000, 200));
    assert!(kinds(&document).contains(&NoticeKind::SpanClamped));
    assert!(kinds(&document).contains(&NoticeKind::LimitReached));

    let limits = Limits { characters: 100, cells: 10, ..Limits::default() };
    let check = |content: &str, blocks: usize| {
        let document = read(&package(&[("word/document.xml", &body(&content.repeat(1000)))]), &limits).unwrap();
        assert_eq!(document.blocks.len(), blocks, "{content}");
        assert_eq!(kinds(&document), [NoticeKind::LimitReached], "{content}");
    };
    check("<w:p><w:r><w:t>六个字六个字</w:t></w:r></w:p>", 5);
    check("<w:p/>", 7);
    check("<w:tbl><w:tr><w:tc/><w:tc/></w:tr></w:tbl>", 5);
    check("<w:tbl><w:tr/></w:tbl>", 0);

    let limits = Limits { inflated_bytes: 1_000_000, ..Limits::default() };
    let bomb = package(&[("word/document.xml", &" ".repeat(2_000_000))]);
    assert!(matches!(read(&bomb, &limits), Err(ReadError::TooLarge { .. })));
}

#[test]
fn every_prefix_of_the_form_is_an_error() {
    for length in (0..FORM.len()).step_by(7) {
        assert!(read(&FORM[..length], &Limits::default()).is_err(), "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((0..FORM.len(), any::<u8>()), 1..8)) {
        let mut bytes = FORM.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        let _ = read(&bytes, &Limits::default());
    }

    #[test]
    fn changed_parts_never_panic(
        part in prop::sample::select(vec!["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"]),
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8),
    ) {
        let _ = read(&office::change_part(FORM, part, &changes), &Limits::default());
    }

    #[test]
    fn shuffled_markup_never_panics(order in prop::collection::vec(0_usize..16, 0..60)) {
        let pieces = [
            "<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:r>", "</w:r>",
            "<w:t>字</w:t>", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>", "<w:txbxContent>", "</w:txbxContent>",
            "<w:tcPr><w:vMerge/></w:tcPr>", "<w:fldChar w:fldCharType=\"begin\"/>",
        ];
        let content: String = order.iter().map(|index| pieces[*index]).collect();
        let bytes = package(&[("word/document.xml", &body(&content))]);
        let _ = read(&bytes, &Limits::default());
    }
}

#[test]
fn headers_notes_and_comments_stand_aside() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let bytes = package(&[
        ("word/document.xml", &body(&paragraph("正文"))),
        ("word/header1.xml", &format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", paragraph("页眉"))),
        (
            "word/footnotes.xml",
            &format!("<w:footnotes xmlns:w=\"w\">{}{}</w:footnotes>", paragraph("注一"), paragraph("注二")),
        ),
        ("word/comments.xml", &format!("<w:comments xmlns:w=\"w\">{}</w:comments>", paragraph("批注"))),
    ]);
    let document = gongkai_documents::read(&bytes, &Limits::default()).unwrap();
    assert_eq!(document.aside, ["批注", "注一\n注二", "页眉"]);
    assert!(document.notices.is_empty(), "{:?}", document.notices);
}
