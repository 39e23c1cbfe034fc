//! Whose report is in a file, and about which year: what the report floor finds, asked of the right roll.

use gongkai_report::Report;
use gongkai_report::matching::{self, Match, Reason};
use gongkai_store::Sql;
use gongkai_store::bodies::Body;
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::BodyId;
use gongkai_store::obligations::{self, Member};
use gongkai_store::uploads::{Problem, Upload};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What was found in a file, for the person who decides.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Found {
    /// The title.
    pub title: Option<String>,
    /// The year it seems to be about.
    pub year: Option<i16>,
    /// Whose it may be, likeliest first.
    pub candidates: Vec<Candidate>,
    /// What speaks for and against.
    pub reasons: Vec<Reason>,
}

impl Found {
    /// The body it most likely is of; `None` where two are as likely.
    pub(super) fn likeliest(&self) -> Option<&BodyId> {
        match self.candidates.as_slice() {
            [first, second, ..] if second.likelihood >= first.likelihood => None,
            [first, ..] => Some(&first.body),
            [] => None,
        }
    }

    /// The name in the title where that is not this body's, and whether it is that of another one on the roll.
    pub(super) fn names_another_than(&self, body: &BodyId) -> Option<(&str, bool)> {
        let mut told = None;
        for reason in &self.reasons {
            match named_in_title(reason) {
                Some((Some(id), _)) if id == body.as_str() => return None,
                Some((id, words)) => told = told.or(Some((words, id.is_some()))),
                None => {}
            }
        }
        told
    }

    /// What was found in a file that was looked at; nothing before.
    pub(super) fn of(upload: &Upload) -> Self {
        upload.found.as_deref().and_then(|found| serde_json::from_str(found).ok()).unwrap_or_default()
    }
}

/// A body whose report it may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The body.
    pub body: BodyId,
    /// How likely, between 0 and 1.
    pub likelihood: f64,
}

/// Whose a file is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Whose {
    /// This body's, about this year.
    Certain(BodyId, i16),
    /// A person has to say.
    Doubtful(Problem),
}

/// Whose report it is. A report that is certainly about another year is looked for on that year's roll of the same
/// office, so that a folder of several years can be sent at once.
pub(super) async fn whose(
    on: &mut dyn Sql,
    collection: &Collection,
    report: &Report,
    file_name: &str,
) -> Result<(Whose, Found), AppError> {
    let year = matching::year(report, Some(file_name));
    let certain_year = year.year.filter(|_| year.certain);
    let of_year = match certain_year {
        Some(year) if year != collection.year => collections::of_year(on, &collection.body, year).await?,
        _ => Some(collection.clone()),
    };
    let asked = of_year.as_ref().unwrap_or(collection);
    let members: Vec<matching::Body> = obligations::members(on, &asked.id).await?.into_iter().map(of_member).collect();
    let matched = matching::Roll::new(&members).find(report, Some(file_name));
    let candidates = match &matched.found {
        Match::Certain(id) => vec![(id.clone(), 1.0)],
        Match::Doubtful(ids) => ids.clone(),
        Match::None => Vec::new(),
    };
    let candidate = |(id, likelihood): (String, f64)| Some(Candidate { body: BodyId::parse(&id)?, likelihood });
    let found = Found {
        title: report.title.as_ref().map(|title| title.text.clone()),
        year: year.year,
        candidates: candidates.into_iter().filter_map(candidate).collect(),
        reasons: matched.reasons.into_iter().chain(year.reasons).collect(),
    };
    let problem = if report.title.is_none() && report.tables.values().all(|table| !table.found) {
        let is_scanned = report.findings.iter().any(|finding| finding.code.0 == "document-scanned");
        Problem::new(if is_scanned { "upload-scanned" } else { "upload-no-report" })
    } else {
        match (&matched.found, certain_year, of_year) {
            (Match::None, _, _) => Problem::new("upload-body-unknown"),
            (Match::Doubtful(_), _, _) => Problem::new("upload-body-doubtful"),
            (Match::Certain(_), None, _) => Problem::new("upload-year-doubtful"),
            (Match::Certain(_), Some(year), None) => Problem::new("upload-other-year").with("year", year),
            (Match::Certain(_), Some(year), Some(of_year)) if !of_year.is_open() => {
                Problem::new("upload-year-closed").with("year", year)
            }
            (Match::Certain(id), Some(year), Some(_)) => match BodyId::parse(id) {
                Some(body) => return Ok((Whose::Certain(body, year), found)),
                None => Problem::new("upload-body-unknown"),
            },
        }
    };
    Ok((Whose::Doubtful(problem), found))
}

