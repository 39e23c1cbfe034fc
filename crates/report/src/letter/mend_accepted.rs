//! 整改事项办结的函.

use gongkai_documents::Document;
use gongkai_law::Lang;
use jiff::civil::Date;

use super::layout::Letter;
use super::{Sender, date_in_words};
use crate::write::words::bundle;

/// A returned report is accepted: the body mended it, its answer does, or the office sees it otherwise now.
///
/// Basis: Regulation Art. 47.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendAccepted {
    /// Who writes.
    pub from: Sender,
    /// The body whose report was returned.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// The day of the return.
    pub returned: Date,
    /// The day of the body's answer in words; `None` when it had not answered.
    pub answered: Option<Date>,
    /// The day the mended report came; `None` when the report is accepted as it was.
    pub resubmitted: Option<Date>,
    /// Why it is accepted; may be empty.
    pub reason: String,
}

impl MendAccepted {
    /// The letter.
    pub fn document(&self, lang: Lang) -> Document {
        let year = self.year.to_string();
        let title = bundle(lang).text("letter-mend-accepted-title", &[("from", &self.from.name), ("year", &year)]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let returned = date_in_words(self.returned, lang);
        letter.say("letter-mend-accepted-body", &[("returned", &returned), ("year", &year)]);
        if let Some(answered) = self.answered {
            letter.say("letter-mend-accepted-answer", &[("answered", &date_in_words(answered, lang))]);
        }
        match self.resubmitted {
            Some(day) => letter.say("letter-mend-accepted-mended", &[("resubmitted", &date_in_words(day, lang))]),
            None => letter.say("letter-mend-accepted-done", &[]),
        }
        if !self.reason.is_empty() {
            letter.say("letter-mend-accepted-reason", &[("reason", &self.reason)]);
        }
        letter.say("letter-closing-note", &[]);
        letter.sign();
        letter.finish()
    }
}
