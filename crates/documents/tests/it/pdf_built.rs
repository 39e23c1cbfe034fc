//! Reads small pdf files built here, object by object: fonts, turns, scans, and files made to do harm.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail as tests do"
)]

use std::fmt::Write as _;
use std::io::Write as _;

use gongkai_documents::read::{Limits, ReadError, pdf};
use gongkai_documents::{Block, Document, NoticeKind, Place};

use crate::pdf::texts;

/// A file of the given objects, numbered from 1, the first being its root.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(table.bytes());
    bytes.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).bytes());
    bytes
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{dict}/Length {}>>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

/// One page with content, a font `/F`, more entries of its dictionary, and more objects from number 6 on.
fn page(content: &[u8], font: &str, more: &str, others: &[Vec<u8>]) -> Vec<u8> {
    let leaf = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{more}>>");
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        leaf.into_bytes(),
        stream("", content),
        font.as_bytes().to_vec(),
    ];
    objects.extend(others.iter().cloned());
    file(&objects)
}

const FONTS: &str = "/Resources<</Font<</F 5 0 R>>>>";
const LATIN: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
const LINE: &[u8] = b"BT /F 12 Tf 50 700 Td (12 of 34) Tj ET\n";

fn song(encoding: &str, ordering: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[<</Type/Font\
         /Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 4>>\
         /FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6>>>>]>>"
    )
}

fn read(bytes: &[u8]) -> Document {
    pdf::read(bytes, &Limits::default()).unwrap()
}

fn notices(document: &Document) -> Vec<(NoticeKind, &str)> {
    document.notices.iter().map(|notice| (notice.kind, notice.detail.as_str())).collect()
}

#[test]
fn fonts_that_are_not_embedded_are_read_by_their_character_set() {
    let check = |encoding: &str, hex: &str| {
        let content = format!("BT /F 12 Tf 50 700 Td <{hex}> Tj ET");
        let document = read(&page(content.as_bytes(), &song(encoding, "GB1"), FONTS, &[]));
        assert_eq!(texts(&document), ["公开12"], "{encoding}");
        assert_eq!(document.notices, []);
    };
    check("UniGB-UCS2-H", "516C5F0000310032");
    check("UniGB-UTF16-H", "516C5F0000310032");
    check("GBK-EUC-H", "B9ABBFAA3132");
    check("GB-EUC-H", "B9ABBFAA3132");
    assert_eq!(texts(&read(&page(LINE, LATIN, FONTS, &[]))), ["12 of 34"]);
}

#[test]
fn vertical_writing_goes_down() {
    let content = b"BT /F 12 Tf 50 700 Td <516C5F00> Tj ET";
    let document = read(&page(content, &song("UniGB-UCS2-V", "GB1"), FONTS, &[]));
    assert_eq!(texts(&document), ["公", "开"]);
}

#[test]
fn glyphs_without_characters_are_told() {
    let content = b"BT /F 12 Tf 50 700 Td <00010002> Tj ET";
    let document = read(&page(content, &song("Identity-H", "Identity"), FONTS, &[]));
    assert_eq!(texts(&document), ["\u{fffd}\u{fffd}"]);
    assert_eq!(notices(&document), [(NoticeKind::UnknownGlyphs, "2")]);
}

#[test]
fn radicals_become_characters() {
    let map = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                2 beginbfchar <0001> <2F2F> <0002> <2ED3> endbfchar endcmap end";
    let font = song("Identity-H", "Identity").replacen("<<", "<</ToUnicode 6 0 R", 1);
    let document = read(&page(b"BT /F 12 Tf 50 700 Td <00010002> Tj ET", &font, FONTS, &[stream("", map)]));
    assert_eq!(texts(&document), ["工长"]);
}

