//! Ofd files. The first byte chooses: the rest is the container itself, or the main part in a sound container.
#![no_main]

use std::io::{Cursor, Write};

use gongkai_documents::Limits;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let limits = Limits::default();
    if choice % 4 == 0 {
        let _ = gongkai_documents::read::ofd::read(rest, &limits);
        return;
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts(rest) {
        zip.start_file(name, options).unwrap();
        zip.write_all(&content).unwrap();
    }
    let container = zip.finish().unwrap().into_inner();
    let _ = gongkai_documents::read::ofd::read(&container, &limits);
});

fn parts(main: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let root = br#"<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"#;
    let document = br#"<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData><Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages></Document>"#;
    vec![
        ("OFD.xml", root.to_vec()),
        ("Doc_0/Document.xml", document.to_vec()),
        ("Doc_0/Pages/Page_0/Content.xml", main.to_vec()),
    ]
}
