//! The ways in which real reports depart from the form, applied to an orderly one.
//!
//! Each says what a reader may be asked for: cells whose information survives must be read as they are; for the others
//! anything will do but a wrong number.

mod cells;
mod draft;
mod labels;
mod lines;
mod tables;

use std::collections::BTreeSet;

use gongkai_documents::Document;
use gongkai_report::{CellAddress, CellState, Cells, Report};

use self::draft::Draft;

/// One way to spoil a report. What a report's edition does not have (procurement in 2021) is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Disorder {
    /// Nothing is spoilt.
    None,
    /// A figure cell of a row of table 3 is gone; the row is one short.
    CellDropped,
    /// A figure cell of table 4 is gone: 14 where there should be 15.
    CellDroppedInTable4,
    /// A row of table 3 begins with an empty cell too many and ends with 8 figure cells.
    RowShiftedRight,
    /// Zeros of table 3 were left blank and the web site dropped the empty cells: values moved left.
    BlanksDropped,
    /// An empty cell at the end of every row of table 3.
    TrailingCells,
    /// Header words broken: 结果 / 维持, 结 果.
    HeaderWordsSplit,
    /// Group labels written one character a line.
    VerticalLabels,
    /// A group label is cut by a page break, page number included: （四）无 / -4- / 法提供.
    GroupLabelCut,
    /// Table 3 goes on after a page break, with a page number between.
    PageNumberBetweenRows,
    /// The last rows of table 3 stand below a page break with the header repeated.
    HeaderRepeated,
    /// Table 4 as three small tables.
    Table4InThree,
    /// Figures of several digits wrapped in narrow cells: 10 as 1 over 0.
    DigitsWrapped,
    /// 22（其中修订 16 件）.
    ValuesAnnotated,
    /// Money in other units: procurement in 万, fees with 万元 said again.
    OtherUnits,
    /// Procurement money without a unit.
    UnitLost,
    /// Other wordings of labels that mean the same.
    LabelVariants,
    /// Half-width brackets, full-width full stops, spaces after numbers.
    GlyphVariants,
    /// `[bookmark: _GoBack]` before a label.
    Bookmark,
    /// 第二十条第（一）项 with its bracket, or all of it, lost.
    BracketLost,
    /// A row 其他主动公开文件 that the form does not have.
    ExtraRow,
    /// A header row 数据1 … 数据6 before the last rows of table 3.
    InventedHeader,
    /// The label 规章 is only blanks.
    RowLabelLost,
    /// The 2019 headers 本年新制作数量, 本年新公开数量 both cut to 本年新.
    HeaderCut,
    /// Only the first band of table 2 was kept.
    OnlyFirstBand,
    /// Table 3 is of the other edition than table 2.
    EditionsMixed,
    /// Full-width digits.
    FullWidthDigits,
    /// Thousands separators.
    ThousandsSeparated,
    /// 减3 for -3.
    ChangesInWords,
    /// The total column is blank in every outcome row of table 3.
    TotalColumnBlank,
    /// Every cell of table 3 a slash.
    SlashesInTable3,
    /// Every cell of table 4 blank, by blank characters of several kinds.
    BlanksInTable4,
    /// 注：… as a row of table 4.
    FootnoteRow,
    /// Merged cells came apart: every grid position is a cell of its own.
    SpansLost,
    /// Table 3 was pasted as a picture.
    TableMissing,
    /// 一、概述 and other headings of the sections.
    HeadingVariants,
    /// The title says 2020政府信息…, without 年.
    TitleWithoutYearWord,
    /// No title at all.
    TitleMissing,
    /// Plain text: table 2 with labels and figures glued, 规章000.
    CellsGlued,
    /// Plain text, one cell a line: page numbers between rows.
    PageNumbersInText,
    /// Plain text, one row a line: a figure of table 3 floated to a line of its own below its row.
    FigureFloated,
    /// Plain text, one cell a line: zero-width characters and blanks around figures.
    InvisibleCharacters,
}

impl Disorder {
    /// All disorders.
    pub const ALL: &[Self] = &[
        Self::None,
        Self::CellDropped,
        Self::CellDroppedInTable4,
        Self::RowShiftedRight,
        Self::BlanksDropped,
        Self::TrailingCells,
        Self::HeaderWordsSplit,
        Self::VerticalLabels,
        Self::GroupLabelCut,
        Self::PageNumberBetweenRows,
        Self::HeaderRepeated,
        Self::Table4InThree,
        Self::DigitsWrapped,
        Self::ValuesAnnotated,
        Self::OtherUnits,
        Self::UnitLost,
        Self::LabelVariants,
        Self::GlyphVariants,
        Self::Bookmark,
        Self::BracketLost,
        Self::ExtraRow,
        Self::InventedHeader,
        Self::RowLabelLost,
        Self::HeaderCut,
        Self::OnlyFirstBand,
        Self::EditionsMixed,
        Self::FullWidthDigits,
        Self::ThousandsSeparated,
        Self::ChangesInWords,
        Self::TotalColumnBlank,
        Self::SlashesInTable3,
        Self::BlanksInTable4,
        Self::FootnoteRow,
        Self::SpansLost,
        Self::TableMissing,
        Self::HeadingVariants,
        Self::TitleWithoutYearWord,
        Self::TitleMissing,
        Self::CellsGlued,
        Self::PageNumbersInText,
        Self::FigureFloated,
        Self::InvisibleCharacters,
    ];
}

