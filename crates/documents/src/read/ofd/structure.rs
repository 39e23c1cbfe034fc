//! From the package's entry to its pages: `OFD.xml`, `Document.xml`, the places of everything.

use std::collections::HashMap;

use super::{damaged, load};
use crate::read::ReadError;
use crate::read::fixed::Area;
use crate::read::package::Package;
use crate::read::package::xml::{Node, Xml, attribute, local};

/// The size of a page that tells none: A4 in millimetres.
const A4: Area = Area { left: 0.0, top: 0.0, right: 210.0, bottom: 297.0 };

/// Where a part is: its path as its reference says, and how the reference was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) path: String,
    written: String,
}

impl Location {
    /// A reference made in a part.
    fn new(from: &str, written: &str) -> Self {
        let base = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut steps: Vec<&str> = if written.starts_with('/') { Vec::new() } else { base.split('/').collect() };
        for step in written.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    steps.pop();
                }
                _ => steps.push(step),
            }
        }
        let path = steps.into_iter().filter(|step| !step.is_empty()).collect::<Vec<_>>().join("/");
        Self { path, written: written.to_owned() }
    }

    /// The text of the part. Some programs write references from the package's root: that is tried second.
    pub(super) fn load(&self, package: &mut Package<'_>) -> Result<Option<String>, ReadError> {
        match load(package, &self.path)? {
            Some(text) => Ok(Some(text)),
            None => load(package, &self.written),
        }
    }
}

/// The first document of a package.
#[derive(Debug)]
pub(super) struct Structure {
    pub(super) title: Option<String>,
    /// In order.
    pub(super) pages: Vec<Location>,
    /// By id.
    pub(super) templates: HashMap<String, Location>,
    /// Content of composite graphics, by id.
    pub(super) composites: HashMap<String, String>,
    /// Of pages that tell none of their own, in millimetres.
    pub(super) page_box: Area,
}

/// Whether the package says its parts are encrypted.
pub(super) fn is_encrypted(package: &Package<'_>) -> bool {
    package.names().any(|name| name.ends_with("encryptions.xml") || name.ends_with("encryption.xml"))
}

impl Structure {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, ReadError> {
        let entry = load(package, "OFD.xml")?.ok_or_else(|| damaged("it has no OFD.xml"))?;
        let (root, title) = entry_point(&entry);
        let root = root.ok_or_else(|| damaged("its OFD.xml names no document"))?;
        let root = Location::new("", &root);
        let text = root.load(package)?.ok_or_else(|| damaged("its document part is missing"))?;
        let mut structure = Self {
            title,
            pages: Vec::new(),
            templates: HashMap::new(),
            composites: HashMap::new(),
            page_box: page_box(&text).unwrap_or(A4),
        };
        let mut resources = Vec::new();
        structure.gather(&root.path, &text, &mut resources);
        for resource in resources {
            if let Some(text) = resource.load(package)? {
                structure.composites.extend(composites(&text));
            }
        }
        if structure.pages.is_empty() { Err(damaged("it has no pages")) } else { Ok(structure) }
    }

    /// Finds pages, templates and resources in the document part.
    fn gather(&mut self, root: &str, text: &str, resources: &mut Vec<Location>) {
        let mut xml = Xml::new(text);
        while let Some(element) = xml.child(0) {
            match local(&element) {
                "Page" => {
                    if let Some(location) = attribute(&element, "BaseLoc") {
                        self.pages.push(Location::new(root, location.trim()));
                    }
                }
                "TemplatePage" => {
                    if let (Some(id), Some(location)) = (attribute(&element, "ID"), attribute(&element, "BaseLoc")) {
                        self.templates.insert(id.into_owned(), Location::new(root, location.trim()));
                    }
                }
                "PublicRes" | "DocumentRes" => resources.push(Location::new(root, xml.text().trim())),
                _ => {}
            }
        }
    }
}

/// The first document's root and the title it is given.
fn entry_point(text: &str) -> (Option<String>, Option<String>) {
    let mut xml = Xml::new(text);
    let (mut root, mut title) = (None, None);
    while let Some(element) = xml.child(0) {
        match local(&element) {
            "Title" if root.is_none() => title = Some(xml.text().trim().to_owned()),
            "DocRoot" if root.is_none() => root = Some(xml.text().trim().to_owned()),
            _ => {}
        }
    }
    (root, title.filter(|title| !title.is_empty()))
}

