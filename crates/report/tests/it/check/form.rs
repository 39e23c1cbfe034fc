//! Sections, edition, title, year, period, dates of publication, statutory contents.

use gongkai_law::Severity;
use gongkai_report::check::{Context, Settings};
use gongkai_report::model::{Period, Report};
use gongkai_report::{EditionId, TableId};
use jiff::civil::date;

use super::builder::{codes, codes_of, findings, located, message, report, say, spoiled};

use EditionId::{E2019, E2021};

#[test]
fn sections_missing_empty_out_of_order() {
    spoiled(E2021, |report| drop(report.sections.remove(4)), &["section-missing"]);
    spoiled(E2021, |report| say(report, 6, &[]), &["section-empty"]);
    spoiled(E2021, |report| say(report, 6, &["无"]), &[]);
    spoiled(E2021, |report| report.sections.swap(4, 5), &["section-order"]);
    let retitled = |title: &'static str| move |report: &mut Report| title.clone_into(&mut report.sections[0].title);
    spoiled(E2021, retitled("公开总体情况"), &["section-title-deviates"]);
    spoiled(E2021, retitled("总体情况："), &[]);
    spoiled(E2021, retitled("总 体 情 况"), &[]);
}

#[test]
fn the_edition_fits_the_year() {
    let aged = |year: i16| {
        move |report: &mut Report| {
            report.year = Some(year);
            report.title = Some(located(&format!("青禾街道{year}年政府信息公开工作年度报告"), 1));
            report.period = None;
            report.published = None;
            say(report, 1, &["收到申请3件，均已办结。"]);
        }
    };
    spoiled(E2019, aged(2019), &[]);
    spoiled(E2019, aged(2023), &["edition-year-mismatch"]);
    spoiled(E2021, aged(2020), &["edition-year-mismatch"]);
    spoiled(E2021, aged(2025), &[]);
    // Table 4 is alike in both.
    spoiled(E2021, |report| report.tables.get_mut(&TableId::T4).unwrap().edition = E2019, &[]);
}

#[test]
fn titles() {
    let titled = |title: &'static str| move |report: &mut Report| report.title = Some(located(title, 1));
    spoiled(E2021, |report| report.title = None, &["title-missing"]);
    spoiled(E2021, titled("青禾街道2022政府信息公开工作年度报告"), &["title-year-format"]);
    spoiled(E2021, titled("青禾街道2022年度政府信息公开工作年度报告"), &[]);
    spoiled(E2021, titled("2022年青禾街道政府信息公开工作年度报告"), &[]);
    spoiled(E2021, titled("青禾街道２０２２年政府信息公开工作年度报告"), &[]);
    spoiled(E2021, titled("青禾街道政府信息公开工作年度报告"), &["title-year-missing"]);
    spoiled(E2021, titled("青禾街道2021年政府信息公开工作年度报告"), &["title-year-mismatch"]);
    spoiled(E2021, titled("青禾街道2022年度政务信息公开工作报告"), &["title-name-deviates"]);
}

#[test]
fn years_and_periods() {
    let period = |from, to| move |report: &mut Report| report.period = Some(Period { from, to });
    spoiled(E2021, period(date(2021, 1, 1), date(2021, 12, 31)), &["period-year-mismatch"]);
    spoiled(E2021, period(date(2022, 1, 1), date(2022, 11, 30)), &["period-not-calendar-year"]);
    spoiled(E2021, |report| report.period = None, &[]);
    let written = |words: &'static str| {
        move |report: &mut Report| {
            report.period = None;
            report.opening = vec![located(words, 2)];
        }
    };
    for words in [
        "数据统计期限为2022年1月1日起至2021年12月31日止。",
        "数据统计期限为二〇二二年一月一日至二〇二一年十二月三十一日。",
        "统计时限为二〇二二年一月一日至十一月三十日。",
    ] {
        spoiled(E2021, written(words), &["period-not-calendar-year"]);
    }
    spoiled(E2021, written("统计时限为二〇二一年一月一日至二〇二一年十二月三十一日。"), &["period-year-mismatch"]);
    spoiled(E2021, written("统计时限为二〇二二年一月一日至十二月三十一日。"), &[]);
    spoiled(E2021, written("二〇二二年三月一日至三月三十一日举办了政务公开日活动。"), &[]);
    spoiled(E2021, |report| report.year = None, &["year-missing"]);
    let text = ["2021年，我街道公开信息73条。2021年收到申请3件。"];
    spoiled(E2021, |report| say(report, 1, &text), &["text-year-mismatch"]);
    let text = ["较2021年增加。2022年收到申请3件，2021年2件。"];
    spoiled(E2021, |report| say(report, 1, &text), &[]);
}

