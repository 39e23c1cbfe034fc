use gongkai_store::people::Role;
use gongkai_store::tokens::Scope;
use serde_json::json;

use super::client::{field, problem, program};
use crate::test_app::TestApp;

#[tokio::test]
async fn webhooks_are_kept_and_switched() {
    let site = TestApp::new().await;
    let program = program(&site, Role::Administrator, &site.bodies.district, Scope::Write).await;
    for url in [
        "ftp://example.test",
        "https://user:word@example.test/hook",
        "https:///hook",
        // This machine and the networks around it are the operator's to allow.
        "http://127.0.0.1:9/hook",
        "http://localhost/",
        "http://[::1]/hook",
        "http://169.254.169.254/latest",
        "http://192.168.1.5/hook",
    ] {
        let wrong = json!({"body": site.bodies.street.as_str(), "url": url});
        let refused = problem(&program.post_json("/api/v1/webhooks", &wrong).await, 422, "invalid");
        assert_eq!(field(&refused), "url");
    }
    let good = json!({"body": site.bodies.street.as_str(), "url": "https://example.test/hook"});
    let entered = program.post_json("/api/v1/webhooks", &good).await;
    assert_eq!(entered.status.as_u16(), 201, "{}", entered.text());
    let place = entered.header("location").to_owned();
    let entered = entered.json();
    assert!(entered["secret"].as_str().is_some_and(|secret| secret.len() >= 32), "{entered}");
    assert_eq!((&entered["body"]["id"], &entered["active"]), (&site.bodies.street.as_str().into(), &true.into()));
    let off = program.put_json(&place, &json!({"active": false})).await.json();
    assert_eq!(off["active"], false);
    let shown = program.get(&place).await.json();
    assert_eq!((&shown["active"], &shown["deliveries"]), (&false.into(), &json!([])));
    assert!(shown.get("secret").is_none(), "told once only");
    let list = program.get("/api/v1/webhooks").await.json();
    assert_eq!((list["items"].as_array().map(Vec::len), &list["items"][0]["id"]), (Some(1), &entered["id"]));
    let twice = problem(&program.post_json("/api/v1/webhooks", &good).await, 409, "not-now");
    assert!(twice["detail"].as_str().unwrap().contains("has the same address"), "{twice}");
    let of_upper = json!({"body": site.bodies.district.as_str(), "url": "https://example.test/hook"});
    assert_eq!(program.post_json("/api/v1/webhooks", &of_upper).await.status.as_u16(), 201);
    let remove = async || program.send(axum::http::Method::DELETE, &place, "application/json", Vec::new()).await;
    assert_eq!(remove().await.status.as_u16(), 204);
    problem(&remove().await, 404, "not-found");
    assert_eq!(program.post_json("/api/v1/webhooks", &good).await.status.as_u16(), 201);
    problem(&program.get("/api/v1/webhooks/018d0a24c00070008000000000000009").await, 404, "not-found");
}
