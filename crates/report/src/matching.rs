//! Whose report is it, and about which year?
//!
//! What it is: a [`Roll`] of bodies, made once, that is asked for each report that comes in. It weighs the title, what
//! the report calls its body in its text, and the file's name, with every spelling of a name in one form (街道办事处 and
//! 街道, 镇人民政府 and 镇, with or without the district before it), and tells what speaks for its answer.
//!
//! What it is not: it never guesses. [`Match::Certain`] needs the report itself to name one body of the roll, and
//! nothing to name another; all else is asked of a person.

mod evidence;
mod name;
mod reason;
mod year;

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};

use self::evidence::Evidence;
use self::name::Name;
pub(crate) use self::name::{Apart, bare_core_of, core_of, governs, may_be_one, without_lead};
pub use self::reason::Reason;
pub use self::year::{YearMatch, year};
use crate::check::BodyKind;
use crate::model::Report;

/// A body that owes a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Its id, whatever the caller uses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub other_names: Vec<String>,
    /// The area it lies in, written in full (示例市示例区); tells bodies of one name apart.
    pub area: Option<String>,
    /// Its kind; told from its name when `None`.
    pub kind: Option<BodyKind>,
}

/// Whose report it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "match", content = "bodies", rename_all = "snake_case")]
pub enum Match {
    /// This body's.
    Certain(String),
    /// One of these, likeliest first, each with its likelihood between 0 and 1: ask.
    Doubtful(Vec<(String, f64)>),
    /// Nobody's on the roll.
    None,
}

/// A match with what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matched {
    /// Whose report it is.
    pub found: Match,
    /// What speaks for and against.
    pub reasons: Vec<Reason>,
}

/// The roll, ready to be asked.
#[derive(Debug)]
pub struct Roll {
    members: Vec<Member>,
    /// Who has a name without its areas.
    by_core: HashMap<String, Vec<usize>>,
    /// Every such name of three characters and more, for finding names in running text.
    finder: Option<AhoCorasick>,
    cores: Vec<String>,
}

#[derive(Debug)]
struct Member {
    id: String,
    shown: String,
    kind: Option<BodyKind>,
    names: Vec<Name>,
}

/// Shorter names are words of everyday language.
const SHORTEST_IN_TEXT: usize = 3;
/// Of a kind with more bodies than this on the roll, none is offered for its kind alone.
const OFFERED_OF_KIND: usize = 5;
/// Names at least this much alike are offered.
const ALIKE: f64 = 0.6;

