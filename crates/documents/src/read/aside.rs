//! Text of an Office Open XML file that is no part of its content but goes out with the file: headers, footers, notes, comments.

use super::package::xml::{Node, Xml, local};
use super::package::{Package, xml_text};
use crate::model::{Notice, NoticeKind};

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

/// What a package holds in such parts, a text for each; a part that cannot be read is told, and ends it.
pub(super) fn gather(package: &mut Package<'_>) -> (Vec<String>, Option<Notice>) {
    let is_aside = |name: &&str| PARTS.iter().any(|part| name.starts_with(part));
    let mut names: Vec<String> = package.names().filter(is_aside).map(str::to_owned).collect();
    names.sort_unstable();
    let mut texts = Vec::new();
    for name in names {
        let Ok(Some(part)) = package.part(&name) else {
            let detail = "characters".to_owned();
            return (texts, Some(Notice { kind: NoticeKind::LimitReached, place: None, detail }));
        };
        texts.push(text(&xml_text(part)));
    }
    texts.retain(|text| !text.is_empty());
    (texts, None)
}

/// The headers and footers a sheet says behind its cells.
pub(super) fn of_sheet(part: &str) -> Option<String> {
    let from = part.get(part.rfind("<headerFooter")?..)?;
    let own = from.get(..from.find("</headerFooter>")? + "</headerFooter>".len())?;
    Some(text(own)).filter(|text| !text.is_empty())
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
