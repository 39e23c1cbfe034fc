//! The editions of the national form, as data: labels, spans, cells, identities.
//!
//! Basis: 国办公开办函〔2019〕60号 (reports about 2019 and 2020), 国办公开办函〔2021〕30号 (2021 and later). A new edition
//! is one more file in `editions/`.

use std::collections::HashMap;

use gongkai_law::{Basis, Instrument, Severity};
use serde::{Deserialize, Serialize};

use crate::cell::CellAddress;

mod index;

pub(crate) use index::address;
use index::{EDITIONS, INDEX};

/// The editions there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EditionId {
    /// The trial form of 2019.
    #[serde(rename = "2019")]
    E2019,
    /// The form of 2021.
    #[serde(rename = "2021")]
    E2021,
}

impl EditionId {
    /// All editions, oldest first.
    pub const ALL: [Self; 2] = [Self::E2019, Self::E2021];

    /// The edition as it is called in data: the year it came into use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::E2019 => "2019",
            Self::E2021 => "2021",
        }
    }

    /// The edition written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.as_str() == text)
    }

    /// The edition prescribed for reports about a year; the oldest for years before it.
    pub fn for_year(year: i16) -> Self {
        if year >= 2021 { Self::E2021 } else { Self::E2019 }
    }

    /// The instrument that prescribes it.
    pub fn instrument(self) -> Instrument {
        match self {
            Self::E2019 => Instrument::Form2019,
            Self::E2021 => Instrument::Form2021,
        }
    }

    /// The basis of something in one of its tables.
    pub fn basis(self, table: TableId) -> Basis {
        Basis::new(self.instrument(), table.title())
    }

    /// The edition's data.
    pub fn edition(self) -> &'static Edition {
        let [e2019, e2021] = &*EDITIONS;
        match self {
            Self::E2019 => e2019,
            Self::E2021 => e2021,
        }
    }
}

impl std::fmt::Display for EditionId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The tables of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableId {
    /// Section 二: proactive disclosure.
    T2,
    /// Section 三: requests.
    T3,
    /// Section 四: reconsiderations and lawsuits.
    T4,
}

impl TableId {
    /// All tables in the form's order.
    pub const ALL: [Self; 3] = [Self::T2, Self::T3, Self::T4];

    /// The id used in cell addresses and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::T2 => "t2",
            Self::T3 => "t3",
            Self::T4 => "t4",
        }
    }

    /// The number of the section it stands in.
    pub fn section(self) -> u8 {
        match self {
            Self::T2 => 2,
            Self::T3 => 3,
            Self::T4 => 4,
        }
    }

    /// The section's title by the form.
    pub fn title(self) -> &'static str {
        match self {
            Self::T2 => "二、主动公开政府信息情况",
            Self::T3 => "三、收到和处理政府信息公开申请情况",
            Self::T4 => "四、政府信息公开行政复议、行政诉讼情况",
        }
    }
}

impl std::fmt::Display for TableId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// 0, 1, 2, …
    NonNegativeInteger,
    /// Also negative: 本年增/减.
    SignedInteger,
    /// Money.
    Decimal,
}

/// One edition of the form.
#[derive(Debug, Deserialize)]
pub struct Edition {
    /// Which.
    pub id: EditionId,
    /// The document that prescribes it.
    pub document: Prescription,
    /// The report years it is prescribed for.
    pub years: Years,
    /// The six sections.
    pub sections: Vec<SectionForm>,
    /// The usual sub-headings of section one; empty where the edition names none.
    pub overview_subsections: Vec<String>,
    /// Table 2.
    pub t2: Table2,
    /// Table 3.
    pub t3: Table3,
    /// Table 4.
    pub t4: Table4,
    identities: Vec<IdentityData>,
}

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

/// What an identity compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// 一 + 二 = 三（七） + 四.
    ColumnBalance,
    /// 三（七） = sum of the outcome rows.
    ColumnSum,
    /// 总计 = sum of the applicant columns.
    RowSum,
    /// Table 4: 总计 = sum of the four results.
    BlockSum,
    /// Between this year's and last year's report.
    CrossYear,
    /// Plausible order of size.
    Inequality,
}

/// Which reports an identity needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One report.
    SameYear,
    /// This year's and last year's, of any editions.
    CrossYear,
    /// This year's and last year's, both of this edition.
    CrossYearSameEdition,
}

/// How the two sides compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Left equals right.
    Eq,
    /// Left is at least right.
    Ge,
    /// Left is at most right.
    Le,
}

#[derive(Debug, Deserialize)]
struct IdentityData {
    id: String,
    kind: IdentityKind,
    severity: Severity,
    scope: Scope,
    op: Comparison,
    lhs: Vec<String>,
    rhs: Vec<String>,
}

/// One term of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operand {
    /// The cell.
    pub address: CellAddress,
    /// Whether it is the cell of the year before.
    pub prior: bool,
}

