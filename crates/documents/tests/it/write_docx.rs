//! Word files.

use gongkai_documents::write::docx;

use crate::sample;

#[test]
fn writes() {
    assert!(!docx::write(&sample::report()).unwrap().is_empty());
}
