//! The numbers of automatic lists, in the writings Chinese documents use.

/// How a list writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Numeral {
    /// 1, 2, 3
    Decimal,
    /// 01, 02, 03
    DecimalZero,
    /// １, ２, ３
    FullWidth,
    /// ①, ②, ③
    Circle,
    /// ⑴, ⑵, ⑶
    Parenthesised,
    /// ⒈, ⒉, ⒊
    FullStop,
    /// 一 … 十, 十一, beyond ninety-nine digit by digit
    Chinese,
    /// 一 … 一百零一
    ChineseThousand,
    /// 一, 二, 一〇
    ChineseDigits,
    /// 壹, 贰, 叁
    ChineseLegal,
    /// 甲, 乙, 丙
    HeavenlyStem,
    /// 子, 丑, 寅
    EarthlyBranch,
    /// a, b, c
    LowerLetter,
    /// A, B, C
    UpperLetter,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
    /// A dot, dash or picture: it is no text.
    Bullet,
    /// Nothing at all.
    None,
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

impl Numeral {
    /// The numeral of an OOXML `numFmt`; formats unknown here are written as decimals, as Word's fallback is.
    pub(in crate::read) fn from_name(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circle,
            "decimalEnclosedParen" => Self::Parenthesised,
            "decimalEnclosedFullstop" => Self::FullStop,
            "chineseCounting" | "taiwaneseCounting" => Self::Chinese,
            "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" | "koreanCounting" => {
                Self::ChineseThousand
            }
            "ideographDigital" | "taiwaneseDigital" | "koreanDigital2" => Self::ChineseDigits,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::ChineseLegal,
            "ideographTraditional" => Self::HeavenlyStem,
            "ideographZodiac" => Self::EarthlyBranch,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The numeral of a number format code of the binary format (MSONFC).
    pub(in crate::read) fn from_code(code: u8) -> Self {
        match code {
            0x01 => Self::UpperRoman,
            0x02 => Self::LowerRoman,
            0x03 => Self::UpperLetter,
            0x04 => Self::LowerLetter,
            0x0A | 0x24 => Self::ChineseDigits,
            0x0B | 0x23 | 0x27 => Self::ChineseThousand,
            0x0E | 0x13 => Self::FullWidth,
            0x10 | 0x22 | 0x26 => Self::ChineseLegal,
            0x12 | 0x1C => Self::Circle,
            0x16 => Self::DecimalZero,
            0x17 => Self::Bullet,
            0x1A => Self::FullStop,
            0x1B => Self::Parenthesised,
            0x1E => Self::HeavenlyStem,
            0x1F => Self::EarthlyBranch,
            0x21 | 0x25 => Self::Chinese,
            0xFF => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The number as the list shows it.
    pub(in crate::read) fn write(self, value: u32) -> String {
        let decimal = value.to_string();
        match self {
            Self::DecimalZero => format!("{value:02}"),
            Self::FullWidth => decimal.chars().map(full_width).collect(),
            Self::Circle => enclosed('①', 20, value),
            Self::Parenthesised => enclosed('⑴', 20, value),
            Self::FullStop => enclosed('⒈', 20, value),
            Self::Chinese if value < 100 => chinese(value, DIGITS),
            Self::Chinese | Self::ChineseDigits => decimal.chars().map(|digit| digit_of(DIGITS, digit)).collect(),
            Self::ChineseThousand if value < 10_000 => chinese(value, DIGITS),
            Self::ChineseLegal if value < 10_000 => legal(value),
            Self::Decimal | Self::ChineseThousand | Self::ChineseLegal => decimal,
            Self::HeavenlyStem => cycle(&STEMS, value),
            Self::EarthlyBranch => cycle(&BRANCHES, value),
            Self::LowerLetter => letters(value),
            Self::UpperLetter => letters(value).to_ascii_uppercase(),
            Self::LowerRoman => roman(value).to_ascii_lowercase(),
            Self::UpperRoman => roman(value),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

fn full_width(digit: char) -> char {
    u32::from(digit).checked_add(0xFEE0).and_then(char::from_u32).unwrap_or(digit)
}

fn enclosed(first: char, count: u32, value: u32) -> String {
    let sign = (1..=count).contains(&value).then(|| char::from_u32(u32::from(first) + value - 1)).flatten();
    sign.map_or_else(|| value.to_string(), String::from)
}

fn digit_of(digits: [char; 10], digit: char) -> char {
    digit.to_digit(10).and_then(|digit| pick(&digits, digit)).unwrap_or(digit)
}

fn pick(signs: &[char], index: u32) -> Option<char> {
    signs.get(usize::try_from(index).ok()?).copied()
}

fn cycle(signs: &[char], value: u32) -> String {
    let count = u32::try_from(signs.len()).unwrap_or(u32::MAX);
    let sign = value.checked_sub(1).map(|value| value % count).and_then(|index| pick(signs, index));
    sign.map_or_else(|| value.to_string(), String::from)
}

/// 十一 and not 一十一; 一百零一, 一百一十.
fn chinese(value: u32, digits: [char; 10]) -> String {
    if (10..20).contains(&value) {
        let unit = if value == 10 { None } else { pick(&digits, value - 10) };
        return std::iter::once('十').chain(unit).collect();
    }
    places(value, digits, ['千', '百', '十'], '零')
}

fn legal(value: u32) -> String {
    places(value, LEGAL, ['仟', '佰', '拾'], '零')
}

fn places(value: u32, digits: [char; 10], units: [char; 3], zero: char) -> String {
    if value == 0 {
        return zero.to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    let parts = [(1_000, units.first()), (100, units.get(1)), (10, units.get(2)), (1, None)];
    for (weight, unit) in parts {
        let digit = value / weight % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push(zero);
            gap = false;
        }
        text.extend(pick(&digits, digit));
        text.extend(unit);
    }
    text
}

/// a … z, then aa, bb … as Word counts on.
fn letters(value: u32) -> String {
    let Some(index) = value.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from_u32(u32::from('a') + index % 26).unwrap_or('a');
    let times = usize::try_from(index / 26 + 1).unwrap_or(1).min(32);
    std::iter::repeat_n(letter, times).collect()
}

fn roman(value: u32) -> String {
    if value == 0 || value >= 4_000 {
        return value.to_string();
    }
    let signs = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = value;
    let mut text = String::new();
    for (weight, sign) in signs {
        while rest >= weight {
            text.push_str(sign);
            rest -= weight;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Numeral;

    fn check(name: &str, values: &[u32], expected: &str) {
        let written: Vec<_> = values.iter().map(|value| Numeral::from_name(name).write(*value)).collect();
        assert_eq!(written.join(" "), expected, "{name}");
    }

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        check("decimal", &[1, 12], "1 12");
        check("decimalZero", &[1, 12], "01 12");
        check("decimalFullWidth", &[12], "１２");
        check("decimalEnclosedCircle", &[1, 20, 21], "① ⑳ 21");
        check("decimalEnclosedParen", &[2], "⑵");
        check("decimalEnclosedFullstop", &[3], "⒊");
        check("chineseCounting", &[1, 10, 11, 20, 21, 100], "一 十 十一 二十 二十一 一〇〇");
        check("chineseCountingThousand", &[10, 15, 101, 110, 1002], "十 十五 一百零一 一百一十 一千零二");
        check("ideographDigital", &[10, 23], "一〇 二三");
        check("chineseLegalSimplified", &[1, 15], "壹 壹拾伍");
        check("ideographTraditional", &[1, 2, 11], "甲 乙 甲");
        check("ideographZodiac", &[12], "亥");
        check("lowerLetter", &[1, 26, 27], "a z aa");
        check("upperLetter", &[3], "C");
        check("lowerRoman", &[4], "iv");
        check("upperRoman", &[1994], "MCMXCIV");
        check("bullet", &[1], "");
        check("chineseCounting", &[0], "零");
    }

    #[test]
    fn codes_of_the_binary_format_mean_the_same() {
        assert_eq!(Numeral::from_code(0x25), Numeral::from_name("chineseCounting"));
        assert_eq!(Numeral::from_code(0x27), Numeral::from_name("chineseCountingThousand"));
        assert_eq!(Numeral::from_code(0x00), Numeral::from_name("decimal"));
        assert_eq!(Numeral::from_code(0x12), Numeral::from_name("decimalEnclosedCircle"));
    }
}
