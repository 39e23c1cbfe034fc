//! What the operator's commands do: making the installation, keeping a copy of it, proving its journal.
//!
//! These are asked for by whoever holds the machine, not by a person of the office; there is no caller to authorise.

mod archive;
mod backup;
mod first_start;
mod restore;
mod take_over;
mod verify;

pub use archive::{ArchiveError, Manifest};
pub use backup::backup;
pub use first_start::{FirstStart, Installation, first_start};
pub use restore::restore;
pub use take_over::take_over;
pub use verify::{Loss, Lost, Verification, verify};
