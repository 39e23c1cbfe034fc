//! Records of the binary workbook stream, and strings that run over several of them.

use crate::read::ole::u16_at;
use crate::read::raised::Level;
use crate::read::struck::{kept, marked};

pub(super) const CONTINUE: u16 = 0x003C;

/// A record with the records that continue it.
#[derive(Debug, Clone)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    pub(super) more: Vec<&'a [u8]>,
}

/// The records from an offset on; the last one is cut where the stream is.
pub(super) fn records(stream: &[u8], offset: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(offset..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, data, after) = record(rest)?;
        rest = after;
        let mut more = Vec::new();
        while let Some((CONTINUE, data, after)) = record(rest) {
            more.push(data);
            rest = after;
        }
        Some(Record { kind, data, more })
    })
}

fn record(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let kind = u16_at(bytes, 0)?;
    let length = usize::from(u16_at(bytes, 2)?);
    let after = bytes.get(4..)?;
    let length = length.min(after.len());
    Some((kind, after.get(..length)?, after.get(length..)?))
}

/// What a font does to its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// It is the cell's own.
    Cell,
    /// Sets them on the line, above it or below.
    Set(Level),
    /// Strikes them out.
    Struck,
}

impl Look {
    fn text(self, units: &[u16]) -> String {
        match self {
            Self::Cell => String::from_utf16_lossy(units),
            Self::Set(level) => {
                let units: Vec<u16> = units.iter().map(|unit| level.set_unit(*unit)).collect();
                kept(&String::from_utf16_lossy(&units))
            }
            Self::Struck => marked(&String::from_utf16_lossy(units)),
        }
    }
}

/// Reads on through a record and those that continue it.
#[derive(Debug)]
pub(super) struct Cursor<'r, 'a> {
    now: &'a [u8],
    more: std::slice::Iter<'r, &'a [u8]>,
}

impl<'r, 'a> Cursor<'r, 'a> {
    /// At an offset in the record.
    pub(super) fn new(record: &'r Record<'a>, offset: usize) -> Self {
        Self { now: record.data.get(offset..).unwrap_or_default(), more: record.more.iter() }
    }

    /// Goes on to the next record when this one is used up.
    fn refill(&mut self) -> bool {
        while self.now.is_empty() {
            match self.more.next() {
                Some(next) => self.now = next,
                None => return false,
            }
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        self.refill();
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, count: usize) {
        let mut left = count;
        while left > 0 && self.refill() {
            let step = left.min(self.now.len());
            self.now = self.now.get(step..).unwrap_or_default();
            left = left.saturating_sub(step);
        }
    }

    /// A string with its length, flags and formatting; `None` when nothing is left. `look` tells what a font does to its
    /// characters.
    pub(super) fn string(&mut self, look: &dyn Fn(u16) -> Look) -> Option<String> {
        let length = usize::from(self.word()?);
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { usize::from(self.word()?) } else { 0 };
        let extra = match flags & 0x04 {
            0 => 0,
            _ => usize::from(self.word()?) | usize::from(self.word()?) << 16,
        };
        let units = self.units(length, flags & 1 != 0);
        let mut text = String::with_capacity(units.len());
        let (mut from, mut now) = (0, Look::Cell);
        for run in 0..=runs {
            // Each run says where it begins; it ends where the next one begins.
            let next = if run < runs { self.word().zip(self.word()) } else { None };
            let end = next.map_or(units.len(), |(start, _)| usize::from(start).clamp(from, units.len()));
            text.push_str(&now.text(units.get(from..end).unwrap_or_default()));
            let Some((_, font)) = next else { break };
            (from, now) = (end, look(font));
        }
        self.skip(extra);
        Some(text)
    }

    /// Characters of one or two bytes each; a record that continues them says anew which.
    pub(super) fn characters(&mut self, length: usize, wide: bool) -> String {
        String::from_utf16_lossy(&self.units(length, wide))
    }

    fn units(&mut self, length: usize, wide: bool) -> Vec<u16> {
        let mut wide = wide;
        let mut units = Vec::new();
        while units.len() < length {
            if self.now.is_empty() {
                if !self.refill() {
                    break;
                }
                wide = self.byte().is_some_and(|flags| flags & 1 != 0);
            }
            let unit = if wide { self.word() } else { self.byte().map(u16::from) };
            match unit {
                Some(unit) => units.push(unit),
                None => break,
            }
        }
        units
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continued_records_are_kept_together() {
        let stream = [0xFC, 0, 2, 0, 1, 2, 0x3C, 0, 1, 0, 3, 0x0A, 0, 0, 0, 9, 9, 200, 0, 7];
        let found: Vec<_> =
            records(&stream, 0).map(|record| (record.kind, record.data.len(), record.more.len())).collect();
        assert_eq!(found, [(0xFC, 2, 1), (0x0A, 0, 0), (0x0909, 1, 0)]);
        assert_eq!(records(&stream, 1000).count(), 0);
    }

    #[test]
    fn strings_run_over_records() {
        let record = Record {
            kind: 0xFC,
            data: &[4, 0, 1, 0x2D, 0x4E],
            more: vec![&[0, b'a', b'b'], &[1, 0x87, 0x65, 1, 0, 8, 1, 0, b'x', 9, 9], &[9, 9, 1, 0, 0, b'y']],
        };
        let mut cursor = Cursor::new(&record, 0);
        let strings: Vec<_> = std::iter::from_fn(|| cursor.string(&|_| Look::Set(Level::Line))).collect();
        assert_eq!(strings, ["中ab文", "x", "y"]);
    }

    #[test]
    fn characters_of_a_raising_font_stay_raised() {
        // 52 and a raised 1, then 件 in the first font again.
        let data = [4, 0, 9, 2, 0, 0x35, 0, 0x32, 0, 0x31, 0, 0xF6, 0x4E, 2, 0, 7, 0, 3, 0, 0, 0];
        let record = Record { kind: 0xFC, data: &data, more: vec![] };
        let look = |of: Look| move |font| if font == 7 { of } else { Look::Set(Level::Line) };
        assert_eq!(
            Cursor::new(&record, 0).string(&look(Look::Set(Level::Raised))),
            Some(format!("52{}{}", kept("¹"), kept("件")))
        );
        let struck = format!("52{}{}", marked("1"), kept("件"));
        assert_eq!(Cursor::new(&record, 0).string(&look(Look::Struck)), Some(struck));
    }

    #[test]
    fn absurd_lengths_end_with_the_record() {
        let record =
            Record { kind: 0xFC, data: &[0xFF, 0xFF, 0x0C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, b'a'], more: vec![] };
        let mut cursor = Cursor::new(&record, 0);
        assert_eq!(cursor.string(&|_| Look::Set(Level::Line)).as_deref(), Some("a"));
        assert_eq!(cursor.string(&|_| Look::Set(Level::Line)), None);
    }
}
