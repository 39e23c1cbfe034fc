//! Figures in prose against the tables.
//!
//! Nothing is said while any reading meets: the figure may be the newly received requests, these with what was carried
//! in, or those answered; it may be rounded; it may be a part (通过网站收到 3 件). Only an exact figure about the year
//! that meets no reading becomes a finding, and the finding names the readings tried and what the cells hold. Where the
//! sentence names a part of the body or the whole district the finding is information only.

use gongkai_law::{Basis, Code, Instrument, Severity};
use rust_decimal::Decimal;

use super::figures::{edition_of, figure, is_found, total, values};
use super::subjects::{Counting, DOCUMENT_CELLS, DOCUMENTS, REASONS, Reading, SUBJECTS, Subject};
use super::text::{clause_of, sentence_of};
use super::{BodyKind, Examined, decisions};
use crate::cell::{CellAddress, CellState};
use crate::edition::{IdentityKind, TableId};
use crate::model::{Exactness, Fact, Finding, Report};

pub(super) const PROSE_TABLE_MISMATCH: Code = Code("prose-table-mismatch");
pub(super) const PROSE_TABLE_SCOPE: Code = Code("prose-table-scope");
pub(super) const TABLE_BLANK_PROSE_ZERO: Code = Code("table-blank-prose-zero");
pub(super) const TABLE_BLANK_PROSE_FIGURE: Code = Code("table-blank-prose-figure");
pub(super) const TABLE_BLANK_PROSE_DOCUMENTS: Code = Code("table-blank-prose-documents");
pub(super) const REQUESTS_NOT_REPORTED: Code = Code("requests-not-reported");

/// Figures of one subject looked at; no honest report tells a count so often.
const MOST_CLAIMS: usize = 100;

/// Words that make a figure one of the whole district or trade.
pub(super) const WHOLE_WORDS: [&str; 7] = ["全区", "全市", "全县", "全省", "全州", "全旗", "全系统"];

/// Words that make a figure one of another body or a part of this one.
const SCOPE_WORDS: &[&str] = &[
    "各级",
    "各部门",
    "各单位",
    "各乡镇",
    "各街道",
    "本级",
    "本机关",
    "本办",
    "我办",
    "办公室",
    "机关收",
    "下属",
    "所属",
    "大厅",
    "窗口",
    "县级部门",
    "区级部门",
    "市级部门",
    "乡镇（",
    "乡镇(",
    "镇（街",
    "领域",
    "其中",
];
/// Words that make a figure a part, by way or applicant.
const PART_WORDS: &[&str] = &[
    "网上",
    "网络",
    "网站",
    "邮箱",
    "信函",
    "邮寄",
    "邮件",
    "当面",
    "现场",
    "传真",
    "平台",
    "申请系统",
    "公开系统",
    "自然人",
    "公民",
    "企业",
    "法人",
    "律师",
    "组织",
    "转来",
    "转办",
    "涉及",
    "关于",
    "重大",
];
/// Words that make a figure one of more than this year.
const OTHER_TIME_WORDS: &[&str] = &["上年", "去年", "上一年", "往年", "历年", "以来", "累计", "近三年", "同期"];

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let mut findings: Vec<Finding> = SUBJECTS.iter().filter_map(|subject| of_subject(examined, subject)).collect();
    findings.extend(documents(report));
    findings.extend(requests_not_reported(examined));
    findings
}

/// A figure as it may be compared.
pub(super) struct Claim<'a> {
    pub(super) fact: &'a Fact,
    pub(super) value: Decimal,
    /// The clause it stands in.
    pub(super) clause: &'a str,
    /// The clauses before that in its sentence, from the one that names who counts: 本级受理3件，办结3件.
    pub(super) carried: &'a str,
}

/// The figures of a subject that are about this year as a whole or in part.
pub(super) fn claims<'a>(report: &'a Report, subject: &str) -> Vec<Claim<'a>> {
    report
        .facts
        .iter()
        .filter(|fact| fact.subject == subject)
        .take(MOST_CLAIMS)
        .filter_map(|fact| {
            let value = match fact.exactness {
                Exactness::ImplicitZero => fact.value.unwrap_or(Decimal::ZERO),
                _ => fact.value?,
            };
            let line = line(report, fact);
            let clause = clause_of(line, &fact.quote);
            let carried = carried(sentence_of(line, &fact.quote), clause);
            (!is_other_time(report, subject, clause)).then_some(Claim { fact, value, clause, carried })
        })
        .collect()
}

/// The line a fact stands in; its own words where no line has them.
fn line<'a>(report: &'a Report, fact: &'a Fact) -> &'a str {
    let lines =
        report.sections.iter().filter(|section| section.number == fact.section).flat_map(|section| &section.lines);
    let line = lines.map(|line| line.text.as_str()).find(|text| text.contains(fact.quote.as_str()));
    line.unwrap_or(fact.quote.as_str())
}

