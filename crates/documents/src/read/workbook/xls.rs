//! Binary workbooks: Excel 97–2003, and 5.0 and 95, whose strings are bytes in a code page.

use super::Book;
use super::biff::{Cursor, Look, Record, records};
use super::number::NumberFormat;
use super::sheet::{Region, Sheet};
use crate::model::{Format, NoticeKind};
use crate::read::flow::meter::Meter;
use crate::read::ole::summary::{self, encoding};
use crate::read::ole::{Ole, to_size, u8_at, u16_at, u32_at};
use crate::read::raised::Level;
use crate::read::{Limits, ReadError};
use crate::read::{pale, struck};

const MOST_MERGES: usize = 20_000;

/// What the sheets of a workbook share.
#[derive(Debug, Default)]
struct Shared {
    /// Whether strings are UTF-16 (since Excel 97) or bytes.
    unicode: bool,
    code_page: u16,
    from_1904: bool,
    /// Says with which version it was calculated: programs that never calculate do not.
    calculated: bool,
    strings: Vec<String>,
    styles: Vec<Style>,
}

/// Stands for the result of a formula that was not saved.
const UNCALCULATED: &str = "=";

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Style {
    format: NumberFormat,
    bordered: bool,
    struck: bool,
    /// As pale as paper, on nothing else.
    pale: bool,
}

/// Reads the workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits, meter: &mut Meter) -> Result<Book, ReadError> {
    let damaged = |detail: &str| ReadError::Damaged { format: Format::Xls, detail: detail.to_owned() };
    let ole = Ole::open(bytes, Format::Xls)?;
    let stream = ole.stream("Workbook").or_else(|| ole.stream("Book"));
    let stream = stream.ok_or_else(|| damaged("it has no workbook stream"))?;
    let (shared, listed) = globals(&stream, limits, meter)?;
    if listed.is_empty() {
        return Err(damaged("its workbook lists no sheet"));
    }
    let mut sheets = Vec::new();
    // Hostile files list one sheet a thousand times; each place is read once.
    let mut seen = std::collections::HashSet::new();
    for (mut sheet, offset) in listed {
        if !sheet.hidden && seen.insert(offset) {
            let mut reader = SheetReader { shared: &shared, sheet: &mut sheet, meter, pending: None };
            reader.read(&stream, offset);
        }
        sheets.push(sheet);
    }
    Ok(Book { title: summary::title(&ole), sheets, aside: Vec::new() })
}

/// The records before the first sheet.
fn globals(stream: &[u8], limits: &Limits, meter: &mut Meter) -> Result<(Shared, Vec<(Sheet, usize)>), ReadError> {
    let mut shared = Shared { unicode: true, code_page: 1252, ..Shared::default() };
    let mut formats = std::collections::HashMap::new();
    let mut styles = Vec::new();
    // For each font whether it sets characters above the line, whether it strikes them out, and whether it is white.
    let mut white = Vec::new();
    let mut levels = Vec::new();
    let mut striking = Vec::new();
    // Fonts are counted without the number 4.
    let font = |number: u16| usize::from(number - u16::from(number > 4));
    let mut sheets = Vec::new();
    for (index, record) in records(stream, 0).enumerate() {
        match record.kind {
            0x0809 => shared.unicode = u16_at(record.data, 0) == Some(0x0600),
            _ if index == 0 => {
                return Err(ReadError::Damaged {
                    format: Format::Xls,
                    detail: "its workbook stream cannot be read".into(),
                });
            }
            0x002F if u16_at(record.data, 0).is_some() => return Err(ReadError::Encrypted { format: Format::Xls }),
            0x0042 => shared.code_page = u16_at(record.data, 0).unwrap_or(1252),
            0x01C1 => shared.calculated = true,
            0x0022 => shared.from_1904 = u16_at(record.data, 0) == Some(1),
            0x041E => {
                if let Some(id) = u16_at(record.data, 0) {
                    let code = text_at(&record, 2, shared.unicode, shared.code_page, shared.unicode);
                    formats.insert(u32::from(id), NumberFormat::of_code(&code));
                }
            }
            0x00E0 => {
                // The border lines of the four sides, four bits each, stand here since Excel 97.
                let bordered = shared.unicode && u16_at(record.data, 10).is_some_and(|lines| lines != 0);
                let struck = u16_at(record.data, 0).and_then(|number| striking.get(font(number)).copied());
                let is_white = u16_at(record.data, 0).is_some_and(|number| white.get(font(number)) == Some(&true));
                let is_filled = u32_at(record.data, 14).is_some_and(|lines| lines >> 26 != 0);
                let pale = shared.unicode && is_white && !is_filled;
                styles.push((u32::from(u16_at(record.data, 2).unwrap_or(0)), bordered, struck.unwrap_or(false), pale));
            }
            0x0031 => {
                levels.push(match u16_at(record.data, 8) {
                    Some(1) => Level::Raised,
                    Some(2) => Level::Lowered,
                    _ => Level::Line,
                });
                white.push(matches!(u16_at(record.data, 4), Some(1 | 9)));
                striking.push(u16_at(record.data, 2).is_some_and(|bits| bits & 0x08 != 0));
            }
            0x0085 => sheets.extend(bound_sheet(&record, &shared)),
            0x00FC => {
                let mut cursor = Cursor::new(&record, 8);
                let most = usize::try_from(limits.cells).unwrap_or(usize::MAX);
                let look = |number: u16| {
                    let is_struck = striking.get(font(number)).copied().unwrap_or(false);
                    let level = levels.get(font(number)).copied().unwrap_or_default();
                    if is_struck { Look::Struck } else { Look::Set(level) }
                };
                shared.strings = std::iter::from_fn(|| cursor.string(&look)).take(most).collect();
                if shared.strings.len() == most && cursor.string(&look).is_some() {
                    meter.once(NoticeKind::LimitReached, "strings");
                }
            }
            0x000A => break,
            _ => {}
        }
    }
    let style = |(id, bordered, struck, pale)| {
        let format = formats.get(&id).cloned().unwrap_or_else(|| NumberFormat::of_builtin(id));
        Style { format, bordered, struck, pale }
    };
    shared.styles = styles.into_iter().map(style).collect();
    Ok((shared, sheets))
}

