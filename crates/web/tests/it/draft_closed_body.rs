//! A body is closed while its report is being drawn up.

use axum::http::StatusCode;
use gongkai_store::people::Role;

use crate::drafts::{begin, collect};
use crate::test_app::TestApp;

#[tokio::test]
async fn closing_tells_of_a_draft_and_its_pages_tell_of_the_closing() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let bureau = &site.bodies.bureau;
    let officer = site.sign_in_as(Role::DisclosureOfficer, bureau).await;
    let close = format!("/office/bodies/{bureau}/close");
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    assert!(!admin.get(&close).await.text().contains("还没有报送的年报"));
    let path = begin(&officer, bureau, "2023").await;
    let told = admin.get(&close).await.text();
    assert!(told.contains("还没有报送的年报：2023 年度（编制中）"), "{told}");
    let closed = "本机关已于 2024-01-10 关闭";
    assert!(!officer.get(&path).await.text().contains("本机关已于"));
    let answer = admin.post(&close, &[("reason", "机构改革"), ("on", "2024-01-10")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    for page in [path.clone(), format!("{path}/check"), "/office/drafts".to_owned()] {
        let page = officer.get(&page).await.text();
        assert!(page.contains(closed), "{page}");
    }
    let start = officer.get("/office").await.text();
    assert!(start.contains("2024-01-10 关闭"), "{start}");
}
