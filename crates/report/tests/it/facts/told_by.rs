//! What a number is told by: the verb and the noun of its own clause, and whoever opened the sentence.

use super::whose::check_of;
use super::{section, shown};

const STREET: &str = "示例区青禾街道办事处";
const TOWN: &str = "示例县云溪镇人民政府";
const BUREAU: &str = "示例区水利局";
const DISTRICT: &str = "示例区人民政府";
const CITY: &str = "示例市人民政府";

/// Each of the sentences, said by a body, tells what stands beside it.
#[track_caller]
fn told(cases: &[(&str, &str, &[&str])]) {
    for (body, said, expected) in cases {
        check_of(body, said, expected);
    }
}

#[test]
fn who_opened_the_sentence_goes_on() {
    told(&[
        (DISTRICT, "各镇街共设立公开栏36处，更新信息9600条。", &[]),
        (TOWN, "各村（社区）召开院坝会96场，参与群众3600人次。", &[]),
        (TOWN, "每村均设立村务公开栏，累计公开村务信息960条。", &[]),
        (BUREAU, "区文化馆、区图书馆微信公众号发布信息960条，阅读量36万次。", &[]),
        (DISTRICT, "区融媒体中心全年播发政务公开类新闻96条。", &[]),
        (BUREAU, "指导医疗机构公开信息960条。", &[]),
        (STREET, "街道纪工委对信息公开情况开展督查3次。", &[]),
        (STREET, "我街道优化网站，全年发布信息96条。", &["proactive_items 96 条"]),
        (DISTRICT, "区政务公开办举办业务培训3场，培训人员96人次。", &["trainings 3 场", "trainees 96 人次"]),
        (CITY, "市政府部门和县（区）政府网站分别公开信息960条和630条。", &[]),
        (
            CITY,
            "市政府共收到政府信息公开申请36件，办结33件；全市共收到政府信息公开申请960件。",
            &["requests_received 960 件"],
        ),
    ]);
}

#[test]
fn a_clause_with_a_verb_of_its_own_keeps_its_number() {
    told(&[
        (BUREAU, "每月通报科室信息报送情况，全年通报9期。", &[]),
        (BUREAU, "加强政策解读，出台政策文件3件。", &[]),
        (BUREAU, "就3件事项向社会公开征求意见，收到意见96条。", &[]),
        (BUREAU, "对照标准目录，梳理公开事项96项。", &[]),
        (STREET, "公众号不断改进，全年编辑推文96篇。", &["wechat_posts 96 篇 wechat"]),
        (BUREAU, "开展规范性文件清理，保留6件，废止3件。", &["normative_docs_repealed 3 件"]),
    ]);
}

#[test]
fn the_verb_of_a_list_stands_with_its_first_noun() {
    told(&[
        (DISTRICT, "邀请代表列席常务会议6次、专题会议3次。", &[]),
        (DISTRICT, "检查网站1个、账号36个次。", &[]),
        (CITY, "制定市政府规章3部、行政规范性文件9件。", &["normative_docs_issued 9 件"]),
        (
            BUREAU,
            "在区政府网站发布动态96条、财政信息3条，合计99条。",
            &["upper_site_news 96 条 upper_level_website", "website_items 99 条 upper_level_website"],
        ),
        (
            STREET,
            "收到政府信息公开申请3件，分别为自然人2件、法人1件。",
            &["requests_received 3 件", "requests_natural_person 2 件", "requests_organisation 1 件"],
        ),
    ]);
}

#[test]
fn doings_of_another_business() {
    told(&[
        (TOWN, "举办急救技能培训6期、茶艺培训3期、政务公开培训1期。", &["trainings 1 期"]),
        (BUREAU, "召开全区水利会商36次。", &[]),
        (BUREAU, "公开部门会议6次。", &[]),
        (DISTRICT, "区法院派员为政务公开培训班授课3次。", &[]),
        (BUREAU, "举办全局干部业务培训3期，培训业务骨干96人次。", &["trainings 3 期", "trainees 96 人次"]),
        (TOWN, "镇长接待日接访群众36批96人次。", &[]),
        (STREET, "参加线上答题活动的居民中，参与人数960人。", &[]),
        (STREET, "开展公开日活动3场，参与群众96人。", &["open_days 3 场", "visitors 96 人"]),
        (BUREAU, "我局3名工作人员参加政务公开培训班。", &[]),
        (BUREAU, "组织开放活动3次，邀请用户代表36名参加。", &["open_days 3 次", "visitors 36 名"]),
    ]);
}

