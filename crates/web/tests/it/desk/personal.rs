use axum::http::StatusCode;
use gongkai_store::findings::Finding;
use gongkai_store::people::Role;
use serde_json::json;

use super::stage::{clean, found, received};
use crate::api::client;
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
