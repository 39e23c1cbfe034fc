//! The noun that governs a number: a number of something else beside the word 申请 is no count of requests.

use super::{check, check_lines};

/// Each of the sentences tells no fact with a number.
#[track_caller]
fn none(sentences: &[&str]) {
    for sentence in sentences {
        check(sentence, &[]);
    }
}

#[test]
fn another_noun_between_the_requests_and_the_number_is_what_is_counted() {
    none(&[
        "修订依申请公开办事指南3次。",
        "依申请公开事项目录新增9项。",
        "发放依申请公开服务评价问卷80份。",
        "依申请公开办理中，向上级请示4件。",
        "组织依申请公开桌面演练2次。",
        "依申请公开档案评查，抽取案卷6件。",
        "收到政府信息公开申请补充材料7份。",
        "依申请公开发出告知书15份。",
        "收到上级转来的协查件4件，按依申请公开流程登记。",
        "形成依申请公开常见问题清单21项。",
    ]);
    check("召开依申请公开推进会3次。", &["meetings 3 次"]);
}

#[test]
fn words_that_name_nothing_leave_the_number_to_the_requests() {
    check("政府信息公开申请受理量共计9件。", &["requests_received 9 件"]);
    check("全年依申请公开办件量不足10件。", &["requests_received 10 件 at_most"]);
    check("受理政府信息公开申请上百件。", &["requests_received 100 件 at_least"]);
    check("收到政府信息公开申请表9份。", &["requests_received 9 份"]);
    check("本年新收申请数量9件。", &["requests_received 9 件"]);
    check("收到政府信息公开申请书9份。", &["requests_received 9 份"]);
    check("收到依申请公开事项9项。", &["requests_received 9 项"]);
    check("依申请公开方面，我街道热情服务，全年受理9件。", &["requests_received 9 件"]);
}

#[test]
fn a_verb_behind_another_thing_counts_no_requests() {
    check("依申请公开系统新增手机入口1个，全年受理3件。", &[]);
    check("依申请公开系统运行平稳，全年受理3件。", &["requests_received 3 件"]);
}

#[test]
fn some_of_the_requests_are_not_all_of_them() {
    none(&[
        "有2件政府信息公开申请因材料不全需要说明。",
        "全年就5件政府信息公开申请组织了论证。",
        "促成4件依申请公开信息主动上网。",
        "本年度政府信息公开申请中，来自城区的6件。",
        "涉及外地的政府信息公开申请2件。",
        "依申请公开内容主要涉及土地征收，计8件。",
        "申请公开的6件信息中，多数已经公布。",
        "抽查政府信息公开申请5件。",
        "法制机构审核依申请公开答复5件。",
        "重点督办政府信息公开申请2件。",
        "同一申请人提交政府信息公开申请5件。",
        "对重复提交的政府信息公开申请3件合并答复。",
    ]);
    check_lines(&["（二）依申请公开情况", "收到关于政府信息公开的申请6件。"], &["requests_received 6 件"]);
    check("抽查流程后办理政府信息公开申请5件。", &["requests_handled 5 件"]);
    check("集体研究后答复政府信息公开申请5件。", &["requests_handled 5 件"]);
    check("收到涉及土地、规划等方面的政府信息公开申请6件。", &["requests_received 6 件"]);
    check("9件政府信息公开申请全部办结。", &["requests_received 9 件"]);
}

#[test]
fn a_count_that_rose_is_the_one_it_rose_to() {
    check("申请公开件由7件升至11件。", &["requests_received 11 件"]);
    check("政府信息公开申请由7件上升为11件。", &["requests_received 11 件"]);
    check("收到政府信息公开申请由上年的7件增至11件。", &["requests_received 11 件"]);
}

#[test]
fn handled_early_or_in_some_way_is_handled_in_part() {
    check("依申请公开办结12件，平均用时9天，提前答复7件。", &["requests_handled 12 件"]);
    check("依申请公开答复12件；其中，5日内答复4件，9日内答复3件。", &["requests_handled 12 件"]);
    check("对政府信息公开申请，不予重复答复1件。", &[]);
    check("政府信息公开申请当场答复2件。", &[]);
}

