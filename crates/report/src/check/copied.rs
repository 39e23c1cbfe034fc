//! Copied text: against last year's report, and within a batch of reports.
//!
//! Basis: 国办公开办函〔2021〕30号, part four: reports whose content is the same (内容雷同) are pursued.
//!
//! A batch is walked twice. First every report's [`Fingerprint`] goes into a [`BatchBuilder`], which keeps 16 bytes a
//! sentence; then [`copied_in_batch`] tells what share of a report stands in the one other report that is most like it,
//! with the report read once more for its words. Sentences that each stand in another report are no copy: officials
//! write alike. What a large part of a large batch has in common is the district's template, or a phrase in everybody's
//! mouth, and does not count, neither as copied nor as the report's own.

use std::collections::BTreeMap;

use gongkai_law::{Basis, Code, Instrument, Severity};

use super::fingerprint::{Fingerprint, Sentence};
use super::prior::is_comparable;
use super::settings::{Copied, Settings};
use super::{Examined, personal};
use crate::model::{Finding, Report};

pub(super) const COPIED_FROM_PRIOR: Code = Code("copied-from-prior");
pub(super) const COPIED_IN_BATCH: Code = Code("copied-in-batch");

const BASIS: Basis = Basis::new(Instrument::Form2021, "第四部分");
/// Sentences quoted in a finding.
const QUOTED: usize = 3;

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    from_prior(examined).into_iter().collect()
}

fn from_prior(examined: &Examined<'_>) -> Option<Finding> {
    let prior = examined.prior.filter(|prior| is_comparable(examined, prior))?;
    let last_year = Fingerprint::of(prior);
    let sentences = Sentence::of(examined.report);
    let copied: Vec<&Sentence> = sentences.iter().filter(|sentence| last_year.contains(sentence.hash)).collect();
    let finding = share_finding(COPIED_FROM_PRIOR, &sentences, &copied, &examined.settings.copied)?;
    Some(with_place(finding, examined.report, &copied))
}

/// `None` below the lower threshold, or with too little text to compare.
fn share_finding(code: Code, all: &[Sentence], copied: &[&Sentence], settings: &Copied) -> Option<Finding> {
    if all.len() < settings.least_sentences {
        return None;
    }
    let characters: u64 = all.iter().map(|sentence| u64::from(sentence.length)).sum();
    let repeated: u64 = copied.iter().map(|sentence| u64::from(sentence.length)).sum();
    let percent = repeated.saturating_mul(100).checked_div(characters)?;
    if copied.is_empty() || percent < u64::from(settings.info_percent) {
        return None;
    }
    let severity = if percent >= u64::from(settings.warning_percent) { Severity::Warning } else { Severity::Info };
    let mut telling = copied.to_vec();
    // Last year's problems told again tell most; then the longest sentences.
    telling.sort_by_key(|sentence| (sentence.section != 5, std::cmp::Reverse(sentence.length)));
    let quoted: Vec<String> = telling.iter().take(QUOTED).map(|sentence| format!("“{}”", clipped(sentence))).collect();
    Some(
        Finding::new(code, severity, BASIS)
            .with_arg("percent", percent)
            .with_arg("count", copied.len())
            .with_arg("quoted", quoted.join("")),
    )
}

fn clipped(sentence: &Sentence) -> String {
    const SHOWN: usize = 40;
    let text: String = sentence.text.chars().take(SHOWN).collect();
    if text.len() < sentence.text.len() { format!("{text}……") } else { text }
}

fn with_place(finding: Finding, report: &Report, copied: &[&Sentence]) -> Finding {
    let Some(longest) = copied.iter().max_by_key(|sentence| (sentence.section == 5, sentence.length)) else {
        return finding;
    };
    let start: String = longest.text.chars().take(8).collect();
    let lines = report.sections.iter().filter(|section| section.number == longest.section).flat_map(|s| &s.lines);
    let finding = finding.with_excerpt(clipped(longest));
    match lines.into_iter().find(|line| line.text.contains(&start)) {
        Some(line) => finding.with_place(line.at.clone()),
        None => finding,
    }
}

/// Collects the fingerprints of a batch.
#[derive(Debug, Default)]
pub struct BatchBuilder {
    names: Vec<String>,
    sentences: Vec<(u64, u32)>,
}

impl BatchBuilder {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a report by its fingerprint and returns its number in the batch; `name` is how findings about others call
    /// it. From 2³² reports on nothing is added.
    pub fn add(&mut self, name: impl Into<String>, fingerprint: &Fingerprint) -> u32 {
        let Ok(number) = u32::try_from(self.names.len()) else { return u32::MAX };
        self.names.push(name.into());
        self.sentences.extend(fingerprint.hashes.iter().map(|hash| (*hash, number)));
        number
    }

