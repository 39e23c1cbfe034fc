//! The strings of an Office Open XML workbook.

use std::borrow::Cow;

use crate::model::NoticeKind;
use crate::read::Limits;
use crate::read::flow::meter::Meter;
use crate::read::package::xml::{Node, Xml, attribute, level_of, local, on};
use crate::read::raised::{Behind, Level};
use crate::read::struck;

/// The size in points of a run that has none of its own.
const USUAL_SIZE: f64 = 11.0;

/// The shared strings, by number; no more than there may be cells.
pub(super) fn shared_strings(text: &str, limits: &Limits, meter: &mut Meter) -> Vec<String> {
    let mut xml = Xml::new(text);
    let most = usize::try_from(limits.cells).unwrap_or(usize::MAX);
    let mut strings = Vec::new();
    while let Some(element) = xml.child(0) {
        if local(&element) == "si" {
            if strings.len() >= most {
                meter.once(NoticeKind::LimitReached, "strings");
                break;
            }
            strings.push(string_item(&mut xml));
        }
    }
    strings
}

/// The text of the string item that was just opened: its runs one after the other, raised figures as such, without
/// readings of characters, runs with a font of their own between the marks of [`struck`].
pub(super) fn string_item(xml: &mut Xml<'_>) -> String {
    let depth = xml.depth();
    let mut text = String::new();
    let (mut level, mut is_struck, mut has_font) = (Level::Line, false, false);
    let (mut size, mut behind) = (USUAL_SIZE, Behind::default());
    while xml.depth() >= depth {
        match xml.next() {
            Some(Node::Start(element)) => match local(&element) {
                "r" => (level, is_struck, has_font, size) = (Level::Line, false, false, USUAL_SIZE),
                "sz" => size = attribute(&element, "val").and_then(|size| size.parse().ok()).unwrap_or(size),
                "rPr" => has_font = true,
                "strike" => is_struck = on(&element),
                "vertAlign" => level = level_of(&element),
                "t" => {
                    let run = xml.text();
                    let run = behind.level(level, &run, size).set(&run);
                    behind = behind.then(&run, level, size);
                    text.push_str(&match (is_struck, has_font) {
                        (true, _) => Cow::Owned(struck::marked(&run)),
                        (false, true) => Cow::Owned(struck::kept(&run)),
                        (false, false) => run,
                    });
                }
                "rPh" => xml.skip(),
                _ => {}
            },
            Some(Node::End | Node::Text(_)) => {}
            None => break,
        }
    }
    unescape(&text)
}

/// Characters XML cannot hold are written `_x000D_`; line ends become `\n`.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let code = after.get(2..6).filter(|_| after.get(6..7) == Some("_"));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (text, length) = character.map_or_else(|| ("_x".to_owned(), 2), |character| (character.to_string(), 7));
        plain.push_str(&text);
        rest = after.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    if plain.contains('\r') { plain.replace("\r\n", "\n").replace('\r', "\n") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_readings_left_out() {
        let xml = "<sst><si><t>一</t></si><si><r><t>二</t></r><r><t xml:space='preserve'> 三</t></r><rPh><t>er</t></rPh></si><si/></sst>";
        let check = |limits: &Limits, expected: &[&str]| {
            let mut meter = Meter::new(limits);
            assert_eq!(shared_strings(xml, limits, &mut meter), expected);
            assert_eq!(meter.notices.is_empty(), expected.len() == 3);
        };
        check(&Limits::default(), &["一", "二 三", ""]);
        check(&Limits { cells: 2, ..Limits::default() }, &["一", "二 三"]);
    }

    #[test]
    fn raised_figures_stay_raised() {
        let xml = "<sst><si><r><t>52</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r><r><t>件</t></r></si></sst>";
        let limits = Limits::default();
        assert_eq!(shared_strings(xml, &limits, &mut Meter::new(&limits)), [format!("52{}件", struck::kept("¹"))]);
    }

    #[test]
    fn small_figures_behind_others_are_marks() {
        let check = |first: &str, size: u32, expected: &str| {
            let xml =
                format!("<sst><si><r>{first}<t>52</t></r><r><rPr><sz val='{size}'/></rPr><t>1</t></r></si></sst>");
            let limits = Limits::default();
            let strings = shared_strings(&xml, &limits, &mut Meter::new(&limits));
            let plain: Vec<String> = strings.into_iter().map(|text| struck::of_cell(text, false)).collect();
            assert_eq!(plain, [expected]);
        };
        check("", 6, "52¹");
        check("", 9, "521");
        check("<rPr><sz val='6'/></rPr>", 6, "521");
        check("<rPr><sz val='16'/></rPr>", 10, "52¹");
    }

    #[test]
    fn struck_runs_are_marked() {
        let xml = "<sst><si><r><rPr><strike/></rPr><t>9</t></r><r><t>14</t></r><r><rPr><strike val='0'/></rPr><t>件</t></r></si></sst>";
        let limits = Limits::default();
        assert_eq!(
            shared_strings(xml, &limits, &mut Meter::new(&limits)),
            [format!("{}14{}", struck::marked("9"), struck::kept("件"))]
        );
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescape("a_x000D__x000A_b"), "a\nb");
        assert_eq!(unescape("_x005F_x0041_"), "_x0041_");
        assert_eq!(unescape("_x_x12_一二三四_"), "_x_x12_一二三四_");
    }
}