/// The clauses before one in its sentence that count requests or cases for a part of the body or its district. Where the
/// clause says anew who counts, they say nothing of it.
fn carried<'a>(sentence: &'a str, clause: &str) -> &'a str {
    let before = sentence.find(clause).and_then(|at| sentence.get(..at)).unwrap_or_default();
    let scopes = || WHOLE_WORDS.iter().chain(SCOPE_WORDS).filter(|word| **word != "其中");
    let is_scope = |part: &str| scopes().any(|word| part.contains(word));
    let receives = |part: &str| ["申请", "受理", "收到"].iter().any(|word| part.contains(word));
    let counts = |part: &str| receives(part) && part.contains(|letter: char| letter.is_ascii_digit());
    let says_anew = is_scope(clause) || clause.contains(['共', '我']);
    let is_carried = !says_anew && before.split(['，', ',']).any(|part| is_scope(part) && counts(part));
    if is_carried { before } else { "" }
}

fn is_other_time(report: &Report, subject: &str, clause: &str) -> bool {
    // 上年结转 is the very subject there.
    let words = OTHER_TIME_WORDS.iter().any(|word| clause.contains(word)) && subject != "requests_carried_in";
    words || report.year.is_some_and(|year| names_another_year(clause, year))
}

/// Whether the text names a year, but not this one.
fn names_another_year(text: &str, year: i16) -> bool {
    let years: Vec<&str> = text
        .match_indices('年')
        .filter_map(|(end, _)| text.get(end.checked_sub(4)?..end))
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    !years.is_empty() && !years.contains(&year.to_string().as_str())
}

impl Claim<'_> {
    /// Whether the sentence names a part of the body, or the whole of its district.
    pub(super) fn names_scope(&self) -> bool {
        WHOLE_WORDS.iter().chain(SCOPE_WORDS).any(|word| self.limits(word) && self.clause.contains(word))
            || !self.carried.is_empty()
    }

    /// Whether a word makes the figure one of a part. 收到10件，其中上年结转0件: that part has a row of its own.
    fn limits(&self, word: &str) -> bool {
        word != "其中" || self.fact.subject != "requests_carried_in"
    }

    /// Whether the sentence names a scope that is not the report's own: 本机关 is the body that is no government, and the whole
    /// district with all its bodies is what its government's table counts.
    fn names_another(&self, kind: Option<BodyKind>) -> bool {
        let district: &[&str] = match kind {
            Some(BodyKind::CountyGovernment) => &["全区", "全县", "全旗"],
            Some(BodyKind::HigherGovernment) => &["全市", "全省", "全州"],
            _ => &[],
        };
        let words = format!("{}{}", self.carried, self.clause);
        let is_of_all = district.iter().any(|word| words.contains(word));
        let is_own = |word: &str| district.contains(&word) || (is_of_all && word.starts_with('各'));
        let clause = match kind {
            Some(kind) if !kind.is_government() => words.replace("本机关", ""),
            _ => words,
        };
        let counts = |word: &str| self.limits(word) && !is_own(word);
        WHOLE_WORDS.iter().chain(SCOPE_WORDS).any(|word| clause.contains(word) && counts(word))
    }

    /// Whether the sentence names a channel, an applicant or a matter: then it is a part of the count.
    pub(super) fn is_part(&self) -> bool {
        self.fact.channel.is_some() || PART_WORDS.iter().any(|word| self.clause.contains(word))
    }

    fn meets(&self, cell: Decimal) -> bool {
        match self.fact.exactness {
            Exactness::Exact | Exactness::ImplicitZero => cell == self.value,
            Exactness::AtLeast => cell >= self.value,
            Exactness::AtMost => cell <= self.value,
            // 约 may be off by anything a writer finds fair: never compared.
            Exactness::About => true,
        }
    }
}

/// A reading with the report's figures: `None` in `value` when a cell holds no number.
struct Read {
    name: &'static str,
    cells: Vec<CellAddress>,
    value: Option<Decimal>,
}

fn readings(report: &Report, subject: &Subject) -> Vec<Read> {
    subject.readings.iter().filter_map(|reading| read(report, reading)).collect()
}

