//! The checks on a report that has been read: what is wrong with it against the form, the law and itself.
//!
//! What it is: one file a family of rules, called in the order in which an officer goes through a report —
//! completeness, type and range, row totals, column sums, balance, the year before, prose — and then form, wording,
//! copied text, personal information and dates. `docs/rules.md` lists every code with its basis.
//!
//! What it is not: it never fails and never guesses. A cell that holds no number makes an identity impossible to
//! evaluate, not violated; a figure in prose is compared under every reading it may have before anything is said.

mod accountability;
mod body;
mod broken_lines;
mod claim;
mod completeness;
mod contradictions;
mod copied;
mod deadline;
mod decisions;
mod doubled;
pub(crate) mod figures;
mod fingerprint;
mod form;
mod identities;
mod looked_in;
mod of_others;
mod once;
mod other_body;
mod parts;
mod personal;
mod powers;
mod prior;
mod prose;
mod provinces;
mod references;
mod sections;
mod settings;
mod subjects;
mod text;
mod title_body;
mod typos;
mod values;

use gongkai_law::Code;

use crate::matching::Body;
use crate::model::{Finding, Report};
use text::Passage;

pub use body::BodyKind;
pub use copied::{Batch, BatchBuilder, BatchMember, check_batch, copied_in_batch};
pub use fingerprint::{Fingerprint, Sentence};
pub use looked_in::looked_in;
pub use of_others::rests_on_others;
pub use once::found_once;
pub(crate) use personal::aside as personal_aside;
pub use personal::{PERSONAL, masked_text, personal_numbers};
pub use settings::{Copied, DueDates, MonthDay, Settings};

/// What the checks may be told besides the report itself.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The same body's report about the year before.
    pub prior: Option<&'a Report>,
    /// Due dates, thresholds and what is switched off.
    pub settings: &'a Settings,
    /// What kind of body reports, where the caller knows; else it is told from the body's name.
    pub body_kind: Option<BodyKind>,
    /// The body whose report it is, where the caller knows; `prior` is its report, too, whatever the titles say.
    pub body: Option<&'a Body>,
}

impl Default for Context<'_> {
    fn default() -> Self {
        static DEFAULT: Settings = Settings::DEFAULT;
        Self { prior: None, settings: &DEFAULT, body_kind: None, body: None }
    }
}

/// A report with what every rule wants to know of it.
struct Examined<'a> {
    report: &'a Report,
    prior: Option<&'a Report>,
    settings: &'a Settings,
    kind: Option<BodyKind>,
    body: Option<&'a Body>,
    passages: Vec<Passage<'a>>,
}

