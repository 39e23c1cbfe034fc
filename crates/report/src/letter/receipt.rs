//! Receipt of a report.

use gongkai_documents::Document;
use gongkai_law::Lang;
use gongkai_law::roll::days_after;
use jiff::civil::{Date, DateTime};

use super::layout::Letter;
use super::{Sender, date_in_words};
use crate::write::words::bundle;

/// A note that a report has come in, whether in time, and what happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who writes.
    pub from: Sender,
    /// The body whose report it is.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// The name of the file.
    pub file: String,
    /// Which version of the report it is, from 1.
    pub version: i64,
    /// When it came in, in Beijing time.
    pub received: DateTime,
    /// The day the first version came in: only that can be late.
    pub first: Date,
    /// The last day of submission; `None` when nobody set one.
    pub due: Option<Date>,
    /// The last day for mending, when it came in answer to a return: that is the day it is told by.
    pub mend_by: Option<Date>,
}

impl Receipt {
    /// Whether the report was handed in before: this one takes the place of that.
    fn is_again(&self) -> bool {
        self.version > 1
    }

    /// The day it is told by, the day it came by that, and the words for late and in time.
    fn timing(&self) -> Option<(Date, Date, &'static str, &'static str)> {
        match (self.mend_by, self.due) {
            (Some(day), _) => {
                Some((day, self.received.date(), "letter-receipt-mended-late", "letter-receipt-mended-in-time"))
            }
            (None, Some(due)) => Some((due, self.first, "letter-receipt-late", "letter-receipt-in-time")),
            (None, None) => None,
        }
    }

    /// The note.
    pub fn document(&self, lang: Lang) -> Document {
        let year = self.year.to_string();
        let (title, body) = if self.is_again() {
            ("letter-receipt-again-title", "letter-receipt-again-body")
        } else {
            ("letter-receipt-title", "letter-receipt-body")
        };
        let title = bundle(lang).text(title, &[]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let received = date_in_words(self.received.date(), lang);
        let (time, version) = (self.received.strftime("%H:%M").to_string(), self.version.to_string());
        let file = [("file", self.file.as_str()), ("version", version.as_str())];
        let args = [("year", year.as_str()), ("received", &received), ("time", &time)];
        letter.say(body, &[args.as_slice(), file.as_slice()].concat());
        if self.first < self.received.date() {
            letter.say("letter-receipt-first", &[("first", &date_in_words(self.first, lang))]);
        }
        if let Some((due, day, late, in_time)) = self.timing() {
            let days = days_after(due, day);
            let timing = if days > 0 { late } else { in_time };
            letter.say(timing, &[("due", &date_in_words(due, lang)), ("days", &days.to_string())]);
        }
        letter.say("letter-receipt-note", &[]);
        letter.sign();
        letter.finish()
    }
}
