//! What reports say, in many wordings.

use super::{check, check_lines, found, section};

#[test]
fn requests_received() {
    check("2021年，我镇收到政府信息公开申请5件。", &["requests_received 5 件"]);
    check("全年共受理依申请公开 12 件。", &["requests_received 12 件"]);
    check("本年新收政府信息公开申请713件，上年结转36件。", &["requests_received 713 件", "requests_carried_in 36 件"]);
    check("共收到5件政府信息公开申请。", &["requests_received 5 件"]);
    check("收到政府信息公开申请数为0。", &["requests_received 0"]);
    check("受理信息公开申请十二件。", &["requests_received 12 件"]);
    check("受理信息公开申请十二（12）件。", &["requests_received 12 件"]);
    check("受理信息公开申请12（壹拾贰）件。", &["requests_received 12 件"]);
    check("受理信息公开申请十二（13）件。", &[]);
    check("受理信息公开申请1，234件。", &["requests_received 1234 件"]);
    check("共收到信息公开申请２３０余件。", &["requests_received 230 件 at_least"]);
    check("收到并答复政府信息公开申请8件。", &["requests_received 8 件", "requests_handled 8 件"]);
    check("共受理公民、法人或者其他组织的信息公开申请共计3件。", &["requests_received 3 件"]);
    check_lines(&["（二）依申请公开情况", "全年共受理申请5件，均已答复。"], &["requests_received 5 件"]);
}

#[test]
fn none_were_received_where_the_heading_says_of_what() {
    let none = ["requests_received 0 implicit_zero"];
    for said in [
        "本年度未接到申请。",
        "全年没有收到任何申请。",
        "2023年，我街道未收到公民、法人和其他组织的申请。",
        "未收到群众提交的书面申请。",
    ] {
        check_lines(&["（二）依申请公开情况", said], &none);
        check_lines(&["（二）行政许可情况", said], &[]);
        check(&format!("（二）依申请公开情况。{said}"), &none);
    }
    let facts = gongkai_report::facts::facts(&[section(3, &["没有收到任何申请。"])], None, None);
    assert_eq!(facts.iter().map(super::shown).collect::<Vec<_>>(), none);
}

#[test]
fn what_an_account_sends_is_no_document() {
    check(
        "微信公众号“青禾发布”共发文412篇，关注数8563人，累计阅读量超20万。",
        &["wechat_posts 412 篇 wechat", "wechat_followers 8563 人 wechat", "wechat_reads 200000 wechat at_least"],
    );
    check("累计阅读量20万余。", &[]);
    check("全年发文120件。", &["documents_issued 120 件"]);
}

#[test]
fn requests_by_part() {
    check(
        "收到信息公开申请12件，其中自然人10件，法人和其他组织2件。",
        &["requests_received 12 件", "requests_natural_person 10 件", "requests_organisation 2 件"],
    );
    check(
        "全年办结政府信息公开申请10件，其中予以公开6件、部分公开2件、不予公开1件、无法提供1件，结转下年度继续办理2件。",
        &[
            "requests_handled 10 件",
            "requests_granted 6 件",
            "requests_granted_in_part 2 件",
            "requests_refused 1 件",
            "requests_unavailable 1 件",
            "requests_carried_out 2 件",
        ],
    );
    check(
        "收到信息公开申请5件，其中网络申请3件，信函申请1件，当面申请1件。",
        &[
            "requests_received 5 件",
            "requests_by_channel 3 件 online",
            "requests_by_channel 1 件 mail",
            "requests_by_channel 1 件 in_person",
        ],
    );
    check("申请公开信息的办结率达100%。", &["answer_rate 100 %"]);
    check("政府信息公开申请零受理。", &["requests_received 0 implicit_zero"]);
    check(
        "答复政府信息公开申请12件，无一例被提起行政复议。",
        &["requests_handled 12 件", "reconsideration_cases 0 implicit_zero"],
    );
}

#[test]
fn disputes() {
    check(
        "因政府信息公开被申请行政复议3件，其中维持2件，纠正1件。",
        &["reconsideration_cases 3 件", "reconsideration_upheld 2 件", "reconsideration_corrected 1 件"],
    );
    check("政府信息公开行政复议、行政诉讼0件。", &["reconsideration_cases 0 件", "litigation_cases 0 件"]);
    check("政府信息公开行政复议、行政诉讼各1件。", &["reconsideration_cases 1 件", "litigation_cases 1 件"]);
    check("政府信息公开行政复议、行政诉讼共3件。", &["reconsideration_and_litigation_cases 3 件"]);
    check("政府信息公开行政复议、行政诉讼分别为3件、2件。", &["reconsideration_cases 3 件", "litigation_cases 2 件"]);
    check("政府信息公开行政诉讼2件，尚未审结1件。", &["litigation_cases 2 件", "litigation_pending 1 件"]);
    check("收到信息公开申请5件，引发行政复议1件。", &["requests_received 5 件", "reconsideration_cases 1 件"]);
}