fn bound_sheet(record: &Record<'_>, shared: &Shared) -> Option<(Sheet, usize)> {
    let offset = to_size(u32_at(record.data, 0)?);
    let worksheet = u8_at(record.data, 5)? == 0;
    let name = text_at(record, 6, false, shared.code_page, shared.unicode);
    let hidden = u8_at(record.data, 4)? & 3 != 0;
    worksheet.then(|| (Sheet { name, hidden, ..Sheet::default() }, offset))
}

/// A string whose length takes one byte or two.
fn text_at(record: &Record<'_>, offset: usize, long: bool, code_page: u16, unicode: bool) -> String {
    let length =
        if long { u16_at(record.data, offset).map(usize::from) } else { u8_at(record.data, offset).map(usize::from) };
    let start = offset + if long { 2 } else { 1 };
    let length = length.unwrap_or(0);
    if unicode {
        let wide = u8_at(record.data, start).is_some_and(|flags| flags & 1 != 0);
        return Cursor::new(record, start + 1).characters(length, wide);
    }
    let bytes = record.data.get(start..).unwrap_or_default();
    encoding(code_page).decode_without_bom_handling(bytes.get(..length).unwrap_or(bytes)).0.into_owned()
}

struct SheetReader<'s> {
    shared: &'s Shared,
    sheet: &'s mut Sheet,
    meter: &'s mut Meter,
    /// The cell of a formula whose text follows in a record of its own.
    pending: Option<(u32, u32)>,
}

