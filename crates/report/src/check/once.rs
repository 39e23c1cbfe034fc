//! Which rules find at most one thing in a report.

use super::{accountability, deadline, form, prose, sections, title_body};

/// Whether a report has at most one finding of this code, about the report as a whole: what is found in a newer version, if
/// in other words, is then the same thing, mended in part or not at all.
pub fn found_once(code: &str) -> bool {
    let codes = [
        accountability::ACCOUNTABILITY_MISSING,
        accountability::ACCOUNTABILITY_RESULT_MISSING,
        accountability::FEE_STATEMENT_MISSING,
        deadline::PUBLISHED_BEFORE_YEAR_END,
        deadline::PUBLISHED_LATE,
        deadline::SIGNED_LATE,
        deadline::SIGNED_BEFORE_YEAR_END,
        form::EDITIONS_MIXED,
        form::EDITION_YEAR_MISMATCH,
        form::TITLE_MISSING,
        form::TITLE_NAME_DEVIATES,
        form::TITLE_YEAR_FORMAT,
        form::TITLE_YEAR_MISMATCH,
        form::TITLE_YEAR_MISSING,
        form::YEAR_MISSING,
        prose::REQUESTS_NOT_REPORTED,
        sections::SECTION_ORDER,
        title_body::TITLE_OTHER_BODY,
    ];
    codes.iter().any(|each| each.0 == code)
}
