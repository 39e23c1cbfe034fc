//! The title in a compound file's summary information.

use super::{Ole, to_size, u16_at, u32_at};

const TITLE: u32 = 2;
const CODE_PAGE: u32 = 1;

/// The title, where there is one.
pub(crate) fn title(ole: &Ole<'_>) -> Option<String> {
    let stream = ole.stream("\u{5}SummaryInformation")?;
    let set = stream.get(to_size(u32_at(&stream, 44)?)..)?;
    let offset = |wanted: u32| {
        let count = to_size(u32_at(set, 4)?).min(64);
        let listed = (0..count).map(|index| 8 + index * 8);
        let at = listed.into_iter().find(|at| u32_at(set, *at) == Some(wanted))?;
        u32_at(set, at + 4).map(to_size)
    };
    let code_page = offset(CODE_PAGE).and_then(|at| u16_at(set, at.checked_add(4)?)).unwrap_or(1252);
    let value = set.get(offset(TITLE)?..)?;
    let length = to_size(u32_at(value, 4)?).min(4096);
    let text = match u32_at(value, 0)? {
        0x1F => encoding_rs::UTF_16LE.decode(value.get(8..8 + length * 2)?).0,
        0x1E => encoding(code_page).decode(value.get(8..8 + length)?).0,
        _ => return None,
    };
    let title = text.trim_matches(['\0', ' ', '\r', '\n']);
    (!title.is_empty()).then(|| title.to_owned())
}

/// The character set of a Windows code page; Chinese files name 936, and 65001 is UTF-8.
pub(crate) fn encoding(code_page: u16) -> &'static encoding_rs::Encoding {
    match code_page {
        936 | 54936 => encoding_rs::GBK,
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        1200 => encoding_rs::UTF_16LE,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}
