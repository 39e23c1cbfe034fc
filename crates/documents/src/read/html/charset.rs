//! The character set a page declares for itself.

use super::tokens::{Tag, Token, Tokens};

/// Browsers look at 1 KiB; pages of content management systems put scripts first.
const WITHIN: usize = 16 * 1024;

/// The label in `<meta charset>`, `<meta http-equiv>` or the XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..WITHIN).unwrap_or(bytes));
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    if let Some(declaration) = start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"))
        && let Some(label) = value_after(declaration.0, "encoding")
    {
        return Some(label.to_owned());
    }
    let mut tokens = Tokens::new(start);
    while let Some(token) = tokens.next() {
        let Token::Start(tag) = token else { continue };
        if tag.name.eq_ignore_ascii_case("meta") {
            if let Some(label) = in_meta(&tag) {
                return Some(label.to_owned());
            }
        } else if ["script", "style", "title"].iter().any(|raw| tag.name.eq_ignore_ascii_case(raw)) {
            tokens.raw(tag.name);
        }
    }
    None
}

fn in_meta<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let mut content = None;
    let mut declares_type = false;
    for (name, value) in tag.attributes() {
        if name.eq_ignore_ascii_case("charset") {
            return Some(value);
        } else if name.eq_ignore_ascii_case("content") {
            content = Some(value);
        } else if name.eq_ignore_ascii_case("http-equiv") {
            declares_type = value.trim().eq_ignore_ascii_case("content-type");
        }
    }
    value_after(content.filter(|_| declares_type)?, "charset")
}

/// The value of `name=value` somewhere in a text, quoted or not.
fn value_after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let at = text.to_ascii_lowercase().find(name)?;
    let value = text.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end =
        value.find(|c: char| c.is_ascii_whitespace() || matches!(c, ';' | ',' | '"' | '\'')).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: Option<&str>) {
        assert_eq!(declared(page.as_bytes()).as_deref(), expected, "{page}");
    }

    #[test]
    fn the_three_ways_to_declare() {
        check("<!doctype html><meta charset=gbk>", Some("gbk"));
        check("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; Charset = gb2312'>", Some("gb2312"));
        check("<?xml version='1.0' encoding='gb18030'?><html>", Some("gb18030"));
    }

    #[test]
    fn what_is_no_declaration() {
        check("<!-- <meta charset=gbk> --><script>'<meta charset=gbk>'</script>", None);
        check("<meta name=description content='charset=gbk'>", None);
        check("<p>charset=gbk</p>", None);
    }
}
