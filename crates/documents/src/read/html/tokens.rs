//! Cuts a page into tags and text without copying it.
//!
//! Every byte is looked at a bounded number of times whatever the page: an unclosed tag, comment or script takes the
//! rest of the page, as it does in a browser.

/// A piece of the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its character references still in it.
    Text(&'a str),
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag's name.
    End(&'a str),
    /// What stands in `<![…]>`, the conditional marks of Word, Excel and WPS that browsers skip.
    Condition(&'a str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as written, in any case.
    pub(super) name: &'a str,
    /// What follows the name.
    pub(super) attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Names and values in order; values without quotes, references undecoded.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    /// The first value of an attribute.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&'a str> {
        self.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    /// Whether it is written `<x/>`, which means something to Word only.
    pub(super) fn closes_itself(&self) -> bool {
        self.attributes.ends_with('/')
    }
}

/// The tokens of a page, in order.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { rest: source }
    }

    /// Takes everything up to the end tag of an element whose content is no markup (`script`, `title`).
    pub(super) fn raw(&mut self, name: &str) -> &'a str {
        let mut from = 0;
        while let Some(found) = self.rest.get(from..).and_then(|tail| tail.find("</")) {
            let at = from + found;
            let after = self.rest.get(at + 2..).unwrap_or_default();
            if starts_with_name(after, name) {
                let (content, end_tag) = self.rest.split_at(at);
                self.rest = end_tag;
                return content;
            }
            from = at + 2;
        }
        std::mem::take(&mut self.rest)
    }

    /// What stands at a `<`.
    fn markup(&mut self) -> Markup<'a> {
        let after = self.rest.get(1..).unwrap_or_default();
        let token = match after.bytes().next() {
            Some(b'!') => self.declaration(after),
            Some(b'?') => self.skip_past(after),
            Some(b'/') => {
                let name = after.get(1..).unwrap_or_default();
                if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    self.tag(name).map(|(name, _)| Token::End(name))
                } else {
                    self.skip_past(name)
                }
            }
            Some(b) if b.is_ascii_alphabetic() => {
                self.tag(after).map(|(name, attributes)| Token::Start(Tag { name, attributes }))
            }
            _ => return Markup::Text,
        };
        token.map_or(Markup::Skipped, Markup::Token)
    }

    /// Past the next `>`.
    fn skip_past(&mut self, text: &'a str) -> Option<Token<'a>> {
        self.rest = past(text, ">");
        None
    }

    /// A comment, a doctype or a conditional mark.
    fn declaration(&mut self, after: &'a str) -> Option<Token<'a>> {
        if let Some(comment) = after.strip_prefix("!--") {
            self.rest = past_comment(comment);
            return None;
        }
        self.rest = past(after, ">");
        let content = after.get(1..after.len() - self.rest.len())?.trim_end_matches('>');
        content.starts_with('[').then_some(Token::Condition(content))
    }

    /// Name and attributes of the tag whose name begins here; nothing when it never closes.
    fn tag(&mut self, from_name: &'a str) -> Option<(&'a str, &'a str)> {
        let end = from_name.bytes().position(|b| matches!(b, b'>' | b'/') || b.is_ascii_whitespace());
        let (name, tail) = from_name.split_at(end.unwrap_or(from_name.len()));
        let Some(end) = tag_end(tail) else {
            self.rest = "";
            return None;
        };
        let (attributes, close) = tail.split_at(end);
        self.rest = close.get(1..).unwrap_or_default();
        Some((name, attributes))
    }
}

/// What a `<` turned out to be.
enum Markup<'a> {
    Token(Token<'a>),
    /// A comment, or a tag that never closes.
    Skipped,
    /// No markup.
    Text,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let mut from = 0;
            if self.rest.starts_with('<') {
                match self.markup() {
                    Markup::Token(token) => return Some(token),
                    Markup::Skipped => continue,
                    Markup::Text => from = 1,
                }
            }
            let end = self.rest.get(from..)?.find('<').map_or(self.rest.len(), |at| at + from);
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(Token::Text(text));
        }
        None
    }
}

