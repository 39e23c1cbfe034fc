//! What became of a file, in words.

use gongkai_report::unreadable::Stored;
use gongkai_store::uploads::{Listed, Problem, State};

use crate::frame::Frame;
use crate::size::size;

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
    /// Whether a person has to settle it: what is a duplicate, or set aside, is settled.
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
            is_open: matches!(upload.state, State::Doubtful | State::Unreadable),
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
