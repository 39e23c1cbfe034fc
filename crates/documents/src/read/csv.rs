//! Reads comma-separated values: runs of records with several fields become tables, the others paragraphs. Where a
//! computer's list separator is the semicolon, spreadsheet programs write that instead of the comma; as “Unicode text” they
//! write tabs, as many on every line.

use super::text::{bounded, encoding};
use super::{Limits, ReadError};
use crate::model::{Block, Cell, Document, Format, Notice, NoticeKind, Paragraph, Place, Table};

/// Lines looked at when telling whether a text is comma-separated.
const LOOKED_AT: usize = 400;
/// So many lines with as many tabs each, at least so many, are a sheet saved as text.
const EVEN_LINES: usize = 10;
const EVEN_TABS: usize = 3;
/// A field longer than this, in characters, is prose.
const LONGEST_FIELD: usize = 60;
/// A record's only text, longer than this or numbered like a section, stands outside tables.
const LONGEST_BAND: usize = 30;

/// Reads values separated by commas (RFC 4180), semicolons or tabs. Every cell and paragraph has the place of its line.
///
/// # Errors
/// [`ReadError::Empty`] when there is nothing but white space.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut document = Document::new(Format::Csv);
    document.notices = decoded.notices;
    let (text, cut) = bounded(&decoded.text, limits);
    let mut gatherer = Gatherer { blocks: Vec::new(), rows: Vec::new(), cells: 0 };
    let mut limit = cut.then_some("characters");
    let separator = separator(text).unwrap_or(',');
    for (line, record) in Records::new(text) {
        match parse(&record, separator) {
            Some(fields) => gatherer.record(&fields, line, limits),
            None => gatherer.close(),
        }
        if gatherer.cells > limits.cells {
            limit = Some("cells");
            break;
        }
    }
    gatherer.close();
    document.blocks = gatherer.blocks;
    if let Some(limit) = limit {
        document.notices.push(Notice { kind: NoticeKind::LimitReached, place: None, detail: limit.to_owned() });
    }
    Ok(document)
}

/// The fields of a record; `None` for an empty line, which parts tables.
fn parse(record: &str, separator: char) -> Option<csv::StringRecord> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(u8::try_from(separator).unwrap_or(b','));
    let mut reader = builder.from_reader(record.as_bytes());
    reader.records().next().and_then(Result::ok)
}

/// A text's records with the line each begins on: lines, joined while a quotation mark is open.
struct Records<'a> {
    lines: super::text::Lines<'a>,
    line: u32,
}

impl<'a> Records<'a> {
    fn new(text: &'a str) -> Self {
        Self { lines: super::text::Lines::new(text), line: 0 }
    }
}

impl Iterator for Records<'_> {
    type Item = (u32, String);

    fn next(&mut self) -> Option<(u32, String)> {
        let mut record = self.lines.next()?.to_owned();
        self.line = self.line.saturating_add(1);
        let start = self.line;
        let mut open = record.matches('"').count() % 2 == 1;
        while open {
            let Some(line) = self.lines.next() else { break };
            self.line = self.line.saturating_add(1);
            record.push('\n');
            record.push_str(line);
            open ^= line.matches('"').count() % 2 == 1;
        }
        Some((start, record))
    }
}

struct Row {
    line: u32,
    fields: Vec<String>,
}

struct Gatherer {
    blocks: Vec<Block>,
    rows: Vec<Row>,
    cells: u32,
}

impl Gatherer {
    fn record(&mut self, record: &csv::StringRecord, line: u32, limits: &Limits) {
        let most = usize::try_from(limits.span).unwrap_or(usize::MAX);
        let fields: Vec<String> = record.iter().take(most).map(unguarded).collect();
        let text = fields.iter().filter(|field| !field.is_empty()).count();
        let first = fields.first().map(String::as_str).unwrap_or_default();
        if fields.len() < 2 || (text == 1 && !first.is_empty() && stands_alone(first) && !self.is_label(first)) {
            self.close();
            let place = Place::Line { line };
            self.blocks.push(Block::Paragraph(Paragraph { text: first.to_owned(), place }));
            return;
        }
        self.cells = self.cells.saturating_add(u32::try_from(fields.len()).unwrap_or(u32::MAX));
        self.rows.push(Row { line, fields });
    }

