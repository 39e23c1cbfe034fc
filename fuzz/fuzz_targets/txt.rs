//! Text of any encoding.
#![no_main]

use gongkai_documents::Limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = gongkai_documents::read::text::read(bytes, &Limits::default());
});
