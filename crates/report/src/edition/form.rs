//! The form as an edition's file tells it: sections, tables, labels, columns.

use std::collections::HashMap;

use serde::Deserialize;

use super::{TableId, ValueType};

/// The prescribing document.
#[derive(Debug, Deserialize)]
pub struct Prescription {
    /// Document number.
    pub no: String,
    /// Title.
    pub title: String,
}

/// A span of report years.
#[derive(Debug, Deserialize)]
pub struct Years {
    /// First year.
    pub from: i16,
    /// Last year; open when `None`.
    pub to: Option<i16>,
}

/// A section of the form.
#[derive(Debug, Deserialize)]
pub struct SectionForm {
    /// 1 to 6.
    pub number: u8,
    /// 一 to 六.
    pub numeral: String,
    /// Title without the numeral.
    pub title: String,
    /// The table in it, if any.
    pub table: Option<TableId>,
}

/// A value column.
#[derive(Debug, Deserialize)]
pub struct Column {
    /// Last part of the cell address.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// What its cells hold.
    pub value_type: ValueType,
    /// Unit of the figures, if the form says.
    pub unit: Option<String>,
    /// Decimals money may have.
    pub max_scale: Option<u32>,
    /// Other wordings met that mean the same.
    #[serde(default)]
    pub label_variants: Vec<String>,
}

/// Table 2: bands by item of Article 20.
#[derive(Debug, Deserialize)]
pub struct Table2 {
    /// The bands in order.
    pub groups: Vec<Group>,
}

/// One band of table 2.
#[derive(Debug, Deserialize)]
pub struct Group {
    /// Id such as `art20_1`.
    pub id: String,
    /// 第二十条第（一）项.
    pub label: String,
    /// `20(1)`.
    pub article: String,
    /// First header cell, 信息内容.
    pub header: String,
    /// Value columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<GroupRow>,
}

/// A row of table 2.
#[derive(Debug, Deserialize)]
pub struct GroupRow {
    /// Middle part of the cell address.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// Other wordings met.
    #[serde(default)]
    pub label_variants: Vec<String>,
}

/// Table 3: outcomes by applicant kind.
#[derive(Debug, Deserialize)]
pub struct Table3 {
    /// The note in the corner cell.
    pub corner: String,
    /// Three header rows.
    pub header: Vec<Vec<HeaderCell>>,
    /// The seven value columns.
    pub columns: Vec<Column>,
    /// All rows, leaf rows and the bands above them, in printed order.
    pub rows: Vec<Row>,
    /// Spans of label cells by row id.
    pub label_spans: HashMap<String, LabelSpan>,
}

/// A header cell with its spans.
#[derive(Debug, Deserialize)]
pub struct HeaderCell {
    /// Text.
    pub text: String,
    /// Rows covered.
    pub rowspan: u32,
    /// Columns covered.
    pub colspan: u32,
}

/// A row or band of table 3.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// Middle part of the cell address.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// The band it stands in.
    pub parent: Option<String>,
    /// Whether it has figures.
    pub leaf: bool,
    /// Other wordings met.
    #[serde(default)]
    pub label_variants: Vec<String>,
}

/// How far a label cell reaches.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct LabelSpan {
    /// Rows covered.
    #[serde(default = "one")]
    pub rowspan: u32,
    /// Columns covered.
    #[serde(default = "one")]
    pub colspan: u32,
}

fn one() -> u32 {
    1
}

/// Table 4: one row of fifteen figures.
#[derive(Debug, Deserialize)]
pub struct Table4 {
    /// Three header rows.
    pub header: Vec<Vec<HeaderCell>>,
    /// The columns.
    pub columns: Vec<Column4>,
}

/// A column of table 4.
#[derive(Debug, Deserialize)]
pub struct Column4 {
    /// Address parts, `recon.upheld`.
    pub id: String,
    /// Printed label, 结果维持.
    pub label: String,
    /// `recon`, `lit_direct` or `lit_after_recon`.
    pub block: String,
    /// 行政复议, 未经复议直接起诉 or 复议后起诉.
    pub block_label: String,
    /// 行政复议 or 行政诉讼.
    pub group_label: String,
}
