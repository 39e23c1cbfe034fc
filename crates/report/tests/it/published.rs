//! The date of publication: from the text, else from what the page says about itself.

use gongkai_documents::{Fonts, Limits, Output, write};
use gongkai_report::{EditionId, Report, read};
use gongkai_testkit::{Figures, sample_report};

fn page(report: &Report, head: &str) -> Report {
    let page = write(&gongkai_report::write::form(report), Output::Html, &Fonts::default()).unwrap();
    let page = String::from_utf8(page).unwrap().replace("<head>", &format!("<head>{head}"));
    read(&gongkai_documents::read(page.as_bytes(), &Limits::default()).unwrap())
}

#[test]
fn the_page_tells_the_date_where_the_text_does_not() {
    let edition = EditionId::E2021;
    let stated = sample_report(edition, "青禾街道", 2022, &Figures::consistent(edition, 3));
    let silent = Report { published: None, ..stated.clone() };
    let meta = r#"<meta name="PubDate" content="2023-02-06 10:00">"#;
    let date = |report: &Report| report.published.map(|date| date.to_string());
    assert_eq!(date(&page(&silent, "")), None);
    assert_eq!(date(&page(&silent, meta)).as_deref(), Some("2023-02-06"));
    assert_eq!(date(&page(&stated, meta)).as_deref(), Some("2023-01-20"));
    assert_eq!(date(&page(&silent, r#"<meta name="PubDate" content="今日">"#)), None);
}

#[test]
fn of_a_scan_without_text_only_that_is_told() {
    let mut document = gongkai_documents::read("无".as_bytes(), &gongkai_documents::Limits::default()).unwrap();
    document.blocks.clear();
    document.notices.push(gongkai_documents::Notice {
        kind: gongkai_documents::NoticeKind::ScannedPage,
        place: None,
        detail: "all".to_owned(),
    });
    let report = gongkai_report::read(&document);
    assert_eq!(report.findings.iter().map(|finding| finding.code.0).collect::<Vec<_>>(), ["document-scanned"]);
    let more = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
    assert!(more.is_empty(), "{more:?}");
}
