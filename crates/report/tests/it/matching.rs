//! Whose report is it? Names in every spelling, and traps.

use gongkai_documents::{Format, Limits, Place, read};
use gongkai_law::Lang;
use gongkai_report::matching::{Body, Match, Matched, Reason, Roll};
use gongkai_report::model::{Located, Section};
use gongkai_report::{EditionId, Report};
use gongkai_testkit::{Figures, Layout, layout, names, sample_report};

fn body(name: &str) -> Body {
    Body { id: name.to_owned(), name: name.to_owned(), area: Some("示例市示例区".to_owned()), ..Body::default() }
}

fn roll() -> Roll {
    let mut bodies: Vec<Body> =
        ["青禾街道办事处", "青禾镇", "桃源街道", "示例区财政局", "示例区人民政府办公室", "示例区人民政府"]
            .map(body)
            .to_vec();
    bodies
        .push(Body { other_names: vec!["示例区发改委".to_owned()], ..body("示例区发展和改革委员会") });
    bodies.push(Body { id: "甲".to_owned(), area: Some("示例市甲溪区".to_owned()), ..body("云溪镇") });
    bodies.push(Body {
        id: "乙".to_owned(), area: Some("示例市乙溪区".to_owned()), ..body("云溪镇人民政府")
    });
    Roll::new(&bodies)
}

/// A report as the reader would have it from a title and lines of section one.
fn report(title: &str, lines: &[&str]) -> Report {
    let mut text = format!("{title}\n一、总体情况\n");
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    gongkai_report::read(&layout::lines(&text))
}

fn find(title: &str, lines: &[&str], file: Option<&str>) -> Matched {
    roll().find(&report(title, lines), file)
}

fn certain(title: &str, lines: &[&str], file: Option<&str>, expected: &str) {
    let matched = find(title, lines, file);
    assert_eq!(matched.found, Match::Certain(expected.to_owned()), "{title}: {:?}", matched.reasons);
}

fn doubtful(title: &str, lines: &[&str], file: Option<&str>, expected: &[&str]) -> Vec<Reason> {
    let matched = find(title, lines, file);
    let Match::Doubtful(bodies) = &matched.found else { panic!("{title}: {matched:?}") };
    assert_eq!(
        bodies.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
        expected,
        "{title}: {:?}",
        matched.reasons
    );
    assert!(bodies.iter().all(|(_, score)| (0.0..1.0).contains(score)), "{bodies:?}");
    matched.reasons
}

#[test]
fn every_spelling_of_a_name_is_the_body() {
    for name in ["青禾街道", "青禾街道办事处", "示例区青禾街道办", "示例市示例区青禾街道", "示例区 青禾街道办事处"]
    {
        certain(&format!("{name}2022年政府信息公开工作年度报告"), &[], None, "青禾街道办事处");
    }
    certain("２０２２年青禾镇人民政府政府信息公开工作年度报告", &[], None, "青禾镇");
    certain("示例区财政局2022年政府信息公开工作年度报告", &[], None, "示例区财政局");
    certain("示例区发展改革委2022年政府信息公开工作年度报告", &[], None, "示例区发展和改革委员会");
    certain("示例区发改委2022年政府信息公开工作年度报告", &[], None, "示例区发展和改革委员会");
    certain("示例区2022年政府信息公开工作年度报告", &[], None, "示例区人民政府");
    certain("示例区人民政府2022年政府信息公开工作年度报告", &[], None, "示例区人民政府");
    certain("示例区人民政府办公室2022年政府信息公开工作年度报告", &[], None, "示例区人民政府办公室");
}

#[test]
fn a_name_in_two_districts_is_asked_unless_the_district_is_said() {
    let title = "云溪镇2022年政府信息公开工作年度报告";
    let reasons = doubtful(title, &[], None, &["甲", "乙"]);
    assert!(reasons.iter().any(|reason| matches!(reason, Reason::SameName { count: 2, .. })), "{reasons:?}");
    certain("甲溪区云溪镇2022年政府信息公开工作年度报告", &[], None, "甲");
    certain("乙溪区云溪镇人民政府2022年政府信息公开工作年度报告", &[], None, "乙");
    certain(title, &["乙溪区云溪镇编制本报告。"], None, "乙");
    certain(title, &[], Some("示例市甲溪区云溪镇2022年年报.docx"), "甲");
    // A third district's is nobody's here.
    let reasons = doubtful("丙溪区云溪镇2022年政府信息公开工作年度报告", &[], None, &["甲", "乙"]);
    assert!(reasons.iter().any(|reason| matches!(reason, Reason::OtherArea { .. })), "{reasons:?}");
}

#[test]
fn a_branch_is_not_the_bureau() {
    let reasons = doubtful("示例区财政局青禾分局2022年政府信息公开工作年度报告", &[], None, &["示例区财政局"]);
    assert!(matches!(&reasons[0], Reason::TitleNamesOther { words } if words == "示例区财政局青禾分局"));
    assert_eq!(find("示例区审计局2022年政府信息公开工作年度报告", &[], None).found, Match::None);
}

