//! Whose site, whose requests, whose deeds: bodies of every kind, and others they speak of.

use super::whose::check_of;

const BUREAU: &str = "示例区水利局";
const CITY_BUREAU: &str = "示例市林业局";

#[test]
fn whose_site_it_is() {
    for (body, site, is_own) in [
        ("青禾街道办事处", "区政府门户网站", false),
        ("青禾街道办事处", "市政府网站", false),
        ("青禾街道办事处", "本机关网站", true),
        ("云溪镇人民政府", "县人民政府网站", false),
        ("云溪镇人民政府", "镇政府网站", true),
        (BUREAU, "区政府门户网站", false),
        (BUREAU, "局网站", true),
        (BUREAU, "市水利局网站", false),
        (CITY_BUREAU, "市政府门户网站", false),
        (CITY_BUREAU, "市林业局网站", true),
        ("示例县人民政府", "县人民政府网站", true),
        ("示例县人民政府", "市政府网站", false),
        ("示例区人民政府办公室", "区政府门户网站", true),
        ("示例区人民政府办公室", "市政府网站", false),
        ("示例市人民政府", "市政府门户网站", true),
    ] {
        let channel = if is_own { "website" } else { "upper_level_website" };
        let expected = format!("website_items 36 条 {channel}");
        for said in ["", "我区高度重视。我区推进公开。", "我局积极落实。"] {
            check_of(body, &format!("{said}在{site}公开信息36条。"), &[&expected]);
        }
    }
    check_of("示例市人民政府", "区政府网站公开信息36条。", &[]);
    check_of(
        BUREAU,
        "在区政府网站设专栏1个，发布信息54条，累计点击4.6万次。",
        &["columns 1 个", "website_items 54 条 upper_level_website"],
    );
}

#[test]
fn other_bodies_and_groups_of_them() {
    check_of(BUREAU, "示例区排水服务中心（事业单位）收到的3件政府信息公开申请由其自行答复。", &[]);
    check_of(BUREAU, "区疾控中心微信公众号发布信息64条。", &[]);
    check_of(BUREAU, "区水利局收到政府信息公开申请6件。", &["requests_received 6 件"]);
    check_of("示例区卫生健康委员会", "区卫健委收到政府信息公开申请6件。", &["requests_received 6 件"]);
    check_of(
        "示例市人力资源和社会保障局(示例市公务员局)",
        "市人力资源社会保障局主动公开信息64条。",
        &["proactive_items 64 条"],
    );
    check_of(BUREAU, "市局收到政府信息公开申请60件。", &[]);
    check_of(CITY_BUREAU, "市局及各分局共公开信息640条，其中市局210条。", &["proactive_items 210 条"]);
    check_of(
        "示例市人民政府",
        "全市收到政府信息公开申请90件，其中市本级部门收到35件，县（市、区）收到55件。",
        &["requests_received 90 件"],
    );
    check_of(
        "示例县人民政府",
        "收到政府信息公开申请90件，其中乡镇受理35件，县直部门受理55件。",
        &["requests_received 90 件"],
    );
    check_of("青禾街道办事处", "街道受理政府信息公开申请5件。", &["requests_received 5 件"]);
    check_of("示例县人民政府", "县政府新闻办组织新闻发布会7场。", &["press_conferences 7 场 press_conference"]);
    check_of(BUREAU, "全市系统举办培训3期，培训骨干64名。", &[]);
    check_of(BUREAU, "区疾控中心、区人民医院等单位公开信息560条。", &[]);
    check_of(CITY_BUREAU, "各县（市）区林业机关收到政府信息公开申请46件。", &[]);
    check_of(BUREAU, "区级层面公开信息360条。", &[]);
    check_of(BUREAU, "区融媒体中心公众号转发我局信息24条。", &[]);
    check_of("云溪镇人民政府", "县政府督查室对我镇督查2次。", &[]);
    check_of("云溪镇人民政府", "镇属学校、卫生院公开信息54条。", &[]);
    check_of("云溪镇人民政府", "村级公众号发布信息420条。", &[]);
    check_of("示例区人民政府", "街道办事处网站公开信息360条。", &[]);
    check_of(BUREAU, "由区政府办公室组织的培训2次。", &[]);
    check_of(BUREAU, "由我局组织的培训2次。", &["trainings 2 次"]);
    check_of(BUREAU, "社区通过微信群发布通知46条。", &[]);
}

