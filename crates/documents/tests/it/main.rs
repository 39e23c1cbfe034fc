//! Readers and writers from outside, on whole files.

mod doc;
mod docx;
mod office;
mod pdf;
#![cfg(test)]

mod sample;
mod write_all;
mod write_docx;
//! What the crate does as a whole, seen from outside.

#![cfg(test)]

mod html;
mod markdown;
mod outline;
mod sniff;
mod text;
mod write_html;
mod write_pdf;
mod write_text;
mod write_xlsx;
