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
    gongkai_app::webhooks::tell(
        &site.app,
        &mut transaction,
        &street,
        "report_published",
        serde_json::json!({"year": 2023}),
    )
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    run_all_due(&site.app).await.unwrap();
    let webhook = gongkai_store::webhooks::all(&mut &site.app.database).await.unwrap().remove(0).id;
    // Whenever it is looked again, there is nothing to do: the name would lead to the same place.
    let delivery =
        async || gongkai_store::webhooks::deliveries(&mut &site.app.database, &webhook, 9).await.unwrap().remove(0);
    let refused = delivery().await;
    assert_eq!((refused.state.as_str(), refused.attempts, refused.finished_at), ("failed", 1, Some(site.app.now())));
    site.clock.set("2024-01-17T01:00:00Z".parse().unwrap());
    run_all_due(&site.app).await.unwrap();
    assert_eq!(delivery().await, refused);
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let path = format!("/office/webhooks/{webhook}");
    let page = administrator.get(&path).await.text();
    assert!(page.contains("地址在本机或内部网络上，没有推送") && page.contains("不会自动重试"), "{page}");
    assert!(page.contains(">青禾街道办事处 2023 年度报告</td>"), "which report it is about: {page}");
    // The page of health tells of it, too.
    let keeper = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let health = keeper.get("/office/health").await.text();
    assert!(health.contains("正在重试 0 条，未发出 1 条") && health.contains("有 1 项需要处理"), "{health}");
    let english = administrator.get(&format!("{path}?lang=en")).await.text();
    assert!(english.contains("so nothing was sent") && english.contains("Not tried again"), "{english}");
    // A person can have it tried again all the same: the operator may have allowed it since.
    assert_eq!(
        administrator.post(&format!("{path}/retry"), &[("delivery", &refused.id)]).await.status,
        StatusCode::SEE_OTHER
    );
    run_all_due(&site.app).await.unwrap();
    assert_eq!((delivery().await.state.as_str(), delivery().await.attempts), ("failed", 1));
    // What a webhook that is off was not told is no trouble, and is not sent again while it is off.
    let resend = "/retry\"";
    assert!(administrator.get(&path).await.text().contains(resend));
    administrator.post(&format!("{path}/switch"), &[("on", "false")]).await;
    assert!(!administrator.get(&path).await.text().contains(resend));
    let health = keeper.get("/office/health").await.text();
    assert!(health.contains("未发出 0 条；已停用的接收地址另有 1 条没有发出"), "{health}");
    let journal = administrator.get("/office/journal").await.text();
    assert!(journal.contains("接收系统") && journal.contains("localhost"), "{journal}");
}
