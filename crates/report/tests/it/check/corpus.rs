//! A corpus with planted defects: each is found, and where none was planted nothing is.

use std::collections::BTreeSet;

use gongkai_report::check::Context;
use gongkai_report::facts::facts;
use gongkai_report::model::Report;
use gongkai_testkit::corpus::{self, Defect, YEAR};

use super::builder::{codes_of, findings};

const SEED: u64 = 20;
const MEMBERS: u64 = 150;

fn member(index: u64, year: i16) -> (Report, Vec<Defect>) {
    let (mut report, defects) = corpus::report(SEED, index, year);
    report.facts = facts(&report.sections, report.body.as_deref(), report.year);
    (report, defects)
}

/// The codes one of which, at least, must be found; and those that may be found beside them.
fn expected(defect: Defect) -> (&'static [&'static str], &'static [&'static str]) {
    match defect {
        Defect::IdentityBroken => {
            (&["row-total-mismatch"], &["column-sum-mismatch", "column-balance-mismatch", "single-cell-explains"])
        }
        // The prose tells the right number of disputes.
        Defect::DisputesDoNotAddUp => (&["block-total-mismatch"], &["prose-table-mismatch"]),
        Defect::TablesBlank => (&["table-without-figures"], &["table-blank-prose-figure", "table-blank-prose-zero"]),
        Defect::WrongEdition => (&["edition-year-mismatch"], &[]),
        // The corpus has few sentences to choose from: what is copied cannot be told from what is chosen alike.
        Defect::TextCopied => (&[], &[]),
        Defect::PublishedLate => (&["published-late"], &[]),
        Defect::PhoneNumberLeft => (&["mobile-number"], &[]),
        Defect::ProseDisagrees => (&["prose-contradicts-itself", "prose-table-mismatch"], &["prose-table-mismatch"]),
    }
}

/// Copied text for the reason above; the townships of the corpus do leave out 社会评议.
const ALWAYS_ALLOWED: [&str; 3] = ["copied-from-prior", "accountability-missing", "accountability-result-missing"];

#[test]
fn planted_defects_are_found_and_nothing_else() {
    let mut odd = Vec::new();
    for index in 0..MEMBERS {
        let (report, defects) = member(index, YEAR);
        let (prior, prior_defects) = member(index, YEAR - 1);
        let prior = prior_defects.is_empty().then_some(&prior);
        let found: BTreeSet<&str> =
            codes_of(&findings(&report, &Context { prior, ..Context::default() })).into_iter().collect();
        let allowed = |code: &str| {
            let of_defects = defects.iter().map(|defect| expected(*defect));
            ALWAYS_ALLOWED.contains(&code)
                || of_defects.into_iter().any(|(must, may)| must.contains(&code) || may.contains(&code))
        };
        let is_found = |defect: &Defect| {
            let (must, _) = expected(*defect);
            must.is_empty() || must.iter().any(|code| found.contains(code))
        };
        if !defects.iter().all(is_found) || !found.iter().all(|code| allowed(code)) {
            odd.push((index, report.body.clone(), defects, found));
        }
    }
    assert!(odd.is_empty(), "{odd:#?}");
}