/// The physical box a part tells, in millimetres.
pub(super) fn page_box(text: &str) -> Option<Area> {
    let mut xml = Xml::new(text);
    while let Some(element) = xml.child(0) {
        match local(&element) {
            "PhysicalBox" => return parse_box(&xml.text()),
            // Areas stand before content.
            "Content" | "Pages" => return None,
            _ => {}
        }
    }
    None
}

/// Left, top, width and height.
pub(super) fn parse_box(text: &str) -> Option<Area> {
    let [left, top, width, height] = *numbers(text).first_chunk::<4>()?;
    let sound = [left, top, width, height].iter().all(|value| value.is_finite()) && width >= 0.0 && height >= 0.0;
    sound.then_some(Area { left, top, right: left + width, bottom: top + height })
}

/// Numbers with white space or commas between them.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let words = text.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    words.map_while(|word| word.parse().ok()).collect()
}

/// The composite graphics of a resource part: the content of each, by id.
fn composites(text: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let mut xml = Xml::new(text);
    while let Some(element) = xml.child(0) {
        if local(&element) == "CompositeGraphicUnit"
            && let Some(id) = attribute(&element, "ID")
        {
            let id = id.into_owned();
            found.insert(id, rewritten(&mut xml));
        }
    }
    found
}

/// The elements inside the one just opened, written out again.
fn rewritten(xml: &mut Xml<'_>) -> String {
    let outside = xml.depth();
    let mut text = String::from("<Unit>");
    let mut open = Vec::new();
    while xml.depth() >= outside {
        match xml.next() {
            Some(Node::Start(element)) => {
                text.extend(["<", local(&element)]);
                for item in element.attributes().with_checks(false).flatten() {
                    let value = item.value.replace('"', "&quot;");
                    text.extend([" ", item.key.local_name().as_ref(), "=\"", &value, "\""]);
                }
                text.push('>');
                open.push(local(&element).to_owned());
            }
            Some(Node::End) => {
                if let Some(name) = open.pop() {
                    text.extend(["</", &name, ">"]);
                }
            }
            Some(Node::Text(piece)) => text.push_str(&quick_xml::escape::escape(piece)),
            None => break,
        }
    }
    text.push_str("</Unit>");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_followed_from_their_part() {
        let check = |from: &str, written: &str, expected: &str| {
            assert_eq!(Location::new(from, written).path, expected);
        };
        check("Doc_0/Document.xml", "Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml");
        check("Doc_0/Document.xml", "/Doc_0/Res.xml", "Doc_0/Res.xml");
        check("Doc_0/Pages/Page_0/Content.xml", "../../Res.xml", "Doc_0/Res.xml");
        check("", "Doc_0/Document.xml", "Doc_0/Document.xml");
        check("a/b.xml", "../../../c.xml", "c.xml");
    }

    #[test]
    fn boxes_are_left_top_width_height() {
        assert_eq!(parse_box("0 0 210 297"), Some(A4));
        assert_eq!(parse_box("0 0 210"), None);
        assert_eq!(parse_box("0 0 NaN 3"), None);
    }

    #[test]
    fn the_first_document_counts() {
        let text = "<o:OFD><o:DocBody><o:DocInfo><o:Title>年报</o:Title></o:DocInfo><o:DocRoot> A/D.xml </o:DocRoot></o:DocBody>\
                    <o:DocBody><o:DocRoot>B/D.xml</o:DocRoot></o:DocBody></o:OFD>";
        assert_eq!(entry_point(text), (Some("A/D.xml".into()), Some("年报".into())));
    }

    #[test]
    fn composites_are_kept_by_id() {
        let found = composites(
            "<Res><Units><CompositeGraphicUnit ID='7'><c:Content><TextCode X='1'>a&lt;b</TextCode></c:Content></CompositeGraphicUnit></Units></Res>",
        );
        assert_eq!(found["7"], "<Unit><Content><TextCode X=\"1\">a&lt;b</TextCode></Content></Unit>");
    }
}
