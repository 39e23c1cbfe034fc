//! A form of the office or of an account that was sent and not taken.

use crate::frame::Frame;
use crate::guard::{Typed, form_encoded};

/// What is known of it.
#[derive(Debug)]
pub(super) struct Sent {
    /// The page it stood on.
    pub(super) stood: Option<String>,
    /// What was typed into it.
    pub(super) typed: Typed,
}

impl Sent {
    /// Where it goes on for whom it was refused, by the slug of why: path and words.
    pub(super) fn way(&self, slug: &str, frame: &Frame) -> Option<(String, String)> {
        match slug {
            "signed-out" => {
                let next = self.stood.as_deref().unwrap_or("/office");
                Some((format!("/sign-in?next={}", form_encoded(next)), frame.t("error-sign-in")))
            }
            _ => Some((self.stood.clone()?, frame.t("error-form-page"))),
        }
    }
}
