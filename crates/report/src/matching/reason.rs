//! What speaks for or against a match, in data and in words.

use gongkai_law::Lang;
use serde::{Deserialize, Serialize};

use crate::write::words::bundle;

/// One thing that speaks for or against a match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The title names the body.
    NamedInTitle {
        /// The body's id.
        id: String,
        /// The title's words.
        words: String,
    },
    /// The report says in its text whose it is.
    NamedInText {
        /// The body's id.
        id: String,
        /// The name as the roll has it.
        words: String,
    },
    /// The file's name names the body.
    NamedInFileName {
        /// The body's id.
        id: String,
        /// The file's name.
        words: String,
    },
    /// The title names a body that is not on the roll.
    TitleNamesOther {
        /// The title's words.
        words: String,
    },
    /// The text names another body of the same kind, as a copied report does.
    TextNamesOther {
        /// The other body's id.
        id: String,
        /// Its name.
        words: String,
    },
    /// The file's name names another body.
    FileNamesOther {
        /// The other body's id.
        id: String,
        /// Its name.
        words: String,
    },
    /// Several bodies on the roll are called so.
    SameName {
        /// How many.
        count: u32,
        /// The name they share.
        words: String,
    },
    /// It is called so, but in another area.
    OtherArea {
        /// The body's id.
        id: String,
        /// The area the report names.
        words: String,
    },
    /// The text calls its body only 我街道, 我镇 and the like.
    OnlySelfCalled {
        /// The word.
        words: String,
    },
    /// The text calls its body what it is not: 我镇 in a street's report.
    SelfCalledOtherwise {
        /// The word.
        words: String,
    },
    /// The name is only like the body's.
    AlikeName {
        /// The body's id.
        id: String,
        /// The name as the roll has it.
        words: String,
    },
    /// Nothing names a body.
    NothingNamed,
    /// The title says the year.
    YearInTitle {
        /// The year.
        year: i16,
    },
    /// The statistics period is of the year.
    YearOfPeriod {
        /// The year.
        year: i16,
    },
    /// The text names the year most.
    YearInText {
        /// The year.
        year: i16,
    },
    /// The file's name has the year.
    YearInFileName {
        /// The year.
        year: i16,
    },
}

impl Reason {
    /// The reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        let bundle = bundle(lang);
        let words = |id: &str, words: &str| bundle.text(id, &[("words", words)]);
        let year = |id: &str, year: i16| bundle.text(id, &[("year", &year.to_string())]);
        match self {
            Self::NamedInTitle { words: value, .. } => words("match-named-in-title", value),
            Self::NamedInText { words: value, .. } => words("match-named-in-text", value),
            Self::NamedInFileName { words: value, .. } => words("match-named-in-file-name", value),
            Self::TitleNamesOther { words: value } => words("match-title-names-other", value),
            Self::TextNamesOther { words: value, .. } => words("match-text-names-other", value),
            Self::FileNamesOther { words: value, .. } => words("match-file-names-other", value),
            Self::SameName { count, words } => {
                bundle.text("match-same-name", &[("count", &count.to_string()), ("words", words)])
            }
            Self::OtherArea { words: value, .. } => words("match-other-area", value),
            Self::OnlySelfCalled { words: value } => words("match-only-self-called", value),
            Self::SelfCalledOtherwise { words: value } => words("match-self-called-otherwise", value),
            Self::AlikeName { words: value, .. } => words("match-alike-name", value),
            Self::NothingNamed => bundle.text("match-nothing-named", &[]),
            Self::YearInTitle { year: value } => year("match-year-in-title", *value),
            Self::YearOfPeriod { year: value } => year("match-year-of-period", *value),
            Self::YearInText { year: value } => year("match-year-in-text", *value),
            Self::YearInFileName { year: value } => year("match-year-in-file-name", *value),
        }
    }
}
