//! Chapters of a report's own before the statutory ones, with numbering that begins anew.

use gongkai_report::{EditionId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

const CHAPTERS: &str = "\
一、工作开展情况
2022年，街道认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开工作。
二、主动公开情况
（一）公开的数量。全年通过公开栏公开信息12条。
三、依申请公开办理情况
全年未收到政府信息公开申请。
四、存在的问题和改进措施
公开的内容还不够全面，下一步将加强培训。
";

#[test]
fn the_statutory_sections_are_found_behind_chapters_of_the_reports_own() {
    for edition in EditionId::ALL {
        let report = sample_report(edition, "青禾街道", 2022, &Figures::telling(edition));
        for layout in Layout::ALL.into_iter().filter(|layout| *layout != Layout::MarkdownPipes) {
            let text = layout::text(&report, layout);
            let (before, after) = text.split_at(text.find("一、总体情况").unwrap());
            let found = read(&layout::lines(&format!("{before}{CHAPTERS}{after}")));
            let titles = |report: &gongkai_report::Report| -> Vec<(u8, String)> {
                report.sections.iter().map(|section| (section.number, section.title.clone())).collect()
            };
            assert_eq!(titles(&found), titles(&report), "{layout:?}");
            for (address, cell) in &report.cells.0 {
                assert_eq!(found.cells.value(*address), cell.value, "{layout:?} {address}");
            }
            assert_eq!((found.body, found.year), (report.body.clone(), report.year), "{layout:?}");
        }
    }
}

#[test]
fn what_decorates_a_heading_is_not_of_its_title() {
    let edition = EditionId::ALL[1];
    let report = sample_report(edition, "青禾街道", 2022, &Figures::telling(edition));
    for before in ["\u{e600} ", "■", "❖　", "📢"] {
        let text = layout::text(&report, Layout::ALL[0]);
        let decorated = ["一、", "二、", "三、", "四、", "五、", "六、"]
            .into_iter()
            .fold(text, |text, number| text.replacen(&format!("\n{number}"), &format!("\n{before}{number}"), 1));
        let found = read(&layout::lines(&decorated));
        let titles: Vec<&str> = found.sections.iter().map(|section| section.title.as_str()).collect();
        let expected: Vec<&str> = report.sections.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(titles, expected, "{before}");
        for (address, cell) in &report.cells.0 {
            assert_eq!(found.cells.value(*address), cell.value, "{before} {address}");
        }
    }
}

#[test]
fn headings_that_end_in_a_full_stop_or_have_only_a_space_behind_their_number() {
    let truth = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    let text = layout::text(&truth, Layout::EvenTabRows);
    let titles: Vec<String> = truth.sections.iter().map(|section| section.title.clone()).collect();
    for (stop, mark) in [("。", "、"), ("", " ")] {
        let mut changed = text.clone();
        for (title, number) in titles.iter().zip("一二三四五六".chars()) {
            changed = changed.replace(&format!("{number}、{title}\n"), &format!("{number}{mark}{title}{stop}\n"));
        }
        assert_ne!(changed, text);
        let report = read(&layout::lines(&changed));
        let numbers: Vec<u8> = report.sections.iter().map(|section| section.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6], "{stop}{mark}");
    }
}

#[test]
fn a_sentence_of_a_headings_words_is_no_heading_beside_the_plain_one() {
    let truth = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    let text = layout::text(&truth, Layout::EvenTabRows);
    let five = "五、存在的主要问题及改进情况";
    let plain = read(&layout::lines(&text));
    let spoken =
        read(&layout::lines(&text.replace("六、其他需要报告的事项", &format!("{five}。\n六、其他需要报告的事项"))));
    assert_eq!((spoken.problems.len(), spoken.improvements.len()), (plain.problems.len(), plain.improvements.len()));
    assert!(!plain.problems.is_empty());
    let contents = "本报告包括：\n一 总体情况\n二 主动公开政府信息情况\n";
    let listed = read(&layout::lines(&text.replacen("一、总体情况\n", &format!("一、总体情况\n{contents}"), 1)));
    let section = listed.sections.iter().find(|section| section.number == 1).unwrap();
    let own = plain.sections.iter().find(|section| section.number == 1).unwrap();
    assert!(section.text().ends_with(&own.text()), "{}", section.text());
}
