//! A draft is put before a leader only where there is one.

use axum::http::StatusCode;
use gongkai_store::people::{self, Role};

use crate::drafts::{WORDS, begin, collect, draft};
use crate::test_app::TestApp;

const LACKING: &str = "本机关没有可以签发年报的分管领导";

#[tokio::test]
async fn a_draft_nobody_can_sign_is_not_submitted() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let save = [&[("version", "1")], WORDS.as_slice()].concat();
    assert_eq!(officer.post(&path, &save).await.status, StatusCode::SEE_OTHER);
    assert_eq!(officer.post(&format!("{path}/zeros"), &[("version", "2")]).await.status, StatusCode::SEE_OTHER);
    assert!(!officer.get(&format!("{path}/check")).await.text().contains(LACKING));

    may_sign_in(&site, false).await;
    for page in ["", "/check", "/preview"] {
        let page = officer.get(&format!("{path}{page}")).await.text();
        assert!(page.contains(LACKING) && page.contains("上级的管理员在“人员与角色”中指定"), "{page}");
    }
    let checked = officer.get(&format!("{path}/check")).await.text();
    assert!(!checked.contains("可以提交给分管领导签发"), "{checked}");
    let submit = async |version: &str| {
        officer.post(&format!("{path}/submit"), &[("version", version), ("explanation", "已核实")]).await
    };
    let refused = submit("3").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("href=\"#signer\""), "{}", refused.text());
    assert!(draft(&site, &path).await.state.is_open());

    may_sign_in(&site, true).await;
    assert_eq!(submit("3").await.status, StatusCode::SEE_OTHER);
    // One that waits when its leader cannot sign in any more says so, too.
    may_sign_in(&site, false).await;
    assert!(officer.get(&format!("{path}/preview")).await.text().contains(LACKING));
}

async fn may_sign_in(site: &TestApp, active: bool) {
    let mut leader = site.person(Role::Leader, &site.bodies.street).await;
    leader.active = active;
    let mut transaction = site.app.database.begin().await.unwrap();
    people::update(&mut transaction, &leader).await.unwrap();
    transaction.commit().await.unwrap();
}
