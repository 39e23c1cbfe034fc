//! What looks like a fact and is none.

use proptest::prelude::*;

use super::{check, check_lines, found};

/// Fragments of reports, to be put together at random.
const FRAGMENTS: [&str; 40] = [
    "收到",
    "信息公开申请",
    "5件",
    "，",
    "。",
    "；",
    "：",
    "（",
    "）",
    "一是",
    "二是",
    "1.",
    "（一）",
    "未收到",
    "无",
    "分别为",
    "、",
    "和",
    "行政复议",
    "行政诉讼",
    "公开栏",
    "微信公众号",
    "百余",
    "万",
    "2020年",
    "12,34",
    " ",
    "\u{3000}",
    "下一步",
    "针对",
    "存在",
    "等问题",
    "不够",
    "领导小组",
    "通过",
    "网站",
    "均为满意",
    "ａ５％",
    "①",
    "🙂",
];

proptest! {
    #[test]
    fn any_prose_is_read_without_harm(
        picks in proptest::collection::vec(proptest::collection::vec(0..FRAGMENTS.len(), 0..24), 0..6),
        number in 1u8..7,
    ) {
        let lines: Vec<String> =
            picks.iter().map(|line| line.iter().map(|pick| FRAGMENTS[*pick]).collect()).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let section = super::section(number, &lines);
        for fact in gongkai_report::facts::facts(std::slice::from_ref(&section), None, None) {
            prop_assert!(section.lines.iter().any(|line| line.at == fact.at && line.text.contains(&fact.quote)));
            prop_assert!(!fact.quote.is_empty());
        }
        let (problems, improvements) = gongkai_report::facts::problems_and_improvements(&section);
        prop_assert!(problems.iter().chain(&improvements).all(|entry| !entry.is_empty()));
    }
}

#[test]
fn numbers_that_count_nothing() {
    for line in [
        "本报告统计时间自2020**1月1日起，至2020**12月31日止。",
        "根据国办公开办函〔2019〕60号和国务院令第711号要求。",
        "按照《条例》第二十条第（一）项公开。",
        "全年收到件，公开信息条。",
        "联系电话：0371-1234567，邮编450000。",
        "办公时间8:30至17:30。",
        "在收到申请之日起20个工作日内答复。",
        "政务公开是一项重要工作，也是一个单位的门面。",
        "落实一次性告知制度，推进“一件事一次办”。",
        "主要表现在以下三方面。",
        "第3季度召开会议。",
        "身份证号410701199001011234。",
        "实行三审三校制，建设两微一端。",
    ] {
        let counts: Vec<_> = found(&[line]).into_iter().filter(|fact| fact.value.is_some()).collect();
        assert!(counts.is_empty(), "{line}: {counts:#?}");
    }
}

#[test]
fn differences_plans_and_other_years() {
    check("公开信息比上年增加20条。", &[]);
    check("较2019年减少了3件信息公开申请。", &[]);
    check("去年收到信息公开申请9件。", &[]);
    check("计划举办培训2次。", &[]);
    check_lines(
        &["2020年，我镇收到信息公开申请5件。", "2019年，我镇收到信息公开申请9件。", "2020年，我镇继续做好工作。"],
        &["requests_received 5 件"],
    );
}

#[test]
fn counts_of_others_of_part_of_the_year_and_of_several_years() {
    check("指导社区办理政府信息公开申请5件。", &[]);
    check("督促各部门主动公开信息20条。", &[]);
    check("1至11月，收到政府信息公开申请10件。", &[]);
    check("1-11月收到政府信息公开申请10件。", &[]);
    check("截至2020年11月底，收到政府信息公开申请10件。", &[]);
    check("2018年至2020年，累计主动公开政府信息900条。", &[]);
    check("2018—2020年共主动公开政府信息900条。", &[]);
    check("2018至2020年主动公开政府信息900条。", &[]);
    check("12月收到政府信息公开申请4件。", &[]);
    check("2020年5月共公开政府信息46条。", &[]);
    check("2021年1月，收到政府信息公开申请3件。", &[]);
    check("区教育局收到政府信息公开申请5件。", &[]);
    check("日均公开信息3条，明年举办培训6次，2021年将举办培训10次。", &[]);
    check("应公开信息30条。", &[]);
    check("公开信息由321条增加到432条。", &["proactive_items 432 条"]);
    check("1月1日至12月31日，收到政府信息公开申请10件。", &["requests_received 10 件"]);
    check("截至12月底，收到政府信息公开申请10件。", &["requests_received 10 件"]);
}

