//! The word that tells the subject governs its number; what others did, held or showed is not the body's.

use super::{check, found, section, shown};
use gongkai_report::facts::facts;

/// The facts of a line in the report of a body.
#[track_caller]
fn of(body: &str, line: &str, expected: &[&str]) {
    let lines = ["2024年，本机关认真落实各项要求。", line];
    let told = facts(&[section(1, &lines)], Some(body), Some(2024));
    let told: Vec<String> = told.iter().map(shown).collect();
    assert_eq!(told, expected, "{body}: {line}");
}

const BUREAU: &str = "示例区水利局";
const STREET: &str = "示例区青禾街道办事处";
const TOWN: &str = "示例县云溪镇人民政府";

#[test]
fn another_noun_by_the_number_is_what_is_counted() {
    check("围绕重点领域新开设专题专栏6个。", &["columns 6 个"]);
    check("主动公开人大建议办理复文9件、政协提案办理复文14件。", &[]);
    check("答复网民留言76条、网民提问25个。", &["messages_answered 76 条"]);
    check("政务公开专区配备自助查询机6台。", &[]);
    check(
        "建成政务公开专区21个，其中街道级8个、社区级12个。",
        &["reading_points 21 个 reading_point", "physical_column"],
    );
    check("政务公开栏公开事项126项。", &["bulletin_board_items 126 项 bulletin_board"]);
    check("落实专人负责制，明确分管领导1名。", &["designated_person"]);
    check("开展征集5次，收到建议83条。", &[]);
    check("行政规范性文件保有量30件。", &["normative_docs_in_force 30 件"]);
    check("摆放政府公报230份。", &[]);
    check("发布水情公报12期。", &[]);
    check("编印政府公报12期。", &["gazette_issues 12 期 gazette"]);
    check("制作多媒体解读产品6个。", &["policy_interpretations 6 个"]);
}

#[test]
fn looks_papers_and_times_are_told_apart() {
    check("网站无障碍浏览功能使用1.2万次。", &[]);
    check("公众号发布稿件98篇，篇均阅读量640次。", &["wechat_posts 98 篇 wechat"]);
    check("未发生安全事故，抵御攻击3600次。", &["security_incidents 0 implicit_zero"]);
    check("公开行政处罚决定书64份。", &[]);
    check("水质信息每月公开1次，全年公开12次。", &[]);
    check("政务公开会议上传达上级文件6份。", &[]);
    check("在16个村（社区）建成服务点。", &[]);
    check(
        "网站开设栏目96个，发布信息1300条，访问量640万人次。",
        &["columns 96 个", "website_items 1300 条 website", "website_visits 6400000 人次 website"],
    );
}

#[test]
fn what_was_held_elsewhere_or_is_of_other_work_is_no_doing_of_its_own() {
    check("接受区政府办季度检查4次。", &[]);
    check("邀请公众代表列席会议2次。", &[]);
    check("组织开展水政执法检查186次。", &[]);
    check("组织农民技能培训32期，培训农民2600人次。", &[]);
    check("召开政府常务会议24次。", &[]);
    check("召开局党组会研究政务公开工作2次。", &["meetings 2 次"]);
    of(STREET, "参加区政府办组织的政务公开培训3次。", &["trainings_attended 3 次", "district_training"]);
    check("“开放日”活动2场，邀请群众60人参加。", &["open_days 2 场", "visitors 60 人"]);
}

#[test]
fn what_those_below_did_is_theirs() {
    of("示例市教育局", "各县区教育局及直属学校开展开放日活动136场。", &[]);
    of("示例市教育局", "教育系统共有账号312个，粉丝480万人。", &[]);
    of(BUREAU, "指导区属国企公开信息76条。", &[]);
    of(BUREAU, "各科室报送信息163条。", &[]);
    of(TOWN, "各村（社区）微信群转发政策信息1800条次。", &[]);
    of(TOWN, "镇、村两级公开栏累计公开事项1126项。", &[]);
    of("示例区人民政府", "区政府各部门主动公开政府信息1.9万条，各街道主动公开信息6400条。", &[]);
    of("示例市人民政府", "全市收到政府信息公开申请321件，市政府办公室办理28件。", &["requests_received 321 件"]);
    of(BUREAU, "受区政府委托答复信息公开申请4件。", &[]);
}

#[test]
fn pieces_of_one_thing_or_kind_are_not_all_there_was() {
    check(
        "现有村务公开栏23块、电子显示屏14块，发布信息650条。",
        &["bulletin_boards 23 块 bulletin_board", "electronic_screens 14 块 electronic_screen"],
    );
    check("组织机构类信息更新12条，业务工作类信息发布163条。", &[]);
    check("主动公开15类信息共347条。", &["proactive_items 347 条"]);
    check("公众号转载信息300篇，原创92篇。", &[]);
    check("在信用中国（示例）网站公示信息502条。", &[]);
    check("官网设置“阳光招生”专题，点击量突破80万次。", &[]);
    check("触摸屏提供信息查询1200次。", &[]);
    check("依申请公开平台注册用户37人。", &[]);
    check("局办公室对各科室信息发布情况通报6期。", &[]);
    check("解读政策文件46件，制作图表解读81个、音视频解读23个。", &["policy_interpretations 46 件"]);
    check("完成29件文件公开属性认定。", &[]);
    check("公开局发文件46件。", &["documents_published 46 件"]);
}

#[test]
fn differences_and_figures_of_other_years_beside_ones_own() {
    check("行政复议、行政诉讼案件数量分别较去年下降2件和1件。", &[]);
    of(BUREAU, "全年主动公开信息较2023年的620条增加到745条。", &["proactive_items 745 条"]);
    of(BUREAU, "公众号月均推送30篇，全年推送362篇。", &["wechat_posts 362 篇 wechat"]);
    of(BUREAU, "已于6月注销微博，目前仅运营微信公众号1个。", &["accounts 1 个 wechat"]);
    check("十四五以来发布信息4800条。", &[]);
    check("没有收到法人和其他组织提交的申请。", &[]);
}

#[test]
fn channels_in_brackets_and_by_whose_they_are() {
    of(
        TOWN,
        "镇政府发布各类信息273条，其中镇人民政府网站168条，“云溪”公众号105条。",
        &["proactive_items 273 条", "website_items 168 条 website", "wechat_posts 105 条 wechat"],
    );
    of(
        BUREAU,
        "主动公开信息490条（网站360条、公众号130条）。",
        &["proactive_items 490 条", "website_items 360 条 website", "wechat_posts 130 条 wechat"],
    );
    assert!(
        found(&["政府信息公开行政复议案件7件，维持4件、申请人撤回2件。"])
            .iter()
            .any(|fact| fact.subject == "reconsideration_other")
    );
}
