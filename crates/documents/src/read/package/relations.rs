//! The relationships of an Office Open XML package: which part is the document, where its styles stand.

use super::xml::{Xml, attribute, local};
use super::{Package, xml_text};
use crate::read::ReadError;

/// Relationships kept of a part.
const MOST_RELATIONS: usize = 20_000;

/// One relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// Its id.
    pub(crate) id: String,
    /// The last word of its type: `officeDocument`, `styles`, `worksheet`.
    pub(crate) kind: String,
    /// The name of the part it points to.
    pub(crate) target: String,
}

/// The relationships of a part; `""` for those of the package. None when the part has none.
///
/// # Errors
/// As [`Package::part`].
pub(crate) fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(bytes) = package.part(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(Vec::new()) };
    let text = xml_text(bytes);
    let mut xml = Xml::new(&text);
    let mut relations = Vec::new();
    while let Some(element) = xml.child(0)
        && relations.len() < MOST_RELATIONS
    {
        let field = |name| attribute(&element, name).unwrap_or_default().into_owned();
        if local(&element) == "Relationship" && field("TargetMode") != "External" {
            let kind = field("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { id: field("Id"), kind, target: resolve(folder, &field("Target")) });
        }
    }
    Ok(relations)
}

/// The target of a relationship as a part name.
fn resolve(folder: &str, target: &str) -> String {
    if target.starts_with('/') {
        return target.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_relative_to_the_folder() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(resolve("", "/word/document.xml"), "/word/document.xml");
    }
}
