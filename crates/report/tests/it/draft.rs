//! A report drawn up in the form, from the empty draft to the filed report.

use gongkai_documents::{Fonts, Limits, Output, read, write as write_document};
use gongkai_law::{Lang, Severity, Wording};
use gongkai_report::check::Context;
use gongkai_report::draft::{CODES, Draft, Standing};
use gongkai_report::{CellAddress, EditionId, Report, json, write::form};
use gongkai_testkit::{Figures, sample_report};

fn address(text: &str) -> CellAddress {
    CellAddress::parse(text).unwrap()
}

fn full(year: i16, seed: u64) -> (Draft, Report) {
    let edition = EditionId::for_year(year);
    let report = sample_report(edition, "青禾街道", year, &Figures::consistent(edition, seed));
    (Draft::from_report(&report, "青禾街道", year), report)
}

fn errors(draft: &Draft) -> Vec<(String, Vec<String>)> {
    let findings = draft.findings(&Context::default());
    let errors = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| (finding.code.to_string(), finding.cells)).collect()
}

#[test]
fn an_empty_draft_lacks_every_cell_and_text() {
    for year in [2020, 2023] {
        let draft = Draft::new("青禾街道", year);
        let errors = errors(&draft);
        let blank = errors.iter().filter(|(code, _)| code == "draft-cell-blank").count();
        assert_eq!(blank, draft.edition.edition().cells().len());
        assert_eq!(errors.iter().filter(|(code, _)| code == "draft-section-empty").count(), 3);
        assert_eq!(errors.len(), blank + 3, "{errors:?}");
        let states = draft.identities(None);
        assert_eq!(states.len(), draft.edition.edition().identities().len());
        assert!(states.iter().all(|state| matches!(state.standing, Standing::NotEvaluable { .. })));
    }
}

#[test]
fn a_full_draft_has_no_error_and_makes_the_report() {
    for year in [2020, 2023] {
        for seed in 0..6 {
            let (draft, report) = full(year, seed);
            assert_eq!(errors(&draft), [], "{year} {seed}");
            let made = draft.report();
            for (address, cell) in &report.cells.0 {
                assert_eq!(made.cells.value(*address), cell.value, "{address}");
            }
            assert_eq!((made.year, made.body.as_deref()), (Some(year), Some("青禾街道")));
            assert!(!made.facts.is_empty() && !made.problems.is_empty());
            let violated: Vec<_> = draft
                .identities(None)
                .into_iter()
                .filter(|state| matches!(state.standing, Standing::Violated { .. }))
                .collect();
            assert!(violated.is_empty(), "{violated:?}");
        }
    }
}

#[test]
fn a_draft_leaves_as_the_form_and_is_read_back() {
    let (draft, report) = full(2023, 4);
    let bytes = write_document(&form(&draft.report()), Output::Docx, &Fonts::default()).unwrap();
    let back = gongkai_report::read(&read(&bytes, &Limits::default()).unwrap());
    for (address, cell) in &report.cells.0 {
        assert_eq!(back.cells.value(*address), cell.value, "{address}");
    }
}

#[test]
fn slashes_and_words_are_no_numbers_and_rules_of_range_hold() {
    let (mut draft, _) = full(2023, 1);
    draft.cells.insert(address("t3.granted.research"), "/".to_owned());
    draft.cells.insert(address("t2.permit.decisions"), "若干".to_owned());
    draft.cells.insert(address("t2.penalty.decisions"), " ".to_owned());
    draft.cells.insert(address("t3.new_received.natural_person"), "99999999999999999999".to_owned());
    draft.cells.insert(address("t3.new_received.research"), "9".repeat(40));
    draft.cells.insert(address("t2.coercion.decisions"), "-3".to_owned());
    let errors = errors(&draft);
    let of = |code: &str| -> Vec<&str> {
        errors.iter().filter(|(known, _)| known == code).map(|(_, cells)| cells[0].as_str()).collect()
    };
    assert_eq!(of("draft-cell-not-number"), ["t2.permit.decisions", "t3.granted.research"]);
    assert_eq!(of("draft-cell-blank"), ["t2.penalty.decisions"]);
    assert_eq!(of("draft-cell-too-large"), ["t3.new_received.natural_person", "t3.new_received.research"]);
    assert_eq!(of("count-negative"), ["t2.coercion.decisions"]);
}

#[test]
fn identities_follow_the_figures() {
    let (mut draft, _) = full(2023, 2);
    let standing = |draft: &Draft, prior: Option<&Report>, id: &str| {
        draft.identities(prior).into_iter().find(|state| state.id == id).unwrap().standing
    };
    let block = draft.identities(None).into_iter().find(|state| state.left.contains(&address("t4.recon.total")));
    let id = block.map_or_else(|| panic!("no identity of table 4"), |state| state.id);
    assert_eq!(standing(&draft, None, id), Standing::Satisfied);
    let total = draft.report().cells.number("t4.recon.total").unwrap();
    draft.cells.insert(address("t4.recon.total"), (total + rust_decimal::Decimal::TWO).to_string());
    let Standing::Violated { left, right, difference } = standing(&draft, None, id) else { panic!("{id}") };
    assert_eq!((difference.abs(), (left.sum - right.sum).abs()), (2.into(), 2.into()));
    assert!(left.words.contains("总计") || right.words.contains("总计"), "{left:?} {right:?}");
    draft.cells.remove(&address("t4.recon.upheld"));
    let expected = Standing::NotEvaluable { lacking: vec![address("t4.recon.upheld")], prior_lacking: false };
    assert_eq!(standing(&draft, None, id), expected);
}

#[test]
fn identities_across_years_need_the_year_before() {
    let edition = EditionId::E2021;
    let prior = Figures::consistent(edition, 5);
    let after = prior.following(edition, 6);
    let draft = Draft::from_report(&sample_report(edition, "青禾街道", 2023, &after), "青禾街道", 2023);
    let prior = sample_report(edition, "青禾街道", 2022, &prior);
    let count = |prior: Option<&Report>| {
        let states = draft.identities(prior);
        let without = |state: &Standing| matches!(state, Standing::NotEvaluable { prior_lacking: true, .. });
        assert!(!states.iter().any(|state| matches!(state.standing, Standing::Violated { .. })), "{states:?}");
        states.iter().filter(|state| without(&state.standing)).count()
    };
    assert!(count(None) > 0);
    assert_eq!(count(Some(&prior)), 0);
}

#[test]
fn money_is_typed_in_the_columns_unit() {
    let (mut draft, _) = full(2023, 1);
    draft.cells.insert(address("t2.admin_fee.fee_amount"), "25.319".to_owned());
    assert_eq!(draft.report().cells.number("t2.admin_fee.fee_amount"), Some(253_190.into()));
}

#[test]
fn findings_of_drafts_are_told_in_both_languages() {
    let mut draft = Draft::new("青禾街道", 2023);
    draft.cells.insert(address("t3.granted.research"), "/".to_owned());
    draft.cells.insert(address("t3.granted.total"), "9".repeat(20));
    let findings = draft.findings(&Context::default());
    for code in CODES {
        let finding = findings.iter().find(|finding| finding.code == *code).unwrap();
        for lang in [Lang::ZhCn, Lang::En] {
            let sentence = json::sentence(finding, Wording::findings(lang));
            assert!(!sentence.message.contains("draft-") && !sentence.message.contains('{'), "{sentence:?}");
            assert!(sentence.hint.is_some());
        }
    }
}
