//! How a request ended: the rows of table 3 under 三、本年度办理结果.

use serde::{Deserialize, Serialize};

/// The 21 outcomes of the 2021 form; one request has exactly one.
///
/// Basis: 国办公开办函〔2021〕30号, table 3; the article of the Regulation stands at each. The 2019 form counts the
/// last three in one row 其他处理.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// （一）予以公开 (Art. 36(1)(2)).
    Granted,
    /// （二）部分公开 (Art. 37).
    GrantedInPart,
    /// （三）1 属于国家秘密 (Art. 14).
    RefusedStateSecret,
    /// （三）2 其他法律行政法规禁止公开 (Art. 14).
    RefusedOtherLaw,
    /// （三）3 危及“三安全一稳定” (Art. 14).
    RefusedSecurityStability,
    /// （三）4 保护第三方合法权益 (Art. 15).
    RefusedThirdParty,
    /// （三）5 属于三类内部事务信息 (Art. 16(1)).
    RefusedInternalAffairs,
    /// （三）6 属于四类过程性信息 (Art. 16(2)).
    RefusedProcess,
    /// （三）7 属于行政执法案卷 (Art. 16(2)).
    RefusedEnforcementFile,
    /// （三）8 属于行政查询事项 (Art. 36(7)).
    RefusedAdminInquiry,
    /// （四）1 本机关不掌握相关政府信息 (Art. 36(4)(5)).
    UnavailableNotHeld,
    /// （四）2 没有现成信息需要另行制作 (Art. 38).
    UnavailableNeedsCreation,
    /// （四）3 补正后申请内容仍不明确 (Art. 30).
    UnavailableUnclear,
    /// （五）1 信访举报投诉类申请 (Art. 39).
    NotProcessedPetition,
    /// （五）2 重复申请 (Art. 36(6)).
    NotProcessedRepeat,
    /// （五）3 要求提供公开出版物 (Art. 39).
    NotProcessedPublication,
    /// （五）4 无正当理由大量反复申请 (Art. 35).
    NotProcessedExcessive,
    /// （五）5 要求行政机关确认或重新出具已获取信息 (Art. 38).
    NotProcessedConfirm,
    /// （六）1 逾期不补正 (Art. 30).
    OtherOverdueCorrection,
    /// （六）2 逾期不缴费 (Art. 42).
    OtherOverdueFee,
    /// （六）3 其他 (–).
    OtherOther,
}

/// The bands of table 3 in which outcomes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeGroup {
    /// （一）予以公开 and （二）部分公开.
    Granted,
    /// （三）不予公开.
    Refused,
    /// （四）无法提供.
    Unavailable,
    /// （五）不予处理.
    NotProcessed,
    /// （六）其他处理.
    Other,
}

impl Outcome {
    /// All outcomes in the form's order.
    pub const ALL: [Self; 21] = [
        Self::Granted,
        Self::GrantedInPart,
        Self::RefusedStateSecret,
        Self::RefusedOtherLaw,
        Self::RefusedSecurityStability,
        Self::RefusedThirdParty,
        Self::RefusedInternalAffairs,
        Self::RefusedProcess,
        Self::RefusedEnforcementFile,
        Self::RefusedAdminInquiry,
        Self::UnavailableNotHeld,
        Self::UnavailableNeedsCreation,
        Self::UnavailableUnclear,
        Self::NotProcessedPetition,
        Self::NotProcessedRepeat,
        Self::NotProcessedPublication,
        Self::NotProcessedExcessive,
        Self::NotProcessedConfirm,
        Self::OtherOverdueCorrection,
        Self::OtherOverdueFee,
        Self::OtherOther,
    ];

    /// The row id used in cell addresses of the 2021 form.
    pub fn id(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::GrantedInPart => "granted_in_part",
            Self::RefusedStateSecret => "refused_state_secret",
            Self::RefusedOtherLaw => "refused_other_law",
            Self::RefusedSecurityStability => "refused_security_stability",
            Self::RefusedThirdParty => "refused_third_party",
            Self::RefusedInternalAffairs => "refused_internal_affairs",
            Self::RefusedProcess => "refused_process",
            Self::RefusedEnforcementFile => "refused_enforcement_file",
            Self::RefusedAdminInquiry => "refused_admin_inquiry",
            Self::UnavailableNotHeld => "unavailable_not_held",
            Self::UnavailableNeedsCreation => "unavailable_needs_creation",
            Self::UnavailableUnclear => "unavailable_unclear",
            Self::NotProcessedPetition => "not_processed_petition",
            Self::NotProcessedRepeat => "not_processed_repeat",
            Self::NotProcessedPublication => "not_processed_publication",
            Self::NotProcessedExcessive => "not_processed_excessive",
            Self::NotProcessedConfirm => "not_processed_confirm",
            Self::OtherOverdueCorrection => "other_overdue_correction",
            Self::OtherOverdueFee => "other_overdue_fee",
            Self::OtherOther => "other_other",
        }
    }

    /// The band of table 3 it stands in.
    pub fn group(self) -> OutcomeGroup {
        match self {
            Self::Granted | Self::GrantedInPart => OutcomeGroup::Granted,
            Self::RefusedStateSecret
            | Self::RefusedOtherLaw
            | Self::RefusedSecurityStability
            | Self::RefusedThirdParty
            | Self::RefusedInternalAffairs
            | Self::RefusedProcess
            | Self::RefusedEnforcementFile
            | Self::RefusedAdminInquiry => OutcomeGroup::Refused,
            Self::UnavailableNotHeld | Self::UnavailableNeedsCreation | Self::UnavailableUnclear => {
                OutcomeGroup::Unavailable
            }
            Self::NotProcessedPetition
            | Self::NotProcessedRepeat
            | Self::NotProcessedPublication
            | Self::NotProcessedExcessive
            | Self::NotProcessedConfirm => OutcomeGroup::NotProcessed,
            Self::OtherOverdueCorrection | Self::OtherOverdueFee | Self::OtherOther => OutcomeGroup::Other,
        }
    }
}
