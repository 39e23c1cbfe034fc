//! A report as it was read.

use std::collections::BTreeMap;

use gongkai_documents::Place;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::cell::{Cells, TableReading};
use crate::edition::TableId;

/// A finding about a report: its place is one in the report's document.
pub type Finding = gongkai_law::Finding<Place>;

/// A piece of text with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Located {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub at: Place,
}

/// One annual report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The title line, if there is one.
    pub title: Option<Located>,
    /// The body that reports, as the report names it (青禾街道, 示例区财政局).
    pub body: Option<String>,
    /// The year reported about.
    pub year: Option<i16>,
    /// The statistics period, where it is stated and readable.
    pub period: Option<Period>,
    /// The date of publication, where the document carries one (发布日期:…).
    pub published: Option<Date>,
    /// Where the document says so; `None` when only its metadata do.
    pub published_at: Option<Place>,
    /// The three tables.
    pub tables: BTreeMap<TableId, TableReading>,
    /// Every cell of each table's edition.
    pub cells: Cells,
    /// The prose between the title and the first section (导语), in order; dates, sources and the like are left out.
    pub opening: Vec<Located>,
    /// The six sections in order, those that were found; `no` tells which.
    pub sections: Vec<Section>,
    /// Counts and statements found in prose.
    pub facts: Vec<Fact>,
    /// Problems named in section five, one entry each.
    pub problems: Vec<String>,
    /// Improvements named in section five, one entry each.
    pub improvements: Vec<String>,
    /// What is wrong with it. Reading puts in what reading finds; [`crate::check`] adds the rest.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether anything of the form was found: a table, or the heading of a section.
    pub fn has_form(&self) -> bool {
        self.tables.values().any(|reading| reading.found)
            || self.sections.iter().any(|section| !section.title.is_empty())
    }
}

/// The statistics period, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// One of the six statutory sections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Which: 1 to 6 by the form, whatever number the report gives it.
    pub number: u8,
    /// The heading's title as it stands, without its number (总体情况).
    pub title: String,
    /// Where the heading stands.
    pub at: Place,
    /// The prose lines of the section in order, table rows left out, empty lines left out.
    pub lines: Vec<Located>,
}

impl Section {
    /// The prose joined with line ends.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// How exactly a figure in prose is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exactness {
    /// 73篇: the number itself.
    Exact,
    /// 200余条, 百余, 超过, 突破, 多: at least.
    AtLeast,
    /// 近200条, 不足: at most.
    AtMost,
    /// 约200条, 左右.
    About,
    /// 未收到, 无: zero said in words.
    ImplicitZero,
}

/// A count, amount, stock or statement found in the prose of a report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// What it is about: a stable id such as `requests_received`, `reconsideration_cases`, `website_items`.
    pub subject: &'static str,
    /// The number, with 万 and 亿 resolved (25万 → 250000); `None` for facts that are not counts.
    pub value: Option<Decimal>,
    /// The unit as written (条, 件, 人次, 名, 元), if there is one.
    pub unit: Option<String>,
    /// The channel the count is about, such as `website`, `wechat`, `upper_level_website`, if it is named.
    pub channel: Option<&'static str>,
    /// How exactly it is given.
    pub exactness: Exactness,
    /// The number as written (25万, 百余).
    pub raw: Option<String>,
    /// For facts that are lists (channels used): the entries.
    pub items: Vec<String>,
    /// The words around it, exactly as they stand in the source.
    pub quote: String,
    /// Where the quote stands.
    pub at: Place,
    /// Number of the section it stands in, 1 to 6.
    pub section: u8,
}
