//! What was said about a draft that went on elsewhere in between: it is shown again, whatever has become of the draft.

use gongkai_app::AppError;

use super::page::Head;
use crate::frame::Frame;
use crate::office::timeline::Moment;

/// That the draft went on elsewhere while something was typed about it.
#[derive(Debug)]
pub(crate) struct Meanwhile {
    pub(crate) title: String,
    pub(crate) hint: String,
    /// What was done with the draft last, where the page tells.
    pub(crate) last: Option<String>,
    /// What was typed and has no field on the page now: what it is called, and the text.
    pub(crate) kept: Vec<(String, String)>,
}

impl Meanwhile {
    /// What a page says whose step came too late: `page` begins the messages, `texts` are what was typed, each with its
    /// name and whether the page has a field for it.
    pub(super) fn of(frame: &Frame, head: &Head, page: &str, texts: &[(&str, &str, bool)]) -> Self {
        let without = texts.iter().filter(|(_, text, has_field)| !has_field && !text.trim().is_empty());
        Self {
            title: frame.word(&format!("{page}-stale"), head.state.id()),
            hint: frame.word(&format!("{page}-stale-hint"), head.state.id()),
            last: None,
            kept: without.map(|(name, text, _)| (frame.t(name), (*text).to_owned())).collect(),
        }
    }

    /// The same with the draft's last step: what, by whom and when.
    pub(super) fn after(self, frame: &Frame, last: Option<&Moment>) -> Self {
        let last = last.map(|last| {
            let args = [("what", last.what.as_str()), ("who", last.who.as_str()), ("at", last.at.as_str())];
            frame.words().text("draft-stale-last", &args)
        });
        Self { last, ..self }
    }
}

/// Whether a step was refused because the draft is not as it was when its page was shown.
pub(super) fn is_too_late(why: &AppError) -> bool {
    matches!(why, AppError::Stale | AppError::NotNow { .. })
}