#[test]
fn a_deed_denied_is_no_denial_of_requests() {
    none(&[
        "没有政府信息公开申请进入司法程序。",
        "无拖延、拒绝政府信息公开申请的情形。",
        "历年政府信息公开申请已清零。",
        "未收到来自境外企业的政府信息公开申请。",
        "无部分公开后再被复议的情形。",
        "未收取建筑垃圾处理费。",
        "实现政府信息公开申请超期答复零发生。",
    ]);
    check("无群众申请公开政府信息的情况。", &["requests_received 0 implicit_zero"]);
    check("未收到新的政府信息公开申请的情况。", &["requests_received 0 implicit_zero"]);
}

#[test]
fn hearings_papers_and_replies_are_no_disputes() {
    none(&[
        "政府信息公开行政诉讼庭审2次。",
        "收到政府信息公开行政诉讼应诉通知书1份。",
        "政府信息公开行政复议听证会3次。",
        "组织干部旁听政府信息公开行政诉讼2次。",
        "街道行政复议应诉案件共7件，其中涉及政府信息公开的3件。",
    ]);
    check("涉及政府信息公开的行政复议撤回2件。", &["reconsideration_other 2 件"]);
    check("政府信息公开行政复议纠错2件。", &["reconsideration_corrected 2 件"]);
    check("收到政府信息公开行政复议申请2件。", &["reconsideration_cases 2 件"]);
    check("政府信息公开行政应诉案件2件。", &["litigation_cases 2 件"]);
}

#[test]
fn fees_of_another_kind_or_not_taken() {
    none(&[
        "征收生活垃圾处理费6.5万元。",
        "免收行政事业性收费5万元。",
        "减免行政事业性收费5万元。",
        "停征行政事业性收费5万元。",
    ]);
    check("收取政府信息公开处理费30元。", &["fees_charged 30 元"]);
    check("收取信息处理费30元。", &["fees_charged 30 元"]);
    check("收取行政事业性收费5万元。", &["administrative_fees 50000 元"]);
}

#[test]
fn what_requests_are_about_was_not_decided() {
    check("收到的申请中，涉及行政许可4件、行政处罚3件、行政强制2件。", &[]);
    check("行政强制执行3件、行政强制措施2件。", &[]);
    check("作出行政许可4件、行政处罚3件。", &["permit_decisions 4 件", "penalty_decisions 3 件"]);
}

#[test]
fn what_stands_in_the_end() {
    check("备案政务新媒体账号5个，注销2个，目前运营3个。", &["accounts 3 个 new_media"]);
    check("政务新媒体账号清理3个，保留2个。", &["accounts 2 个 new_media"]);
    check("已备案政务新媒体账号5个。", &["accounts 5 个 new_media"]);
    check("年内调整信息员4人，现有信息员20人。", &["info_officers 20 人"]);
}

#[test]
fn pieces_of_one_topic_and_things_done_to_pieces() {
    none(&["公开财政预算信息6条，涉及单位2个。", "收到居民信息公开诉求5件。", "对7件予以公开的信息开展评估。"]);
    check("公开低保、特困信息共30条。", &["proactive_items 30 条"]);
    check("发布政务信息和工作动态30条。", &["proactive_items 30 条"]);
    check("公开本级政府信息30条。", &["proactive_items 30 条"]);
    check("公开各类政府信息30条。", &["proactive_items 30 条"]);
    check("对30条信息进行公示。", &["proactive_items 30 条"]);
    check_lines(
        &["网站公开信息200条，微信公众号公开100条，两项共计300条。"],
        &["website_items 200 条 website", "wechat_posts 100 条 wechat", "proactive_items 300 条"],
    );
}

#[test]
fn ways_requests_come_by_are_no_requests() {
    none(&["新增依申请公开线上平台1个。", "依申请公开服务窗口2个。"]);
    check("依申请公开网上申请2件。", &["requests_by_channel 2 件 online"]);
}
