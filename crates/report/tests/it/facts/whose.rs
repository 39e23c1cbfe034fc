//! Whose a number is, and of which whole: others', a part, what is planned, what a title names.

use super::{check, section, shown};

/// The facts of one line in section one of a body's report.
#[track_caller]
pub(super) fn check_of(body: &str, line: &str, expected: &[&str]) {
    let found = gongkai_report::facts::facts(&[section(1, &[line])], Some(body), None);
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected, "{line}");
}

/// The facts of one line in section five.
#[track_caller]
fn check_five(line: &str, expected: &[&str]) {
    let found = gongkai_report::facts::facts(&[section(5, &[line])], None, None);
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected, "{line}");
}

#[test]
fn a_plan_governs_what_goes_on_with_it() {
    for said in [
        "2030年，我镇将增设政务公开专区3个，安装电子屏2块。",
        "打算举办开放日3次，设置公告栏6处。",
        "准备于2030年开展培训2次，新设公开栏8个。",
        "下一步，我街道将继续加强阵地建设，新建查阅点4处；增设公示栏7个。",
        "明年，组织培训2次，设置公开栏9处。",
    ] {
        check_five(said, &[]);
        check(said, &[]);
    }
    for said in [
        "改进措施：增设公告栏6个。",
        "下一步工作打算：一是增设查阅点2个；二是增设公示栏6个。",
        "2030年拟增设公示栏4个、查阅点2个。",
        "规划建设政务公开专区3个。",
    ] {
        check_five(said, &[]);
    }
    check_five("改进情况：已增设公告栏6个。", &["bulletin_boards 6 个 bulletin_board"]);
    check("拟公开信息逐条登记，主动公开信息90条。", &["proactive_items 90 条"]);
    check_five("现有公开栏8个，计划增设公开栏4个。", &["bulletin_boards 8 个 bulletin_board"]);
    check_five("计划增设公开栏4个，目前已设置公开栏8个。", &["bulletin_boards 8 个 bulletin_board"]);
    check_five("将继续开展培训3场。现有公开栏8个。", &["bulletin_boards 8 个 bulletin_board"]);
}

#[test]
fn what_only_looks_like_a_plan_was_done() {
    check("各科室按计划推进，组织督查3次。", &["inspections 3 次"]);
    check("制定年度培训计划，开展业务培训4次。", &["trainings 4 次"]);
    check("将政务公开融入日常工作，开展业务培训4次。", &["trainings 4 次"]);
    check("将推进政务公开作为重点任务，召开专题会议2次。", &["meetings 2 次"]);
    check("计划开展培训6次，实际开展培训4次。", &["trainings 4 次"]);
    check("我街道将加强业务指导摆在首位，全年开展培训4次。", &["trainings 4 次"]);
    check("政府信息公开申请结转下年度办理1件。", &["requests_carried_out 1 件"]);
}

#[test]
fn a_title_named_as_a_ground_opens_no_topic() {
    for said in [
        "根据《示例区政府信息公开办法》，全年发出告知书7件。",
        "依据《政府信息公开条例》和《信息公开目录管理规范》，本年度发出催办通知4件。",
        "对照《政府网站与政务新媒体检查指标》，整理台账6件。",
        "《关于做好政府信息公开申请办理工作的通知》要求，登记6件。",
    ] {
        check(said, &[]);
    }
    check("根据《政府信息公开信息处理费管理办法》，收取费用共计60元。", &["fees_charged 60 元"]);
    check("按照《政府信息公开信息处理费管理办法》，发出收费通知2件，收取费用总金额90元。", &["fees_charged 90 元"]);
    check("根据《政府信息公开条例》，主动公开政府信息210条。", &["proactive_items 210 条"]);
    check("按照《政府信息公开条例》规定，收到政府信息公开申请7件。", &["requests_received 7 件"]);
    check("编印《青禾街道政务简报》9期。", &["briefings 9 期 briefing"]);
}

#[test]
fn an_account_is_no_post() {
    check("视频号1个，发布视频52条。", &["accounts 1 个 short_video", "video_posts 52 条 short_video"]);
    check("抖音号1个。", &["accounts 1 个 short_video"]);
    check("现有账号1个，为“青禾发布”，全年发文180篇。", &["accounts 1 个"]);
    check("全年发文180件。", &["documents_issued 180 件"]);
    check("制作短视频6个。", &["video_posts 6 个 short_video"]);
    check("视频号发布作品6个。", &["video_posts 6 个 short_video"]);
    check("微信公众号推送作品20个，视频号8个。", &["wechat_posts 20 个 wechat", "video_posts 8 个 short_video"]);
}

#[test]
fn followers_of_several_accounts_are_of_no_single_one() {
    check(
        "现有微信公众号1个、微博1个，粉丝共计3.6万人。",
        &["accounts 1 个 wechat", "accounts 1 个 weibo", "new_media_followers 36000 人 new_media"],
    );
    check("微信、微博粉丝合计3.6万人。", &["new_media_followers 36000 人 new_media"]);
    check(
        "公众号发布信息90条，微博发布信息40条，粉丝总数3.6万人。",
        &["wechat_posts 90 条 wechat", "weibo_posts 40 条 weibo"],
    );
    check(
        "公众号粉丝2.1万人，微博粉丝总数1.5万人。",
        &["wechat_followers 21000 人 wechat", "weibo_followers 15000 人 weibo"],
    );
    check("开通微博1个，粉丝合计1.5万人。", &["accounts 1 个 weibo", "weibo_followers 15000 人 weibo"]);
}