impl Roll {
    /// The roll of these bodies.
    pub fn new(bodies: &[Body]) -> Self {
        let members: Vec<Member> = bodies.iter().map(Member::of).collect();
        let mut by_core: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, member) in members.iter().enumerate() {
            for name in member.names.iter().filter(|name| !name.core.is_empty()) {
                let list = by_core.entry(name.core.clone()).or_default();
                if !list.contains(&index) {
                    list.push(index);
                }
            }
        }
        let mut cores: Vec<String> =
            by_core.keys().filter(|core| core.chars().count() >= SHORTEST_IN_TEXT).cloned().collect();
        cores.sort_unstable();
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&cores).ok();
        Self { members, by_core, finder, cores }
    }

    /// Whose report this is; `file_name` is what the file is called, if it came as one.
    pub fn find(&self, report: &Report, file_name: Option<&str>) -> Matched {
        let evidence = Evidence::of(self, report, file_name);
        let mut reasons = Vec::new();
        let found = match &evidence.title {
            Some(title) if title.bodies.is_empty() => self.of_strange_title(&evidence, title, &mut reasons),
            Some(title) => self.of_named(&evidence, &title.bodies, &mut reasons),
            None => self.of_untitled(&evidence, &mut reasons),
        };
        Matched { found, reasons }
    }

    /// The title names bodies of the roll: one by its name and area, or several of one name.
    fn of_named(&self, evidence: &Evidence, bodies: &[usize], reasons: &mut Vec<Reason>) -> Match {
        let words = evidence.title.as_ref().map(|title| title.words.clone()).unwrap_or_default();
        for index in bodies {
            reasons.push(Reason::NamedInTitle { id: self.id(*index), words: words.clone() });
        }
        let backed = |index: &usize| evidence.placed_in_text.contains(index) || evidence.placed_in_file.contains(index);
        let narrowed: Vec<usize> = if bodies.len() == 1 {
            bodies.to_vec()
        } else {
            let count = u32::try_from(bodies.len()).unwrap_or(u32::MAX);
            reasons.push(Reason::SameName { count, words });
            bodies.iter().copied().filter(backed).collect()
        };
        let [one] = narrowed.as_slice() else { return self.doubtful(bodies, 0.5) };
        self.tell_names(evidence, *one, reasons);
        let others = self.contradictions(evidence, *one, reasons);
        if others.is_none() { Match::Certain(self.id(*one)) } else { self.first_and(*one, &others.unwrap_or_default()) }
    }

    /// The title names somebody, but nobody of the roll.
    fn of_strange_title(&self, evidence: &Evidence, title: &evidence::Named, reasons: &mut Vec<Reason>) -> Match {
        reasons.push(Reason::TitleNamesOther { words: title.words.clone() });
        for (index, place) in &title.elsewhere {
            reasons.push(Reason::OtherArea { id: self.id(*index), words: place.clone() });
        }
        let mut scored: Vec<(usize, f64)> = title.elsewhere.iter().map(|(index, _)| (*index, 0.3)).collect();
        for (index, alike) in self.alike(&title.core) {
            reasons.push(Reason::AlikeName { id: self.id(index), words: self.shown(index) });
            scored.push((index, alike * 0.4));
        }
        for index in &evidence.file {
            reasons.push(Reason::NamedInFileName { id: self.id(*index), words: evidence.file_name.clone() });
            scored.push((*index, 0.4));
        }
        self.listed(scored)
    }

    /// No title, or one without a name: what the text calls itself, the file's name, 我镇.
    fn of_untitled(&self, evidence: &Evidence, reasons: &mut Vec<Reason>) -> Match {
        let stated = evidence.stated.as_ref().map(|stated| stated.bodies.as_slice()).unwrap_or_default();
        let named: &[usize] = if stated.is_empty() { &evidence.opening } else { stated };
        if let [one] = named {
            self.tell_names(evidence, *one, reasons);
            let others = self.contradictions(evidence, *one, reasons);
            let confirmed = !stated.is_empty() || evidence.file == [*one];
            return match others {
                None if confirmed => Match::Certain(self.id(*one)),
                None => self.doubtful(&[*one], 0.7),
                Some(others) => self.first_and(*one, &others),
            };
        }
        let mut scored: Vec<(usize, f64)> = Vec::new();
        for index in named {
            reasons.push(Reason::NamedInText { id: self.id(*index), words: self.shown(*index) });
            scored.push((*index, 0.4));
        }
        for index in &evidence.file {
            reasons.push(Reason::NamedInFileName { id: self.id(*index), words: evidence.file_name.clone() });
            scored.push((*index, 0.6));
        }
        if let Some((word, kind)) = evidence.self_called.first().filter(|_| named.is_empty()) {
            reasons.push(Reason::OnlySelfCalled { words: (*word).to_owned() });
            let of_kind: Vec<usize> = self.of_kind(*kind);
            if of_kind.len() <= OFFERED_OF_KIND && scored.is_empty() {
                scored.extend(of_kind.into_iter().map(|index| (index, 0.2)));
            }
        }
        if reasons.is_empty() {
            reasons.push(Reason::NothingNamed);
        }
        self.listed(scored)
    }

    /// The text and the file's name where they name the body, too.
    fn tell_names(&self, evidence: &Evidence, one: usize, reasons: &mut Vec<Reason>) {
        let stated = evidence.stated.iter().any(|stated| stated.bodies.contains(&one));
        if stated || evidence.opening.contains(&one) || evidence.mentioned.contains(&one) {
            reasons.push(Reason::NamedInText { id: self.id(one), words: self.shown(one) });
        }
        if evidence.file.contains(&one) {
            reasons.push(Reason::NamedInFileName { id: self.id(one), words: evidence.file_name.clone() });
        }
    }

    /// Who else could be meant; `None` when nothing speaks against `one`, an empty list when only its kind does.
    fn contradictions(&self, evidence: &Evidence, one: usize, reasons: &mut Vec<Reason>) -> Option<Vec<usize>> {
        let mut others = Vec::new();
        let mut against = false;
        let kind = self.members.get(one).and_then(|member| member.kind);
        let spoken = evidence.mentioned.contains(&one) || evidence.opening.contains(&one);
        let alike =
            |index: &&usize| **index != one && self.members.get(**index).is_some_and(|other| other.kind == kind);
        // An upper body or a bureau is named in any report; one of the same kind in its stead is not.
        for other in evidence.opening.iter().filter(alike).filter(|_| !spoken) {
            reasons.push(Reason::TextNamesOther { id: self.id(*other), words: self.shown(*other) });
            others.push(*other);
        }
        if !evidence.file.is_empty() && !evidence.file.contains(&one) {
            for other in &evidence.file {
                reasons.push(Reason::FileNamesOther { id: self.id(*other), words: self.shown(*other) });
                others.push(*other);
            }
        }
        let is_own = |called: BodyKind| kind.is_none_or(|kind| kind == called);
        if let Some((word, _)) = evidence.self_called.first()
            && !evidence.self_called.iter().any(|(_, called)| is_own(*called))
        {
            reasons.push(Reason::SelfCalledOtherwise { words: (*word).to_owned() });
            against = true;
        }
        (against || !others.is_empty()).then_some(others)
    }

    fn first_and(&self, one: usize, others: &[usize]) -> Match {
        self.listed(std::iter::once((one, 0.6)).chain(others.iter().map(|other| (*other, 0.3))).collect())
    }

    fn doubtful(&self, bodies: &[usize], score: f64) -> Match {
        self.listed(bodies.iter().map(|index| (*index, score)).collect())
    }

    /// Each body once with its best score, likeliest first, then in the roll's order.
    fn listed(&self, scored: Vec<(usize, f64)>) -> Match {
        let mut best: Vec<(usize, f64)> = Vec::new();
        for (index, score) in scored {
            match best.iter_mut().find(|(known, _)| *known == index) {
                Some((_, known)) => *known = known.max(score),
                None => best.push((index, score)),
            }
        }
        best.sort_by(|(left, one), (right, other)| other.total_cmp(one).then(left.cmp(right)));
        if best.is_empty() {
            return Match::None;
        }
        Match::Doubtful(best.into_iter().map(|(index, score)| (self.id(index), score)).collect())
    }

    /// Bodies whose name is like another, best first, at most three.
    fn alike(&self, core: &str) -> Vec<(usize, f64)> {
        let likeness = |member: &Member| {
            let each = member.names.iter().map(|name| {
                let part = name.core.chars().count() >= SHORTEST_IN_TEXT && core.starts_with(&name.core);
                if part { 0.8 } else { strsim::normalized_levenshtein(core, &name.core) }
            });
            each.fold(0.0, f64::max)
        };
        let mut alike: Vec<(usize, f64)> =
            self.members.iter().map(likeness).enumerate().filter(|(_, likeness)| *likeness >= ALIKE).collect();
        alike.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        alike.truncate(3);
        alike
    }

    fn of_kind(&self, kind: BodyKind) -> Vec<usize> {
        let is_kind = |(_, member): &(usize, &Member)| member.kind == Some(kind);
        self.members.iter().enumerate().filter(is_kind).map(|(index, _)| index).collect()
    }

    fn id(&self, index: usize) -> String {
        self.members.get(index).map(|member| member.id.clone()).unwrap_or_default()
    }

    fn shown(&self, index: usize) -> String {
        self.members.get(index).map(|member| member.shown.clone()).unwrap_or_default()
    }
}

impl Member {
    fn of(body: &Body) -> Self {
        let kind = body.kind.or_else(|| BodyKind::of_name(&body.name));
        let names = std::iter::once(&body.name).chain(&body.other_names);
        let names = names.map(|name| Name::of(name, body.area.as_deref())).collect();
        Self { id: body.id.clone(), shown: body.name.clone(), kind, names }
    }
}
