//! The vocabulary of the Regulation on Open Government Information (State Council Order No. 711).
//!
//! What it is: applicant kinds, outcomes, dispute results — the columns and rows of the annual report — and the
//! [`Finding`] with its [`Basis`], the one shape in which anything wrong with a document or a case is told.
//!
//! What it is not: it has no clock, files, network or database, and it cannot fail for outside reasons. Sentences a
//! person reads are not here but in the Fluent bundles of `locales/`, reached through [`wording`].
//!
//! Start reading at [`finding`], then [`outcome`].

pub mod applicant;
pub mod basis;
pub mod dispute;
pub mod finding;
pub mod outcome;
pub mod roll;
pub mod wording;

pub use applicant::ApplicantKind;
pub use basis::{Basis, Instrument};
pub use dispute::{DisputeResult, DisputeRoute};
pub use finding::{Code, Finding, Severity};
pub use outcome::{Outcome, OutcomeGroup};
pub use wording::{Lang, Wording};
