//! Text as it is compared: widths, white space, quotation marks and artefacts no longer tell two texts apart.

use unicode_normalization::UnicodeNormalization;

/// Traditional characters of the form's words and what they are in simplified script.
const TRADITIONAL: &[(char, char)] = &[
    ('規', '规'),
    ('條', '条'),
    ('項', '项'),
    ('內', '内'),
    ('數', '数'),
    ('處', '处'),
    ('許', '许'),
    ('對', '对'),
    ('務', '务'),
    ('強', '强'),
    ('業', '业'),
    ('費', '费'),
    ('購', '购'),
    ('採', '采'),
    ('總', '总'),
    ('計', '计'),
    ('請', '请'),
    ('結', '结'),
    ('轉', '转'),
    ('辦', '办'),
    ('區', '区'),
    ('屬', '属'),
    ('國', '国'),
    ('機', '机'),
    ('關', '关'),
    ('類', '类'),
    ('過', '过'),
    ('執', '执'),
    ('詢', '询'),
    ('無', '无'),
    ('現', '现'),
    ('製', '制'),
    ('補', '补'),
    ('報', '报'),
    ('訴', '诉'),
    ('訟', '讼'),
    ('復', '复'),
    ('複', '复'),
    ('維', '维'),
    ('糾', '纠'),
    ('審', '审'),
    ('經', '经'),
    ('後', '后'),
    ('續', '续'),
    ('繼', '继'),
    ('確', '确'),
    ('認', '认'),
    ('據', '据'),
    ('當', '当'),
    ('題', '题'),
    ('進', '进'),
    ('開', '开'),
    ('護', '护'),
    ('權', '权'),
    ('險', '险'),
    ('穩', '稳'),
    ('動', '动'),
    ('給', '给'),
    ('與', '与'),
    ('體', '体'),
    ('為', '为'),
    ('縣', '县'),
    ('鎮', '镇'),
    ('鄉', '乡'),
    ('廳', '厅'),
    ('單', '单'),
    ('萬', '万'),
    ('禁', '禁'),
    ('監', '监'),
    ('減', '减'),
    ('發', '发'),
    ('廢', '废'),
    ('態', '态'),
    ('兩', '两'),
    ('繳', '缴'),
    ('納', '纳'),
    ('確', '确'),
    ('獲', '获'),
    ('構', '构'),
    ('組', '组'),
    ('織', '织'),
    ('科', '科'),
    ('會', '会'),
    ('負', '负'),
    ('責', '责'),
    ('見', '见'),
    ('書', '书'),
];

/// Whether a character takes no room or is white space of any kind.
pub(super) fn is_white(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

/// Whether nothing visible stands in the text.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_white)
}

/// The text for comparison: NFKC (full-width digits, letters, brackets, comma, colon, full stop), no white space, no
/// `[bookmark: …]`, one kind of quotation mark, simplified script.
pub(super) fn normal(text: &str) -> String {
    let text = without_bookmarks(text);
    let mut out = String::with_capacity(text.len());
    for character in text.nfkc() {
        if is_white(character) {
            continue;
        }
        out.push(match character {
            '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' => '"',
            '﹣' | '−' => '-',
            '\u{2e80}'.. if character > '\u{4dff}' => simplified(character),
            other => other,
        });
    }
    out
}

fn simplified(character: char) -> char {
    TRADITIONAL.iter().find(|(traditional, _)| *traditional == character).map_or(character, |(_, simple)| *simple)
}

/// The artefact a word processor leaves when text is copied out of it.
pub(super) fn bookmark(text: &str) -> Option<&str> {
    let start = text.find("[bookmark:")?;
    let rest = text.get(start..)?;
    let end = rest.find(']')?;
    rest.get(..=end)
}

fn without_bookmarks(text: &str) -> std::borrow::Cow<'_, str> {
    let mut text = std::borrow::Cow::Borrowed(text);
    while let Some(artefact) = bookmark(&text).map(str::to_owned) {
        text = std::borrow::Cow::Owned(text.replacen(&artefact, "", 1));
    }
    text
}

/// The label without its ordinal: `(三)1.`, `三、`, `2.` and the like are left away. Takes normal text.
pub(super) fn core(label: &str) -> &str {
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

/// The ordinal a section heading begins with: `一、` → 1, `3.` → 3, `第五部分` → 5. Takes normal text.
pub(super) fn section_ordinal(text: &str) -> Option<(u8, &str)> {
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
pub(super) fn likeness(left: &str, right: &str) -> f64 {
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
    fn section_ordinals() {
        assert_eq!(section_ordinal("四、政府信息"), Some((4, "政府信息")));
        assert_eq!(section_ordinal("1、总体情况"), Some((1, "总体情况")));
        assert_eq!(section_ordinal("第二部分:主动公开"), Some((2, "主动公开")));
        assert_eq!(section_ordinal("(一)主动公开"), None);
        assert_eq!(section_ordinal("总体情况"), None);
    }
}
