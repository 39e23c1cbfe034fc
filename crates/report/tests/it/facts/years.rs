//! Numbers over the years and of two years side by side, and this year's own.

use super::answers::of_2023;
use super::check;

#[test]
fn the_new_ones_beside_all_there_are() {
    for said in [
        "截至2023年末，累计公开信息4300条，2023年新增620条。",
        "累计主动公开信息4300条（历年累计），其中2023年新增620条。",
        "累计公开政府信息4300条，本年度新增620条。",
        "截至2023年底，累计发布信息4300条（其中当年新增620条）。",
        "历年累计公开信息4300条，今年公开620条。",
        "累计公布信息4300条，新增620条。",
        "2023年新增公开信息620条，累计公开信息4300条。",
        "全年新增主动公开信息620条，历年累计4300条。",
        "信息公开总量4300条，其中2023年新增620条。",
    ] {
        of_2023(said, &["proactive_items 620 条"]);
    }
    of_2023("至2023年底，累计收到政府信息公开申请88件，2023年新收7件。", &["requests_received 7 件"]);
    of_2023("截至2023年底，微信公众号累计推送信息900条，2023年推送210条。", &["wechat_posts 210 条 wechat"]);
    of_2023("自网站开通以来，累计发布信息900条，2023年发布210条。", &["website_items 210 条 website"]);
    of_2023("公众号开通以来，累计发布信息900条。", &[]);
}

#[test]
fn all_of_one_year_are_this_years() {
    of_2023(
        "截至2023年12月31日，全年累计公开信息2300条，2023年收到政府信息公开申请12件。",
        &["proactive_items 2300 条", "requests_received 12 件"],
    );
    of_2023("2023年累计公开信息2300条，同比新增210条。", &["proactive_items 2300 条"]);
    check(
        "网站公开信息300条，微信发布200条，累计500条。",
        &["website_items 300 条 website", "wechat_posts 200 条 wechat", "proactive_items 500 条"],
    );
    of_2023("条例实施以来，我街道认真落实，全年公开信息120条。", &["proactive_items 120 条"]);
}

#[test]
fn what_stands_in_the_end_is_not_what_came() {
    of_2023("微信公众号累计粉丝12000人，其中2023年新增2000人。", &["wechat_followers 12000 人 wechat"]);
    check("微信公众号粉丝1.2万，新增粉丝2000。", &["wechat_followers 12000 wechat"]);
    check("微信公众号新增关注用户2000人。", &[]);
    of_2023("累计开通政务新媒体账号5个，2023年新增1个。", &["accounts 5 个 new_media"]);
}

#[test]
fn of_two_years_in_turn_one_is_this_years() {
    of_2023("2022年、2023年收到政府信息公开申请9件、12件。", &["requests_received 12 件"]);
    of_2023("2022年和2023年，我街道收到政府信息公开申请9件和12件。", &["requests_received 12 件"]);
    of_2023("2021年、2022年、2023年公开信息100条、120条、150条。", &["proactive_items 150 条"]);
    of_2023("2022、2023年分别公开信息100条、120条。", &["proactive_items 120 条"]);
    of_2023("2022年和2023年共收到政府信息公开申请21件。", &[]);
    of_2023("2023年、2022年收到政府信息公开申请9件、5件。", &["requests_received 9 件"]);
    of_2023("2022年12月受理、2023年办结的政府信息公开申请3件。", &[]);
}

#[test]
fn lawsuits_carried_over_are_no_requests() {
    check("政府信息公开行政诉讼案件3件（含上年结转1件）。", &["litigation_cases 3 件"]);
    check(
        "收到政府信息公开申请9件，引发行政复议1件，结转下年度2件。",
        &["requests_received 9 件", "reconsideration_cases 1 件", "requests_carried_out 2 件"],
    );
}
