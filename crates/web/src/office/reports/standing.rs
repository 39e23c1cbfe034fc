//! How a version of a report stands: in the office, and before the public.

use gongkai_store::publications::Listed;
use gongkai_store::reports::{self, Report, State};

use super::head::badge_class;
use crate::frame::Frame;

/// How a version stands before the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It was never published.
    Unpublished,
    /// It is what the public reads.
    Public,
    /// It was published, and a newer publication took its place.
    Replaced,
    /// What was published of it last is withdrawn.
    Withdrawn,
}

impl Standing {
    /// How a version stands by all publications about its body and year.
    pub(crate) fn of(version: &Report, publications: &[Listed]) -> Self {
        let own = || publications.iter().filter(|of| of.report == version.id);
        if own().next().is_none() {
            Self::Unpublished
        } else if own().any(|of| of.is_current) {
            Self::Public
        } else if own().next().is_some_and(|newest| newest.withdrawn.is_none()) {
            Self::Replaced
        } else {
            Self::Withdrawn
        }
    }

    /// How the newest version of a report stands, as a list has it.
    pub(super) fn of_listed(listed: &reports::Listed) -> Self {
        match (listed.withdrawn, listed.published) {
            (true, _) => Self::Withdrawn,
            (false, Some(_)) => Self::Public,
            (false, None) => Self::Unpublished,
        }
    }

    /// The badges of a version: class and word of each. Once published, that it was accepted goes without saying.
    pub(crate) fn badges(self, version: &Report, frame: &Frame) -> Vec<(&'static str, String)> {
        let state = (badge_class(version.state.id()), frame.state(version.state.id()));
        let public = match self {
            Self::Unpublished => return vec![state],
            Self::Public if version.state == State::Accepted => (badge_class("published"), frame.state("published")),
            Self::Public => ("badge", frame.t("desk-public-meanwhile")),
            Self::Replaced => ("badge", frame.t("desk-replaced")),
            Self::Withdrawn => ("badge", frame.state("withdrawn")),
        };
        if version.state == State::Accepted { vec![public] } else { vec![state, public] }
    }
}
