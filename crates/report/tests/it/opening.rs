//! What stands between the title and section one.

use gongkai_documents::{Limits, read};
use gongkai_report::Report;

fn of(text: &str) -> Report {
    gongkai_report::read(&read(text.as_bytes(), &Limits::default()).unwrap())
}

fn opening(report: &Report) -> Vec<&str> {
    report.opening.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn sentences_are_kept_and_what_a_page_says_of_itself_is_not() {
    let report = of("青禾街道办事处2023年政府信息公开工作年度报告\n\
                     发布日期：2024-01-20　来源：青禾街道　字号：大 中 小\n\
                     \n\
                     根据有关规定，现公布本机关上年度工作情况。\n\
                     本报告由以下部分组成：\n\
                     一、总体情况\n\
                     全年工作平稳。\n");
    assert_eq!(opening(&report), ["根据有关规定，现公布本机关上年度工作情况。", "本报告由以下部分组成："]);
    assert_eq!(report.sections[0].text(), "全年工作平稳。");
    assert_eq!(report.published.unwrap().to_string(), "2024-01-20");
}

#[test]
fn without_a_heading_the_prose_is_section_one() {
    let report = of("青禾街道办事处2023年政府信息公开工作年度报告\n\
                     全年工作平稳，公开及时。\n\
                     五、存在的主要问题及改进情况\n\
                     更新不够及时。\n");
    assert_eq!(opening(&report), [""; 0]);
    assert_eq!((report.sections[0].number, report.sections[0].text().as_str()), (1, "全年工作平稳，公开及时。"));
}

#[test]
fn an_id_number_in_it_is_found() {
    let report = of("青禾街道办事处2023年政府信息公开工作年度报告\n\
                     如有疑问请与经办人联系，身份证号11010519491231002X。\n\
                     一、总体情况\n\
                     全年工作平稳。\n");
    let findings = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
    assert!(findings.iter().any(|finding| finding.code.0 == "identity-number"), "{findings:?}");
}
