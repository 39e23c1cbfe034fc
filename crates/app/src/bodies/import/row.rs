//! One row: the body it is about, and what it would be.

use gongkai_report::check::BodyKind;
use gongkai_store::bodies::{Body, Kind, Level, Profile};
use gongkai_store::id::BodyId;

use super::Change;
use super::columns::{Column, kind, level, state};
use super::places::{Node, Places, problem, problem_with};
use super::table::Record;
use crate::bodies::codes::credit_code;
use crate::bodies::facts::{Facts, tidy};
use crate::bodies::profile_text::check_text;
use crate::error::{Problem, Problems};

/// What a row wants.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// The row's number in the file.
    pub(super) number: u32,
    /// The body it is about; `None` for a new one.
    pub(super) before: Option<&'a Body>,
    /// Where it shall stand; set when all rows are known.
    pub(super) parent: Node,
    /// What stands in the column of parents.
    pub(super) parent_text: Option<String>,
    /// Its facts; the kind of a new body that is not known is noted as a problem.
    pub(super) facts: Facts,
    /// Its level, where the row or the kind tells it.
    pub(super) level: Option<Level>,
    /// Whether it exists still.
    pub(super) active: bool,
    /// Its profile.
    pub(super) profile: Profile,
    /// Why nothing becomes of it.
    pub(super) problems: Vec<Problem>,
}

impl<'a> Draft<'a> {
    /// What a row wants, seen alone.
    pub(super) fn of(record: &Record, places: &Places<'a>) -> Self {
        let cell = |column: Column| record.cells.get(&column).map(String::as_str);
        let mut problems = Problems::new();
        if record.cells.values().any(|text| text.contains('\u{fffd}')) {
            problems.add("", "import-damaged");
        }
        if let Some(stray) = &record.stray {
            problems.add_with("", "import-stray", vec![("text", stray.clone())]);
        }
        let name = cell(Column::Name).map(tidy).unwrap_or_default();
        let code = cell(Column::CreditCode).and_then(|code| credit_code(code).ok());
        let before = match places.known(record, &name, code.as_deref()) {
            Ok(before) => before,
            Err(problem) => {
                problems.0.push(problem);
                None
            }
        };
        let mut facts = before.map_or_else(|| blank(&name), Facts::of);
        let level = put_facts(&mut facts, before, record, places, &mut problems);
        let profile = put_profile(before.map(|body| body.profile.clone()).unwrap_or_default(), record, &mut problems);
        let active = match cell(Column::State) {
            Some(text) => state(text).unwrap_or_else(|| {
                problems.0.push(problem_with(Column::State, "import-state", text));
                true
            }),
            None => before.is_none_or(|body| body.active),
        };
        let parent = before.and_then(|body| body.parent.clone()).unwrap_or_else(|| places.base.id.clone());
        Self {
            number: record.number,
            before,
            parent: Node::Body(parent),
            parent_text: cell(Column::Parent).map(str::to_owned),
            facts: facts.tidied(&mut problems),
            level,
            active,
            profile,
            problems: problems.0,
        }
    }

    /// Everything that differs from what is there; for a new body, everything it has.
    pub(super) fn changes(&self, upper: &str, places: &Places<'a>) -> Vec<Change> {
        let after =
            texts(&self.facts, self.level.unwrap_or(self.facts.level), self.active, upper, &self.profile, places);
        let before = self.before.map(|body| {
            let upper = places.upper_name(body);
            texts(&Facts::of(body), body.level, body.active, upper, &body.profile, places)
        });
        let before =
            before.unwrap_or_default().into_iter().map(|(_, text)| text).chain(std::iter::repeat(String::new()));
        let both = after.into_iter().zip(before);
        let differs = both.filter(|((_, to), from)| from != to);
        let changes = differs.map(|((column, to), from)| Change { column, from, to });
        // Where a new body stands is shown in a column of its own, its name likewise; what goes without saying is not.
        let unsaid = |change: &Change| {
            matches!(
                (change.column, change.to.as_str()),
                (Column::Name | Column::Parent, _) | (Column::Sort, "0") | (Column::State, "open")
            )
        };
        changes.filter(|change| self.before.is_some() || !unsaid(change)).collect()
    }
}

fn blank(name: &str) -> Facts {
    Facts {
        name: name.to_owned(),
        other_names: Vec::new(),
        kind: Kind::Department,
        level: Level::County,
        region_code: None,
        credit_code: None,
        supervisor: None,
        sort: 0,
    }
}

