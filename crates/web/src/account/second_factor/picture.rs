//! A picture a telephone can scan: the squares of a QR code as one path of an SVG.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// The white edge around the code, in squares: scanners ask for four.
const EDGE: i32 = 4;

/// The picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Squares along one side, the edge included.
    pub(super) side: i32,
    /// The dark squares.
    pub(super) path: String,
}

impl Picture {
    /// The picture of a text; `None` when it is too long for one.
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                write!(path, "M{},{}h1v1h-1z", x + EDGE, y + EDGE).ok()?;
            }
        }
        Some(Self { side: code.size() + 2 * EDGE, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_are_there_and_the_edge_is_white() {
        let picture = Picture::of("otpauth://totp/officer?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let has = |x: i32, y: i32| picture.path.contains(&format!("M{x},{y}h1v1h-1z"));
        let far = picture.side - EDGE - 1;
        // The dark corners of the three finder patterns, and the light ring inside one.
        assert!(has(EDGE, EDGE) && has(far, EDGE) && has(EDGE, far));
        assert!(!has(EDGE + 1, EDGE + 1) && has(EDGE + 2, EDGE + 2));
        assert!(!has(EDGE - 1, EDGE) && !has(far + 1, EDGE));
        assert_eq!(Picture::of(&"a".repeat(5000)), None);
    }
}
