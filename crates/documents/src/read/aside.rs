//! Text of an Office Open XML file that is no part of its content but goes out with the file: headers, footers, notes, comments.

use super::package::xml::{Node, Xml, local};
use super::package::{Package, xml_text};
use crate::model::{Document, Notice, NoticeKind};

/// Beginnings of the names of parts that hold nothing else.
const PARTS: [&str; 7] = [
    "word/header",
    "word/footer",
    "word/footnotes",
    "word/endnotes",
    "word/comments",
    "xl/comments",
    "xl/threadedcomments/",
];

/// Sheets, which say their headers and footers beside their cells.
const SHEETS: &str = "xl/worksheets/sheet";

/// Gives a document what its package holds beside its content, a text for each part. A part that cannot be read is told.
pub(super) fn gather(package: &mut Package<'_>, document: &mut Document) {
    let is_aside = |name: &&str| PARTS.iter().chain([&SHEETS]).any(|part| name.starts_with(part));
    let mut names: Vec<String> = package.names().filter(is_aside).map(str::to_owned).collect();
    names.sort_unstable();
    for name in names {
        let Ok(Some(part)) = package.part(&name) else {
            document.notices.push(Notice {
                kind: NoticeKind::LimitReached,
                place: None,
                detail: "characters".to_owned(),
            });
            return;
        };
        let part = xml_text(part);
        let text = if name.starts_with(SHEETS) { of_sheet(&part) } else { text(&part) };
        if !text.is_empty() {
            document.aside.push(text);
        }
    }
}

/// The headers and footers a sheet says at its end.
fn of_sheet(part: &str) -> String {
    let from = part.rfind("<headerFooter").and_then(|at| part.get(at..)).unwrap_or_default();
    let own = from.find("</headerFooter>").and_then(|end| from.get(..end + "</headerFooter>".len()));
    own.map(text).unwrap_or_default()
}

/// The words of a part, its paragraphs parted by line ends.
fn text(part: &str) -> String {
    let mut xml = Xml::new(part);
    let mut text = String::new();
    while let Some(node) = xml.next() {
        match node {
            Node::Start(element) if matches!(local(&element), "p" | "comment" | "oddFooter" | "oddHeader") => {
                text.push('\n');
            }
            Node::Text(words) => text.push_str(&words),
            Node::Start(_) | Node::End => {}
        }
    }
    text.trim().to_owned()
}
