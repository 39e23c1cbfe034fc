//! The figures people follow, and what they are made of.

use gongkai_law::Lang;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::Gap;
use crate::cell::{CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::model::Report;
use crate::write::edition_of;
use crate::write::words::bundle;

/// A figure of an annual report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// 本年新收政府信息公开申请.
    RequestsReceived,
    /// 上年结转.
    CarriedIn,
    /// 本年度办理结果总计.
    RequestsHandled,
    /// 予以公开.
    Granted,
    /// 部分公开.
    GrantedInPart,
    /// 予以公开和部分公开 of all that was handled, in percent.
    GrantedShare,
    /// 结转下年度继续办理.
    CarriedOut,
    /// 行政复议总计.
    Reconsiderations,
    /// 行政复议结果纠正.
    ReconsiderationsCorrected,
    /// 行政诉讼总计, direct and after reconsideration.
    Lawsuits,
    /// 行政诉讼结果纠正.
    LawsuitsCorrected,
    /// 行政规范性文件: 本年新制作数量 (2019), 本年制发件数 (2021).
    NormativeDocuments,
    /// 行政规范性文件现行有效件数, asked for since 2021.
    NormativeDocumentsInForce,
    /// 行政许可处理决定数量.
    Permits,
    /// 行政处罚处理决定数量.
    Penalties,
    /// 行政强制处理决定数量.
    Coercions,
    /// 行政事业性收费 本年收费金额, asked for since 2021.
    FeesCharged,
}

/// What a figure counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 件.
    Count,
    /// Percent.
    Percent,
    /// 元.
    Yuan,
}

/// The cells a figure is the sum of.
type Cells = &'static [&'static str];

impl Figure {
    /// All figures in the form's order, requests first.
    pub const ALL: [Self; 17] = [
        Self::RequestsReceived,
        Self::CarriedIn,
        Self::RequestsHandled,
        Self::Granted,
        Self::GrantedInPart,
        Self::GrantedShare,
        Self::CarriedOut,
        Self::Reconsiderations,
        Self::ReconsiderationsCorrected,
        Self::Lawsuits,
        Self::LawsuitsCorrected,
        Self::NormativeDocuments,
        Self::NormativeDocumentsInForce,
        Self::Permits,
        Self::Penalties,
        Self::Coercions,
        Self::FeesCharged,
    ];

