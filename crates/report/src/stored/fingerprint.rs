//! The key of a finding that an officer's decision hangs on.

use std::collections::HashMap;

use super::StoredFinding;
use crate::read::normal::normal;

/// Arguments that measure how much of a kind was found: they move when other text does.
const EXTENT: [&str; 4] = ["count", "times", "percent", "quoted"];

/// The keys of one report's findings in order, each once: of several in the same words, the second has `-2` behind its
/// key, and so on.
pub fn fingerprints(findings: &[StoredFinding]) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let key = of(finding);
            let times = seen.entry(key.clone()).or_default();
            *times = times.saturating_add(1);
            if *times == 1 { key } else { format!("{key}-{times}") }
        })
        .collect()
}

pub(super) fn of(finding: &StoredFinding) -> String {
    let mut cells = finding.cells.clone();
    cells.sort_unstable();
    cells.dedup();
    let mut hash = Hash::new();
    hash.part(&finding.code);
    for cell in &cells {
        hash.part(cell);
    }
    let args: Vec<_> = finding.args.iter().filter(|(name, _)| !EXTENT.contains(&name.as_str())).collect();
    for (name, value) in &args {
        hash.part(name);
        hash.part(&words(value));
    }
    // The excerpt shows more or less of what stands around, as the file breaks its lines: it counts where nothing else
    // says what is meant.
    if cells.is_empty() && args.is_empty() {
        hash.part(&words(finding.excerpt.as_deref().unwrap_or_default()));
    }
    hash.text()
}

/// Letters and figures only, whatever widths, breaks and marks there are between them; a sign and a decimal point stay.
fn words(text: &str) -> String {
    normal(text).chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '*')).collect()
}

/// FNV-1a of 128 bits: it tells one report's findings apart and has no secret to keep.
struct Hash(u128);

impl Hash {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Takes in a part and its end, so that no two lists of parts run into the same bytes.
    fn part(&mut self, text: &str) {
        for byte in text.bytes().chain(std::iter::once(0)) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    fn text(&self) -> String {
        format!("{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use gongkai_documents::Place;
    use gongkai_law::{Basis, Code, Instrument, Severity};

    use super::*;
    use crate::model::Finding;

    fn finding() -> Finding {
        Finding::new(Code("row-total-mismatch"), Severity::Error, Basis::new(Instrument::Arithmetic, ""))
            .with_cells(["t3.granted.total", "t3.granted.research"])
            .with_arg("left", "3")
            .with_arg("row", "（一）予以公开")
    }

    fn key(finding: &Finding) -> String {
        StoredFinding::from(finding).fingerprint()
    }

    #[test]
    fn place_order_and_widths_do_not_matter() {
        let mut other = finding().with_place(Place::Line { line: 7 }).with_excerpt("3").with_arg("count", 9);
        other.cells.reverse();
        other.args.insert("row", " (一) 予以公开".to_owned());
        assert_eq!(key(&finding()), key(&other));
    }

    #[test]
    fn code_cells_figures_and_words_do() {
        let changed: [fn(&mut Finding); 4] = [
            |finding| finding.code = Code("column-sum-mismatch"),
            |finding| finding.cells.truncate(1),
            |finding| drop(finding.args.insert("left", "-3".to_owned())),
            |finding| drop(finding.args.insert("row", "（二）部分公开".to_owned())),
        ];
        for change in changed {
            let mut other = finding();
            change(&mut other);
            assert_ne!(key(&finding()), key(&other), "{other:?}");
        }
    }

    #[test]
    fn the_same_words_twice_are_two_keys() {
        let findings = [finding(), finding(), finding()].map(|finding| StoredFinding::from(&finding));
        let key = findings[0].fingerprint();
        assert_eq!(fingerprints(&findings), [key.clone(), format!("{key}-2"), format!("{key}-3")]);
    }
}