/// A spoilt report, and what may be asked of its reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Disordered {
    /// The document as a reader of bytes would have given it: tables with grids, or, for the disorders of plain text,
    /// lines.
    pub document: Document,
    /// What the reader of reports must make of it.
    pub expected: Expected,
}

/// What a reader of reports must make of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The truth, cell by cell.
    pub cells: Cells,
    /// Cells whose information did not survive, or not with certainty: anything but a wrong number will do.
    pub uncertain: BTreeSet<CellAddress>,
}

impl Expected {
    /// Cells read wrongly, each as "address: expected …, read …"; empty when all is well.
    pub fn wrong(&self, read: &Cells) -> Vec<String> {
        let show = |cell: Option<(CellState, Option<rust_decimal::Decimal>)>| match cell {
            None => "nothing".to_owned(),
            Some((state, Some(value))) => format!("{state:?} {value}"),
            Some((state, None)) => format!("{state:?}"),
        };
        let told = |cells: &Cells, address| cells.get(address).map(|cell| (cell.state, cell.value));
        let mut wrong = Vec::new();
        let addresses: BTreeSet<CellAddress> = self.cells.0.keys().chain(read.0.keys()).copied().collect();
        for address in addresses {
            let (truth, found) = (told(&self.cells, address), told(read, address));
            let is_value = found.is_some_and(|(state, _)| state == CellState::Value);
            let fine = match truth {
                _ if truth == found => true,
                // A cell of an edition the document does not use: harmless unless a number was put there.
                None => !is_value,
                Some((CellState::Missing, _)) if found.is_none() => true,
                Some(_) => self.uncertain.contains(&address) && !is_value,
            };
            if !fine {
                wrong.push(format!("{address}: expected {}, read {}", show(truth), show(found)));
            }
        }
        wrong
    }

    /// Whether everything survives.
    pub fn is_certain(&self) -> bool {
        self.uncertain.is_empty()
    }
}

/// Spoils a report; the seed decides which row or cell is hit.
pub fn apply(report: &Report, disorder: Disorder, seed: u64) -> Disordered {
    let mut draft = Draft::of(report, seed);
    match disorder {
        Disorder::None => {}
        Disorder::CellDropped => cells::drop_one(&mut draft),
        Disorder::CellDroppedInTable4 => cells::drop_one_of_table_4(&mut draft),
        Disorder::RowShiftedRight => cells::shift_right(&mut draft),
        Disorder::BlanksDropped => cells::drop_blanks(&mut draft),
        Disorder::TrailingCells => cells::trail(&mut draft),
        Disorder::HeaderWordsSplit => labels::split_header_words(&mut draft),
        Disorder::VerticalLabels => labels::write_vertically(&mut draft),
        Disorder::GroupLabelCut => labels::cut_group_label(&mut draft),
        Disorder::PageNumberBetweenRows => tables::break_page(&mut draft, false),
        Disorder::HeaderRepeated => tables::break_page(&mut draft, true),
        Disorder::Table4InThree => tables::split_table_4(&mut draft),
        Disorder::DigitsWrapped => cells::wrap_digits(&mut draft),
        Disorder::ValuesAnnotated => cells::annotate(&mut draft),
        Disorder::OtherUnits => cells::change_units(&mut draft),
        Disorder::UnitLost => cells::lose_unit(&mut draft),
        Disorder::LabelVariants => labels::vary(&mut draft),
        Disorder::GlyphVariants => labels::vary_glyphs(&mut draft),
        Disorder::Bookmark => labels::bookmark(&mut draft),
        Disorder::BracketLost => labels::lose_brackets(&mut draft),
        Disorder::ExtraRow => tables::add_row(&mut draft),
        Disorder::InventedHeader => tables::invent_header(&mut draft),
        Disorder::RowLabelLost => labels::lose_row_label(&mut draft),
        Disorder::HeaderCut => labels::cut_headers(&mut draft),
        Disorder::OnlyFirstBand => tables::keep_first_band(&mut draft),
        Disorder::EditionsMixed => tables::mix_editions(&mut draft, report),
        Disorder::FullWidthDigits => cells::widen_digits(&mut draft),
        Disorder::ThousandsSeparated => cells::separate_thousands(&mut draft),
        Disorder::ChangesInWords => cells::put_changes_in_words(&mut draft),
        Disorder::TotalColumnBlank => cells::blank_totals(&mut draft),
        Disorder::SlashesInTable3 => cells::slash_table_3(&mut draft),
        Disorder::BlanksInTable4 => cells::blank_table_4(&mut draft),
        Disorder::FootnoteRow => tables::add_footnote(&mut draft),
        Disorder::SpansLost => tables::lose_spans(&mut draft),
        Disorder::TableMissing => tables::remove(&mut draft),
        Disorder::HeadingVariants => labels::vary_headings(&mut draft),
        Disorder::TitleWithoutYearWord => labels::lose_year_word(&mut draft),
        Disorder::TitleMissing => labels::lose_title(&mut draft),
        Disorder::CellsGlued => return lines::glue(draft),
        Disorder::PageNumbersInText => return lines::number_pages(draft),
        Disorder::FigureFloated => return lines::float_figure(draft),
        Disorder::InvisibleCharacters => return lines::hide_characters(draft),
    }
    draft.finish()
}

