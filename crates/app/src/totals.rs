//! Totals: the reports of the bodies below one added up, with who lacks what.
//!
//! [`choices()`] is what can be added up, [`add_up()`] adds up, [`document()`] writes it, [`draft()`] makes it the beginning of the
//! upper body's own report. What the public sees of totals is in [`crate::publishing`].

pub mod add_up;
pub mod choices;
pub mod document;
pub mod draft;
mod drift;
mod overridden;
mod rests;

pub use add_up::{Added, Member, add_up};
pub use choices::{Choices, choices};
pub use document::{Kind, document};
pub use draft::{Drafted, Refill, Replaced, draft};
pub use drift::Drift;
pub(crate) use drift::drift;
pub use overridden::{Overridden, overridden};
pub(crate) use rests::rests;
pub use rests::{OfYear, Rests, of_year};
