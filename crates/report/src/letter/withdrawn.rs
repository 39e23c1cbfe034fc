//! 撤下年度报告的函.

use gongkai_documents::Document;
use gongkai_law::Lang;

use super::Sender;
use super::layout::Letter;
use crate::write::words::bundle;

/// What was published of a body's report is withdrawn.
///
/// Basis: Regulation Arts. 14 to 16 and 47; 《个人信息保护法》 Art. 47.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Who writes.
    pub from: Sender,
    /// The body whose report it is.
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// The versions that are withdrawn, the oldest first.
    pub versions: Vec<i64>,
    /// Why, as the public is told.
    pub reason: String,
    /// The version that stays published, where one does.
    pub stays: Option<i64>,
}

impl Withdrawn {
    /// The letter.
    pub fn document(&self, lang: Lang) -> Document {
        let words = bundle(lang);
        let year = self.year.to_string();
        let title = words.text("letter-withdrawn-title", &[("from", &self.from.name), ("year", &year)]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let versions: Vec<String> = self.versions.iter().map(ToString::to_string).collect();
        let versions = versions.join(&words.text("letter-section-and", &[]));
        letter.say("letter-withdrawn-body", &[("year", &year), ("versions", &versions)]);
        letter.say("letter-withdrawn-reason", &[("reason", &self.reason)]);
        match self.stays {
            Some(version) => letter.say("letter-withdrawn-stays", &[("version", &version.to_string())]),
            None => letter.say("letter-withdrawn-ask", &[]),
        }
        letter.say("letter-closing-note", &[]);
        letter.sign();
        letter.finish()
    }
}
