//! Misspelt and doubled words, mangled numbers, names of provinces, broken lines, personal numbers.

use gongkai_documents::Place;
use gongkai_report::EditionId;
use gongkai_report::check::Context;

use super::builder::{codes, findings, located, report, say};

/// A sentence in section five; the codes found in it.
fn check(sentence: &str, expected: &[&str]) {
    let mut report = report(EditionId::E2021);
    say(&mut report, 5, &[sentence]);
    assert_eq!(codes(&report), expected, "{sentence}");
}

#[test]
fn misspelt_form_words() {
    for sentence in [
        "（以下筒称《条例》）",
        "未发生行政复义。",
        "行政述讼为0件。",
        "政府信息公开条理学习不够。",
        "根据《条列》的规定。",
        "依椐《条例》的规定。",
        "本年度办结结果",
        "末收到依申请公开件。",
        "把信息报送人物落实到岗。",
        "工作按排不够细。",
    ] {
        check(sentence, &["word-misspelt"]);
    }
}

#[test]
fn right_words_that_look_misspelt() {
    for sentence in [
        "（以下简称《条例》）",
        "信息公开条理清晰。",
        "年末收到申请较多，期末发现问题。",
        "宣传先进人物事迹。",
        "按排名先后公示，按排查结果整改。",
        "材料重复盖章。",
        "公示许可办结结果。",
        "推行普通迅速两类程序。",
        "行政强制、行政处罚、行政诉讼、行政复议、规范性文件。",
    ] {
        check(sentence, &[]);
    }
}

#[test]
fn a_wrong_form_is_told_once_with_its_places() {
    let mut report = report(EditionId::E2021);
    say(&mut report, 5, &["行政复义少，行政复义快。", "行政复义好。"]);
    let all = findings(&report, &Context::default());
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].args["times"], "3");
    assert_eq!(all[0].at, Some(Place::Line { line: 501 }));
    assert!(all[0].excerpt.as_deref().unwrap().contains("行政复义"));
}

#[test]
fn doubled_words_marks_and_times() {
    check("将民生实事项项目作为重点。", &["word-doubled"]);
    check("这是我们的的职责。", &["word-doubled"]);
    check("更新不及时，，内容不全。", &["punctuation-doubled"]);
    check("更新不及时。。", &["punctuation-doubled"]);
    check("2022年，今年我镇办事更快。", &["time-doubled"]);
    for sentence in [
        "有目的的公开，人人知晓，常常更新，家家户户受益。",
        "为了了解民意，公开开展活动，以及及时回应。",
        "参与与监督并重，共建和和美美的社区。",
        "转变工作作风，部门门户网站，信息息息相关，诚信信息共享。",
        "梳理政务服务事项项目清单。",
        "等等……。",
    ] {
        check(sentence, &[]);
    }
}

#[test]
fn provinces() {
    check("按照《辽省人民政府办公厅关于做好工作的通知》执行。", &["province-unknown"]);
    check("《山冬省财政厅通知》", &["province-unknown"]);
    check("按照辽省统一部署，开展培训。", &["province-unknown"]);
    check("本年度，根据辽省政府的要求公开。", &["province-unknown"]);
    check("向淅江省申请人作了答复。", &["province-unknown"]);
    for sentence in [
        "《辽宁省人民政府办公厅通知》",
        "全省各市，省人民政府、国家、省、市",
        "按照，我省财政厅要求",
        "《沿海省份经验》",
        "（黑龙江省哈尔滨市）",
        "按照全省统一部署，根据省政府的要求，落实浙江省有关规定",
    ] {
        check(sentence, &[]);
    }
}

#[test]
fn mangled_dates_and_numbers() {
    check("自2020**1月1日起至2020**12月31日止。", &["date-mangled"]);
    check("按照国办公开办函〔202130号要求。", &["document-number-mangled"]);
    check("按照国办公开办函202130〕号要求。", &["document-number-mangled"]);
    check("按照国办公开办函〔2021〕30要求。", &["document-number-mangled"]);
    check("（示政办电(2021)1号）", &["document-number-format"]);
    check("示政办发〔2021〕第05号", &["document-number-format"]);
    for sentence in [
        "自2020年1月1日起至2020年12月31日止。",
        "国办公开办函〔2021〕30号、国办发〔2019〕 54 号",
        "国务院令第711号",
        "（2020）示01行初3号",
        "2020年度12月份",
        "〔注：另行通知〕",
    ] {
        check(sentence, &[]);
    }
}

#[test]
fn the_old_regulation() {
    check("依据条例（国务院令第492号）。", &["statute-outdated"]);
    check("条例由国务院令第492号公布，经国务院令第711号修订。", &[]);
}

