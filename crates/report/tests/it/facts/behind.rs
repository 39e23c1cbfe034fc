//! What stands behind a number or a denial, and whose it is.

use super::{check, check_lines};

#[test]
fn an_outcome_behind_the_disputes_is_what_is_counted() {
    check("尚有3件政府信息公开行政复议未审结。", &["reconsideration_pending 3 件"]);
    check("其中3件政府信息公开行政复议被纠正。", &["reconsideration_corrected 3 件"]);
    check(
        "另有3件政府信息公开行政复议、2件政府信息公开行政诉讼尚未审结。",
        &["reconsideration_pending 3 件", "litigation_pending 2 件"],
    );
    check("法院对2件政府信息公开行政诉讼判决维持。", &["litigation_upheld 2 件"]);
    check("全年发生2件政府信息公开行政诉讼。", &["litigation_cases 2 件"]);
    check("除2件政府信息公开行政复议外，无其他争议。", &[]);
}

#[test]
fn a_denial_of_what_follows_the_requests() {
    for said in [
        "未发生因政府信息公开申请办理失误引起的上访事项。",
        "未发生因政府信息公开申请处理不当引发的行政复议案件。",
        "没有一起政府信息公开申请被行政复议撤销。",
        "全年无政府信息公开申请档案遗失情况。",
    ] {
        check(said, &[]);
    }
    check("没有任何政府信息公开申请的情况发生。", &["requests_received 0 implicit_zero"]);
    check("未发生政府信息公开申请失密事件。", &["leak_incidents 0 implicit_zero"]);
}

#[test]
fn of_two_years_side_by_side_one_is_this_years() {
    check_lines(
        &["2023年，我街道推进各项工作。", "2022年、2023年分别收到政府信息公开申请9件、12件。"],
        &["requests_received 12 件"],
    );
}

#[test]
fn cases_decided_as_the_organ_above_are_not_ones_own() {
    check(
        "作为复议机关，审理政府信息公开行政复议案件9件；作为被申请人的政府信息公开行政复议案件2件。",
        &["reconsideration_cases 2 件"],
    );
    check("政府信息公开行政复议案件尚在审理1件。", &["reconsideration_pending 1 件"]);
}

#[test]
fn what_is_meant_to_be_done_is_not_done() {
    check("公开行政规范性文件4件，清理出拟废止文件9件。", &["normative_docs_public 4 件"]);
    check("公示拟征收土地信息和其他各类信息共30条。", &["proactive_items 30 条"]);
}

#[test]
fn lawsuits_of_every_kind_beside_those_on_disclosure() {
    check("全年行政应诉案件25件，其中政府信息公开类3件。", &["litigation_cases 3 件"]);
}

#[test]
fn the_noun_behind_a_measure_word_is_what_is_counted() {
    check("全区28个单位共公开信息3000条。", &["proactive_items 3000 条"]);
    check("9个科室全年公开信息860条。", &["proactive_items 860 条"]);
    check("通过3个渠道发布信息500条。", &["proactive_items 500 条"]);
    check("全年公开2个批次的征地信息。", &[]);
    check("8个小区在公开栏公示信息60条。", &["bulletin_board_items 60 条 bulletin_board"]);
    check("微信公众号发布12个作品。", &["wechat_posts 12 个 wechat"]);
    check("公开公共交通信息22条。", &[]);
}
