//! What a passage is about. A number without its noun (其中维持1件) belongs to the matter named last before it.

/// A matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matter {
    /// Requests under chapter four of the Regulation.
    Requests,
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼.
    Litigation,
    /// 申诉, 投诉, 举报.
    Complaints,
    /// 人大建议, 政协提案.
    Proposals,
    /// 信息处理费.
    Fees,
    /// Documents issued, whose disclosure attribute is 主动公开, 依申请公开 or 不予公开.
    Documents,
    /// 规范性文件.
    NormativeDocuments,
    /// Anything else that ends the matter before it.
    Other,
}

/// The words that open a matter.
pub(super) const WORDS: [(Matter, &str); 9] = [
    (Matter::Requests, "公开申请|依申请|申请公开|申请政府信息公开|申请信息公开|信息申请|申请件|申请人|申请办理"),
    (Matter::Reconsideration, "复议"),
    (Matter::Litigation, "诉讼|起诉|应诉|涉诉|被诉"),
    (Matter::Complaints, "申诉|投诉|举报"),
    (Matter::Proposals, "提案|建议案|代表建议|人大建议|代表议案"),
    (Matter::Fees, "信息处理费"),
    (Matter::Documents, "发文|公文|制发文件|印发文件|下发文件|各类文件|拟公开文件|公开属性"),
    (Matter::NormativeDocuments, "规范性文件"),
    (Matter::Other, "主动公开|培训|政策解读|舆情|考核|行政许可|行政处罚|复议应诉"),
];
