//! Who may what: at the own body, the one above, the one below, a foreign one; with a token and with a session.

use axum::http::Method;
use gongkai_store::people::Role;
use gongkai_store::tokens::Scope;
use serde_json::json;

use super::client::{problem, program};
use crate::desk::stage::{clean, clean_report, received};
use crate::test_app::TestApp;

#[tokio::test]
async fn an_officer_sees_the_own_bodys_reports_only() {
    let site = TestApp::new().await;
    let own = clean_report(&site).await;
    let upper = received(&site, &site.bodies.district, &clean("示例区")).await;
    let lower = received(&site, &site.bodies.community, &clean("青禾社区")).await;
    let foreign = received(&site, &site.bodies.foreign_street, &clean("白石街道")).await;
    let officer = program(&site, Role::DisclosureOfficer, &site.bodies.street, Scope::Write).await;
    let listed = officer.get("/api/v1/reports").await.json();
    let ids: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|of| of["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [own.as_str()]);
    for part in ["", "/cells", "/findings", "/reading", "/file", "/returns"] {
        assert_eq!(officer.get(&format!("/api/v1/reports/{own}{part}")).await.status.as_u16(), 200, "{part}");
        for other in [&upper, &lower, &foreign] {
            problem(&officer.get(&format!("/api/v1/reports/{other}{part}")).await, 404, "not-found");
        }
    }
    for other in [&site.bodies.district, &site.bodies.community, &site.bodies.foreign_street] {
        problem(&officer.get(&format!("/api/v1/reports?body={other}")).await, 404, "not-found");
        problem(&officer.get(&format!("/api/v1/bodies/{other}/obligations")).await, 404, "not-found");
        problem(&officer.get(&format!("/api/v1/bodies/{other}/journal")).await, 404, "not-found");
    }
    for path in ["/api/v1/collections".to_owned(), format!("/api/v1/bodies/{}/totals/2023", site.bodies.street)] {
        problem(&officer.get(&path).await, 403, "forbidden");
    }
    for action in ["accept", "publish", "read"] {
        let refused = officer.post_json(&format!("/api/v1/reports/{own}/{action}"), &json!({})).await;
        problem(&refused, 403, "forbidden");
    }
}

#[tokio::test]
async fn a_supervisor_reaches_down_and_nowhere_else() {
    let site = TestApp::new().await;
    let below = clean_report(&site).await;
    let upper = received(&site, &site.bodies.city, &clean("示例市")).await;
    let foreign = received(&site, &site.bodies.foreign_street, &clean("白石街道")).await;
    let supervisor = program(&site, Role::Supervisor, &site.bodies.district, Scope::Write).await;
    let accept = |id| format!("/api/v1/reports/{id}/accept");
    for other in [&upper, &foreign] {
        problem(&supervisor.post_json(&accept(other), &json!({"reason": "行"})).await, 404, "not-found");
    }
    let accepted = supervisor.post_json(&accept(&below), &json!({})).await;
    assert_eq!((accepted.status.as_u16(), accepted.json()["state"].as_str()), (200, Some("accepted")));
    for (query, many) in [
        (String::new(), 1),
        (format!("?body={}&with_below=true", site.bodies.district), 1),
        (format!("?body={}", site.bodies.district), 0),
        (format!("?body={}", site.bodies.street), 1),
        ("?state=accepted&year=2023".to_owned(), 1),
        ("?state=checked".to_owned(), 0),
    ] {
        let listed = supervisor.get(&format!("/api/v1/reports{query}")).await.json();
        assert_eq!(listed["items"].as_array().unwrap().len(), many, "{query}");
    }
    for other in [&site.bodies.city, &site.bodies.foreign_district] {
        problem(&supervisor.get(&format!("/api/v1/bodies/{other}/totals/2023")).await, 404, "not-found");
        problem(&supervisor.get(&format!("/api/v1/bodies/{other}/journal")).await, 404, "not-found");
    }
}

#[tokio::test]
async fn a_session_may_look_and_changes_only_with_its_form_token() {
    let site = TestApp::new().await;
    let report = clean_report(&site).await;
    let path = format!("/api/v1/reports/{report}");
    let session = site.sign_in_as(Role::Supervisor, &site.bodies.district).await.with("accept-language", "en");
    assert_eq!(session.get(&path).await.status.as_u16(), 200);
    let accept = format!("{path}/accept");
    problem(&session.post_json(&accept, &json!({})).await, 403, "foreign-form");
    // A form of a foreign page could hold a field; it cannot set a header.
    let with_field = format!("{accept}?csrf={}", session.csrf());
    problem(&session.post_json(&with_field, &json!({})).await, 403, "foreign-form");
    let form = b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx\r\n--x--\r\n".to_vec();
    problem(&session.send(Method::POST, &accept, "multipart/form-data; boundary=x", form).await, 403, "foreign-form");
    let csrf = session.csrf().to_owned();
    let from_elsewhere = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let own = from_elsewhere.csrf().to_owned();
    let from_elsewhere = from_elsewhere.with("x-csrf-token", &own).with("sec-fetch-site", "cross-site");
    problem(&from_elsewhere.post_json(&accept, &json!({})).await, 403, "foreign-form");
    let own_page = session.with("x-csrf-token", &csrf).with("sec-fetch-site", "same-origin");
    assert_eq!(own_page.post_json(&accept, &json!({})).await.json()["state"], "accepted");
}
