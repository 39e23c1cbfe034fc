//! A finding as it is kept: the same parts, owned, so that it outlives the version that made it.

use std::collections::BTreeMap;

use gongkai_documents::Place;
use gongkai_law::wording::Sentence;
use gongkai_law::{Instrument, Severity, Wording};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fingerprint;
use crate::model::Finding;

/// What a kept finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StoredBasis {
    /// The instrument.
    pub instrument: Instrument,
    /// Article, table or row; empty when the whole is meant.
    pub place: String,
}

impl std::fmt::Display for StoredBasis {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.instrument.cite(&self.place))
    }
}

/// A finding as it is kept. Its sentence is made when it is shown, in the reader's language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredFinding {
    /// Stable code.
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is, when it has a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
    /// The words or figures at that place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// What it rests on.
    pub basis: StoredBasis,
    /// Cell addresses concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    /// Values for the message's placeholders.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl From<&Finding> for StoredFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code.0.to_owned(),
            severity: finding.severity,
            at: finding.at.clone().map(finite),
            excerpt: finding.excerpt.clone(),
            basis: StoredBasis { instrument: finding.basis.instrument, place: finding.basis.place.to_owned() },
            cells: finding.cells.clone(),
            args: finding.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        }
    }
}

fn finite(mut place: Place) -> Place {
    super::make_finite(&mut place);
    place
}

impl StoredFinding {
    /// The finding in words: the given wording's, or this crate's own where that has none; the code itself for a code
    /// no bundle knows any more.
    pub fn sentence(&self, wording: &Wording) -> Sentence {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        crate::write::words::sentence_of(&self.code, &args, wording)
    }

    /// The finding by the JSON contract, as [`crate::json::finding`] gives it.
    pub fn json(&self, wording: &Wording) -> Value {
        let sentence = self.sentence(wording);
        let basis = self.basis.to_string();
        crate::json::value(&Shape {
            code: &self.code,
            severity: self.severity,
            message: &sentence.message,
            at: self.at.as_ref(),
            basis: (!basis.is_empty()).then_some(&basis),
            hint: sentence.hint.as_deref(),
            cells: &self.cells,
            excerpt: self.excerpt.as_deref(),
        })
    }

    /// A key of what is wrong that survives another reading, another format and lines that moved: made of the code,
    /// the cells and the words, never of the place. A changed figure or word gives another key.
    ///
    /// Two defects told in the same words have the same key; [`super::fingerprints`] tells those of one report apart.
    pub fn fingerprint(&self) -> String {
        fingerprint::of(self)
    }
}

/// The contract's finding, in the contract's order.
#[derive(Serialize)]
struct Shape<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    at: Option<&'a Place>,
    basis: Option<&'a String>,
    hint: Option<&'a str>,
    cells: &'a [String],
    excerpt: Option<&'a str>,
}
