//! Words by which a report says that there was none.

/// Words that say "none".
pub(super) const NEGATIONS: &str = "未收到|没有收到|未接到|没有接到|未有收到|未接收到|未受理|未发生|没有发生|未产生|没有产生|未出现|没有出现|未涉及|没有|无|未有|\
    未收取|未征收|没有收取|不收取|未向申请人收取|没有向申请人收取|零受理|零申请|零收件|零|未新收|未被|未引发|未制发|未制定|未出台|未制作|未印发|没有制发|没有制定|没有出台|没有制作|不存在|未因|从未|尚未收到|未曾|未发现|\
    未受到|没有受到|无人|未向|未对|未收费|没有收费|零收费|未收取费用|没有收取费用|未产生费用|没有产生费用|未收任何费用";

/// Those that say what there was none of themselves.
pub(super) const NO_FEES: [&str; 8] =
    ["未收费", "没有收费", "零收费", "未收取费用", "没有收取费用", "未产生费用", "没有产生费用", "未收任何费用"];

/// Something there can be none of.
#[derive(Debug)]
pub(super) struct ZeroObject {
    pub(super) subject: &'static str,
    /// The customary unit.
    pub(super) unit: &'static str,
    pub(super) words: &'static str,
    /// Words between the negation and the object, or behind it, that leave only a part of it denied
    /// (没有一件行政复议被撤销).
    pub(super) parts: &'static [&'static str],
}

const fn object(subject: &'static str, unit: &'static str, words: &'static str) -> ZeroObject {
    ZeroObject { subject, unit, words, parts: &[] }
}

impl ZeroObject {
    const fn but(self, parts: &'static [&'static str]) -> Self {
        Self { parts, ..self }
    }
}

/// How a case ended or stands, or how it came about.
const OF_DISPUTES: &[&str] = &[
    "重大",
    "撤销",
    "纠正",
    "纠错",
    "败诉",
    "胜诉",
    "变更",
    "违法",
    "责令",
    "维持",
    "驳回",
    "审结",
    "未结",
    "审理",
    "复议后",
    "经复议",
    "直接起诉",
    "出庭",
    "部分公开",
    "不予公开",
    "再次",
    "再被",
    "以外",
    "之外",
];

/// What was done with a request, what it cost, and what is none.
const OF_REQUESTS: &[&str] = &[
    "超期",
    "逾期",
    "超时",
    "延期",
    "延长",
    "重复",
    "反复",
    "滥用",
    "恶意",
    "积压",
    "不予",
    "尚未",
    "未办",
    "未答",
    "办结",
    "撤回",
    "补正",
    "更正",
    "处理费",
    "收费",
    "收取",
    "费用",
    "结转的",
    "结转政府",
    "以外",
    "之外",
];

/// What makes a fee a wrong, a new or a remitted one.
const OF_FEES: &[&str] = &["违规", "违法", "擅自", "乱收", "新设", "新增", "减免", "退还"];

/// What makes such a fee one of several, or names only what is said of fees.
const OF_ADMINISTRATIVE_FEES: &[&str] = &[
    "违规", "违法", "擅自", "乱收", "新设", "新增", "减免", "退还", "项目", "标准", "清单", "目录", "涉企", "其他",
    "取消", "调整",
];

/// What is done with documents that are there.
const OF_DOCUMENTS: &[&str] = &[
    "撤销", "纠正", "废止", "失效", "清理", "审查", "审核", "备案", "报备", "修订", "修改", "异议", "违法", "违规",
    "以外", "之外",
];

/// The objects. Disputes come before requests: 因公开申请引起的行政复议 is about reconsideration.
pub(super) const OBJECTS: [ZeroObject; 12] = [
    object("reconsideration_cases", "件", "复议").but(OF_DISPUTES),
    object("litigation_cases", "件", "诉讼|起诉|应诉案").but(OF_DISPUTES),
    object("complaint_cases", "件", "申诉|投诉|举报"),
    object("requests_carried_in", "件", "上年结转|上年度结转|结转上年|上一年结转"),
    object("requests_carried_out", "件", "结转下年|结转至下|结转到下|结转次年"),
    object(
        "requests_received",
        "件",
        "公开申请|依申请|申请公开|信息申请|申请件|公开的申请|政府信息的申请|政府信息的书面申请|\
         申请政府信息公开|申请信息公开|申请获取政府信息",
    )
    .but(OF_REQUESTS),
    object(
        "fees_charged",
        "元",
        "信息处理费|收费|处理费|任何费用|相关费用|收取费用|检索、复制|复制、邮寄|检索费|复制费|邮寄费",
    )
    .but(OF_FEES),
    object("administrative_fees", "元", "行政事业性收费").but(OF_ADMINISTRATIVE_FEES),
    object("security_incidents", "起", "网络安全事件|安全事件|安全事故|网络安全责任事故"),
    object("leak_incidents", "起", "泄密|失密|失泄密"),
    object("accountability_cases", "起", "责任追究|问责|追责|追究责任"),
    object("normative_docs_issued", "件", "规范性文件").but(OF_DOCUMENTS),
];
