//! Where a line of Chinese text may break, and how wide text is by rule of thumb.

/// Signs that may not begin a line.
const NO_START: &str = "，。、；：！？）》」』”’〕】｝〉〗…—·％‰℃°.,:;!?)]}%~～／/";
/// Signs that may not end a line.
const NO_END: &str = "（《「『“‘〔【｛〈〖￥$([{№#";

/// Whether the character takes a whole em in Chinese fonts.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}'
        | '—' | '‘' | '’' | '“' | '”' | '…' | '·' | '×' | '÷' | '※' | '℃' | '№'
        | '\u{2160}'..='\u{2188}' | '\u{2460}'..='\u{24FF}' | '\u{2500}'..='\u{25FF}')
}

/// Width of one character in em.
fn em(character: char) -> f32 {
    match character {
        _ if is_joined(character) => 0.0,
        _ if is_wide(character) => 1.0,
        // A figure must not fall apart where the font asked for is missing and a wider one stands in.
        '0'..='9' => 0.65,
        _ => 0.55,
    }
}

/// Width of a line of text in em.
pub(super) fn ems(text: &str) -> f32 {
    text.chars().map(em).sum()
}

/// Marks and joiners that belong to the character before them, and signs without width.
pub(super) fn is_joined(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a line may break between two neighbours.
pub(super) fn may_break(before: char, after: char) -> bool {
    if after == ' ' || after == '\t' || is_joined(after) || NO_START.contains(after) || NO_END.contains(before) {
        return false;
    }
    if before == ' ' || before == '\t' {
        return true;
    }
    if before.is_ascii_digit() && matches!(after, '年' | '月' | '日') {
        return false;
    }
    is_wide(before) || is_wide(after)
}

/// Where a title too long for one line had best break: behind its year (2023年, 2023 年度), so that no word is torn.
pub(super) fn title_break(title: &str) -> Option<usize> {
    let mut digits = 0;
    let mut characters = title.char_indices().peekable();
    while let Some((_, character)) = characters.next() {
        match character {
            '0'..='9' => digits += 1,
            ' ' if digits == 4 => {}
            '年' if digits == 4 => {
                characters.next_if(|(_, next)| *next == '度');
                let (behind, next) = characters.peek()?;
                return may_break(character, *next).then_some(*behind);
            }
            _ => digits = 0,
        }
    }
    None
}

/// Width in em of the widest part of a text that no rule lets break.
pub(super) fn widest_piece(text: &str) -> f32 {
    let mut widest = 0.0_f32;
    let mut current = 0.0_f32;
    let mut before: Option<char> = None;
    for character in text.chars() {
        if character == '\n' || before.is_some_and(|before| before == '\n' || may_break(before, character)) {
            widest = widest.max(current);
            current = 0.0;
        }
        if !matches!(character, '\n' | ' ' | '\t') {
            current += em(character);
        }
        before = Some(character);
    }
    widest.max(current)
}

/// Width in em of the widest line of a text.
pub(super) fn widest_line(text: &str) -> f32 {
    text.split('\n').map(ems).fold(0.0, f32::max)
}

/// Lines a text takes at a width in em, each hard line end counted.
pub(super) fn line_count(text: &str, width: f32) -> usize {
    text.split('\n').map(|line| wrapped(line, width)).sum()
}

fn wrapped(line: &str, width: f32) -> usize {
    let mut lines = 1;
    let mut used = 0.0_f32;
    let mut piece = 0.0_f32;
    let mut before: Option<char> = None;
    for character in line.chars() {
        if before.is_some_and(|before| may_break(before, character)) {
            used += piece;
            piece = 0.0;
        }
        piece += em(character);
        if used + piece > width && used + piece > em(character) {
            lines += 1;
            (used, piece) = if piece > width { (0.0, em(character)) } else { (0.0, piece) };
        }
        before = Some(character);
    }
    lines
}

/// Whether a cell's text reads better set left: an enumerated label, or a sentence.
pub(super) fn leans_left(text: &str) -> bool {
    let text = text.trim_start();
    let mut characters = text.chars();
    let enumerated = match (characters.next(), characters.next()) {
        (Some('（' | '('), Some(second)) => "一二三四五六七八九十".contains(second),
        (Some(first), Some('、')) => "一二三四五六七八九十".contains(first),
        (Some(first), Some('.' | '．')) => first.is_ascii_digit() && characters.next().is_some_and(is_wide),
        _ => false,
    };
    enumerated || ems(text) > 14.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_pieces(text: &str, expected: &str) {
        let mut pieces = String::new();
        let mut before: Option<char> = None;
        for character in text.chars() {
            if before.is_some_and(|before| may_break(before, character)) {
                pieces.push('|');
            }
            pieces.push(character);
            before = Some(character);
        }
        assert_eq!(pieces, expected);
    }

    #[test]
    fn punctuation_keeps_to_its_side() {
        check_pieces("受理申请，答复。", "受|理|申|请，|答|复。");
        check_pieces("（一）“公开”《条例》", "（一）|“公|开”|《条|例》");
        check_pieces("合计12.5%、3件", "合|计|12.5%、|3|件");
        check_pieces("open data 公开", "open |data |公|开");
        check_pieces("是——否", "是——|否");
        check_pieces("在2023年1月", "在|2023年|1月");
    }

    #[test]
    fn widths_and_lines() {
        assert!((ems("公开12") - 3.3).abs() < 1e-4);
        assert!((widest_piece("（三）不予公开") - 3.0).abs() < 1e-4);
        assert_eq!(line_count("商业企业", 2.0), 2);
        assert_eq!(line_count("一\n二", 9.0), 2);
        assert_eq!(line_count("123456789", 2.0), 3);
        assert_eq!(line_count("", 2.0), 1);
    }

    #[test]
    fn labels_lean_left_and_values_do_not() {
        for text in ["1.属于国家秘密", "（一）予以公开", "一、本年新收政府信息公开申请数量"]
        {
            assert!(leans_left(text), "{text}");
        }
        for text in ["0", "2.5", "规章", "自然人", "（件）", "/", ""] {
            assert!(!leans_left(text), "{text}");
        }
    }
}
