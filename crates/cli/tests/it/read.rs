//! `gongkai read`.

use crate::sample::{cells, faulty, sound};
use crate::stage::Stage;

#[test]
fn json_is_one_object_a_file() {
    let stage = Stage::new();
    stage.put("青禾街道.html", sound("青禾街道", 2023)).put("白石镇.html", sound("白石镇", 2020));
    let run = stage.run("read 青禾街道.html 白石镇.html --format json").ends_with(0);
    let lines = run.json();
    assert_eq!(run.sources(), ["青禾街道.html", "白石镇.html"]);
    for (line, body, year, edition) in [(&lines[0], "青禾街道", 2023, "2021"), (&lines[1], "白石镇", 2020, "2019")]
    {
        assert_eq!(line["schema"], "gongkai.report/1");
        assert_eq!(line["body"], body);
        assert_eq!(line["year"], year);
        assert_eq!(line["tables"]["t3"]["edition"], edition);
        assert_eq!(line["cells"]["t3.granted.total"]["value"], "0");
        assert_eq!(line["cells"].as_object().unwrap().len(), cells(year));
    }
}

#[test]
fn an_unreadable_file_is_told_and_stops_no_other() {
    let stage = Stage::new();
    stage.put("b.html", sound("青禾街道", 2023)).put("a.html", "").put("c.html", sound("白石镇", 2023));
    let run = stage.run("read a.html b.html none.html c.html --format json").ends_with(2);
    let lines = run.json();
    assert_eq!(run.sources(), ["a.html", "b.html", "none.html", "c.html"]);
    assert_eq!(lines[0]["schema"], "gongkai.error/1");
    assert_eq!(lines[0]["code"], "file-empty");
    assert!(lines[0]["error"].is_string() && lines[0]["hint"].is_string());
    assert_eq!(lines[2]["code"], "file-not-found");
    assert_eq!(lines[3]["body"], "白石镇");

    let run = stage.run("read a.html b.html").ends_with(2);
    assert!(run.error.contains("a.html") && run.error.contains("文件是空的"), "{}", run.error);
    assert!(run.out.contains("青禾街道2023年政府信息公开工作年度报告"), "{}", run.out);
}

#[test]
fn a_folder_without_reports_is_nothing_to_go_on() {
    let stage = Stage::new();
    stage.put("leer/truth.json", "{}");
    let run = stage.run("read leer -v").ends_with(2);
    assert_eq!(run.out, "");
    assert!(
        run.error.contains("略过 leer/truth.json") && run.error.contains("没有找到可以读取的文件"),
        "{}",
        run.error
    );
}

#[test]
fn a_table_that_is_there_and_was_not_read_is_not_said_to_be_wanting() {
    let stage = Stage::new();
    let once = sound("示例区青禾街道", 2023);
    let table = once.split_once("<table").and_then(|(_, rest)| rest.split_once("</table>")).unwrap().0;
    let table = format!("<table{table}</table>");
    let annexed = once.replacen(&table, "<p>见附件。</p>", 1);
    let annexed = annexed.replace("</body>", &format!("<p>附件：2021年主动公开情况</p>{table}</body>"));
    stage.put("a.html", &annexed);
    let told = stage.run("read a.html --lang zh-CN");
    assert!(told.out.contains("有这张表，但没有读取，原因见提示"), "{}", told.out);
    assert!(!told.out.contains("没有找到这张表"), "{}", told.out);
}

#[test]
fn the_summary_in_both_languages() {
    let stage = Stage::new();
    stage.put("青禾街道.html", faulty("青禾街道", 2023));
    insta::assert_snapshot!("read-zh-CN", tables_only(&stage.run("read 青禾街道.html").ends_with(0).out));
    insta::assert_snapshot!("read-en", tables_only(&stage.run("read 青禾街道.html --lang en").ends_with(0).out));
}

/// The summary up to the end of table 4: what follows are sentences of the crates below.
fn tables_only(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.iter().rposition(|line| line.contains("复议后起诉") || line.contains("Sued after")).unwrap();
    lines.truncate(last + 1);
    lines.join("\n")
}
