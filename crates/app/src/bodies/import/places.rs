//! Names as they are written, and the bodies they mean.

use std::collections::BTreeMap;

use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;

use super::columns::Column;
use super::table::Record;
use crate::error::Problem;

/// Where a row stands: below a body that is there, or below one that another row of the file enters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// A body that is there.
    Body(BodyId),
    /// A row, by its place in the list.
    Row(usize),
}

/// The bodies a file may speak of.
#[derive(Debug)]
pub(super) struct Places<'a> {
    /// The body below which everything happens.
    pub(super) base: &'a Body,
    inside: BTreeMap<&'a str, Vec<&'a Body>>,
    everywhere: BTreeMap<&'a str, Vec<&'a Body>>,
    by_id: BTreeMap<&'a BodyId, &'a Body>,
    by_credit_code: BTreeMap<&'a str, &'a Body>,
}

impl<'a> Places<'a> {
    pub(super) fn new(base: &'a Body, all: &'a [Body]) -> Self {
        let mut places = Self {
            base,
            inside: BTreeMap::new(),
            everywhere: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_credit_code: BTreeMap::new(),
        };
        for body in all {
            places.by_id.insert(&body.id, body);
            places.everywhere.entry(&body.name).or_default().push(body);
            if body.is_within(&base.id) {
                places.inside.entry(&body.name).or_default().push(body);
            }
            if let Some(code) = &body.credit_code {
                places.by_credit_code.insert(code, body);
            }
        }
        places
    }

    pub(super) fn body(&self, id: &BodyId) -> Option<&'a Body> {
        self.by_id.get(id).copied()
    }

    pub(super) fn with_credit_code(&self, code: &str) -> Option<&'a Body> {
        self.by_credit_code.get(code).copied()
    }

    pub(super) fn inside(&self) -> impl Iterator<Item = &'a Body> {
        self.inside.values().flatten().copied()
    }

    /// The name of the body above another.
    pub(super) fn upper_name(&self, body: &Body) -> &'a str {
        body.parent.as_ref().and_then(|parent| self.body(parent)).map_or("", |parent| parent.name.as_str())
    }

    /// The body a row is about; `None` when it is a new one.
    pub(super) fn known(
        &self,
        record: &Record,
        name: &str,
        credit_code: Option<&str>,
    ) -> Result<Option<&'a Body>, Problem> {
        if let Some(id) = record.cells.get(&Column::Id) {
            let body = BodyId::parse(id).and_then(|id| self.body(&id)).filter(|body| body.is_within(&self.base.id));
            return body.map(Some).ok_or_else(|| problem(Column::Id, "import-id-unknown"));
        }
        if let Some(body) = credit_code.and_then(|code| self.with_credit_code(code)) {
            let here = body.is_within(&self.base.id);
            return if here {
                Ok(Some(body))
            } else {
                Err(problem(Column::CreditCode, "import-credit-code-elsewhere"))
            };
        }
        let named = self.inside.get(name).map(Vec::as_slice).unwrap_or_default();
        let parent = record.cells.get(&Column::Parent);
        let fits = |body: &&&'a Body| match parent {
            Some(text) => self.is_below(body, text),
            None => body.id == self.base.id || body.parent.as_ref() == Some(&self.base.id),
        };
        let mut fitting = named.iter().filter(fits);
        match (fitting.next(), fitting.next(), named) {
            (Some(body), None, _) => Ok(Some(body)),
            (Some(_), Some(_), _) => Err(problem(Column::Name, "import-ambiguous")),
            // Without a parent the name alone tells, when only one has it.
            (None, _, [body]) if parent.is_none() => Ok(Some(body)),
            (None, _, [_, _, ..]) if parent.is_none() => Err(problem(Column::Name, "import-ambiguous")),
            (None, ..) => Ok(None),
        }
    }

    /// Whether the bodies above one are called so: a name, or several parted by slashes, the nearest last.
    fn is_below(&self, body: &Body, text: &str) -> bool {
        let mut above = body.parent.as_ref().and_then(|parent| self.body(parent));
        for part in parts(text).into_iter().rev() {
            let Some(found) = above.filter(|found| found.name == part) else { return false };
            above = found.parent.as_ref().and_then(|parent| self.body(parent));
        }
        true
    }

    /// The body or row called so. `rows` are those that enter a body, with their name and what stands above them.
    pub(super) fn parent(&self, text: &str, rows: &[(usize, String, String)]) -> Result<Node, Problem> {
        let wanted = parts(text);
        let Some((last, uppers)) = wanted.split_last() else {
            return Ok(Node::Body(self.base.id.clone()));
        };
        let upper = uppers.join("/");
        let bodies = self.inside.get(last.as_str()).into_iter().flatten();
        let bodies = bodies.filter(|body| upper.is_empty() || self.is_below(body, &upper));
        let entered =
            rows.iter().filter(|(_, name, above)| name == last && (upper.is_empty() || ends_in(above, &upper)));
        let mut found: Vec<Node> = bodies.map(|body| Node::Body(body.id.clone())).collect();
        found.extend(entered.map(|(row, ..)| Node::Row(*row)));
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (Some(node), None) => Ok(node),
            (None, _) => Err(problem_with(Column::Parent, "import-parent-unknown", text)),
            (Some(_), Some(_)) => Err(problem_with(Column::Parent, "import-parent-ambiguous", text)),
        }
    }

    /// The body called so that may supervise.
    pub(super) fn supervisor(&self, text: &str) -> Result<&'a Body, Problem> {
        let wanted = parts(text);
        let Some((last, uppers)) = wanted.split_last() else {
            return Err(problem_with(Column::Supervisor, "import-supervisor-unknown", text));
        };
        let upper = uppers.join("/");
        let named = self.everywhere.get(last.as_str()).into_iter().flatten();
        let mut found = named.filter(|body| body.active && (upper.is_empty() || self.is_below(body, &upper)));
        match (found.next(), found.next()) {
            (Some(body), None) => Ok(body),
            (None, _) => Err(problem_with(Column::Supervisor, "import-supervisor-unknown", text)),
            (Some(_), Some(_)) => Err(problem_with(Column::Supervisor, "import-supervisor-ambiguous", text)),
        }
    }
}

fn parts(text: &str) -> Vec<String> {
    let parts = text.split(['/', '／', '\\', '>', '›']).map(super::super::facts::tidy);
    parts.filter(|part| !part.is_empty()).collect()
}

fn ends_in(text: &str, end: &str) -> bool {
    let (text, end) = (parts(text), parts(end));
    text.ends_with(&end)
}

pub(super) fn problem(column: Column, message: &'static str) -> Problem {
    Problem { field: column.id().to_owned(), message, args: Vec::new() }
}

pub(super) fn problem_with(column: Column, message: &'static str, text: &str) -> Problem {
    let text = text.chars().take(60).collect();
    Problem { field: column.id().to_owned(), message, args: vec![("text", text)] }
}
