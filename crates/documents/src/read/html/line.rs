//! One line box of text as a browser would show it: white space collapsed, breaks kept.

use super::entities;

/// The text gathered since the last block boundary.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    gap: Gap,
    strut: bool,
    tally: Tally,
}

/// Letters and digits inside and outside links, by which lists of links are told from prose.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) linked: u32,
    pub(super) plain: u32,
}

impl Tally {
    /// Whether at least four fifths of the letters are link text.
    pub(super) fn mostly_linked(self) -> bool {
        let linked = u64::from(self.linked);
        linked > 0 && linked * 5 >= (linked + u64::from(self.plain)) * 4
    }
}

/// White space that will matter only if text follows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Blank,
    /// White space with a line end of the source in it: nothing between two Chinese characters.
    SourceLineEnd,
}

impl Line {
    /// Adds text of the source. ASCII white space collapses, soft hyphens go; NBSP and U+3000 are text.
    pub(super) fn push(&mut self, source: &str, linked: bool) {
        self.scan(source, linked, |line, c| {
            if c == '\n' || c == '\r' {
                line.gap = Gap::SourceLineEnd;
            } else if line.gap == Gap::None {
                line.gap = Gap::Blank;
            }
        });
    }

    /// Adds text whose white space stays.
    pub(super) fn push_preformatted(&mut self, source: &str, linked: bool) {
        self.scan(source, linked, |line, c| {
            if c != '\r' {
                line.text.push(c);
            }
        });
    }

    fn scan(&mut self, source: &str, linked: bool, white: fn(&mut Self, char)) {
        let mut rest = source;
        while let Some(at) = rest.bytes().position(|b| b.is_ascii_whitespace() || matches!(b, b'&' | 0 | 0xc2)) {
            let (word, tail) = rest.split_at(at);
            self.word(word, linked);
            let Some(c) = tail.chars().next() else { break };
            let mut taken = c.len_utf8();
            match c {
                '&' => match entities::reference(tail.get(1..).unwrap_or_default()) {
                    Some((decoded, length)) => {
                        taken += length;
                        self.referenced(decoded, linked, white);
                    }
                    None => self.word("&", linked),
                },
                '\u{ad}' | '\0' => {}
                c if c.is_ascii_whitespace() => white(self, c),
                _ => self.word(tail.get(..taken).unwrap_or_default(), linked),
            }
            rest = tail.get(taken..).unwrap_or_default();
        }
        self.word(rest, linked);
    }

    fn referenced(&mut self, c: char, linked: bool, white: fn(&mut Self, char)) {
        if c.is_ascii_whitespace() {
            white(self, c);
        } else if c != '\u{ad}' {
            self.word(c.encode_utf8(&mut [0; 4]), linked);
        }
    }

    fn word(&mut self, word: &str, linked: bool) {
        let Some(first) = word.chars().next() else { return };
        let before = self.text.chars().next_back();
        let dropped = match self.gap {
            Gap::None => true,
            Gap::Blank => matches!(before, None | Some('\n')),
            Gap::SourceLineEnd => before.is_none_or(|before| before == '\n' || is_wide(before) && is_wide(first)),
        };
        if !dropped {
            self.text.push(' ');
        }
        self.gap = Gap::None;
        self.text.push_str(word);
        let letters = word.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()).count();
        let count = if linked { &mut self.tally.linked } else { &mut self.tally.plain };
        *count = count.saturating_add(u32::try_from(letters).unwrap_or(u32::MAX));
    }

    /// A `<br>`.
    pub(super) fn line_break(&mut self) {
        self.gap = Gap::None;
        self.text.push('\n');
    }

    /// Makes the line stand even when it holds nothing: Word's mark of an empty paragraph.
    pub(super) fn strut(&mut self) {
        self.strut = true;
    }

    /// Bytes gathered so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Ends the line: its text, or `None` when a browser would show no line at all. A break at the very end shows
    /// nothing and goes.
    pub(super) fn take(&mut self) -> Option<(String, Tally)> {
        let mut line = std::mem::take(self);
        if line.text.is_empty() && !line.strut {
            return None;
        }
        if line.text.ends_with('\n') {
            line.text.pop();
        }
        Some((line.text, line.tally))
    }
}

/// Characters between which a line end of the source is no space (CSS Text 3, segment breaks).
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pieces: &[&str], expected: Option<&str>) {
        let mut line = Line::default();
        for piece in pieces {
            if *piece == "<br>" { line.line_break() } else { line.push(piece, false) }
        }
        assert_eq!(line.take().map(|(text, _)| text).as_deref(), expected, "{pieces:?}");
    }

    #[test]
    fn white_space_collapses_across_pieces() {
        check(&["  a \t", "\n b  "], Some("a b"));
        check(&[" \n "], None);
        check(&["a&#32;", "&#10; b"], Some("a b"));
    }

    #[test]
    fn a_source_line_end_between_chinese_characters_is_nothing() {
        check(&["政府信息\n    公开"], Some("政府信息公开"));
        check(&["2023\n年，\n收到"], Some("2023 年，收到"));
        check(&["商业 企业"], Some("商业 企业"));
    }

    #[test]
    fn no_break_and_ideographic_spaces_are_text() {
        check(&["&nbsp;"], Some("\u{a0}"));
        check(&["\u{3000}\u{3000}一、 "], Some("\u{3000}\u{3000}一、"));
        check(&["\u{a0}\u{200b}"], Some("\u{a0}\u{200b}"));
    }

    #[test]
    fn breaks_stay_except_at_the_end() {
        check(&["a ", "<br>", " b", "<br>"], Some("a\nb"));
        check(&["a", "<br>", "<br>", "b"], Some("a\n\nb"));
        check(&["<br>"], Some(""));
    }

    #[test]
    fn soft_hyphens_and_nuls_go() {
        check(&["公\u{ad}开&shy;\0年报·2023©"], Some("公开年报·2023©"));
    }

    #[test]
    fn references_and_strays() {
        check(&["A&amp;B & C &lt;1&gt;"], Some("A&B & C <1>"));
    }

    #[test]
    fn preformatted_text_keeps_its_spaces() {
        let mut line = Line::default();
        line.push_preformatted("a  b\r\n\tc", false);
        assert_eq!(line.take().map(|(text, _)| text).as_deref(), Some("a  b\n\tc"));
    }

    #[test]
    fn letters_are_tallied_by_link() {
        let mut line = Line::default();
        line.push("当前位置：", false);
        line.push("首页 > 公开", true);
        assert_eq!(line.take().map(|(_, tally)| tally), Some(Tally { linked: 4, plain: 4 }));
    }
}
