//! The desks: reports as they were read beside their files, corrections, findings and decisions, returns and answers.
//!
//! [`opened`] loads a report with everything the desks show; [`reading`] and [`checking`] are what every change of a
//! reading goes through; each other file is one action.

pub mod checking;
pub mod corrections;
pub mod reading;

pub use checking::{keep_reading, prior};
pub use corrections::corrected;
pub use reading::{ENGINE, read_bytes};
