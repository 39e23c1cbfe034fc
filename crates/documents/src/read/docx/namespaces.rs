//! Which prefixes of a part stand for names that programs of the office know.

use std::collections::HashMap;

/// Prefixes looked up in a part.
const MOST: usize = 100;

/// How the names begin that are known.
const KNOWN: [&str; 5] = [
    "http://schemas.microsoft.com/office/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://www.wps.cn/",
    "urn:schemas-microsoft-com:",
];

/// The prefixes of a part.
#[derive(Debug)]
pub(super) struct Namespaces<'a> {
    text: &'a str,
    known: HashMap<String, bool>,
}

impl<'a> Namespaces<'a> {
    /// Of a part with this text.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, known: HashMap::new() }
    }

    /// Whether all of these prefixes, parted by spaces, stand for known names. A choice that asks for others is not shown.
    pub(super) fn are_known(&mut self, prefixes: &str) -> bool {
        prefixes.split_ascii_whitespace().all(|prefix| self.is_known(prefix))
    }

    fn is_known(&mut self, prefix: &str) -> bool {
        if let Some(known) = self.known.get(prefix) {
            return *known;
        }
        if self.known.len() >= MOST {
            return false;
        }
        let declared = format!("xmlns:{prefix}=");
        let name = self.text.split_once(&declared).and_then(|(_, rest)| rest.get(1..));
        let known = name.is_some_and(|name| KNOWN.iter().any(|known| name.starts_with(known)));
        self.known.insert(prefix.to_owned(), known);
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_stand_for_what_the_part_says() {
        let text = r#"<a xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v='urn:schemas-microsoft-com:vml' xmlns:x="urn:x">"#;
        let mut namespaces = Namespaces::of(text);
        let known = ["wps", "wps v", "", "wps x", "z"].map(|prefixes| namespaces.are_known(prefixes));
        assert_eq!(known, [true, true, true, false, false]);
    }
}
