//! What became of a file, in words.

use gongkai_report::unreadable::Stored;
use gongkai_store::uploads::{Listed, Problem, State};

use crate::frame::Frame;

/// A file as lists show it.
#[derive(Debug)]
pub(super) struct Shown {
    /// The file.
    pub(super) listed: Listed,
    /// Classes of its badge.
    pub(super) class: &'static str,
    /// Word of its badge.
    pub(super) word: String,
    /// Why it is in its state.
    pub(super) why: String,
    /// What to do.
    pub(super) hint: String,
    /// Its size in words.
    pub(super) size: String,
    /// Whether a person can settle it.
    pub(super) is_open: bool,
}

impl Shown {
    /// A file in words.
    pub(super) fn new(frame: &Frame, listed: Listed) -> Self {
        let upload = &listed.upload;
        let (why, hint) = upload.problem.as_ref().map(|problem| sentence(frame, problem)).unwrap_or_default();
        Self {
            class: class(upload.state),
            word: word(frame, upload.state),
            why,
            hint,
            size: size(upload.size_bytes),
            is_open: matches!(upload.state, State::Doubtful | State::Unreadable | State::Duplicate | State::SetAside),
            listed,
        }
    }
}

/// The word of a state.
pub(super) fn word(frame: &Frame, state: State) -> String {
    frame.t(&format!("upload-state-{}", state.id()))
}

/// The classes of a state's badge.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Waiting => "badge badge-received",
        State::Matched => "badge badge-accepted",
        State::Doubtful => "badge badge-uncertain",
        State::Unreadable => "badge badge-failed",
        State::Unpacked | State::Duplicate | State::SetAside => "badge",
    }
}

/// Why a file is in its state, and what to do: the reader's words for what cannot be read.
pub(in crate::office) fn sentence(frame: &Frame, problem: &Problem) -> (String, String) {
    if problem.code.starts_with("file-") {
        let stored = Stored { code: problem.code.clone(), args: problem.args.clone() };
        let sentence = stored.sentence(frame.lang);
        return (sentence.message, sentence.hint.unwrap_or_default());
    }
    let args: Vec<(&str, &str)> = problem.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sentence = frame.words().sentence(&problem.code, &args);
    (sentence.message, sentence.hint.unwrap_or_default())
}

/// A size people can read.
pub(super) fn size(bytes: i64) -> String {
    const KIB: i64 = 1024;
    match bytes {
        ..KIB => format!("{bytes} B"),
        KIB..1_048_576 => format!("{} KB", bytes / KIB),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        let sizes = [0, 1023, 1024, 1_048_575, 1_048_576, 1_600_000].map(super::size);
        assert_eq!(sizes, ["0 B", "1023 B", "1 KB", "1023 KB", "1.0 MB", "1.5 MB"]);
    }
}
