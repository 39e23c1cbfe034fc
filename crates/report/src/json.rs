//! The JSON contract `gongkai.report/1`.
//!
//! Keys stand in the contract's order. Additions come after the contract's own keys, so that a reader of the first
//! version keeps working.

mod shape;

use gongkai_law::Wording;
use gongkai_law::wording::Sentence;
use serde::Serialize;
use serde_json::Value;

use self::shape::{FindingShape, ReportShape};
pub(crate) use self::shape::{Number, numeral};
use crate::model::Report;

/// The schema's name.
pub const SCHEMA: &str = "gongkai.report/1";

/// A report by the contract; `source` is what the caller calls the file, `wording` the language of messages.
pub fn report(source: &str, report: &Report, wording: &Wording) -> Value {
    value(&ReportShape::of(source, report, wording))
}

/// The same as [`report`] as one line of text without a line end, several times faster for many reports.
pub fn line(source: &str, report: &Report, wording: &Wording) -> String {
    // Shapes have string keys and no fallible parts, so writing to memory cannot fail.
    serde_json::to_string(&ReportShape::of(source, report, wording)).unwrap_or_default()
}

/// A finding by the contract. `P` is the place's type: a document's place for reports, a file's name for totals.
pub fn finding<P: Serialize>(finding: &gongkai_law::Finding<P>, wording: &Wording) -> Value {
    value(&FindingShape::of(finding, wording))
}

/// A finding in words, those of totals included, which `wording` need not know.
pub fn sentence<P>(finding: &gongkai_law::Finding<P>, wording: &Wording) -> Sentence {
    crate::write::words::sentence(finding, wording)
}

pub(crate) fn value(shape: &impl Serialize) -> Value {
    serde_json::to_value(shape).unwrap_or_default()
}