impl SheetReader<'_> {
    fn read(&mut self, stream: &[u8], offset: usize) {
        // Charts inside a sheet are streams in the stream.
        let mut depth = 0_usize;
        for record in records(stream, offset) {
            match record.kind {
                0x0809 => depth = depth.saturating_add(1),
                0x000A if depth <= 1 => return,
                0x000A => depth = depth.saturating_sub(1),
                _ if depth == 1 && self.record(&record).is_some() => {}
                _ if depth == 0 => return self.meter.once(NoticeKind::Damaged, &self.sheet.name),
                _ => {}
            }
        }
        self.meter.once(NoticeKind::Damaged, &self.sheet.name);
    }

    /// Takes in a record; `None` when it is too short for what it should be.
    fn record(&mut self, record: &Record<'_>) -> Option<()> {
        let data = record.data;
        match record.kind {
            0x0208 => {
                let hidden = u16_at(data, 12)? & 0x20 != 0;
                if hidden && self.sheet.hidden_rows.len() < MOST_MERGES {
                    self.sheet.hidden_rows.push(u16_at(data, 0)?.into());
                }
            }
            0x007D if u16_at(data, 8)? & 1 != 0 => {
                self.sheet.hidden_columns.push((u16_at(data, 0)?.into(), u16_at(data, 2)?.into()));
            }
            0x00E5 => self.merges(data)?,
            0x0207 => {
                let place = self.pending.take()?;
                let text = text_at(record, 0, true, self.shared.code_page, self.shared.unicode);
                self.keep(place, &text);
            }
            0x00BD => {
                let (row, first) = place(data)?;
                let pairs = data.get(4..data.len().checked_sub(2)?)?.as_chunks::<6>().0;
                for (column, pair) in (first..).zip(pairs) {
                    let text = self.number(u16_at(pair, 0)?, rk(u32_at(pair, 2)?));
                    self.keep_styled((row, column), u16_at(pair, 0)?, &text);
                }
            }
            0x00BE => {
                let (row, first) = place(data)?;
                let styles = data.get(4..data.len().checked_sub(2)?)?.as_chunks::<2>().0;
                for (column, style) in (first..).zip(styles) {
                    self.blank((row, column), u16::from_le_bytes(*style));
                }
            }
            _ => self.cell(record)?,
        }
        Some(())
    }

    /// Records of one cell: place, style, value.
    fn cell(&mut self, record: &Record<'_>) -> Option<()> {
        let data = record.data;
        let known = matches!(record.kind, 0x0201 | 0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00D6 | 0x00FD | 0x027E);
        if !known {
            return Some(());
        }
        let at = place(data)?;
        let style = u16_at(data, 4)?;
        let text = match record.kind {
            0x0203 => self.number(style, double(data, 6)?),
            0x027E => self.number(style, rk(u32_at(data, 6)?)),
            0x0204 | 0x00D6 => text_at(record, 6, true, self.shared.code_page, self.shared.unicode),
            0x00FD => self.shared.strings.get(to_size(u32_at(data, 6)?)).cloned().unwrap_or_default(),
            0x0205 => bool_or_error(u8_at(data, 6)?, u8_at(data, 7)? != 0),
            0x0006 => self.formula(at, style, data)?,
            _ => String::new(),
        };
        if text.is_empty() {
            self.blank(at, style);
        } else {
            self.keep_styled(at, style, &text);
        }
        Some(())
    }

    /// The result of a formula. Where none was saved (programs leave 0 or nothing and have it calculated on opening) only
    /// a spreadsheet knows what it gives.
    fn formula(&mut self, at: (u32, u32), style: u16, data: &[u8]) -> Option<String> {
        self.pending = None;
        let on_opening = u16_at(data, 14).is_some_and(|bits| bits & 2 != 0);
        if u16_at(data, 12)? != 0xFFFF {
            let value = double(data, 6)?;
            let is_left = on_opening && value == 0.0;
            return Some(if is_left { UNCALCULATED.to_owned() } else { self.number(style, value) });
        }
        Some(match u8_at(data, 6)? {
            0 => {
                self.pending = Some(at);
                String::new()
            }
            1 => bool_or_error(u8_at(data, 8)?, false),
            2 => bool_or_error(u8_at(data, 8)?, true),
            _ if on_opening || !self.shared.calculated => UNCALCULATED.to_owned(),
            _ => String::new(),
        })
    }

    fn merges(&mut self, data: &[u8]) -> Option<()> {
        let count = usize::from(u16_at(data, 0)?);
        for region in data.get(2..)?.as_chunks::<8>().0.iter().take(count) {
            if self.sheet.merges.len() >= MOST_MERGES {
                self.meter.once(NoticeKind::LimitReached, "merges");
                break;
            }
            let word = |index: usize| u16_at(region, index * 2).map(u32::from);
            self.sheet.merges.extend(Region::new(word(0)?, word(2)?, word(1)?, word(3)?));
        }
        Some(())
    }

    fn number(&self, style: u16, value: f64) -> String {
        let plain = NumberFormat::default();
        let format = self.shared.styles.get(usize::from(style)).map_or(&plain, |style| &style.format);
        format.text(value, self.shared.from_1904)
    }

    fn keep(&mut self, at: (u32, u32), text: &str) {
        if !text.is_empty() && self.meter.take_read(text) {
            self.sheet.cells.insert(at, text.replace("\r\n", "\n"));
        }
    }

    /// A cell whose font strikes its text out is there and says nothing.
    fn keep_styled(&mut self, at: (u32, u32), style: u16, text: &str) {
        let style = self.shared.styles.get(usize::from(style));
        let is_struck = style.is_some_and(|style| style.struck);
        let pale = if style.is_some_and(|style| style.pale) { pale::marked(text) } else { None };
        self.keep(at, &pale.unwrap_or_else(|| struck::of_cell(text.to_owned(), is_struck)));
    }

    /// A cell without text counts when it has a border.
    fn blank(&mut self, at: (u32, u32), style: u16) {
        let bordered = self.shared.styles.get(usize::from(style)).is_some_and(|style| style.bordered);
        if bordered && self.meter.take_read("") {
            self.sheet.cells.entry(at).or_default();
        }
    }
}

