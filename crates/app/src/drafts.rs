//! The body's own desk: drawing up its annual report in the form, checking it before the upper level does, signing it.
//!
//! A draft is begun for a body and a year ([`start()`], or from a total: [`crate::totals::draft()`]), written in ([`save()`], [`save_beside()`],
//! [`fill_from_report()`], [`fill_from_file()`], [`carry()`], [`take_corrections()`], [`fill_zeros()`], [`attach()`], [`type_from_paper()`]), looked at
//! ([`open()`], [`check()`], [`document()`]), put before the leader ([`submit()`]), sent back ([`send_back()`]) or signed ([`sign()`]): then it is a version of the report like any other.

mod attachable;
pub(crate) mod changing;

pub mod attach;
pub mod carry;
pub mod changes;
pub mod check;
pub mod corrected;
pub mod discard;
pub mod document;
pub mod fill_zeros;
pub mod form;
pub mod from_file;
pub mod from_report;
pub mod gone;
pub mod list;
mod look_through;
pub mod meanwhile;
pub mod open;
pub mod paper;
pub mod reopen;
pub mod save;
pub mod send_back;
pub mod sign;
pub mod start;
pub mod submit;

pub use attach::{attach, attachment, detach, removed, show_to};
pub use carry::carry;
pub use changes::{Changes, Spliced};
pub use check::{Checked, check};
pub use corrected::{Corrected, Shown, Taking, take_corrections};
pub use discard::{Discarded, discard};
pub use document::document;
pub use fill_zeros::{Zeros, fill_zeros};
pub use from_file::{Handed, awaiting_file, fill_from_file};
pub use from_report::{Basis, basis, fill_from_report};
pub use gone::{Gone, gone};
pub use list::{OfBody, list};
pub use meanwhile::{Beside, Conflict, Field, Sent, beside};
pub use open::{Opened, open};
pub use paper::{OnPaper, on_paper, type_from_paper};
pub use reopen::{Reopening, reopen};
pub use save::{Typed, save, save_beside};
pub use send_back::send_back;
pub use sign::{Signing, sign};
pub use start::{FIRST_YEAR, start};
pub use submit::{Submitting, submit};
