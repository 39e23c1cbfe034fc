//! Figures in prose against tables, and sentences against one another.

use gongkai_law::Severity;
use gongkai_report::Exactness::{About, AtLeast, AtMost, Exact, ImplicitZero};
use gongkai_report::check::Context;
use gongkai_report::model::Report;
use gongkai_report::{CellState, EditionId};

use super::builder::{claim, codes, empty, findings, message, report, say, set};

use EditionId::{E2019, E2021};

/// 713 new, 36 carried in, 742 answered, 7 carried out.
fn busy() -> Report {
    let mut report = report(E2021);
    for (row, count) in [
        ("new_received", 713),
        ("carried_in", 36),
        ("granted", 742),
        ("unavailable_not_held", 0),
        ("total", 742),
        ("carried_out", 7),
    ] {
        for column in ["natural_person", "total"] {
            set(&mut report, &format!("t3.{row}.{column}"), count);
        }
        set(&mut report, &format!("t3.{row}.commercial"), 0);
    }
    report
}

fn check(number: i64, exactness: gongkai_report::Exactness, sentence: &str, expected: &[&str]) {
    let mut report = busy();
    report.sections[0].lines.clear();
    claim(&mut report, "requests_received", number, exactness, sentence);
    assert_eq!(codes(&report), expected, "{sentence}");
}

#[test]
fn a_figure_is_right_under_any_of_its_readings() {
    check(713, Exact, "2022年共收到政府信息公开申请713件。", &[]);
    check(749, Exact, "2022年共受理政府信息公开申请749件。", &[]);
    check(742, Exact, "2022年共办理政府信息公开申请742件。", &[]);
    check(700, Exact, "2022年共收到政府信息公开申请700件。", &["prose-table-mismatch"]);
    check(0, ImplicitZero, "本年度未收到政府信息公开申请。", &["prose-table-mismatch"]);
}

#[test]
fn rounded_figures_are_bounds() {
    check(700, AtLeast, "2022年收到申请700余件。", &[]);
    check(800, AtLeast, "2022年收到申请800余件。", &["prose-table-mismatch"]);
    check(800, AtMost, "2022年收到申请近800件。", &[]);
    check(500, About, "2022年收到申请约500件。", &[]);
}

#[test]
fn parts_other_years_and_sums_are_not_compared() {
    check(300, Exact, "2022年通过网上收到申请300件。", &[]);
    check(900, Exact, "2022年通过网上收到申请900件。", &["prose-table-mismatch"]);
    check(650, Exact, "上年收到申请650件。", &[]);
    check(650, Exact, "2021年收到申请650件。", &[]);
    check(5000, Exact, "自条例施行以来收到申请5000件。", &[]);
}

#[test]
fn another_scope_is_information() {
    check(1200, Exact, "2022年全区共收到申请1200件。", &["prose-table-scope"]);
    check(36, Exact, "其中区政府办公室受理36件。", &["prose-table-scope"]);
}

#[test]
fn the_scope_of_the_report_itself_is_no_other() {
    let of = |body: &str, sentence: &str| {
        let mut report = busy();
        report.sections[0].lines.clear();
        report.body = Some(body.to_owned());
        claim(&mut report, "requests_received", 1200, Exact, sentence);
        codes(&report).into_iter().filter(|code| code.starts_with("prose-table")).collect::<Vec<_>>()
    };
    let all = "2022年全区各级行政机关共收到申请1200件。";
    assert_eq!(of("示例区人民政府", all), ["prose-table-mismatch"]);
    assert_eq!(of("示例区财政局", all), ["prose-table-scope"]);
    assert_eq!(
        of("示例区人民政府", "2022年全区各级行政机关收到申请1200件，其中区本级收到1200件。"),
        ["prose-table-scope"]
    );
    let own = "2022年本机关收到申请1200件。";
    assert_eq!(of("示例区财政局", own), ["prose-table-mismatch"]);
    assert_eq!(of("示例区人民政府", own), ["prose-table-scope"]);
}

#[test]
fn one_figure_that_meets_makes_the_others_parts() {
    let mut report = busy();
    report.sections[0].lines.clear();
    claim(&mut report, "requests_received", 713, Exact, "2022年共收到政府信息公开申请713件。");
    claim(&mut report, "requests_received", 210, Exact, "2022年收到网上申请210件。");
    assert_eq!(codes(&report), Vec::<&str>::new());
}