#[test]
fn lines_broken_inside_a_word() {
    let mut report = report(EditionId::E2021);
    say(&mut report, 5, &["二是继续拓展政府信", "息公开的形式。"]);
    assert_eq!(codes(&report), ["line-broken"]);
    say(&mut report, 5, &["二是继续拓展", "政府信息公开的形式。"]);
    assert_eq!(codes(&report), Vec::<&str>::new());
}

#[test]
fn personal_numbers_are_masked_everywhere() {
    let mut report = report(EditionId::E2021);
    say(&mut report, 5, &["行政复义请联系13800001234，身份证11010519491231002X。"]);
    let all = findings(&report, &Context::default());
    let found: Vec<_> = all.iter().map(|finding| finding.code.0).collect();
    assert_eq!(found, ["word-misspelt", "mobile-number", "identity-number"]);
    for finding in &all {
        let shown = format!("{:?} {:?}", finding.excerpt, finding.args);
        assert!(!shown.contains("13800001234") && !shown.contains("194912310"), "{shown}");
    }
}

#[test]
fn office_phones_are_left_alone() {
    check("联系电话：0571-88001234，邮编310000，邮箱gk@example.cn。", &[]);
}

#[test]
fn words_taken_over_with_a_neighbours_name() {
    for sentence in [
        "2021年，桃源街道办事处主动公开政府信息30条。",
        "一年来，示例区桃源街道深入贯彻落实《条例》。",
        "本报告由桃源街道党政综合办公室编制。",
        "本报告根据《条例》要求，由桃源街道编制。",
        "由桃源街道编制本年度报告。",
        "现将桃源街道2021年政府信息公开工作年度报告公布如下。",
    ] {
        check(sentence, &["other-body-named"]);
    }
}

#[test]
fn neighbours_and_others_may_be_mentioned() {
    for sentence in [
        "2021年，青禾街道主动公开政府信息30条。",
        "本报告由示例市示例区青禾街道办事处编制。",
        "与桃源街道联合开展培训，各街道积极参加。",
        "赴桃源街道学习，我街道深入整改。",
        "由桃源街道编制的片区规划与我街道共享。",
        "本目录由桃源街道编制并动态更新。",
        "信息公开指南已经修订，由桃源街道编制。",
        "街道公开信息90条；邻近的桃源街道公开信息120条。",
        "学习借鉴示例区桃源街道做法，桃源街道主动公开信息的经验在我街道推广。",
        "2021年，桃源街道主动公开的信息由我街道转载。",
        "参考桃源街道2020年政府信息公开工作年度报告的写法。",
        "全区街道认真落实，辖区内云溪镇积极配合。",
        "根据示例区财政局要求，按照示例区人民政府办公室2021年政府信息公开工作年度报告的格式编写。",
    ] {
        check(sentence, &[]);
    }
}

#[test]
fn what_other_bureaus_drew_up_is_no_report() {
    let of_bureau = |sentence: &str| {
        let mut report = report(EditionId::E2021);
        report.title = Some(located("示例区水利局2021年政府信息公开工作年度报告", 1));
        report.body = Some("示例区水利局".to_owned());
        say(&mut report, 5, &[sentence]);
        report
    };
    let context = Context::default();
    let taken = of_bureau("本报告由示例区政务服务和数据局编制。");
    let told = findings(&taken, &context).into_iter().find(|finding| finding.code.0 == "other-body-named");
    let name = told.and_then(|finding| finding.args.into_iter().find(|(name, _)| *name == "found"));
    assert_eq!(name.map(|(_, value)| value), Some("示例区政务服务和数据局".to_owned()));
    for sentence in [
        "由区财政局编制的预算草案已公开。",
        "由示例区档案局编制的归档目录同步公开。",
        "由区市场监管局牵头起草的文件向我局征求意见。",
        "本目录由区数据局编制并动态更新。",
        "由区政务服务和数据局牵头编制的目录，我局已落实。",
    ] {
        assert!(!codes(&of_bureau(sentence)).contains(&"other-body-named"), "{sentence}");
    }
}

#[test]
fn links_to_the_reports_of_neighbours_are_no_words_of_the_report() {
    let links =
        ["示例区桃源街道2021年政府信息公开工作年度报告", "示例区白石街道2021年政府信息公开工作年度报告 2022-01-20"];
    check(links[1], &["other-body-named"]);
    let mut report = report(EditionId::E2021);
    say(&mut report, 5, &links);
    assert_eq!(codes(&report), [""; 0]);
}
