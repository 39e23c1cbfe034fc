//! What figures in prose are about, and the cells each may be compared with.
//!
//! A subject is the one of [`crate::model::Fact`]. Its readings are the ways in which reports of all kinds use the
//! figure: 受理 749 件 may be the newly received or these with what was carried in. A reading is a sum of cells, some
//! of them taken off; readings with cells that the report's edition does not have are left out.

use crate::edition::TableId;

/// One way to read a figure.
pub(super) struct Reading {
    /// How an officer calls it.
    pub(super) name: &'static str,
    /// Cells added up.
    pub(super) plus: &'static [&'static str],
    /// Cells taken off.
    pub(super) minus: &'static [&'static str],
}

/// A subject with its readings; the first is the one a zero is compared with.
pub(super) struct Subject {
    /// The facts' subject.
    pub(super) id: &'static str,
    /// The table its cells stand in.
    pub(super) table: TableId,
    /// Whether prose and cell are sure to count the same.
    pub(super) counting: Counting,
    /// The readings.
    pub(super) readings: &'static [Reading],
}

/// Whether prose and cell count the same thing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// They do.
    Alike,
    /// Prose may count otherwise: cases handled instead of decisions made, documents of a superior put on the site.
    MaybeOtherwise,
}

const fn reading(name: &'static str, plus: &'static [&'static str]) -> Reading {
    Reading { name, plus, minus: &[] }
}

const REFUSED: &[&str] = &[
    "t3.refused_state_secret.total",
    "t3.refused_other_law.total",
    "t3.refused_security_stability.total",
    "t3.refused_third_party.total",
    "t3.refused_internal_affairs.total",
    "t3.refused_process.total",
    "t3.refused_enforcement_file.total",
    "t3.refused_admin_inquiry.total",
];
const UNAVAILABLE: &[&str] =
    &["t3.unavailable_not_held.total", "t3.unavailable_needs_creation.total", "t3.unavailable_unclear.total"];
const NOT_PROCESSED: &[&str] = &[
    "t3.not_processed_petition.total",
    "t3.not_processed_repeat.total",
    "t3.not_processed_publication.total",
    "t3.not_processed_excessive.total",
    "t3.not_processed_confirm.total",
];
const OTHER_2021: &[&str] =
    &["t3.other_overdue_correction.total", "t3.other_overdue_fee.total", "t3.other_other.total"];

const NEW: &[&str] = &["t3.new_received.total"];
const NEW_AND_CARRIED: &[&str] = &["t3.new_received.total", "t3.carried_in.total"];
const CARRIED_OUT: &[&str] = &["t3.carried_out.total"];
const HANDLED: &[&str] = &["t3.total.total"];
const GRANTED: &[&str] = &["t3.granted.total"];
const GRANTED_BOTH: &[&str] = &["t3.granted.total", "t3.granted_in_part.total"];
const NEW_ORGANISATIONS: &[&str] = &[
    "t3.new_received.commercial",
    "t3.new_received.research",
    "t3.new_received.public_welfare",
    "t3.new_received.legal_service",
    "t3.new_received.other_org",
];
const ANSWERED_ORGANISATIONS: &[&str] = &[
    "t3.total.commercial",
    "t3.total.research",
    "t3.total.public_welfare",
    "t3.total.legal_service",
    "t3.total.other_org",
];
const LAWSUITS: &[&str] = &["t4.lit_direct.total", "t4.lit_after_recon.total"];
const LAWSUITS_PENDING: &[&str] = &["t4.lit_direct.pending", "t4.lit_after_recon.pending"];

const fn of(id: &'static str, table: TableId, readings: &'static [Reading]) -> Subject {
    Subject { id, table, counting: Counting::Alike, readings }
}

const fn loose(id: &'static str, readings: &'static [Reading]) -> Subject {
    Subject { id, table: TableId::T2, counting: Counting::MaybeOtherwise, readings }
}

/// Subjects compared with cells.
pub(super) const SUBJECTS: &[Subject] = &[
    of(
        "requests_received",
        TableId::T3,
        &[reading("本年新收", NEW), reading("本年新收＋上年结转", NEW_AND_CARRIED), reading("办理结果总计", HANDLED)],
    ),
    of(
        "requests_handled",
        TableId::T3,
        &[
            reading("办理结果总计", HANDLED),
            reading("本年新收", NEW),
            reading("本年新收＋上年结转", NEW_AND_CARRIED),
            // Of those received this year what was answered within it.
            Reading { name: "本年新收－结转下年度", plus: NEW, minus: CARRIED_OUT },
        ],
    ),
    of(
        "requests_natural_person",
        TableId::T3,
        &[
            reading("自然人本年新收", &["t3.new_received.natural_person"]),
            reading("自然人新收＋结转", &["t3.new_received.natural_person", "t3.carried_in.natural_person"]),
            reading("自然人办理结果总计", &["t3.total.natural_person"]),
        ],
    ),
    of(
        "requests_organisation",
        TableId::T3,
        &[
            reading("法人或其他组织本年新收", NEW_ORGANISATIONS),
            reading("法人或其他组织办理结果总计", ANSWERED_ORGANISATIONS),
            reading("商业企业本年新收", &["t3.new_received.commercial"]),
        ],
    ),
    of("requests_carried_in", TableId::T3, &[reading("上年结转", &["t3.carried_in.total"])]),
    of("requests_carried_out", TableId::T3, &[reading("结转下年度", CARRIED_OUT)]),
    of("requests_granted", TableId::T3, &[reading("予以公开", GRANTED), reading("予以公开＋部分公开", GRANTED_BOTH)]),
    of(
        "disclosed_on_request",
        TableId::T3,
        &[
            reading("予以公开", GRANTED),
            reading("予以公开＋部分公开", GRANTED_BOTH),
            reading("办理结果总计", HANDLED),
            reading("本年新收", NEW),
            reading("本年新收＋上年结转", NEW_AND_CARRIED),
        ],
    ),
    of("requests_granted_in_part", TableId::T3, &[reading("部分公开", &["t3.granted_in_part.total"])]),
    of("requests_refused", TableId::T3, &[reading("不予公开", REFUSED)]),
    of("requests_unavailable", TableId::T3, &[reading("无法提供", UNAVAILABLE)]),
    of("requests_not_processed", TableId::T3, &[reading("不予处理", NOT_PROCESSED)]),
    of("requests_other", TableId::T3, &[reading("其他处理", &["t3.other.total"]), reading("其他处理", OTHER_2021)]),
    of(
        "reconsideration_cases",
        TableId::T4,
        &[
            reading("行政复议总计", &["t4.recon.total"]),
            Reading { name: "行政复议已审结", plus: &["t4.recon.total"], minus: &["t4.recon.pending"] },
        ],
    ),
    of("reconsideration_upheld", TableId::T4, &[reading("行政复议结果维持", &["t4.recon.upheld"])]),
    of("reconsideration_corrected", TableId::T4, &[reading("行政复议结果纠正", &["t4.recon.corrected"])]),
    of("reconsideration_pending", TableId::T4, &[reading("行政复议尚未审结", &["t4.recon.pending"])]),
    of(
        "litigation_cases",
        TableId::T4,
        &[
            reading("行政诉讼总计", LAWSUITS),
            Reading { name: "行政诉讼已审结", plus: LAWSUITS, minus: LAWSUITS_PENDING },
            reading("未经复议直接起诉", &["t4.lit_direct.total"]),
            reading("复议后起诉", &["t4.lit_after_recon.total"]),
        ],
    ),
    of("litigation_direct", TableId::T4, &[reading("未经复议直接起诉", &["t4.lit_direct.total"])]),
    of("litigation_after_reconsideration", TableId::T4, &[reading("复议后起诉", &["t4.lit_after_recon.total"])]),
    of("litigation_pending", TableId::T4, &[reading("行政诉讼尚未审结", LAWSUITS_PENDING)]),
    of(
        "reconsideration_and_litigation_cases",
        TableId::T4,
        &[reading("复议与诉讼总计", &["t4.recon.total", "t4.lit_direct.total", "t4.lit_after_recon.total"])],
    ),
    of(
        "normative_docs_issued",
        TableId::T2,
        &[
            reading("规范性文件本年制发", &["t2.normative_doc.issued"]),
            reading("规范性文件本年新制作", &["t2.normative_doc.made"]),
            reading("规范性文件本年新公开", &["t2.normative_doc.newly_public"]),
        ],
    ),
    of("normative_docs_repealed", TableId::T2, &[reading("规范性文件本年废止", &["t2.normative_doc.repealed"])]),
    of(
        "normative_docs_in_force",
        TableId::T2,
        &[
            reading("规范性文件现行有效", &["t2.normative_doc.in_force"]),
            reading("规范性文件对外公开总数", &["t2.normative_doc.total_public"]),
        ],
    ),
    of("administrative_fees", TableId::T2, &[reading("行政事业性收费本年收费金额", &["t2.admin_fee.fee_amount"])]),
    loose("permit_decisions", &[reading("行政许可处理决定", &["t2.permit.decisions"])]),
    loose("penalty_decisions", &[reading("行政处罚处理决定", &["t2.penalty.decisions"])]),
    loose("coercion_decisions", &[reading("行政强制处理决定", &["t2.coercion.decisions"])]),
    loose("procurement_items", &[reading("集中采购项目数量", &["t2.procurement.procurement_items"])]),
];

/// A row of table 3 that gives a reason, and the words it is called by.
pub(super) struct Reason {
    /// The facts' subject that the row is a part of.
    pub(super) subject: &'static str,
    /// Words of which one must be there.
    pub(super) words: &'static [&'static str],
    /// The cells, whichever the edition has.
    pub(super) cell: &'static str,
}