#[test]
fn turned_pages_are_read_upright() {
    let area = |more: &str| {
        let document = read(&page(LINE, LATIN, &format!("{FONTS}{more}"), &[]));
        let gongkai_documents::Block::Paragraph(paragraph) = &document.blocks[0] else { panic!("no paragraph") };
        assert_eq!(paragraph.text, "12 of 34");
        let Place::Page { area: [left, top, ..], .. } = paragraph.place else { panic!("no page") };
        (left.round(), top.round())
    };
    assert_eq!(area(""), (50.0, 89.0));
    // Turned by the viewer, text and all: as it was written.
    assert_eq!(area("/Rotate 90"), (50.0, 89.0));
    assert_eq!(area("/Rotate 180"), (50.0, 89.0));
    assert_eq!(area("/CropBox[10 20 500 790]"), (40.0, 79.0));
    let turned = b"BT /F 12 Tf 0 1 -1 0 100 50 Tm (12 of 34) Tj ET";
    assert_eq!(texts(&read(&page(turned, LATIN, FONTS, &[]))), ["12 of 34"]);
}

#[test]
fn a_cell_in_which_something_is_drawn_is_not_empty() {
    let image =
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x00");
    let resources = "/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>";
    let second_cell = |drawn: &str| {
        let content =
            format!("{drawn} 0 G 0 g 50 690 200 30 re S 150 690 m 150 720 l S BT /F 12 Tf 55 700 Td (ab) Tj ET");
        let document = read(&page(content.as_bytes(), LATIN, resources, std::slice::from_ref(&image)));
        crate::pdf::cell_text(&document, 0, 1).to_owned()
    };
    assert_eq!(second_cell(""), "");
    // A shape, a line that bends, a small picture.
    assert_eq!(second_cell("155 700 m 160 708 165 708 165 700 c f"), "…");
    assert_eq!(second_cell("155 700 m 160 708 l 165 700 l S"), "…");
    assert_eq!(second_cell("q 20 0 0 10 160 700 cm /X Do Q"), "…");
    // Its ground, a line that crosses it out, a white shape, one in the other cell.
    assert_eq!(second_cell("0.9 g 150 690 100 30 re f"), "");
    assert_eq!(second_cell("150 690 m 250 720 l S"), "");
    assert_eq!(second_cell("1 g 155 700 m 160 708 165 708 165 700 c f"), "");
    assert_eq!(second_cell("75 700 m 80 708 85 708 85 700 c f"), "");
}

#[test]
fn a_page_laid_askew_is_read_straight() {
    let row = |y: u32| {
        format!(
            "BT /F 12 Tf 55 {y} Td (12345) Tj 100 0 Td (67) Tj ET 50 {} 200 30 re S 150 {} m 150 {} l S ",
            y - 10,
            y - 10,
            y + 20
        )
    };
    for degrees in [-3.0_f64, -1.0, 1.0, 2.0] {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let rows: String = [700, 670, 640, 610].map(row).concat();
        let content = format!("{cosine} {sine} {} {cosine} 0 0 cm {rows}", -sine);
        let document = read(&page(content.as_bytes(), LATIN, FONTS, &[]));
        let tables = crate::pdf::tables(&document);
        assert_eq!((tables.len(), tables[0].rows, tables[0].columns), (1, 4, 2), "{degrees}");
        assert!(tables[0].cells.iter().all(|cell| ["12345", "67"][usize::try_from(cell.column).unwrap()] == cell.text));
    }
}

#[test]
fn a_scan_has_a_notice_and_no_blocks() {
    let image =
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x00");
    let resources = "/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>";
    let scan = b"q 600 0 0 800 0 0 cm /X Do Q\n";
    let document = read(&page(scan, LATIN, resources, std::slice::from_ref(&image)));
    assert!(document.blocks.is_empty());
    assert_eq!(notices(&document), [(NoticeKind::ScannedPage, "all")]);
    let recognised = [scan, &b"3 Tr "[..], LINE].concat();
    let document = read(&page(&recognised, LATIN, resources, std::slice::from_ref(&image)));
    assert_eq!(texts(&document), ["12 of 34"]);
    assert_eq!(notices(&document), [(NoticeKind::PictureSkipped, "1"), (NoticeKind::UnseenRead, "8")]);
    let seal = [b"q 90 0 0 90 0 0 cm /X Do Q\n", LINE].concat();
    assert_eq!(notices(&read(&page(&seal, LATIN, resources, &[image]))), []);
}

