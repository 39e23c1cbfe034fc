//! `gongkai convert`.

use crate::sample::{sound, with_figures};
use crate::stage::Stage;

#[test]
fn figures_survive_every_format() {
    let stage = Stage::new();
    let numbered = |address: gongkai_report::CellAddress| (address.as_str().len() * 7 % 90).to_string();
    stage.put("a.html", with_figures("青禾街道", 2023, numbered));
    let figures = |name: &str| {
        let line = stage.run(&format!("read {name} --format json")).ends_with(0).json().remove(0);
        let cells = line["cells"].as_object().unwrap().clone();
        cells.into_iter().map(|(address, cell)| (address, cell["value"].clone())).collect::<Vec<_>>()
    };
    for ending in ["docx", "xlsx", "md", "pdf"] {
        let run = stage.run(&format!("convert a.html b.{ending}")).ends_with(0);
        assert!(run.error.contains(&format!("b.{ending}")) && run.out.is_empty(), "{run:?}");
        assert_eq!(figures(&format!("b.{ending}")), figures("a.html"), "{ending}");
    }
    stage.run("convert a.html b.json").ends_with(0);
    assert!(stage.text("b.json").starts_with(r#"{"schema":"gongkai.report/1""#));
}

#[test]
fn nothing_is_overwritten_unasked() {
    let stage = Stage::new();
    stage.put("a.html", sound("青禾街道", 2023)).put("b.md", "old");
    let run = stage.run("convert a.html b.md").ends_with(1);
    assert!(run.error.contains("--force"), "{}", run.error);
    assert_eq!(stage.text("b.md"), "old");
    stage.run("convert a.html b.md --force").ends_with(0);
    assert!(stage.text("b.md").contains("青禾街道"));
}

#[test]
fn what_is_no_report_is_converted_only_as_it_is() {
    let stage = Stage::new();
    stage.put("a.txt", "今日天气晴。\n").put("empty.html", "");
    stage.run("convert a.txt b.md").ends_with(1);
    assert!(!stage.path("b.md").exists());
    stage.run("convert a.txt b.md --as-is").ends_with(0);
    assert!(stage.text("b.md").contains("今日天气晴"));
    stage.run("convert a.txt b.doc").ends_with(1);
    stage.run("convert empty.html c.md").ends_with(2);
    stage.run("convert a.txt none/b.md --as-is").ends_with(2);
}

#[test]
fn cells_that_were_not_found_are_told_and_stay_missing() {
    let stage = Stage::new();
    let numbered = |address: gongkai_report::CellAddress| (address.as_str().len() * 7 % 90).to_string();
    let whole = with_figures("青禾街道", 2023, numbered);
    let row = whole.find("结转下年度继续办理").unwrap();
    let (from, to) = (whole[..row].rfind("<tr").unwrap(), row + whole[row..].find("</tr>").unwrap() + 5);
    stage.put("a.html", whole[..from].to_owned() + &whole[to..]);
    let run = stage.run("convert a.html b.xlsx").ends_with(0);
    assert!(run.error.contains("7 格"), "{}", run.error);
    let line = stage.run("read b.xlsx --format json").ends_with(0).json().remove(0);
    let missing = line["cells"].as_object().unwrap().iter().filter(|(_, cell)| cell["state"] == "missing");
    let missing: Vec<&str> = missing.map(|(address, _)| address.as_str()).collect();
    assert!(missing.len() == 7 && missing.iter().all(|cell| cell.starts_with("t3.carried_out.")), "{missing:?}");
    let run = stage.run("convert a.html c.docx --lang en").ends_with(0);
    assert!(run.error.contains("7 cells"), "{}", run.error);
}

#[test]
fn a_folder_of_fonts_must_hold_fonts() {
    let stage = Stage::new();
    stage.put("a.html", sound("青禾街道", 2023)).put("fonts/readme.txt", "none");
    let run = stage.run("convert a.html b.pdf --fonts fonts").ends_with(1);
    assert!(run.error.contains("fonts"), "{}", run.error);
    assert_eq!(stage.run_with("convert a.html b.pdf", &[("GONGKAI_FONTS", "fonts")], b"").code, Some(1));
    stage.run("convert a.html b.md --fonts fonts").ends_with(0);
}
