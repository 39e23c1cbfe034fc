//! Characters written as a place in a symbol font, and fields that are seen without having any text.

/// Whether a field's instruction, or its beginning, is that of one which is seen without having any text: an equation,
/// or a list of which one line is chosen.
pub(in crate::read) fn has_no_text(instruction: &str) -> bool {
    let instruction = instruction.trim_start();
    let is = |known: &str| instruction.get(..known.len()).is_some_and(|name| name.eq_ignore_ascii_case(known));
    is("FORMDROPDOWN") || is("EQ ") || is("EQ\\")
}

/// The character a symbol stands for: ticks and boxes of the Wingdings fonts as Unicode has them, others as the code
/// itself, which keeps what was there.
pub(in crate::read) fn symbol(font: Option<&str>, code: u32) -> char {
    let place = code & 0xFF;
    let known = match font.unwrap_or_default() {
        "Wingdings" => match place {
            0xFE | 0x78 => Some(if place == 0xFE { '☑' } else { '☒' }),
            0xA8 | 0x6F => Some('☐'),
            0xFC => Some('✓'),
            0xFB => Some('✗'),
            0xFD => Some('☒'),
            0x6C => Some('●'),
            0x6E => Some('■'),
            0xD8 => Some('➢'),
            0x81..=0x8A => char::from_u32(0x2460 + place - 0x81),
            _ => None,
        },
        "Wingdings 2" => match place {
            0x50 => Some('✓'),
            0x4F => Some('✗'),
            0x52 => Some('☑'),
            0x51 | 0x53 | 0x54 => Some('☒'),
            0xA3 | 0x2A => Some('☐'),
            _ => None,
        },
        _ => None,
    };
    known.or_else(|| char::from_u32(code)).filter(|character| *character != '\0').unwrap_or('\u{FFFD}')
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn ticks_and_boxes_are_known() {
        assert_eq!(symbol(Some("Wingdings"), 0xF0FE), '☑');
        assert_eq!(symbol(Some("Wingdings 2"), 0xA3), '☐');
        assert_eq!(symbol(Some("Wingdings"), 0xF081), '①');
        assert_eq!(symbol(Some("Symbol"), 0xF061), '\u{F061}');
        assert_eq!(symbol(None, 0), '\u{FFFD}');
        assert_eq!(symbol(None, 0xD800), '\u{FFFD}');
    }
}
