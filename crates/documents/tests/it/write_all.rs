//! What every writer owes: the same bytes each time, no panic on odd documents, and an end in sight on large ones.

use gongkai_documents::{Block, Document, Fonts, Format, Output, Table, write};

use crate::sample::{cell, document, heading, paragraph, plain, report, table, totals};

const ALL: [Output; 6] = [Output::Docx, Output::Xlsx, Output::Html, Output::Pdf, Output::Markdown, Output::Csv];

fn bytes(document: &Document, output: Output) -> Vec<u8> {
    write(document, output, &Fonts::default()).unwrap_or_else(|error| panic!("{output:?}: {error}"))
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = report();
    for output in ALL {
        assert!(bytes(&document, output) == bytes(&document, output), "{output:?}");
    }
}

#[test]
fn an_empty_document_is_written() {
    for output in ALL {
        bytes(&Document::new(Format::Txt), output);
        bytes(&document(vec![heading(1, ""), paragraph(""), Block::Table(table(0, 0, 0, Vec::new()))]), output);
    }
}

fn check_survives(table: &Table) {
    let document = document(vec![Block::Table(table.clone()), Block::Table(table.clone())]);
    for output in ALL {
        bytes(&document, output);
    }
}

#[test]
fn absurd_tables_are_survived() {
    let end = u32::MAX;
    check_survives(&table(end, end, end, vec![cell((0, 0), (end, end), "一", true)]));
    check_survives(&table(0, 0, 9, vec![cell((0, 0), (0, 0), "一", false)]));
    check_survives(&table(1, 1, 0, vec![cell((end, end), (end, end), "一", false), cell((0, 0), (2, 2), "二", true)]));
    check_survives(&table(3, 3, 2, vec![cell((0, 0), (3, 3), "一", false), cell((1, 1), (2, 2), "二", false)]));
    check_survives(&table(2, 2, 1, Vec::new()));
    let mut widths = plain(1, &[&["甲", "乙"], &["1", "2"]]);
    widths.widths = vec![f32::NAN, -1.0];
    check_survives(&widths);
    widths.widths = vec![0.0, 1e30];
    check_survives(&widths);
}

#[test]
fn long_cells_and_words_are_survived() {
    let long = "公开".repeat(4000);
    let word = "a1".repeat(4000);
    check_survives(&plain(1, &[&["项目", "说明"], &["甲", &long], &[&word, "乙"]]));
    check_survives(&table(2, 2, 1, vec![cell((0, 0), (2, 1), &long, true), cell((0, 1), (1, 1), "乙", true)]));
    for output in ALL {
        bytes(
            &document(vec![heading(1, &long), heading(9, &word), paragraph(&long), paragraph("\n\n\t\r\r\n")]),
            output,
        );
    }
}

#[test]
fn five_thousand_rows_are_written() {
    let document = document(vec![heading(1, "示例区汇总表"), Block::Table(totals(5000, 10))]);
    for output in ALL {
        assert!(bytes(&document, output).len() > 100_000, "{output:?}");
    }
}
