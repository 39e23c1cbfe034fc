//! Messages to bodies: reminders, returns, receipts, notes.
//!
//! A message always stands in the body's inbox in the office. Where mail or a gateway is configured and switched on, the
//! same words also go out to the people of the body, not in quiet hours, and again when a try fails. Reminders of
//! a report, or of mending one, come by themselves, each time one stage more pressing; from a stage on the leader in
//! charge is told, too. A receipt comes by itself, too, once for each file.

pub mod channel;

mod acknowledge;
mod deliver;
mod inbox;
mod letter;
mod note;
mod remind;
mod round;
mod stage;
mod write;

pub(crate) use acknowledge::acknowledge;
pub use channel::Channels;
pub(crate) use deliver::deliver;
pub use inbox::{list, mark_read, may_receive, only_receives, open, receives, retry, return_of, unread};
pub(crate) use letter::as_file;
pub use letter::{letter, letter_file};
pub use note::note;
pub(crate) use remind::run as run_reminders;
pub use remind::{Outstanding, Reminders, ToRemind, outstanding, remind, reminder};
pub use round::{Failed, Round, round};
pub use stage::stage_due;
pub use write::{New, write};
