//! What stands between the title and section one.

use gongkai_documents::{Limits, read};
use gongkai_report::Report;

fn of(text: &str) -> Report {
    gongkai_report::read(&read(text.as_bytes(), &Limits::default()).unwrap())
}

fn opening(report: &Report) -> Vec<&str> {
    report.opening.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn sentences_are_kept_and_what_a_page_says_of_itself_is_not() {
    let report = of("青禾街道办事处2023年政府信息公开工作年度报告\n\
                     发布日期：2024-01-20　来源：青禾街道　字号：大 中 小\n\
                     \n\
                     根据有关规定，现公布本机关上年度工作情况。\n\
                     本报告由以下部分组成：\n\
                     一、总体情况\n\
                     全年工作平稳。\n");
    assert_eq!(opening(&report), ["根据有关规定，现公布本机关上年度工作情况。", "本报告由以下部分组成："]);
    assert_eq!(report.sections[0].text(), "全年工作平稳。");
    assert_eq!(report.published.unwrap().to_string(), "2024-01-20");
}

#[test]
fn without_a_heading_the_prose_is_section_one() {
    let report = of("青禾街道办事处2023年政府信息公开工作年度报告\n\
                     全年工作平稳，公开及时。\n\
                     五、存在的主要问题及改进情况\n\
                     更新不够及时。\n");
    assert_eq!(opening(&report), [""; 0]);
    assert_eq!((report.sections[0].number, report.sections[0].text().as_str()), (1, "全年工作平稳，公开及时。"));
}

#[test]
fn an_id_number_in_it_is_found() {
    let report = of("青禾街道办事处2023年政府信息公开工作年度报告\n\
                     如有疑问请与经办人联系，身份证号11010519491231002X。\n\
                     一、总体情况\n\
                     全年工作平稳。\n");
    let findings = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
    assert!(findings.iter().any(|finding| finding.code.0 == "identity-number"), "{findings:?}");
}

#[test]
fn chapters_before_the_form_keep_their_headings() {
    let report = of("青禾街道办事处2023年政府信息公开工作年度报告\n\
                     首页\n\
                     一、加强领导\n\
                     领导小组按期开会。\n\
                     二、主动公开情况\n\
                     （一）政策文件\n\
                     公开及时、全面。\n\
                     三、队伍建设\n\
                     人员充实。\n\
                     一、总体情况\n\
                     全年工作平稳。\n\
                     二、主动公开政府信息情况\n\
                     五、存在的主要问题及改进情况\n\
                     更新不够及时。\n\
                     六、其他需要报告的事项\n\
                     无。\n");
    let chapters = [
        "一、加强领导",
        "领导小组按期开会。",
        "二、主动公开情况",
        "（一）政策文件",
        "公开及时、全面。",
        "三、队伍建设",
        "人员充实。",
    ];
    assert_eq!(opening(&report), chapters);
    let bytes = gongkai_documents::write(
        &gongkai_report::write::form(&report),
        gongkai_documents::Output::Docx,
        &gongkai_documents::Fonts::default(),
    );
    let again = gongkai_report::read(&read(&bytes.unwrap(), &Limits::default()).unwrap());
    assert_eq!(opening(&again), chapters);
    assert_eq!(again.sections[0].text(), "全年工作平稳。");
}

#[test]
fn findings_of_dates_and_missing_sections_have_a_place() {
    let report = of("示例区财政局2023年政府信息公开工作年度报告\n\
                     发布日期：2024-05-20\n\
                     一、总体情况\n\
                     全年工作平稳。\n");
    let findings = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
    let at = |code: &str| -> Vec<Option<gongkai_documents::Place>> {
        findings.iter().filter(|finding| finding.code.0 == code).map(|finding| finding.at.clone()).collect()
    };
    let line = |line| Some(gongkai_documents::Place::Line { line });
    assert_eq!(at("published-late"), [line(2)]);
    assert_eq!(at("section-missing"), [line(3), line(3), line(3), line(3), line(3)]);
}

#[test]
fn the_foot_of_a_site_is_no_section_six() {
    let page = "<h1>青禾街道办事处2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>全年工作平稳。</p>\
                <h2>六、其他需要报告的事项</h2><p>扫一扫在手机打开当前页</p><p>【打印本页】【关闭窗口】</p>\
                <p>上一篇：青禾街道2022年年报</p><p>主办：示例区人民政府 网站标识码：0000000000</p>";
    let report = of(page);
    assert_eq!(report.sections.last().unwrap().text(), "");
    let findings = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
    assert!(findings.iter().any(|finding| finding.code.0 == "section-empty"));
}