/// `None` when the report's edition has no such cells.
fn read(report: &Report, reading: &Reading) -> Option<Read> {
    let bind = |list: &[&str]| -> Option<Vec<CellAddress>> {
        list.iter()
            .map(|text| CellAddress::parse(text).filter(|address| report.cells.get(*address).is_some()))
            .collect()
    };
    let (plus, minus) = (bind(reading.plus)?, bind(reading.minus)?);
    let sum = |cells: &[CellAddress]| {
        cells.iter().try_fold(Decimal::ZERO, |sum, address| sum.checked_add(number_of(report, *address)?))
    };
    let value = sum(&plus).zip(sum(&minus)).and_then(|(plus, minus)| plus.checked_sub(minus));
    Some(Read { name: reading.name, cells: plus.into_iter().chain(minus).collect(), value })
}

/// What a cell holds; for a sum that holds no number what its parts add up to, where they all do and agree.
fn number_of(report: &Report, address: CellAddress) -> Option<Decimal> {
    if let Some(value) = report.cells.value(address) {
        return Some(value);
    }
    let identities = edition_of(report, address.table()).edition().identities();
    let is_sum = |kind| matches!(kind, IdentityKind::RowSum | IdentityKind::ColumnSum | IdentityKind::BlockSum);
    let mut sums = identities
        .iter()
        .filter(|identity| is_sum(identity.kind))
        .filter(|identity| matches!(identity.left.as_slice(), [sum] if sum.address == address))
        .filter_map(|identity| total(&values(report, None, &identity.right)?));
    let sum = sums.next()?;
    sums.all(|other| other == sum).then_some(sum)
}

fn of_subject(examined: &Examined<'_>, subject: &Subject) -> Option<Finding> {
    let report = examined.report;
    if !is_found(report, subject.table) {
        return None;
    }
    let claims = claims(report, subject.id);
    let readings = readings(report, subject);
    let first = readings.first()?;
    if claims.is_empty() {
        return None;
    }
    if readings.iter().all(|reading| reading.value.is_none()) {
        return blank(report, subject, &claims, first);
    }
    let known: Vec<&Read> = readings.iter().filter(|reading| reading.value.is_some()).collect();
    if known.iter().any(|reading| claims.iter().any(|claim| !claim.value.is_zero() && meets(claim, reading))) {
        // One of the figures is the table's; the others are parts of it or tell of something else.
        return None;
    }
    let largest = known.iter().filter_map(|reading| reading.value).max()?;
    // A figure that no known reading meets may be that of the one whose cells hold no number.
    let is_doubtful = |claim: &Claim<'_>| !claim.value.is_zero() && known.len() < readings.len();
    let is_wrong = |claim: &Claim<'_>| {
        !is_doubtful(claim) && !is_of_reason(report, claim) && !is_met(claim, &known, first, largest)
    };
    let claim = claims.iter().find(|claim| is_wrong(claim))?;
    let is_of_another = match subject.counting {
        Counting::Alike => claim.names_another(examined.kind),
        Counting::MaybeOtherwise => !decisions::are_plainly_own(report, claim),
    };
    let (code, severity) =
        if is_of_another { (PROSE_TABLE_SCOPE, Severity::Info) } else { (PROSE_TABLE_MISMATCH, Severity::Warning) };
    let tried: Vec<String> =
        known.iter().filter_map(|reading| Some(format!("{} {}", reading.name, figure(reading.value?)))).collect();
    let basis = edition_of(report, subject.table).basis(subject.table);
    let finding = told(report, subject, claim, Finding::new(code, severity, basis));
    let mut cells: Vec<CellAddress> = known.iter().flat_map(|reading| reading.cells.iter().copied()).collect();
    cells.sort();
    cells.dedup();
    Some(finding.with_arg("readings", tried.join("；")).with_cells(cells))
}

fn meets(claim: &Claim<'_>, reading: &Read) -> bool {
    reading.value.is_some_and(|value| claim.meets(value))
}

/// Whether a figure agrees with the table under some reading, or is a part that fits into it.
///
/// 未收到 and 0 are compared with the first reading only: that another cell is 0 does not make it true.
fn is_met(claim: &Claim<'_>, known: &[&Read], first: &Read, largest: Decimal) -> bool {
    if claim.value.is_zero() {
        let whole = first.value.is_none_or(|value| claim.meets(value));
        return whole || claim.is_part() || claim.names_scope();
    }
    known.iter().any(|reading| meets(claim, reading)) || (claim.is_part() && claim.value <= largest)
}