    /// Whether a numbered text alone in its record is the label of a row whose figures are blank: inside a table, numbered
    /// as rows of the form are and as none before it, and named unlike a section.
    fn is_label(&self, text: &str) -> bool {
        const SECTIONS: [&str; 7] = ["情况", "事项", "问题", "措施", "概述", "概况", "工作"];
        let numeral = text.chars().next().filter(|numeral| "一二三四".contains(*numeral));
        let is_numbered = |field: &String| numeral.is_some_and(|numeral| field.starts_with(&format!("{numeral}、")));
        let first = |row: &Row| row.fields.first().is_some_and(is_numbered);
        is_numbered(&text.to_owned())
            && text.chars().count() <= LONGEST_BAND
            && !self.rows.is_empty()
            && !self.rows.iter().any(first)
            && !SECTIONS.iter().any(|word| text.ends_with(word))
    }

    fn close(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let Some(first) = rows.first() else { return };
        let place = Place::Line { line: first.line };
        let columns = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
        let cells = (0..).zip(&rows).flat_map(|(number, row)| {
            (0..).zip(&row.fields).map(move |(column, text)| Cell {
                row: number,
                column,
                row_span: 1,
                column_span: 1,
                text: text.clone(),
                header: false,
                place: Place::Line { line: row.line },
            })
        });
        let table = Table {
            rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            columns: u32::try_from(columns).unwrap_or(u32::MAX),
            header_rows: 0,
            widths: Vec::new(),
            cells: cells.collect(),
            place,
        };
        self.blocks.push(Block::Table(table));
    }
}

/// A band such as 第二十条第（一）项 belongs to its table; prose and section headings do not.
fn stands_alone(text: &str) -> bool {
    let numbered = text.chars().nth(1) == Some('、') && text.starts_with(|c: char| "一二三四五六七八九十".contains(c));
    text.chars().count() > LONGEST_BAND || numbered || text.contains("年度报告")
}

/// The field without the apostrophe that keeps spreadsheet programs from taking it for a formula.
fn unguarded(field: &str) -> String {
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']) => rest.to_owned(),
        _ => field.to_owned(),
    }
}

/// Whether a text is comma-separated values: a good part of its lines are several short fields, and these lines stand
/// together. Prose with half-width commas is not.
pub(crate) fn is_csv(text: &str) -> bool {
    separator(text).is_some()
}

/// What parts the fields of a text; `None` when it is no table.
fn separator(text: &str) -> Option<char> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let records = |separator: char| lines.iter().filter(|line| is_record(line, separator)).count();
    // A sheet saved as text: each line has a field for each of its columns.
    let tabs = |line: &str| line.matches('\t').count();
    let first = lines.first().map_or(0, |line| tabs(line));
    if lines.len() >= EVEN_LINES && first >= EVEN_TABS && lines.iter().all(|line| tabs(line) == first) {
        return Some('\t');
    }
    [',', ';'].into_iter().find(|separator| {
        let records = records(*separator);
        records >= 3 && records * 3 >= lines.len()
    })
}

