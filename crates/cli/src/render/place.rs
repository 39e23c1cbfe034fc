//! A place in words.

use gongkai_documents::Place;
use gongkai_law::Wording;

use super::width::tame;

/// Where something stands; lines of text files as `file:line`, which terminals and editors follow.
pub(crate) fn words(place: &Place, source: &str, wording: &Wording) -> String {
    match place {
        Place::Line { line } => format!("{}:{line}", tame(source)),
        Place::Cell { table, row, column } => wording.text(
            "place-cell",
            &[("table", &table.to_string()), ("row", &row.to_string()), ("column", &column.to_string())],
        ),
        Place::Paragraph { paragraph } => wording.text("place-paragraph", &[("paragraph", &paragraph.to_string())]),
        Place::Sheet { sheet, cell } => format!("{}!{}", tame(sheet), tame(cell)),
        Place::Page { page, .. } => wording.text("place-page", &[("page", &page.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use gongkai_law::Lang;

    use super::*;

    #[test]
    fn every_kind_of_place_has_words() {
        let check = |place: &Place, zh_cn: &str, en: &str| {
            assert_eq!(words(place, "a.txt", crate::wording::bundle(Lang::ZhCn)), zh_cn);
            assert_eq!(words(place, "a.txt", crate::wording::bundle(Lang::En)), en);
        };
        check(&Place::Line { line: 12 }, "a.txt:12", "a.txt:12");
        check(&Place::Cell { table: 3, row: 5, column: 9 }, "第3张表第5行第9列", "table 3, row 5, column 9");
        check(&Place::Paragraph { paragraph: 1200 }, "第1200段", "paragraph 1200");
        let page = Place::Page { page: 3, area: [0.0; 4] };
        check(&page, "第3页", "page 3");
        let sheet = Place::Sheet { sheet: "表二".to_owned(), cell: "B7".to_owned() };
        check(&sheet, "表二!B7", "表二!B7");
    }
}
