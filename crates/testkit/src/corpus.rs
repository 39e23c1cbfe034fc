//! Endless corpora of reports in mixed formats, some of them faulty, for benchmarks and demonstrations.
//!
//! A member follows from the seed and its number alone, so that any part of a corpus can be made on its own, on any
//! thread. Its figures carry on from year to year.

mod defect;
mod file;

use gongkai_report::{EditionId, Report};

pub use self::defect::Defect;
pub use self::file::Kind;
use crate::figures::Figures;
use crate::names;
use crate::random::Random;
use crate::sample::sample_report;

/// The year corpora are about unless another is asked for.
pub const YEAR: i16 = 2023;

/// One file of a corpus.
#[derive(Debug, Clone)]
pub struct Member {
    /// A file name with the ending of its format; no two members of a corpus have the same.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What is in it. `facts` and `findings` are empty: they are what a reader would make of it.
    pub report: Report,
    /// The year reported about.
    pub year: i16,
    /// What is wrong with it; most members have nothing wrong.
    pub defects: Vec<Defect>,
}

/// `count` members about [`YEAR`] following from a seed, made one by one.
pub fn members(seed: u64, count: u64) -> impl Iterator<Item = Member> {
    (0..count).map(move |index| member(seed, index, YEAR))
}

/// Member number `index` of the corpus of a seed, about a year from 2019 on.
pub fn member(seed: u64, index: u64, year: i16) -> Member {
    let (report, defects) = report(seed, index, year);
    let kind = Kind::draw(&mut Random::for_item(seed ^ 0x0F11E, index));
    let body = report.body.clone().unwrap_or_default();
    Member {
        file_name: format!("{index:05}_{body}{year}年.{}", kind.extension()),
        bytes: kind.write(&report),
        report,
        year,
        defects,
    }
}

/// The report of a member without its file, for work that needs no bytes.
pub fn report(seed: u64, index: u64, year: i16) -> (Report, Vec<Defect>) {
    let defects = defects(seed, index, year);
    let (body, neighbour) = (names::body(index), names::body(index.wrapping_sub(1)));
    (report_of(seed, index, year, &body, &neighbour, &defects), defects)
}

/// What is wrong with a member, told without making it.
pub fn defects(seed: u64, index: u64, year: i16) -> Vec<Defect> {
    defect::draw(&mut of_year(seed, index, year), year)
}

/// The report of a member under another name and with other defects; `neighbour` is whose text it copies if it does.
pub fn report_of(seed: u64, index: u64, year: i16, body: &str, neighbour: &str, defects: &[Defect]) -> Report {
    let mut random = of_year(seed, index, year);
    // What follows does not depend on how many draws the member's own defects took.
    let _ = defect::draw(&mut random, year);
    let edition = EditionId::for_year(year);
    let of_edition = if defects.contains(&Defect::WrongEdition) { defect::other(edition) } else { edition };
    let figures = figures(seed, index, year, of_edition);
    let mut report = sample_report(of_edition, body, year, &figures);
    for defect in defects {
        defect.put(&mut report, neighbour, &mut random);
    }
    report
}

fn of_year(seed: u64, index: u64, year: i16) -> Random {
    Random::for_item(seed ^ u64::from(year.unsigned_abs()) << 32, index)
}

/// A body's figures of a year, carried on from those of the years since 2019.
fn figures(seed: u64, index: u64, year: i16, edition: EditionId) -> Figures {
    let of_year = |year: i16| Random::for_item(seed.wrapping_add(u64::from(year.unsigned_abs())), index).number();
    let first = Figures::consistent(if year > 2019 { EditionId::E2019 } else { edition }, of_year(2019));
    (2020..=year).fold(first, |prior, current| {
        let form = if current == year { edition } else { EditionId::for_year(current) };
        prior.following(form, of_year(current))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_corpus_follows_from_its_seed() {
        let first: Vec<Member> = members(7, 30).collect();
        let again: Vec<Member> = members(7, 30).collect();
        for (one, other) in first.iter().zip(&again) {
            assert_eq!((&one.file_name, &one.report, &one.defects), (&other.file_name, &other.report, &other.defects));
        }
        assert_ne!(first[3].report.cells, member(8, 3, YEAR).report.cells);
    }

    #[test]
    fn files_hold_what_their_members_say() {
        for member in members(11, 40) {
            let document = gongkai_documents::read(&member.bytes, &gongkai_documents::Limits::default());
            let read = gongkai_report::read(&document.unwrap_or_else(|error| panic!("{}: {error}", member.file_name)));
            let uncertain = member.report.cells.0.keys().copied().collect();
            let wrong = crate::Expected { cells: member.report.cells.clone(), uncertain }.wrong(&read.cells);
            assert!(wrong.is_empty(), "{}: {wrong:#?}", member.file_name);
            assert_eq!((read.body, read.year), (member.report.body, Some(member.year)), "{}", member.file_name);
            let same = read.cells.0.iter().filter(|(address, cell)| {
                member.report.cells.get(**address).map(|truth| truth.state) == Some(cell.state)
            });
            println!("{} {} of {}", member.file_name, same.count(), read.cells.0.len());
        }
    }

    #[test]
    fn file_names_differ_and_a_small_share_is_faulty() {
        let reports: Vec<_> = (0..700).map(|index| report(1, index, YEAR)).collect();
        let faulty = reports.iter().filter(|(_, defects)| !defects.is_empty()).count();
        assert!((20..110).contains(&faulty), "{faulty}");
        let kinds: HashSet<Defect> = reports.iter().flat_map(|(_, defects)| defects.iter().copied()).collect();
        assert_eq!(kinds.len(), Defect::ALL.len());
        let names: HashSet<String> = members(1, 60).map(|member| member.file_name).collect();
        assert_eq!(names.len(), 60);
    }

    #[test]
    fn years_carry_on_from_each_other() {
        for index in (0..40).filter(|index| [2021, 2022].iter().all(|year| report(3, *index, *year).1.is_empty())) {
            let (before, after) = (report(3, index, 2021).0, report(3, index, 2022).0);
            assert_eq!(before.cells.number("t3.carried_out.total"), after.cells.number("t3.carried_in.total"));
        }
    }
}
