//! Numbers of cells as text: rounded to the decimals that the sheet shows, whole numbers without a point, decimals as short
//! as they can be, dates as yyyy-mm-dd, percentages with their sign.

use std::rc::Rc;

use crate::read::struck;

/// A cell's number format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NumberFormat {
    shape: Shape,
    /// The decimals shown of a number, unless a section of the format says.
    decimals: Option<usize>,
    written: Option<Rc<Written>>,
}

impl NumberFormat {
    /// A built-in format.
    pub(super) fn of_builtin(id: u32) -> Self {
        Self { shape: shape_of_builtin(id), decimals: decimals_of_builtin(id), written: None }
    }

    /// A written one.
    pub(super) fn of_code(code: &str) -> Self {
        let shape = shape_of_code(code);
        let written = (shape == Shape::Number).then(|| Written::of(code)).flatten();
        let decimals =
            if shape == Shape::Percent { sections(code).first().and_then(|code| decimals(code)) } else { None };
        Self { shape, decimals, written: written.map(Rc::new) }
    }

    /// A number as text, marked where the format leaves decimals of it out.
    pub(super) fn text(&self, value: f64, from_1904: bool) -> String {
        let shown = self.shown(value, from_1904);
        match self.cut(value) {
            Some(stored) => struck::rounded(shown, &stored),
            None => shown,
        }
    }

    /// A number whose decimals the format does not all show, with all of them.
    fn cut(&self, value: f64) -> Option<String> {
        let decimals = match &self.written {
            Some(written) => written.section(value).filter(|section| section.words.is_some())?.decimals?,
            None => self.decimals?,
        };
        let (number, sign) = match self.shape {
            Shape::Number => (plain(value), ""),
            Shape::Percent => (plain(value * 100.0), "%"),
            Shape::Date | Shape::Time => return None,
        };
        (rounded(&number, Some(decimals)) != number).then(|| format!("{number}{sign}"))
    }

    /// A number as its sheet shows it: with the words the format sets around it; with the format itself behind it in 〔〕
    /// where this shows other digits than the number has, or none.
    fn shown(&self, value: f64, from_1904: bool) -> String {
        let number = text(value, self.shape, self.decimals, from_1904);
        match &self.written {
            Some(written) => written.around(&number, value),
            None => number,
        }
    }
}

/// What a format shows of a number, by its sections: for numbers, for negative ones, for zero; or by their conditions.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    code: String,
    sections: Vec<Section>,
}

/// A section of a format.
#[derive(Debug, PartialEq, Eq)]
struct Section {
    /// `[>=10000]`: the sign and the number.
    condition: Option<(String, String)>,
    /// The words before and behind the number's own digits; `None` for a section that shows others, or none.
    words: Option<(String, String)>,
    /// How many decimals it shows; `None` for as many as there are.
    decimals: Option<usize>,
}

impl Section {
    fn is_met(&self, value: f64) -> bool {
        let Some((sign, bound)) = &self.condition else { return true };
        let Ok(bound) = bound.parse::<f64>() else { return false };
        match sign.as_str() {
            "<" => value < bound,
            "<=" => value <= bound,
            ">" => value > bound,
            ">=" => value >= bound,
            "=" => value.total_cmp(&bound).is_eq(),
            "<>" => value.total_cmp(&bound).is_ne(),
            _ => false,
        }
    }

    fn is_plain(&self) -> bool {
        self.decimals.is_none()
            && self.words.as_ref().is_some_and(|(before, after)| before.is_empty() && after.is_empty())
    }
}

impl Written {
    /// `None` for a format that shows each number as it is.
    fn of(code: &str) -> Option<Self> {
        if code.trim() == "@" {
            return None;
        }
        let sections = sections(code);
        let sections = sections.iter().enumerate().map(|(place, section)| {
            let condition = condition(section);
            let words = words(section).filter(|_| place > 0 || condition.is_some() || !negates(section));
            Section { condition, words, decimals: decimals(section) }
        });
        let sections: Vec<Section> = sections.take(3).collect();
        (!sections.iter().take(2).all(Section::is_plain)).then(|| Self { code: code.to_owned(), sections })
    }

