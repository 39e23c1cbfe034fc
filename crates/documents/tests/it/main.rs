//! Readers and writers from outside, on whole files.

mod docx;
mod office;
mod pdf;
mod sample;
mod write_docx;
