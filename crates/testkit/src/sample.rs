//! Whole reports around a set of figures.

mod prose;

use std::collections::BTreeMap;

use gongkai_documents::Place;
use gongkai_report::model::{Located, Period, Section};
use gongkai_report::{EditionId, Report, TableId, TableReading};
use jiff::civil::Date;

pub use self::prose::Voice;
use crate::figures::Figures;

/// A report of an invented body: title, opening, six sections whose prose agrees with the figures, three tables of the
/// figures' edition, published on 20 January of the year after.
///
/// Its `facts` and `findings` are empty: they are what a reader would make of it.
pub fn sample_report(edition: EditionId, body: &str, year: i16, figures: &Figures) -> Report {
    let voice = Voice::of(body, year);
    let sections = sections(edition, body, year, figures, &voice);
    let reading = TableReading { edition, found: true };
    let (problems, improvements) = voice.problems_and_improvements();
    Report {
        title: Some(Located { text: gongkai_report::write::title(Some(body), Some(year)), at: paragraph(1) }),
        body: Some(body.to_owned()),
        year: Some(year),
        period: day(year, 1, 1).zip(day(year, 12, 31)).map(|(from, to)| Period { from, to }),
        published: day(year.saturating_add(1), 1, 20),
        tables: TableId::ALL.into_iter().map(|table| (table, reading)).collect::<BTreeMap<_, _>>(),
        cells: figures.cells.clone(),
        opening: vec![Located { text: prose::opening(body, year), at: paragraph(2) }],
        sections,
        problems,
        improvements,
        ..Report::default()
    }
}

/// A day; `None` when there is no such day.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn sections(edition: EditionId, body: &str, year: i16, figures: &Figures, voice: &Voice) -> Vec<Section> {
    let mut next = 2;
    let mut place = || {
        next += 1;
        paragraph(next)
    };
    let forms = edition.edition().sections.iter();
    forms
        .map(|form| {
            let at = place();
            let lines = match form.number {
                1 => prose::overview(body, year, figures, voice),
                5 => voice.section_five(body),
                6 => voice.section_six(body),
                _ => Vec::new(),
            };
            let lines = lines.into_iter().map(|text| Located { text, at: place() }).collect();
            Section { number: form.number, title: form.title.clone(), at, lines }
        })
        .collect()
}

fn paragraph(number: u32) -> Place {
    Place::Paragraph { paragraph: number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_what_the_form_asks_for() {
        for edition in EditionId::ALL {
            let figures = Figures::consistent(edition, 7);
            let report = sample_report(edition, "青禾街道", 2023, &figures);
            assert_eq!(report.title.unwrap().text, "青禾街道2023年政府信息公开工作年度报告");
            assert_eq!(report.sections.len(), 6);
            assert_eq!(report.cells, figures.cells);
            for number in [0, 4, 5] {
                assert!(!report.sections[number].lines.is_empty());
            }
            assert!(!report.problems.is_empty() && !report.improvements.is_empty());
        }
    }

    #[test]
    fn the_prose_says_what_the_table_says() {
        let mut figures = Figures::zero(EditionId::E2021);
        let text = |figures: &Figures| sample_report(EditionId::E2021, "云溪镇", 2023, figures).sections[0].text();
        assert!(text(&figures).contains("未收到政府信息公开申请"));
        figures.set("t3.new_received.total", 13.into());
        figures.set("t3.total.total", 12.into());
        figures.set("t3.carried_out.total", 1.into());
        figures.set("t4.recon.total", 2.into());
        let text = text(&figures);
        for words in ["新收政府信息公开申请13件", "办结12件", "结转下年度继续办理1件", "行政复议2件"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
}
