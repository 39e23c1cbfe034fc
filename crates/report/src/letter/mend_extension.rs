//! 延长整改期限的函.

use gongkai_documents::Document;
use gongkai_law::Lang;
use jiff::civil::Date;

use super::layout::Letter;
use super::{Sender, date_in_words};
use crate::write::words::bundle;

/// A body is given more time to mend a returned report.
///
/// Basis: Regulation Art. 47 (the day is the office's own).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendExtension {
    /// Who writes.
    pub from: Sender,
    /// The body whose report was returned.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// The day of the return.
    pub returned: Date,
    /// By when the report was to be submitted again.
    pub was: Date,
    /// Whether that day had been set later already.
    pub again: bool,
    /// By when it is to be submitted again now.
    pub deadline: Date,
    /// Why.
    pub reason: String,
}

impl MendExtension {
    /// The letter.
    pub fn document(&self, lang: Lang) -> Document {
        let year = self.year.to_string();
        let title = bundle(lang).text("letter-mend-extension-title", &[("from", &self.from.name), ("year", &year)]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let [returned, was, deadline] = [self.returned, self.was, self.deadline].map(|day| date_in_words(day, lang));
        let dates = [("returned", returned.as_str()), ("was", &was), ("deadline", &deadline), ("year", &year)];
        let body = if self.again { "letter-mend-extension-again" } else { "letter-mend-extension-body" };
        letter.say(body, &dates);
        letter.say("letter-mend-extension-reason", &[("reason", &self.reason)]);
        letter.say("letter-mend-extension-ask", &[("returned", &returned)]);
        letter.say("letter-closing-note", &[]);
        letter.sign();
        letter.finish()
    }
}
