//! A body is closed while its report is being drawn up.

use axum::http::StatusCode;
use gongkai_store::people::Role;

use crate::drafts::{WORDS, begin, collect};
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

#[tokio::test]
async fn a_leader_is_told_of_the_closing_before_signing() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let bureau = &site.bodies.bureau;
    let officer = site.sign_in_as(Role::DisclosureOfficer, bureau).await;
    let leader = site.sign_in_as(Role::Leader, bureau).await;
    let path = begin(&officer, bureau, "2023").await;
    officer.post(&path, &[("version", "1"), WORDS[0], WORDS[1], WORDS[2]]).await;
    officer.post(&format!("{path}/zeros"), &[("version", "2")]).await;
    officer.post(&format!("{path}/submit"), &[("version", "3")]).await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let answer =
        admin.post(&format!("/office/bodies/{bureau}/close"), &[("reason", "改革"), ("on", "2024-01-10")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let sign = [("version", "4"), ("answers_for_it", "yes")];
    let told = leader.post(&format!("{path}/sign"), &sign).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text());
    let page = told.text();
    assert!(page.contains("您审阅期间，本机关已登记为 2024-01-10 关闭，没有签发"), "{page}");
    let knowing = [&sign[..], &[("closed", "2024-01-10")]].concat();
    assert!(page.contains("name=\"closed\" value=\"2024-01-10\"") && page.contains("id=\"closed\""), "{page}");
    assert_eq!(leader.post(&format!("{path}/sign"), &knowing).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn who_closes_a_body_is_told_of_those_below_it_that_are_open() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let close = format!("/office/bodies/{}/close", site.bodies.district);
    let page = admin.get(&close).await.text();
    assert!(page.contains("下面还有未关闭的机关") && page.contains("青禾街道办事处、"), "{page}");
    assert!(!page.contains("name=\"reason\""), "{page}");
    let none = admin.get(&format!("/office/bodies/{}/close", site.bodies.bureau)).await.text();
    assert!(none.contains("name=\"reason\"") && !none.contains("下面还有未关闭的机关"), "{none}");
}
