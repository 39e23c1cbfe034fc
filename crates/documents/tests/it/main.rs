//! Whole files in, documents out, and back.

mod ofd;
mod pdf;
mod pdf_built;
