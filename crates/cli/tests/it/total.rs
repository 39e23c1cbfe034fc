//! `gongkai total`.

use crate::sample::with_figures;
use crate::stage::Stage;

fn stage() -> Stage {
    let stage = Stage::new();
    let figures = |figure: &'static str| move |_: gongkai_report::CellAddress| figure.to_owned();
    stage
        .put("年报/a.html", with_figures("青禾街道", 2023, figures("2")))
        .put("年报/b.html", with_figures("白石镇", 2023, figures("3")))
        .put("年报/c.html", with_figures("红山街道", 2023, figures("")));
    stage
}

#[test]
fn figures_are_added_and_blanks_told() {
    let stage = stage();
    let run = stage.run("total 年报 --format json").ends_with(0);
    let total = &run.json()[0];
    assert_eq!(total["schema"], "gongkai.total/1");
    let text = total.to_string();
    assert!(text.contains(r#""5""#) && text.contains("红山街道"), "{text}");
    let run = stage.run("total 年报").ends_with(0);
    assert!(run.out.contains("青禾街道") && run.out.contains('┼'), "{}", run.out);
}

#[test]
fn several_outputs_at_once_and_none_counted_next_time() {
    let stage = stage();
    let arguments = "total 年报 -o 年报/汇总.html -o 年报/汇总.xlsx -o 年报/汇总.json";
    let first = stage.run(arguments).ends_with(0);
    assert_eq!(first.out, "");
    let json = stage.text("年报/汇总.json");
    stage.run(&format!("{arguments} --force")).ends_with(0);
    assert_eq!(stage.text("年报/汇总.json"), json);
    assert!(stage.text("年报/汇总.html").contains("白石镇"));
}

#[test]
fn csv_is_one_table_below_its_header() {
    let stage = stage();
    stage.run("total 年报 -o t.csv").ends_with(0);
    let csv = stage.text("t.csv");
    assert!(csv.starts_with("\u{feff}数据编号,项目,已填数据之和,"), "{csv}");
    assert!(csv.contains("\nt3.new_received.total,一、本年新收政府信息公开申请数量 · 总计,5,2,3,"), "{csv}");
}

#[test]
fn nothing_is_overwritten_unasked() {
    let stage = stage();
    stage.put("old.md", "old");
    let run = stage.run("total 年报 -o new.json -o old.md").ends_with(1);
    assert!(run.error.contains("old.md") && run.error.contains("--force"), "{}", run.error);
    assert_eq!(stage.text("old.md"), "old");
    assert!(!stage.path("new.json").exists(), "refused before anything is read or written");
    stage.run("total 年报 -o new.json -o old.md --force").ends_with(0);
    assert!(stage.text("old.md").contains("白石镇"));
}

#[test]
fn an_unreadable_file_is_left_out_and_told() {
    let stage = stage();
    stage.put("d.html", "");
    let run = stage.run("total 年报 d.html --format json").ends_with(2);
    assert_eq!(run.json().len(), 1);
    assert!(run.error.contains("d.html"), "{}", run.error);
    stage.run("total 年报 -o x.rtf").ends_with(1);
}

#[test]
fn two_reports_of_a_body_that_differ_are_an_error_wherever_the_total_goes() {
    let stage = stage();
    let other = with_figures("白石镇", 2023, |_| "4".to_owned());
    stage.put("年报/更正/b.html", other);
    let run = stage.run("total 年报 -o t.json").ends_with(1);
    assert!(run.error.contains("年报/更正/b.html"), "{}", run.error);
    let run = stage.run("total 年报 --format json").ends_with(1);
    assert!(run.json()[0]["findings"].to_string().contains("total-duplicate-differs"), "{}", run.out);
}
