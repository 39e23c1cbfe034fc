//! 催报函.

use gongkai_documents::Document;
use gongkai_law::Lang;
use gongkai_law::roll::days_after;
use jiff::civil::Date;

use super::layout::Letter;
use super::{Sender, date_in_words};
use crate::write::words::bundle;

/// A reminder that a report is due, or late.
///
/// Basis: Regulation Arts. 47, 49, 50.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Who writes.
    pub from: Sender,
    /// The body that owes the report.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// The last day of submission.
    pub due: Date,
}

impl Reminder {
    /// Days late on the letter's date; 0 or less when it is not late.
    pub fn days_late(&self) -> i32 {
        days_after(self.due, self.from.date)
    }

    /// The letter. What happens otherwise is said only when the report is late.
    pub fn document(&self, lang: Lang) -> Document {
        let year = self.year.to_string();
        let title = bundle(lang).text("letter-reminder-title", &[("from", &self.from.name), ("year", &year)]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let days = self.days_late();
        let (due, date) = (date_in_words(self.due, lang), date_in_words(self.from.date, lang));
        let id = match days {
            1.. => "letter-reminder-late",
            0 => "letter-reminder-today",
            _ => "letter-reminder-early",
        };
        let count = days.unsigned_abs().to_string();
        letter.say(id, &[("year", &year), ("due", &due), ("date", &date), ("days", &count)]);
        letter.say("letter-reminder-ask", &[]);
        if days > 0 {
            letter.say("letter-reminder-consequence", &[]);
        }
        letter.say("letter-closing-note", &[]);
        letter.sign();
        letter.finish()
    }
}
