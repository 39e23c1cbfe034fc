//! Where something was looked for that a report does not say.

use gongkai_law::Code;

use super::accountability::{
    ACCOUNTABILITY_MISSING, ACCOUNTABILITY_RESULT_MISSING, FEE_STATEMENT_MISSING, TOPIC_SECTIONS,
};
use super::form::{TITLE_MISSING, YEAR_MISSING};
use super::sections::SECTION_MISSING;

/// The numbers of the sections in which that was looked for which a finding misses, none for the whole text; `None` when it
/// points at something that is there. The place of such a finding is only where a reader may begin to look.
#[must_use]
pub fn looked_in(code: &str) -> Option<&'static [u8]> {
    let is_one_of = |codes: &[Code]| codes.iter().any(|known| known.0 == code);
    if is_one_of(&[ACCOUNTABILITY_MISSING, ACCOUNTABILITY_RESULT_MISSING]) {
        return Some(&TOPIC_SECTIONS);
    }
    if is_one_of(&[FEE_STATEMENT_MISSING]) {
        return Some(&[6]);
    }
    is_one_of(&[SECTION_MISSING, TITLE_MISSING, YEAR_MISSING]).then_some(&[])
}