#[test]
fn the_finding_names_the_readings_tried() {
    let mut report = busy();
    report.sections[0].lines.clear();
    claim(&mut report, "requests_received", 700, Exact, "2022年共收到政府信息公开申请700件。");
    assert_eq!(
        message(&report, &Context::default(), "prose-table-mismatch"),
        "正文称“2022年共收到政府信息公开申请700件”，与“三、收到和处理政府信息公开申请情况”对不上。\
         已按这些口径比对：本年新收 713；本年新收＋上年结转 749；办理结果总计 742"
    );
    let finding = &findings(&report, &Context::default())[0];
    assert_eq!(finding.cells, ["t3.new_received.total", "t3.carried_in.total", "t3.total.total"]);
}

#[test]
fn lawsuits_add_up_over_both_blocks() {
    let mut report = report(E2021);
    for (block, count) in [("lit_direct", 1), ("lit_after_recon", 2)] {
        set(&mut report, &format!("t4.{block}.upheld"), count);
        set(&mut report, &format!("t4.{block}.total"), count);
    }
    claim(&mut report, "litigation_cases", 3, Exact, "发生行政诉讼3件。");
    assert_eq!(codes(&report), Vec::<&str>::new());
    let mut none = report.clone();
    none.facts.clear();
    claim(&mut none, "litigation_cases", 0, ImplicitZero, "未发生行政诉讼。");
    assert_eq!(codes(&none), ["prose-table-mismatch"]);
}

#[test]
fn a_blank_table_under_a_figure_is_told_apart_from_zero() {
    let spoil = |number, exactness, sentence: &str, expected: (&str, Severity)| {
        let mut report = report(E2019);
        report.sections[0].lines.clear();
        empty(&mut report, "t3.", CellState::Blank);
        claim(&mut report, "requests_received", number, exactness, sentence);
        let all = findings(&report, &Context::default());
        let found: Vec<_> = all.iter().map(|finding| (finding.code.0, finding.severity)).collect();
        assert_eq!(found, [("table-without-figures", Severity::Error), expected]);
    };
    spoil(0, ImplicitZero, "未收到申请。", ("table-blank-prose-zero", Severity::Info));
    spoil(2, Exact, "收到申请2件。", ("table-blank-prose-figure", Severity::Warning));
}

#[test]
fn silence_over_a_blank_table_is_told() {
    let mut report = report(E2019);
    empty(&mut report, "t3.", CellState::Blank);
    say(&mut report, 1, &["2020年，我街道做好主动公开，共公开信息73条。"]);
    assert_eq!(codes(&report), ["table-without-figures", "requests-not-reported"]);
    say(&mut report, 1, &["2020年，我街道没有收到申请。"]);
    assert_eq!(codes(&report), ["table-without-figures"]);
}

#[test]
fn documents_beside_a_blank_row() {
    let mut report = report(E2019);
    claim(&mut report, "documents_issued", 154, Exact, "各类发文154件。");
    assert_eq!(codes(&report), Vec::<&str>::new(), "a row filled with 0 says that none of them is normative");
    empty(&mut report, "t2.normative_doc.", CellState::Blank);
    assert_eq!(codes(&report), ["cells-blank", "table-blank-prose-documents"]);
}

#[test]
fn two_counts_of_one_thing() {
    let both = |one: &str, other: &str, second: i64| {
        let mut report = busy();
        report.sections[0].lines.clear();
        claim(&mut report, "requests_received", 713, Exact, one);
        claim(&mut report, "requests_received", second, Exact, other);
        codes(&report)
    };
    assert_eq!(both("2022年共收到申请713件。", "全年收到申请731件。", 731), ["prose-contradicts-itself"]);
    assert_eq!(both("2022年共收到申请713件。", "全年受理申请749件。", 749), Vec::<&str>::new());
    assert_eq!(both("2022年共收到申请713件。", "通过网络收到申请300件。", 300), Vec::<&str>::new());
}