#[test]
fn requests_and_disputes_without_saying_of_what() {
    let of_requests = ["requests_received 20 件", "requests_handled 18 件"];
    let said = "全年共收到申请20件，办结18件。";
    check_lines(&["（二）依申请公开", said], &of_requests);
    check_lines(&["（二）依申请公开。加强管理，规范流程。", said], &of_requests);
    check_lines(&["2.依申请公开：严格审查，规范答复。", said], &of_requests);
    check_lines(&["我街道依申请公开工作规范有序。", said], &of_requests);
    check(said, &[]);
    check(
        "共收到申请20件，办结18件，结转下年度2件。",
        &["requests_received 20 件", "requests_handled 18 件", "requests_carried_out 2 件"],
    );
    check(
        "收到申请共计20件，其中予以公开17件，部分公开3件。",
        &["requests_received 20 件", "requests_granted 17 件", "requests_granted_in_part 3 件"],
    );
    check(
        "行政复议3件，其中维持2件，纠正1件；行政诉讼1件。",
        &[
            "reconsideration_cases 3 件",
            "reconsideration_upheld 2 件",
            "reconsideration_corrected 1 件",
            "litigation_cases 1 件",
        ],
    );
}

#[test]
fn followers_and_looks_without_a_measure_word() {
    check("官方微博粉丝3.5万。", &["weibo_followers 35000 weibo"]);
    check("微博粉丝3.5万、抖音粉丝1.2万。", &["weibo_followers 35000 weibo", "video_followers 12000 short_video"]);
    check("政务微信粉丝数达到2.8万。", &["wechat_followers 28000 wechat"]);
    check("微信公众号订阅用户2.3万，粉丝数由2万增加到2.3万。", &["wechat_followers 23000 wechat"]);
    check("官方微博粉丝数3.5万个。", &["weibo_followers 35000 个 weibo"]);
    check("网站点击量3000+。", &["website_visits 3000 website at_least"]);
    check("主动公开信息300+条。", &["proactive_items 300 条 at_least"]);
}

#[test]
fn zeros_said_in_words() {
    check("2021年未收到政府信息公开申请。", &["requests_received 0 implicit_zero"]);
    check("我局2021年没有收到依申请公开事项。", &["requests_received 0 implicit_zero"]);
    check("全年无政府信息公开申请。", &["requests_received 0 implicit_zero"]);
    check("依申请公开情况：无。", &["requests_received 0 implicit_zero"]);
    check("上年无结转。", &["requests_carried_in 0 implicit_zero"]);
    check(
        "收到政府信息公开申请3件，上年度无结转申请。",
        &["requests_received 3 件", "requests_carried_in 0 implicit_zero"],
    );
    check("上年没有结转。", &["requests_carried_in 0 implicit_zero"]);
    check(
        "未发生因政府信息公开引起的行政复议、行政诉讼案件。",
        &["reconsideration_cases 0 implicit_zero", "litigation_cases 0 implicit_zero"],
    );
    check(
        "政府信息公开行政复议和行政诉讼均未发生。",
        &["reconsideration_cases 0 implicit_zero", "litigation_cases 0 implicit_zero"],
    );
    check(
        "无政府信息公开申请、行政复议和行政诉讼。",
        &[
            "reconsideration_cases 0 implicit_zero",
            "litigation_cases 0 implicit_zero",
            "requests_received 0 implicit_zero",
        ],
    );
    check("未因依申请公开引发行政复议。", &["reconsideration_cases 0 implicit_zero"]);
    check("没有一起行政诉讼案件。", &["litigation_cases 0 implicit_zero"]);
    check(
        "2021年本机关无行政复议、无行政诉讼。",
        &["reconsideration_cases 0 implicit_zero", "litigation_cases 0 implicit_zero"],
    );
    check("全年未向申请人收取任何费用。", &["fees_charged 0 implicit_zero"]);
    check("2021年度未收取信息处理费。", &["fees_charged 0 implicit_zero"]);
    check(
        "全年未发生泄密事件和网络安全事件。",
        &["security_incidents 0 implicit_zero", "leak_incidents 0 implicit_zero"],
    );
    check("未出现责任追究情况。", &["accountability_cases 0 implicit_zero"]);
}

