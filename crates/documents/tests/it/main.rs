//! Readers and writers from outside, on whole files.

#![cfg(test)]

mod doc;
mod docx;
mod html;
mod markdown;
mod ofd;
mod office;
mod outline;
mod pdf;
mod pdf_built;
mod sample;
mod sniff;
mod text;
mod view;
mod workbook;
mod write_all;
mod write_docx;
mod write_html;
mod write_pdf;
mod write_text;
mod write_xlsx;
