//! Two reports in one file: the first is read whole, the second told.

use gongkai_documents::{Block, Document};
use gongkai_report::{EditionId, Report, read, write};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

fn report(body: &str, year: i16, seed: u64) -> Report {
    let edition = EditionId::for_year(year);
    sample_report(edition, body, year, &Figures::consistent(edition, seed))
}

fn in_one_file(reports: &[&Report]) -> Document {
    let mut documents = reports.iter().map(|report| write::form(report));
    let mut document = documents.next().unwrap();
    document.blocks.extend(documents.flat_map(|document| document.blocks));
    document
}

#[test]
fn the_first_of_two_reports_is_read_and_the_second_told() {
    let first = report("青禾街道", 2022, 3);
    let alone = read(&write::form(&first));
    for second in [report("青禾街道", 2021, 5), report("云溪镇", 2022, 5), report("青禾街道", 2019, 5)] {
        let document = in_one_file(&[&first, &second, &report("石桥镇", 2020, 8)]);
        let texts = Layout::ALL.into_iter().filter(|layout| *layout != Layout::MarkdownPipes);
        let texts = texts.map(|of| (format!("{of:?}"), layout::lines(&layout::render(&document, of))));
        for (what, document) in [("grid".to_owned(), document.clone())].into_iter().chain(texts) {
            let read = read(&document);
            let what = format!("{what}, second of {:?} {:?}", second.body, second.year);
            assert_eq!((&read.body, read.year), (&first.body, first.year), "{what}");
            for (address, cell) in &first.cells.0 {
                assert_eq!(read.cells.value(*address), cell.value, "{what}: {address} {:?}", read.findings);
            }
            let prose = |report: &Report| -> Vec<(u8, usize)> {
                report.sections.iter().map(|section| (section.number, section.lines.len())).collect()
            };
            assert_eq!(prose(&read), prose(&alone), "{what}");
            let told: Vec<_> = read.findings.iter().filter(|finding| finding.code.0 == "report-second").collect();
            assert_eq!(told.len(), 1, "{what}");
            assert!(told[0].at.is_some(), "{what}");
            assert_eq!(told[0].excerpt.as_deref(), second.title.as_ref().map(|title| title.text.as_str()), "{what}");
        }
    }
}

#[test]
fn a_second_title_broken_over_lines_is_one() {
    let (first, second) = (report("青禾街道", 2022, 3), report("青禾街道", 2021, 5));
    let text = layout::text(&second, Layout::EvenTabRows);
    let broken = text.replacen("政府信息公开工作年度报告", "政府信息公\n开工作年度报告", 1);
    let both = format!("{}\n{broken}", layout::text(&first, Layout::EvenTabRows));
    let read = read(&layout::lines(&both));
    assert_eq!(read.year, Some(2022));
    assert!(read.findings.iter().any(|finding| finding.code.0 == "report-second"), "{:?}", read.findings);
    assert!(first.cells.0.iter().all(|(address, cell)| read.cells.value(*address) == cell.value));
}

#[test]
fn a_title_repeated_or_linked_to_is_no_second_report() {
    let report = report("青禾街道", 2022, 3);
    let mut document = write::form(&report);
    let title = document.blocks.iter().find(|block| matches!(block, Block::Heading(_))).unwrap().clone();
    document.blocks.push(title);
    for year in [2021, 2020] {
        document.blocks.push(crate::elsewhere::paragraph(&format!("青禾街道{year}年政府信息公开工作年度报告")));
    }
    let read = read(&document);
    assert!(!read.findings.iter().any(|finding| finding.code.0 == "report-second"), "{:?}", read.findings);
    assert!(report.cells.0.iter().all(|(address, cell)| read.cells.value(*address) == cell.value));
}