#[test]
fn publication_dates() {
    let published = |body: &'static str, day| {
        let mut report = report(E2021);
        report.body = Some(body.to_owned());
        report.published = Some(day);
        let all = findings(&report, &Context::default());
        let dates = all.iter().filter(|finding| finding.code.0.starts_with("published"));
        dates.map(|finding| (finding.code.0, finding.severity)).collect::<Vec<_>>()
    };
    assert_eq!(published("示例区财政局", date(2023, 1, 31)), []);
    assert_eq!(published("示例区财政局", date(2023, 2, 1)), [("published-late", Severity::Warning)]);
    assert_eq!(published("青禾街道", date(2023, 2, 1)), [("published-late", Severity::Info)]);
    assert_eq!(published("示例区人民政府", date(2023, 3, 31)), []);
    assert_eq!(published("示例区人民政府", date(2023, 4, 1)), [("published-late", Severity::Warning)]);
    assert_eq!(published("某机关", date(2023, 3, 1)), []);
    assert_eq!(published("青禾街道", date(2022, 12, 20)), [("published-before-year-end", Severity::Warning)]);
}

#[test]
fn the_date_under_the_text_stands_in_for_that_of_publication() {
    let signed = |body: &'static str, line: &str| {
        let mut report = report(E2021);
        report.body = Some(body.to_owned());
        report.published = None;
        say(&mut report, 6, &["无其他需要报告的事项。", line]);
        let all = findings(&report, &Context::default());
        let told = all.into_iter().find(|finding| finding.code.0.starts_with("signed-"));
        told.map(|finding| (finding.severity, finding.at.is_some()))
    };
    assert_eq!(signed("示例区财政局", "2023年2月10日"), Some((Severity::Warning, true)));
    assert_eq!(signed("示例区财政局", "二〇二三年二月十日"), Some((Severity::Warning, true)));
    assert_eq!(signed("青禾街道", "青禾街道办事处　2023年2月10日"), Some((Severity::Info, true)));
    assert_eq!(signed("示例区财政局", "2023-02-10"), Some((Severity::Warning, true)));
    assert_eq!(signed("示例区财政局", "2023/2/10"), Some((Severity::Warning, true)));
    assert_eq!(signed("示例区财政局", "2023年1月31日"), None);
    // No date of the report's: one in a sentence, and one of a year before.
    assert_eq!(signed("示例区财政局", "截至2023年2月10日，已公开。"), None);
    assert_eq!(signed("示例区财政局", "2021年2月10日"), None);
    // Of the year reported about: its last digit was not renewed.
    assert_eq!(signed("青禾街道", "2022年1月10日"), Some((Severity::Warning, true)));
}

#[test]
fn a_title_kept_from_another_year_is_told_once() {
    let mut report = report(E2021);
    let title = report.title.as_mut().unwrap();
    title.text = title.text.replace("2022", "2021");
    report.year = Some(2021);
    let told: Vec<&str> = codes(&report).into_iter().filter(|code| code.contains("year")).collect();
    assert_eq!(told, ["title-year-mismatch"]);
}

#[test]
fn lateness_is_counted_in_days_from_the_due_date_set() {
    let mut report = report(E2021);
    report.published = Some(date(2023, 2, 25));
    let settings: Settings = serde_json::from_str(r#"{"due": {"street": "02-20"}}"#).unwrap();
    let context = Context { settings: &settings, ..Context::default() };
    assert_eq!(
        message(&report, &context, "published-late"),
        "发布日期 2023-02-25，晚于应发布日期 2023-02-20，逾期 5 天"
    );
}

#[test]
fn governments_report_assessment_review_and_accountability() {
    let check = |body: &str, text: &str, expected: &[&str]| {
        let mut report = report(E2021);
        report.body = Some(body.to_owned());
        say(&mut report, 1, &[text]);
        assert_eq!(codes(&report), expected, "{body}: {text}");
    };
    let all = "2022年收到申请3件。工作考核列全县第三；社会评议满意率98%；没有发生责任追究。";
    let some = "2022年收到申请3件。建立考核制度；没有发生责任追究。";
    check("白石镇人民政府", all, &[]);
    check("白石镇", some, &["accountability-missing", "accountability-result-missing"]);
    check("青禾街道", some, &[]);
    check("示例区财政局", some, &[]);
    check("白石镇", "2022年收到申请3件。完善考核、评议和责任追究制度。", &["accountability-result-missing"]);
}

#[test]
fn the_fee_statement_is_asked_for_only_on_request() {
    let mut report = report(E2021);
    assert_eq!(codes(&report), Vec::<&str>::new());
    let settings = Settings { on: vec!["fee-statement-missing".to_owned()], ..Settings::default() };
    let context = Context { settings: &settings, ..Context::default() };
    assert_eq!(codes_of(&findings(&report, &context)), ["fee-statement-missing"]);
    say(&mut report, 6, &["本年度未收取信息处理费。"]);
    assert_eq!(codes_of(&findings(&report, &context)), Vec::<&str>::new());
}