#[test]
fn training_held_and_never_held() {
    let check = |first: &str, fifth: &str, expected: &[&str]| {
        let mut report = report(E2021);
        say(&mut report, 1, &[first]);
        say(&mut report, 5, &[fifth]);
        assert_eq!(codes(&report), expected, "{first} / {fifth}");
    };
    let held = "2022年，对新到岗工作人员进行培训，收到申请3件。";
    check(held, "公开员没有参加过专业培训。", &["training-contradiction"]);
    check(held, "公开员培训还不够多。", &[]);
    check("2022年，下一步将组织工作人员参加培训。", "公开员没有参加过专业培训。", &[]);
    check("2022年，我街道公开信息73条。", "公开员没有参加过专业培训。", &[]);
    // The number of trainings held is a fact; that none was ever held denies it, that some people had none does not.
    let counted = |fifth: &str| {
        let mut report = busy();
        report.sections[0].lines.clear();
        say(&mut report, 5, &[fifth]);
        claim(&mut report, "trainings", 2, Exact, "全年组织政务公开培训2期。");
        codes(&report)
    };
    for denied in ["从未组织过政府信息公开培训。", "从未开展政府信息公开培训。", "未开展过专门培训。"]
    {
        assert_eq!(counted(denied), ["training-contradiction"], "{denied}");
    }
    for some in ["部分科室未开展过专门培训。", "公开员没有参加过专业培训。", "尚未组织新任人员培训。"]
    {
        assert_eq!(counted(some), Vec::<&str>::new(), "{some}");
    }
}

#[test]
fn what_was_disclosed_on_request_may_be_any_part_of_the_requests() {
    let of = |count| {
        let mut report = busy();
        report.sections[0].lines.clear();
        claim(&mut report, "disclosed_on_request", count, Exact, "全年依申请公开政府信息若干件。");
        codes(&report)
    };
    assert_eq!(of(742), Vec::<&str>::new());
    assert_eq!(of(713), Vec::<&str>::new());
    assert_eq!(of(700), ["prose-table-mismatch"]);
}

/// The prose tells a number of requests handled; some cells of the table hold no number.
fn handled(number: i64, emptied: &[&str]) -> Vec<&'static str> {
    let mut report = busy();
    report.sections[0].lines.clear();
    for cells in emptied {
        empty(&mut report, cells, CellState::Blank);
    }
    claim(&mut report, "requests_handled", number, Exact, "全年办结政府信息公开申请若干件。");
    codes(&report).into_iter().filter(|code| code.starts_with("prose")).collect()
}

#[test]
fn a_blank_total_is_what_its_parts_add_up_to() {
    // 742 were answered: the row of totals is blank, those above it are not.
    assert_eq!(handled(742, &["t3.total."]), Vec::<&str>::new());
    assert_eq!(handled(741, &["t3.total."]), ["prose-table-mismatch"]);
}

#[test]
fn a_figure_whose_cell_holds_no_number_is_not_compared() {
    assert_eq!(handled(741, &["t3.total.", "t3.granted."]), Vec::<&str>::new());
    // With what was carried in it might be right.
    assert_eq!(handled(741, &["t3.carried_in."]), Vec::<&str>::new());
    assert_eq!(handled(741, &[]), ["prose-table-mismatch"]);
}

#[test]
fn a_reason_is_compared_with_its_own_row() {
    let refused = |count: i64, words: &str| {
        let mut report = busy();
        report.sections[0].lines.clear();
        for (row, count) in [("refused_enforcement_file", 4), ("refused_third_party", 3), ("granted", 735)] {
            for column in ["natural_person", "total"] {
                set(&mut report, &format!("t3.{row}.{column}"), count);
            }
        }
        claim(&mut report, "requests_refused", count, Exact, words);
        codes(&report)
    };
    assert_eq!(refused(4, "属于执法案卷信息不予公开4件。"), Vec::<&str>::new());
    assert_eq!(refused(3, "涉及第三方合法权益不予公开3件。"), Vec::<&str>::new());
    assert_eq!(refused(7, "属于执法案卷、第三方合法权益不予公开7件。"), Vec::<&str>::new());
    assert_eq!(refused(5, "属于执法案卷信息不予公开5件。"), ["prose-table-mismatch"]);
    assert_eq!(refused(4, "属于执法案卷、第三方合法权益不予公开4件。"), ["prose-table-mismatch"]);
    assert_eq!(refused(4, "属于执法案卷、第三方合法权益分别不予公开4件、3件。"), Vec::<&str>::new());
    assert_eq!(refused(4, "属于执法案卷不予公开4件、第三方合法权益3件。"), Vec::<&str>::new());
    assert_eq!(refused(3, "涉及商业秘密、个人隐私不予公开3件。"), Vec::<&str>::new());
    assert_eq!(refused(4, "全年不予公开4件。"), ["prose-table-mismatch"]);
}

#[test]
fn of_those_received_some_were_answered_within_the_year() {
    // 713 came in and 7 were carried out.
    assert_eq!(handled(706, &[]), Vec::<&str>::new());
    assert_eq!(handled(707, &[]), ["prose-table-mismatch"]);
}