/// The body a report certainly is of, when it is another than `body` on a roll that `body` stands on for that year.
pub(crate) async fn another_body(
    on: &mut dyn Sql,
    body: &BodyId,
    year: i16,
    report: &Report,
) -> Result<Option<String>, AppError> {
    for obligation in obligations::of_year(on, body, year).await? {
        let members = obligations::members(on, &obligation.collection).await?;
        let members: Vec<matching::Body> = members.into_iter().map(of_member).collect();
        // Who is only mentioned is no reason to turn a body's own file away.
        let Match::Certain(id) = matching::Roll::new(&members).find(report, None).found else { continue };
        if id != body.as_str() {
            return Ok(members.into_iter().find(|member| member.id == id).map(|member| member.name));
        }
    }
    Ok(None)
}

/// The name of somebody else than `body` in a report's title, when the title names somebody. Asked of the rolls the body stands
/// on for that year; without one, of the body alone.
pub(crate) async fn named_otherwise(
    on: &mut dyn Sql,
    body: &Body,
    year: i16,
    report: &Report,
) -> Result<Option<String>, AppError> {
    let mut rolls: Vec<Vec<matching::Body>> = Vec::new();
    for obligation in obligations::of_year(on, &body.id, year).await? {
        let members = obligations::members(on, &obligation.collection).await?;
        rolls.push(members.into_iter().map(of_member).collect());
    }
    if rolls.is_empty() {
        rolls.push(vec![crate::desk::known(body)]);
    }
    let mut told = None;
    for members in rolls {
        for reason in matching::Roll::new(&members).find(report, None).reasons {
            match named_in_title(&reason) {
                Some((Some(id), _)) if id == body.id.as_str() => return Ok(None),
                Some((_, words)) => told = told.or_else(|| Some(words.to_owned())),
                None => {}
            }
        }
    }
    Ok(told)
}

/// Whom a reason says that the title names: the body on the roll, if it is one, and the words.
fn named_in_title(reason: &Reason) -> Option<(Option<&str>, &str)> {
    match reason {
        Reason::NamedInTitle { id, words } => Some((Some(id), words)),
        Reason::TitleNamesOther { words } => Some((None, words)),
        Reason::NamedInText { .. }
        | Reason::NamedInFileName { .. }
        | Reason::TextNamesOther { .. }
        | Reason::FileNamesOther { .. }
        | Reason::SameName { .. }
        | Reason::OtherArea { .. }
        | Reason::OnlySelfCalled { .. }
        | Reason::SelfCalledOtherwise { .. }
        | Reason::AlikeName { .. }
        | Reason::NothingNamed
        | Reason::YearInTitle { .. }
        | Reason::YearOfPeriod { .. }
        | Reason::YearInText { .. }
        | Reason::YearInFileName { .. } => None,
    }
}

fn of_member(member: Member) -> matching::Body {
    let place = |government: &String| government.strip_suffix("人民政府").unwrap_or(government).to_owned();
    let area: String = member.above.iter().map(place).collect();
    matching::Body {
        id: member.body.to_string(),
        kind: crate::desk::body_kind(member.kind, member.level),
        name: member.name,
        other_names: member.other_names,
        area: (!area.is_empty()).then_some(area),
    }
}
