//! What is looked at before the library is let loose on a file.

use hayro_syntax::Pdf;
use hayro_syntax::page::Page as Leaf;

use crate::read::{Limits, ReadError};

/// Looks the bytes over.
pub(super) fn check_bytes(_bytes: &[u8], _limits: &Limits) -> Result<(), ReadError> {
    Ok(())
}

/// Looks the objects over.
pub(super) fn check_objects(_pdf: &Pdf, _limits: &Limits) -> Result<(), ReadError> {
    Ok(())
}

/// Whether a page would take too long to draw.
pub(super) fn costs_too_much(_page: &Leaf<'_>) -> bool {
    false
}
