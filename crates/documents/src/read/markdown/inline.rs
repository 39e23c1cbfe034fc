//! Takes the marks of markdown out of a line: emphasis, code, links, tags, escapes.

use crate::read::html::entities;
use crate::read::raised::Level;
use crate::read::{objects, struck};

/// A line's text without its marks and without what is struck out, and how many pictures stood in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    pub(super) pictures: u32,
    /// What was struck out.
    pub(super) struck: String,
}

/// Strips the marks. `<br>` becomes `\n`.
pub(super) fn plain(source: &str) -> Plain {
    let mut scanner = Scanner {
        source,
        at: 0,
        out: Vec::new(),
        openers: Vec::new(),
        brackets: Vec::new(),
        pictures: 0,
        struck: String::new(),
    };
    while scanner.step() {}
    let mut text = String::with_capacity(source.len());
    scanner.out.iter().for_each(|piece| piece.add_to(&mut text));
    Plain { text, pictures: scanner.pictures, struck: scanner.struck }
}

enum Piece<'a> {
    Text(&'a str),
    Char(char),
    /// Marks of emphasis that have found no partner yet.
    Run {
        mark: char,
        left: usize,
    },
    Gone,
}

impl Piece<'_> {
    fn add_to(&self, text: &mut String) {
        match self {
            Self::Text(piece) => text.push_str(piece),
            Self::Char(c) => text.push(*c),
            Self::Run { mark, left } => text.extend(std::iter::repeat_n(*mark, *left)),
            Self::Gone => {}
        }
    }
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    out: Vec<Piece<'a>>,
    /// Runs that may open emphasis, by their place in `out`.
    openers: Vec<usize>,
    /// Open `[` and `![`, by their place in `out`.
    brackets: Vec<(usize, bool)>,
    pictures: u32,
    struck: String,
}

