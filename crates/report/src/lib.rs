//! The statutory annual report 政府信息公开工作年度报告 (Regulation Arts. 49, 50).
//!
//! What it is: the two editions of the national form as data ([`edition`]), the reader that finds every cell and
//! section in any document ([`mod@read`]), facts in prose ([`facts`]), the checks ([`mod@check`]), comparison of two reports
//! ([`compare`]), totals of many ([`total`]) and the official form written out ([`mod@write`]).
//! For an office that collects reports: whose a file is ([`matching`]), readings and findings kept ([`stored`]), where
//! a cell stands in its source ([`source`]), reports drawn up in the form ([`draft`]), letters ([`letter`]), the roll
//! ([`roll`]), figures over years and between bodies ([`trend`]).
//!
//! What it is not: it opens no files, knows no bytes (that is `gongkai-documents`), no clock and no network. Nothing
//! it is given can make it fail: what cannot be placed becomes a cell `missing` or `text` with a finding.
//!
//! Start reading at [`model`], then [`mod@read`].

pub mod cell;
pub mod check;
pub mod compare;
pub mod draft;
pub mod edition;
pub mod facts;
pub mod json;
pub mod letter;
pub mod matching;
pub mod model;
pub mod read;
pub mod roll;
pub mod source;
pub mod stored;
pub mod total;
pub mod trend;
pub mod unreadable;
pub mod write;

pub use cell::{Cell, CellAddress, CellState, Cells, TableReading};
pub use edition::{Edition, EditionId, TableId};
pub use model::{Exactness, Fact, Finding, Located, Period, Report, Section};
pub use read::read;
