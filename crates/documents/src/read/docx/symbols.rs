//! Characters written as a place in a symbol font.

/// The character a symbol stands for: ticks and boxes of the Wingdings fonts as Unicode has them, others as the code
/// itself, which keeps what was there.
pub(super) fn symbol(font: Option<&str>, code: Option<&str>) -> char {
    let code = code.and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0xFFFD);
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
        assert_eq!(symbol(Some("Wingdings"), Some("F0FE")), '☑');
        assert_eq!(symbol(Some("Wingdings 2"), Some("00A3")), '☐');
        assert_eq!(symbol(Some("Wingdings"), Some("F081")), '①');
        assert_eq!(symbol(Some("Symbol"), Some("F061")), '\u{F061}');
        assert_eq!(symbol(None, None), '\u{FFFD}');
        assert_eq!(symbol(None, Some("D800")), '\u{FFFD}');
    }
}
