//! What every public page must be, whatever is on it.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

/// A page taken apart.
pub(crate) struct Page {
    pub(crate) html: Html,
    of: String,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// Holds of a page in English that all Chinese on it says that it is, for readers that speak (WCAG 3.1.2).
pub(crate) fn chinese_says_so(of: &str, html: &Html) {
    if html.root_element().attr("lang") != Some("en") {
        return;
    }
    for node in html.tree.nodes() {
        let Some(text) = node.value().as_text() else { continue };
        let said = node.ancestors().filter_map(ElementRef::wrap).find_map(|element| element.attr("lang"));
        let is_chinese = text.chars().any(|letter| ('\u{3400}'..='\u{9fff}').contains(&letter));
        assert!(
            !is_chinese || said.is_some_and(|lang| lang.starts_with("zh")),
            "{of}: {:?} does not say so",
            text.trim()
        );
    }
}

impl Page {
    /// Takes a page apart and holds what every page must be.
    pub(crate) fn checked(of: &str, text: &str) -> Self {
        let page = Self { html: Html::parse_document(text), of: of.to_owned() };
        assert!(page.html.errors.is_empty(), "{of}: {:?}", page.html.errors);
        assert_eq!(page.all("h1").len(), 1, "{of}: one h1");
        assert!(!page.text("h1").trim().is_empty() && !page.text("title").trim().is_empty(), "{of}");
        page.nothing_is_inline();
        page.ids_are_told_apart();
        page.headings_skip_no_level();
        page.tables_are_captioned();
        page.controls_are_labelled();
        page.no_sentence_is_missing();
        chinese_says_so(of, &page.html);
        assert_eq!(page.attribute("a.skip-link", "href"), "#main", "{of}");
        assert!(page.all("main#main").len() == 1, "{of}");
        page
    }

    pub(crate) fn all(&self, what: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&selector(what)).collect()
    }

    /// The text of the first such element.
    pub(crate) fn text(&self, what: &str) -> String {
        self.all(what).first().map(|element| element.text().collect()).unwrap_or_default()
    }

    /// An attribute of the first such element.
    pub(crate) fn attribute(&self, what: &str, name: &str) -> String {
        let element = self.all(what).into_iter().next();
        element.and_then(|element| element.attr(name)).unwrap_or_default().to_owned()
    }

    /// The content of a meta tag.
    pub(crate) fn meta(&self, name: &str) -> Option<String> {
        let tags = self.all(&format!("meta[name={name}]"));
        tags.first().map(|tag| tag.attr("content").unwrap_or_default().to_owned())
    }

    /// Addresses of this site the page links to.
    pub(crate) fn links(&self) -> BTreeSet<String> {
        let links = self.all("a[href], link[href], script[src]");
        links
            .iter()
            .filter_map(|link| link.attr("href").or(link.attr("src")))
            .filter(|href| href.starts_with('/'))
            .map(str::to_owned)
            .collect()
    }

    fn nothing_is_inline(&self) {
        assert!(self.all("style, [style]").is_empty(), "{}: inline style", self.of);
        assert!(self.all("script:not([src])").is_empty(), "{}: inline script", self.of);
        for element in self.all("*") {
            let handler = element.value().attrs().find(|(name, _)| name.starts_with("on"));
            assert!(handler.is_none(), "{}: {handler:?}", self.of);
        }
    }

    fn ids_are_told_apart(&self) {
        let mut seen = BTreeSet::new();
        for element in self.all("[id]") {
            let id = element.attr("id").unwrap();
            assert!(!id.is_empty() && seen.insert(id), "{}: id {id} stands twice", self.of);
        }
        for (what, name) in [("[aria-labelledby]", "aria-labelledby"), ("[aria-describedby]", "aria-describedby")] {
            for element in self.all(what) {
                for id in element.attr(name).unwrap().split_whitespace() {
                    assert!(seen.contains(id), "{}: {name} names {id}, which is not there", self.of);
                }
            }
        }
        for link in self.all("a[href^='#']") {
            let id = link.attr("href").unwrap().trim_start_matches('#');
            assert!(seen.contains(id), "{}: a link leads to #{id}, which is not there", self.of);
        }
    }

    fn headings_skip_no_level(&self) {
        let mut before = 0;
        for heading in self.all("main h1, main h2, main h3, main h4, main h5, main h6") {
            let level: u8 = heading.value().name()[1..].parse().unwrap();
            assert!(level <= before + 1, "{}: h{level} after h{before}", self.of);
            before = level;
        }
    }

    fn tables_are_captioned(&self) {
        for table in self.all("table") {
            let caption = table.select(&selector("caption")).next().map(|caption| caption.text().collect::<String>());
            assert!(caption.is_some_and(|caption| !caption.trim().is_empty()), "{}: a table without caption", self.of);
        }
        for head in self.all("table th:not([scope])") {
            // The corner of table 3 stands above labels; it heads nothing.
            assert!(head.attr("rowspan").is_some() && head.attr("colspan").is_some(), "{}: th without scope", self.of);
        }
    }

    fn controls_are_labelled(&self) {
        for control in self.all("input:not([type=hidden]), select, textarea") {
            let id = control.attr("id").unwrap_or_default();
            assert_eq!(self.all(&format!("label[for='{id}']")).len(), 1, "{}: {id} has no label", self.of);
        }
    }

    fn no_sentence_is_missing(&self) {
        for element in self.all("body *") {
            for text in element.text() {
                let text = text.trim();
                let is_id = text.contains('-')
                    && text.starts_with(|first: char| first.is_ascii_lowercase())
                    && text
                        .chars()
                        .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
                assert!(!is_id, "{}: sentence {text} is missing", self.of);
            }
        }
    }
}
