//! The year's collection: who owes a report, the files that come in, what is read from them.
//!
//! A file goes this way: [`upload()`] keeps it and writes a job; the job ([`read_upload()`]) finds out whose report it is;
//! [`receive()`] enters it as a version of that body's report; a second job ([`read_report()`]) reads and checks it; a
//! third ([`compare_reports()`]) looks for text that reports of the collection have in common.

mod batch;
mod change_due;
mod change_row;
mod close;
mod copied;
mod decide_several;
mod decide_upload;
mod export;
mod list;
mod load;
mod open;
mod owed_by;
mod read_again;
mod read_report;
mod read_upload;
mod receive;
mod roll;
mod settle;
mod take_back;
mod unpack;
mod upload;
mod whose;

pub use batch::{
    OneBatch, OneUpload, Progress, Uploads, batch, batch_files, batch_head, one_upload, upload_file, uploads_of,
};
pub use change_due::change_due_of_all;
pub use change_row::{add_body, change_due, excuse, remove_body, take_excuse_back};
pub use close::{close_collection, reopen_collection};
pub use copied::compare_reports;
pub use decide_several::{
    Chosen, MOST_FILES, Settling, Target, assign_several, chosen_uploads, look_again_at_several, set_several_aside,
};
pub use decide_upload::{assign_upload, look_again, set_upload_aside};
pub use export::export_roll;
pub use list::{BrowsingRoll, browse_collections, browse_roll, list_collections, one_collection};
pub use open::{FIRST_YEAR, NewCollection, OWING, Plan, open_collection, plan};
pub use owed_by::owed_by;
pub use read_again::read_all_again;
pub(crate) use read_report::note_checked;
pub use read_report::read_report;
pub use read_upload::read_upload;
pub(crate) use receive::enter;
pub use receive::{Arrived, receive};
pub use roll::{
    Exempted, Late, Lateness, OneRow, Order, Roll, Row, Summary, Tally, Wanted, days_late, not_on_roll, roll, row,
};
pub use take_back::take_upload_back;
pub use upload::{NewFile, upload};
pub use whose::{Candidate, Found};
pub(crate) use whose::{another_body, named_otherwise};
