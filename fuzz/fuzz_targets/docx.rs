//! Docx files, or the main part of one.
#![no_main]

use gongkai_documents::{Limits, read::docx};
use gongkai_fuzz::{Part, container};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    container(bytes, parts, |file| {
        let _ = docx::read(file, &Limits::default());
    });
});

fn parts(main: &[u8]) -> Vec<Part<'_>> {
    let types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    vec![("[Content_Types].xml", types), ("word/document.xml", main)]
}
