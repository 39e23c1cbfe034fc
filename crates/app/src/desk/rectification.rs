//! What became of what had to be mended.

use std::collections::HashSet;

use gongkai_report::stored::StoredFinding;
use gongkai_store::findings::Finding;
use gongkai_store::returns::Demand;

/// What became of what had to be mended.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rectified {
    /// Not found any more.
    pub mended: Vec<StoredFinding>,
    /// Still there as it was.
    pub remaining: Vec<StoredFinding>,
    /// The same rule is still broken in the same cells, with other figures: as it is now.
    pub changed: Vec<StoredFinding>,
    /// How many findings there are that were not asked to be mended, of whatever severity.
    pub others: usize,
}

/// Compares what had to be mended with the findings of a newer version (or of the same, after corrections).
pub fn rectification(demands: &[Demand], now: &[Finding]) -> Rectified {
    let mut rectified = Rectified::default();
    let mut taken: HashSet<&str> = HashSet::new();
    for demand in demands {
        let Ok(was) = serde_json::from_value::<StoredFinding>(demand.finding.clone()) else { continue };
        if let Some(same) = now.iter().find(|finding| finding.fingerprint == demand.fingerprint) {
            taken.insert(&same.fingerprint);
            rectified.remaining.push(was);
            continue;
        }
        let like = now.iter().filter(|finding| finding.code == was.code).find_map(|finding| {
            let is: StoredFinding = serde_json::from_str(&finding.finding).ok()?;
            (same_cells(&is, &was) && !taken.contains(finding.fingerprint.as_str())).then_some((finding, is))
        });
        match like {
            Some((finding, is)) => {
                taken.insert(&finding.fingerprint);
                rectified.changed.push(is);
            }
            None => rectified.mended.push(was),
        }
    }
    rectified.others = now.len().saturating_sub(taken.len());
    rectified
}

/// Findings about cells are alike when the cells are; those about words have nothing else to go by.
fn same_cells(one: &StoredFinding, other: &StoredFinding) -> bool {
    !one.cells.is_empty() && one.cells == other.cells
}

#[cfg(test)]
mod tests {
    use gongkai_law::{Basis, Code, Instrument, Severity};
    use gongkai_store::id::{FindingId, ReportId};
    use jiff::Timestamp;

    use super::*;

    fn finding(code: &'static str, cell: Option<&str>, left: &str) -> StoredFinding {
        let finding = gongkai_report::Finding::new(Code(code), Severity::Error, Basis::new(Instrument::Arithmetic, ""));
        let finding = finding.with_arg("left", left).with_cells(cell);
        StoredFinding::from(&finding)
    }

    fn row(finding: &StoredFinding) -> Finding {
        Finding {
            id: FindingId::new(Timestamp::UNIX_EPOCH),
            report: ReportId::new(Timestamp::UNIX_EPOCH),
            ordinal: 0,
            code: finding.code.clone(),
            severity: "error".to_owned(),
            fingerprint: finding.fingerprint(),
            finding: serde_json::to_string(finding).unwrap(),
        }
    }

    fn demand(finding: &StoredFinding) -> Demand {
        Demand { fingerprint: finding.fingerprint(), finding: serde_json::to_value(finding).unwrap() }
    }

    #[test]
    fn what_is_gone_what_stays_and_what_changed_are_told_apart() {
        let gone = finding("section-missing", None, "五");
        let stays = finding("row-total-mismatch", Some("t3.granted.total"), "3");
        let was = finding("row-total-mismatch", Some("t3.total.total"), "7");
        let is = finding("row-total-mismatch", Some("t3.total.total"), "8");
        let fresh = finding("word-misspelt", None, "x");
        let now = [row(&stays), row(&is), row(&fresh)];
        let told = rectification(&[demand(&gone), demand(&stays), demand(&was)], &now);
        assert_eq!(told, Rectified { mended: vec![gone], remaining: vec![stays], changed: vec![is], others: 1 });
    }

    #[test]
    fn words_that_changed_count_as_mended() {
        let told = rectification(
            &[demand(&finding("word-misspelt", None, "a"))],
            &[row(&finding("word-misspelt", None, "b"))],
        );
        assert_eq!((told.mended.len(), told.changed.len(), told.others), (1, 0, 1));
    }
}