#[test]
fn channels_and_their_counts() {
    check("通过政府网站公开信息1,234条。", &["website_items 1234 条 website"]);
    check("在区政府门户网站发布信息30条，我镇政务公开不断加强。", &["website_items 30 条 upper_level_website"]);
    check("我区通过区政府门户网站发布信息30条。", &["website_items 30 条 website"]);
    check("我街道向市政府网站报送信息三千余条。", &["items_submitted 3000 条 upper_level_website at_least"]);
    check(
        "微信公众号推送文章1.2万余篇，粉丝近3千人。",
        &["wechat_posts 12000 篇 wechat at_least", "wechat_followers 3000 人 wechat at_most"],
    );
    check(
        "官方微博发布信息120条，阅读量约30万次。",
        &["weibo_posts 120 条 weibo", "weibo_reads 300000 次 weibo about"],
    );
    check(
        "通过公开栏公示信息20条，电子显示屏播放信息15条。",
        &["bulletin_board_items 20 条 bulletin_board", "electronic_screen_items 15 条 electronic_screen"],
    );
    check(
        "全镇设立公开栏12个、电子显示屏3块。",
        &["bulletin_boards 12 个 bulletin_board", "electronic_screens 3 块 electronic_screen"],
    );
    check("开通政务新媒体账号4个。", &["accounts 4 个 new_media"]);
    check("编发简报百余期。", &["briefings 100 期 briefing at_least"]);
    check("微信、微博发布信息200条。", &["new_media_posts 200 条 wechat+weibo"]);
    check("主动公开政府信息64条，其中政策解读5篇。", &["proactive_items 64 条", "policy_interpretations 5 篇"]);
    check("发布信息数十条。", &["proactive_items 条 about"]);
    check("召开新闻发布会3场。", &["press_conferences 3 场 press_conference"]);
    check("公开各类信息500条以上。", &["proactive_items 500 条 at_least"]);
    check(
        "设置政府信息查阅点6处，接待查阅80余人次。",
        &["reading_points 6 处 reading_point", "reading_point_visits 80 人次 reading_point at_least"],
    );
    check("抖音账号全年发布视频56个。", &["video_posts 56 个 short_video"]);
    check("开通抖音账号1个，发布视频56个。", &["accounts 1 个 short_video", "video_posts 56 个 short_video"]);
    check(
        "政府网站独立用户访问总量3456个，网站总访问量1.2万次。",
        &["website_visits 3456 个 website", "website_visits 12000 次 website"],
    );
    check("设立政务公开专区1处。", &["reading_points 1 处 reading_point", "physical_column"]);
    check(
        "设置政府信息查阅点2处，接待群众百余人次。",
        &["reading_points 2 处 reading_point", "visitors 100 人次 at_least"],
    );
    check("全年接待群众百余人次。", &["visitors 100 人次 at_least"]);
}

#[test]
fn documents_and_duties() {
    check(
        "制发行政规范性文件3件，废止行政规范性文件2件，现行有效规范性文件25件。",
        &["normative_docs_issued 3 件", "normative_docs_repealed 2 件", "normative_docs_in_force 25 件"],
    );
    check(
        "规范性文件新制定9件，废止6件，现行有效57件。",
        &["normative_docs_issued 9 件", "normative_docs_repealed 6 件", "normative_docs_in_force 57 件"],
    );
    check("发布政府公报12期，印制2.4万册。", &["gazette_issues 12 期 gazette"]);
    check("印发公文120件。", &["documents_issued 120 件"]);
    check("办理行政许可56件，行政处罚12件。", &["permit_decisions 56 件", "penalty_decisions 12 件"]);
    check("收取信息处理费1.2万元。", &["fees_charged 12000 元"]);
    check("投入政务公开工作经费5万元。", &["funds_spent 50000 元"]);
    check("全年投入经费5万元。", &["funds_spent 50000 元"]);
    check("开展社会评议1次。", &["evaluations 1 次", "social_review"]);
    check("回应公众关注热点或重大舆情6次。", &["responses_to_opinion 6 次"]);
    check("受理12345热线工单35件。", &["hotline_calls 35 件 hotline"]);
    check("接受咨询三百多人次。", &["consultations 300 人次 at_least"]);
}

