//! What is said of a part of the cases, or of another's: no count of them all.

use super::check;

const NO_REQUESTS: [&str; 1] = ["requests_received 0 implicit_zero"];
const NO_DISPUTES: [&str; 2] = ["reconsideration_cases 0 implicit_zero", "litigation_cases 0 implicit_zero"];

#[test]
fn a_denied_part_of_requests_leaves_the_others() {
    for said in [
        "没有1件政府信息公开申请超期办理。",
        "此外未收到政府信息公开申请以外的其他诉求。",
        "未收到法律服务机构提出的政府信息公开申请。",
        "未收到科研机构政府信息公开申请。",
        "未收到自然人提出的政府信息公开申请。",
        "未收到网上提交的政府信息公开申请。",
        "未收取政府信息公开申请费用。",
    ] {
        check(said, &[]);
    }
    check("没有政府信息公开申请被收取信息处理费。", &["fees_charged 0 implicit_zero"]);
    check("无上年结转的政府信息公开申请。", &["requests_carried_in 0 implicit_zero"]);
    for said in [
        "没有1件政府信息公开申请。",
        "未收到自然人、法人或者其他组织提出的政府信息公开申请。",
        "未收到公民和企业的政府信息公开申请。",
        "未收到通过网络、信函等方式提出的政府信息公开申请。",
        "没有依申请公开事项。",
    ] {
        check(said, &NO_REQUESTS);
    }
    check(
        "上年无结转，无政府信息公开申请。",
        &["requests_carried_in 0 implicit_zero", "requests_received 0 implicit_zero"],
    );
}

#[test]
fn a_denied_part_of_disputes_leaves_the_others() {
    for said in [
        "没有一起政府信息公开行政诉讼败诉。",
        "没有一件政府信息公开行政复议被撤销。",
        "没有1件政府信息公开行政复议被纠正。",
        "未发生因不依法履行政府信息公开义务被提起行政诉讼败诉的情况。",
        "无因政府信息公开被纠错的行政复议、败诉的行政诉讼。",
        "未发生政府信息公开行政诉讼复议后起诉案件。",
        "无尚未审结的政府信息公开行政复议、行政诉讼案件。",
    ] {
        check(said, &[]);
    }
    check("无因政府信息公开被申请行政复议、提起行政诉讼的情况。", &NO_DISPUTES);
    check("未发生政府信息公开行政复议和行政诉讼，未发生败诉。", &NO_DISPUTES);
    check("未发生政府信息公开行政复议、行政诉讼及败诉情况。", &NO_DISPUTES);
    check("没有一件政府信息公开行政复议。", &["reconsideration_cases 0 implicit_zero"]);
    check("未收到政府信息公开申请、未发生行政复议败诉案件。", &NO_REQUESTS);
}

#[test]
fn a_denied_part_of_documents_and_fees() {
    check("没有规范性文件被撤销。", &[]);
    check("未收到规范性文件审查申请。", &[]);
    check("没有规范性文件。", &["normative_docs_issued 0 implicit_zero"]);
    check("未制定规范性文件，未废止规范性文件。", &["normative_docs_issued 0 implicit_zero"]);
    check("未发生乱收费问题。", &[]);
    check("无新设行政事业性收费项目。", &[]);
    check("未收取任何费用。", &["fees_charged 0 implicit_zero"]);
}

#[test]
fn what_others_received_or_went_on_with() {
    for said in [
        "向区住建局移交政府信息公开申请2件。",
        "将2件政府信息公开申请移交区住建局。",
        "协助办理区政府受理的政府信息公开申请4件。",
        "协助区政府办答复依申请公开2件。",
        "与其他部门会商政府信息公开申请2件次。",
        "参与制定区政府规范性文件3件。",
    ] {
        check(said, &[]);
    }
    check("收到上级移交的政府信息公开申请3件。", &["requests_received 3 件"]);
    check("收到政府信息公开申请12件，其中2件移送区住建局办理。", &["requests_received 12 件"]);
    check("配合区政府办理依申请公开，收到政府信息公开申请5件。", &["requests_received 5 件"]);
    check("参与起草规范性文件3件，制定规范性文件2件。", &["normative_docs_issued 2 件"]);
    check("各科室配合办理政府信息公开申请12件。", &["requests_handled 12 件"]);
    check("公众参与制定规范性文件2件。", &["normative_docs_issued 2 件"]);
    check("协助区政府办开展检查3次。", &["inspections 3 次"]);
}

