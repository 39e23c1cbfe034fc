//! The JSON contract `gongkai.report/1`.

use gongkai_law::Wording;
use serde::Serialize;
use serde_json::Value;

use crate::model::Report;

/// The schema's name.
pub const SCHEMA: &str = "gongkai.report/1";

/// A report by the contract; `source` is what the caller calls the file, `wording` the language of messages.
pub fn report(_source: &str, _report: &Report, _wording: &Wording) -> Value {
    Value::Null
}

/// A finding by the contract. `P` is the place's type: a document's place for reports, a file's name for totals.
pub fn finding<P: Serialize>(_finding: &gongkai_law::Finding<P>, _wording: &Wording) -> Value {
    Value::Null
}
