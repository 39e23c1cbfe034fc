//! Words that stand in many cells of a table (无, 02) are told once, with all the cells they stand in.

use super::region::TableOut;
use crate::model::Finding;

/// Fewer cells than these are told one by one.
const FEWEST: usize = 4;

/// As many different words are shown.
const SHOWN: usize = 5;

/// Puts the findings of one table that tell the same words, or figures written in one way, into one, where the first of
/// them stood.
pub(super) fn gather(table: &mut TableOut) {
    let mut gathered: Vec<(Finding, Vec<Finding>)> = Vec::new();
    for finding in table.findings.iter().filter(|finding| words(finding).is_some()) {
        match gathered.iter_mut().find(|(first, _)| words(first) == words(finding)) {
            Some((_, all)) => all.push(finding.clone()),
            None => gathered.push((finding.clone(), vec![finding.clone()])),
        }
    }
    gathered.retain(|(_, all)| all.len() >= FEWEST);
    for (mut first, all) in gathered {
        first.cells = all.iter().flat_map(|finding| finding.cells.clone()).collect();
        first.args.insert("cells", first.cells.len().to_string());
        let mut shown: Vec<&str> =
            all.iter().filter_map(|finding| finding.args.get("found")).map(String::as_str).collect();
        shown.sort_unstable();
        shown.dedup();
        shown.truncate(SHOWN);
        first.args.insert("found", shown.join("、"));
        let at = table.findings.iter().position(|finding| all.contains(finding));
        table.findings.retain(|finding| !all.contains(finding));
        table.findings.insert(at.unwrap_or_default(), first);
    }
}

/// What a finding of words says by which others are alike.
fn words(finding: &Finding) -> Option<(&str, &str)> {
    let of = |name| finding.args.get(name).map_or("", String::as_str);
    let kind = of("kind");
    (finding.code.0 == "cell-text").then(|| (kind, if kind == "padded" { "" } else { of("found") }))
}

#[cfg(test)]
mod tests {
    use gongkai_documents::Place;

    use super::*;
    use crate::edition::{EditionId, TableId};

    /// The words and the number of cells of each finding, for one text a cell of table 3.
    fn check(texts: &[&str], expected: &[(&str, usize)]) {
        let mut table = TableOut::new(TableId::T3, EditionId::E2021);
        let cells = EditionId::E2021.edition().cells_of(TableId::T3).map(|cell| cell.address);
        for (address, text) in cells.zip(texts) {
            let finding = table.text_in_cell(address, text, &Place::Line { line: 1 });
            table.findings.push(finding);
        }
        gather(&mut table);
        let told: Vec<(&str, usize)> =
            table.findings.iter().map(|told| (told.args["found"].as_str(), told.cells.len())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn words_in_many_cells_are_told_once() {
        check(&["无", "见附注", "无", "无", "无", "见附注"], &[("无", 4), ("见附注", 1), ("见附注", 1)]);
        check(&["无", "无", "无"], &[("无", 1), ("无", 1), ("无", 1)]);
        check(&["02", "无", "00", "012", "02"], &[("00、012、02", 4), ("无", 1)]);
    }
}
