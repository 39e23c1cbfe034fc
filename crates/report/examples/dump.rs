//! Dumps.
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let document = gongkai_documents::read(&bytes, &Default::default()).unwrap();
        let report = gongkai_report::read(&document);
        println!(
            "== {path} title={:?} body={:?} year={:?} period={:?} pub={:?}",
            report.title.as_ref().map(|t| &t.text),
            report.body,
            report.year,
            report.period,
            report.published
        );
        for (table, reading) in &report.tables {
            println!(
                "{table} {reading:?} v{} b{} s{} t{} m{}",
                report.cells.count(*table, gongkai_report::CellState::Value),
                report.cells.count(*table, gongkai_report::CellState::Blank),
                report.cells.count(*table, gongkai_report::CellState::Slash),
                report.cells.count(*table, gongkai_report::CellState::Text),
                report.cells.count(*table, gongkai_report::CellState::Missing)
            );
        }
        for section in &report.sections {
            println!("  §{} {} {}", section.number, section.title, section.lines.len());
        }
        let words = gongkai_law::Wording::findings(gongkai_law::Lang::ZhCn);
        for finding in &report.findings {
            println!(
                "  {:?} {} {:?} {:?} {:?} {:?}",
                finding.severity,
                finding.code,
                finding.at,
                words.finding(finding).message,
                finding.args,
                finding.cells.len()
            );
        }
    }
}
