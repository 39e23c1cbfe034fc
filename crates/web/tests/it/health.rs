use axum::http::StatusCode;
use gongkai_store::jobs::{self, Job, State};
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

#[tokio::test]
async fn a_job_that_was_given_up_is_shown_and_run_again_by_whom_it_concerns() {
    let site = TestApp::new().await;
    let mut job = Job::new("keep_house", "{}".to_owned(), site.app.now());
    job.state = State::Failed;
    job.attempts = 5;
    job.problem = Some("<no room>".to_owned());
    let mut transaction = site.app.database.begin().await.unwrap();
    assert!(jobs::enqueue(&mut transaction, &job).await.unwrap());
    transaction.commit().await.unwrap();
    let auditor = site.sign_in_as(Role::Auditor, &site.bodies.city).await;
    let page = auditor.get("/office/health").await.text();
    assert!(page.contains("失败 1 项") && page.contains("日常清理") && page.contains("&#60;no room&#62;"), "{page}");
    assert!(!page.contains("/office/health/retry"), "{page}");
    let again = [("job", job.id.as_str())];
    assert_eq!(auditor.post("/office/health/retry", &again).await.status, StatusCode::FORBIDDEN);
    let district = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    assert_eq!(district.post("/office/health/retry", &again).await.status, StatusCode::NOT_FOUND);
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    assert!(admin.get("/office/health").await.text().contains("/office/health/retry"));
    assert_eq!(admin.post("/office/health/retry", &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.post("/office/health/retry", &again).await.status, StatusCode::CONFLICT);
    assert_eq!(admin.post("/office/health/retry", &[("job", "x")]).await.status, StatusCode::NOT_FOUND);
    assert!(admin.get("/office/health").await.text().contains("各项正常"));
}