    /// The word used in data, addresses and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::RequestsReceived => "requests_received",
            Self::CarriedIn => "carried_in",
            Self::RequestsHandled => "requests_handled",
            Self::Granted => "granted",
            Self::GrantedInPart => "granted_in_part",
            Self::GrantedShare => "granted_share",
            Self::CarriedOut => "carried_out",
            Self::Reconsiderations => "reconsiderations",
            Self::ReconsiderationsCorrected => "reconsiderations_corrected",
            Self::Lawsuits => "lawsuits",
            Self::LawsuitsCorrected => "lawsuits_corrected",
            Self::NormativeDocuments => "normative_documents",
            Self::NormativeDocumentsInForce => "normative_documents_in_force",
            Self::Permits => "permits",
            Self::Penalties => "penalties",
            Self::Coercions => "coercions",
            Self::FeesCharged => "fees_charged",
        }
    }

    /// The figure with this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.id() == id)
    }

    /// The figure in words.
    pub fn text(self, lang: Lang) -> String {
        bundle(lang).text(&format!("figure-{}", self.id().replace('_', "-")), &[])
    }

    /// What it counts in.
    pub fn unit(self) -> Unit {
        match self {
            Self::GrantedShare => Unit::Percent,
            Self::FeesCharged => Unit::Yuan,
            Self::RequestsReceived
            | Self::CarriedIn
            | Self::RequestsHandled
            | Self::Granted
            | Self::GrantedInPart
            | Self::CarriedOut
            | Self::Reconsiderations
            | Self::ReconsiderationsCorrected
            | Self::Lawsuits
            | Self::LawsuitsCorrected
            | Self::NormativeDocuments
            | Self::NormativeDocumentsInForce
            | Self::Permits
            | Self::Penalties
            | Self::Coercions => Unit::Count,
        }
    }

    /// The figure in a report.
    ///
    /// # Errors
    /// The [`Gap`] when it is no number there.
    pub fn value(self, report: &Report) -> Result<Decimal, Gap> {
        let sum = sum_of(report, self.cells(self.edition_in(report)))?;
        if self != Self::GrantedShare {
            return Ok(sum);
        }
        let all = sum_of(report, &["t3.total.total"])?;
        let share = sum.checked_mul(Decimal::ONE_HUNDRED).and_then(|sum| sum.checked_div(all)).ok_or(Gap::OfNothing)?;
        Ok(share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The edition of the table it stands in.
    pub(super) fn edition_in(self, report: &Report) -> EditionId {
        let table = self.cells(EditionId::E2021).first().and_then(|cell| CellAddress::parse(cell));
        edition_of(report, table.map_or(TableId::T3, CellAddress::table))
    }

    /// Whether two editions define it alike.
    pub(super) fn is_same_in(self, one: EditionId, other: EditionId) -> bool {
        one == other || self.cells(one) == self.cells(other)
    }

    /// Empty where the edition does not ask for it.
    fn cells(self, edition: EditionId) -> Cells {
        match (self, edition) {
            (Self::RequestsReceived, _) => &["t3.new_received.total"],
            (Self::CarriedIn, _) => &["t3.carried_in.total"],
            (Self::RequestsHandled, _) => &["t3.total.total"],
            (Self::Granted, _) => &["t3.granted.total"],
            (Self::GrantedInPart, _) => &["t3.granted_in_part.total"],
            (Self::GrantedShare, _) => &["t3.granted.total", "t3.granted_in_part.total"],
            (Self::CarriedOut, _) => &["t3.carried_out.total"],
            (Self::Reconsiderations, _) => &["t4.recon.total"],
            (Self::ReconsiderationsCorrected, _) => &["t4.recon.corrected"],
            (Self::Lawsuits, _) => &["t4.lit_direct.total", "t4.lit_after_recon.total"],
            (Self::LawsuitsCorrected, _) => &["t4.lit_direct.corrected", "t4.lit_after_recon.corrected"],
            (Self::NormativeDocuments, EditionId::E2019) => &["t2.normative_doc.made"],
            (Self::NormativeDocuments, EditionId::E2021) => &["t2.normative_doc.issued"],
            (Self::NormativeDocumentsInForce, EditionId::E2021) => &["t2.normative_doc.in_force"],
            (Self::Permits, _) => &["t2.permit.decisions"],
            (Self::Penalties, _) => &["t2.penalty.decisions"],
            (Self::Coercions, _) => &["t2.coercion.decisions"],
            (Self::FeesCharged, EditionId::E2021) => &["t2.admin_fee.fee_amount"],
            (Self::NormativeDocumentsInForce | Self::FeesCharged, EditionId::E2019) => &[],
        }
    }
}

fn sum_of(report: &Report, cells: Cells) -> Result<Decimal, Gap> {
    if cells.is_empty() {
        return Err(Gap::NotAsked);
    }
    cells.iter().try_fold(Decimal::ZERO, |sum, address| {
        let cell = CellAddress::parse(address).and_then(|address| report.cells.get(address));
        let Some(cell) = cell else { return Err(Gap::NotFound) };
        match (cell.state, cell.value) {
            (CellState::Value, Some(value)) => {
                let money = address.ends_with(".fee_amount");
                if money && cell.unit.is_none() && !value.is_zero() {
                    return Err(Gap::WithoutUnit);
                }
                sum.checked_add(value).ok_or(Gap::Words)
            }
            (CellState::Blank, _) => Err(Gap::Blank),
            (CellState::Slash, _) => Err(Gap::Slash),
            (CellState::Text | CellState::Value, _) => Err(Gap::Words),
            (CellState::Missing, _) => Err(Gap::NotFound),
        }
    })
}
