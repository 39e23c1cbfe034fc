//! Just enough of the file's syntax to see how deep objects nest and what page trees hold.

/// Names longer than this are none we look for.
const LONGEST_NAME: usize = 24;
/// Nothing more needs to be known of an object nested deeper than this.
const FAR_TOO_DEEP: u32 = 100_000;

/// What is told of one object.
#[derive(Debug, Default)]
pub(super) struct Object {
    /// How deep its arrays and dictionaries nest.
    pub(super) depth: u32,
    /// Bytes read.
    pub(super) length: usize,
    /// Objects its `/Kids` or `/Functions` name, and those it names outright when it is an array.
    pub(super) kids: Vec<u32>,
    /// Where the data of its stream begins.
    pub(super) stream: Option<usize>,
    /// What its stream holds.
    pub(super) role: Role,
    /// How its stream is coded.
    pub(super) coding: Coding,
    /// Whether its stream is coded by differences, beneath its coding.
    pub(super) is_predicted: bool,
    /// Its `/N`.
    pub(super) count: u64,
}

/// What a stream holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Other,
    Objects,
    CrossReference,
}

/// How a stream is coded.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    #[default]
    Plain,
    Deflated,
    /// In some other way, or in more than one.
    Odd,
}

/// The positions where the library may begin to read an object: after each `obj`, with the object's number, and at
/// each dictionary, since it tries those when the cross-reference table is broken.
pub(super) fn starts(bytes: &[u8]) -> impl Iterator<Item = (usize, Option<u32>)> {
    bytes.windows(3).enumerate().filter_map(move |(at, window)| match window {
        b"obj" => Some((at + 3, number_before(bytes.get(..at)?))),
        [b'<', b'<', _] => Some((at, None)),
        _ => None,
    })
}

