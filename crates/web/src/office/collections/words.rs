//! States of the roll in badges.

use gongkai_store::obligations::{Spared, State};

use crate::frame::Frame;

/// A badge: its class and its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Badge {
    /// Its classes.
    pub(crate) class: &'static str,
    /// Its word.
    pub(crate) word: String,
}

/// The badge of a row's state, or why its body owes nothing.
pub(crate) fn badge(frame: &Frame, state: State, spared: Option<Spared>) -> Badge {
    let word = match spared {
        Some(Spared::Excused) => Some("collection-state-excused"),
        Some(Spared::Closed) => Some("collection-state-closed"),
        None => None,
    };
    if let Some(word) = word {
        return Badge { class: "badge", word: frame.t(word) };
    }
    let class = match state {
        State::Owed => "badge badge-owed",
        State::Received => "badge badge-received",
        State::Read => "badge badge-read",
        State::Checked => "badge badge-checked",
        State::Returned => "badge badge-returned",
        State::Accepted => "badge badge-accepted",
        State::Published => "badge badge-published",
        State::Withdrawn => "badge",
    };
    Badge { class, word: frame.state(state.id()) }
}