/// The examples of `docs/rules.md`: the number alone is a count, in its sentence it is none.
#[test]
fn the_examples_of_the_rules_are_no_facts() {
    let document = std::fs::read_to_string("../../docs/rules.md").expect("docs/rules.md");
    let section = document.split("## Numbers in prose").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows = section.expect("a section on numbers in prose").lines().filter(|line| line.starts_with("| "));
    let examples: Vec<&str> =
        rows.skip(1).filter_map(|row| row.split('|').nth(2)).flat_map(|cell| cell.split('·')).map(str::trim).collect();
    assert!(examples.len() > 8, "{examples:?}");
    for example in examples {
        let facts = found(&["2022年，我街道公开信息7条。", "2022年，我街道推进公开工作。", &format!("{example}。")]);
        let values: Vec<String> = facts.iter().filter_map(|fact| fact.value).map(|value| value.to_string()).collect();
        // Of a change the figure it ended with counts.
        let expected: &[&str] = if example.contains("增加到") { &["7", "432"] } else { &["7"] };
        let values: Vec<&str> = values.iter().map(String::as_str).filter(|value| *value != "0").collect();
        assert_eq!(values, expected, "{example}: {facts:#?}");
    }
}

#[test]
fn requests_of_another_kind() {
    check("受理低保申请35件。", &[]);
    check("办理行政许可申请12件，梳理行政许可事项40项。", &[]);
    check("全年办理行政复议案件320件。", &[]);
}

#[test]
fn requests_and_disputes_of_other_work() {
    check("收到低保申请20件，办结18件，结转下年度2件。", &[]);
    check("共收到入学申请20件，其中不予公开2件。", &[]);
    check("全年办理行政复议案件320件，其中维持210件，纠正30件，行政诉讼案件40件。", &[]);
    check("行政复议案件12件，维持10件；行政诉讼案件8件，负责人出庭8件。", &[]);
    check_lines(&["（三）法治建设", "行政复议3件，其中维持2件；行政诉讼1件。"], &[]);
    check_lines(&["依申请公开工作规范有序。", "全年办理民生实事12件，受理群众求助30件。"], &[]);
    check_lines(&["（二）依申请公开。规范流程。", "（三）行政许可。提高效率。", "共受理申请30件，办结30件。"], &[]);
    check("微信公众号粉丝增长3000。", &[]);
    check("关注5项重点工作。", &[]);
}

#[test]
fn disclosure_attributes_of_documents_are_no_requests() {
    check(
        "共制发文件68件，其中主动公开12件，依申请公开6件，不予公开50件。",
        &["documents_issued 68 件", "documents_public 12 件", "documents_on_request 6 件", "documents_withheld 50 件"],
    );
    check("印发公文20件，收到信息公开申请5件。", &["documents_issued 20 件", "requests_received 5 件"]);
}

#[test]
fn figures_of_other_work() {
    check("走访群众300余户，化解信访积案12件，常住人口5.2万人，面积12.3平方公里。", &[]);
    check("全年财政收入1.35亿元，建成公园3个，兑现补贴120万元。", &[]);
    check("办理“最多跑一次”事项45项，惠及群众2300余人。", &[]);
}

#[test]
fn denials_of_something_else() {
    check("申请人无正当理由逾期不补正的，视为放弃申请。", &[]);
    check("未收到申请人补正材料。", &[]);
    check("无法提供申请公开的信息。", &[]);
    check("没有及时答复信息公开申请。", &[]);
    check("未收到信息公开申请答复的，可以申请行政复议。", &[]);
    check("确保无泄密事件发生。", &[]);
    check("没有依申请公开栏目。", &[]);
}

#[test]
fn corrected_errors_are_no_publications() {
    check("网站检查发现并整改问题12条。", &[]);
    check("微信公众号改正错别字5个。", &[]);
}