    /// The batch: only sentences that more than one report has are kept.
    pub fn finish(mut self, settings: &Settings) -> Batch {
        self.sentences.sort_unstable();
        let template = template_from(self.names.len(), &settings.copied);
        let mut shared = Vec::new();
        let mut templates = Vec::new();
        for group in self.sentences.chunk_by(|one, other| one.0 == other.0) {
            match group {
                [(hash, _), _, ..] if group.len() >= template => templates.push(*hash),
                [_, _, ..] => shared.extend_from_slice(group),
                _ => {}
            }
        }
        shared.shrink_to_fit();
        Batch { names: self.names, shared, templates }
    }
}

/// How many reports must have a sentence for it to be template; never, in a batch that is not large.
fn template_from(reports: usize, settings: &Copied) -> usize {
    if reports < settings.large_batch {
        return usize::MAX;
    }
    let share = reports.saturating_mul(usize::from(settings.template_percent)).div_ceil(100);
    share.clamp(3, settings.template_reports.max(3))
}

/// The sentences that reports of a batch have in common.
#[derive(Debug)]
pub struct Batch {
    names: Vec<String>,
    /// Sentence and owner, sorted.
    shared: Vec<(u64, u32)>,
    /// Sentences of the template, sorted.
    templates: Vec<u64>,
}

impl Batch {
    fn is_template(&self, hash: u64) -> bool {
        self.templates.binary_search(&hash).is_ok()
    }

    /// The other reports that have a sentence; at most as many as make a template.
    fn others(&self, hash: u64, number: u32) -> impl Iterator<Item = u32> + '_ {
        let start = self.shared.partition_point(|(known, _)| *known < hash);
        let group = self.shared.get(start..).unwrap_or_default().iter().take_while(move |(known, _)| *known == hash);
        group.map(|(_, owner)| *owner).filter(move |owner| *owner != number)
    }
}

/// How much of a report stands in the report of its batch that is most like it; `number` is what
/// [`BatchBuilder::add`] returned for it.
pub fn copied_in_batch(report: &Report, number: u32, batch: &Batch, settings: &Settings) -> Option<Finding> {
    if settings.is_off(COPIED_IN_BATCH) {
        return None;
    }
    let mut sentences = Sentence::of(report);
    sentences.retain(|sentence| !batch.is_template(sentence.hash));
    let mut owners: BTreeMap<u32, u64> = BTreeMap::new();
    for sentence in &sentences {
        for other in batch.others(sentence.hash, number) {
            let characters = owners.entry(other).or_default();
            *characters = characters.saturating_add(u64::from(sentence.length));
        }
    }
    let (most, _) = owners.iter().max_by_key(|(other, characters)| (**characters, std::cmp::Reverse(**other)))?;
    let copied: Vec<&Sentence> =
        sentences.iter().filter(|sentence| batch.others(sentence.hash, number).any(|other| other == *most)).collect();
    let finding = share_finding(COPIED_IN_BATCH, &sentences, &copied, &settings.copied)?;
    let name = self_or(batch.names.get(usize::try_from(*most).ok()?)?, *most);
    Some(personal::masked(with_place(finding.with_arg("other", name), report, &copied)))
}

fn self_or(name: &str, number: u32) -> String {
    if name.trim().is_empty() { format!("#{}", number.saturating_add(1)) } else { name.to_owned() }
}

/// A report of a small batch held in memory.
#[derive(Debug, Clone, Copy)]
pub struct BatchMember<'a> {
    /// How findings about other reports call it: its body, or its file.
    pub name: &'a str,
    /// The report.
    pub report: &'a Report,
}

/// Copied text within a batch held in memory: findings for each member, in order.
///
/// For tens of thousands of reports use [`BatchBuilder`] and [`copied_in_batch`], which need one report at a time.
pub fn check_batch(members: &[BatchMember<'_>], settings: &Settings) -> Vec<Vec<Finding>> {
    let mut builder = BatchBuilder::new();
    let numbers: Vec<u32> =
        members.iter().map(|member| builder.add(member.name, &Fingerprint::of(member.report))).collect();
    let batch = builder.finish(settings);
    members
        .iter()
        .zip(numbers)
        .map(|(member, number)| copied_in_batch(member.report, number, &batch, settings).into_iter().collect())
        .collect()
}
