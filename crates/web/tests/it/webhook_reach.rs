//! Webhooks stay outside.

use axum::http::StatusCode;
use gongkai_app::jobs::run_all_due;
use gongkai_store::people::Role;

use crate::test_app::TestApp;

#[tokio::test]
async fn a_webhook_that_leads_to_this_machine_is_not_told_unless_that_is_allowed() {
    // Entered before it was refused: kept in the database as it stands.
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let fields = [("url", "https://example.test/hook"), ("body", site.bodies.district.as_str())];
    assert_eq!(administrator.post("/office/webhooks", &fields).await.status, StatusCode::OK);
    let mut transaction = site.app.database.begin().await.unwrap();
    let text = "UPDATE webhooks SET url = $1";
    transaction.execute(text, gongkai_store::values!["http://localhost:9/hook".to_owned()]).await.unwrap();
    let street = gongkai_store::bodies::by_id(&mut transaction, &site.bodies.street).await.unwrap();
    gongkai_app::webhooks::tell(&site.app, &mut transaction, &street, "report_published", serde_json::json!({}))
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    run_all_due(&site.app).await.unwrap();
    let webhook = gongkai_store::webhooks::all(&mut &site.app.database).await.unwrap().remove(0).id;
    let page = administrator.get(&format!("/office/webhooks/{webhook}")).await.text();
    assert!(page.contains("地址在本机或内部网络上，没有推送"), "{page}");
}