#[test]
fn who_counts_is_said_once_in_a_sentence() {
    let of = |subject: &'static str, count: i64, quote: &str, line: &str| {
        let mut report = busy();
        report.sections[0].lines.clear();
        say(&mut report, 1, &[line]);
        claim(&mut report, subject, count, Exact, quote);
        report.sections[0].lines.truncate(1);
        codes(&report)
    };
    let own = "2022年，县政府办公室本级受理政府信息公开申请30件，办结30件。";
    assert_eq!(of("requests_handled", 30, "办结30件", own), ["prose-table-scope"]);
    let all = "2022年，共受理政府信息公开申请713件，办结30件。";
    assert_eq!(of("requests_handled", 30, "办结30件", all), ["prose-table-mismatch"]);
    let again = "2022年，政务大厅受理政府信息公开申请30件，我县共办结700件。";
    assert_eq!(of("requests_handled", 700, "我县共办结700件", again), ["prose-table-mismatch"]);
    let none = "2022年，共受理申请713件，其中上年结转0件。";
    assert_eq!(of("requests_carried_in", 0, "其中上年结转0件", none), ["prose-table-mismatch"]);
    let system = "2022年通过信息公开申请系统收到申请300件。";
    assert_eq!(of("requests_received", 300, "收到申请300件", system), Vec::<&str>::new());
}

