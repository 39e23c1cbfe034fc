//! What the readers and writers do with whole files.

mod sample;
mod write_docx;
