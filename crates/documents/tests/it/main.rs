//! Whole files in, documents out, and back.

mod pdf;
