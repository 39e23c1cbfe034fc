//! Who asks: the columns of table 3.

use serde::{Deserialize, Serialize};

/// The kinds of applicant the annual report tells apart.
///
/// Basis: 国办公开办函〔2021〕30号, table 3, 申请人情况.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// 自然人.
    NaturalPerson,
    /// 商业企业.
    Commercial,
    /// 科研机构.
    Research,
    /// 社会公益组织.
    PublicWelfare,
    /// 法律服务机构.
    LegalService,
    /// 其他 (法人或其他组织).
    OtherOrg,
}

impl ApplicantKind {
    /// All kinds in the form's order.
    pub const ALL: [Self; 6] = [
        Self::NaturalPerson,
        Self::Commercial,
        Self::Research,
        Self::PublicWelfare,
        Self::LegalService,
        Self::OtherOrg,
    ];

    /// The column id used in cell addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::NaturalPerson => "natural_person",
            Self::Commercial => "commercial",
            Self::Research => "research",
            Self::PublicWelfare => "public_welfare",
            Self::LegalService => "legal_service",
            Self::OtherOrg => "other_org",
        }
    }

    /// Whether it stands under 法人或其他组织.
    pub fn is_organisation(self) -> bool {
        self != Self::NaturalPerson
    }
}