fn place(data: &[u8]) -> Option<(u32, u32)> {
    Some((u16_at(data, 0)?.into(), u16_at(data, 2)?.into()))
}

fn double(data: &[u8], offset: usize) -> Option<f64> {
    data.get(offset..)?.first_chunk().map(|bytes| f64::from_le_bytes(*bytes))
}

/// A number in four bytes: a whole number or the upper half of a double, perhaps times a hundred.
fn rk(word: u32) -> f64 {
    let value = if word & 2 != 0 {
        f64::from(word.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(word & 0xFFFF_FFFC) << 32)
    };
    if word & 1 != 0 { value / 100.0 } else { value }
}

fn bool_or_error(value: u8, error: bool) -> String {
    let text = match (error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_unpacked() {
        let check = |word, expected: f64| assert!((rk(word) - expected).abs() < 1e-12, "{word}");
        check(713 << 2 | 2, 713.0);
        check((-8_i32 << 2).cast_unsigned() | 2, -8.0);
        check(1234 << 2 | 3, 12.34);
        check(0x3FF0_0000, 1.0);
    }

    /// The texts of the cells that such records give.
    fn texts(shared: &Shared, records: &[(u16, Vec<u8>)]) -> Vec<String> {
        let mut sheet = Sheet { name: "表".to_owned(), ..Sheet::default() };
        let mut meter = Meter::new(&Limits::default());
        let mut reader = SheetReader { shared, sheet: &mut sheet, meter: &mut meter, pending: None };
        for (kind, data) in records {
            reader.record(&Record { kind: *kind, data, more: Vec::new() }).unwrap();
        }
        sheet.cells.into_values().collect()
    }

    #[test]
    fn a_number_struck_out_or_white_is_marked() {
        let styles = vec![
            Style::default(),
            Style { struck: true, ..Style::default() },
            Style { pale: true, ..Style::default() },
        ];
        let shared = Shared { styles, unicode: true, code_page: 1200, ..Shared::default() };
        let number = |style: u16| {
            let mut data = vec![0; 10];
            data[2..4].copy_from_slice(&style.to_le_bytes());
            data[4..6].copy_from_slice(&style.to_le_bytes());
            data[6..].copy_from_slice(&(14_u32 << 2 | 2).to_le_bytes());
            (0x027E, data)
        };
        let found = texts(&shared, &[number(0), number(1), number(2)]);
        assert_eq!(found, ["14", &struck::marked("14"), &pale::marked("14").unwrap()]);
    }

    #[test]
    fn a_formula_without_a_saved_result_is_no_nought() {
        let formula = |result: [u8; 8], bits: u16| {
            let mut data = vec![0; 20];
            data[6..14].copy_from_slice(&result);
            data[14..16].copy_from_slice(&bits.to_le_bytes());
            vec![(0x0006, data)]
        };
        let calculated = Shared { unicode: true, calculated: true, ..Shared::default() };
        let never = Shared { unicode: true, ..Shared::default() };
        let nothing = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        assert_eq!(texts(&calculated, &formula([0; 8], 0)), ["0"]);
        assert_eq!(texts(&calculated, &formula([0; 8], 2)), [UNCALCULATED]);
        assert_eq!(texts(&calculated, &formula(14_f64.to_le_bytes(), 2)), ["14"]);
        assert!(texts(&calculated, &formula(nothing, 0)).is_empty());
        assert_eq!(texts(&never, &formula(nothing, 0)), [UNCALCULATED]);
    }

    #[test]
    fn strings_of_old_files_are_bytes_in_their_code_page() {
        let record = Record { kind: 0x0204, data: b"\x04\x00\xC7\xE0\xBA\xCC", more: Vec::new() };
        assert_eq!(text_at(&record, 0, true, 936, false), "青禾");
        let record = Record { kind: 0x0204, data: b"\x02\x00\x01\x52\x97\xBE\x79", more: Vec::new() };
        assert_eq!(text_at(&record, 0, true, 1200, true), "青禾");
    }
}