/// Marks and brackets waiting for a partner; more than this in one line are text.
const WAITING: usize = 64;

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Takes one piece; `false` at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return false };
        match first {
            '\\' => self.escape(rest),
            '`' => self.code(rest),
            '*' | '_' | '~' => self.run(rest, first),
            '&' => match entities::reference(rest.get(1..).unwrap_or_default()) {
                Some((c, length)) => self.take(1 + length, Piece::Char(c)),
                None => self.take(1, Piece::Char('&')),
            },
            '<' => self.angle(rest),
            '!' if rest.starts_with("![") => self.open_bracket(2, true),
            '[' => self.open_bracket(1, false),
            ']' => self.close_bracket(rest),
            _ => {
                let end = rest.find(['\\', '`', '*', '_', '~', '&', '<', '!', '[', ']']).filter(|end| *end > 0);
                let end = end.unwrap_or(if first == '!' { 1 } else { rest.len() });
                self.take(end, Piece::Text(rest.get(..end).unwrap_or_default()));
            }
        }
        true
    }

    fn take(&mut self, length: usize, piece: Piece<'a>) {
        self.at += length;
        self.out.push(piece);
    }

    fn escape(&mut self, rest: &'a str) {
        match rest.chars().nth(1) {
            Some(c) if c.is_ascii_punctuation() => self.take(2, Piece::Char(c)),
            _ => self.take(1, Piece::Char('\\')),
        }
    }

    /// A code span: between two runs of as many backticks nothing is a mark.
    fn code(&mut self, rest: &'a str) {
        let ticks = rest.bytes().take_while(|b| *b == b'`').count();
        let body = rest.get(ticks..).unwrap_or_default();
        let mut from = 0;
        while let Some(found) = body.get(from..).and_then(|tail| tail.find('`')) {
            let start = from + found;
            let closing = body.bytes().skip(start).take_while(|b| *b == b'`').count();
            if closing == ticks {
                self.take(2 * ticks + start, Piece::Text(body.get(..start).unwrap_or_default()));
                return;
            }
            from = start + closing;
        }
        // Unclosed: take all that is left as text, so that no later backtick searches again.
        self.take(rest.len(), Piece::Text(rest));
    }

    /// A run of emphasis marks: closes what it can, else may open.
    fn run(&mut self, rest: &'a str, mark: char) {
        let mut left = rest.chars().take_while(|c| *c == mark).count();
        let before = self.source.get(..self.at).and_then(|text| text.chars().next_back());
        let after = rest.chars().nth(left);
        self.at += left;
        if mark == '~' && left != 2 {
            self.out.push(Piece::Run { mark, left });
            return;
        }
        let opens = flanks(before, after) && (mark != '_' || !before.is_some_and(char::is_alphanumeric));
        let closes = flanks(after, before) && (mark != '_' || !after.is_some_and(char::is_alphanumeric));
        while closes && left > 0 {
            let matching =
                |at: &usize| matches!(self.out.get(*at), Some(Piece::Run { mark: open, .. }) if *open == mark);
            let Some(position) = self.openers.iter().rposition(matching) else { break };
            let Some(Piece::Run { left: open, .. }) = self.openers.get(position).and_then(|at| self.out.get_mut(*at))
            else {
                break;
            };
            let matched = left.min(*open);
            left -= matched;
            *open -= matched;
            let keep = position + usize::from(*open > 0);
            if mark == '~' {
                self.strike_out(position);
            }
            self.openers.truncate(keep);
        }
        if left > 0 && opens && self.openers.len() < WAITING {
            self.openers.push(self.out.len());
        }
        self.out.push(Piece::Run { mark, left });
    }

    /// Takes out what stands between two pairs of tildes.
    fn strike_out(&mut self, opener: usize) {
        let Some(opener) = self.openers.get(opener).copied() else { return };
        for piece in self.out.iter_mut().skip(opener + 1) {
            piece.add_to(&mut self.struck);
            *piece = Piece::Gone;
        }
        self.brackets.retain(|(at, _)| *at < opener);
    }

    /// A tag goes, `<br>` is a line end, `<http…>` its address; any other `<` is text.
    fn angle(&mut self, rest: &'a str) {
        let close = rest.get(..rest.floor_char_boundary(1000)).and_then(|near| near.find('>'));
        let Some((inside, length)) = close.and_then(|close| Some((rest.get(1..close)?, close + 1))) else {
            return self.take(1, Piece::Char('<'));
        };
        let name = inside.trim_start_matches('/');
        if name.contains("://") && !name.contains(char::is_whitespace) {
            self.take(length, Piece::Text(inside));
        } else if is_named(name, "br") {
            self.take(length, Piece::Char('\n'));
        } else if let Some((content, close)) = self.set_apart(inside, length) {
            match name.to_ascii_lowercase().as_str() {
                "sup" => self.out.extend(Level::Raised.set(content).chars().map(Piece::Char)),
                "sub" => self.out.extend(Level::Lowered.set(content).chars().map(Piece::Char)),
                _ if hides(inside) => self.out.extend(struck::hidden(content).chars().map(Piece::Char)),
                _ => self.struck.push_str(content),
            }
            self.at += close;
        } else if name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.starts_with("!--") {
            let is_picture = is_named(name, "img");
            self.pictures += u32::from(is_picture);
            self.take(length, if is_picture { Piece::Char(objects::AMONG) } else { Piece::Gone });
        } else {
            self.take(1, Piece::Char('<'));
        }
    }

    /// What stands in an element that raises its text, lowers it, strikes it out or hides it, and where that ends.
    fn set_apart(&self, tag: &str, length: usize) -> Option<(&'a str, usize)> {
        let names = ["sup", "sub", "del", "s", "strike"];
        let own = names.into_iter().find(|name| tag.eq_ignore_ascii_case(name));
        let name = own.or_else(|| tag.split_ascii_whitespace().next().filter(|_| hides(tag)))?;
        let body = self.rest().get(length..)?;
        let near = body.get(..body.floor_char_boundary(1000))?;
        let end = near.find("</").filter(|end| near.get(end + 2..).is_some_and(|rest| is_named(rest, name)))?;
        let close = near.get(end..)?.find('>')?;
        let content = near.get(..end).filter(|content| !content.contains('<'))?;
        Some((content, length + end + close + 1))
    }

    fn open_bracket(&mut self, length: usize, picture: bool) {
        if self.brackets.len() < WAITING {
            self.brackets.push((self.out.len(), picture));
        }
        let text = self.rest().get(..length).unwrap_or_default();
        self.take(length, Piece::Text(text));
    }

    /// `](address)`: the link's text stays, a picture's goes with it. `[…]` alone is text.
    fn close_bracket(&mut self, rest: &'a str) {
        let Some((open, picture)) = self.brackets.pop() else { return self.take(1, Piece::Char(']')) };
        let near = rest.get(..rest.floor_char_boundary(2000)).unwrap_or_default();
        let address = near.strip_prefix("](").and_then(|tail| tail.find([')', '(', '[', '\n']).map(|end| end + 3));
        let Some(length) = address.filter(|length| rest.get(..*length).is_some_and(|link| link.ends_with(')'))) else {
            return self.take(1, Piece::Char(']'));
        };
        self.at += length;
        if picture {
            self.pictures += 1;
            self.out.truncate(open);
            self.out.push(Piece::Char(objects::AMONG));
            self.openers.retain(|at| *at < open);
        } else if let Some(bracket) = self.out.get_mut(open) {
            *bracket = Piece::Gone;
        }
    }
}

