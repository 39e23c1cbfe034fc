//! Which bodies a league or a total is about.

use gongkai_app::publishing::view::{Below, Member, Tree};
use gongkai_store::bodies::{Body, Kind};

use super::asked::Asked;
use super::choices;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

/// How far down members are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The bodies right below. A government among them counts with its whole report, which holds those below it.
    Direct,
    /// All bodies below but governments, whose reports hold the others'.
    All,
}

impl Scope {
    pub(super) fn asked(asked: &Asked) -> Self {
        if asked.params.text("scope") == Some("all") { Self::All } else { Self::Direct }
    }

    /// The word in an address; empty for the usual one.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Direct => "",
            Self::All => "all",
        }
    }

    /// Whether a body below `upper` takes part.
    pub(super) fn takes(self, upper: &Body, body: &Body) -> bool {
        match self {
            Self::Direct => body.parent.as_ref() == Some(&upper.id),
            Self::All => body.id != upper.id && body.kind != Kind::Government,
        }
    }

    pub(super) fn choices(self, frame: &Frame) -> Vec<Choice> {
        let of = |scope: Self, label: &str| (scope.id().to_owned(), frame.t(label));
        let scopes = [of(Self::Direct, "portal-scope-direct"), of(Self::All, "portal-scope-all")];
        choices::of(scopes.into_iter(), Some(self.id()))
    }
}

/// The body whose members are asked for: the one named, else the topmost.
pub(super) fn upper<'a>(asked: &Asked, tree: &'a Tree) -> Result<&'a Body, Failure> {
    super::guide::chosen(asked, tree)
}

/// Bodies that have others below them.
pub(super) fn uppers(tree: &Tree) -> impl Iterator<Item = &Body> {
    tree.bodies().iter().filter(|body| tree.below(Some(&body.id)).next().is_some())
}

/// The members that take part.
pub(super) fn members(below: Below, upper: &Body, scope: Scope) -> Vec<Member> {
    below.members.into_iter().filter(|member| scope.takes(upper, &member.body)).collect()
}
