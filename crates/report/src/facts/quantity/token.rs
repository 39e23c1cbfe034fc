//! The characters of one number, in either kind of digits or both.

use rust_decimal::Decimal;

use crate::facts::numeral;

/// Digits taken at most; more is not a count.
const MOST_DIGITS: usize = 15;

/// A number's characters.
pub(super) struct Token {
    pub(super) end: usize,
    /// Where the figure itself ends, before 余 and 多.
    pub(super) figure_end: usize,
    pub(super) value: Option<Decimal>,
    /// 余 多 几 after it.
    pub(super) is_more: bool,
    /// Only 百 千 万, no digit.
    pub(super) is_bare: bool,
    /// 数十, 3至5: a number without a figure.
    pub(super) is_vague: bool,
}

impl Token {
    pub(super) fn read(text: &str, start: usize) -> Option<Self> {
        let rest = text.get(start..)?;
        let first = rest.chars().next()?;
        if first.is_ascii_digit() {
            return Some(Self::arabic(text, start).with_words(text));
        }
        if numeral::of_formal(first).is_some() {
            return Self::formal(text, start);
        }
        let has_no_digit = matches!(first, '数' | '几');
        let skip = if has_no_digit { first.len_utf8() } else { 0 };
        let body = rest.get(skip..)?;
        let length = body.find(|character: char| !numeral::is_numeral(character)).unwrap_or(body.len());
        let figure = body.get(..length)?;
        if has_no_digit {
            // 数十, 几百: at least that many tens, but no figure.
            let all_powers = !figure.is_empty() && figure.chars().all(|power| numeral::multiplier(power).is_some());
            let end = start + skip + length;
            let token = Self { end, figure_end: end, value: None, is_more: false, is_bare: false, is_vague: true };
            return all_powers.then_some(token);
        }
        let is_bare = figure.chars().all(|power| numeral::multiplier(power).is_some()) && figure != "十";
        let (end, value) = (start + length, numeral::value(figure));
        let token = Self { end, figure_end: end, value, is_more: false, is_bare, is_vague: false };
        Some(token.with_more(text).with_words(text))
    }

    /// 壹拾贰, 叁件. One such character alone is another word (队伍, 登陆) unless a measure word of cases follows it.
    fn formal(text: &str, start: usize) -> Option<Self> {
        let rest = text.get(start..)?;
        let digit = |character| numeral::of_formal(character).or((character == '零').then_some('零'));
        let figure: String = rest.chars().map_while(digit).collect();
        let length = rest.chars().take(figure.chars().count()).map(char::len_utf8).sum::<usize>();
        let end = start + length;
        let value = numeral::value(&figure).filter(|_| figure.chars().count() > 1 || is_alone(text, start, end))?;
        Some(Self { end, figure_end: end, value: Some(value), is_more: false, is_bare: false, is_vague: false })
    }

    /// Takes the same number in the other numerals: 十二（12）, 12（十二）. Another number there leaves none.
    fn with_words(mut self, text: &str) -> Self {
        let rest = text.get(self.end..).unwrap_or_default();
        let Some((again, _)) = rest.strip_prefix('（').and_then(|inner| inner.split_once('）')) else { return self };
        let formal: Option<String> = again.chars().map(numeral::of_formal).collect();
        let value = match again.parse::<Decimal>() {
            Ok(value) => Some(value),
            Err(_) => numeral::value(formal.as_deref().unwrap_or(again)),
        };
        if let (Some(value), Some(own)) = (value, self.value) {
            self.value = (value == own).then_some(own);
            self.end += "（）".len() + again.len();
        }
        self
    }

    fn arabic(text: &str, start: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let (length, plain) = digits(rest);
        let mut value = if plain.len() > MOST_DIGITS { None } else { plain.parse::<Decimal>().ok() };
        let mut end = start + length;
        // 3至5, 10-12: a range names no figure.
        if let Some(more) = range_tail(text.get(end..).unwrap_or_default()) {
            end += more;
            value = None;
        }
        let is_vague = value.is_none() && plain.len() <= MOST_DIGITS;
        let mut number = Self { end, figure_end: end, value, is_more: false, is_bare: false, is_vague };
        number.multiply(text);
        number.join(text);
        number.with_more(text)
    }

