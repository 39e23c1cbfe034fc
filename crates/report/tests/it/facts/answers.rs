//! A number of another time, a plan, a demand or a sum, and this year's own number beside it.

use super::{check, check_lines};

/// A line of a report of 2023.
#[track_caller]
pub(super) fn of_2023(line: &str, expected: &[&str]) {
    check_lines(&["2023年，我街道推进各项工作。", "2023年，我街道落实各项要求。", line], expected);
}

#[test]
fn the_figure_after_a_change_is_this_years() {
    check("政府信息公开申请总数比上年少2件，为12件。", &["requests_received 12 件"]);
    check("政府信息公开申请同比增加3件，达12件。", &["requests_received 12 件"]);
    check("主动公开信息同比增加200条，达到1200条。", &["proactive_items 1200 条"]);
    of_2023("网站公开信息由2022年的100条上升到2023年的150条。", &["website_items 150 条 website"]);
    of_2023("网站公开信息由去年的100条上升到今年的150条。", &["website_items 150 条 website"]);
    check("去年收到政府信息公开申请5件，今年为8件。", &["requests_received 8 件"]);
    of_2023("2022年收到政府信息公开申请9件，2023年12件，增长33.3%。", &["requests_received 12 件"]);
    of_2023("政府信息公开申请比去年减少3件，今年结转1件。", &[]);
    of_2023("收到政府信息公开申请8件，比2022年的5件增加3件。", &["requests_received 8 件"]);
    of_2023("2022年公开信息100条，2023年参加培训3次。", &["trainings_attended 3 次"]);
}

#[test]
fn the_deed_beside_the_plan_counts() {
    check("原计划公开信息300条，全年实际公开280条。", &["proactive_items 280 条"]);
    check("计划举办培训4次，实际举办3次。", &["trainings 3 次"]);
    check("区政府办要求各街道公开信息不少于100条。", &[]);
    check("按要求公开信息100条。", &["proactive_items 100 条"]);
    check("按要求公开信息超过100条。", &["proactive_items 100 条 at_least"]);
    check("公开信息不少于100条。", &["proactive_items 100 条 at_least"]);
}

#[test]
fn a_count_over_the_years_is_not_this_years() {
    of_2023("截至2023年12月31日，累计公开信息2300条，其中2023年公开210条。", &["proactive_items 210 条"]);
    of_2023("自2008年以来累计收到政府信息公开申请345件，其中2023年12件。", &["requests_received 12 件"]);
    check("自2008年以来累计收到政府信息公开申请345件。", &[]);
    of_2023("截至2023年12月31日，累计公开信息2300条，其中动态210条。", &["proactive_items 2300 条"]);
    of_2023("全年累计公开信息2300条。", &["proactive_items 2300 条"]);
}

#[test]
fn fees_due_or_remitted_are_not_charged() {
    check("减免信息处理费50元。", &[]);
    check("依法应收信息处理费120元，实际收取0元。", &["fees_charged 0 元"]);
    check("应收信息处理费120元，减免50元，实收70元。", &["fees_charged 70 元"]);
    check("本年度未收取信息处理费，依法减免信息处理费120元。", &["fees_charged 0 implicit_zero"]);
    check("收取信息处理费320元，退还20元。", &["fees_charged 320 元"]);
}

#[test]
fn what_a_body_above_holds_is_attended() {
    check("上级组织培训5次，我街道参加3次。", &["trainings_attended 3 次"]);
    check("区政府办组织培训5次，我街道参加3次。", &["trainings_attended 3 次"]);
    check("落实上级要求组织培训3次。", &["trainings 3 次"]);
    check("我区由区政府办组织培训3次。", &["trainings 3 次"]);
}

#[test]
fn a_closed_account_is_none() {
    check("关停微信公众号1个。", &[]);
    check("关停政务新媒体账号2个，保留1个。", &["accounts 1 个 new_media"]);
    check("关停微博后，现有微信公众号1个。", &["accounts 1 个 wechat"]);
    check("开通微信公众号2个，微博1个。", &["accounts 2 个 wechat", "accounts 1 个 weibo"]);
}

#[test]
fn a_list_of_channels_and_its_sum() {
    let each = ["website_items 300 条 website", "wechat_posts 200 条 wechat", "weibo_posts 100 条 weibo"];
    let list = "通过网站发布信息300条，微信公众号发布200条，微博100条";
    check(&format!("{list}。"), &each);
    check(&format!("{list}，共计600条。"), &[each[0], each[1], each[2], "proactive_items 600 条"]);
    check(&format!("{list}，共计650条。"), &each);
    check(
        "网站访问300次，微信阅读200次，共计500次。",
        &["website_visits 300 次 website", "wechat_reads 200 次 wechat"],
    );
    check("公开信息300条，网站100条。", &["proactive_items 300 条"]);
}

#[test]
fn a_number_of_each() {
    check(
        "政府信息公开行政复议2件，结果维持、纠正各1件。",
        &["reconsideration_cases 2 件", "reconsideration_upheld 1 件", "reconsideration_corrected 1 件"],
    );
    check(
        "通过网站、微信发布信息各300条。",
        &["website_items 300 条 website", "channels", "wechat_posts 300 条 wechat"],
    );
    check("通过网站、微信发布信息300条。", &["proactive_items 300 条 website+wechat", "channels"]);
    check("政府信息公开行政复议、行政诉讼各1件。", &["reconsideration_cases 1 件", "litigation_cases 1 件"]);
}

#[test]
fn what_was_disclosed_on_request() {
    check("全年依申请公开政府信息8件。", &["disclosed_on_request 8 件"]);
    check("全年受理依申请公开政府信息8件。", &["requests_received 8 件"]);
    check("办理信访事项20件，依申请公开1件。", &["requests_received 1 件"]);
    check("代区政府办理政府信息公开申请3件。", &[]);
}
