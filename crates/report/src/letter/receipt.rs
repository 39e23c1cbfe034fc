//! Receipt of a report.

use gongkai_documents::Document;
use gongkai_law::Lang;
use jiff::civil::Date;

use super::layout::Letter;
use super::{Sender, date_in_words, days_between};
use crate::write::words::bundle;

/// A note that a report has come in, and whether in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who writes.
    pub from: Sender,
    /// The body whose report it is.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// The last day of submission.
    pub due: Date,
    /// The day it came in.
    pub received: Date,
}

impl Receipt {
    /// The note.
    pub fn document(&self, lang: Lang) -> Document {
        let year = self.year.to_string();
        let title = bundle(lang).text("letter-receipt-title", &[]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let received = date_in_words(self.received, lang);
        letter.say("letter-receipt-body", &[("year", &year), ("received", &received)]);
        let days = days_between(self.due, self.received);
        let timing = if days > 0 { "letter-receipt-late" } else { "letter-receipt-in-time" };
        letter.say(timing, &[("due", &date_in_words(self.due, lang)), ("days", &days.to_string())]);
        letter.say("letter-receipt-note", &[]);
        letter.sign();
        letter.finish()
    }
}
