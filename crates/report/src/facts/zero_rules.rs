//! Words by which a report says that there was none.

/// Words that say "none".
pub(super) const NEGATIONS: &str = "未收到|没有收到|未接到|未接收到|未受理|未发生|没有发生|未产生|没有产生|未出现|没有出现|未涉及|没有|无|未有|\
    未收取|没有收取|不收取|未向申请人收取|没有向申请人收取|零受理|零申请|零收件|零|未新收|未被|未引发|未制发|未制定|未出台|不存在|未因|从未|尚未收到|未曾|未发现";

/// Something there can be none of.
#[derive(Debug)]
pub(super) struct ZeroObject {
    pub(super) subject: &'static str,
    /// The customary unit.
    pub(super) unit: &'static str,
    pub(super) words: &'static str,
}

const fn object(subject: &'static str, unit: &'static str, words: &'static str) -> ZeroObject {
    ZeroObject { subject, unit, words }
}

/// The objects. Disputes come before requests: 因公开申请引起的行政复议 is about reconsideration.
pub(super) const OBJECTS: [ZeroObject; 11] = [
    object("reconsideration_cases", "件", "复议"),
    object("litigation_cases", "件", "诉讼|起诉|应诉案"),
    object("complaint_cases", "件", "申诉|投诉|举报"),
    object("requests_carried_in", "件", "上年结转|上年度结转|结转上年|上一年结转"),
    object("requests_carried_out", "件", "结转下年|结转至下|结转到下|结转次年"),
    object("requests_received", "件", "公开申请|依申请|申请公开|信息申请|申请件|公开的申请"),
    object("fees_charged", "元", "信息处理费|收费|处理费|任何费用|相关费用|收取费用"),
    object("security_incidents", "起", "网络安全事件|安全事件|安全事故|网络安全责任事故"),
    object("leak_incidents", "起", "泄密|失密|失泄密"),
    object("accountability_cases", "起", "责任追究|问责|追责|追究责任"),
    object("normative_docs_issued", "件", "规范性文件"),
];
