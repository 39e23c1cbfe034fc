//! The desks: reports as they were read beside their files, corrections, findings and decisions, returns and answers.
//!
//! [`open()`] loads a report with what all its pages show; [`reading`] and [`checking`] are what every change of a reading
//! goes through; each other file is one action.

pub mod accept;
pub mod answer_return;
pub mod browse;
pub mod browse_findings;
pub mod checking;
pub mod correct;
pub mod corrections;
pub mod decide;
pub mod earlier;
pub mod enter_version;
pub mod extend_mending;
pub mod findings;
pub mod history;
pub mod letter;
pub mod list;
mod notify;
pub mod notify_accepted;
pub mod notify_returned;
mod notify_withdrawn;
pub mod open;
pub mod places;
pub mod read_again;
pub mod reading;
pub mod rectification;
pub mod return_report;
pub mod returned;
pub mod source;
pub mod step;
pub mod typed;

pub use accept::{Accepting, accept, acceptable, is_in_the_way};
pub use answer_return::{Answer, answer_return};
pub use browse::{Browsing, browse};
pub use browse_findings::{BrowsingFindings, browse_findings};
pub(crate) use checking::{OF_THE_BATCH, body_kind, keep_findings, known};
pub use checking::{is_uncertain, keep_reading, prior};
pub use correct::{Correcting, Wanted, correct};
pub use corrections::{corrected, corrected_beside_source, holding};
pub use decide::{Deciding, decide, decide_several, mark};
pub use earlier::{Earlier, Settling, settle_earlier};
pub use enter_version::{NewVersion, enter_version};
pub use extend_mending::{Extending, extend_mending, extendable};
pub use history::history;
pub(crate) use letter::{contact, supervisor};
pub use letter::{letter, letter_file};
pub use notify_returned::notify_returned;
pub(crate) use notify_withdrawn::notify_withdrawn;
pub use open::{Explained, Found, Opened, open};
pub use read_again::read_again;
pub use reading::{ENGINE, read_bytes};
pub use rectification::{Rectified, rectification};
pub use return_report::{Returning, return_report, returnable};
pub use returned::{Ended, ReturnedReport, returned};
pub use source::{Original, Source, attached, original, source};
pub(crate) use step::to_judge;
pub use step::{JUDGED_ABOVE, Seen, is_judged_above, last_step};
