//! A thin pull reader over the XML of a part: three kinds of events, entities resolved, broken input noticed.
//!
//! Entities of a DTD are not expanded, so text cannot grow beyond its bytes.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::read::raised::Level;

/// What stands next in the XML.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    /// An element opens; an empty element opens and closes.
    Start(BytesStart<'a>),
    /// The innermost open element closes.
    End,
    /// Text, with character references resolved. Text may come in several pieces.
    Text(Cow<'a, str>),
}

/// The XML of one part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    broken: bool,
    unknown_entity: bool,
}

impl<'a> Xml<'a> {
    /// Reads from the start of the text.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, broken: false, unknown_entity: false }
    }

    /// The next node; `None` at the end, or where the XML is broken.
    pub(crate) fn next(&mut self) -> Option<Node<'a>> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    self.depth = self.depth.saturating_add(1);
                    return Some(Node::Start(element));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Node::End);
                }
                Ok(Event::Text(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => match resolve(&reference) {
                    Some(character) => return Some(Node::Text(Cow::Owned(character.to_string()))),
                    None => self.unknown_entity = true,
                },
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Ok(Event::Eof) => {
                    self.broken |= self.depth > 0;
                    return None;
                }
                Err(_) => {
                    self.broken = true;
                    return None;
                }
            }
        }
    }

    /// Skips everything up to the end of the element that was just opened.
    pub(crate) fn skip(&mut self) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next().is_some() {}
    }

    /// The text inside the element that was just opened, elements inside it ignored.
    pub(crate) fn text(&mut self) -> String {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next() {
                Some(Node::Text(piece)) => text.push_str(&piece),
                Some(Node::Start(_) | Node::End) => {}
                None => break,
            }
        }
        text
    }

    /// The next element opened inside the element `depth` elements deep, or `None` when that one closes.
    pub(crate) fn child(&mut self, depth: usize) -> Option<BytesStart<'a>> {
        while self.depth >= depth {
            if let Node::Start(element) = self.next()? {
                return Some(element);
            }
        }
        None
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Whether the XML was found to be cut off or not well formed.
    pub(crate) fn broken(&self) -> bool {
        self.broken
    }

    /// Whether an entity was met that only a DTD could explain.
    pub(crate) fn unknown_entity(&self) -> bool {
        self.unknown_entity
    }
}

fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten();
    }
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The name of an element without its prefix.
pub(crate) fn local<'e>(element: &'e BytesStart<'_>) -> &'e str {
    element.local_name().into_inner()
}

/// An attribute's value, found by its name without prefix.
pub(crate) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|item| item.key.local_name().as_ref() == name)?;
    Some(match found.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value,
        Err(_) => found.value,
    })
}

/// An attribute's value as a number; larger ones than fit are the largest, negative ones and words are `None`.
pub(crate) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    let value = attribute(element, name)?;
    let value = value.trim();
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(value.parse().unwrap_or(u32::MAX))
}

/// Whether an on-off element is on: it is unless its `val` says otherwise.
pub(crate) fn on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// Where a `vertAlign` sets text.
pub(in crate::read) fn level_of(element: &BytesStart<'_>) -> Level {
    match attribute(element, "val").as_deref() {
        Some("superscript") => Level::Raised,
        Some("subscript") => Level::Lowered,
        _ => Level::Line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, expected: &str, broken: bool) {
        let mut reader = Xml::new(xml);
        let mut seen = String::new();
        while let Some(node) = reader.next() {
            match node {
                Node::Start(element) => seen.extend(["<", local(&element), ">"]),
                Node::End => seen.push_str("</>"),
                Node::Text(text) => seen.push_str(&text),
            }
        }
        assert_eq!((seen.as_str(), reader.broken()), (expected, broken), "{xml}");
    }

    #[test]
    fn nodes_come_in_order() {
        check("<w:a><b/>1&lt;&#x4E00;&#50;</w:a>", "<a><b></>1<一2</>", false);
        check("<a><![CDATA[<x>]]><!-- c --></a>", "<a><x></>", false);
        check("<a>1 & 2</a>", "<a>1 & 2</>", false);
    }

    #[test]
    fn broken_xml_ends_early() {
        check("<a><b>1", "<a><b>1", true);
        check("<a></b>", "<a>", true);
    }

    #[test]
    fn entities_of_a_dtd_are_not_expanded() {
        let xml = r#"<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>1&y;2</a>"#;
        check(xml, "<a>12</>", false);
        let mut reader = Xml::new(xml);
        while reader.next().is_some() {}
        assert!(reader.unknown_entity());
    }

    #[test]
    fn subtrees_can_be_skipped_and_gathered() {
        let mut reader = Xml::new("<a><b><c>1</c>2</b><d>3<e/>4</d>5</a>");
        assert!(reader.child(0).is_some() && reader.child(1).is_some());
        reader.skip();
        assert!(reader.child(1).is_some());
        assert_eq!(reader.text(), "34");
        assert!(reader.child(1).is_none());
    }

    #[test]
    fn numbers_saturate() {
        let check = |xml: &str, expected| {
            let mut reader = Xml::new(xml);
            let element = reader.child(0).unwrap();
            assert_eq!(number(&element, "val"), expected, "{xml}");
        };
        check(r#"<a w:val="12"/>"#, Some(12));
        check(r#"<a w:val="99999999999"/>"#, Some(u32::MAX));
        check(r#"<a w:val="-1"/>"#, None);
        check(r#"<a w:val="一"/>"#, None);
        check("<a/>", None);
    }
}
