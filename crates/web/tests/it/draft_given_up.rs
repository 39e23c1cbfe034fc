//! A draft given up: begun by mistake, written on by somebody else, or overtaken.

use axum::http::StatusCode;
use gongkai_report::EditionId;
use gongkai_store::journal::{self, Filter};
use gongkai_store::people::Role;
use gongkai_store::reports::State;
use gongkai_testkit::figures::Figures;

use crate::draft_next_version::Stage;
use crate::drafts::{WORDS, begin, draft, hand_in};
use crate::test_app::TestApp;

#[tokio::test]
async fn a_draft_begun_by_mistake_is_given_up_and_the_year_begun_anew() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2022").await;
    let discard = format!("{path}/discard");
    assert!(officer.get(&path).await.text().contains(&format!("href=\"{discard}\"")));
    let saved = officer.post(&path, &[("version", "1"), ("t3.granted.total", "7")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let late = officer.post(&discard, &[("version", "1")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody wrote in it meanwhile");
    assert!(late.text().contains("这份草稿有改动，没有放弃") && late.text().contains("name=\"version\" value=\"2\""));

    let leader = site.sign_in_as(Role::Leader, street).await;
    assert_eq!(leader.post(&discard, &[("version", "2")]).await.status, StatusCode::FORBIDDEN);
    let done = officer.post(&discard, &[("version", "2")]).await;
    assert_eq!(done.header("location"), "/office/drafts?discarded");
    let list = officer.get(done.header("location")).await.text();
    assert!(list.contains("草稿已放弃") && !list.contains(&path), "{list}");
    assert_eq!(officer.get(&path).await.status, StatusCode::NOT_FOUND);
    let id = path.rsplit('/').next().unwrap().to_owned();
    let about = Filter { subject_id: Some(id), ..Filter::default() };
    let newest = journal::entries(&mut &site.app.database, &about, 1).await.unwrap().remove(0);
    assert_eq!(newest.action, "draft_discarded");
    assert!(newest.detail.contains("t3.granted.total") && newest.detail.contains("\"7\""), "{}", newest.detail);

    let anew = begin(&officer, street, "2022").await;
    assert_ne!(anew, path);
    assert!(draft(&site, &anew).await.cells.is_empty());
}

#[tokio::test]
async fn what_was_typed_in_a_draft_somebody_gave_up_stays_on_the_page() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2022").await;
    let script = site.sign_in_as(Role::DisclosureOfficer, street).await.with("accept", "application/json");
    assert_eq!(officer.post(&format!("{path}/discard"), &[("version", "1")]).await.status, StatusCode::SEE_OTHER);
    // The script is told that trying again changes nothing.
    let fields = [("version", "1"), ("t3.granted.total", "7"), ("section-5", "问题一。")];
    let told = script.post(&format!("{path}/save"), &fields).await;
    assert_eq!(told.status, StatusCode::GONE);
    assert!(told.json()["title"].as_str().unwrap().starts_with("这份草稿已由经办人于"), "{}", told.text());
    for step in ["", "/carry"] {
        let answer = officer.post(&format!("{path}{step}"), &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let page = answer.text();
        assert!(page.contains("这份草稿已由经办人于") && page.contains("<dd>7</dd>"), "{page}");
        assert!(page.contains(">问题一。</textarea>"), "{page}");
    }
    let zeros = officer.post(&format!("{path}/zeros"), &[("version", "1")]).await;
    assert!(zeros.status == StatusCode::CONFLICT && zeros.text().contains("这份草稿已由"), "{}", zeros.text());
    // So is what was said in any other step, by whoever takes it.
    let leader = site.sign_in_as(Role::Leader, street).await;
    for (who, step, said) in [
        (&officer, "/submit", ("explanation", "说明一")),
        (&officer, "/reopen", ("next", "no")),
        (&officer, "/discard", ("x", "")),
        (&officer, "/from-report", ("report", "0195a70cf880778cbb31309f1dbf2b59")),
        (&officer, "/paper", ("source", "说明二")),
        (&leader, "/sign", ("answers_for_it", "yes")),
        (&leader, "/send-back", ("note", "说明三")),
    ] {
        let answer = who.post(&format!("{path}{step}"), &[("version", "1"), said]).await;
        let page = answer.text();
        assert!(answer.status == StatusCode::CONFLICT && page.contains("这份草稿已由经办人于"), "{step}: {page}");
        assert_eq!(page.contains(&format!(">{}</textarea>", said.1)), said.1.starts_with("说明"), "{step}: {page}");
    }
    for page in ["", "/check", "/preview", "/zeros", "/discard", "/from-report", "/from-file", "/paper"] {
        let page = officer.get(&format!("{path}{page}")).await;
        assert!(
            page.status == StatusCode::NOT_FOUND && page.text().contains("这份草稿已由经办人于"),
            "{}",
            page.text()
        );
    }
    let english = officer.get(&format!("{path}?lang=en")).await.text();
    assert!(english.contains("This draft was given up by") && !english.contains(">draft-"), "{english}");
    // Others than could see it, and what never was, are not there.
    let other = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.township).await;
    assert!(!other.post(&path, &fields).await.text().contains("问题一"));
    let never = officer.post("/office/drafts/0195a70cf880778cbb31309f1dbf2b59", &fields).await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_sent_back_can_be_given_up_once_the_report_came_in_otherwise() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let path = begin(&officer, street, "2023").await;
    officer.post(&path, &[&[("version", "1")], &WORDS[..]].concat()).await;
    officer.post(&format!("{path}/zeros"), &[("version", "2")]).await;
    officer.post(&format!("{path}/submit"), &[("version", "3"), ("explanation", "")]).await;
    leader.post(&format!("{path}/send-back"), &[("version", "4"), ("note", "不用了")]).await;
    let refused = officer.post(&format!("{path}/discard"), &[("version", "5")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "nothing else was handed in");
    hand_in(&site, street, 2023, &Figures::zero(EditionId::E2021), State::Accepted).await;
    assert!(officer.get(&path).await.text().contains(&format!("href=\"{path}/discard\"")));
    let done = officer.post(&format!("{path}/discard"), &[("version", "5")]).await;
    assert_eq!(done.header("location"), "/office/drafts?discarded", "{}", done.text());
    assert!(!officer.get("/office").await.text().contains("签发前退回修改"));
}

#[tokio::test]
async fn a_leader_is_told_that_changes_were_given_up_and_not_that_they_were_signed() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.does(&stage.officer, "/reopen", &[]).await;
    stage.does(&stage.officer, "/submit", &[("explanation", "")]).await;
    let seen = draft(&site, &stage.path).await.revision.to_string();
    stage.does(&stage.officer, "/reopen", &[]).await;
    stage.does(&stage.officer, "/discard", &[]).await;
    let late =
        stage.leader.post(&format!("{}/sign", stage.path), &[("version", &seen), ("answers_for_it", "yes")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("这次修改已放弃，没有签发") && !page.contains("已在别处签发"), "{page}");
}
