//! What can be chosen in forms.

use gongkai_store::bodies::{Body, Kind, Level};

use crate::frame::Frame;
use crate::pieces::Choice;

/// Kinds of bodies.
pub(crate) fn kinds(frame: &Frame, chosen: &str) -> Vec<Choice> {
    Kind::ALL.map(|kind| Choice::new(kind.id(), frame.t(&format!("kind-{}", kind.id())), chosen)).to_vec()
}

/// Levels of bodies.
pub(crate) fn levels(frame: &Frame, chosen: &str) -> Vec<Choice> {
    Level::ALL.map(|level| Choice::new(level.id(), frame.t(&format!("level-{}", level.id())), chosen)).to_vec()
}

/// Bodies in the order of the tree, each as far in as it is below the first.
pub(crate) fn bodies(bodies: &[Body], chosen: &str) -> Vec<Choice> {
    let depth = |body: &Body| body.path.matches('/').count();
    let least = bodies.iter().map(depth).min().unwrap_or_default();
    let choice = |body: &Body| {
        let indent = "\u{3000}".repeat(depth(body).saturating_sub(least));
        Choice::new(body.id.as_str(), format!("{indent}{}", body.name), chosen)
    };
    bodies.iter().map(choice).collect()
}