#[test]
fn a_step_in_some_cases_counts_no_cases() {
    check("对1件政府信息公开申请作出延期答复，延长20个工作日。", &[]);
    check("对2件内容不明确的政府信息公开申请发出补正通知。", &[]);
    check("1件政府信息公开申请因涉及个人隐私，征求第三方意见后不予公开。", &[]);
    check("1件政府信息公开申请经补正后办结。", &[]);
    check("收到政府信息公开申请12件，延期答复1件。", &["requests_received 12 件"]);
    check("除1件正在办理外，其余11件政府信息公开申请均已办结。", &[]);
    check("收到政府信息公开申请12件，对其中1件作出延期答复。", &["requests_received 12 件"]);
    check("对12件政府信息公开申请均依法作出答复，无一超期。", &["requests_received 12 件"]);
}

#[test]
fn what_is_still_in_hand_is_not_handled() {
    check(
        "收到政府信息公开申请12件，办结11件。年末1件尚在办理中，结转2025年。",
        &["requests_received 12 件", "requests_handled 11 件", "requests_carried_out 1 件"],
    );
    check(
        "收到的12件政府信息公开申请中，已办结10件，2件正在办理。",
        &["requests_received 12 件", "requests_handled 10 件"],
    );
    check("2023年底尚有2件政府信息公开申请正在办理。", &["requests_carried_out 2 件"]);
}

#[test]
fn of_all_disputes_those_about_disclosure_count() {
    check("被申请人为我街道的行政复议案件共5件，其中涉及政府信息公开的2件。", &["reconsideration_cases 2 件"]);
    check("全年行政应诉案件4件，涉政府信息公开1件。", &["litigation_cases 1 件"]);
    check("未发生针对政府信息公开的复议，土地类行政诉讼2件。", &["reconsideration_cases 0 implicit_zero"]);
    check(
        "因政府信息公开引起的行政复议5件，其中维持4件。",
        &["reconsideration_cases 5 件", "reconsideration_upheld 4 件"],
    );
    check("政府信息公开类行政诉讼2件。", &["litigation_cases 2 件"]);
}

#[test]
fn one_number_for_two_results_is_of_neither() {
    check("全年作出不予公开或无法提供政府信息公开申请答复4件。", &[]);
    check("政府信息公开申请不予处理和其他处理4件。", &[]);
    check("政府信息公开申请不予公开1件，无法提供2件。", &["requests_refused 1 件", "requests_unavailable 2 件"]);
}

#[test]
fn a_number_for_each_of_two_results_is_each_ones() {
    check("政府信息公开申请不予处理3件和其他处理1件。", &["requests_not_processed 3 件", "requests_other 1 件"]);
}

#[test]
fn none_of_a_part_is_not_none_at_all() {
    check("全年未发生重大行政复议、行政诉讼案件。", &[]);
    check("除县自然资源局等12个单位外，其他单位均未收到政府信息公开申请。", &[]);
    check("我局和其他单位均未收到政府信息公开申请。", &["requests_received 0 implicit_zero"]);
    check("零投诉、零复议、零诉讼的单位占95%。", &[]);
    check("全年未收到政府信息公开申请。", &["requests_received 0 implicit_zero"]);
}

#[test]
fn looks_at_films_are_no_films() {
    check("录制政策解读视频6个，播放量3.6万次。", &["policy_interpretations 6 个", "video_views 36000 次 short_video"]);
    let line = "公开信息5632条，其中概况类信息更新量23条，政务动态信息更新量3216条。";
    let found = super::found(&[line]);
    assert!(found.iter().all(|fact| fact.value != Some(3216.into())), "{found:?}");
}
