//! This year's report against last year's.

use gongkai_law::Severity;
use gongkai_report::EditionId;
use gongkai_report::check::Context;
use gongkai_report::matching::Body;
use gongkai_report::model::Report;

use super::builder::{codes_of, findings, located, message, report, set};

use EditionId::{E2019, E2021};

/// Last year's report: the same body, one year earlier, other words.
fn prior(edition: EditionId) -> Report {
    let mut prior = report(edition);
    let year = prior.year.unwrap() - 1;
    prior.year = Some(year);
    prior.body = Some("示例区青禾街道办事处".to_owned());
    for section in &mut prior.sections {
        section.lines = vec![located("上年的文字。", 1)];
    }
    prior
}

fn check(report: &Report, prior: &Report, expected: &[&str]) {
    let context = Context { prior: Some(prior), ..Context::default() };
    assert_eq!(codes_of(&findings(report, &context)), expected);
}

#[test]
fn years_that_join_have_no_finding() {
    for edition in EditionId::ALL {
        check(&report(edition), &prior(edition), &[]);
    }
}

#[test]
fn a_total_not_carried_over_is_one_error_with_its_columns() {
    let mut last = prior(E2021);
    set(&mut last, "t3.carried_out.natural_person", 1);
    set(&mut last, "t3.carried_out.total", 1);
    let this = report(E2021);
    check(&this, &last, &["carried-over-mismatch"]);
    let context = Context { prior: Some(&last), ..Context::default() };
    assert_eq!(
        message(&this, &context, "carried-over-mismatch"),
        "结转数不衔接：上年报告结转下年度 1 件，本年报告上年结转 0 件。其中：自然人 1→0"
    );
    assert_eq!(findings(&this, &context)[0].severity, Severity::Error);
}

#[test]
fn columns_that_differ_under_an_equal_total_are_one_warning() {
    let mut last = prior(E2021);
    set(&mut last, "t3.carried_out.natural_person", 1);
    set(&mut last, "t3.carried_out.total", 1);
    let mut this = report(E2021);
    set(&mut this, "t3.carried_in.commercial", 1);
    set(&mut this, "t3.carried_in.total", 1);
    set(&mut this, "t3.carried_out.commercial", 1);
    set(&mut this, "t3.carried_out.total", 1);
    check(&this, &last, &["carried-over-columns-mismatch"]);
}

#[test]
fn carried_over_holds_across_the_change_of_the_form() {
    let mut last = prior(E2019);
    set(&mut last, "t3.carried_out.total", 4);
    let mut this = report(E2021);
    this.year = Some(2020);
    this.title = None;
    this.period = None;
    this.published = None;
    let found = codes_of(&findings(&this, &Context { prior: Some(&last), ..Context::default() }));
    assert!(found.contains(&"carried-over-mismatch"), "{found:?}");
    // Table 2 has other columns in the other edition: nothing to compare.
    assert!(!found.contains(&"stock-mismatch"), "{found:?}");
}

#[test]
fn stocks_and_items_are_warnings() {
    let mut last = prior(E2021);
    set(&mut last, "t2.normative_doc.in_force", 25);
    let mut this = report(E2021);
    set(&mut this, "t2.normative_doc.issued", 5);
    set(&mut this, "t2.normative_doc.repealed", 1);
    set(&mut this, "t2.normative_doc.in_force", 25);
    check(&this, &last, &["stock-mismatch"]);
    let context = Context { prior: Some(&last), ..Context::default() };
    assert_eq!(
        message(&this, &context, "stock-mismatch"),
        "“行政规范性文件”一行与上年报告不衔接：现行有效件数 25＋本年废止件数 1＝26，\
         现行有效件数（上年报告） 25＋本年制发件数 5＝30，差 4"
    );
    let mut last = prior(E2019);
    set(&mut last, "t2.permit.prev_items", 10);
    let mut delta = report(E2019);
    set(&mut delta, "t2.permit.prev_items", 8);
    check(&delta, &last, &["items-mismatch"]);
    set(&mut last, "t2.permit.delta", -2);
    check(&delta, &last, &[]);
}

#[test]
fn another_body_or_another_year_is_not_compared() {
    let mut last = prior(E2021);
    set(&mut last, "t3.carried_out.total", 4);
    last.body = Some("白石镇人民政府".to_owned());
    check(&report(E2021), &last, &["prior-other-body"]);
    last.body = None;
    last.year = Some(2020);
    check(&report(E2021), &last, &["prior-not-year-before"]);
}

#[test]
fn titles_do_not_matter_where_it_is_known_whose_both_are() {
    let body = Body { name: "青禾街道办事处".to_owned(), ..Body::default() };
    let mut last = prior(E2021);
    last.body = Some("白石镇人民政府".to_owned());
    set(&mut last, "t3.carried_out.total", 4);
    let mut this = report(E2021);
    let context = Context { prior: Some(&last), body: Some(&body), ..Context::default() };
    assert_eq!(codes_of(&findings(&this, &context)), ["carried-over-mismatch"]);
    this.title = Some(located("云水街道办事处2022年政府信息公开工作年度报告", 1));
    this.body = Some("云水街道办事处".to_owned());
    assert_eq!(codes_of(&findings(&this, &context)), ["carried-over-mismatch", "title-other-body"]);
    assert_eq!(message(&this, &context, "title-other-body"), "标题写的是“云水街道办事处”，这是“青禾街道办事处”的报告");
    // Registered, it is a name like the first.
    let body = Body { other_names: vec!["示例区云水街道".to_owned()], ..body };
    let context = Context { body: Some(&body), ..Context::default() };
    assert_eq!(codes_of(&findings(&this, &context)), [""; 0]);
}