#[test]
fn an_annotation_that_strikes_out_has_no_need_of_a_picture() {
    let check = |annotation: &str, expected: &str, told: &[(NoticeKind, &str)]| {
        let resources = format!("{FONTS}/Annots[<</Type/Annot{annotation}>>]");
        let document = read(&page(b"BT /F 12 Tf 50 700 Td (73) Tj 20 0 Td (9) Tj ET", LATIN, &resources, &[]));
        assert_eq!(
            (texts(&document).join("|").as_str(), notices(&document).as_slice()),
            (expected, told),
            "{annotation}"
        );
    };
    let quad = "/Rect[40 600 90 720]/QuadPoints[49 712 65 712 49 697 65 697]";
    check(&format!("/Subtype/StrikeOut{quad}"), " 9", &[(NoticeKind::StruckText, "73")]);
    check("/Subtype/StrikeOut/Rect[49 697 65 712]", " 9", &[(NoticeKind::StruckText, "73")]);
    // Others, one that is not shown, one with a picture of itself, one beside the text.
    check(&format!("/Subtype/Highlight{quad}"), "73 9", &[]);
    check(&format!("/Subtype/StrikeOut/F 2{quad}"), "73 9", &[]);
    check(&format!("/Subtype/StrikeOut/AP<<>>{quad}"), "73 9", &[]);
    check("/Subtype/StrikeOut/Rect[49 710 65 730]", "73 9", &[]);
}

#[test]
fn a_field_filled_in_that_viewers_draw_leaves_its_cell_unsure() {
    let check = |annotation: &str, expected: &str| {
        let content = b"0 0 0 RG 40 690 40 30 re S 80 690 40 30 re S BT /F 12 Tf 50 700 Td (A) Tj ET";
        let resources = format!("{FONTS}/Annots[<</Type/Annot/Rect[80 690 120 720]{annotation}>>]");
        let document = read(&page(content, LATIN, &resources, &[]));
        let Block::Table(table) = &document.blocks[0] else { panic!("{:?}", document.blocks) };
        let texts: Vec<&str> = table.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["A", expected], "{annotation}");
    };
    check("/Subtype/Widget/FT/Tx/V(73)", "…");
    check("/Subtype/Widget/Parent<</FT/Tx/V(73)>>", "…");
    check("/Subtype/FreeText/Contents(73)", "…");
    check("/Subtype/Widget/FT/Tx/V()", "");
    check("/Subtype/Widget/FT/Tx/V(73)/F 2", "");
    check("/Subtype/Text/Contents(73)", "");
}

#[test]
fn text_that_leaves_no_mark_on_the_page_is_not_read_and_told() {
    let check = |content: &str, expected: &str, hidden: Option<&str>| {
        let document = read(&page(content.as_bytes(), LATIN, FONTS, &[]));
        assert_eq!(texts(&document).join("|"), expected, "{content}");
        let told: Vec<_> = hidden.map(|text| (NoticeKind::HiddenText, text)).into_iter().collect();
        assert_eq!(notices(&document), told, "{content}");
    };
    let shown = "BT /F 12 Tf 50 700 Td (73) Tj";
    // Not painted, white, transparent in effect, very small, under white and under black.
    check(&format!("{shown} 3 Tr (9) Tj ET"), "73", Some("9"));
    check(&format!("{shown} 1 g (9) Tj ET"), "73", Some("9"));
    check(&format!("{shown} 1 1 1 rg (9) Tj ET"), "73", Some("9"));
    check(&format!("{shown} /F 1 Tf (9) Tj ET"), "73", Some("9"));
    check(&format!("{shown} (9) Tj ET 1 g 63 695 20 20 re f"), "73", Some("9"));
    check(&format!("{shown} (9) Tj ET 0 g 63 695 20 20 re f"), "73", Some("9"));
    check(&format!("{shown} (9) Tj ET 1 g 63 695 20 20 re f 0 g BT /F 12 Tf 63 700 Td (8) Tj ET"), "738", Some("9"));
    // White on a dark ground is seen, and again not where that was painted over.
    check(&format!("0 g 40 690 60 30 re f 1 g {shown} ET"), "73", None);
    check(
        &format!("{shown} ET 0 g 40 590 60 30 re f 1 g 40 590 60 30 re f BT /F 12 Tf 50 600 Td (9) Tj ET"),
        "73",
        Some("9"),
    );
    // Filled in white and drawn around, a ground behind the text, a frame around it, a box beside it.
    check("1 g BT /F 12 Tf 2 Tr 50 700 Td (73) Tj ET", "73", None);
    check(&format!("1 g 40 690 60 30 re f 0 g {shown} ET"), "73", None);
    check(&format!("{shown} ET 1 g 40 690 60 30 re S 41 691 58 28 re 42 692 56 26 re f*"), "73", None);
    check(&format!("{shown} ET 1 g 64 690 60 30 re f"), "73", None);
    // A page all of which is not painted, or very small.
    let unpainted = read(&page(format!("3 Tr {shown} ET").as_bytes(), LATIN, FONTS, &[]));
    assert_eq!((texts(&unpainted), notices(&unpainted)), (vec!["73".to_owned()], vec![(NoticeKind::UnseenRead, "2")]));
    check("BT /F 1 Tf 50 700 Td (73) Tj ET", "73", None);
}