    /// The section for negative numbers, when this is one.
    fn of_negative(&self, value: f64) -> Option<&Section> {
        let is_conditional = self.sections.iter().any(|section| section.condition.is_some());
        self.sections.get(1).filter(|_| value < 0.0 && !is_conditional)
    }

    fn section(&self, value: f64) -> Option<&Section> {
        self.of_negative(value).or_else(|| self.sections.iter().find(|section| section.is_met(value)))
    }

    fn around(&self, number: &str, value: f64) -> String {
        // A zero may be a dash, or be left out on paper: it is one all the same.
        if value == 0.0 {
            return number.to_owned();
        }
        let of_negative = self.of_negative(value);
        let section = self.section(value);
        let shown = || rounded(number, section.and_then(|section| section.decimals));
        match section.map(|section| &section.words) {
            Some(Some(_)) if of_negative.is_some() => shown(),
            Some(Some((before, after))) => format!("{before}{}{after}", shown()),
            Some(None) | None => format!("{number}〔{}〕", self.code),
        }
    }
}

/// The condition of a section.
fn condition(section: &str) -> Option<(String, String)> {
    let inside = section.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
    let mut conditions = inside.filter(|inside| inside.starts_with(['<', '>', '=']));
    let condition = conditions.next()?;
    let at = condition.find(|c| !"<>=".contains(c)).unwrap_or(condition.len());
    let (sign, bound) = condition.split_at(at);
    Some((sign.to_owned(), bound.to_owned()))
}

/// The sections of a format; a quoted or escaped `;` parts none.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        if character == ';' {
            sections.push(String::new());
            continue;
        }
        let Some(section) = sections.last_mut() else { break };
        section.push(character);
        match character {
            '"' => section.push_str(&take_through(&mut characters, '"')),
            '[' => section.push_str(&take_through(&mut characters, ']')),
            '\\' | '!' | '_' | '*' => section.extend(characters.next()),
            _ => {}
        }
    }
    sections
}

fn take_through(characters: &mut std::str::Chars<'_>, end: char) -> String {
    let mut taken = String::new();
    for character in characters.by_ref() {
        taken.push(character);
        if character == end {
            break;
        }
    }
    taken
}

/// Whether a section sets the sign of a negative number before the digits of each.
fn negates(section: &str) -> bool {
    let before = section.split(['0', '#', '?']).next().unwrap_or_default();
    let mut characters = before.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => drop(take_through(&mut characters, '"')),
            '[' => drop(take_through(&mut characters, ']')),
            '_' | '*' | '\\' | '!' => drop(characters.next()),
            '-' | '(' => return true,
            _ => {}
        }
    }
    false
}

/// The words before and behind the digits in a section; `None` where these are not the number's: words among them, a
/// thousandth of it, no digits though it is not the section of zero.
fn words(section: &str) -> Option<(String, String)> {
    let (mut before, mut after) = (String::new(), String::new());
    let (mut has_digits, mut ends_in_comma) = (false, false);
    // What shows a number as it is, in either language.
    let general = section.replace("G/通用格式", "0").replace("General", "0").replace("general", "0");
    let mut characters = general.chars();
    while let Some(character) = characters.next() {
        let word = match character {
            '0' | '#' | '?' | '.' | ',' => {
                if !after.is_empty() || (character == '.' && ends_in_comma) {
                    return None;
                }
                has_digits |= !matches!(character, '.' | ',');
                ends_in_comma = character == ',';
                continue;
            }
            '"' => take_through(&mut characters, '"').trim_end_matches('"').to_owned(),
            '[' => {
                take_through(&mut characters, ']');
                continue;
            }
            '_' | '*' => {
                characters.next();
                continue;
            }
            '\\' | '!' => characters.next().map(String::from).unwrap_or_default(),
            // Exponents, fractions, signs and brackets of negative numbers, signs of money.
            'E' | 'e' | '/' | '+' | '-' | '(' | ')' | ' ' | '$' | '¥' | '￥' => continue,
            other => other.to_string(),
        };
        let word: String = word.chars().filter(|c| !c.is_whitespace() && !"()-+$¥￥“”共".contains(*c)).collect();
        if has_digits { after.push_str(&word) } else { before.push_str(&word) }
    }
    (has_digits && !ends_in_comma).then_some((before, after))
}

