//! Findings: what is wrong with something that came from outside, told without stopping.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::basis::Basis;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Info,
    /// Likely wrong; a person decides.
    Warning,
    /// Wrong against the form or the law.
    Error,
}

impl Severity {
    /// The word used in JSON and as a message id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A stable code: kebab-case, also the id of the finding's message in the Fluent bundles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Code(pub &'static str);

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0)
    }
}

/// One finding. `P` is the place's type (a document's place for reports, a case step later on).
///
/// The sentence a person reads is made from `code` and `args` by [`crate::Wording::finding`]; the message with id
/// `code` gives the text, its attribute `.hint` the hint, `.title` the rule in a few words, for lists of rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding<P> {
    /// Stable code.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is, when it has a place.
    pub at: Option<P>,
    /// The words or figures at that place, as they stand; shown as the excerpt.
    pub excerpt: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Cell addresses concerned, such as `t3.granted.total`.
    pub cells: Vec<String>,
    /// Values for the message's placeholders: figures and quotations only, never sentences.
    pub args: BTreeMap<&'static str, String>,
}

impl<P> Finding<P> {
    /// A finding without place, cells or arguments; add them with the `with_` methods.
    pub fn new(code: Code, severity: Severity, basis: Basis) -> Self {
        Self { code, severity, at: None, excerpt: None, basis, cells: Vec::new(), args: BTreeMap::new() }
    }

    /// Sets the place.
    #[must_use]
    pub fn with_place(mut self, place: P) -> Self {
        self.at = Some(place);
        self
    }

    /// Sets the excerpt.
    #[must_use]
    pub fn with_excerpt(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = Some(excerpt.into());
        self
    }

    /// Adds a cell.
    #[must_use]
    pub fn with_cell(mut self, cell: impl std::fmt::Display) -> Self {
        self.cells.push(cell.to_string());
        self
    }

    /// Adds cells.
    #[must_use]
    pub fn with_cells<C: std::fmt::Display>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        self.cells.extend(cells.into_iter().map(|cell| cell.to_string()));
        self
    }

    /// Adds a value for the message.
    #[must_use]
    pub fn with_arg(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}
