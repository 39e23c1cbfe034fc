//! Readers and writers from outside, on whole files.

mod doc;
mod docx;
mod office;
mod workbook;