/// 属于执法案卷信息不予公开3件: the figure of one row, or of several named, and not of their group. Rows named side by side
/// are meant together, unless each has a number of its own (分别).
fn is_of_reason(report: &Report, claim: &Claim<'_>) -> bool {
    let named_in = |words: &str| {
        let of_subject = REASONS.iter().filter(|reason| reason.subject == claim.fact.subject);
        let named = of_subject.filter_map(|reason| {
            let at = reason.words.iter().filter_map(|word| Some((words.find(word)?, word.len()))).min()?;
            Some((at, reason.cell))
        });
        named.collect::<Vec<((usize, usize), &str)>>()
    };
    let quote = claim.fact.quote.as_str();
    let (words, mut named) = match named_in(quote) {
        named if named.is_empty() => (claim.clause, named_in(claim.clause)),
        named => (quote, named),
    };
    named.sort_unstable();
    let are_together = !words.contains("分别")
        && named.iter().zip(named.iter().skip(1)).all(|(((at, length), _), ((next, _), _))| {
            let between = words.get(at.saturating_add(*length)..*next).unwrap_or_default();
            between.contains(['、', '和', '及', '与']) && !between.contains(|letter: char| letter.is_ascii_digit())
        });
    let cells: Vec<Option<Decimal>> = named.iter().map(|(_, cell)| report.cells.number(cell)).collect();
    // A row without a number may hold the figure.
    let Some(cells) = cells.into_iter().collect::<Option<Vec<Decimal>>>() else { return true };
    let sum = cells.iter().try_fold(Decimal::ZERO, |sum, cell| sum.checked_add(*cell));
    let is_one = cells.iter().any(|cell| claim.meets(*cell)) && (cells.len() == 1 || !are_together);
    !cells.is_empty() && (is_one || sum.is_some_and(|sum| claim.meets(sum)))
}

/// The cells the figure belongs to are empty.
fn blank(report: &Report, subject: &Subject, claims: &[Claim<'_>], first: &Read) -> Option<Finding> {
    let all_blank = first.cells.iter().all(|address| {
        report.cells.get(*address).is_some_and(|cell| matches!(cell.state, CellState::Blank | CellState::Slash))
    });
    let claim = claims.first().filter(|_| all_blank)?;
    let (code, severity) = if claims.iter().all(|claim| claim.value.is_zero()) {
        (TABLE_BLANK_PROSE_ZERO, Severity::Info)
    } else {
        (TABLE_BLANK_PROSE_FIGURE, Severity::Warning)
    };
    let basis = edition_of(report, subject.table).basis(subject.table);
    let finding = told(report, subject, claim, Finding::new(code, severity, basis));
    Some(finding.with_arg("reading", first.name).with_cells(&first.cells))
}

fn told(report: &Report, subject: &Subject, claim: &Claim<'_>, finding: Finding) -> Finding {
    let table = subject.table.title();
    let finding = finding
        .with_place(claim.fact.at.clone())
        .with_excerpt(claim.clause.trim())
        .with_arg("quote", claim.fact.quote.trim())
        .with_arg("value", figure(claim.value))
        .with_arg("table", table);
    match report.year {
        Some(year) => finding.with_arg("year", format!("{year}年")),
        None => finding,
    }
}

/// 发文 154 件 beside a blank row of normative documents: not all documents are normative, but nothing is reported.
fn documents(report: &Report) -> Option<Finding> {
    let address = DOCUMENT_CELLS.iter().filter_map(|text| CellAddress::parse(text)).find(|address| {
        report.cells.get(*address).is_some_and(|cell| matches!(cell.state, CellState::Blank | CellState::Slash))
    })?;
    let fact = report
        .facts
        .iter()
        .find(|fact| DOCUMENTS.contains(&fact.subject) && fact.value.is_some_and(|value| value > Decimal::ZERO))?;
    let basis = edition_of(report, TableId::T2).basis(TableId::T2);
    Some(
        Finding::new(TABLE_BLANK_PROSE_DOCUMENTS, Severity::Info, basis)
            .with_place(fact.at.clone())
            .with_excerpt(clause_of(line(report, fact), &fact.quote).trim())
            .with_arg("quote", fact.quote.trim())
            .with_cell(address),
    )
}

/// Table 3 without a figure and not a word on requests: it cannot be told whether there were none.
///
/// Basis: Regulation Art. 50(2).
fn requests_not_reported(examined: &Examined<'_>) -> Option<Finding> {
    let report = examined.report;
    let without_figures = report.cells.of_table(TableId::T3).all(|(_, cell)| cell.value.is_none());
    let facts = report.facts.iter().any(|fact| fact.subject.starts_with("requests"));
    let prose = examined.passages.iter().any(|passage| !passage.heading && passage.text.contains("申请"));
    if !is_found(report, TableId::T3) || !without_figures || facts || prose {
        return None;
    }
    let basis = Basis::new(Instrument::Regulation, "第五十条第（二）项");
    let finding = Finding::new(REQUESTS_NOT_REPORTED, Severity::Warning, basis).with_arg("table", TableId::T3.title());
    Some(match report.sections.iter().find(|section| section.number == TableId::T3.section()) {
        Some(section) => finding.with_place(section.at.clone()),
        None => finding,
    })
}
