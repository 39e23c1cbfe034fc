//! Places as keys.

use std::fmt::Write;

use crate::model::Place;

impl Place {
    /// The place as one word of letters, figures, `.`, `-` and `_`: the same place always gives the same key, different
    /// places different ones (boxes on a page to a tenth of a point).
    ///
    /// `line-12`, `cell-1.3.2`, `paragraph-7`, `sheet-年报.B4`, `page-2.72.0.90.5.200.0.110.0`.
    pub fn key(&self) -> String {
        match self {
            Self::Line { line } => format!("line-{line}"),
            Self::Cell { table, row, column } => format!("cell-{table}.{row}.{column}"),
            Self::Paragraph { paragraph } => format!("paragraph-{paragraph}"),
            Self::Sheet { sheet, cell } => format!("sheet-{}.{}", word(sheet), word(cell)),
            Self::Page { page, area } => {
                let mut key = format!("page-{page}");
                for side in area {
                    // Neither -0.0 nor an endless side may give another word than 0.0.
                    let side = if side.is_finite() && side.abs() >= 0.05 { *side } else { 0.0 };
                    let _ = write!(key, ".{side:.1}");
                }
                key
            }
        }
    }
}

/// Letters and figures of any script as they are, everything else by its number.
fn word(text: &str) -> String {
    let mut word = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() {
            word.push(character);
        } else {
            let _ = write!(word, "_{:x}_", u32::from(character));
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_words() {
        let check = |place: Place, expected: &str| assert_eq!(place.key(), expected);
        check(Place::Line { line: 12 }, "line-12");
        check(Place::Cell { table: 1, row: 3, column: 2 }, "cell-1.3.2");
        check(Place::Paragraph { paragraph: 7 }, "paragraph-7");
        check(Place::Sheet { sheet: "年报 1\"".to_owned(), cell: "B4".to_owned() }, "sheet-年报_20_1_22_.B4");
        check(Place::Page { page: 2, area: [72.04, -0.01, f32::NAN, 110.0] }, "page-2.72.0.0.0.0.0.110.0");
    }
}
