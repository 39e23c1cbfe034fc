//! Any bytes all the way: format told, document read, report read and checked.
#![no_main]

use gongkai_documents::Limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = gongkai_documents::read(bytes, &Limits::default()) else { return };
    let report = gongkai_report::read(&document);
    let _ = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
});