/// The codes of a report that says one line with these counts in it.
fn told(report: &Report, line: &str, counts: &[(&'static str, i64, &str)]) -> Vec<String> {
    let mut report = report.clone();
    report.sections[0].lines.clear();
    say(&mut report, 1, &[line]);
    for (subject, count, quote) in counts {
        claim(&mut report, subject, *count, Exact, quote);
    }
    report.sections[0].lines.truncate(1);
    // All of them stand in that line.
    let at = report.sections[0].lines[0].at.clone();
    report.facts.iter_mut().for_each(|fact| fact.at = at.clone());
    codes(&report).into_iter().map(str::to_owned).collect()
}

const MISMATCH: [&str; 1] = ["prose-table-mismatch"];

#[test]
fn parts_told_one_after_the_other_are_the_tables_together() {
    let line = "2022年，收到申请713件，已办结706件；另有上年结转36件，已办结36件。";
    let counts = [("requests_handled", 706, "已办结706件"), ("requests_handled", 36, "已办结36件")];
    assert_eq!(told(&busy(), line, &counts), Vec::<String>::new());
    let wrong = "2022年，已办结705件；另有上年结转的，已办结36件。";
    let counts = [("requests_handled", 705, "已办结705件"), ("requests_handled", 36, "已办结36件")];
    assert!(told(&busy(), wrong, &counts).contains(&"prose-table-mismatch".to_owned()));
}

#[test]
fn a_part_of_a_whole_that_is_the_tables_is_held_against_its_row() {
    let of = |whole: &'static str, count: i64, line: &str| {
        let quote = format!("申请{count}件");
        told(&busy(), line, &[(whole, count, quote.as_str()), ("requests_granted", 741, "予以公开741件")])
    };
    assert_eq!(of("requests_handled", 742, "2022年，办结申请742件，其中予以公开741件。"), MISMATCH);
    // Of those that came in, or of a part of those answered, other numbers may have been granted than table 3 has.
    let scope = ["prose-table-scope"];
    assert_eq!(of("requests_received", 713, "2022年，收到申请713件，其中予以公开741件。"), scope);
    assert_eq!(of("requests_handled", 742, "2022年，办结申请742件，其中网上17件，其中予以公开741件。"), scope);
    // Where another whole is told, its parts are none of the table's.
    let counts = [("requests_granted", 741, "予以公开741件")];
    assert_eq!(told(&busy(), "2022年，下属单位收到申请，其中予以公开741件。", &counts), ["prose-table-scope"]);
}

#[test]
fn what_was_carried_in_may_stand_in_brackets_behind_the_whole() {
    let of = |count: i64| {
        let quote = format!("受理申请{count}件");
        told(&busy(), &format!("2022年，{quote}（含上年结转36件）。"), &[("requests_received", count, &quote)])
    };
    assert_eq!(of(749), Vec::<String>::new());
    assert_eq!(of(750), MISMATCH);
}

#[test]
fn lapsed_documents_are_more_than_those_repealed() {
    let mut report = report(E2021);
    set(&mut report, "t2.normative_doc.repealed", 2);
    let of = |words: &str| told(&report, &format!("{words}3件。"), &[("normative_docs_repealed", 3, words)]);
    assert_eq!(of("废止和宣布失效规范性文件"), Vec::<String>::new());
    assert_eq!(of("废止规范性文件"), MISMATCH);
}

#[test]
fn fees_are_the_tables_to_the_digit_they_are_told_to() {
    let mut report = report(E2021);
    set(&mut report, "t2.admin_fee.fee_amount", 152_345);
    let of = |count: i64, raw: &str, quote: &str| {
        let mut report = report.clone();
        report.sections[0].lines.clear();
        claim(&mut report, "administrative_fees", count, Exact, quote);
        report.facts[0].raw = Some(raw.to_owned());
        codes(&report)
    };
    let quote = "收取行政事业性收费";
    assert_eq!(of(152_345, "152345", quote), Vec::<&str>::new());
    assert_eq!(of(152_000, "15.2万", quote), Vec::<&str>::new());
    assert_eq!(of(150_000, "15万", quote), Vec::<&str>::new());
    assert_eq!(of(162_000, "16.2万", quote), MISMATCH);
    // A hundred 万元 are no rounding of fifteen.
    assert_eq!(of(1_000_000, "100万", quote), MISMATCH);
    assert_eq!(of(0, "0", quote), MISMATCH);
    assert_eq!(of(0, "0", "依申请公开未收取行政事业性收费"), Vec::<&str>::new());
}

#[test]
fn a_bracket_behind_a_figure_makes_it_no_part() {
    const WRONG: &[&str] = &["prose-table-mismatch"];
    check(749, Exact, "2022年共收到申请749件（其中上年结转36件）。", &[]);
    check(748, Exact, "2022年共收到申请748件（其中上年结转36件）。", WRONG);
    check(740, Exact, "2022年收到申请740件（网络500件、信函240件）。", WRONG);
    check(713, Exact, "2022年收到申请713件（不含上年结转36件）。", &[]);
    check(742, Exact, "2022年收到申请742件（不含上年结转36件）。", WRONG);
    check(749, Exact, "2022年新收申请749件。", WRONG);
    check(300, Exact, "收到申请300件，由区政府办公室办理。", &["prose-table-scope"]);
}

#[test]
fn none_in_the_body_and_the_rest_are_none() {
    check(0, ImplicitZero, "我街道和所属其他单位均未收到政府信息公开申请。", &["prose-table-mismatch"]);
    check(0, ImplicitZero, "区政府办公室未收到政府信息公开申请。", &[]);
}

/// The codes on figures in a line of section one, whose facts are found first.
fn of_line(line: &str) -> Vec<&'static str> {
    let mut report = busy();
    for (cell, count) in [("granted", 600), ("granted_in_part", 42), ("refused_process", 96), ("refused_other_law", 1)]
    {
        set(&mut report, &format!("t3.{cell}.total"), count);
    }
    for (cell, count) in [("not_processed_petition", 2), ("not_processed_repeat", 1)] {
        set(&mut report, &format!("t3.{cell}.total"), count);
    }
    set(&mut report, "t2.admin_fee.fee_amount", 125_000);
    say(&mut report, 1, &[line]);
    report.facts = gongkai_report::facts::facts(&report.sections, report.body.as_deref(), report.year);
    codes(&report).into_iter().filter(|code| code.starts_with("prose-table")).collect()
}

#[test]
fn only_parts_are_added_up() {
    assert!(of_line("收到政府信息公开申请371件，又收到政府信息公开申请342件。").is_empty());
    for line in [
        "收到政府信息公开申请370件，又收到政府信息公开申请372件。",
        "新收政府信息公开申请371件，新收政府信息公开申请342件。",
    ] {
        assert_eq!(of_line(line), ["prose-table-mismatch"], "{line}");
    }
}

#[test]
fn a_row_is_not_its_group_and_a_part_fits_into_its_whole() {
    assert!(of_line("不予处理3件，其中信访举报投诉类2件，重复申请1件。").is_empty());
    assert!(of_line("收到政府信息公开申请713件，其中予以公开590件。").contains(&"prose-table-scope"));
    for line in [
        "不予处理4件，其中信访举报投诉类3件，重复申请1件。",
        "收到政府信息公开申请713件，其中予以公开650件。",
        "收到自然人申请740件，其余为企业申请，均为政府信息公开申请。",
        "本年度没有行政事业性收费。",
    ] {
        assert_eq!(of_line(line), ["prose-table-mismatch"], "{line}");
    }
}