#[test]
fn a_watermark_is_no_part_of_a_figure() {
    let cell = |mark: &str| {
        let content =
            format!("0 G 0 g 50 690 200 30 re S 150 690 m 150 720 l S BT /F 12 Tf 155 700 Td (17) Tj ET {mark}");
        let resources = "/Resources<</Font<</F 5 0 R>>/ExtGState<</A<</ca 0.3>>>>>>";
        let document = read(&page(content.as_bytes(), LATIN, resources, &[]));
        let told: Vec<String> = document.notices.iter().map(|notice| notice.detail.clone()).collect();
        (crate::pdf::cell_text(&document, 0, 1).to_owned(), told.join(" "))
    };
    assert_eq!(cell("").0, "17");
    // Beside the figure, in the same cell: light grey, and dark but aslant.
    let (text, _) = cell("0.87 g BT /F 12 Tf 168 700 Td (202) Tj ET");
    assert!(text.starts_with("17") && !text.contains("17202"), "{text}");
    let (text, _) = cell("BT /F 12 Tf 0.866 0.5 -0.5 0.866 168 700 Tm (202) Tj ET");
    assert!(text.starts_with("17") && !text.contains("17202"), "{text}");
    // Pale and aslant it is a watermark's, digits and all; dark words that lean are hidden text of their cell.
    let (text, told) = cell("0.87 g BT /F 12 Tf 0.866 0.5 -0.5 0.866 168 700 Tm (Mark 202) Tj ET");
    assert_eq!((text.as_str(), told.as_str()), ("17", "Mark 202"));
    let (text, told) = cell("BT /F 12 Tf 0.866 0.5 -0.5 0.866 168 700 Tm (Mark) Tj ET");
    assert!(text == "17" && told.contains('M'), "{text} {told}");
    // Dark, and more than half see-through.
    let (text, _) = cell("/A gs 0.3 g BT /F 12 Tf 168 700 Td (202) Tj ET");
    assert!(text.starts_with("17") && !text.contains("17202"), "{text}");
    // Outside the table it is told.
    assert_eq!(cell("0.87 g BT /F 12 Tf 60 600 Td (202) Tj ET").1, "202");
    // As dark as text, or light on dark.
    assert_eq!(cell("0.6 g BT /F 12 Tf 167 700 Td (3) Tj ET").0, "173");
    assert_eq!(cell("0 g 150 690 100 30 re f 0.87 g BT /F 12 Tf 155 700 Td (3) Tj ET").0, "3");
}