#[test]
fn in_whose_name_and_at_whose_event() {
    check_of(BUREAU, "办理以区政府为答复主体的政府信息公开申请4件。", &[]);
    check_of(BUREAU, "以区政府名义召开新闻发布会6场。", &[]);
    check_of(BUREAU, "举办新闻发布会3场，参加区政府新闻发布会2场。", &["press_conferences 3 场 press_conference"]);
    check_of(BUREAU, "向档案馆移送公开文件46份。", &[]);
    check_of(BUREAU, "邀请公众代表列席会议16人次。", &[]);
}

#[test]
fn the_year_before_by_its_name() {
    let of_year = |line: &str| {
        let found = gongkai_report::facts::facts(&[super::section(1, &[line])], Some(BUREAU), Some(2030));
        found.iter().map(super::shown).collect::<Vec<_>>()
    };
    assert_eq!(
        of_year("新收政府信息公开申请16件，2029年结转4件，办结18件，结转2031年2件。"),
        ["requests_received 16 件", "requests_carried_in 4 件", "requests_handled 18 件", "requests_carried_out 2 件"],
    );
    assert_eq!(of_year("2029年结转的4件政府信息公开申请均已答复。"), ["requests_carried_in 4 件"]);
    assert_eq!(
        of_year("加上2029年结转的4件，全年共办理政府信息公开申请20件。"),
        ["requests_carried_in 4 件", "requests_handled 20 件"],
    );
    assert!(of_year("2029年收到政府信息公开申请16件。").contains(&"requests_received 16 件".to_owned()));
    assert_eq!(of_year("2029年收到政府信息公开申请16件。2030年公开信息90条。"), ["proactive_items 90 条"]);
}

#[test]
fn groups_of_bodies_are_parts_of_the_area() {
    let government = "示例区人民政府";
    for parts in [
        "全区收到政府信息公开申请40件，其中部门收到28件，街镇收到5件，区政府收到7件。",
        "全区共收到政府信息公开申请40件，其中区政府本级收到9件，部门收到23件，街镇收到8件。",
    ] {
        check_of(government, parts, &["requests_received 40 件"]);
        check_of("示例区审计局", parts, &[]);
    }
    for of_others in [
        "区政府部门办理政府信息公开申请25件，街镇办理10件。",
        "各街道、镇收到政府信息公开申请12件，区级部门收到19件，区政府本级收到9件。",
        "各镇（街道）收到政府信息公开申请12件，各部门收到19件。",
        "区直单位办理申请12件，乡镇办理30件。",
    ] {
        check_of(government, of_others, &[]);
    }
    check_of(
        government,
        "全区主动公开政府信息8.2万条，其中区政府网站3.1万条，部门网站4.6万条，街镇0.5万条。",
        &["proactive_items 82000 条", "website_items 31000 条 website"],
    );
    check_of(government, "全区各单位共收到政府信息公开申请40件。", &["requests_received 40 件"]);
    check_of("青禾街道办事处", "街道收到政府信息公开申请5件。", &["requests_received 5 件"]);
    check_of(government, "区政府收到政府信息公开申请5件。", &["requests_received 5 件"]);
}

#[test]
fn disputes_of_a_government_are_none_of_the_bureau_that_acts_for_it() {
    let bureau = "示例区司法局";
    for of_others in [
        "承办以区政府为被申请人的信息公开复议案件5件。",
        "作为区政府行政复议机构，全年收到行政复议申请318件，其中涉及政府信息公开的46件，均系以区政府为复议机关的案件。",
        "代表区政府出庭应诉政府信息公开案件6件，均胜诉。",
    ] {
        check_of(bureau, of_others, &[]);
    }
    check_of(bureau, "本机关被诉政府信息公开案件2件。", &["litigation_cases 2 件"]);
}
