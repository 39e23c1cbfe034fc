//! Dashes where there is nothing to fill in, parted by single spaces as text copied out of a page has them.

use gongkai_report::{CellState, EditionId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

#[test]
fn a_row_of_dashes_and_nothing_else_is_read() {
    for edition in EditionId::ALL {
        let mut truth = sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::telling(edition));
        let dashed: Vec<_> = truth.cells.0.keys().copied().filter(|address| is_dashed(address.as_str())).collect();
        for address in &dashed {
            let cell = truth.cells.0.get_mut(address).unwrap();
            (cell.state, cell.value, cell.raw) = (CellState::Slash, None, Some("—".to_owned()));
        }
        let text = layout::text(&truth, Layout::EvenTabRows);
        for dash in ["—", "-", "--"] {
            let spaced: Vec<String> = text
                .lines()
                .map(|line| {
                    line.replace('—', dash).split('\t').filter(|field| !field.is_empty()).collect::<Vec<_>>().join(" ")
                })
                .collect();
            let report = read(&layout::lines(&spaced.join("\n")));
            for address in &dashed {
                assert_eq!(report.cells.get(*address).unwrap().state, CellState::Slash, "{dash} {address}");
            }
        }
    }
}

fn is_dashed(address: &str) -> bool {
    ["t2.rules.", "t2.permit.", "t3.carried_in.", "t3.refused_process."].iter().any(|row| address.starts_with(row))
}

#[test]
fn a_dash_in_a_heading_is_none() {
    let report = read(&layout::lines("青禾街道2022年政府信息公开工作年度报告\n一、总体情况 —\n2022年无。\n"));
    assert_eq!(report.sections.iter().filter(|section| section.number == 1).count(), 1);
}
