//! 催办整改函.

use gongkai_documents::Document;
use gongkai_law::Lang;
use gongkai_law::roll::days_after;
use jiff::civil::Date;

use super::layout::Letter;
use super::{Sender, date_in_words};
use crate::write::words::bundle;

/// A reminder that a returned report is past the day by which it was to be mended. What is to be mended stands in the
/// letter of the return and is not listed again.
///
/// Basis: Regulation Art. 47.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendReminder {
    /// Who writes.
    pub from: Sender,
    /// The body whose report was returned.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// The day of the return.
    pub returned: Date,
    /// By when the report was to be submitted again.
    pub deadline: Date,
}

impl MendReminder {
    /// Days late on the letter's date; 0 or less when it is not late.
    pub fn days_late(&self) -> i32 {
        days_after(self.deadline, self.from.date)
    }

    /// The letter.
    pub fn document(&self, lang: Lang) -> Document {
        let year = self.year.to_string();
        let title = bundle(lang).text("letter-mend-reminder-title", &[("from", &self.from.name), ("year", &year)]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let [returned, deadline, date] =
            [self.returned, self.deadline, self.from.date].map(|day| date_in_words(day, lang));
        let days = self.days_late().to_string();
        let dates = [("returned", returned.as_str()), ("deadline", &deadline), ("date", &date), ("days", &days)];
        letter.say("letter-mend-reminder-late", &[dates.as_slice(), &[("year", &year)]].concat());
        letter.say("letter-mend-reminder-ask", &[("returned", &returned)]);
        letter.say("letter-mend-reminder-consequence", &[]);
        letter.say("letter-closing-note", &[]);
        letter.sign();
        letter.finish()
    }
}
