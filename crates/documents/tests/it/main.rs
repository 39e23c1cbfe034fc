//! Readers and writers from outside, on whole files.

#![cfg(test)]

mod doc;
mod docx;
mod office;
mod workbook;
