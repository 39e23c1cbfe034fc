//! `numbering.xml`: the lists of a document.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::read::flow::numbering::{LEVELS, Level, Numbering, Suffix, Use};
use crate::read::flow::numerals::Numeral;
use crate::read::package::xml::{Xml, attribute, local, number, on};

/// Lists kept, and uses of them: documents have some hundreds.
const MOST_LISTS: usize = 20_000;
/// Characters kept of what a list writes around its numbers.
const MOST_TEXT: usize = 100;

/// Reads the part; broken XML gives the lists before the break.
pub(super) fn read(text: &str) -> Numbering {
    let mut xml = Xml::new(text);
    let mut numbering = Numbering::default();
    let mut named: HashMap<String, u32> = HashMap::new();
    let mut linked: Vec<(u32, String)> = Vec::new();
    while let Some(element) = xml.child(0)
        && numbering.lists.len().max(numbering.uses.len()) < MOST_LISTS
    {
        match local(&element) {
            "abstractNum" => {
                let Some(id) = number(&element, "abstractNumId") else { continue };
                let list = list(&mut xml);
                named.extend(list.name.map(|name| (name, id)));
                linked.extend(list.link.map(|name| (id, name)));
                numbering.lists.insert(id, list.levels);
            }
            "num" => {
                let Some(id) = number(&element, "numId").filter(|id| *id > 0) else { continue };
                numbering.uses.insert(id, usage(&mut xml));
            }
            _ => {}
        }
    }
    for (id, name) in linked {
        if let Some(levels) = named.get(&name).and_then(|source| numbering.lists.get(source)).cloned() {
            numbering.lists.insert(id, levels);
        }
    }
    numbering
}

#[derive(Default)]
struct List {
    levels: Vec<Level>,
    /// The list style this list is the definition of, or takes its levels from.
    name: Option<String>,
    link: Option<String>,
}

fn list(xml: &mut Xml<'_>) -> List {
    let depth = xml.depth();
    let mut list = List::default();
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "lvl" => {
                let index = index(&element);
                let level = level(xml);
                if index < LEVELS {
                    if list.levels.len() <= index {
                        list.levels.resize_with(index.saturating_add(1), Level::default);
                    }
                    if let Some(place) = list.levels.get_mut(index) {
                        *place = level;
                    }
                }
            }
            "styleLink" => list.name = attribute(&element, "val").map(std::borrow::Cow::into_owned),
            "numStyleLink" => list.link = attribute(&element, "val").map(std::borrow::Cow::into_owned),
            _ => {}
        }
    }
    list
}

fn usage(xml: &mut Xml<'_>) -> Use {
    let depth = xml.depth();
    let mut usage = Use::default();
    let mut at = 0;
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "abstractNumId" => usage.list = number(&element, "val").unwrap_or(u32::MAX),
            "lvlOverride" => at = index(&element),
            "startOverride" => {
                usage.starts.insert(at, number(&element, "val").unwrap_or(1));
            }
            "lvl" => {
                usage.levels.insert(at, level(xml));
            }
            _ => {}
        }
    }
    usage
}

fn level(xml: &mut Xml<'_>) -> Level {
    let depth = xml.depth();
    let mut level = Level::default();
    while let Some(element) = xml.child(depth) {
        let value = || attribute(&element, "val").unwrap_or_default();
        match local(&element) {
            "start" => level.start = number(&element, "val").unwrap_or(1),
            "numFmt" => level.numeral = Numeral::from_name(&value()),
            "lvlText" => level.text = value().chars().take(MOST_TEXT).collect(),
            "isLgl" => level.decimals = on(&element),
            "lvlRestart" => level.restarts = number(&element, "val") != Some(0),
            "suff" => {
                level.suffix = match &*value() {
                    "space" => Suffix::Space,
                    "nothing" => Suffix::Nothing,
                    _ => Suffix::Tab,
                }
            }
            // A custom format stands in the choice, what other programs show in the fallback.
            "Choice" | "rPr" => xml.skip(),
            _ => {}
        }
    }
    level
}

fn index(element: &BytesStart<'_>) -> usize {
    number(element, "ilvl").and_then(|index| usize::try_from(index).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_uses_and_links_are_read() {
        let mut numbering = read(
            r#"<w:numbering xmlns:w="w">
              <w:abstractNum w:abstractNumId="0">
                <w:styleLink w:val="章节"/>
                <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
                <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
              </w:abstractNum>
              <w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="章节"/></w:abstractNum>
              <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="99"/><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
              <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
              <w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
              <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
            </w:numbering>"#,
        );
        let mut check = |reference, level, expected: Option<&str>| {
            assert_eq!(numbering.next(reference, level).as_deref(), expected);
        };
        check(1, 0, Some("一、"));
        check(1, 1, Some("（一）"));
        check(1, 0, Some("二、"));
        check(2, 0, Some("五、"));
        check(3, 0, None);
        check(4, 0, None);
    }
}
