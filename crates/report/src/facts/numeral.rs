//! The value of a numeral written in Chinese: 一百二十三, 两, 三千, 一〇五.

use rust_decimal::Decimal;

/// Longest numeral taken, in characters; longer runs are not numbers anyone wrote.
const LONGEST: usize = 16;

/// The digit a character stands for.
pub(crate) fn digit(character: char) -> Option<u32> {
    Some(match character {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The power of ten a character stands for: 十 百 千 万 亿.
pub(super) fn multiplier(character: char) -> Option<u64> {
    Some(match character {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The ordinary numeral of one written so that it cannot be altered: 壹 is 一, 佰 is 百.
pub(super) fn of_formal(character: char) -> Option<char> {
    const FORMAL: [(char, char); 12] = [
        ('壹', '一'),
        ('贰', '二'),
        ('叁', '三'),
        ('肆', '四'),
        ('伍', '五'),
        ('陆', '六'),
        ('柒', '七'),
        ('捌', '八'),
        ('玖', '九'),
        ('拾', '十'),
        ('佰', '百'),
        ('仟', '千'),
    ];
    FORMAL.iter().find(|(formal, _)| *formal == character).map(|(_, ordinary)| *ordinary)
}

/// Whether the character can be part of a Chinese numeral.
pub(super) fn is_numeral(character: char) -> bool {
    digit(character).is_some() || multiplier(character).is_some()
}

/// The value of a whole numeral; `None` for what only looks like one (三五, 一两: "a few").
pub(crate) fn value(text: &str) -> Option<Decimal> {
    let count = text.chars().count();
    if count == 0 || count > LONGEST {
        return None;
    }
    if count > 1 && text.chars().all(|character| digit(character).is_some()) {
        return positional(text);
    }
    let (mut total, mut section, mut pending) = (0u64, 0u64, None::<u64>);
    let (mut last_power, mut zero) = (1, false);
    for character in text.chars() {
        if let Some(value) = digit(character) {
            zero |= value == 0;
            // Two digits side by side count only after a 零 (一百零五).
            if pending.is_some_and(|before| before != 0) {
                return None;
            }
            pending = Some(u64::from(value));
        } else {
            let power = multiplier(character)?;
            (last_power, zero) = (power, false);
            if power >= 10_000 {
                let below = section.checked_add(pending.take().unwrap_or(0))?;
                // 万亿 multiplies what is already there.
                let base = if below == 0 { total } else { below };
                let raised = base.max(1).checked_mul(power)?;
                total = if below == 0 { raised } else { total.checked_add(raised)? };
                section = 0;
            } else {
                let raised = pending.take().filter(|digit| *digit != 0).unwrap_or(1).checked_mul(power)?;
                section = section.checked_add(raised)?;
            }
        }
    }
    // 一千五 is said for 1500, and for 1005 by the book.
    if last_power >= 100 && !zero && pending.is_some_and(|digit| digit != 0) {
        return None;
    }
    let sum = total.checked_add(section)?.checked_add(pending.unwrap_or(0))?;
    Some(Decimal::from(sum))
}

/// 一〇五: digits side by side are a number only with a 〇 among them; 三五 means "a few".
fn positional(text: &str) -> Option<Decimal> {
    if !text.contains(['〇', '零']) {
        return None;
    }
    let sum =
        text.chars().try_fold(0u64, |sum, character| sum.checked_mul(10)?.checked_add(u64::from(digit(character)?)))?;
    Some(Decimal::from(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(value(text), expected.map(Decimal::from), "{text}");
    }

    #[test]
    fn numerals_have_their_value() {
        check("一百二十三", Some(123));
        check("两", Some(2));
        check("十", Some(10));
        check("十二", Some(12));
        check("一百零五", Some(105));
        check("三千", Some(3000));
        check("两万三千四百", Some(23400));
        check("一亿零五万", Some(100_050_000));
        check("一百万", Some(1_000_000));
        check("一万亿", Some(1_000_000_000_000));
        check("一〇五", Some(105));
        check("零", Some(0));
    }

    #[test]
    fn a_few_is_no_number() {
        check("三五", None);
        check("一两", None);
        check("一千五", None);
        check("一万二", None);
        check("", None);
        check("亿亿亿亿", None);
        check("一一一一一一一一一一一一一一一一一", None);
    }
}
