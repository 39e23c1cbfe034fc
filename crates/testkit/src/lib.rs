//! Reports for tests, benchmarks and demonstrations: invented, and known cell by cell.
//!
//! What it is: sets of figures ([`figures`]), invented bodies ([`names`]), whole reports around them ([`sample`]), the
//! text layouts real reports arrive in ([`layout`]), the ways they are spoilt ([`disorder`]), and endless corpora of
//! files that know their own defects ([`corpus`]). Everything follows from a seed.
//!
//! What it is not: part of the program. It is a development dependency only.
//!
//! Start reading at [`sample`].

pub mod corpus;
pub mod disorder;
pub mod figures;
pub mod layout;
pub mod names;
pub mod postgres;
pub mod random;
pub mod sample;

pub use corpus::{Defect, members};
pub use disorder::{Disorder, Disordered, Expected};
pub use figures::Figures;
pub use layout::Layout;
pub use sample::sample_report;
