//! What the fuzz targets share.

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A part of a container: its name and its content.
pub type Part<'a> = (&'static str, &'a [u8]);

/// Gives a reader of containers its bytes. The first byte chooses: a multiple of four says that the rest is the
/// container itself, any other that it is the main part, which `parts` surrounds with what a sound container has. Few
/// mutated containers open at all; mutated parts reach the reader behind the zip.
pub fn container<'a>(bytes: &'a [u8], parts: impl FnOnce(&'a [u8]) -> Vec<Part<'a>>, read: impl FnOnce(&[u8])) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    if choice % 4 == 0 {
        read(rest);
    } else {
        read(&packed(&parts(rest)));
    }
}

fn packed(parts: &[Part<'_>]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
