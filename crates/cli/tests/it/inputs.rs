//! What may stand for a file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::sample::sound;
use crate::stage::Stage;

/// An archive; names are bytes, so that they may be in any encoding.
fn pack(entries: &[(&[u8], &[u8])]) -> Vec<u8> {
    // The library writes names as UTF-8 only: placeholders of the same length are written and replaced.
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let placeholder = |number: usize, name: &[u8]| format!("{number}{}", "x".repeat(name.len() - 1));
    for (number, (name, content)) in entries.iter().enumerate() {
        writer.start_file(placeholder(number, name), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    for (number, (name, _)) in entries.iter().enumerate() {
        let placeholder = placeholder(number, name).into_bytes();
        for at in 0..bytes.len().saturating_sub(name.len()) {
            if bytes[at..].starts_with(&placeholder) {
                bytes[at..at + name.len()].copy_from_slice(name);
            }
        }
    }
    bytes
}

fn gbk(name: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(name).0.into_owned()
}

#[test]
fn folders_in_natural_order_without_hidden_and_foreign_files() {
    let stage = Stage::new();
    let page = sound("青禾街道", 2023);
    for name in ["年报/10号.html", "年报/2号.html", "年报/.隐藏.html", "年报/内/1号.html"] {
        stage.put(name, &page);
    }
    stage.put("年报/图.png", b"\x89PNG\r\n\x1a\n0000").put("年报/数据.json", "{}");
    stage.put("年报/名单.csv", "名称,类型\n青禾街道办事处,街道\n").put("年报/说明.txt", "请各单位报送年度报告。");
    let run = stage.run("read 年报 --format json -v").ends_with(0);
    assert_eq!(run.sources(), ["年报/2号.html", "年报/10号.html", "年报/内/1号.html"]);
    for passed_over in ["年报/图.png", "年报/数据.json", "年报/名单.csv", "年报/说明.txt"] {
        assert!(run.error.contains(passed_over), "{passed_over}: {}", run.error);
    }
    assert!(!stage.run("read 年报 --format json").error.contains("图.png"));
    stage.run("read 年报/图.png").ends_with(2);
}

#[test]
fn what_calls_itself_a_document_in_a_folder_and_is_none_is_told() {
    let stage = Stage::new();
    stage.put("年报/a.html", sound("青禾街道", 2023)).put("年报/b.docx", "").put("年报/c.doc", b"\xd0\xcf\x11\xe0");
    let run = stage.run("check 年报").ends_with(2);
    assert!(run.out.contains("b.docx") && run.out.contains("c.doc"), "{}", run.out);
    let total = stage.run("total 年报 -o 汇总.json").ends_with(2);
    assert!(total.error.contains("b.docx"), "{}", total.error);
    let text = std::fs::read_to_string(stage.path("汇总.json")).unwrap();
    assert!(text.contains("total-unreadable") && text.contains("c.doc"), "{text}");
}

#[test]
fn quoted_patterns() {
    let stage = Stage::new();
    let page = sound("青禾街道", 2023);
    for name in ["年报/a.html", "年报/b.htm", "年报/内/c.html"] {
        stage.put(name, &page);
    }
    assert_eq!(stage.run("read 年报/*.html --format json").sources(), ["年报/a.html"]);
    assert_eq!(stage.run("read **/*.html --format json").sources(), ["年报/a.html", "年报/内/c.html"]);
    let run = stage.run("read 年报/*.pdf --format json").ends_with(2);
    assert_eq!(run.json()[0]["code"], "file-no-match");
}

#[test]
fn archives_with_names_in_gbk_and_archives_within() {
    let stage = Stage::new();
    let page = sound("青禾街道", 2023);
    let inner = pack(&[(&gbk("内页.html"), page.as_bytes()), (b"deeper.zip", &pack(&[(b"x.html", b"x")]))]);
    let archive = pack(&[
        (&gbk("年报/10号.html"), page.as_bytes()),
        (&gbk("年报/2号.html"), page.as_bytes()),
        ("乙/utf8.html".as_bytes(), page.as_bytes()),
        (b"__MACOSX/x.html", page.as_bytes()),
        (b"a/Thumbs.db", b"x"),
        (b"inner.zip", &inner),
    ]);
    stage.put("全区.zip", &archive);
    let expected = [
        "全区.zip!/inner.zip!/deeper.zip",
        "全区.zip!/inner.zip!/内页.html",
        "全区.zip!/乙/utf8.html",
        "全区.zip!/年报/2号.html",
        "全区.zip!/年报/10号.html",
    ];
    let run = stage.run("read 全区.zip --format json").ends_with(2);
    assert_eq!(run.sources(), expected);
    assert_eq!(run.json()[0]["code"], "file-archive-nested");
    assert_eq!(run.json()[1]["body"], "青禾街道");
    // Told by content: an archive under another name, or from standard input.
    assert_eq!(stage.run_with("read - --format json", &[], &archive).sources()[2], "-!/乙/utf8.html");
}

#[test]
fn a_broken_archive_is_one_unreadable_file() {
    let stage = Stage::new();
    let mut archive = pack(&[(b"a.html", b"x")]);
    archive.truncate(30);
    stage.put("全区.zip", archive).put("b.html", sound("白石镇", 2023));
    let run = stage.run("read 全区.zip b.html --format json").ends_with(2);
    assert_eq!(run.json()[0]["code"], "file-archive");
    assert_eq!(run.json()[1]["body"], "白石镇");
}

#[test]
fn standard_input() {
    let stage = Stage::new();
    let run = stage.run_with("read - --format json", &[], sound("青禾街道", 2023).as_bytes()).ends_with(0);
    assert_eq!(run.json()[0]["source"], "-");
    assert_eq!(run.json()[0]["body"], "青禾街道");
    stage.run_with("read -", &[], b"").ends_with(2);
}

#[test]
fn what_is_named_twice_is_read_once() {
    let stage = Stage::new();
    stage.put("年报/a.html", sound("青禾街道", 2023));
    let run = stage.run("read 年报/a.html 年报 年报/*.html --format json").ends_with(0);
    assert_eq!(run.sources(), ["年报/a.html"]);
}
