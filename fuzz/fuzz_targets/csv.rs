//! Comma-separated values.
#![no_main]

use gongkai_documents::Limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = gongkai_documents::read::csv::read(bytes, &Limits::default());
});
