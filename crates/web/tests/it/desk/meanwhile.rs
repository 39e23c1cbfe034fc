//! Forms about a report that changed since their page was shown: they lead back, and nothing typed is lost.

use axum::http::StatusCode;
use gongkai_store::id::FindingId;
use gongkai_store::people::Role;

use super::stage::{TOTAL, clean, faulty_report, found, received, right_total};
use crate::session_over::{buttons, typed};
use crate::test_app::TestApp;

#[tokio::test]
async fn a_correction_that_came_second_stands_in_its_form_with_what_the_cell_says_now() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/cells");
    let send = async |value: &str, reason: &str, seen: &str, lang: &str| {
        let fields = [("address", TOTAL), ("to", "figure"), ("value", value), ("reason", reason), ("seen", seen)];
        supervisor.post(&format!("{path}{lang}"), &fields).await
    };
    assert_eq!(send(&right_total(), "原件为此数", "0", "").await.status, StatusCode::SEE_OTHER);
    let late = send("98765", "看错", "0", "").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("您填写期间，他人更正过这一格") && page.contains("原件为此数"), "{page}");
    let html = scraper::Html::parse_document(&page);
    let one = |what: &str| {
        let within = scraper::Selector::parse(&format!("[id='cell-{TOTAL}'][data-refused] {what}")).unwrap();
        html.select(&within).next().and_then(|field| field.attr("value")).unwrap().to_owned()
    };
    assert_eq!((one("#value"), one("#reason"), one("[name=seen]")), ("98765".into(), "看错".into(), "1".into()));
    assert!(send("98765", "看错", "0", "?lang=en").await.text().contains("corrected this cell while you typed"));
    assert_eq!(send("98765", "看错", "1", "").await.status, StatusCode::SEE_OTHER, "and can be sent from there");
}

#[tokio::test]
async fn decisions_and_a_letter_about_findings_that_are_gone_keep_their_words() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let there = found(&site, &id).await.remove(0).fingerprint;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}");
    let gone = "0".repeat(64);
    let chosen = [("finding", there.as_str()), ("finding", gone.as_str())];
    let fields = [&chosen[..], &[("decision", "accept"), ("reason", "已核实")]].concat();
    let late = supervisor.post(&format!("{path}/decisions"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("有的已不在") && late.text().contains("value=\"已核实\""), "{}", late.text());
    assert!(late.text().contains(&format!("value=\"{there}\" checked")), "what is there stays chosen");

    let fields = [&chosen[..], &[("note", "请核对"), ("due_on", "2024-02-01")]].concat();
    let late = supervisor.post(&format!("{path}/return"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("有的已不在") && late.text().contains(">请核对</textarea>"), "{}", late.text());

    let strange = FindingId::new(site.app.now()).to_string();
    let fields = [("finding", &*strange), ("decision", "mend"), ("reason", "同类问题"), ("here", "by=rule")];
    let late = supervisor.post("/office/findings/decisions", &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("有的已不在"), "{}", late.text());
}

#[tokio::test]
async fn what_cannot_be_done_now_leads_back_to_its_page_with_what_was_typed() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    received(&site, &site.bodies.street, &clean("青禾街道办事处")).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}");
    let correction = [("address", TOTAL), ("to", "figure"), ("value", "7"), ("reason", "看错"), ("seen", "0")];
    let letter = [("note", "请核对"), ("due_on", "2024-02-01")];
    let forms = [
        ("cells", path.clone(), &correction[..], vec!["7", "看错"]),
        (
            "decisions",
            format!("{path}/findings"),
            &[("decision", "accept"), ("finding", "a"), ("reason", "属实")],
            vec!["属实"],
        ),
        ("return", format!("{path}/return"), &letter[..], vec!["请核对"]),
        ("accept", format!("{path}/accept"), &[("reason", "可以")], vec!["可以"]),
        ("publish", format!("{path}/publish"), &[("reason", "更正")], vec!["更正"]),
    ];
    for (action, page, fields, words) in forms {
        let from = supervisor.at(&site).with("referer", &format!("http://localhost{page}"));
        let late = from.post(&format!("{path}/{action}"), fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{action}");
        assert_eq!(buttons(&late), [page.as_str(), "/office"], "{action}");
        assert_eq!(typed(&late), words, "{action}");
        assert!(late.text().contains("被新版本取代"), "{action}");
    }
}

#[tokio::test]
async fn an_answer_to_a_return_that_is_done_with_is_given_back() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let letter = [("note", "请核对"), ("due_on", "2024-02-01")];
    let letter = supervisor.post(&format!("/office/reports/{id}/return"), &letter).await;
    let letter = letter.header("location").to_owned();
    received(&site, &site.bodies.street, &clean("青禾街道办事处")).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = officer.with("referer", &format!("http://localhost{letter}"));
    let late = officer.post_files(&format!("{letter}/answer"), &[("text", "已改")], &[("file", "a.docx", b"x")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    assert_eq!((buttons(&late), typed(&late)), (vec![letter, "/office".to_owned()], vec!["已改".to_owned()]));
    assert!(late.text().contains("请重新选择：a.docx"), "{}", late.text());
}

#[tokio::test]
async fn a_version_that_is_not_the_newest_offers_no_form_to_judge_it() {
    let site = TestApp::new().await;
    let old = faulty_report(&site).await;
    let new = received(&site, &site.bodies.street, &clean("青禾街道")).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    for action in ["accept", "return", "publish"] {
        let path = format!("/office/reports/{old}/{action}");
        let page = supervisor.get(&path).await.text();
        assert!(!page.contains(&format!("action=\"{path}\"")), "{action}: {page}");
        let why = if action == "return" { "取代" } else { "这一版已被新版本取代" };
        assert!(page.contains(why) && page.contains(&format!("href=\"/office/reports/{new}\"")), "{action}: {page}");
    }
    // The form was open when the newer one came.
    let late = supervisor.post(&format!("/office/reports/{old}/accept"), &[("reason", "看过")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("这一版已被新版本取代"), "{}", late.text());
    let path = format!("/office/reports/{new}/accept");
    assert!(supervisor.get(&path).await.text().contains(&format!("action=\"{path}\"")));
    assert_eq!(supervisor.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(supervisor.get(&path).await.text().contains("这份报告已经接收"));
}
