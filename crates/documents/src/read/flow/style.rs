//! What a style's name or outline says about headings, alike in both formats.

/// The heading level of a style's name: `Title` and 标题 are the document's title (1), `heading 1` and 标题 1 its
/// sections (2), and so on to 6. A document that uses heading 1 for its title has that title at level 2: the level is
/// what the style says, and is not guessed from where it stands.
pub(in crate::read) fn heading_of_name(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题") {
        return Some(1);
    }
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
    let number: u8 = rest.parse().ok()?;
    (1..=9).contains(&number).then(|| number.saturating_add(1).min(6))
}

/// The heading level of an outline level counted from 0; 9 and above is body text.
pub(in crate::read) fn heading_of_outline(outline: u32) -> Option<u8> {
    let outline = u8::try_from(outline).ok().filter(|outline| *outline < 9)?;
    Some(outline.saturating_add(2).min(6))
}

/// Whether text of so many half points is there for no reader.
pub(in crate::read) fn is_unreadable(half_points: u32) -> bool {
    half_points <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_names_give_levels() {
        for (name, level) in [
            ("Title", Some(1)),
            ("标题", Some(1)),
            ("heading 1", Some(2)),
            ("Heading 2", Some(3)),
            ("标题 3", Some(4)),
            ("标题1", Some(2)),
            ("heading 9", Some(6)),
            ("heading", None),
            ("heading 0", None),
            ("副标题", None),
            ("标题 1 Char", None),
            ("Normal", None),
        ] {
            assert_eq!(heading_of_name(name), level, "{name}");
        }
        assert_eq!(heading_of_outline(0), Some(2));
        assert_eq!(heading_of_outline(9), None);
    }
}