#[test]
fn a_part_is_not_told_as_the_whole() {
    check("发布政策解读40篇，其中图文解读22篇、视频解读18个。", &["policy_interpretations 40 篇"]);
    check("开展业务培训5次，其中线上培训2次。", &["trainings 5 次"]);
    check("开展业务培训5次，组织网格员培训2次。", &["trainings 5 次", "trainings 2 次"]);
    check("门户网站发布信息310条：概况类信息更新8条、政务动态180条。", &["website_items 310 条 website"]);
    check(
        "共公开信息310条：网站发布信息200条，微信公众号推送信息110条。",
        &["proactive_items 310 条", "website_items 200 条 website", "wechat_posts 110 条 wechat"],
    );
    check("规范性文件清理中，废止4件、失效6件。", &["normative_docs_repealed 4 件"]);
    check("规范性文件清理中，失效6件、废止4件。", &["normative_docs_repealed 4 件"]);
    check("规范性文件废止和失效共6件。", &["normative_docs_repealed 6 件"]);
    check("公开行政许可信息90条、行政处罚决定35条。", &[]);
    check("作出行政许可决定90件、行政处罚决定35件。", &["permit_decisions 90 件", "penalty_decisions 35 件"]);
}

#[test]
fn numbers_of_a_wider_area_are_others() {
    let bureau = "示例区水利局";
    check_of(bureau, "据通报，全市共公开信息6.4万条。", &[]);
    check_of(bureau, "2030年，全区主动公开信息3万条。", &[]);
    check_of("示例区人民政府", "全区主动公开信息3万条。", &["proactive_items 30000 条"]);
    check_of(bureau, "全区会议通报，各单位共公开信息7万条。", &[]);
    check_of(bureau, "建议区政府办组织培训3次。", &[]);
    check_of(bureau, "市政府网站公开信息5万条，我局公开310条。", &["website_items 310 条 upper_level_website"]);
    check_of(bureau, "区政府网站公开信息310条。", &["website_items 310 条 upper_level_website"]);
    check_of("示例区人民政府", "全市主动公开信息9万条。", &[]);
    check_of(bureau, "建成全市首个政务公开专区1个。", &["reading_points 1 个 reading_point", "physical_column"]);
    check_of(
        bureau,
        "区政府网站全年发布信息5200条，其中我局发布260条。",
        &["website_items 260 条 upper_level_website"],
    );
    check_of(
        bureau,
        "我局主动公开信息520条，其中我局网站发布260条。",
        &["proactive_items 520 条", "website_items 260 条 website"],
    );
}

#[test]
fn what_was_to_be_handled_is_not_yet_handled() {
    check(
        "依申请公开方面，新收21件，加上2029年结转的4件，共应办理25件，年内答复23件。",
        &["requests_received 21 件", "requests_carried_in 4 件", "requests_handled 23 件"],
    );
    check("政府信息公开申请应办结9件，实际办结8件。", &["requests_handled 8 件"]);
    check("政府信息公开申请应办尽办，办结8件。", &["requests_handled 8 件"]);
    check(
        "新收政府信息公开申请21件，连同结转至2031年的2件。",
        &["requests_received 21 件", "requests_carried_out 2 件"],
    );
}

#[test]
fn shares_of_channels_and_fates_of_all() {
    check(
        "主动公开信息700条（其中网站450条、微信公众号250条）。",
        &["proactive_items 700 条", "website_items 450 条 website", "wechat_posts 250 条 wechat"],
    );
    check(
        "主动公开信息700条（其中：网站450条，微信250条）。",
        &["proactive_items 700 条", "website_items 450 条 website", "wechat_posts 250 条 wechat"],
    );
    check("政府信息公开行政复议3件（均被维持）。", &["reconsideration_cases 3 件", "reconsideration_upheld 3 件"]);
    check("政府信息公开行政复议1件，结果为维持。", &["reconsideration_cases 1 件", "reconsideration_upheld 1 件"]);
    check("政府信息公开行政复议3件，结果为维持的占多数。", &["reconsideration_cases 3 件"]);
    check("收到政府信息公开申请5件，均为自然人提出。", &["requests_received 5 件", "requests_natural_person 5 件"]);
    check("收到政府信息公开申请5件，均为自然人和企业提出。", &["requests_received 5 件"]);
    check("现行有效规范性文件16件，本年新制定3件。", &["normative_docs_in_force 16 件", "normative_docs_issued 3 件"]);
    check("现行有效规范性文件16件，新制定工作制度3件。", &["normative_docs_in_force 16 件"]);
}

#[test]
fn a_year_to_come_is_not_the_reports() {
    check(
        "2030年，共收到政府信息公开申请14件，其中1件正在办理（答复期限至2031年1月18日）。",
        &["requests_received 14 件"],
    );
    check(
        "2030年，收到政府信息公开申请14件，结转2031年2件。",
        &["requests_received 14 件", "requests_carried_out 2 件"],
    );
    check("2030年，主动公开信息90条。2031年，我局将主动公开信息120条。", &["proactive_items 90 条"]);
}
