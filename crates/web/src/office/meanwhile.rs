//! What is said beside the fields of a form that somebody else changed, too, while it was filled in.

use gongkai_app::Problems;
use gongkai_app::meanwhile::Conflict;

use crate::frame::Frame;

/// Beside each such field what was saved, by whom and when; `in_words` says what was saved.
pub(super) fn changed(frame: &Frame, conflicts: &[Conflict], in_words: impl Fn(&Conflict) -> String) -> Problems {
    let mut problems = Problems::new();
    for conflict in conflicts {
        let saved = in_words(conflict);
        let message = if saved.is_empty() { "emptied-meanwhile" } else { "changed-meanwhile" };
        let last = conflict.last.as_ref();
        let (who, at) =
            last.map_or_else(|| ("none".to_owned(), String::new()), |(who, at)| (frame.actor(who), frame.moment(at)));
        problems.add_with(conflict.field, message, vec![("saved", excerpt(&saved)), ("who", who), ("at", at)]);
    }
    problems
}

/// The longest text of a field that is told, in characters.
const LONGEST: usize = 300;

fn excerpt(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
