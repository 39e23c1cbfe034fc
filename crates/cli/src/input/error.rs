//! Why a file cannot be read at all, and how that is said.

use std::io::ErrorKind;

use gongkai_documents::{ArchiveError, ReadError};
use gongkai_law::Wording;
use gongkai_report::unreadable::{Unreadable, in_words};
use serde_json::{Value, json};

/// Why a file cannot be read at all.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum FileError {
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// A pattern matches nothing.
    #[error("nothing matches the pattern")]
    NoMatch,
    /// The pattern itself is wrong.
    #[error("the pattern is wrong: {detail}")]
    Pattern {
        /// What the pattern library says.
        detail: String,
    },
    /// A folder stands where one file is needed.
    #[error("a folder, not a file")]
    Folder,
    /// The system refuses.
    #[error("not permitted")]
    NotPermitted,
    /// The system fails otherwise.
    #[error("{detail}")]
    Io {
        /// What the system says.
        detail: String,
    },
    /// More bytes than are read.
    #[error("larger than {mebibytes} MB")]
    TooLarge {
        /// The limit.
        mebibytes: u64,
    },
    /// The content cannot be read.
    #[error(transparent)]
    Content(#[from] ReadError),
    /// The reader itself broke.
    #[error("the reader failed on this file")]
    ReaderFailed,
    /// The archive or an entry of it cannot be opened.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// An archive in an archive in an archive.
    #[error("archives are nested too deeply")]
    ArchiveNested,
}

impl FileError {
    /// What a system's error means for a file.
    pub(crate) fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::PermissionDenied => Self::NotPermitted,
            ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Io { detail: error.to_string() },
        }
    }

    /// The message's id in the bundles, and its placeholders.
    fn message(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            Self::NotFound => ("file-not-found", vec![]),
            Self::NoMatch => ("file-no-match", vec![]),
            Self::Pattern { detail } => ("file-pattern", vec![("detail", detail.clone())]),
            Self::Folder => ("file-folder", vec![]),
            Self::NotPermitted => ("file-not-permitted", vec![]),
            Self::Io { detail } => ("file-io", vec![("detail", detail.clone())]),
            Self::TooLarge { mebibytes } => ("file-too-large", vec![("mebibytes", mebibytes.to_string())]),
            Self::Content(error) => Unreadable::from(error).message(),
            Self::ReaderFailed => ("file-reader-failed", vec![]),
            Self::Archive(error) => Unreadable::from(error).message(),
            Self::ArchiveNested => ("file-archive-nested", vec![]),
        }
    }

    /// The stable code in JSON.
    pub(crate) fn code(&self) -> &'static str {
        self.message().0
    }

    /// Message and hint for people.
    pub(crate) fn words(&self, wording: &Wording) -> (String, Option<String>) {
        let (id, args) = self.message();
        let args = in_words(args.iter().map(|(name, value)| (*name, value.as_str())), wording);
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        (wording.text(id, &args), wording.attribute(id, "hint", &args))
    }

    /// The JSON line that stands for the file, schema `gongkai.error/1`.
    pub(crate) fn json(&self, source: &str, wording: &Wording) -> Value {
        let (message, hint) = self.words(wording);
        json!({"schema": "gongkai.error/1", "source": source, "code": self.code(), "error": message, "hint": hint})
    }
}

#[cfg(test)]
mod tests {
    use gongkai_documents::Format;
    use gongkai_law::Lang;

    use super::*;

    #[test]
    fn every_error_has_words_and_a_hint_in_both_languages() {
        let detail = || "x".to_owned();
        let errors = [
            FileError::NotFound,
            FileError::NoMatch,
            FileError::Pattern { detail: detail() },
            FileError::Folder,
            FileError::NotPermitted,
            FileError::Io { detail: detail() },
            FileError::TooLarge { mebibytes: 64 },
            FileError::ReaderFailed,
            ArchiveError::Damaged { detail: detail() }.into(),
            ArchiveError::Encrypted.into(),
            ArchiveError::TooLarge.into(),
            ArchiveError::EntryTooLarge { mebibytes: 64 }.into(),
            FileError::ArchiveNested,
            ReadError::Empty.into(),
            ReadError::Foreign { found: "png".to_owned() }.into(),
            ReadError::Encrypted { format: Format::Docx }.into(),
            ReadError::Damaged { format: Format::Pdf, detail: detail() }.into(),
            ReadError::TooLarge { format: Format::Ofd, limit: "pages" }.into(),
        ];
        for error in errors {
            for lang in [Lang::ZhCn, Lang::En] {
                let (message, hint) = error.words(crate::wording::bundle(lang));
                assert!(message != error.code() && hint.is_some(), "{lang:?} {error:?}: {message} {hint:?}");
            }
        }
    }
}
