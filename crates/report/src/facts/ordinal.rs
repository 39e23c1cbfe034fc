//! Marks of enumerations: 一是, （一）, 1., 第一，, 首先，, ①.

use super::numeral;

/// The kind of a mark; entries of one list carry one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 一、
    Chapter,
    /// （一）
    Bracketed,
    /// 1. 1、
    Arabic,
    /// （1） 1）
    BracketedArabic,
    /// 一是
    Is,
    /// 第一， 首先， 其次，
    First,
    /// ①
    Circled,
    /// 一方面， 另一方面，
    Side,
    /// 问题一： 措施1：
    Named,
}

/// A mark at the start of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    /// 1 for 一是, 首先, ①; later ones count on. `None` where the words do not tell (最后).
    pub(super) number: Option<u64>,
    /// Length in bytes, following punctuation included.
    pub(super) length: usize,
}

const WORDS: [(&str, Kind, Option<u64>); 8] = [
    ("首先", Kind::First, Some(1)),
    ("其次", Kind::First, Some(2)),
    ("再次", Kind::First, None),
    ("再者", Kind::First, None),
    ("最后", Kind::First, None),
    ("另一方面", Kind::Side, Some(2)),
    ("一方面", Kind::Side, Some(1)),
    ("另外", Kind::First, None),
];

/// The mark the text starts with. The text is working text: no white space, full-width punctuation.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    match first {
        '①'..='⒛' => circled(first),
        '（' => bracketed(text, first),
        '0'..='9' => arabic(text),
        '第' => ranked(text),
        '问' | '措' | '改' | '整' => named(text),
        _ => worded(text).or_else(|| chinese(text)),
    }
}

fn circled(first: char) -> Option<Mark> {
    let offset = u64::from(u32::from(first).checked_sub(0x2460)?);
    // Three runs of twenty: ①…⑳ ⑴…⒇ ⒈…⒛.
    Some(Mark { kind: Kind::Circled, number: Some(offset % 20 + 1), length: first.len_utf8() })
}

fn bracketed(text: &str, first: char) -> Option<Mark> {
    let inner = text.get(first.len_utf8()..)?;
    let close = inner.find('）').filter(|at| *at <= 12)?;
    let body = inner.get(..close)?;
    let length = first.len_utf8() + close + '）'.len_utf8();
    if let Some(number) = small_arabic(body) {
        return Some(Mark { kind: Kind::BracketedArabic, number: Some(number), length });
    }
    small_chinese(body).map(|number| Mark { kind: Kind::Bracketed, number: Some(number), length })
}

fn arabic(text: &str) -> Option<Mark> {
    let digits = text.find(|character: char| !character.is_ascii_digit())?;
    let number = small_arabic(text.get(..digits)?)?;
    let rest = text.get(digits..)?;
    let stop = rest.chars().next()?;
    let length = digits + stop.len_utf8();
    let kind = match stop {
        '.' | '、' => Kind::Arabic,
        '）' => Kind::BracketedArabic,
        _ => return None,
    };
    // 1.2万 and 5.15 are numbers, 1.2020年 is a mark before a year.
    let after: String = rest.chars().skip(1).take_while(char::is_ascii_digit).collect();
    let is_year = after.len() == 4 && rest.get(stop.len_utf8() + 4..).is_some_and(|tail| tail.starts_with('年'));
    (stop != '.' || after.is_empty() || is_year).then_some(Mark { kind, number: Some(number), length })
}

fn ranked(text: &str) -> Option<Mark> {
    let rest = text.strip_prefix('第')?;
    let end = rest.find(|character: char| !numeral::is_numeral(character))?;
    let number = small_chinese(rest.get(..end)?)?;
    let stop = rest.get(end..)?.chars().next().filter(|stop| matches!(stop, '，' | '、' | '：'))?;
    Some(Mark { kind: Kind::First, number: Some(number), length: '第'.len_utf8() + end + stop.len_utf8() })
}

/// 问题一：, 措施2：, 改进措施一：
fn named(text: &str) -> Option<Mark> {
    let word = ["问题", "措施", "改进措施", "整改措施"].into_iter().find(|word| text.starts_with(word))?;
    let rest = text.get(word.len()..)?;
    let end = rest.find('：').filter(|at| *at <= 6)?;
    let body = rest.get(..end)?;
    let number = small_arabic(body).or_else(|| small_chinese(body))?;
    Some(Mark { kind: Kind::Named, number: Some(number), length: word.len() + end + '：'.len_utf8() })
}

fn worded(text: &str) -> Option<Mark> {
    let (word, kind, number) = WORDS.into_iter().find(|(word, ..)| text.starts_with(word))?;
    let stop = text.get(word.len()..)?.chars().next();
    let stop = match (kind, stop) {
        (_, Some('，' | '：' | '、')) => '，'.len_utf8(),
        // 首先 without a comma is an adverb; so is 再次.
        (Kind::Side, _) => 0,
        (_, Some('是')) => '是'.len_utf8(),
        _ => return None,
    };
    Some(Mark { kind, number, length: word.len() + stop })
}

fn chinese(text: &str) -> Option<Mark> {
    let end = text.find(|character: char| !numeral::is_numeral(character)).filter(|end| *end > 0)?;
    let number = small_chinese(text.get(..end)?)?;
    let rest = text.get(end..)?;
    let (kind, stop) = match rest.chars().next()? {
        '、' => (Kind::Chapter, '、'.len_utf8()),
        '是' if rest.starts_with("是：") || rest.starts_with("是，") => (Kind::Is, "是：".len()),
        '是' => (Kind::Is, '是'.len_utf8()),
        _ => return None,
    };
    Some(Mark { kind, number: Some(number), length: end + stop })
}

fn small_arabic(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn small_chinese(text: &str) -> Option<u64> {
    if text.is_empty() || text.chars().count() > 3 {
        return None;
    }
    u64::try_from(numeral::value(text)?).ok().filter(|number| *number < 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Kind, u64, &str)>) {
        let found = mark(text).map(|mark| (mark.kind, mark.number.unwrap_or(0), &text[mark.length..]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_are_known() {
        check("一是公开不够", Some((Kind::Is, 1, "公开不够")));
        check("三是：公开不够", Some((Kind::Is, 3, "公开不够")));
        check("（二）公开", Some((Kind::Bracketed, 2, "公开")));
        check("（2）公开", Some((Kind::BracketedArabic, 2, "公开")));
        check("十一、公开", Some((Kind::Chapter, 11, "公开")));
        check("1.公开", Some((Kind::Arabic, 1, "公开")));
        check("1、公开", Some((Kind::Arabic, 1, "公开")));
        check("1.2021年公开", Some((Kind::Arabic, 1, "2021年公开")));
        check("③公开", Some((Kind::Circled, 3, "公开")));
        check("⒉公开", Some((Kind::Circled, 2, "公开")));
        check("第一，公开", Some((Kind::First, 1, "公开")));
        check("其次，公开", Some((Kind::First, 2, "公开")));
        check("另一方面公开", Some((Kind::Side, 2, "公开")));
        check("问题1：公开", Some((Kind::Named, 1, "公开")));
    }

    #[test]
    fn numbers_and_adverbs_are_no_marks() {
        check("1.2万人", None);
        check("5.15政务公开日", None);
        check("2020年", None);
        check("首先要公开", None);
        check("（含3件）", None);
        check("第一季度", None);
        check("一个单位", None);
        check("问题整改", None);
    }
}
