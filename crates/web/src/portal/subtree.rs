//! Which bodies a league or a total is about.

use gongkai_app::AppError;
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
    /// The bodies right below: those whose reports about the year `upper` collected, wherever they stand now; by the tree of
    /// today where nobody did. A government among them counts with its whole report, which holds those below it.
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
    fn takes(self, tree: &Tree, upper: &Body, member: &Member) -> bool {
        let body = &member.body;
        match self {
            Self::Direct if member.collected_by.is_empty() => body.parent.as_ref() == Some(&upper.id),
            Self::Direct => {
                let mut between = std::iter::successors(tree.above(body), |above| tree.above(above))
                    .take_while(|of| of.id != upper.id);
                let is_held = between.any(|above| above.kind == Kind::Government);
                body.id != upper.id && member.collected_by.contains(&upper.id) && !is_held
            }
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
    let body = match asked.params.text("body") {
        Some(_) => asked.params.body("body").and_then(|id| tree.body(&id)),
        None => tree.root(),
    };
    Ok(body.ok_or(AppError::NotFound)?)
}

/// Bodies that have others below them.
pub(super) fn uppers(tree: &Tree) -> impl Iterator<Item = &Body> {
    tree.bodies().iter().filter(|body| tree.below(Some(&body.id)).next().is_some())
}

/// The members that take part.
pub(super) fn members(tree: &Tree, below: Below, upper: &Body, scope: Scope) -> Vec<Member> {
    below.members.into_iter().filter(|member| scope.takes(tree, upper, member)).collect()
}