/// The object number in front of a generation number.
fn number_before(bytes: &[u8]) -> Option<u32> {
    let head = bytes.get(bytes.len().saturating_sub(40)..)?;
    let digits = |bytes: &[u8]| bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let head = head.trim_ascii_end();
    let head = head.get(..head.len() - digits(head))?.trim_ascii_end();
    let number = head.get(head.len() - digits(head)..)?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

#[derive(Debug, PartialEq)]
enum Token {
    Open,
    Close,
    Name(String),
    Integer(u64),
    /// A string, a real number.
    Value,
    /// `R`, `true`, `stream`: anything of letters.
    Word(&'static str),
}

/// Reads from one position to the end of the object there, or to where the library would give up.
pub(super) fn read_object(bytes: &[u8], start: usize, effort: usize) -> Object {
    let mut reading = Reading::new(bytes, start);
    let mut walk = Walk::default();
    let end = start.saturating_add(effort);
    while let Some(token) = reading.token() {
        if token == Token::Word("stream") {
            walk.object.stream = Some(reading.after_line_end());
            break;
        }
        if walk.is_whole || token == Token::Word("") {
            break;
        }
        walk.see(token);
        if reading.position() > end || walk.object.depth > FAR_TOO_DEEP {
            break;
        }
    }
    walk.object.length = reading.position().saturating_sub(start) + 1;
    walk.object
}

/// Where in an object the reading stands.
#[derive(Default)]
struct Walk {
    object: Object,
    depth: u32,
    /// The last name read.
    name: String,
    /// How deep the array of `/Kids` lies, while inside it.
    kids_depth: Option<u32>,
    /// The last two tokens, where they are integers.
    numbers: [Option<u32>; 2],
    /// It has closed: only a stream can follow.
    is_whole: bool,
}

impl Walk {
    fn see(&mut self, token: Token) {
        let mut number = None;
        self.is_whole = self.depth == 0;
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Name(name) => {
                self.object.note(&self.name, &name);
                self.name = name;
            }
            Token::Integer(value) => {
                if self.name == "N" {
                    self.object.count = value;
                }
                self.is_whole = false;
                number = u32::try_from(value).ok();
            }
            Token::Word("R") => self.refer(),
            Token::Value | Token::Word(_) => {}
        }
        let [_, last] = self.numbers;
        self.numbers = [last, number];
    }

    /// Whether the last name is one whose references the library follows along every path.
    fn is_kids(&self) -> bool {
        self.name == "Kids" || self.name == "Functions"
    }

    fn open(&mut self) {
        self.depth += 1;
        self.object.depth = self.object.depth.max(self.depth);
        if self.is_kids() && self.kids_depth.is_none() {
            self.kids_depth = Some(self.depth);
        }
        self.is_whole = false;
    }

    fn close(&mut self) {
        if self.kids_depth == Some(self.depth) {
            self.kids_depth = None;
        }
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 1 {
            // What follows no longer belongs to the last name.
            "-".clone_into(&mut self.name);
        }
        self.is_whole = self.depth == 0;
    }

    /// A reference: the number before the last.
    fn refer(&mut self) {
        // An array of references may be what some `/Kids` refers to.
        let is_array = self.name.is_empty() && self.depth == 1;
        if self.is_kids() || self.kids_depth.is_some() || is_array {
            let [number, _] = self.numbers;
            self.object.kids.extend(number);
        }
        if self.name == "Filter" {
            self.object.coding = Coding::Odd;
        }
    }
}

impl Object {
    fn note(&mut self, before: &str, name: &str) {
        match name {
            "ObjStm" => self.role = Role::Objects,
            "XRef" if before == "Type" => self.role = Role::CrossReference,
            "FlateDecode" | "Fl" if self.coding == Coding::Plain => self.coding = Coding::Deflated,
            "FlateDecode" | "Fl" | "LZWDecode" | "LZW" | "ASCIIHexDecode" | "AHx" | "ASCII85Decode" | "A85"
            | "RunLengthDecode" | "RL" => self.coding = Coding::Odd,
            "Predictor" => self.is_predicted = true,
            _ => {}
        }
    }
}

/// A walk through bytes, token by token.
pub(super) struct Reading<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        loop {
            self.skip_while(is_space);
            if self.peek() != Some(b'%') {
                return;
            }
            self.skip_while(|byte| byte != b'\n' && byte != b'\r');
        }
    }

    /// The integer that comes next; nothing is passed over but white space when there is none.
    pub(super) fn integer(&mut self) -> Option<u64> {
        self.skip_space();
        let digits = self.skip_while(|byte| byte.is_ascii_digit());
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// Where the data of a stream begins after its keyword.
    fn after_line_end(&self) -> usize {
        match (self.peek(), self.bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => self.at + 2,
            (Some(b'\r' | b'\n'), _) => self.at + 1,
            _ => self.at,
        }
    }

    fn token(&mut self) -> Option<Token> {
        self.skip_space();
        let first = self.peek()?;
        let second = self.bytes.get(self.at + 1).copied();
        let (length, token) = match (first, second) {
            (b'<', Some(b'<')) => (2, Token::Open),
            (b'>', Some(b'>')) => (2, Token::Close),
            (b'[', _) => (1, Token::Open),
            (b']', _) => (1, Token::Close),
            (b'(', _) => {
                self.skip_string();
                return Some(Token::Value);
            }
            (b'<', _) => {
                self.skip_while(|byte| byte != b'>');
                (1, Token::Value)
            }
            (b'/', _) => return Some(self.name()),
            (b'0'..=b'9' | b'+' | b'-' | b'.', _) => return Some(self.number()),
            _ => return Some(self.word()),
        };
        self.at += length;
        Some(token)
    }

    fn skip_string(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }

    fn name(&mut self) -> Token {
        self.at += 1;
        let raw = self.skip_while(is_regular);
        let mut name = Vec::new();
        let mut rest = raw.get(..raw.len().min(3 * LONGEST_NAME)).unwrap_or_default();
        while let Some((byte, tail)) = rest.split_first() {
            let escaped = tail.get(..2).filter(|_| *byte == b'#').and_then(|digits| std::str::from_utf8(digits).ok());
            if let Some(byte) = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                name.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            } else {
                name.push(*byte);
                rest = tail;
            }
        }
        Token::Name(String::from_utf8_lossy(&name).into_owned())
    }

    fn number(&mut self) -> Token {
        let text = self.skip_while(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
        let integer = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        integer.map_or(Token::Value, Token::Integer)
    }

    fn word(&mut self) -> Token {
        let word = self.skip_while(is_regular);
        if word.is_empty() {
            self.at += 1;
        }
        Token::Word(match word {
            b"R" => "R",
            b"true" | b"false" | b"null" => "null",
            b"stream" => "stream",
            _ => "",
        })
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0 | 12)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// How deep arrays and dictionaries nest in a content stream.
pub(super) fn content_depth(bytes: &[u8]) -> u32 {
    let mut reading = Reading::new(bytes, 0);
    let (mut depth, mut deepest) = (0_u32, 0_u32);
    while let Some(token) = reading.token() {
        depth = match token {
            Token::Open => depth + 1,
            Token::Close => depth.saturating_sub(1),
            // An operator ends whatever was left open.
            Token::Word("" | "stream" | "R") => 0,
            _ => depth,
        };
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Object {
        read_object(text.as_bytes(), 0, 10_000)
    }

    #[test]
    fn nesting_is_counted_and_strings_are_not() {
        assert_eq!(read("<</A [ [ 1 ] ([[[[) <</B (]) >> ] >> [[[[[[").depth, 3);
        assert_eq!(content_depth(b"[ [ 1 Tj [ (]) [ 2 ] ] TJ"), 2);
    }

    #[test]
    fn kids_are_found_however_they_are_written() {
        assert_eq!(read("<</Type/Pages /Kids [ 3 0 R 4 0 R ] /Parent 9 0 R>>").kids, [3, 4]);
        assert_eq!(read("<</K#69ds 7 0 R /Parent 9 0 R>>").kids, [7]);
        assert_eq!(read("[3 0 R 4 0 R]").kids, [3, 4]);
        assert_eq!(read("<</Parent 9 0 R>>").kids, []);
    }

    #[test]
    fn streams_are_told() {
        let object = read("<</Type/ObjStm /N 12 /First 5 /Filter /FlateDecode /Length 3>>\nstream\r\nabc");
        assert_eq!((object.role, object.coding), (Role::Objects, Coding::Deflated));
        assert_eq!((object.count, object.stream), (12, Some(71)));
        assert_eq!(read("<</Filter 7 0 R>>").coding, Coding::Odd);
    }

    #[test]
    fn starts_carry_their_number() {
        let found: Vec<_> = starts(b"12 0 obj\n<</A 1>>endobj").collect();
        assert_eq!(found, [(8, Some(12)), (9, None), (23, None)]);
    }
}