#[test]
fn what_can_be_seen_through_hides_nothing() {
    let states = "/Resources<</Font<</F 5 0 R>>/ExtGState<</A<</ca 0.4>>/M<</BM/Multiply>>>>>>";
    for state in ["A", "M"] {
        let content = format!("BT /F 12 Tf 50 700 Td (73) Tj ET /{state} gs 1 1 0 rg 40 690 60 30 re f");
        let document = read(&page(content.as_bytes(), LATIN, states, &[]));
        assert_eq!((texts(&document), notices(&document)), (vec!["73".to_owned()], vec![]), "{state}");
    }
}

#[test]
fn a_scan_with_words_of_its_own_is_read_with_the_text_under_it() {
    let image =
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x00");
    let resources = "/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>";
    // The picture lies over the upper half of the page only.
    let content = b"BT /F 12 Tf 50 50 Td (- 1 -) Tj ET BT 3 Tr /F 12 Tf 50 700 Td (12) Tj 0 -500 Td (34) Tj ET \
                    q 600 0 0 400 0 400 cm /X Do Q";
    let document = read(&page(content, LATIN, resources, &[image]));
    assert_eq!(texts(&document), ["12"]);
    let told = [(NoticeKind::HiddenText, "34"), (NoticeKind::PictureSkipped, "1"), (NoticeKind::UnseenRead, "2")];
    let mut found = notices(&document);
    found.sort_by_key(|(kind, _)| told.iter().position(|(other, _)| other == kind));
    assert_eq!(found, told);
}

#[test]
fn fields_of_a_form_are_read() {
    let appearance = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 5 0 R>>>>",
        b"BT /F 12 Tf 2 4 Td (field) Tj ET",
    );
    let more = format!("{FONTS}/Annots[<</Type/Annot/Subtype/Widget/Rect[50 600 250 620]/AP<</N 6 0 R>>>>]");
    assert_eq!(texts(&read(&page(LINE, LATIN, &more, &[appearance]))), ["12 of 34", "field"]);
}