/// How many decimals a section shows; `None` for as many as there are, for powers of ten and for fractions.
fn decimals(section: &str) -> Option<usize> {
    let (mut has_digits, mut decimals) = (false, None);
    let mut characters = section.chars();
    while let Some(character) = characters.next() {
        match character {
            '0' | '#' | '?' => {
                has_digits = true;
                decimals = decimals.map(|count| count + 1);
            }
            '.' => decimals = decimals.or(Some(0)),
            '"' => drop(take_through(&mut characters, '"')),
            '[' => drop(take_through(&mut characters, ']')),
            '_' | '*' | '\\' | '!' => drop(characters.next()),
            'E' | 'e' | '/' | 'G' | 'g' | '@' => return None,
            _ => {}
        }
    }
    has_digits.then_some(decimals.unwrap_or(0))
}

/// What a cell's number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shape {
    /// A number.
    #[default]
    Number,
    /// Hundredths.
    Percent,
    /// A day, perhaps with a time.
    Date,
    /// A time of day.
    Time,
}

/// The shape of a built-in format.
fn shape_of_builtin(id: u32) -> Shape {
    match id {
        9 | 10 => Shape::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shape::Date,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Shape::Time,
        _ => Shape::Number,
    }
}

/// The decimals a built-in format shows.
fn decimals_of_builtin(id: u32) -> Option<usize> {
    match id {
        1 | 3 | 5 | 6 | 9 | 37 | 38 | 41 | 42 => Some(0),
        2 | 4 | 7 | 8 | 10 | 39 | 40 | 43 | 44 => Some(2),
        _ => None,
    }
}

/// The shape of a written format.
fn shape_of_code(code: &str) -> Shape {
    let signs = bare(code);
    let has = |letter: char| signs.contains(letter);
    if has('y') || has('d') || (has('m') && !has('h') && !has('s')) {
        Shape::Date
    } else if has('h') || has('s') {
        Shape::Time
    } else if has('%') {
        Shape::Percent
    } else {
        Shape::Number
    }
}

/// The first section of a format in lower case, without quoted text, escaped signs and bracketed conditions (but with
/// elapsed times: `[h]`).
fn bare(code: &str) -> String {
    let mut signs = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => while characters.next().is_some_and(|next| next != '"') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|next| *next != ']').collect();
                if inside.chars().all(|sign| matches!(sign, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
                    signs.push_str(&inside.to_lowercase());
                }
            }
            other => signs.extend(other.to_lowercase()),
        }
    }
    if signs.trim() == "general" { String::new() } else { signs }
}

/// A number as text.
fn text(value: f64, shape: Shape, decimals: Option<usize>, from_1904: bool) -> String {
    let shaped = match shape {
        Shape::Number => Some(rounded(&plain(value), decimals)),
        Shape::Percent => Some(format!("{}%", rounded(&plain(value * 100.0), decimals))),
        Shape::Date => date(value, from_1904),
        Shape::Time => time(value),
    };
    shaped.unwrap_or_else(|| plain(value))
}

/// Characters that a sheet shows of a number without a format, its sign aside.
const SHOWN: usize = 11;

/// A number with not more than so many decimals, or as many as a sheet has room for, halves rounded away from zero as a
/// sheet shows them.
fn rounded(number: &str, decimals: Option<usize>) -> String {
    let shown = || {
        let (whole, fraction) = number.split_once('.')?;
        let has_room = whole != "0" && whole != "-0";
        let room =
            || Some(SHOWN.checked_sub(whole.trim_start_matches('-').len())?.saturating_sub(1)).filter(|_| has_room);
        let decimals = decimals.or_else(room)?;
        let next = fraction.get(decimals..)?.bytes().next()?;
        let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
        let digits: u128 = format!("{whole}{}", fraction.get(..decimals)?).parse().ok()?;
        let digits = format!("{:0>width$}", digits + u128::from(next >= b'5'), width = decimals + 1);
        let (whole, fraction) = digits.split_at_checked(digits.len() - decimals)?;
        let text = format!("{sign}{whole}.{fraction}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        Some(if text == "-0" { "0" } else { text }.to_owned())
    };
    shown().unwrap_or_else(|| number.to_owned())
}

/// At most 15 significant digits, as spreadsheets show them: 0.1 + 0.2 is 0.3.
fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    // Adding zero turns -0 into 0.
    (rounded + 0.0).to_string()
}

