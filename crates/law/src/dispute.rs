//! Reconsiderations and lawsuits: the blocks and columns of table 4.

use serde::{Deserialize, Serialize};

/// The road a dispute took.
///
/// Basis: 国办公开办函〔2021〕30号, table 4; Regulation Art. 51.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeRoute {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼, 未经复议直接起诉.
    DirectLawsuit,
    /// 行政诉讼, 复议后起诉.
    LawsuitAfterReconsideration,
}

impl DisputeRoute {
    /// All routes in the form's order.
    pub const ALL: [Self; 3] = [Self::Reconsideration, Self::DirectLawsuit, Self::LawsuitAfterReconsideration];

    /// The block id used in cell addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Reconsideration => "recon",
            Self::DirectLawsuit => "lit_direct",
            Self::LawsuitAfterReconsideration => "lit_after_recon",
        }
    }
}

/// How a dispute ended, as table 4 counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeResult {
    /// 结果维持: upheld, or the claim rejected.
    Upheld,
    /// 结果纠正: revoked, changed, declared illegal or void, ordered to perform.
    Corrected,
    /// 其他结果: withdrawn, terminated, not accepted, settled.
    Other,
    /// 尚未审结: pending on 31 December.
    Pending,
}

impl DisputeResult {
    /// All results in the form's order.
    pub const ALL: [Self; 4] = [Self::Upheld, Self::Corrected, Self::Other, Self::Pending];

    /// The column id used in cell addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Corrected => "corrected",
            Self::Other => "other",
            Self::Pending => "pending",
        }
    }
}
