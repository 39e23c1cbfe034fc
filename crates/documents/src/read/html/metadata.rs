//! What a government web site's page says about itself in `<meta>` tags.
//!
//! Basis of the names: 国办发〔2017〕47号 (政府网站发展指引), the tags of article pages.

use super::entities::unescape;
use super::tokens::Tag;
use crate::model::Metadata;

/// Longer contents are no date and no name.
const LONGEST: usize = 200;

/// Takes over what a `<meta>` tag says; of several the first counts.
pub(super) fn take(metadata: &mut Metadata, tag: &Tag<'_>) {
    let (mut name, mut content) = ("", "");
    for (attribute, value) in tag.attributes() {
        if attribute.eq_ignore_ascii_case("name") {
            name = value;
        } else if attribute.eq_ignore_ascii_case("content") {
            content = value;
        }
    }
    let place = match name.trim() {
        name if name.eq_ignore_ascii_case("PubDate") => &mut metadata.published,
        name if name.eq_ignore_ascii_case("ContentSource") => &mut metadata.source,
        _ => return,
    };
    let content = unescape(content);
    let content = content.trim();
    if place.is_none() && !content.is_empty() && content.chars().count() <= LONGEST {
        *place = Some(content.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, html};

    #[track_caller]
    fn check(head: &str, published: Option<&str>, source: Option<&str>) {
        let page = format!("<html><head>{head}</head><body><p>年报</p></body></html>");
        let metadata = html::read(page.as_bytes(), &Limits::default()).unwrap().metadata;
        assert_eq!((metadata.published.as_deref(), metadata.source.as_deref()), (published, source), "{head}");
    }

    #[test]
    fn date_and_source() {
        check(
            r#"<meta name="PubDate" content="2021-01-26 09:30"><META NAME=contentsource CONTENT=" 青禾街道 ">"#,
            Some("2021-01-26 09:30"),
            Some("青禾街道"),
        );
        check(
            r#"<meta name="PubDate" content=""><meta name="PubDate" content="2021-01-26">"#,
            Some("2021-01-26"),
            None,
        );
        check(r#"<meta name="ColumnName" content="年报"><meta property="PubDate" content="2021">"#, None, None);
    }
}
