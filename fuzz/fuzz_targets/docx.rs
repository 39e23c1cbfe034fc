//! Docx files. The first byte chooses: the rest is the container itself, or the main part in a sound container.
#![no_main]

use std::io::{Cursor, Write};

use gongkai_documents::Limits;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let limits = Limits::default();
    if choice % 4 == 0 {
        let _ = gongkai_documents::read::docx::read(rest, &limits);
        return;
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts(rest) {
        zip.start_file(name, options).unwrap();
        zip.write_all(&content).unwrap();
    }
    let container = zip.finish().unwrap().into_inner();
    let _ = gongkai_documents::read::docx::read(&container, &limits);
});

fn parts(main: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    vec![("[Content_Types].xml", types.to_vec()), ("word/document.xml", main.to_vec())]
}