const fn reason(subject: &'static str, words: &'static [&'static str], cell: &'static str) -> Reason {
    Reason { subject, words, cell }
}

/// The rows of reasons in the groups of table 3.
pub(super) const REASONS: &[Reason] = &[
    reason("requests_refused", &["国家秘密"], "t3.refused_state_secret.total"),
    reason("requests_refused", &["法律", "法规"], "t3.refused_other_law.total"),
    reason("requests_refused", &["三安全", "社会稳定"], "t3.refused_security_stability.total"),
    reason("requests_refused", &["第三方", "第三人", "商业秘密", "个人隐私"], "t3.refused_third_party.total"),
    reason("requests_refused", &["内部事务"], "t3.refused_internal_affairs.total"),
    reason("requests_refused", &["过程性"], "t3.refused_process.total"),
    reason("requests_refused", &["执法案卷"], "t3.refused_enforcement_file.total"),
    reason("requests_refused", &["行政查询", "查询事项"], "t3.refused_admin_inquiry.total"),
    reason("requests_unavailable", &["不掌握", "不存在"], "t3.unavailable_not_held.total"),
    reason("requests_unavailable", &["没有现成", "另行制作", "无现成"], "t3.unavailable_needs_creation.total"),
    reason("requests_unavailable", &["不明确"], "t3.unavailable_unclear.total"),
    reason("requests_not_processed", &["信访", "举报", "投诉"], "t3.not_processed_petition.total"),
    reason("requests_not_processed", &["重复"], "t3.not_processed_repeat.total"),
    reason("requests_not_processed", &["出版物"], "t3.not_processed_publication.total"),
    reason("requests_not_processed", &["反复", "大量"], "t3.not_processed_excessive.total"),
    reason("requests_not_processed", &["确认", "重新出具"], "t3.not_processed_confirm.total"),
    reason("requests_other", &["不补正", "未补正"], "t3.other_overdue_correction.total"),
    reason("requests_other", &["缴费", "缴纳", "收费通知"], "t3.other_overdue_fee.total"),
];

/// Documents of any kind (发文): never compared with the row of normative documents, only told when that row is blank.
pub(super) const DOCUMENTS: &[&str] = &["documents_issued"];

/// The row of normative documents, first cell, in either edition.
pub(super) const DOCUMENT_CELLS: &[&str] = &["t2.normative_doc.made", "t2.normative_doc.issued"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CellAddress;

    #[test]
    fn every_cell_exists_and_stands_in_its_subjects_table() {
        for subject in SUBJECTS {
            for reading in subject.readings {
                for text in reading.plus.iter().chain(reading.minus) {
                    let address = CellAddress::parse(text);
                    assert_eq!(address.map(CellAddress::table), Some(subject.table), "{text}");
                }
            }
        }
        assert!(DOCUMENT_CELLS.iter().all(|text| CellAddress::parse(text).is_some()));
    }
}