    /// Takes the rest of a number in both kinds of digits: 1万2千, 1万零5百. What does not go on downwards is none.
    fn join(&mut self, text: &str) {
        let power_of = |text: &str, end: usize| {
            let last = text.get(..end).and_then(|before| before.chars().next_back());
            last.and_then(numeral::multiplier).map(Decimal::from)
        };
        while let Some(power) = power_of(text, self.end).filter(|_| self.value.is_some()) {
            let rest = text.get(self.end..).unwrap_or_default();
            let figure = rest.trim_start_matches(['零', '〇']);
            let (length, plain) = digits(figure);
            if length == 0 || plain.contains('.') {
                return;
            }
            let start = self.end + rest.len() - figure.len() + length;
            let mut part = Self {
                end: start,
                figure_end: start,
                value: plain.parse().ok(),
                is_more: false,
                is_bare: false,
                is_vague: false,
            };
            part.multiply(text);
            self.value = match (self.value, part.value) {
                (Some(own), Some(part)) if part < power => own.checked_add(part),
                _ => None,
            };
            (self.end, self.figure_end) = (part.end, part.end);
        }
    }

    /// Takes 十 百 千 万 亿 after Arabic digits.
    fn multiply(&mut self, text: &str) {
        while let Some(power) = text.get(self.end..).and_then(|rest| rest.chars().next()) {
            let Some(factor) = numeral::multiplier(power) else { break };
            self.value = self.value.and_then(|value| value.checked_mul(Decimal::from(factor)));
            self.end += power.len_utf8();
        }
        self.figure_end = self.end;
    }

    /// Takes 余 多 余多 几 +, and a 万 that follows them (20余万).
    fn with_more(mut self, text: &str) -> Self {
        let rest = text.get(self.end..).unwrap_or_default();
        if let Some(more) = ["余多", "多余", "余", "多", "几", "+"].into_iter().find(|more| rest.starts_with(more))
        {
            self.is_more = true;
            self.end += more.len();
            let before = self.end;
            self.multiply(text);
            if self.end == before {
                self.figure_end = before - more.len();
            }
        }
        self
    }
}

/// 叁|件, but not 登陆次数, 队伍, 收拾.
fn is_alone(text: &str, start: usize, end: usize) -> bool {
    let is_word =
        text.get(..start).is_some_and(|before| before.ends_with(['登', '大', '着', '队', '军', '收', '退', '入']));
    !is_word && ["件", "份", "宗", "条"].iter().any(|unit| text.get(end..).is_some_and(|rest| rest.starts_with(unit)))
}

/// Length of the digits with separators, and the digits alone.
fn digits(text: &str) -> (usize, String) {
    let run = |text: &str| text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let mut length = run(text);
    let mut plain = text.get(..length).unwrap_or_default().to_owned();
    if length <= 3 {
        // Thousands separators part groups of exactly three.
        while let Some(group) = text.get(length..).and_then(|rest| rest.strip_prefix([',', ' '])) {
            if run(group) != 3 {
                break;
            }
            plain.push_str(group.get(..3).unwrap_or_default());
            length += 4;
        }
    }
    if let Some(fraction) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        let places = run(fraction);
        if places > 0 {
            plain.push('.');
            plain.push_str(fraction.get(..places).unwrap_or_default());
            length += 1 + places;
        }
    }
    (length, plain)
}

fn range_tail(text: &str) -> Option<usize> {
    let mark = ["-", "—", "－", "~", "～", "–", "至"].into_iter().find(|mark| text.starts_with(mark))?;
    let rest = text.get(mark.len()..)?;
    let length = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    (length > 0).then_some(mark.len() + length)
}
