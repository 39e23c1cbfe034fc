//! Text made fit for xml and html.

/// Escapes text for element content and attribute values alike, and drops characters XML 1.0 forbids. Tabs and line
/// feeds stay; carriage returns become line feeds.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut escaped, text);
    escaped
}

/// Appends escaped text.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for character in clean(text) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// The characters a document may show: XML's, with every line end as a line feed.
pub(crate) fn clean(text: &str) -> impl Iterator<Item = char> {
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            match characters.next()? {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\r' => return Some('\n'),
                character if is_allowed(character) => return Some(character),
                _ => {}
            }
        }
    })
}

/// Whether XML 1.0 allows the character, less the C1 controls, which no office program shows.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\u{20}'..='\u{7E}' | '\u{85}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(escape(text), expected);
    }

    #[test]
    fn escapes_and_drops() {
        check("a<b>&\"c\"'", "a&lt;b&gt;&amp;&quot;c&quot;'");
        check("一\u{0}\u{8}\u{1b}\u{7f}\u{90}\u{fffe}\u{ffff}二", "一二");
        check("一\r\n二\r三\t四", "一\n二\n三\t四");
        check("\u{3000}\u{a0}\u{200b}𬭎", "\u{3000}\u{a0}\u{200b}𬭎");
    }
}
