//! Why a file cannot be read at all, as a code with values, and in words with what to do.

use std::collections::BTreeMap;

use gongkai_documents::{ArchiveError, ReadError};
use gongkai_law::wording::Sentence;
use gongkai_law::{Lang, Wording};
use serde::{Deserialize, Serialize};

use crate::write::words::bundle;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    code: &'static str,
    args: Vec<(&'static str, String)>,
}

/// The same as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Stable code, the id of the message.
    pub code: String,
    /// Values for the message's placeholders.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
}

impl Unreadable {
    /// The reader itself broke on the file.
    pub const READER_FAILED: Self = Self { code: "file-reader-failed", args: Vec::new() };
    /// An archive in an archive in an archive.
    pub const NESTED: Self = Self { code: "file-archive-nested", args: Vec::new() };

    /// The message's id and the values of its placeholders.
    pub fn message(self) -> (&'static str, Vec<(&'static str, String)>) {
        (self.code, self.args)
    }

    /// For keeping.
    pub fn stored(self) -> Stored {
        let args = self.args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Stored { code: self.code.to_owned(), args }
    }
}

impl From<&ReadError> for Unreadable {
    fn from(error: &ReadError) -> Self {
        let (code, args) = match error {
            ReadError::Empty => ("file-empty", vec![]),
            ReadError::Foreign { found } => ("file-foreign", vec![("found", found.clone())]),
            ReadError::Encrypted { format } => ("file-encrypted", vec![("format", format.extension().to_owned())]),
            ReadError::Damaged { format, detail } => {
                ("file-damaged", vec![("format", format.extension().to_owned()), ("detail", detail.clone())])
            }
            ReadError::TooLarge { format, limit } => {
                ("file-beyond-limit", vec![("format", format.extension().to_owned()), ("limit", (*limit).to_owned())])
            }
        };
        Self { code, args }
    }
}

impl From<&ArchiveError> for Unreadable {
    fn from(error: &ArchiveError) -> Self {
        let (code, args) = match error {
            ArchiveError::Damaged { detail } => ("file-archive", vec![("detail", detail.clone())]),
            ArchiveError::Encrypted => ("file-archive-encrypted", vec![]),
            ArchiveError::TooLarge => ("file-archive-too-large", vec![]),
            ArchiveError::EntryTooLarge { mebibytes } => ("file-too-large", vec![("mebibytes", mebibytes.to_string())]),
        };
        Self { code, args }
    }
}

/// What a foreign file is, in words.
pub fn kind_in_words(found: &str, lang: Lang) -> String {
    found_in_words(found, bundle(lang))
}

fn found_in_words(found: &str, wording: &Wording) -> String {
    let id = format!("file-kind-{}", found.to_lowercase().replace([' ', '.'], "-"));
    if wording.has(&id) { wording.text(&id, &[]) } else { found.to_owned() }
}

/// The values of a message as they stand in its sentence: what a foreign file is has words of its own, and its kind tells
/// what to do instead.
pub fn in_words<'a>(args: impl Iterator<Item = (&'a str, &'a str)>, wording: &Wording) -> Vec<(&'a str, String)> {
    let mut told = Vec::new();
    for (name, value) in args {
        if name == "found" {
            told.push(("kind", kind(value).to_owned()));
            told.push((name, found_in_words(value, wording)));
        } else {
            told.push((name, value.to_owned()));
        }
    }
    told
}

/// What sort of thing was found in the place of a document.
fn kind(found: &str) -> &'static str {
    match found {
        _ if is_picture(found) => "picture",
        _ if found.ends_with(" archive") => "archive",
        _ if found.ends_with(" program") => "program",
        _ => "other",
    }
}

/// Whether what was found in the place of a document is a picture.
pub fn is_picture(found: &str) -> bool {
    found.ends_with(" picture")
}

impl Stored {
    /// Message and hint; the code itself for one no bundle knows any more.
    pub fn sentence(&self, lang: Lang) -> Sentence {
        let words = bundle(lang);
        let args = in_words(self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())), words);
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words.sentence(&self.code, &args)
    }
}

#[cfg(test)]
mod tests {
    use gongkai_documents::Format;

    use super::*;

    #[test]
    fn a_picture_is_not_to_be_saved_as_a_document() {
        let hint = |found: &str, lang| {
            let why = Unreadable::from(&ReadError::Foreign { found: found.to_owned() });
            why.stored().sentence(lang).hint.unwrap()
        };
        assert_eq!(
            hint("jpg picture", Lang::ZhCn),
            "这是图片，里面的文字和数据读不出来；请报送电子原件（docx、wps、xlsx 等），或带文字的 pdf"
        );
        assert!(hint("png picture", Lang::En).contains("send the electronic original"));
        assert_eq!(hint("caj", Lang::ZhCn), "请另存为 docx、pdf、xlsx、html 或 txt");
        for found in ["rar archive", "7z archive"] {
            assert!(hint(found, Lang::ZhCn).contains("解压") && hint(found, Lang::En).contains("unpack"));
        }
        assert!(hint("exe program", Lang::ZhCn).contains("不要运行"));
        assert!(hint("exe program", Lang::En).contains("do not run"));
    }

    #[test]
    fn every_reason_has_words_and_a_hint_in_both_languages() {
        let detail = || "x".to_owned();
        let read = [
            ReadError::Empty,
            ReadError::Foreign { found: detail() },
            ReadError::Encrypted { format: Format::Docx },
            ReadError::Damaged { format: Format::Pdf, detail: detail() },
            ReadError::TooLarge { format: Format::Ofd, limit: "pages" },
        ];
        let archive = [
            ArchiveError::Damaged { detail: detail() },
            ArchiveError::Encrypted,
            ArchiveError::TooLarge,
            ArchiveError::EntryTooLarge { mebibytes: 64 },
        ];
        let all = read.iter().map(Unreadable::from).chain(archive.iter().map(Unreadable::from));
        for why in all.chain([Unreadable::READER_FAILED, Unreadable::NESTED]) {
            let stored = why.stored();
            for lang in [Lang::ZhCn, Lang::En] {
                let sentence = stored.sentence(lang);
                assert!(sentence.message != stored.code && sentence.hint.is_some(), "{stored:?} {sentence:?}");
            }
        }
    }
}