/// Whether a run of marks leans on `inner`: the character on that side is text, or both sides are punctuation.
fn flanks(outer: Option<char>, inner: Option<char>) -> bool {
    let Some(inner) = inner.filter(|c| !c.is_whitespace()) else { return false };
    let punctuation = |c: char| c.is_ascii_punctuation();
    !punctuation(inner) || outer.is_none_or(|outer| outer.is_whitespace() || punctuation(outer))
}

/// Whether a tag's style takes its text out of sight.
fn hides(tag: &str) -> bool {
    let style = tag.to_ascii_lowercase().replace(' ', "");
    ["display:none", "visibility:hidden", "font-size:0"].iter().any(|hiding| style.contains(hiding))
}

fn is_named(tag: &str, name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !tag.get(name.len()..).unwrap_or_default().starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        assert_eq!(plain(source).text, expected, "{source}");
    }

    #[test]
    fn raised_lowered_and_struck_text_is_no_digit_of_a_figure() {
        check("73<sup>1</sup>", "73¹");
        check("73<SUB>9</SUB>件", "73₉件");
        check("<del>9</del>73", "73");
        assert_eq!(plain("<s>9</s>73<strike>1</strike>").struck, "91");
        check("73<sup>", "73");
        check("<sup>注<b>1</b></sup>", "注1");
        check("7<span style='display: none'>9</span>3", &format!("7{}3", struck::hidden("9")));
        check("7<span style='color: red'>9</span>3", "793");
    }

    #[test]
    fn emphasis_goes_where_it_has_a_partner() {
        check("**一、总体情况**", "一、总体情况");
        check("收到*申请***12**件", "收到申请12件");
        check("***粗斜***与~~删~~", "粗斜与");
        assert_eq!(plain("规章~~9~~14").struck, "9");
        check("规章~~9 [x~~14](a)", "规章14](a)");
        check("__粗__ _斜_", "粗 斜");
        check("2 * 3 * 4", "2 * 3 * 4");
        check("a_b_c *未闭合", "a_b_c *未闭合");
        check("注：*以上数据", "注：*以上数据");
        check("~ -- ~", "~ -- ~");
    }

    #[test]
    fn escapes_and_code() {
        check(r"\*非强调\* \# \甲 1\. a\|b", r"*非强调* # \甲 1. a|b");
        check("`**原样**`与``a`b``", "**原样**与a`b");
        check("`未闭合 **粗**", "`未闭合 **粗**");
    }

    #[test]
    fn links_pictures_and_tags() {
        check("[示例区政府](https://www.example.com)", "示例区政府");
        check("[**粗**](x) 〔2021〕 [1]", "粗 〔2021〕 [1]");
        check("<https://www.example.com/a>", "https://www.example.com/a");
        check("甲<br>乙<BR/>丙<span class=x>丁</span>", "甲\n乙\n丙丁");
        check("3 < 5 > 4 <!-- 注 -->", "3 < 5 > 4 ");
        check("&lt;td&gt;&nbsp;", "<td>\u{a0}");
        assert_eq!(
            plain("前![表二](a.png)后"),
            Plain { text: format!("前{}后", objects::AMONG), pictures: 1, struck: String::new() }
        );
        check("![未闭合](a", "![未闭合](a");
        check("!", "!");
    }
}
