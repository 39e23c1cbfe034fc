//! Figures in prose against the tables.
//!
//! Nothing is said while any reading meets: the figure may be the newly received requests, these with what was carried
//! in, or those answered; it may be rounded; it may be a part (通过网站收到 3 件). Only an exact figure about the year
//! that meets no reading becomes a finding, and the finding names the readings tried and what the cells hold. Where the
//! sentence names a part of the body or the whole district the finding is information only.

use gongkai_law::{Basis, Code, Instrument, Severity};
use rust_decimal::Decimal;

use super::claim::{Claim, claims, line};
use super::figures::{edition_of, figure, is_found, total, values};
use super::subjects::{Counting, DOCUMENT_CELLS, DOCUMENTS, REASONS, Reading, SUBJECTS, Subject};
use super::text::clause_of;
use super::{Examined, decisions};
use crate::cell::{CellAddress, CellState};
use crate::edition::{IdentityKind, TableId};
use crate::model::{Exactness, Finding, Report};

pub(super) const PROSE_TABLE_MISMATCH: Code = Code("prose-table-mismatch");
pub(super) const PROSE_TABLE_SCOPE: Code = Code("prose-table-scope");
pub(super) const TABLE_BLANK_PROSE_ZERO: Code = Code("table-blank-prose-zero");
pub(super) const TABLE_BLANK_PROSE_FIGURE: Code = Code("table-blank-prose-figure");
pub(super) const TABLE_BLANK_PROSE_DOCUMENTS: Code = Code("table-blank-prose-documents");
pub(super) const REQUESTS_NOT_REPORTED: Code = Code("requests-not-reported");

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let mut findings: Vec<Finding> = SUBJECTS.iter().filter_map(|subject| of_subject(examined, subject)).collect();
    findings.extend(documents(report));
    findings.extend(requests_not_reported(examined));
    findings
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
    let is_of_the_table = |claim: &Claim<'_>| {
        let is_whole = claims.len() == 1 || !names_row_alone(claim);
        is_whole && !claim.value.is_zero() && meets_any(claim, &known, first)
    };
    if claims.iter().any(is_of_the_table) {
        // One of the figures is the table's; the others are parts of it or tell of something else.
        return None;
    }
    let largest = known.iter().filter_map(|reading| reading.value).max()?;
    // A figure that no known reading meets may be that of the one whose cells hold no number.
    let is_doubtful = |claim: &Claim<'_>| !claim.value.is_zero() && known.len() < readings.len();
    let is_wrong = |claim: &Claim<'_>| {
        !is_doubtful(claim)
            && !is_of_reason(report, claim)
            && !is_met(claim, &known, first, largest)
            && !are_met_together(claim, &claims, &known, first)
    };
    let claim = claims.iter().find(|claim| is_wrong(claim))?;
    let is_of_another = match subject.counting {
        Counting::Alike => claim.names_another(examined.kind, is_of_whole(report, claim, largest)),
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

/// Whether a figure agrees with the table under any reading its words leave open.
fn meets_any(claim: &Claim<'_>, known: &[&Read], first: &Read) -> bool {
    let is_open = |reading: &Read| !claim.is_of_new_alone() || reading.name == first.name;
    known.iter().any(|reading| is_open(reading) && meets(claim, reading))
}

/// 其中信访举报投诉类3件: of a row, and the group is not named beside it.
fn names_row_alone(claim: &Claim<'_>) -> bool {
    const GROUPS: [&str; 4] = ["不予", "无法提供", "其他处理", "作其他"];
    let has = |word: &&str| claim.fact.quote.contains(*word);
    let of_subject = REASONS.iter().filter(|reason| reason.subject == claim.fact.subject);
    !GROUPS.iter().any(has) && of_subject.flat_map(|reason| reason.words).any(has)
}

/// Whether a figure agrees with the table under some reading, or is a part that fits into it.
///
/// 未收到 and 0 are compared with the first reading only: that another cell is 0 does not make it true.
fn is_met(claim: &Claim<'_>, known: &[&Read], first: &Read, largest: Decimal) -> bool {
    if claim.value.is_zero() {
        let whole = first.value.is_none_or(|value| claim.meets(value));
        return whole || claim.is_part() || claim.names_part();
    }
    meets_any(claim, known, first) || (claim.is_part() && claim.value <= largest)
}

/// 县政府制发2件，县政府办公室制发2件; 收到12件，又收到13件: figures said to be parts, told one after the other, which together
/// are the first reading's cells, or these with others.
fn are_met_together(claim: &Claim<'_>, claims: &[Claim<'_>], known: &[&Read], first: &Read) -> bool {
    let beside: Vec<&Claim<'_>> = claims.iter().filter(|other| other.fact.at == claim.fact.at).collect();
    let is_exact = |claim: &&Claim<'_>| claim.fact.exactness == Exactness::Exact;
    let is_said_part = |claim: &&Claim<'_>| claim.names_scope() || claim.is_part() || claim.is_added();
    let sum = beside.iter().try_fold(Decimal::ZERO, |sum, claim| sum.checked_add(claim.value));
    let is_whole = |reading: &Read| first.cells.iter().all(|cell| reading.cells.contains(cell));
    beside.len() > 1
        && beside.iter().all(is_exact)
        && beside.iter().skip(1).all(is_said_part)
        && known.iter().any(|reading| is_whole(reading) && reading.value == sum)
}

/// 收到25件，其中不予公开3件: whether the whole that a figure is said to be part of stands before it in its sentence and is the
/// table's.
fn is_of_whole(report: &Report, claim: &Claim<'_>, largest: Decimal) -> bool {
    let wholes: &[&str] = match claim.fact.subject.split('_').next() {
        Some("requests") => &["requests_received", "requests_handled"],
        Some("reconsideration") => &["reconsideration_cases"],
        Some("litigation") => &["litigation_cases"],
        _ => &[],
    };
    // Of those that were answered table 3 gives the results, and not of those that came in.
    let answered = report.cells.number("t3.total.total");
    let is_of_applicants = claim.fact.subject.ends_with("_person") || claim.fact.subject.ends_with("_organisation");
    // More than the table has of them cannot be among those that came in, either.
    let is_more = claim.value > largest;
    let is_same = |whole: &Claim<'_>| wholes.len() == 1 || is_of_applicants || is_more || Some(whole.value) == answered;
    let is_before =
        |whole: &Claim<'_>| whole.fact.at == claim.fact.at && is_said_before(claim, whole) && is_same(whole);
    if claim.clause.contains("新收") {
        return false;
    }
    wholes.iter().filter_map(|id| SUBJECTS.iter().find(|subject| subject.id == *id)).any(|subject| {
        let readings = readings(report, subject);
        let is_met = |whole: &Claim<'_>| readings.iter().any(|reading| meets(whole, reading));
        claims(report, subject.id).iter().any(|whole| {
            is_before(whole) && whole.fact.exactness == Exactness::Exact && is_met(whole) && !whole.names_scope()
        })
    })
}

/// Whether a figure is told in the clause before, or with nothing but words between.
fn is_said_before(claim: &Claim<'_>, whole: &Claim<'_>) -> bool {
    let before = claim.sentence.find(claim.clause).and_then(|at| claim.sentence.get(..at)).unwrap_or_default();
    let between = before.rfind(whole.clause).and_then(|at| before.get(at + whole.clause.len()..));
    let is_next = between.is_some_and(|between| !between.contains(|letter: char| letter.is_ascii_digit()));
    claim.sentence == whole.sentence && is_next && !whole.clause.contains("其中")
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
