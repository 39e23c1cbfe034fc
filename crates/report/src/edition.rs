//! The editions of the national form, as data: labels, spans, cells, identities.
//!
//! Basis: 国办公开办函〔2019〕60号 (reports about 2019 and 2020), 国办公开办函〔2021〕30号 (2021 and later). A new edition
//! is one more file in `editions/`.

use gongkai_law::{Basis, Instrument};
use serde::{Deserialize, Serialize};

use crate::cell::CellAddress;

mod form;
mod identity;
mod index;

pub use form::{
    Column, Column4, Group, GroupRow, HeaderCell, LabelSpan, Prescription, Row, SectionForm, Table2, Table3, Table4,
    Years,
};
use identity::IdentityData;
pub use identity::{Comparison, Identity, IdentityKind, Operand, Scope};
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

    /// The newest edition that has a cell; the newest of all when none has.
    pub fn newest_with(address: CellAddress) -> Self {
        let has = |edition: &Self| edition.edition().labels(address).is_some();
        Self::ALL.into_iter().rev().find(has).unwrap_or(Self::E2021)
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

    /// The same where no table stands around it: a numbered row of table 3 after the group it belongs to, since 3.其他 is a row
    /// of more than one.
    pub fn labels_alone(&self, address: CellAddress) -> Option<(String, String)> {
        let (row, column) = self.labels(address)?;
        let of = |id: &str| self.t3.rows.iter().find(|row| row.id == id);
        let parent = of(address.row()).filter(|_| address.table() == TableId::T3);
        // The rows of （一） to （七） stand below one heading, and are told apart without it.
        let group = parent.and_then(|row| of(row.parent.as_deref()?)).filter(|group| group.parent.is_some());
        Some((group.map_or(row.clone(), |group| format!("{} › {row}", group.label)), column))
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
