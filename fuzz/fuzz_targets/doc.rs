//! Word 97–2003 binary files.
#![no_main]

use gongkai_documents::Limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = gongkai_documents::read::doc::read(bytes, &Limits::default());
});
