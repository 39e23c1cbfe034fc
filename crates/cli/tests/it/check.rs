//! `gongkai check`.

use crate::sample::{faulty, sound, with_figures};
use crate::stage::{Run, Stage};

const ROW_TOTAL: &str = "--only row-total-mismatch";

#[test]
fn exit_codes_say_sound_faulty_unreadable() {
    let stage = Stage::new();
    stage.put("sound.html", sound("青禾街道", 2023)).put("faulty.html", faulty("白石镇", 2023)).put("empty.html", "");
    stage.run("check sound.html").ends_with(0);
    stage.run("check faulty.html").ends_with(1);
    stage.run("check sound.html faulty.html").ends_with(1);
    let run = stage.run("check empty.html sound.html faulty.html").ends_with(2);
    assert!(run.out.contains("白石镇") && run.out.contains("1 个文件无法读取"), "{}", run.out);
}

#[test]
fn findings_as_data() {
    let stage = Stage::new();
    stage.put("faulty.html", faulty("白石镇", 2023)).put("empty.html", "");
    let run = stage.run(&format!("check faulty.html empty.html --format json {ROW_TOTAL}")).ends_with(2);
    let lines = run.json();
    assert_eq!(lines[0]["schema"], "gongkai.check/1");
    assert_eq!(lines[0]["body"], "白石镇");
    let finding = &lines[0]["findings"][0];
    assert_eq!(finding["code"], "row-total-mismatch");
    assert_eq!(finding["severity"], "error");
    assert!(finding["message"].is_string() && finding["basis"].is_string() && finding["at"].is_object());
    assert!(finding["cells"].as_array().unwrap().iter().any(|cell| cell == "t3.new_received.total"), "{finding}");
    assert_eq!(lines[1]["schema"], "gongkai.error/1");
}

#[test]
fn findings_for_people_in_both_languages() {
    let stage = Stage::new();
    stage.put("白石镇.html", faulty("白石镇", 2023));
    for (lang, parts) in [
        (
            "zh-CN",
            [
                "白石镇.html  白石镇 · 2023年\n\n  错误  ",
                "张表第4行第10列\n        │ 7\n        │ ^\n        依据：",
                "        建议：",
            ],
        ),
        (
            "en",
            [
                "白石镇.html  白石镇 · 2023\n\n  error  ",
                "row 4, column 10\n         │ 7\n         │ ^\n         basis: ",
                "         hint: ",
            ],
        ),
    ] {
        let run = stage.run(&format!("check 白石镇.html {ROW_TOTAL} --lang {lang}")).ends_with(1);
        for part in parts {
            assert!(run.out.contains(part), "{part:?} is not in\n{}", run.out);
        }
    }
}

#[test]
fn codes_and_severities_are_chosen() {
    let stage = Stage::new();
    stage.put("faulty.html", faulty("白石镇", 2023));
    let codes = |arguments: &str| -> Vec<String> {
        let run = stage.run(&format!("check faulty.html --format json {arguments}"));
        let findings = run.json()[0]["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    };
    let all = codes("");
    assert!(all.iter().any(|code| code == "row-total-mismatch"), "{all:?}");
    assert!(codes(ROW_TOTAL).iter().all(|code| code == "row-total-mismatch"));
    assert!(codes("--ignore row-total-mismatch").iter().all(|code| code != "row-total-mismatch"));
    assert!(codes("--min-severity error").len() <= all.len());
    stage.run("check faulty.html --only row-total-mismatch").ends_with(1);
    let run = stage.run("check faulty.html --ignore row-totl").ends_with(1);
    assert!(run.error.contains("row-totl") && run.out.is_empty(), "{run:?}");
}

#[test]
fn colour_only_where_it_is_wanted() {
    let stage = Stage::new();
    stage.put("faulty.html", faulty("白石镇", 2023));
    let coloured = |environment: &[(&str, &str)]| -> bool {
        stage.run_with("check faulty.html", environment, b"").out.contains('\u{1b}')
    };
    assert!(!coloured(&[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "0")]));
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let stage = Stage::new();
    stage.put(
        "a.txt",
        "青禾街道\u{1b}[31m2023政府信息公开工作年度报告\u{202E}\n一、总体情况\n二、主动公开政府信息情况\n",
    );
    for command in ["read", "check"] {
        let run = stage.run(&format!("{command} a.txt"));
        assert!(!run.out.contains(['\u{1b}', '\u{202E}']), "{}", run.out);
    }
}

#[test]
fn last_years_report_is_named_or_found() {
    let stage = Stage::new();
    let carried = |address: gongkai_report::CellAddress| -> String {
        let carried = address.as_str().starts_with("t3.carried_out") || address.as_str().starts_with("t3.new_received");
        if carried && ["natural_person", "total"].contains(&address.column()) { "3" } else { "0" }.to_owned()
    };
    stage
        .put("2023/青禾.html", sound("青禾街道", 2023))
        .put("2023/白石.html", sound("白石镇", 2023))
        .put("2022/a.html", with_figures("示例区青禾街道办事处", 2022, carried))
        .put("2022/b.html", with_figures("红山街道", 2022, carried));
    let prior = |run: &Run| -> Vec<Option<String>> {
        run.json().iter().map(|line| line["prior"].as_str().map(ToOwned::to_owned)).collect()
    };
    let run = stage.run("check 2023 --prior 2022 --format json").ends_with(1);
    assert_eq!(prior(&run), [None, Some("2022/a.html".to_owned())]);
    let codes: Vec<&str> = run.out.matches("carried-over-mismatch").collect();
    assert!(!codes.is_empty(), "{}", run.out);

    let run = stage.run("check 2023/青禾.html --prior 2022/a.html --format json").ends_with(1);
    assert_eq!(prior(&run), [Some("2022/a.html".to_owned())]);
    let run = stage.run("check 2023 --prior 2022");
    assert!(run.out.contains("1 份报告在上一年度的文件中没有找到"), "{}", run.out);
    stage.run("check 2023 --prior none.html").ends_with(2);
}

#[test]
fn copied_text_is_found_within_a_batch() {
    let stage = Stage::new();
    let copy = "青禾街道强化组织领导，明确分管负责人和专职人员。青禾街道完善信息发布审核制度，做到先审后发。青禾街道围绕民生事项主动公开办事指南。青禾街道加强政务新媒体日常管理和监测。青禾街道组织业务人员参加专题培训两次。青禾街道定期检查网站栏目更新情况。";
    let page = |body: &str| sound(body, 2023).replace("将在下一年度明确专人负责。", copy);
    stage.put("a.html", page("红山街道")).put("b.html", page("绿水街道")).put("c.html", sound("白石镇", 2023));
    let run = stage.run("check a.html b.html c.html --format json");
    let copied: Vec<bool> = run.json().iter().map(|line| line.to_string().contains("copied-in-batch")).collect();
    assert_eq!(copied, [true, true, false], "{}", run.out);
    let alone = stage.run("check a.html --format json");
    assert!(!alone.out.contains("copied-in-batch"));
}

#[test]
fn settings_change_the_checks_and_wrong_ones_are_refused() {
    let stage = Stage::new();
    stage
        .put("faulty.html", faulty("白石镇", 2023))
        .put("off.json", r#"{"off": ["row-total-mismatch"]}"#)
        .put("wrong.json", r#"{"of": []}"#);
    let run = stage.run("check faulty.html --format json --settings off.json");
    assert!(!run.out.contains("row-total-mismatch"), "{}", run.out);
    let run = stage.run("check faulty.html --settings wrong.json").ends_with(1);
    assert!(run.error.contains("wrong.json"), "{}", run.error);
}