#[test]
fn people_training_and_proposals() {
    check("参加区级培训3次，配备专（兼）职人员4人。", &["trainings_attended 3 次", "district_training", "staff 4 人"]);
    check("配备专职人员2名，兼职人员3名。", &["staff_fulltime 2 名", "staff_parttime 3 名"]);
    check("共有两名专职工作人员。", &["staff_fulltime 2 名"]);
    check("举办政务公开培训2次，80余人次。", &["trainings 2 次", "trainees 80 人次 at_least"]);
    check("召开政务公开工作会议4次，开展督查6次。", &["meetings 4 次", "inspections 6 次"]);
    check("办理人大代表建议5件、政协提案3件。", &["npc_proposals 5 件", "cppcc_proposals 3 件"]);
    check("办理人大代表建议和政协提案共12件，满意率100%。", &["proposals_handled 12 件", "satisfaction_rate 100 %"]);
    check("承办建议提案4件，均表示满意。", &["proposals_handled 4 件", "proposals_satisfied 4 件"]);
    check("全镇5个社区、12个行政村实现公开全覆盖。", &["communities 5 个", "villages 12 个"]);
    check("举办政府开放日活动2场，邀请群众60余人参加。", &["open_days 2 场", "visitors 60 人 at_least"]);
}

#[test]
fn statements() {
    check("成立了以镇长为组长的政务公开工作领导小组。", &["leading_group"]);
    check("公开前须经主要领导签批后方可上网发布。", &["signoff_rule"]);
    check("成立政务公开领导小组，办公室设在党政办。", &["work_org", "leading_group"]);
    check("明确专人负责政务公开工作。", &["designated_person"]);
    check("各科室确定一名信息联络员。", &["info_officer"]);
    check("将政务公开工作纳入全局年度绩效考核。", &["assessment_system"]);
    check("我乡没有独立的门户网站。", &["no_own_platform"]);
    check("对新入职人员开展政务公开培训。", &["training_new_staff"]);
    check("各社区每月公示居务情况。", &["community_monthly"]);
    check("在服务大厅设立政务公开专区。", &["physical_column"]);
}

#[test]
fn channels_used_are_listed() {
    let facts = found(&["充分利用政府网站、微信公众号、村务公开栏等渠道公开信息。"]);
    let channels = facts.iter().find(|fact| fact.subject == "channels").unwrap();
    assert_eq!(channels.items, ["政府网站", "微信公众号", "村务公开栏"]);
    assert!(found(&["做好政府网站和微信公众号检查工作。"]).iter().all(|fact| fact.subject != "channels"));
}

#[test]
fn hard_line_breaks_and_white_space() {
    check_lines(&["2021年，我镇 共 收到 政府信息公开", "申请 ５ 件。"], &["requests_received 5 件"]);
    let facts = found(&["我镇共收到", "政府信息公开申请 5 件，", "办结5件。"]);
    assert_eq!(facts[0].quote, "政府信息公开申请 5 件");
    assert_eq!(facts[0].raw.as_deref(), Some("5"));
}

#[test]
fn section_three_is_about_requests_without_saying_so() {
    let facts = gongkai_report::facts::facts(&[section(3, &["全年共收到申请7件。"])], None, None);
    assert_eq!(facts.iter().map(super::shown).collect::<Vec<_>>(), ["requests_received 7 件"]);
}

#[test]
fn section_five_tells_what_stands_and_nothing_planned() {
    let facts = gongkai_report::facts::facts(
        &[section(5, &["公开信息12条，数量较少。下一步，全镇4个社区将举办培训3次，未收到申请。"])],
        None,
        None,
    );
    assert_eq!(facts.iter().map(super::shown).collect::<Vec<_>>(), ["communities 4 个"]);
}

#[test]
fn a_bureau_may_tell_of_itself_in_the_third_person() {
    let told = |body| {
        let sections = [section(3, &["2022年，区教育局收到申请5件。"])];
        gongkai_report::facts::facts(&sections, body, None).iter().map(super::shown).collect::<Vec<_>>()
    };
    assert_eq!(told(Some("示例区教育局")), ["requests_received 5 件"]);
    assert!(told(Some("示例区财政局")).is_empty());
    assert!(told(None).is_empty());
}

#[test]
fn the_share_of_the_body_itself_is_a_count_of_its_own() {
    check(
        "全区共收到政府信息公开申请30件，其中我办收到12件、各街道18件。",
        &["requests_received 30 件", "requests_received 12 件"],
    );
}
