//! `styles.xml`: what a paragraph's style says about headings, list numbers and hidden text.

use std::collections::HashMap;

use super::properties::is_ground;
use crate::read::flow::style::{heading_of_name, heading_of_outline};
use crate::read::package::xml::{Xml, attribute, level_of, local, number, on};
use crate::read::raised::Level;

/// Styles based on styles based on styles: more than this is a circle.
const MOST_BASES: usize = 32;

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    list: Option<u32>,
    level: Option<u32>,
    hidden: Option<bool>,
    struck: Option<bool>,
    stands: Option<Level>,
    /// The size of its text in half points.
    size: Option<u32>,
    /// Puts a ground behind text, or behind some parts of a table.
    ground: bool,
}

/// Styles kept: documents have some hundreds.
const MOST_STYLES: usize = 20_000;

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
    /// The size of text whose style gives none.
    size: Option<u32>,
}

/// The size of text of which nothing else is said, in half points.
const USUAL_SIZE: u32 = 20;

impl Styles {
    /// Reads the part; broken XML gives the styles before the break.
    pub(super) fn read(text: &str) -> Self {
        let mut xml = Xml::new(text);
        let mut styles = Self::default();
        while let Some(element) = xml.child(0)
            && styles.styles.len() < MOST_STYLES
        {
            if local(&element) == "sz" {
                styles.size = number(&element, "val").or(styles.size);
            }
            if local(&element) != "style" {
                continue;
            }
            let Some(id) = attribute(&element, "styleId").map(std::borrow::Cow::into_owned) else { continue };
            let paragraph = attribute(&element, "type").is_none_or(|kind| kind == "paragraph");
            let default = attribute(&element, "default").is_some_and(|value| value == "1" || value == "true");
            if paragraph && default {
                styles.default = Some(id.clone());
            }
            styles.styles.insert(id, style(&mut xml));
        }
        styles
    }

    /// The style and those it is based on, nearest first.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let first = id.or(self.default.as_deref()).and_then(|id| self.styles.get(id));
        std::iter::successors(first, |style| style.based_on.as_ref().and_then(|id| self.styles.get(id)))
            .take(MOST_BASES)
    }

    /// The heading level of a paragraph with this style.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        for style in self.chain(id) {
            if let Some(level) = heading_of_name(&style.name) {
                return Some(level);
            }
            if let Some(outline) = style.outline {
                return heading_of_outline(outline);
            }
        }
        None
    }

    /// The list a paragraph with this style belongs to, and its level in it.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(u32, u32)> {
        let list = self.chain(id).find_map(|style| style.list)?;
        let level = self.chain(id).find_map(|style| style.level).unwrap_or(0);
        Some((list, level))
    }

    /// Whether text with this style is hidden.
    pub(super) fn hidden(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.hidden).unwrap_or(false)
    }

    /// The size of text with this style, in half points, where the style gives one.
    pub(super) fn size(&self, id: Option<&str>) -> Option<u32> {
        self.chain(id).find_map(|style| style.size)
    }

    /// The size of text with this style of a paragraph, in half points.
    pub(super) fn usual_size(&self, id: Option<&str>) -> u32 {
        self.size(id).or(self.size).unwrap_or(USUAL_SIZE)
    }

    /// Where text with this style stands.
    pub(super) fn level(&self, id: Option<&str>) -> Level {
        self.chain(id).find_map(|style| style.stands).unwrap_or_default()
    }

    /// Whether a style puts a ground behind text.
    pub(super) fn ground(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| style.ground)
    }

    /// Whether text with this style is struck out.
    pub(super) fn struck(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.struck).unwrap_or(false)
    }
}

/// What the `style` that was just opened says.
fn style(xml: &mut Xml<'_>) -> Style {
    let depth = xml.depth();
    let mut style = Style::default();
    while let Some(element) = xml.child(depth) {
        let value = || attribute(&element, "val").map(std::borrow::Cow::into_owned);
        match local(&element) {
            "name" => style.name = value().unwrap_or_default(),
            "basedOn" => style.based_on = value(),
            "outlineLvl" => style.outline = number(&element, "val"),
            "numId" => style.list = number(&element, "val"),
            "ilvl" => style.level = number(&element, "val"),
            "vanish" => style.hidden = Some(on(&element)),
            "strike" | "dstrike" => style.struck = Some(style.struck == Some(true) || on(&element)),
            "vertAlign" => style.stands = Some(level_of(&element)),
            "sz" => style.size = number(&element, "val"),
            "shd" => style.ground |= is_ground(&element),
            // Of what a table style says of its parts only the ground counts.
            "tblStylePr" => {
                let part = xml.depth();
                while let Some(element) = xml.child(part) {
                    style.ground |= local(&element) == "shd" && is_ground(&element);
                }
            }
            // What the style was before a tracked change.
            "pPrChange" | "rPrChange" => xml.skip(),
            _ => {}
        }
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
          <w:pPr><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="章"/><w:basedOn w:val="1"/>
          <w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="c"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="d"><w:name w:val="正"/><w:basedOn w:val="1"/>
          <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>
        <w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>
        <w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>
      </w:styles>"#;

    #[test]
    fn headings_come_from_names_bases_and_outlines() {
        let styles = Styles::read(STYLES);
        let levels = ["1", "b", "c", "d", "x", "a", "?"].map(|id| styles.heading(Some(id)));
        assert_eq!(levels, [Some(2), Some(2), Some(3), None, None, None, None]);
        assert_eq!(styles.heading(None), None);
    }

    #[test]
    fn sizes_come_from_the_style_its_bases_and_the_document() {
        let sizes = |defaults: &str| {
            let styles = Styles::read(&format!(
                r#"<w:styles xmlns:w="w">{defaults}<w:style w:styleId="p"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>
                <w:style w:styleId="q"><w:basedOn w:val="p"/></w:style><w:style w:styleId="r"/></w:styles>"#
            ));
            ["p", "q", "r", "?"].map(|id| styles.usual_size(Some(id)))
        };
        assert_eq!(sizes(""), [24, 24, 20, 20]);
        let defaults =
            r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>"#;
        assert_eq!(sizes(defaults), [24, 24, 21, 21]);
    }

    #[test]
    fn grounds_of_paragraphs_and_of_parts_of_tables() {
        let styles = Styles::read(
            r#"<w:styles xmlns:w="w"><w:style w:type="table" w:styleId="t"><w:tblStylePr w:type="lastRow">
            <w:rPr><w:vanish/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>
            <w:style w:styleId="p"><w:pPr><w:shd w:val="clear" w:fill="FFFFFF"/></w:pPr></w:style></w:styles>"#,
        );
        assert!(styles.ground(Some("t")) && !styles.ground(Some("p")) && !styles.ground(None));
        assert!(!styles.hidden(Some("t")));
    }

    #[test]
    fn lists_and_hiding_are_inherited() {
        let styles = Styles::read(STYLES);
        assert_eq!(styles.list(Some("1")), Some((4, 0)));
        assert_eq!(styles.list(Some("b")), Some((4, 2)));
        assert_eq!(styles.list(Some("c")), None);
        assert!(styles.hidden(Some("h")) && !styles.hidden(Some("b")));
    }
}