#[test]
fn parts_by_rank_kind_and_form() {
    told(&[
        (BUREAU, "报送信息96篇，省级采用3篇、区级采用36篇。", &["items_submitted 96 篇"]),
        (DISTRICT, "承办市人大代表建议3件、政协提案6件，区人大代表建议36件、政协提案63件。", &[]),
        (TOWN, "设有政务公开栏12个，村务公开栏36个。", &["bulletin_boards 12 个 bulletin_board"]),
        (DISTRICT, "制作“一图读懂”36个、短视频解读9个。", &[]),
        (BUREAU, "热线受理诉求960件，其中用水咨询630件、报修330件。", &["hotline_calls 960 件 hotline"]),
        (BUREAU, "依申请公开不予公开3件（国家秘密1件、过程性信息2件）。", &["requests_refused 3 件"]),
        (
            DISTRICT,
            "因信息公开被提起行政诉讼6件，维持3件、纠正1件、其他2件。",
            &["litigation_cases 6 件", "litigation_upheld 3 件", "litigation_corrected 1 件", "litigation_other 2 件"],
        ),
    ]);
}

#[test]
fn things_and_papers_of_the_same_name() {
    told(&[
        (BUREAU, "发布水质公报9期。", &[]),
        (CITY, "编辑出版市人民政府公报9期。", &["gazette_issues 9 期 gazette"]),
        (DISTRICT, "发出行政处罚决定书96份。", &[]),
        (DISTRICT, "采购项目9个，采购预算360万元。", &["procurement_items 9 个"]),
        (TOWN, "建立微信群96个。", &[]),
        (TOWN, "公布咨询电话1部。", &[]),
        (STREET, "社区中仍有3个未设公开栏。", &[]),
        (STREET, "公众号被评为“优秀政务新媒体”，关注用户9600人。", &["wechat_followers 9600 人 wechat"]),
        (DISTRICT, "依申请公开平台共接收申请36件。", &["requests_received 36 件"]),
        (STREET, "惠民资金发放等公开事项36项。", &[]),
    ]);
}

#[test]
fn the_channel_named_before() {
    told(&[
        (
            BUREAU,
            "通过区政府网站和公众号公开信息96条，其中网站63条，公众号33条。",
            &[
                "proactive_items 96 条 website+wechat",
                "website_items 63 条 upper_level_website",
                "wechat_posts 33 条 wechat",
                "channels",
            ],
        ),
        (
            STREET,
            "公开信息96条，其中政府网站63条（占65%），微信公众号33条（占35%）。",
            &["proactive_items 96 条", "website_items 63 条 website", "wechat_posts 33 条 wechat"],
        ),
        (
            DISTRICT,
            "政务新媒体账号3个，其中微信公众号2个、抖音号1个，全年发布信息960条，总阅读量36万次。",
            &[
                "accounts 3 个 new_media",
                "accounts 2 个 wechat",
                "accounts 1 个 short_video",
                "new_media_posts 960 条 new_media",
                "new_media_reads 360000 次 new_media",
            ],
        ),
    ]);
}

#[test]
fn what_stands_in_section_five() {
    for (said, expected) in [
        ("公众号粉丝偏少，目前仅960人。", "wechat_followers 960 人 wechat"),
        ("信息员多为兼职，9名信息员中有3名任职不满一年。", "info_officers 9 名"),
        ("2024年共组织信息公开培训3次，2025年拟组织6次。", "trainings 3 次"),
        ("（一）人员变动多，全年调整6人次；（二）培训少，全年仅3次。", "trainings 3 次"),
        ("改进情况：加强学习，全年组织业务培训3次。", "trainings 3 次"),
    ] {
        let found = gongkai_report::facts::facts(&[section(5, &[said])], Some(STREET), Some(2024));
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), [expected], "{said}");
    }
}
