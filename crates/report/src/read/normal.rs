//! Text as it is compared: widths, white space, quotation marks and artefacts no longer tell two texts apart.

use unicode_normalization::UnicodeNormalization;

use crate::facts::numeral;

/// Traditional characters of the form's words and what they are in simplified script, in the order of their codes.
const TRADITIONAL: &[(char, char)] = &[
    ('內', '内'),
    ('兩', '两'),
    ('動', '动'),
    ('務', '务'),
    ('區', '区'),
    ('單', '单'),
    ('國', '国'),
    ('執', '执'),
    ('報', '报'),
    ('審', '审'),
    ('對', '对'),
    ('屬', '属'),
    ('廢', '废'),
    ('廳', '厅'),
    ('強', '强'),
    ('後', '后'),
    ('復', '复'),
    ('態', '态'),
    ('採', '采'),
    ('據', '据'),
    ('數', '数'),
    ('書', '书'),
    ('會', '会'),
    ('條', '条'),
    ('業', '业'),
    ('構', '构'),
    ('機', '机'),
    ('權', '权'),
    ('減', '减'),
    ('為', '为'),
    ('無', '无'),
    ('獲', '获'),
    ('現', '现'),
    ('當', '当'),
    ('發', '发'),
    ('監', '监'),
    ('確', '确'),
    ('穩', '稳'),
    ('糾', '纠'),
    ('納', '纳'),
    ('組', '组'),
    ('結', '结'),
    ('給', '给'),
    ('經', '经'),
    ('維', '维'),
    ('縣', '县'),
    ('總', '总'),
    ('織', '织'),
    ('繳', '缴'),
    ('繼', '继'),
    ('續', '续'),
    ('與', '与'),
    ('萬', '万'),
    ('處', '处'),
    ('補', '补'),
    ('製', '制'),
    ('複', '复'),
    ('見', '见'),
    ('規', '规'),
    ('計', '计'),
    ('訟', '讼'),
    ('許', '许'),
    ('訴', '诉'),
    ('詢', '询'),
    ('認', '认'),
    ('請', '请'),
    ('護', '护'),
    ('負', '负'),
    ('責', '责'),
    ('費', '费'),
    ('購', '购'),
    ('轉', '转'),
    ('辦', '办'),
    ('進', '进'),
    ('過', '过'),
    ('鄉', '乡'),
    ('鎮', '镇'),
    ('開', '开'),
    ('關', '关'),
    ('險', '险'),
    ('項', '项'),
    ('題', '题'),
    ('類', '类'),
    ('體', '体'),
];

/// Whether a character takes no room or is white space of any kind.
pub(crate) fn is_white(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

/// Whether nothing visible stands in the text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_white)
}

/// 二〇二三年 as 2023年.
pub(crate) fn with_arabic_years(text: &str) -> String {
    let digit = |letter: char| match letter {
        '○' | 'O' => Some('0'),
        _ => char::from_digit(numeral::digit(letter)?, 10),
    };
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut index = 0;
    while let Some(letter) = letters.get(index) {
        let four: Option<String> =
            letters.get(index..index + 4).and_then(|four| four.iter().map(|l| digit(*l)).collect());
        if let Some(year) = four.filter(|four| four.starts_with("20")) {
            out.push_str(&year);
            index += 4;
        } else {
            out.push(*letter);
            index += 1;
        }
    }
    out
}

/// The text for comparison: NFKC (full-width digits, letters, brackets, comma, colon, full stop), no white space, no
/// `[bookmark: …]`, one kind of quotation mark, simplified script.
pub(crate) fn normal(text: &str) -> String {
    let text = without_bookmarks(text);
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '!'..='~' => out.push(character),
            '\u{4e00}'..='\u{9fff}' => out.push(simplified(character)),
            other if is_white(other) => {}
            other => {
                std::iter::once(other).nfkc().filter(|part| !is_white(*part)).for_each(|part| out.push(folded(part)));
            }
        }
    }
    out
}

fn folded(character: char) -> char {
    match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' => '"',
        '﹣' | '−' => '-',
        other => simplified(other),
    }
}

fn simplified(character: char) -> char {
    let found = TRADITIONAL.binary_search_by_key(&character, |(traditional, _)| *traditional);
    found.ok().and_then(|index| TRADITIONAL.get(index)).map_or(character, |(_, simple)| *simple)
}

/// The artefact a word processor leaves when text is copied out of it.
pub(crate) fn bookmark(text: &str) -> Option<&str> {
    let start = text.find("[bookmark:")?;
    let rest = text.get(start..)?;
    let end = rest.find(']')?;
    rest.get(..=end)
}