#[cfg(test)]
mod tests {
    use gongkai_documents::{Block, Table};
    use gongkai_report::EditionId;

    use super::*;
    use crate::{Figures, sample_report};

    fn telling(edition: EditionId) -> Report {
        sample_report(edition, "青禾街道", 2022, &Figures::telling(edition))
    }

    fn tables(document: &Document) -> Vec<&Table> {
        let blocks = document.blocks.iter();
        blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
    }

    /// No two cells overlap and none stands outside.
    fn assert_sound(table: &Table, disorder: Disorder) {
        let mut taken = BTreeSet::new();
        for cell in &table.cells {
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    assert!(row < table.rows && column < table.columns, "{disorder:?} {}", cell.text);
                    assert!(taken.insert((row, column)), "{disorder:?} {row} {column} {}", cell.text);
                }
            }
        }
    }

    #[test]
    fn every_disorder_leaves_sound_tables_and_does_something() {
        for edition in EditionId::ALL {
            let report = telling(edition);
            let orderly = apply(&report, Disorder::None, 1);
            for disorder in Disorder::ALL.iter().copied().filter(|disorder| *disorder != Disorder::None) {
                let spoilt = apply(&report, disorder, 1);
                for table in tables(&spoilt.document) {
                    assert_sound(table, disorder);
                }
                let only_2019 = [Disorder::UnitLost, Disorder::HeaderCut, Disorder::ChangesInWords];
                let nothing_to_spoil =
                    edition == EditionId::E2021 && only_2019.contains(&disorder) || disorder == Disorder::BlanksDropped;
                assert_eq!(spoilt.document == orderly.document, nothing_to_spoil, "{disorder:?} {edition}");
            }
        }
    }

    #[test]
    fn all_lists_every_disorder_once() {
        let listed: BTreeSet<Disorder> = Disorder::ALL.iter().copied().collect();
        assert_eq!(listed.len(), Disorder::ALL.len());
    }

    #[test]
    fn dropped_blanks_move_values_left() {
        let report = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::consistent(EditionId::E2021, 12));
        let spoilt = apply(&report, Disorder::BlanksDropped, 1);
        assert!(!spoilt.expected.is_certain());
        let table = tables(&spoilt.document)[1];
        let figures = |row| table.cells.iter().filter(|cell| cell.row == row && !cell.header).count();
        assert!((3..table.rows).any(|row| figures(row) < 7));
    }

    #[test]
    fn expectations_tell_wrong_numbers_from_honest_gaps() {
        let address = CellAddress::parse("t3.granted.total").unwrap();
        let report = telling(EditionId::E2021);
        let mut expected = Expected { cells: report.cells.clone(), uncertain: BTreeSet::new() };
        assert!(expected.wrong(&report.cells).is_empty());
        let mut read = report.cells.clone();
        read.0.insert(address, gongkai_report::Cell::missing());
        assert_eq!(expected.wrong(&read), ["t3.granted.total: expected Value 131, read Missing"]);
        expected.uncertain.insert(address);
        assert!(expected.wrong(&read).is_empty());
        read.0.insert(address, gongkai_report::Cell::of(7.into()));
        assert_eq!(expected.wrong(&read).len(), 1);
    }

    #[test]
    fn what_the_disorder_says_is_what_the_document_shows() {
        let report = telling(EditionId::E2019);
        let texts = |disorder| {
            let spoilt = apply(&report, disorder, 3);
            tables(&spoilt.document)
                .iter()
                .flat_map(|table| &table.cells)
                .map(|cell| cell.text.clone())
                .collect::<Vec<_>>()
        };
        assert!(texts(Disorder::ChangesInWords).iter().any(|text| text.starts_with('减')));
        assert!(texts(Disorder::FullWidthDigits).contains(&"１０１".to_owned()));
        assert!(texts(Disorder::ThousandsSeparated).iter().any(|text| text.matches(',').count() == 1));
        assert!(texts(Disorder::DigitsWrapped).iter().any(|text| text == "12\n3"));
        assert_eq!(tables(&apply(&report, Disorder::Table4InThree, 1).document).len(), 5);
        assert_eq!(tables(&apply(&report, Disorder::PageNumberBetweenRows, 1).document).len(), 4);
    }
}
