//! What the readers and writers do with whole files.

#![cfg(test)]

mod sample;
mod write_all;
mod write_docx;
mod write_html;
mod write_pdf;
mod write_text;
mod write_xlsx;