/// A file that costs too much is refused by the name of the bound.
fn check_refused(bytes: &[u8], expected: &str) {
    match pdf::read(bytes, &Limits::default()) {
        Err(ReadError::TooLarge { limit, .. }) => assert_eq!(limit, expected),
        other => panic!("{expected}: {other:?}"),
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |open: &str, close: &str| format!("{FONTS}/X {}1{}", open.repeat(100_000), close.repeat(100_000));
    check_refused(&page(LINE, LATIN, &nested("[", "]"), &[]), "depth");
    check_refused(&page(LINE, LATIN, &nested("<</A ", ">>"), &[]), "depth");
    let document = read(&page(&[LINE, "[".repeat(100_000).as_bytes()].concat(), LATIN, FONTS, &[]));
    assert_eq!(notices(&document), [(NoticeKind::LimitReached, "drawing")]);
}

#[test]
fn page_trees_are_bounded() {
    let tree = |kids: usize, levels: usize| {
        let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
        for level in 2..levels + 2 {
            let kids = format!("{} 0 R ", level + 1).repeat(kids);
            objects.push(format!("<</Type/Pages/Count 1/Kids[{kids}]>>").into_bytes());
        }
        objects.push(b"<</Type/Page/MediaBox[0 0 600 800]>>".to_vec());
        file(&objects)
    };
    assert!(read(&tree(2, 3)).blocks.is_empty());
    check_refused(&tree(2, 40), "pages");
    check_refused(&tree(1, 1_000), "pages");
    let own = [b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[2 0 R 2 0 R]>>".to_vec()];
    assert!(pdf::read(&file(&own), &Limits::default()).is_ok_and(|document| document.blocks.is_empty()));
}

#[test]
fn inflating_is_bounded() {
    let deflate = |data: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    };
    let limits = Limits { inflated_bytes: 1_000_000, ..Limits::default() };
    let check = |dict: &str, data: &[u8]| {
        let bytes = page(LINE, LATIN, FONTS, &[stream(dict, data)]);
        let expected = Err(ReadError::TooLarge { format: gongkai_documents::Format::Pdf, limit: "inflated_bytes" });
        assert_eq!(pdf::read(&bytes, &limits), expected, "{dict}");
    };
    let once = deflate(&vec![b' '; 2_000_000]);
    check("/Filter/FlateDecode", &once);
    check("/Filter[/FlateDecode/FlateDecode]", &deflate(&once));
    check("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &once);
    let small = page(LINE, LATIN, FONTS, &[stream("/Filter/FlateDecode", &deflate(&vec![b' '; 900_000]))]);
    assert!(pdf::read(&small, &limits).is_ok());
}

#[test]
fn drawing_is_bounded() {
    let form = |next: usize, times: usize| {
        let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {next} 0 R>>>>");
        stream(&dict, "/X Do ".repeat(times).as_bytes())
    };
    let resources = "/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>";
    let told = |forms: &[Vec<u8>], content: &[u8]| {
        let document = read(&page(content, LATIN, resources, forms));
        (texts(&document), document.notices.first().map(|notice| notice.detail.clone()))
    };
    let content = [LINE, b"/X Do"].concat();
    let text = vec!["12 of 34".to_owned()];
    let drawing = Some("drawing".to_owned());
    let chain: Vec<Vec<u8>> = (7..45).map(|next| form(next, 2)).collect();
    assert_eq!(told(&chain, &content), (vec![], drawing.clone()));
    assert_eq!(told(&[form(6, 1)], &content), (text, None), "a form inside itself is broken off");
    assert_eq!(told(&[form(6, 100)], &content), (vec![], drawing.clone()));
    assert_eq!(told(&[], "q ".repeat(100_000).as_bytes()), (vec![], drawing.clone()));
    let clip = [b"BT /F 12 Tf 7 Tr (".to_vec(), b"W".repeat(100_000), b") Tj ET".to_vec()].concat();
    assert_eq!(told(&[], &clip), (vec![], drawing));
    let lines = "0 9 m 9 9 l ".repeat(450_000);
    assert_eq!(told(&[], format!("{lines} S").as_bytes()).1, Some("rules".to_owned()));
}

#[test]
fn fonts_are_bounded() {
    let widths =
        |list: &str| song("Identity-H", "GB1").replacen("/CIDSystemInfo", &format!("/W[{list}]/CIDSystemInfo"), 1);
    check_refused(&page(LINE, &widths("0 4000000000 500"), FONTS, &[]), "widths");
    check_refused(&page(LINE, &widths(&"0 65535 500 ".repeat(1_000)), FONTS, &[]), "widths");
    let codes = LATIN.replacen("<<", "<</FirstChar 4000000000/LastChar 4000000001/Widths[1 2]", 1);
    check_refused(&page(LINE, &codes, FONTS, &[]), "widths");
    assert_eq!(texts(&read(&page(LINE, &widths("1 [500 600] 3 94 500"), FONTS, &[]))).len(), 1);
}

#[test]
fn a_file_with_a_broken_font_is_read_without_it() {
    let program = [b"%!PS-AdobeFont\n".to_vec(), b"{1 ".repeat(5_000)].concat();
    let font = LATIN.replacen("<<", "<</FontDescriptor<</FontFile 6 0 R>>", 1);
    let document = read(&page(LINE, &font, FONTS, &[stream("", &program)]));
    assert_eq!(texts(&document), ["12 of 34"]);
    assert_eq!(notices(&document), [(NoticeKind::Damaged, "FontFile")]);
}

#[test]
fn a_figure_cut_off_by_its_cell_says_so() {
    let clipped = |window: &str, text: &str| {
        let content = format!("q {window} re W n BT /F 12 Tf 50 700 Td ({text}) Tj ET Q");
        texts(&read(&page(content.as_bytes(), LATIN, FONTS, &[]))).join("|")
    };
    assert_eq!(clipped("40 690 200 30", "12345"), "12345");
    // Digits are 6.7 wide: the window ends in the third, and the other begins in the second.
    assert_eq!(clipped("40 690 24 30", "12345"), "12…");
    assert_eq!(clipped("62 690 200 30", "12345"), "…345");
    // Words may be cut, and what is cut off apart from a figure is none of it.
    assert_eq!(clipped("40 690 24 30", "abcde"), "ab");
    assert_eq!(clipped("40 690 24 30", "12  345"), "12");
}
