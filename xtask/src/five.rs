//! Five reports laid out as the five real ones are, with bodies, figures and sentences of our own, in one zip.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use gongkai_report::EditionId;
use gongkai_testkit::{Figures, Layout, layout, sample_report};
use zip::write::SimpleFileOptions;

use crate::Outcome;

/// Each body with the layout and the year of one of the real reports: two editions, five ways of spoiling a table.
const FIVE: [(&str, Layout, i16); 5] = [
    ("青禾街道", Layout::TabbedCells, 2020),
    ("云溪街道", Layout::BlankLineSeparated, 2020),
    ("松塘街道", Layout::BlankCharacterCells, 2020),
    ("清坞街道", Layout::RaggedTabRows, 2021),
    ("碧浦街道", Layout::TabbedCells, 2021),
];
/// What the figures follow from.
const SEED: u64 = 5;

/// Writes `FILE`, and the roll of their bodies beside it as `bodies.csv`.
pub(crate) fn write(file: &Path) -> Outcome {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(file)?);
    let mut roll = String::from("名称,类型,层级,上级\n");
    for (number, (body, layout, year)) in (0_u64..).zip(FIVE) {
        let edition = EditionId::for_year(year);
        let figures = Figures::consistent(edition, SEED.wrapping_add(number));
        let report = sample_report(edition, body, year, &figures);
        zip.start_file(format!("{number:03}_{year}.txt"), SimpleFileOptions::default())?;
        zip.write_all(layout::text(&report, layout).as_bytes())?;
        writeln!(roll, "{body}办事处,街道,乡级,示例区人民政府")?;
    }
    zip.finish()?;
    std::fs::write(file.with_file_name("bodies.csv"), roll)?;
    Ok(())
}