const DAY_SECONDS: i64 = 86_400;

/// Whole seconds since the epoch of the calendar in use; `None` outside the years 1900 to 9999.
fn seconds(value: f64) -> Option<i64> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    // In range, so that the text of the rounded number is a whole number.
    format!("{:.0}", value * 86_400.0).parse().ok()
}

fn date(value: f64, from_1904: bool) -> Option<String> {
    let seconds = seconds(value)?;
    let (serial, rest) = (seconds / DAY_SECONDS, seconds % DAY_SECONDS);
    // The calendar of 1900 counts a 29 February that never was as day 60.
    let day = match (from_1904, serial) {
        (true, _) => civil(serial - 24_107),
        (false, 60) => "1900-02-29".to_owned(),
        (false, 0..60) => civil(serial - 25_568),
        (false, _) => civil(serial - 25_569),
    };
    Some(if rest == 0 { day } else { format!("{day} {}", clock(rest)) })
}

fn time(value: f64) -> Option<String> {
    seconds(value).map(clock)
}

fn clock(seconds: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{rest:02}") }
}

/// The day as yyyy-mm-dd, from days since 1970-01-01: years are counted from March, so that the leap day is the last.
fn civil(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (713.0, "713"),
            (-8.0, "-8"),
            (12.3456, "12.3456"),
            (0.1 + 0.2, "0.3"),
            (315_424.75, "315424.75"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(text(value, Shape::Number, None, false), expected);
        }
        assert_eq!(text(0.57, Shape::Percent, None, false), "57%");
        assert_eq!(text(0.125, Shape::Percent, None, false), "12.5%");
    }

    #[test]
    fn a_format_shows_what_a_reader_sees() {
        let check = |code: &str, value: f64, expected: &str| {
            assert_eq!(NumberFormat::of_code(code).shown(value, false), expected, "{code}");
        };
        for plain in [
            "[Red]General",
            "General;[Red]-General",
            "General_)",
            "[DBNum1][$-804]General",
            "G/通用格式",
            "[=0]\"\";General",
            "[=0]\"/\";0",
            "[>=10000]0!.0,\"万\";0",
            "\"共\"0",
            "[<0]0,;[>100]0,;0",
        ] {
            check(plain, 7.0, "7");
        }
        check("G/通用格式\"件\"", 7.0, "7件");
        check("[>=10000]0!.0,\"万\";0", 12_345.0, "12345〔[>=10000]0!.0,\"万\";0〕");
        check("[=0]\"\";0", 0.0, "0");
        for plain in
            ["General", "0", "#,##0", "0.00_);[Red](0.00)", "_ * #,##0_ ", "0.00E+00", "\"¥\"#,##0", "[$-804]0", "@"]
        {
            check(plain, 7.0, "7");
        }
        check("0\"件\"", 7.0, "7件");
        check("\"约\"0", 7.0, "约7");
        check("0.00\\万\\元", 7.5, "7.5万元");
        for other in ["0,", "0.0,\"万\"", "0!.0000,", ";;;", "\"/\"", "0\"至\"0", "-0", "[Red](0)"] {
            check(other, 7.0, &format!("7〔{other}〕"));
        }
        check(";;;", 0.0, "0");
        for zero in ["0;-0;;@", "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "] {
            check(zero, 7.0, "7");
            check(zero, 0.0, "0");
            check(zero, -7.0, "-7");
        }
    }

    #[test]
    fn digits_that_the_sheet_does_not_show_are_none() {
        let check = |code: &str, value: f64, expected: &str| {
            assert_eq!(NumberFormat::of_code(code).shown(value, false), expected, "{code} {value}");
        };
        for (value, expected) in
            [(4711.4, "4711"), (4711.5, "4712"), (-4711.5, "-4712"), (0.4, "0"), (-0.4, "0"), (9.5, "10"), (2.5, "3")]
        {
            for code in ["0", "#,##0", "0_ ", "#,##0;-#,##0", "[>=0]0;-0"] {
                check(code, value, expected);
            }
        }
        check("0\"件\"", 7.4, "7件");
        check("0.0000", 131.819_74, "131.8197");
        check("0.0000", 131.819_75, "131.8198");
        check("#,##0.00", 1.005, "1.01");
        check("0.00", 1.999, "2");
        check("0.00", 0.004, "0");
        check("0.00;-0.0", -1.26, "-1.3");
        check("[<10]0.0;0", 12.5, "13");
        check("0%", 0.1257, "13%");
        check("0.00%", 0.125_71, "12.57%");
        for all in ["General", "G/通用格式", "@", "0.00E+00", "# ?/?"] {
            check(all, 4711.4, "4711.4");
        }
        check("0.0,", 4711.4, "4711.4〔0.0,〕");
        for (value, expected) in [
            (4_710.999_999_999_9, "4711"),
            (-4_710.123_456_789, "-4710.123457"),
            (12_345_678_901.6, "12345678902"),
            (0.000_000_123_4, "0.0000001234"),
        ] {
            check("General", value, expected);
        }
        let of_builtin = |id: u32| NumberFormat::of_builtin(id).shown(1234.567, false);
        assert_eq!(
            [0, 1, 4, 38, 43, 49].map(of_builtin),
            ["1234.567", "1235", "1234.57", "1235", "1234.57", "1234.567"]
        );
    }

    #[test]
    fn a_number_cut_by_its_format_is_marked() {
        let is_marked = |code: &str, value: f64| {
            struck::without_rounded(&NumberFormat::of_code(code).text(value, false)).len()
                < NumberFormat::of_code(code).text(value, false).len()
        };
        for (code, value) in [
            ("0", 842.172),
            ("_ * #,##0_ ", 842.172),
            ("0.00", -1.005),
            ("0%", 0.1257),
            ("0\"件\"", 7.4),
            ("[<10]0.0;0", 12.5),
        ] {
            assert!(is_marked(code, value), "{code} {value}");
        }
        for (code, value) in [
            ("0", 842.0),
            ("0.00", 842.17),
            ("0.0000", 0.1 + 0.2),
            ("General", 0.123_456_789_012),
            ("0;-0;", 0.0),
            ("0%", 0.13),
            ("0,", 7.5),
        ] {
            assert!(!is_marked(code, value), "{code} {value}");
        }
    }

    #[test]
    fn days_are_written_as_dates() {
        for (value, from_1904, expected) in [
            (45_291.0, false, "2023-12-31"),
            (45_291.5, false, "2023-12-31 12:00"),
            (1.0, false, "1900-01-01"),
            (60.0, false, "1900-02-29"),
            (61.0, false, "1900-03-01"),
            (43_829.0, true, "2023-12-31"),
            (0.0, true, "1904-01-01"),
            (-1.0, false, "-1"),
            (1e9, false, "1000000000"),
        ] {
            assert_eq!(text(value, Shape::Date, None, from_1904), expected, "{value}");
        }
        assert_eq!(text(0.75, Shape::Time, None, false), "18:00");
        assert_eq!(text(f64::NAN, Shape::Date, None, false), "NaN");
    }

    #[test]
    fn formats_tell_their_shape() {
        for (code, shape) in [
            ("General", Shape::Number),
            ("0.00", Shape::Number),
            ("#,##0.00_);[Red](#,##0.00)", Shape::Number),
            ("0.00E+00", Shape::Number),
            ("0\"days\"", Shape::Number),
            ("0%", Shape::Percent),
            ("yyyy\"年\"m\"月\"d\"日\"", Shape::Date),
            ("[$-804]yyyy/m/d", Shape::Date),
            ("m\"月\"", Shape::Date),
            ("[h]:mm:ss", Shape::Time),
            ("0;yyyy", Shape::Number),
        ] {
            assert_eq!(shape_of_code(code), shape, "{code}");
        }
        assert_eq!(shape_of_builtin(14), Shape::Date);
        assert_eq!(shape_of_builtin(49), Shape::Number);
    }
}
