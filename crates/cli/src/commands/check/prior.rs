//! Last year's report: the one named, or the one found by body and year in a folder.

use std::collections::HashMap;
use std::path::Path;

use gongkai_report::Report;

use crate::batch;
use crate::commands::CommandError;
use crate::console::Console;
use crate::input::{Gathered, Source};
use crate::render::failure;

/// How many characters at the end of a body's name reports are looked up by.
const TAIL: usize = 3;

/// Where last year's reports are.
pub(super) enum Prior {
    /// Not asked for.
    NotGiven,
    /// One report for every file.
    One(String, Box<Report>),
    /// Many reports by year and the end of the body's name. Only where they are is kept: they are read again when
    /// wanted, so that folders of any size fit.
    Many(HashMap<(i16, String), Vec<(String, Source)>>),
}

/// Last year's report for one of this year's.
pub(super) enum PriorReport<'a> {
    /// Not asked for.
    NotGiven,
    /// Asked for, but there is none of this body and the year before.
    NotFound,
    /// The one that was named.
    Named(&'a str, &'a Report),
    /// The one that was found.
    Found(String, Box<Report>),
}

impl PriorReport<'_> {
    /// The report.
    pub(super) fn report(&self) -> Option<&Report> {
        match self {
            Self::NotGiven | Self::NotFound => None,
            Self::Named(_, report) => Some(report),
            Self::Found(_, report) => Some(report),
        }
    }

    /// The file's name.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::NotGiven | Self::NotFound => None,
            Self::Named(name, _) => Some(name),
            Self::Found(name, _) => Some(name),
        }
    }
}

impl Prior {
    /// Reads the one report, or finds out whose reports are in the folder or archive.
    ///
    /// # Errors
    /// A single file that cannot be read, or nothing there. In a folder what cannot be read is told and left out.
    pub(super) fn new(path: Option<&Path>, console: &Console, jobs: usize) -> Result<Self, CommandError> {
        let Some(path) = path else { return Ok(Self::NotGiven) };
        let gathered = Gathered::new(&[path.to_owned()], &[]);
        let single = gathered.is_single();
        let mut one = None;
        let mut many: HashMap<(i16, String), Vec<(String, Source)>> = HashMap::new();
        batch::run(console, jobs, gathered, batch::report, |source, result| {
            match result {
                Ok(report) if single => one = Some((source.name, Box::new(report))),
                Ok(report) => {
                    if let (Some(body), Some(year)) = (&report.body, report.year) {
                        let body = plain(body);
                        many.entry((year, tail(&body))).or_default().push((body, source));
                    }
                }
                Err(error) if single => return Err(CommandError::Input { name: source.name, error }),
                Err(error) => console.say(&failure::line(&source.name, &error, console)),
            }
            Ok(())
        })?;
        Ok(match one {
            Some((name, report)) => Self::One(name, report),
            None => Self::Many(many),
        })
    }

    /// Whether it was asked for.
    pub(super) fn is_given(&self) -> bool {
        !matches!(self, Self::NotGiven)
    }

    /// The report of the year before of the same body.
    pub(super) fn of(&self, report: &Report) -> PriorReport<'_> {
        match self {
            Self::NotGiven => PriorReport::NotGiven,
            Self::One(name, prior) => PriorReport::Named(name, prior),
            Self::Many(many) => found(many, report).unwrap_or(PriorReport::NotFound),
        }
    }
}

fn found<'a>(many: &HashMap<(i16, String), Vec<(String, Source)>>, report: &Report) -> Option<PriorReport<'a>> {
    let body = plain(report.body.as_deref()?);
    let year = report.year?.checked_sub(1)?;
    let candidates = many.get(&(year, tail(&body)))?;
    let (_, source) = choose(candidates, &body, |(name, _)| name)?;
    let prior = batch::report(source).ok().flatten()?;
    Some(PriorReport::Found(source.name.clone(), Box::new(prior)))
}

/// The candidate of exactly this name, else the only one of which one name ends with the other (示例区青禾街道,
/// 青禾街道). Two that fit equally well are none: nothing is guessed.
fn choose<'a, T>(candidates: &'a [T], body: &str, name: impl Fn(&T) -> &String) -> Option<&'a T> {
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut fitting = candidates.iter().filter(|candidate| fits(name(candidate)));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    if candidates.iter().any(|candidate| name(candidate) == body) {
        return only(&|name| name == body);
    }
    only(&|name| name.ends_with(body) || body.ends_with(name))
}

/// A body's name without what its reports write one year and leave out the next.
fn plain(body: &str) -> String {
    let body: String = body.chars().filter(|character| !character.is_whitespace()).collect();
    let short = ["办事处", "人民政府"].iter().find_map(|ending| body.strip_suffix(ending));
    short.filter(|short| short.chars().count() >= 2).map_or_else(|| body.clone(), ToOwned::to_owned)
}

fn tail(body: &str) -> String {
    let count = body.chars().count();
    body.chars().skip(count.saturating_sub(TAIL)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_found_under_its_shorter_and_longer_name() {
        let check = |candidates: &[&str], body: &str, expected: Option<&str>| {
            let candidates: Vec<String> = candidates.iter().map(|name| plain(name)).collect();
            let chosen = choose(&candidates, &plain(body), |name| name);
            assert_eq!(chosen.map(String::as_str), expected, "{body}");
        };
        check(&["青禾街道", "白石街道"], "青禾街道办事处", Some("青禾街道"));
        check(&["示例区青禾街道"], "青禾街道", Some("示例区青禾街道"));
        check(&["甲区青禾街道", "乙区青禾街道"], "青禾街道", None);
        check(&["甲区青禾街道", "青禾街道"], "青禾街道", Some("青禾街道"));
        check(&["青禾街道", "青禾街道"], "青禾街道", None);
        check(&["白石镇人民政府"], "白石镇", Some("白石镇"));
    }
}
