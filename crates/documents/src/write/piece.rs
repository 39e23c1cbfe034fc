//! A document that is written while it is made.

use std::borrow::Cow;

use crate::model::{Block, Table};

/// A part of a document on its way to a writer that need not have the whole of it at once.
#[derive(Debug, Clone)]
pub enum Piece<'a> {
    /// A block.
    Block(Cow<'a, Block>),
    /// More rows of the table before, in the same columns; without a table before it a table of its own.
    Rows(Table),
}

impl From<Block> for Piece<'_> {
    fn from(block: Block) -> Self {
        Self::Block(Cow::Owned(block))
    }
}
