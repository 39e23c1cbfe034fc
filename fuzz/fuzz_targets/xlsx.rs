//! Workbooks. The first byte chooses: the rest is the container itself, or the main part in a sound container.
#![no_main]

use std::io::{Cursor, Write};

use gongkai_documents::Limits;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let limits = Limits::default();
    if choice % 4 == 0 {
        let _ = gongkai_documents::read::workbook::read_xlsx(rest, &limits);
        return;
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts(rest) {
        zip.start_file(name, options).unwrap();
        zip.write_all(&content).unwrap();
    }
    let container = zip.finish().unwrap().into_inner();
    let _ = gongkai_documents::read::workbook::read_xlsx(&container, &limits);
});

fn parts(main: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let workbook = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let relations = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    vec![
        ("xl/workbook.xml", workbook.to_vec()),
        ("xl/_rels/workbook.xml.rels", relations.to_vec()),
        ("xl/worksheets/sheet1.xml", main.to_vec()),
    ]
}
