//! What is deliberately wrong with some members.

use gongkai_report::model::Located;
use gongkai_report::{Cell, CellAddress, EditionId, Report};
use rust_decimal::Decimal;

use crate::figures::blank;
use crate::random::Random;
use crate::sample::{Voice, day};

/// What is deliberately wrong with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Defect {
    /// 三（七）总计 of table 3 is one too many: the balance, the column sum and the row sum break.
    IdentityBroken,
    /// A total of table 4 is one too many.
    DisputesDoNotAddUp,
    /// All tables are blank.
    TablesBlank,
    /// The tables are of the other edition than the year asks for.
    WrongEdition,
    /// Section five is that of the member before, word for word but for the body's name.
    TextCopied,
    /// Published after 31 January.
    PublishedLate,
    /// A private telephone number was left in the prose.
    PhoneNumberLeft,
    /// The prose gives another count of requests than the table.
    ProseDisagrees,
}

impl Defect {
    /// All defects.
    pub const ALL: [Self; 8] = [
        Self::IdentityBroken,
        Self::DisputesDoNotAddUp,
        Self::TablesBlank,
        Self::WrongEdition,
        Self::TextCopied,
        Self::PublishedLate,
        Self::PhoneNumberLeft,
        Self::ProseDisagrees,
    ];

    /// Puts the defect into a report; `neighbour` is whose text is copied.
    pub(super) fn put(self, report: &mut Report, neighbour: &str, random: &mut Random) {
        match self {
            Self::IdentityBroken => add_one(report, "t3.total.total"),
            Self::DisputesDoNotAddUp => add_one(report, "t4.recon.total"),
            Self::TablesBlank => report.cells.0.values_mut().for_each(|cell| *cell = blank()),
            // The figures were drawn for the other edition already.
            Self::WrongEdition => {}
            Self::TextCopied => copy(report, neighbour),
            Self::PublishedLate => {
                let year = report.year.unwrap_or(super::YEAR).saturating_add(1);
                let days = i8::try_from(random.below(27)).unwrap_or(0);
                report.published = day(year, 2, 1 + days);
            }
            Self::PhoneNumberLeft => say(report, 1, "如需了解详情，请与经办人联系，手机13900000000。"),
            Self::ProseDisagrees => {
                let received = report.cells.number("t3.new_received.total").unwrap_or_default();
                let other = received.saturating_add(Decimal::TWO);
                say(report, 1, &format!("全年共收到政府信息公开申请{other}件。"));
            }
        }
    }
}

/// No defect for most; one, seldom two, for a few in a hundred.
pub(super) fn draw(random: &mut Random, year: i16) -> Vec<Defect> {
    let mut drawn = Vec::new();
    for defect in Defect::ALL {
        // A blank table breaks no identity, and the first two years had no other edition to be mistaken for.
        let hidden = drawn.contains(&Defect::TablesBlank) || (defect == Defect::WrongEdition && year < 2021);
        if random.chance(9) && !hidden {
            if defect == Defect::TablesBlank {
                drawn.clear();
            }
            drawn.push(defect);
        }
    }
    drawn
}

pub(super) fn other(edition: EditionId) -> EditionId {
    match edition {
        EditionId::E2019 => EditionId::E2021,
        EditionId::E2021 => EditionId::E2019,
    }
}

fn add_one(report: &mut Report, address: &str) {
    let cell = CellAddress::parse(address).and_then(|address| report.cells.0.get_mut(&address));
    if let Some(cell) = cell {
        let value = cell.value.unwrap_or_default();
        *cell = Cell { at: cell.at.clone(), ..Cell::of(value.saturating_add(Decimal::ONE)) };
    }
}

fn copy(report: &mut Report, neighbour: &str) {
    let voice = Voice::of(neighbour, report.year.unwrap_or(super::YEAR));
    let body = report.body.clone().unwrap_or_default();
    let copied = voice.section_five(&body);
    if let Some(section) = report.sections.iter_mut().find(|section| section.number == 5) {
        for (line, text) in section.lines.iter_mut().zip(copied) {
            line.text = text;
        }
    }
    (report.problems, report.improvements) = voice.problems_and_improvements();
}

fn say(report: &mut Report, number: u8, sentence: &str) {
    if let Some(section) = report.sections.iter_mut().find(|section| section.number == number) {
        let at = section.lines.last().map_or_else(|| section.at.clone(), |line| line.at.clone());
        section.lines.push(Located { text: sentence.to_owned(), at });
    }
}
