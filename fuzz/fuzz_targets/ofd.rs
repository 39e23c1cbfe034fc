//! Ofd files, or the only page of one.
#![no_main]

use gongkai_documents::{Limits, read::ofd};
use gongkai_fuzz::{Part, container};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    container(bytes, parts, |file| {
        let _ = ofd::read(file, &Limits::default());
    });
});

fn parts(main: &[u8]) -> Vec<Part<'_>> {
    let root = br#"<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"#;
    let document = br#"<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData><Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages></Document>"#;
    vec![("OFD.xml", root), ("Doc_0/Document.xml", document), ("Doc_0/Pages/Page_0/Content.xml", main)]
}