fn without_bookmarks(text: &str) -> std::borrow::Cow<'_, str> {
    let mut text = std::borrow::Cow::Borrowed(text);
    // Hardly any text has one, and looking for a letter is cheap.
    if !text.contains('[') {
        return text;
    }
    while let Some(artefact) = bookmark(&text).map(str::to_owned) {
        text = std::borrow::Cow::Owned(text.replacen(&artefact, "", 1));
    }
    text
}

/// The label without its ordinal: `(三)1.`, `三、`, `2.` and the like are left away. Takes normal text.
pub(crate) fn core(label: &str) -> &str {
    let mut rest = label;
    while let Some(shorter) = without_ordinal(rest) {
        rest = shorter;
    }
    rest
}

fn without_ordinal(label: &str) -> Option<&str> {
    let bracketed = label.strip_prefix('(');
    let rest = bracketed.unwrap_or(label);
    let digits: usize = rest.chars().take_while(|c| is_ordinal_digit(*c)).map(char::len_utf8).sum();
    if digits == 0 {
        return None;
    }
    let after = rest.get(digits..)?;
    let closers: &[char] = if bracketed.is_some() { &[')'] } else { &['、', '.', ','] };
    after.strip_prefix(closers).filter(|rest| !rest.is_empty())
}

fn is_ordinal_digit(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十".contains(character)
}

/// A heading without what only decorates it: bullets, squares, arrows and the glyphs of icon fonts at its ends.
pub(crate) fn without_ornament(text: &str) -> &str {
    text.trim_matches(|character| is_white(character) || is_ornament(character))
}

/// A bullet, a geometric sign, an arrow, or a character without a meaning of its own (private use).
fn is_ornament(character: char) -> bool {
    matches!(
        character,
        '•' | '·' | '※' | '§' | '¶' | '→' | '⇒' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
            | '\u{e000}'..='\u{f8ff}' | '\u{1f300}'..='\u{1faff}'
    )
}

/// The ordinal a section heading begins with: `一、` → 1, `3.` → 3, `第五部分` → 5. Takes normal text.
pub(crate) fn section_ordinal(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix('第').unwrap_or(text);
    let first = rest.chars().next()?;
    let number = "一二三四五六七八九十"
        .chars()
        .position(|c| c == first)
        .or_else(|| "123456789".chars().position(|c| c == first))?;
    let after = rest.get(first.len_utf8()..)?;
    let after = after
        .strip_prefix("部分")
        .map(|rest| rest.strip_prefix(['、', '.', ':', ',']).unwrap_or(rest))
        .or_else(|| after.strip_prefix(['、', '.', ',']))?;
    Some((u8::try_from(number + 1).ok()?, after))
}

/// How alike two texts are, 0 to 1, by edits over the longer one's length.
pub(crate) fn likeness(left: &str, right: &str) -> f64 {
    strsim::normalized_levenshtein(left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_spaces_and_artefacts_do_not_matter() {
        for (raw, expected) in [
            ("（一） 予以公开", "(一)予以公开"),
            ("1．属于国家秘密", "1.属于国家秘密"),
            ("[bookmark: _GoBack]8.属于行政查询事项", "8.属于行政查询事项"),
            ("危及“三安全一稳定”", "危及\"三安全一稳定\""),
            ("本年新\n制作数量", "本年新制作数量"),
            ("總計\u{3000}\u{a0}\u{200b}", "总计"),
        ] {
            assert_eq!(normal(raw), expected);
        }
    }

    #[test]
    fn ordinals_are_told_from_words() {
        for (label, expected) in [
            ("(三)不予公开", "不予公开"),
            ("1.属于国家秘密", "属于国家秘密"),
            ("三、本年度办理结果", "本年度办理结果"),
            ("一、", "一、"),
            ("三安全", "三安全"),
            ("8", "8"),
        ] {
            assert_eq!(core(label), expected);
        }
    }

    #[test]
    fn what_decorates_a_heading_is_left_out() {
        for decorated in ["\u{e600} 一、总体情况", "■一、总体情况◆", "❶ 一、总体情况", "📢一、总体情况", "一、总体情况"]
        {
            assert_eq!(without_ornament(decorated), "一、总体情况", "{decorated}");
        }
        assert_eq!(without_ornament("(一)总体情况"), "(一)总体情况");
    }

    #[test]
    fn section_ordinals() {
        assert_eq!(section_ordinal("四、政府信息"), Some((4, "政府信息")));
        assert_eq!(section_ordinal("1、总体情况"), Some((1, "总体情况")));
        assert_eq!(section_ordinal("第二部分:主动公开"), Some((2, "主动公开")));
        assert_eq!(section_ordinal("(一)主动公开"), None);
        assert_eq!(section_ordinal("总体情况"), None);
    }
}