/// Names and values of a tag's attributes.
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let first = rest.chars().next()?.len_utf8();
        let name_end = rest
            .bytes()
            .enumerate()
            .skip(first)
            .find(|(_, b)| matches!(b, b'=' | b'/') || b.is_ascii_whitespace())
            .map_or(rest.len(), |(at, _)| at);
        let (name, after) = rest.split_at(name_end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let (value, rest) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split_once(quote).unwrap_or((value.get(1..)?, "")),
            _ => value.split_at(value.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.rest = rest;
        Some((name, value))
    }
}

/// Where the `>` of a tag stands that is not inside a quoted value.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before_value = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if before_value => {
                quote = Some(byte);
                before_value = false;
            }
            (None, b'=') => before_value = true,
            (None, _) if !byte.is_ascii_whitespace() => before_value = false,
            _ => {}
        }
    }
    None
}

fn starts_with_name(text: &str, name: &str) -> bool {
    let (Some(start), Some(rest)) = (text.get(..name.len()), text.get(name.len()..)) else { return false };
    let ends = rest.bytes().next().is_none_or(|b| matches!(b, b'>' | b'/') || b.is_ascii_whitespace());
    start.eq_ignore_ascii_case(name) && ends
}

fn past<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// Past `-->`, `--!>` and the two short forms `<!-->` and `<!--->`.
fn past_comment(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('>').or_else(|| text.strip_prefix("->")) {
        return rest;
    }
    let mut rest = text;
    while let Some((_, tail)) = rest.split_once("--") {
        if let Some(after) = tail.strip_prefix('>').or_else(|| tail.strip_prefix("!>")) {
            return after;
        }
        // `--->` closes too: the second hyphen may begin the closing mark.
        rest = tail;
        if let Some(after) = rest.strip_prefix("->") {
            return after;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let found: Vec<String> = Tokens::new(source)
            .map(|token| match token {
                Token::Text(text) => format!("'{text}'"),
                Token::Start(tag) => {
                    let attributes: Vec<_> = tag.attributes().map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{}{}>", tag.name, attributes.concat())
                }
                Token::End(name) => format!("</{name}>"),
                Token::Condition(content) => format!("<!{content}>"),
            })
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn tags_text_and_attributes() {
        check("<p>a</P >b", &["<p>", "'a'", "</P>", "'b'"]);
        check("<td colspan=2 title=\"a>b\" hidden id='x'>", &["<td colspan=2 title=a>b hidden= id=x>"]);
        check("<td width = 10 / rowspan= '3'/>", &["<td width=10 rowspan=3>"]);
        check("<a href=/x/y title=it's>", &["<a href=/x/y title=it's>"]);
        check("<p =x 甲=乙>", &["<p =x= 甲=乙>"]);
    }

    #[test]
    fn a_less_than_sign_may_be_text() {
        check("1 < 2 <3 <", &["'1 '", "'< 2 '", "'<3 '", "'<'"]);
        check("甲<乙", &["'甲'", "'<乙'"]);
        check("</>a</ b>c", &["'a'", "'c'"]);
    }

    #[test]
    fn comments_declarations_and_conditions() {
        check(
            "<!doctype html>a<!-- <p> -->b<!-->c<!--->d<!--x--!>e<!--y--->f",
            &["'a'", "'b'", "'c'", "'d'", "'e'", "'f'"],
        );
        check(
            "<?xml version=1?>a<![if !supportEmptyParas]>b<![endif]>",
            &["'a'", "<![if !supportEmptyParas]>", "'b'", "<![endif]>"],
        );
        check("<!--[if gte mso 9]><xml>1</xml><![endif]-->a", &["'a'"]);
    }

    #[test]
    fn what_never_closes_takes_the_rest() {
        check("a<!-- b", &["'a'"]);
        check("a<p title=\"b>c", &["'a'"]);
        check("a</p", &["'a'"]);
    }

    #[test]
    fn raw_content_ends_at_its_own_end_tag_only() {
        let mut tokens = Tokens::new("if (a</b/.x) '</scripts>'</SCRIPT >rest");
        assert_eq!(tokens.raw("script"), "if (a</b/.x) '</scripts>'");
        assert_eq!(tokens.next(), Some(Token::End("SCRIPT")));
        assert_eq!(Tokens::new("no end").raw("title"), "no end");
    }
}