/// An identity 勾稽关系 between cells.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Stable id, such as `t3.balance.total`.
    pub id: &'static str,
    /// What it compares.
    pub kind: IdentityKind,
    /// How grave its violation is.
    pub severity: Severity,
    /// Which reports it needs.
    pub scope: Scope,
    /// How the sides compare.
    pub comparison: Comparison,
    /// Terms added up on the left.
    pub left: Vec<Operand>,
    /// Terms added up on the right.
    pub right: Vec<Operand>,
}

/// One cell of an edition.
#[derive(Debug, Clone, Copy)]
pub struct CellForm {
    /// Address.
    pub address: CellAddress,
    /// What it may hold.
    pub value_type: ValueType,
    /// The unit of its figures by the form.
    pub unit: Option<&'static str>,
}

/// The outcomes the 2021 form splits and the 2019 form counts in one row `other`.
///
/// Basis: 国办公开办函〔2021〕30号, table 3 （六）其他处理.
pub const OTHER_ROWS_2021: [&str; 3] = ["other_overdue_correction", "other_overdue_fee", "other_other"];

impl Edition {
    /// Every cell in the form's order.
    pub fn cells(&self) -> &'static [CellForm] {
        let [e2019, e2021] = &INDEX.cells;
        match self.id {
            EditionId::E2019 => e2019,
            EditionId::E2021 => e2021,
        }
    }

    /// The cells of one table in the form's order.
    pub fn cells_of(&self, table: TableId) -> impl Iterator<Item = &'static CellForm> {
        self.cells().iter().filter(move |cell| cell.address.table() == table)
    }

    /// The identities 勾稽关系.
    pub fn identities(&self) -> &'static [Identity] {
        let [e2019, e2021] = &INDEX.identities;
        match self.id {
            EditionId::E2019 => e2019,
            EditionId::E2021 => e2021,
        }
    }

    /// The rows of table 3 that hold figures.
    pub fn leaf_rows(&self) -> impl Iterator<Item = &Row> {
        self.t3.rows.iter().filter(|row| row.leaf)
    }

    /// What stands before a cell's figure in words: row label and column label as printed.
    pub fn labels(&self, address: CellAddress) -> Option<(String, String)> {
        let (row, column) = (address.row(), address.column());
        match address.table() {
            TableId::T2 => self.t2.groups.iter().find_map(|group| {
                let row = group.rows.iter().find(|candidate| candidate.id == row)?;
                let column = group.columns.iter().find(|candidate| candidate.id == column)?;
                Some((row.label.clone(), column.label.clone()))
            }),
            TableId::T3 => {
                let row = self.t3.rows.iter().find(|candidate| candidate.id == row)?;
                let column = self.t3.columns.iter().find(|candidate| candidate.id == column)?;
                Some((row.label.clone(), column.label.clone()))
            }
            TableId::T4 => {
                let id = format!("{row}.{column}");
                let column = self.t4.columns.iter().find(|candidate| candidate.id == id)?;
                Some((column.block_label.clone(), column.label.clone()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_have_the_cells_and_identities_of_the_form() {
        let count = |edition: EditionId, table| edition.edition().cells_of(table).count();
        assert_eq!(TableId::ALL.map(|table| count(EditionId::E2019, table)), [22, 161, 15]);
        assert_eq!(TableId::ALL.map(|table| count(EditionId::E2021, table)), [10, 175, 15]);
        assert_eq!(EditionId::E2019.edition().identities().len(), 58);
        assert_eq!(EditionId::E2021.edition().identities().len(), 53);
    }

    #[test]
    fn every_identity_is_bound_whole() {
        for id in EditionId::ALL {
            let edition = id.edition();
            for (data, identity) in edition.identities.iter().zip(edition.identities()) {
                assert_eq!(data.lhs.len(), identity.left.len(), "{}", data.id);
                assert_eq!(data.rhs.len(), identity.right.len(), "{}", data.id);
            }
        }
    }

    #[test]
    fn outcomes_and_applicants_of_the_law_are_the_rows_and_columns() {
        let edition = EditionId::E2021.edition();
        for outcome in gongkai_law::Outcome::ALL {
            for applicant in gongkai_law::ApplicantKind::ALL {
                let address = format!("t3.{}.{}", outcome.id(), applicant.id());
                assert!(edition.cells().iter().any(|cell| cell.address.as_str() == address), "{address}");
            }
        }
        for route in gongkai_law::DisputeRoute::ALL {
            for result in gongkai_law::DisputeResult::ALL {
                assert!(CellAddress::parse(&format!("t4.{}.{}", route.id(), result.id())).is_some());
            }
        }
    }

    #[test]
    fn addresses_sort_in_the_order_of_each_form() {
        for id in EditionId::ALL {
            let cells: Vec<_> = id.edition().cells().iter().map(|cell| cell.address).collect();
            let mut sorted = cells.clone();
            sorted.sort();
            assert_eq!(cells, sorted);
        }
    }
}