/// Puts the cells into the facts; the level, where it is told.
fn put_facts(
    facts: &mut Facts,
    before: Option<&Body>,
    record: &Record,
    places: &Places<'_>,
    problems: &mut Problems,
) -> Option<Level> {
    let cell = |column: Column| record.cells.get(&column).map(String::as_str);
    if let Some(name) = cell(Column::Name) {
        name.clone_into(&mut facts.name);
    }
    let told = told_by_name(&facts.name);
    match (cell(Column::Kind), before) {
        (Some(text), _) => match kind(text) {
            Some(kind) => facts.kind = kind,
            None => problems.0.push(problem_with(Column::Kind, "import-kind", text)),
        },
        (None, Some(_)) => {}
        (None, None) => match told {
            Some((kind, _)) => facts.kind = kind,
            None => problems.0.push(problem(Column::Kind, "import-kind-missing")),
        },
    }
    let level = match (cell(Column::Level), before) {
        (Some(text), _) => {
            let level = level(text);
            if level.is_none() {
                problems.0.push(problem_with(Column::Level, "import-level", text));
            }
            level
        }
        (None, Some(body)) => Some(body.level),
        (None, None) => told.and_then(|(_, level)| level).or(match facts.kind {
            Kind::Street | Kind::Township => Some(Level::Township),
            Kind::Community | Kind::Village => Some(Level::Village),
            Kind::Government | Kind::Department | Kind::Institution => None,
        }),
    };
    if let Some(text) = cell(Column::OtherNames) {
        let names = text.split(['、', '；', ';', '，', ',', '|', '\n']);
        facts.other_names = if is_dash(text) { Vec::new() } else { names.map(str::to_owned).collect() };
    }
    let code = |text: &str| if is_dash(text) { None } else { Some(text.to_owned()) };
    if let Some(text) = cell(Column::RegionCode) {
        facts.region_code = code(text);
    }
    if let Some(text) = cell(Column::CreditCode) {
        facts.credit_code = code(text);
    }
    if let Some(text) = cell(Column::Sort) {
        match text.parse() {
            Ok(sort) => facts.sort = sort,
            Err(_) => problems.0.push(problem_with(Column::Sort, "import-sort", text)),
        }
    }
    if let Some(text) = cell(Column::Supervisor) {
        facts.supervisor = supervisor(text, before, places, problems);
    }
    level
}

fn supervisor(text: &str, before: Option<&Body>, places: &Places<'_>, problems: &mut Problems) -> Option<BodyId> {
    if is_dash(text) {
        return None;
    }
    match places.supervisor(text) {
        Ok(found) if before.is_some_and(|body| found.is_within(&body.id)) => {
            problems.add("supervisor", "problem-supervisor");
            None
        }
        Ok(found) => Some(found.id.clone()),
        Err(problem) => {
            problems.0.push(problem);
            None
        }
    }
}

/// The kind a new body's name tells, and the level where the name tells that, too.
fn told_by_name(name: &str) -> Option<(Kind, Option<Level>)> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&["社区", "居民委员会", "居委会"]) {
        return Some((Kind::Community, None));
    }
    if ends(&["村", "村民委员会", "村委会"]) {
        return Some((Kind::Village, None));
    }
    BodyKind::of_name(name).map(|kind| match kind {
        BodyKind::Street => (Kind::Street, None),
        BodyKind::Township => (Kind::Township, None),
        BodyKind::Department => (Kind::Department, None),
        BodyKind::CountyGovernment => (Kind::Government, Some(Level::County)),
        BodyKind::HigherGovernment => (Kind::Government, None),
    })
}

fn put_profile(mut profile: Profile, record: &Record, problems: &mut Problems) -> Profile {
    for (column, field) in profile_fields(&mut profile) {
        let Some(text) = record.cells.get(&column) else { continue };
        let text = if is_dash(text) { "" } else { text.as_str() };
        // What stands there already is not the file's fault: an exported roll comes in again.
        if text != field.as_str() {
            check_text(problems, column.id(), text);
        }
        text.clone_into(field);
    }
    profile
}

fn profile_fields(profile: &mut Profile) -> [(Column, &mut String); 11] {
    [
        (Column::DisclosureOffice, &mut profile.disclosure_office),
        (Column::Address, &mut profile.address),
        (Column::PostalCode, &mut profile.postal_code),
        (Column::Hours, &mut profile.hours),
        (Column::Phone, &mut profile.phone),
        (Column::Fax, &mut profile.fax),
        (Column::Email, &mut profile.email),
        (Column::Website, &mut profile.website),
        (Column::Functions, &mut profile.functions),
        (Column::Units, &mut profile.units),
        (Column::Leaders, &mut profile.leaders),
    ]
}

fn texts(
    facts: &Facts,
    level: Level,
    active: bool,
    upper: &str,
    profile: &Profile,
    places: &Places<'_>,
) -> Vec<(Column, String)> {
    let supervisor = facts.supervisor.as_ref().and_then(|id| places.body(id)).map(|body| body.name.clone());
    let mut texts = vec![
        (Column::Name, facts.name.clone()),
        (Column::Parent, upper.to_owned()),
        (Column::Kind, facts.kind.id().to_owned()),
        (Column::Level, level.id().to_owned()),
        (Column::OtherNames, facts.other_names.join("、")),
        (Column::RegionCode, facts.region_code.clone().unwrap_or_default()),
        (Column::CreditCode, facts.credit_code.clone().unwrap_or_default()),
        (Column::Supervisor, supervisor.unwrap_or_default()),
        (Column::Sort, facts.sort.to_string()),
        (Column::State, if active { "open" } else { "closed" }.to_owned()),
    ];
    let mut profile = profile.clone();
    texts.extend(profile_fields(&mut profile).map(|(column, text)| (column, std::mem::take(text))));
    texts
}

fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "-" | "—" | "——" | "–" | "－" | "/" | "／")
}