fn is_record(line: &str, separator: char) -> bool {
    // The commas of a line with tabs are inside its fields, such as 1,234.
    if line.contains('\t') {
        return false;
    }
    // "规章","0","": every field may stand in quotation marks.
    let fields: Vec<&str> = line.split(separator).map(|field| field.trim_matches('"')).collect();
    fields.len() >= 3
        && fields.iter().all(|field| field.chars().count() <= LONGEST_FIELD && !field.contains(['。', '；']))
        && fields
            .iter()
            .any(|field| field.is_empty() || field.chars().all(|c| c.is_ascii_digit() || "./-+".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<Block> {
        read(text.as_bytes(), &Limits::default()).unwrap().blocks
    }

    #[test]
    fn tables_and_paragraphs_are_told_apart() {
        let blocks =
            blocks("\u{feff}示例区报告\r\n\r\n第二十条第（一）项,,,\r\n规章,0,,\"1,234\"\r\n\r\n二、其他,,,\r\n");
        let [Block::Paragraph(title), Block::Table(table), Block::Paragraph(section)] = blocks.as_slice() else {
            panic!("{blocks:?}")
        };
        assert_eq!((title.text.as_str(), section.text.as_str()), ("示例区报告", "二、其他"));
        assert_eq!((table.rows, table.columns), (2, 4));
        let texts: Vec<&str> = table.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["第二十条第（一）项", "", "", "", "规章", "0", "", "1,234"]);
    }

    #[test]
    fn a_row_whose_figures_are_blank_stays_in_its_table() {
        let text = "项目,自然人,总计\r\n一、本年新收,,\r\n二、上年结转,1,2\r\n四、结转下年,,\r\n\
                    四、复议诉讼,,\r\n三、收到和处理申请情况,,\r\n项目,自然人,总计\r\n";
        let texts = |blocks: Vec<Block>| -> Vec<String> {
            let text = |block| match block {
                Block::Paragraph(paragraph) => paragraph.text,
                Block::Table(table) => table.rows.to_string(),
                Block::Heading(_) => unreachable!(),
            };
            blocks.into_iter().map(text).collect()
        };
        assert_eq!(texts(blocks(text)), ["4", "四、复议诉讼", "三、收到和处理申请情况", "1"]);
    }

    #[test]
    fn semicolons_part_fields_where_commas_do_not() {
        let text = "示例区年度报告;;;\n规章;0;;\"1;2\"\n行政规范性文件;1;0;1,234\n行政许可;3;;\n";
        assert!(is_csv(text));
        let [Block::Paragraph(_), Block::Table(table)] = &*blocks(text) else { panic!("{text}") };
        let texts: Vec<&str> = table.cells.iter().map(|cell| cell.text.as_str()).collect();
        let rows = [["规章", "0", "", "1;2"], ["行政规范性文件", "1", "0", "1,234"], ["行政许可", "3", "", ""]];
        assert_eq!(texts, rows.concat());
        assert!(!is_csv("一项完成;二项推进;三项提高\n四项;五项;六项\n一;二;三\n"));
    }

    #[test]
    fn as_many_tabs_on_every_line_are_a_sheet() {
        let sheet = format!("示例区年度报告\t\t\t\n{}", "规章\t0\t\t1,234\n".repeat(EVEN_LINES));
        assert!(is_csv(&sheet));
        let [Block::Paragraph(_), Block::Table(table)] = &*blocks(&sheet) else { panic!("{sheet}") };
        let texts: Vec<&str> = table.cells.iter().take(4).map(|cell| cell.text.as_str()).collect();
        assert_eq!((table.columns, texts), (4, vec!["规章", "0", "", "1,234"]));
        assert!(!is_csv(&sheet.replace("示例区年度报告\t\t\t", "示例区年度报告")));
    }

    #[test]
    fn formula_guards_are_taken_off() {
        assert_eq!(unguarded("'=1+1"), "=1+1");
        assert_eq!(unguarded("'一项"), "'一项");
    }

    #[test]
    fn fields_may_all_stand_in_quotation_marks() {
        let text = "示例区年度报告\n\n\"规章\",\"0\",\"\"\n\"行政许可\",\"3\",\"\"\n\"行政处罚\",\"1,234\",\"\"\n\"行政强制\",\"\",\"5\"\n";
        assert!(is_csv(text));
        let [Block::Paragraph(_), Block::Table(table)] = &*blocks(text) else { panic!("{text}") };
        let texts: Vec<&str> = table.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["规章", "0", "", "行政许可", "3", "", "行政处罚", "1,234", "", "行政强制", "", "5"]);
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        assert!(!is_csv("2020年,我街道公开信息3条,效果好,反响好\n一是加强,二是改进,三是提高\n四是,五是,六是推进\n"));
        assert!(is_csv("a,1,2\nb,3,4\nc,5,6\n"));
        assert!(!is_csv("一项\t1,000\t15,000\t2\n二项\t1,234\t5,678\t9\n三项\t1,000\t2,000\t3,000\n"));
    }
}
