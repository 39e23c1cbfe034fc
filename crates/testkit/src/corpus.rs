//! Endless corpora of reports in mixed formats, some of them faulty, for benchmarks and demonstrations.

use gongkai_report::Report;

/// What is deliberately wrong with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Defect {
    /// A total does not add up.
    IdentityBroken,
    /// All tables are blank.
    TablesBlank,
    /// The tables are of the other edition than the year asks for.
    WrongEdition,
    /// Section five is word for word that of the member before.
    TextCopied,
    /// Published after 31 January.
    PublishedLate,
    /// A private telephone number was left in the prose.
    PhoneNumberLeft,
}

/// One file of a corpus.
#[derive(Debug, Clone)]
pub struct Member {
    /// A file name with the ending of its format.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What is in it.
    pub report: Report,
    /// The year reported about.
    pub year: i16,
    /// What is wrong with it.
    pub defects: Vec<Defect>,
}

/// `count` members following from a seed, made one by one.
pub fn members(seed: u64, count: u64) -> impl Iterator<Item = Member> {
    (0..count).map(move |index| member(seed, index))
}

/// Member number `index` of the corpus of a seed; the same whatever was made before.
pub fn member(_seed: u64, index: u64) -> Member {
    Member {
        file_name: format!("{index:05}.txt"),
        bytes: Vec::new(),
        report: Report::default(),
        year: 2023,
        defects: Vec::new(),
    }
}
