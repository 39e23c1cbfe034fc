use axum::http::StatusCode;
use gongkai_store::people::Role;

use crate::test_app::TestApp;

#[tokio::test]
async fn health_is_for_those_who_keep_the_topmost_body() {
    let site = TestApp::new().await;
    for (role, at, status) in [
        (Role::Administrator, &site.bodies.city, StatusCode::OK),
        (Role::Auditor, &site.bodies.city, StatusCode::OK),
        (Role::Administrator, &site.bodies.district, StatusCode::FORBIDDEN),
        (Role::Supervisor, &site.bodies.city, StatusCode::FORBIDDEN),
    ] {
        assert_eq!(site.sign_in_as(role, at).await.get("/office/health").await.status, status, "{}", role.id());
    }
}

#[tokio::test]
async fn the_page_says_how_things_are() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let page = admin.get("/office/health").await.text();
    for text in ["SQLite 3.", "各项正常", "可以写入", "8 条记录", "2024-01-15 09:00", env!("CARGO_PKG_VERSION")]
    {
        assert!(page.contains(text), "{text} in {page}");
    }
    let english = admin.get("/office/health?lang=en").await.text();
    assert!(english.contains("All is well.") && english.contains("Can be written"), "{english}");
}
