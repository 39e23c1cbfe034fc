//! Letters of a supervising office about annual reports, as documents in the layout of official letters.
//!
//! What it is: the reminder 催报函, the return 退回整改函 with its list of findings, the reminder to mend
//! 催办整改函, the letter that gives more time for it, word that a return is done with 整改办结函, word that what was
//! published is withdrawn, the receipt, and the circular of late bodies 通报. Title in the middle, addressee flush left, text, attachment, signature with the date on the right.
//! They leave through [`gongkai_documents::write()`] like any document.
//!
//! What it is not: it knows no clock; dates and names are the caller's. It has no red head and no document number:
//! those are the office's own.

mod circular;
mod layout;
mod mend_accepted;
mod mend_extension;
mod mend_reminder;
mod receipt;
mod reminder;
mod returned;
mod withdrawn;
mod words;

use gongkai_law::Lang;
use jiff::civil::Date;

pub use self::circular::{Circular, Submission};
pub use self::mend_accepted::MendAccepted;
pub use self::mend_extension::MendExtension;
pub use self::mend_reminder::MendReminder;
pub use self::receipt::Receipt;
pub use self::reminder::Reminder;
pub use self::returned::{Before, Extended, Returned, place_in_words};
pub use self::withdrawn::Withdrawn;
pub use self::words::{of_words, words};
use crate::write::words::bundle;

/// What a text message to a telephone says of a letter: from whom, what it is called, and where to read it.
#[must_use]
pub fn in_short(sender: &str, title: &str) -> String {
    format!("{sender}：{title}。请登录政府信息公开平台，在“消息”中查阅办理。")
}

/// Who writes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The office's full name, as it signs.
    pub name: String,
    /// Whom to ask, and how: a role and a telephone number.
    pub contact: Option<String>,
    /// The date of the letter 成文日期.
    pub date: Date,
}

/// A date as official letters write it: 2024年1月31日, 31 January 2024.
pub fn date_in_words(date: Date, lang: Lang) -> String {
    let (year, month, day) = (date.year().to_string(), date.month().to_string(), date.day().to_string());
    bundle(lang).text("letter-date", &[("year", &year), ("month", &month), ("day", &day)])
}
