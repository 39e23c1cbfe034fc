//! A line of a letter: what pushes a signature to the right is told from its words, so that a phone can leave it out.

/// Spaces from which on a line is one that is pushed to the right; fewer are the indentation of a paragraph.
const PUSHED: usize = 5;

/// The spaces that push a line to the right, and its words; `None` for a line like any other.
pub(crate) fn pushed(line: &str) -> Option<(&str, &str)> {
    let words = line.trim_start_matches('\u{3000}');
    let (spaces, words) = line.split_at_checked(line.len().checked_sub(words.len())?)?;
    (spaces.chars().count() >= PUSHED && !words.is_empty()).then_some((spaces, words))
}

#[cfg(test)]
mod tests {
    use super::pushed;

    #[test]
    fn a_signature_is_told_from_a_paragraph() {
        let signature = format!("{}示例区人民政府", "\u{3000}".repeat(9));
        assert_eq!(pushed(&signature).map(|(_, words)| words), Some("示例区人民政府"));
        assert_eq!(pushed("\u{3000}\u{3000}联系人：经办人"), None);
        assert_eq!(pushed(&"\u{3000}".repeat(9)), None);
        assert_eq!(pushed("霁峪镇人民政府："), None);
    }
}
