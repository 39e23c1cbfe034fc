//! A report as plain text, for search.

use gongkai_documents::Block;
use gongkai_report::{Report, write};

/// Everything a report says in prose, one line a paragraph: title, headings and sections, without the tables, which are
/// the same words in every report.
pub fn plain_text(report: &Report) -> String {
    let document = write::form(report);
    let mut text = String::new();
    for block in &document.blocks {
        let line = match block {
            Block::Heading(heading) => heading.text.as_str(),
            Block::Paragraph(paragraph) => paragraph.text.as_str(),
            Block::Table(_) => continue,
        };
        if !line.trim().is_empty() {
            text.push_str(line.trim());
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use gongkai_report::EditionId;
    use gongkai_testkit::figures::Figures;
    use gongkai_testkit::sample::sample_report;

    use super::*;

    #[test]
    fn prose_is_found_and_labels_of_tables_are_not() {
        let figures = Figures::consistent(EditionId::E2021, 7);
        let text = plain_text(&sample_report(EditionId::E2021, "青禾街道", 2023, &figures));
        assert!(text.starts_with("青禾街道2023年政府信息公开工作年度报告\n"), "{text}");
        assert!(text.contains("\n一、总体情况\n") && text.contains("收到政府信息公开申请"), "{text}");
        assert!(!text.contains("自然人"), "{text}");
    }
}
