//! The year's collection: who owes a report, the files that come in, what is read from them.
//!
//! A file goes this way: [`upload()`] keeps it and writes a job; the job ([`read_upload()`]) finds out whose report it is;
//! [`receive()`] enters it as a version of that body's report; a second job ([`read_report()`]) reads and checks it; a
//! third ([`compare_reports()`]) looks for text that reports of the collection have in common.

pub mod checking;

mod copied;
mod decide_upload;
mod read_report;
mod read_upload;
mod receive;
mod settle;
mod unpack;
mod upload;
mod whose;

pub use copied::compare_reports;
pub use decide_upload::{assign_upload, look_again, set_upload_aside};
pub use read_report::read_report;
pub use read_upload::read_upload;
pub use receive::{Arrived, receive};
pub use upload::{NewFile, upload};
pub use whose::{Candidate, Found};
