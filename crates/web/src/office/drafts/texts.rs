//! Two texts of a field beside each other.

use gongkai_app::drafts::{Field, Spliced};
use gongkai_report::CellAddress;
use gongkai_report::draft::OPENING;
use gongkai_report::edition::EditionId;

use super::page::cell_name;
use crate::frame::Frame;

/// As many characters are shown on each side of what differs.
const AROUND: usize = 12;

/// A field as people call it.
pub(super) fn field_name(frame: &Frame, edition: EditionId, field: &Field) -> String {
    match field {
        Field::Cell(address) => CellAddress::parse(address).map(|cell| cell_name(edition, cell)).unwrap_or_default(),
        Field::Section(OPENING) => frame.t("detail-opening"),
        Field::Section(number) => {
            let form = edition.edition().sections.iter().find(|form| form.number == *number);
            form.map(|form| form.title.clone()).unwrap_or_default()
        }
    }
}

/// What differs between two texts, with some words around it.
pub(super) fn excerpts(one: &str, other: &str) -> (String, String) {
    let Spliced { at, from, to } = Spliced::between(one, other);
    (excerpt(one, at, &from), excerpt(other, at, &to))
}

fn excerpt(text: &str, at: usize, piece: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    let start = at.saturating_sub(AROUND);
    let end = at.saturating_add(piece.chars().count()).saturating_add(AROUND).min(text.len());
    let shown: String = text.get(start..end).unwrap_or_default().iter().collect();
    let dots = |left_out: bool| if left_out { "…" } else { "" };
    format!("{}{shown}{}", dots(start > 0), dots(end < text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: (&str, &str)) {
        assert_eq!(excerpts(one, other), (expected.0.to_owned(), expected.1.to_owned()));
    }

    #[test]
    fn what_differs_is_shown_with_some_words_around_it() {
        check("12", "3", ("12", "3"));
        check("", "本年度没有收费。", ("", "本年度没有收费。"));
        let long =
            |piece: &str| format!("一年来，本机关依法公开政府信息{piece}，更新公开指南，公布机构职能和联系方式。");
        let shown = |piece: &str| format!("…，本机关依法公开政府信息{piece}，更新公开指南，公布机…");
        check(&long("20条"), &long("35条"), (&shown("20条"), &shown("35条")));
    }
}
