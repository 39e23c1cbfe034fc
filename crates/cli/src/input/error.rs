//! Why a file cannot be read at all, and how that is said.

use std::io::ErrorKind;

use gongkai_documents::ReadError;
use gongkai_law::Wording;
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
    #[error("larger than {mebibytes} MiB")]
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
    /// The archive cannot be opened, or an entry not be inflated.
    #[error("the archive is damaged: {detail}")]
    Archive {
        /// What the archive library says.
        detail: String,
    },
    /// The entry is encrypted.
    #[error("the archive's entry needs a password")]
    ArchiveEncrypted,
    /// The archive has more entries, or inflates to more, than is taken.
    #[error("the archive is beyond all measure")]
    ArchiveTooLarge,
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
            Self::Content(error) => content_message(error),
            Self::ReaderFailed => ("file-reader-failed", vec![]),
            Self::Archive { detail } => ("file-archive", vec![("detail", detail.clone())]),
            Self::ArchiveEncrypted => ("file-archive-encrypted", vec![]),
            Self::ArchiveTooLarge => ("file-archive-too-large", vec![]),
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
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        (wording.text(id, &args), wording.attribute(id, "hint", &args))
    }

    /// The JSON line that stands for the file, schema `gongkai.error/1`.
    pub(crate) fn json(&self, source: &str, wording: &Wording) -> Value {
        let (message, hint) = self.words(wording);
        json!({"schema": "gongkai.error/1", "source": source, "code": self.code(), "error": message, "hint": hint})
    }
}

fn content_message(error: &ReadError) -> (&'static str, Vec<(&'static str, String)>) {
    match error {
        ReadError::Empty => ("file-empty", vec![]),
        ReadError::Foreign { found } => ("file-foreign", vec![("found", found.clone())]),
        ReadError::Encrypted { format } => ("file-encrypted", vec![("format", format.extension().to_owned())]),
        ReadError::Damaged { format, detail } => {
            ("file-damaged", vec![("format", format.extension().to_owned()), ("detail", detail.clone())])
        }
        ReadError::TooLarge { format, limit } => {
            ("file-beyond-limit", vec![("format", format.extension().to_owned()), ("limit", (*limit).to_owned())])
        }
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
            FileError::Archive { detail: detail() },
            FileError::ArchiveEncrypted,
            FileError::ArchiveTooLarge,
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