#[test]
fn long_lines_take_linear_time() {
    let pieces = [
        "收到信息公开申请5件，".repeat(4_000),
        "未收到".repeat(10_000),
        "一".repeat(40_000),
        "1,".repeat(8_000),
        "（".repeat(8_000),
        "公开、网站、".repeat(8_000),
        "分别为3件、2件、".repeat(4_000),
        "领导小组公开".repeat(4_000),
        "微信1条".repeat(8_000),
        "了".repeat(8_000) + "5件",
        "一是不够，".repeat(4_000),
        "数".repeat(8_000),
        "政府信息公开行政复议2件，均".repeat(2_000),
        "报送信息9条，采纳3条，".repeat(2_000),
        "收取信息处理费5元，".repeat(2_000),
        "累计公开信息5条（".repeat(2_000),
        "行政诉讼1件，上年结转1件，".repeat(2_000),
        "微信粉丝5人，发布信息5条，".repeat(2_000),
        "2022年、2023年公开信息".repeat(2_000) + "5条、6条",
        "微博1个、微信1个、".repeat(2_000),
        "未收费，".repeat(4_000),
        "零申请、零复议、".repeat(2_000),
    ];
    for piece in &pieces {
        let started = std::time::Instant::now();
        let _ = found(&[piece]);
        let _ = gongkai_report::facts::problems_and_improvements(&super::section(5, &[piece]));
        let taken = started.elapsed();
        assert!(taken.as_secs() < 20, "{} took {taken:?}", piece.chars().take(12).collect::<String>());
    }
}

#[test]
fn other_business_and_other_times_are_no_requests() {
    for words in [
        "办理信访件36件。",
        "受理群众来信来访112件。",
        "受理行政审批事项3456件。",
        "收到公租房申请86件。",
        "上半年收到申请5件。",
        "近三年共收到政府信息公开申请30件。",
        "网站访问量为1，234，567次。",
    ] {
        let facts = found(&["（二）依申请公开情况", words]);
        let requests = facts.iter().filter(|fact| fact.subject.starts_with("requests_")).count();
        assert_eq!(requests, 0, "{words}: {facts:#?}");
    }
}

#[test]
fn what_sounds_like_a_count_of_the_year_and_is_none() {
    for said in [
        "组织政务公开日常抽测8次。",
        "短视频作品最高播放量达30万次。",
        "微信公众号单篇最高阅读量2.1万次。",
        "公开会议信息9次。",
        "全年档案查阅60人次。",
        "2名工作人员获评政务公开先进个人。",
        "行政诉讼负责人出庭2次。",
    ] {
        check(said, &[]);
    }
    check("举办政府开放日4次。", &["open_days 4 次"]);
}

#[test]
fn a_denial_for_some_months_is_none_for_the_year() {
    check("有2个月未收到政府信息公开申请，全年收到政府信息公开申请9件。", &["requests_received 9 件"]);
    check("没有接到公民、法人获取政府信息的申请。", &["requests_received 0 implicit_zero"]);
}

#[test]
fn fees_for_requests_are_told_by_what_they_are_for() {
    check("收取依申请公开检索、复制费用0元。", &["fees_charged 0 元"]);
    check("退还依申请公开费用20元。", &[]);
}

#[test]
fn matters_and_accounts_are_no_pieces_and_no_decisions() {
    check("全年办理行政许可事项125项。", &[]);
    check("公布行政许可125项。", &[]);
    check("全年作出行政许可决定562项。", &["permit_decisions 562 项"]);
    check("全年办结行政许可事项125件。", &["permit_decisions 125 件"]);
    check("公开12项重大行政决策事项。", &[]);
    check("公开事项12项。", &["proactive_items 12 项"]);
    check("县政府网站公开信息3216条，“青禾发布”粉丝3.2万。", &["website_items 3216 条 website"]);
    check("微信公众号“青禾发布”粉丝3.2万。", &["wechat_followers 32000 wechat"]);
    check("全年各类信息更新量3,216条。", &["proactive_items 3216 条"]);
    check("概况类信息更新量12条。", &[]);
}
