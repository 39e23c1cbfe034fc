//! What a body is, as it is entered and edited.

use gongkai_store::bodies::{Body, Kind, Level};
use gongkai_store::id::BodyId;
use jiff::civil::Date;

use super::codes::{CodeError, credit_code, region_code};
use crate::error::Problems;
use crate::meanwhile::{Seen, Whose};

/// The longest name, in characters.
const LONGEST_NAME: usize = 100;
/// The most other names.
const MOST_NAMES: usize = 20;

/// What a body is, beside its profile and its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Official name.
    pub name: String,
    /// Other names it goes by.
    pub other_names: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// How high it stands.
    pub level: Level,
    /// Administrative region code.
    pub region_code: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// Who supervises its disclosure, when that is not the body above it.
    pub supervisor: Option<BodyId>,
    /// Order among its siblings.
    pub sort: i64,
}

impl Facts {
    /// A body's facts as they are.
    pub fn of(body: &Body) -> Self {
        Self {
            name: body.name.clone(),
            other_names: body.other_names.clone(),
            kind: body.kind,
            level: body.level,
            region_code: body.region_code.clone(),
            credit_code: body.credit_code.clone(),
            supervisor: body.supervisor.clone(),
            sort: body.sort,
        }
    }

    /// Each by its name, as a text.
    pub fn fields(&self) -> [(&'static str, String); 8] {
        let id = |supervisor: &Option<BodyId>| supervisor.as_ref().map(ToString::to_string).unwrap_or_default();
        [
            ("name", self.name.clone()),
            ("other_names", self.other_names.join("\n")),
            ("kind", self.kind.id().to_owned()),
            ("level", self.level.id().to_owned()),
            ("region_code", self.region_code.clone().unwrap_or_default()),
            ("credit_code", self.credit_code.clone().unwrap_or_default()),
            ("supervisor", id(&self.supervisor)),
            ("sort", self.sort.to_string()),
        ]
    }

    /// What is wanted where it was changed, what is kept elsewhere; and the fields that were changed in two places.
    pub(super) fn put_together(mut self, kept: &Self, seen: &Seen) -> (Self, Vec<&'static str>) {
        let mut asked = Vec::new();
        for ((field, wanted), (_, now)) in self.fields().into_iter().zip(kept.fields()) {
            match seen.whose(field, &now, &wanted) {
                Whose::Kept => self.take(field, kept),
                Whose::Wanted => {}
                Whose::Asked => asked.push(field),
            }
        }
        (self, asked)
    }

    /// Takes a field from others.
    fn take(&mut self, field: &str, of: &Self) {
        match field {
            "name" => self.name.clone_from(&of.name),
            "other_names" => self.other_names.clone_from(&of.other_names),
            "kind" => self.kind = of.kind,
            "level" => self.level = of.level,
            "region_code" => self.region_code.clone_from(&of.region_code),
            "credit_code" => self.credit_code.clone_from(&of.credit_code),
            "supervisor" => self.supervisor.clone_from(&of.supervisor),
            _ => self.sort = of.sort,
        }
    }

    /// Puts them into a body that was renamed on a day, if it was. A name given up stays as one of its other names, with the
    /// day, as long as it is not taken out of them: reports published under it go on bearing it, and files that have it are
    /// still its own. A name put back is no former one any more, and one it bore for no day never was.
    pub(super) fn put(mut self, body: &mut Body, renamed_on: Date) {
        let former = std::mem::take(&mut body.name);
        if !former.is_empty() && former != self.name {
            let given_up = body.former_names.remove(&self.name);
            if given_up.is_some_and(|day| renamed_on <= day) {
                self.other_names.retain(|name| *name != former);
            } else {
                if !self.other_names.contains(&former) {
                    self.other_names.push(former.clone());
                }
                body.former_names.insert(former, renamed_on);
            }
        }
        body.former_names.retain(|name, _| self.other_names.contains(name));
        let Self { name, other_names, kind, level, region_code, credit_code, supervisor, sort } = self;
        body.name = name;
        body.other_names = other_names;
        body.kind = kind;
        body.level = level;
        body.region_code = region_code;
        body.credit_code = credit_code;
        body.supervisor = supervisor;
        body.sort = sort;
    }

    /// The same as they are kept: trimmed, without repetitions, codes in their one form. What is wrong is noted.
    pub(super) fn tidied(self, problems: &mut Problems) -> Self {
        let name = tidy(&self.name);
        if name.is_empty() {
            problems.add("name", "problem-required");
        } else if name.chars().count() > LONGEST_NAME {
            problems.add_with("name", "problem-too-long", vec![("most", LONGEST_NAME.to_string())]);
        }
        let mut other_names: Vec<String> = Vec::new();
        for other in self.other_names.iter().map(|other| tidy(other)) {
            if !other.is_empty() && other != name && !other_names.contains(&other) {
                other_names.push(other);
            }
        }
        if other_names.len() > MOST_NAMES || other_names.iter().any(|other| other.chars().count() > LONGEST_NAME) {
            problems.add_with(
                "other_names",
                "problem-other-names",
                vec![("most", MOST_NAMES.to_string()), ("longest", LONGEST_NAME.to_string())],
            );
        }
        let region_code = given(self.region_code).and_then(|code| match region_code(&code) {
            Ok(code) => Some(code),
            Err(CodeError::Form | CodeError::Check) => {
                problems.add("region_code", "problem-region-code");
                None
            }
        });
        let credit_code = given(self.credit_code).and_then(|code| match credit_code(&code) {
            Ok(code) => Some(code),
            Err(CodeError::Form) => {
                problems.add("credit_code", "problem-credit-code");
                None
            }
            Err(CodeError::Check) => {
                problems.add("credit_code", "problem-credit-code-check");
                None
            }
        });
        Self { name, other_names, region_code, credit_code, ..self }
    }
}

/// Inner white space is one space at most, there is none at the ends, and no control characters.
pub(super) fn tidy(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn given(code: Option<String>) -> Option<String> {
    code.filter(|code| !code.trim().is_empty())
}
