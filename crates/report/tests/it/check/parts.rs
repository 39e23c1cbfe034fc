//! Wholes in prose and their parts; decisions in prose against table 2.

use gongkai_law::Severity;
use gongkai_report::EditionId::E2021;
use gongkai_report::Exactness::{AtLeast, Exact};
use gongkai_report::check::Context;

use super::builder::{claim, findings, message, report, say, set};

/// What the checks say of a sentence in section six, where nothing else is told.
#[track_caller]
fn parts(sentence: &str, expected: bool) {
    let mut report = report(E2021);
    say(&mut report, 6, &[sentence]);
    let found = findings(&report, &Context::default());
    assert_eq!(found.iter().any(|finding| finding.code.0 == "prose-parts-sum"), expected, "{sentence}");
}

#[test]
fn parts_that_cannot_overlap_make_no_more_than_their_whole() {
    for sentence in [
        "全年共收到政府信息公开申请24件，其中网上提交15件、信函6件、当面5件。",
        "全年共收到政府信息公开申请24件。其中，网络申请15件（占62.5%），邮寄6件，现场5件。",
        "收到政府信息公开申请27件（自然人25件、法人或其他组织3件）。",
        "共办结政府信息公开申请20件，其中予以公开9件，占45%；部分公开3件；不予公开4件；无法提供6件。",
        "政府信息公开行政复议案件5件，其中维持4件，纠正2件。",
        "承办建议提案13件，其中建议6件、提案8件。",
        "制发公文90件，其中主动公开40件、依申请公开30件、不予公开21件。",
    ] {
        parts(sentence, true);
    }
}

#[test]
fn less_than_the_whole_is_told_only_where_all_parts_are_there() {
    parts("收到政府信息公开申请27件，其中自然人申请20件、法人及其他组织申请3件。", true);
    parts("收到政府信息公开申请27件，其中网络申请20件，信函3件，其余3件。", true);
    parts("承办建议提案13件，其中建议5件、提案6件。", true);
    parts("收到政府信息公开申请27件，其中网络申请20件，信函3件。", false);
    parts("收到政府信息公开申请27件，其中自然人申请20件，企业申请3件。", false);
    parts("政府信息公开行政复议案件5件，其中维持2件。", false);
}

#[test]
fn sums_that_hold_or_cannot_be_judged_are_silent() {
    for sentence in [
        "收到政府信息公开申请27件，其中网上提交19件、信函6件、当面2件。",
        "收到政府信息公开申请27件，其中网上提交19件、信函6件、其余2件。",
        // Carried in from the year before.
        "收到政府信息公开申请27件，其中予以公开20件，部分公开9件。",
        "收到政府信息公开申请27件，上年结转3件，其中网上提交24件、信函6件。",
        // Kinds that overlap.
        "收到政府信息公开申请27件，其中涉及土地20件、涉及房屋12件。",
        "公开信息500条，其中网站400条、微信公众号300条。",
        "承办建议提案13件，其中主办建议10件、重点提案5件。",
        "收到政府信息公开申请近24件，其中网上提交15件、信函6件、当面5件。",
        "收到政府信息公开申请24件，其中网上提交15余件、信函6件、当面5件。",
    ] {
        parts(sentence, false);
    }
}

#[test]
fn the_parts_and_their_sum_are_said() {
    let mut report = report(E2021);
    say(&mut report, 6, &["共收到政府信息公开申请24件，其中网上提交15件、信函6件、当面5件。"]);
    let said = message(&report, &Context::default(), "prose-parts-sum");
    assert!(said.contains("24件") && said.contains("26") && said.contains("信函6"), "{said}");
}

/// What is told of a sentence on penalties beside 23 in table 2.
#[track_caller]
fn penalties(number: i64, exactness: gongkai_report::Exactness, sentence: &str, expected: &[(&str, Severity)]) {
    let mut report = report(E2021);
    set(&mut report, "t2.penalty.decisions", 23);
    claim(&mut report, "penalty_decisions", number, exactness, sentence);
    let all = findings(&report, &Context::default());
    let found: Vec<_> = all.iter().map(|finding| (finding.code.0, finding.severity)).collect();
    assert_eq!(found, expected, "{sentence}");
}

#[test]
fn decisions_told_plainly_are_held_against_the_table() {
    let wrong = [("prose-table-mismatch", Severity::Warning)];
    let scope = [("prose-table-scope", Severity::Info)];
    for plain in [
        "全年作出行政处罚25件。",
        "2022年，我街道依法作出行政处罚决定25件。",
        "本年度共作出行政许可0件、行政处罚25件。",
    ] {
        penalties(25, Exact, plain, &wrong);
    }
    for other in [
        "全区作出行政处罚25件。",
        "街道综合执法队作出行政处罚25件。",
        "作出简易程序行政处罚25件。",
        "街道综合行政执法队全年巡查120次，作出行政处罚25件。",
        "办理行政处罚案件25件。",
        "公示行政处罚25件。",
        "我区作出行政处罚25件。",
    ] {
        penalties(25, Exact, other, &scope);
    }
    penalties(25, AtLeast, "作出行政处罚25件以上。", &scope);
    penalties(23, Exact, "全年作出行政处罚23件。", &[]);
}
