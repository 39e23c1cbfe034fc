use axum::http::StatusCode;
use gongkai_documents::{Block, Document, Fonts, Format, Output, Table, write as write_document};
use gongkai_store::attachments::{Attachment, Seen};
use gongkai_store::findings::Finding;
use gongkai_store::people::Role;
use serde_json::json;

use super::stage::{clean, clean_report, found, received};
use crate::api::client;
use crate::drafts::{WORDS, begin, draft};
use crate::test_app::TestApp;

const NUMBER: &str = "11010519491231002X";
const MASKED: &str = "1101**********002X";

/// An accepted report of 青禾街道 with an identity number in it, and the finding that tells of it.
async fn accepted(site: &TestApp) -> (String, Finding) {
    let mut report = clean("青禾街道");
    report.sections[0].lines[0].text.push_str(&format!("申请人身份证号{NUMBER}。"));
    let id = received(site, &site.bodies.street, &report).await;
    let finding = found(site, &id).await.into_iter().find(|finding| finding.code == "identity-number").unwrap();
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let taken = supervisor.post(&format!("/office/reports/{id}/accept"), &[("reason", "先接收")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    (id.to_string(), finding)
}

#[tokio::test]
async fn a_personal_number_is_published_only_where_that_is_meant() {
    let site = TestApp::new().await;
    let (id, finding) = accepted(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/publish");
    let tick = "name=\"personal_is_meant\" value=\"yes\"";
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("有 1 处个人信息") && page.contains(tick) && page.contains(MASKED), "{page}");
    assert!(!page.contains(NUMBER), "{page}");
    // What was accepted with a reason stands in the report all the same.
    let decided = [("finding", finding.fingerprint.as_str()), ("decision", "accept"), ("reason", "已核实")];
    let answer = supervisor.post(&format!("/office/reports/{id}/decisions"), &decided).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let refused = supervisor.post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(page.contains("href=\"#personal_is_meant\"") && page.contains(MASKED) && !page.contains(NUMBER), "{page}");

    // Among several it is not published either, and it is told beforehand.
    let look = supervisor.get(&format!("/office/reports/chosen?action=publish&report={id}")).await.text();
    assert!(look.contains("其中 0 份可以办理") && look.contains("在它的页面单独办理"), "{look}");
    assert!(look.contains(MASKED) && look.contains(&format!("href=\"{path}\"")), "{look}");
    let told = supervisor.post_and_follow("/office/reports/publish", &[("report", &id)]).await.text();
    assert!(told.contains("已发布 0 份报告") && told.contains(MASKED), "{told}");

    let program = client::supervisor(&site).await;
    let address = format!("/api/v1/reports/{id}/publish");
    let refused = program.post_json(&address, &json!({})).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let problem = refused.json();
    assert_eq!(problem["errors"][0]["field"], "personal_is_meant", "{problem}");
    assert_eq!(problem["errors"][0]["code"], "desk-publish-personal", "{problem}");
    assert!(refused.text().contains(MASKED) && !refused.text().contains(NUMBER), "{problem}");

    let meant = supervisor.post(&path, &[("personal_is_meant", "yes")]).await;
    assert_eq!(meant.status, StatusCode::SEE_OTHER, "{}", meant.text());
    let history = supervisor.get(&format!("/office/reports/{id}/history")).await.text();
    assert!(history.contains("含个人信息"), "{history}");
}

#[tokio::test]
async fn a_title_with_a_personal_number_is_proposed_masked() {
    let site = TestApp::new().await;
    let mut report = clean("青禾街道");
    report.title.as_mut().unwrap().text.push_str(&format!("（{NUMBER}）"));
    let id = received(&site, &site.bodies.street, &report).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let taken = supervisor.post(&format!("/office/reports/{id}/accept"), &[("reason", "先接收")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let page = supervisor.get(&format!("/office/reports/{id}/publish")).await.text();
    assert!(page.contains(&format!("（{MASKED}）\"")) && !page.contains(NUMBER), "{page}");
}

#[tokio::test]
async fn what_is_no_personal_number_asks_for_nothing() {
    let site = TestApp::new().await;
    let (id, finding) = accepted(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let decided = [("finding", finding.fingerprint.as_str()), ("decision", "not_a_fault"), ("reason", "是项目编号")];
    let answer = supervisor.post(&format!("/office/reports/{id}/decisions"), &decided).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let path = format!("/office/reports/{id}/publish");
    assert!(!supervisor.get(&path).await.text().contains("personal_is_meant"));
    let published = supervisor.post(&path, &[]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
}

#[tokio::test]
async fn files_published_with_a_report_are_looked_through() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let heads = vec!["姓名".to_owned(), "证件号".to_owned()];
    let rows = vec![vec!["张某".to_owned(), NUMBER.to_owned()], vec!["李某".to_owned(), "13800001234".to_owned()]];
    let mut list = Document::new(Format::Docx);
    list.blocks.push(Block::Table(Table::of_texts(heads, rows)));
    let list = write_document(&list, Output::Docx, &Fonts::default()).unwrap();
    let files = [("files", "名单.docx", list.as_slice()), ("files", "照片.png", b"\x89PNG\r\n\x1A\n")];
    let attach = format!("{path}/attachments");
    officer.post_files(&attach, &[("version", "1"), ("seen", "with_report")], &files).await;
    officer.post(&path, &[("version", "2"), WORDS[0], WORDS[1], WORDS[2]]).await;
    officer.post(&format!("{path}/zeros"), &[("version", "3")]).await;

    // Its body is told before the leader is asked, the leader before signing; what is for the office only says nothing.
    let inside = draft(&site, &path).await.attachments[0].blob.clone();
    let told = format!("有 2 处个人信息（{MASKED} / 138****1234）");
    let check = officer.get(&format!("{path}/check")).await.text();
    assert!(check.contains("名单.docx</span> ") && check.contains(&told), "{check}");
    assert!(check.contains("照片.png</span> 未检查个人信息") && !check.contains(NUMBER), "{check}");
    officer.post(&format!("{attach}/show"), &[("version", "4"), ("in_office", &inside)]).await;
    let check = officer.get(&format!("{path}/check")).await.text();
    assert!(!check.contains("名单.docx") && check.contains("照片.png"), "{check}");
    officer.post(&format!("{attach}/show"), &[("version", "5"), ("with_report", &inside)]).await;
    officer.post(&format!("{path}/submit"), &[("version", "6")]).await;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let page = leader.get(&format!("{path}/preview")).await.text();
    let found = page.split("id=\"found\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(found.contains(&told) && found.contains("照片.png</span> 未检查个人信息，请人工核对"), "{found}");
    let signed = leader.post(&format!("{path}/sign"), &[("version", "7"), ("answers_for_it", "yes")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());

    let id = draft(&site, &path).await.report.unwrap();
    let desk = format!("/office/reports/{id}");
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    // Nobody collects it: its office finds it among what waits all the same.
    let waits = async || supervisor.get("/office").await.text();
    let start = waits().await;
    assert!(start.contains("不在名册上的年报") && start.contains(&desk) && start.contains("待核查"), "{start}");
    let page = supervisor.get(&format!("{desk}/accept")).await.text();
    assert!(page.contains(&told) && page.contains("未检查个人信息"), "{page}");
    assert_eq!(supervisor.post(&format!("{desk}/accept"), &[]).await.status, StatusCode::SEE_OTHER);
    let start = waits().await;
    assert!(start.contains("不在名册上的年报") && start.contains("已接收，待发布"), "{start}");
    let publish = format!("{desk}/publish");
    let page = supervisor.get(&publish).await.text();
    assert!(page.contains("name=\"personal_is_meant\"") && page.contains("附件里有个人信息"), "{page}");
    let unlooked = page.split("id=\"unlooked\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(unlooked.contains("照片.png") && !unlooked.contains("名单.docx"), "{unlooked}");
    let refused = supervisor.post(&publish, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("附件“名单.docx”里有 2 处个人信息"), "{}", refused.text());
    let look = supervisor.get(&format!("/office/reports/chosen?action=publish&report={id}")).await.text();
    assert!(look.contains("附件“名单.docx”里有 2 处") && look.contains("在它的页面单独办理"), "{look}");
    let program = client::supervisor(&site).await;
    let refused = program.post_json(&format!("/api/v1/reports/{id}/publish"), &json!({})).await;
    assert_eq!(refused.json()["errors"][0]["code"], "desk-publish-personal-file", "{}", refused.text());
    let meant = supervisor.post(&publish, &[("personal_is_meant", "yes")]).await;
    assert_eq!(meant.status, StatusCode::SEE_OTHER, "{}", meant.text());
    assert!(!waits().await.contains("不在名册上的年报"), "it is published");
}

#[tokio::test]
async fn files_nobody_looked_through_are_told_before_several_are_published() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let file = |name: &str, seen| Attachment {
        blob: name.to_owned(),
        name: name.to_owned(),
        size_bytes: 1,
        at: site.app.now(),
        by: "王科员".to_owned(),
        seen,
        looked: None,
    };
    let files = json!([file("照片.png", Seen::WithReport), file("底稿.png", Seen::InOffice)]).to_string();
    let mut transaction = site.app.database.begin().await.unwrap();
    let text = "UPDATE reports SET attachments = $2 WHERE id = $1";
    transaction.execute(text, gongkai_store::values![&id, files]).await.unwrap();
    transaction.commit().await.unwrap();
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let chosen = async |action: &str| {
        supervisor.get(&format!("/office/reports/chosen?action={action}&report={id}")).await.text()
    };
    assert!(!chosen("accept").await.contains("照片.png"));
    assert_eq!(supervisor.post(&format!("/office/reports/{id}/accept"), &[]).await.status, StatusCode::SEE_OTHER);
    let page = chosen("publish").await;
    assert!(page.contains("其中 1 份可以办理") && page.contains("附件未检查或者未查全：照片.png"), "{page}");
    assert!(!page.contains("底稿.png"), "{page}");
}
