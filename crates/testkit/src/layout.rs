//! The layouts in which reports arrive as plain text.
//!
//! They are those of real files, down to tabs, empty lines and blank characters; the words are always ours.

pub(crate) mod grid;
mod lined;
mod markdown;
mod rows;

use gongkai_documents::{Block, Document, Format, Limits, Paragraph, Place};
use gongkai_report::Report;

/// A layout of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// One cell a line behind a tab, an empty line after each row, words broken inside header cells, and a lone tab
    /// where a merged cell goes on. What a word processor's text export gives.
    TabbedCells,
    /// One paragraph a line with an empty line after each, cells included; half-width punctuation. What copying from
    /// a web page gives.
    BlankLineSeparated,
    /// One cell a line without any separator; empty cells are lines of blank characters.
    BlankCharacterCells,
    /// One cell a line without any separator; empty cells, and those over which a merged cell goes on, are empty lines.
    /// What LibreOffice saves as text.
    EmptyLineCells,
    /// One row a line, tab-separated, with extra empty cells in table 3 and lost leading ones in its last rows.
    RaggedTabRows,
    /// One row a line, tab-separated, every grid column in its place. What copying from a spreadsheet gives.
    EvenTabRows,
    /// Markdown pipe tables.
    MarkdownPipes,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 7] = [
        Self::TabbedCells,
        Self::BlankLineSeparated,
        Self::BlankCharacterCells,
        Self::EmptyLineCells,
        Self::RaggedTabRows,
        Self::EvenTabRows,
        Self::MarkdownPipes,
    ];
}

/// A report as text in a layout.
pub fn text(report: &Report, layout: Layout) -> String {
    render(&gongkai_report::write::form(report), layout)
}

/// A document, orderly or spoilt, as text in a layout.
pub fn render(document: &Document, layout: Layout) -> String {
    match layout {
        Layout::TabbedCells => lined::tabbed_cells(document),
        Layout::BlankLineSeparated => lined::blank_line_separated(document),
        Layout::BlankCharacterCells => lined::blank_character_cells(document),
        Layout::EmptyLineCells => lined::empty_line_cells(document),
        Layout::RaggedTabRows => rows::ragged(document),
        Layout::EvenTabRows => rows::even(document),
        Layout::MarkdownPipes => markdown::pipes(document),
    }
}

/// The text as its reader would give it: one paragraph a line, empty lines too; markdown as tables.
pub fn document(report: &Report, layout: Layout) -> Document {
    let text = text(report, layout);
    match layout {
        Layout::MarkdownPipes => {
            let read = gongkai_documents::read(text.as_bytes(), &Limits::default());
            read.unwrap_or_else(|_| Document::new(Format::Markdown))
        }
        _ => lines(&text),
    }
}

/// Text as a document of lines.
pub fn lines(text: &str) -> Document {
    let mut document = Document::new(Format::Txt);
    let text = text.strip_suffix('\n').unwrap_or(text);
    document.blocks = (1..)
        .zip(text.split('\n'))
        .map(|(line, text)| Block::Paragraph(Paragraph { text: text.to_owned(), place: Place::Line { line } }))
        .collect();
    document
}

/// Full-width brackets, commas, colons and semicolons as a web site turned them half-width.
fn half_width(text: &str) -> String {
    let narrow = |character| match character {
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        other => other,
    };
    text.chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use gongkai_report::EditionId;

    use super::*;
    use crate::{Figures, sample_report};

    fn sample(edition: EditionId, layout: Layout) -> Vec<String> {
        let report = sample_report(edition, "青禾街道", 2022, &Figures::telling(edition));
        text(&report, layout).lines().map(str::to_owned).collect()
    }

    /// The lines that follow the first line equal to `from`.
    fn after(lines: &[String], from: &str, count: usize) -> Vec<String> {
        let start = lines.iter().position(|line| line == from).unwrap_or_else(|| panic!("no line {from:?}"));
        lines[start + 1..].iter().take(count).cloned().collect()
    }

    #[test]
    fn tabbed_cells_keep_a_tab_where_merged_cells_go_on() {
        let lines = sample(EditionId::E2019, Layout::TabbedCells);
        assert_eq!(after(&lines, "\t规章", 5), ["\t101", "\t102", "\t103", "", "\t规范性文件"]);
        assert_eq!(after(&lines, "\t信息内容", 4), ["\t本年新", "制作数量", "\t本年新", "公开数量"]);
        assert_eq!(after(&lines, "\t申请人情况", 6), ["", "\t", "\t自然人", "\t法人或其他组织", "\t总计", ""]);
        assert_eq!(after(&lines, "\t1.属于国家秘密", 11)[7..], ["", "\t", "\t", "\t2.其他法律行政法规禁止公开"]);
    }

    #[test]
    fn blank_lines_stand_after_every_cell() {
        let lines = sample(EditionId::E2021, Layout::BlankLineSeparated);
        assert_eq!(after(&lines, "规章", 6), ["", "101", "", "102", "", "103"]);
        assert!(lines.iter().any(|line| line == "(一)予以公开"));
        assert!(!lines.iter().any(|line| line.contains('（')));
    }

    #[test]
    fn blank_cells_are_lines_of_blank_characters() {
        let report = sample_report(EditionId::E2021, "云溪镇", 2022, &Figures::blank(EditionId::E2021));
        let text = text(&report, Layout::BlankCharacterCells);
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert_eq!(after(&lines, "规章", 4), ["\u{3000}", "\u{a0}", "\u{3000}\u{3000}", "行政规范性文件"]);
        assert_eq!(lines[0], "\t云溪镇2022年政府信息公开工作年度报告");
    }

    #[test]
    fn ragged_rows_have_eleven_fields_and_lose_their_leading_ones_at_the_end() {
        let lines = sample(EditionId::E2021, Layout::RaggedTabRows);
        let row = |start: &str| lines.iter().find(|line| line.starts_with(start)).cloned().unwrap();
        assert_eq!(row("行政许可"), "行政许可\t107\t\t");
        assert_eq!(row("一、本年新收").split('\t').count(), 11);
        assert!(row("三、本年度办理结果").starts_with("三、本年度办理结果\t(一) 予以公开\t\t"));
        assert!(row("3.其他").starts_with("3.其他\t\t2"));
        assert!(row("(七) 总计").starts_with("(七) 总计\t\t"));
    }

    #[test]
    fn zeros_at_the_end_of_ragged_rows_are_one_too_many() {
        let report = sample_report(EditionId::E2021, "云溪镇", 2022, &Figures::zero(EditionId::E2021));
        let text = text(&report, Layout::RaggedTabRows);
        let row = text.lines().find(|line| line.starts_with("四、结转下年度")).unwrap();
        assert_eq!(row.split('\t').filter(|field| *field == "0").count(), 8);
    }

    #[test]
    fn even_rows_and_pipes_have_every_column() {
        for edition in EditionId::ALL {
            let lines = sample(edition, Layout::EvenTabRows);
            let row = lines.iter().find(|line| line.contains("（一）予以公开")).unwrap();
            assert_eq!(row.split('\t').count(), 10);
            let lines = sample(edition, Layout::MarkdownPipes);
            let row = lines.iter().find(|line| line.contains("（一）予以公开")).unwrap();
            assert_eq!(row.matches('|').count(), 11);
        }
    }
}