#[test]
fn a_report_that_only_says_our_town_is_never_certain() {
    let title = "2022年政府信息公开工作年度报告";
    let lines = ["2022年，我镇认真贯彻落实条例，全年主动公开政府信息20条。"];
    let reasons = doubtful(title, &lines, None, &["青禾镇", "甲", "乙"]);
    assert_eq!(reasons, [Reason::OnlySelfCalled { words: "我镇".to_owned() }]);
    doubtful(title, &lines, Some("青禾镇2022.docx"), &["青禾镇"]);
    assert_eq!(find(title, &["2022年，工作有序开展。"], None).found, Match::None);
}

#[test]
fn the_text_alone_can_say_whose_it_is() {
    let title = "2022年政府信息公开工作年度报告";
    certain(title, &["现公布示例区桃源街道2022年政府信息公开工作年度报告。"], None, "桃源街道");
    let introduced = ["本报告由桃源街道办事处根据条例编制。"];
    doubtful(title, &introduced, None, &["桃源街道"]);
    certain(title, &introduced, Some("桃源街道年报.pdf"), "桃源街道");
    doubtful(title, &introduced, Some("青禾街道年报.pdf"), &["桃源街道", "青禾街道办事处"]);
}

#[test]
fn a_copied_text_makes_the_title_doubtful() {
    let title = "青禾街道2022年政府信息公开工作年度报告";
    let reasons = doubtful(title, &["本报告由桃源街道编制。"], None, &["青禾街道办事处", "桃源街道"]);
    assert!(reasons.iter().any(|reason| matches!(reason, Reason::TextNamesOther { id, .. } if id == "桃源街道")));
    let reasons = doubtful(title, &["2022年，我镇高度重视。"], None, &["青禾街道办事处"]);
    assert!(reasons.contains(&Reason::SelfCalledOtherwise { words: "我镇".to_owned() }), "{reasons:?}");
    // The upper level and bureaus are named in any report.
    certain(title, &["按示例区人民政府办公室要求，青禾街道会同示例区财政局编制本报告。"], None, "青禾街道办事处");
    certain(title, &["我街道按示例区人民政府办公室要求编制本报告。"], None, "青禾街道办事处");
}

#[test]
fn a_file_named_after_another_body_is_asked() {
    let title = "青禾街道2022年政府信息公开工作年度报告";
    doubtful(title, &[], Some("桃源街道2022.docx"), &["青禾街道办事处", "桃源街道"]);
    certain(title, &[], Some("1_示例区青禾街道办事处（定稿）.docx"), "青禾街道办事处");
    certain(title, &[], Some("年报.docx"), "青禾街道办事处");
}

#[test]
fn reasons_are_told_in_both_languages() {
    let mut report = report("青禾街道2022年政府信息公开工作年度报告", &["本报告由桃源街道编制。"]);
    let mut reasons = roll().find(&report, Some("青禾镇2023.docx")).reasons;
    reasons.extend(gongkai_report::matching::year(&report, Some("青禾镇2023.docx")).reasons);
    report.title = None;
    report.body = None;
    reasons.extend(roll().find(&report, None).reasons);
    assert!(reasons.len() >= 6, "{reasons:?}");
    for reason in &reasons {
        for lang in [Lang::ZhCn, Lang::En] {
            let text = reason.text(lang);
            assert!(!text.starts_with("match-") && !text.contains('{'), "{reason:?}: {text}");
        }
    }
    assert_eq!(Reason::YearInTitle { year: 2022 }.text(Lang::ZhCn), "标题写明 2022 年");
}

#[test]
fn five_hundred_bodies_find_their_own_reports() {
    let bodies: Vec<Body> =
        (0..500).map(|index| Body { id: index.to_string(), name: names::body(index), ..Body::default() }).collect();
    let roll = Roll::new(&bodies);
    for index in (0..500).step_by(7) {
        let name = names::body(index);
        let edition = EditionId::E2021;
        let report = sample_report(edition, &name, 2022, &Figures::consistent(edition, index));
        let document = read(layout::text(&report, Layout::EvenTabRows).as_bytes(), &Limits::default()).unwrap();
        assert_eq!(document.format, Format::Txt);
        let found = roll.find(&gongkai_report::read(&document), Some(&format!("{index}_{name}2022年.txt")));
        assert_eq!(found.found, Match::Certain(index.to_string()), "{name}: {:?}", found.reasons);
    }
}

#[test]
fn a_roll_of_nobody_matches_nothing() {
    let empty = Roll::new(&[]);
    let section = Section { number: 1, title: String::new(), at: Place::Line { line: 1 }, lines: Vec::new() };
    let title = Located { text: "青禾街道2022年年报".to_owned(), at: Place::Line { line: 1 } };
    let report = Report { title: Some(title), sections: vec![section], ..Report::default() };
    assert_eq!(empty.find(&report, Some("青禾街道")).found, Match::None);
}