/// The rules in the order of evaluation.
const RULES: &[fn(&Examined<'_>) -> Vec<Finding>] = &[
    completeness::findings,
    sections::findings,
    values::findings,
    powers::findings,
    identities::findings,
    prior::findings,
    prose::findings,
    contradictions::findings,
    parts::findings,
    form::findings,
    title_body::findings,
    references::findings,
    typos::findings,
    doubled::findings,
    provinces::findings,
    broken_lines::findings,
    copied::findings,
    other_body::findings,
    personal::findings,
    deadline::findings,
    accountability::findings,
];

/// Every code the checks use, in the order of `docs/rules.md`.
pub const CODES: &[Code] = &[
    completeness::TABLE_MISSING,
    completeness::TABLE_WITHOUT_FIGURES,
    completeness::CELLS_BLANK,
    completeness::CELLS_SLASH,
    completeness::CELLS_MISSING,
    completeness::ROW_PARTLY_FILLED,
    completeness::COLUMN_BLANK,
    sections::SECTION_MISSING,
    sections::SECTION_EMPTY,
    sections::SECTION_ORDER,
    sections::SECTION_TITLE_DEVIATES,
    values::COUNT_NEGATIVE,
    values::COUNT_NOT_WHOLE,
    values::COUNT_TOO_LARGE,
    values::CELL_NOT_NUMBER,
    values::MONEY_NEGATIVE,
    values::MONEY_UNIT_UNKNOWN,
    values::MONEY_TOO_LARGE,
    values::DECIMALS_TOO_FEW,
    values::DECIMALS_TOO_MANY,
    powers::REGULATION_WITHOUT_POWER,
    identities::ROW_TOTAL_MISMATCH,
    identities::BLOCK_TOTAL_MISMATCH,
    identities::COLUMN_SUM_MISMATCH,
    identities::COLUMN_BALANCE_MISMATCH,
    identities::SINGLE_CELL_EXPLAINS,
    identities::TOTAL_WITHOUT_PARTS,
    identities::STOCK_BELOW_NEW,
    identities::PUBLISHED_EXCEEDS_MADE,
    prior::PRIOR_OTHER_BODY,
    prior::PRIOR_NOT_YEAR_BEFORE,
    prior::CARRIED_OVER_MISMATCH,
    prior::CARRIED_OVER_COLUMNS_MISMATCH,
    prior::STOCK_MISMATCH,
    prior::ITEMS_MISMATCH,
    prose::PROSE_TABLE_MISMATCH,
    prose::PROSE_TABLE_SCOPE,
    prose::TABLE_BLANK_PROSE_ZERO,
    prose::TABLE_BLANK_PROSE_FIGURE,
    prose::TABLE_BLANK_PROSE_DOCUMENTS,
    prose::REQUESTS_NOT_REPORTED,
    contradictions::PROSE_CONTRADICTS_ITSELF,
    parts::PROSE_PARTS_SUM,
    contradictions::TRAINING_CONTRADICTION,
    form::EDITION_YEAR_MISMATCH,
    form::EDITIONS_MIXED,
    form::YEAR_MISSING,
    form::TITLE_MISSING,
    form::TITLE_YEAR_FORMAT,
    form::TITLE_YEAR_MISSING,
    form::TITLE_NAME_DEVIATES,
    form::TITLE_YEAR_MISMATCH,
    form::PERIOD_YEAR_MISMATCH,
    form::TEXT_YEAR_MISMATCH,
    form::PERIOD_NOT_CALENDAR_YEAR,
    title_body::TITLE_OTHER_BODY,
    references::DATE_MANGLED,
    references::DOCUMENT_NUMBER_MANGLED,
    references::DOCUMENT_NUMBER_FORMAT,
    references::STATUTE_OUTDATED,
    typos::WORD_MISSPELT,
    doubled::WORD_DOUBLED,
    doubled::PUNCTUATION_DOUBLED,
    doubled::TIME_DOUBLED,
    provinces::PROVINCE_UNKNOWN,
    broken_lines::LINE_BROKEN,
    copied::COPIED_FROM_PRIOR,
    copied::COPIED_IN_BATCH,
    other_body::OTHER_BODY_NAMED,
    personal::IDENTITY_NUMBER,
    personal::MOBILE_NUMBER,
    personal::BANK_CARD_NUMBER,
    personal::PERSONAL_ASIDE,
    deadline::PUBLISHED_LATE,
    deadline::SIGNED_LATE,
    deadline::SIGNED_BEFORE_YEAR_END,
    deadline::PUBLISHED_BEFORE_YEAR_END,
    accountability::ACCOUNTABILITY_MISSING,
    accountability::ACCOUNTABILITY_RESULT_MISSING,
    accountability::FEE_STATEMENT_MISSING,
];

/// Whether a report is a scan of which no word was read: the reader says so, and what it lacks nobody knows.
fn is_unread_scan(report: &Report) -> bool {
    let is_scan = report.findings.iter().any(|finding| finding.code.0 == "document-scanned");
    is_scan && report.sections.is_empty() && report.title.is_none() && !report.has_form()
}

/// Checks a report; returns findings beyond those that reading made: none of a scan without text.
///
/// Personal numbers are masked in every finding, whatever rule it is of. Codes named in [`Settings::off`] are left
/// out.
pub fn check(report: &Report, context: &Context<'_>) -> Vec<Finding> {
    if is_unread_scan(report) {
        return Vec::new();
    }
    let passages = text::passages(report);
    let kind = context.body_kind.or_else(|| body::kind_of(report));
    let (prior, settings, body) = (context.prior, context.settings, context.body);
    let examined = Examined { report, prior, settings, kind, body, passages };
    RULES
        .iter()
        .flat_map(|rule| rule(&examined))
        .filter(|finding| !context.settings.is_off(finding.code))
        .map(personal::masked)
        .collect()
}
