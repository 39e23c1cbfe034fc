use gongkai_app::{Caller, idempotency, jobs};
use gongkai_store::people::Role;
use gongkai_store::tokens::Scope;
use jiff::SignedDuration;
use serde_json::json;

use super::client::{field, problem, program, supervisor};
use crate::collecting::{open, report};
use crate::desk::stage::{clean_report, journalled};
use crate::test_app::{Browser, TestApp};

async fn keyed<'a>(site: &'a TestApp, key: &str) -> Browser<'a> {
    supervisor(site).await.with("idempotency-key", key)
}

#[tokio::test]
async fn what_is_sent_again_is_done_once_and_answered_alike() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let path = format!("/api/v1/reports/{id}");
    supervisor(&site).await.post_json(&format!("{path}/accept"), &json!({})).await;
    let program = keyed(&site, "\"publish-1\"").await;
    let first = program.post_json(&format!("{path}/publish"), &json!({})).await;
    assert_eq!((first.status.as_u16(), first.header("idempotency-replayed")), (201, ""));
    let again = program.post_json(&format!("{path}/publish"), &json!({})).await;
    assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
    for header in ["content-type", "location"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }
    assert_eq!(again.bytes, first.bytes);
    assert_eq!(journalled(&site, "report_published").await, 1);
    // The same key with another body, at another address, or by another method.
    problem(&program.post_json(&format!("{path}/publish"), &json!({"title": "x"})).await, 422, "key-reused");
    problem(&program.post_json(&format!("{path}/accept"), &json!({})).await, 422, "key-reused");
}

#[tokio::test]
async fn a_refusal_is_answered_alike_too() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let path = format!("/api/v1/reports/{id}");
    let program = keyed(&site, "early").await;
    let first = program.post_json(&format!("{path}/publish"), &json!({})).await;
    problem(&first, 409, "not-now");
    supervisor(&site).await.post_json(&format!("{path}/accept"), &json!({})).await;
    let again = program.post_json(&format!("{path}/publish"), &json!({})).await;
    problem(&again, 409, "not-now");
    assert_eq!((again.header("idempotency-replayed"), &again.bytes), ("true", &first.bytes));
    let other = keyed(&site, "later").await.post_json(&format!("{path}/publish"), &json!({})).await;
    assert_eq!(other.status.as_u16(), 201);
}

#[tokio::test]
async fn a_form_with_files_sent_again_is_taken_once() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/api/v1/collections/{}/uploads", open(&office, &site.bodies.district, 2023).await);
    let program = keyed(&site, "files").await;
    let bytes = report("青禾街道办事处", 2023);
    let form = |edge: &str| {
        let head = format!("--{edge}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\n");
        [head.as_bytes(), &bytes, format!("\r\n--{edge}--\r\n").as_bytes()].concat()
    };
    let send = async |edge: &str| {
        let kind = format!("multipart/form-data; boundary={edge}");
        program.send(axum::http::Method::POST, &path, &kind, form(edge)).await
    };
    let first = send("edge-one").await;
    assert_eq!(first.status.as_u16(), 202, "{}", first.text());
    assert_eq!(send("edge-two").await.bytes, first.bytes);
    assert_eq!(journalled(&site, "files_uploaded").await, 1);
}

#[tokio::test]
async fn each_person_has_keys_of_their_own_and_keys_must_be_keys() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let path = format!("/api/v1/reports/{id}/accept");
    let first = keyed(&site, "k").await.post_json(&path, &json!({})).await;
    assert_eq!(first.status.as_u16(), 200);
    let other = program(&site, Role::Supervisor, &site.bodies.city, Scope::Write).await.with("idempotency-key", "k");
    problem(&other.post_json(&path, &json!({})).await, 409, "not-now");
    for bad in [String::new(), "a b".to_owned(), "\"".to_owned(), "x".repeat(201)] {
        let refused = problem(&keyed(&site, &bad).await.post_json(&path, &json!({})).await, 400, "unreadable");
        assert_eq!(field(&refused), "Idempotency-Key", "{bad}");
    }
    let other_method = keyed(&site, "k").await.send(axum::http::Method::DELETE, &path, "", Vec::new()).await;
    problem(&other_method, 405, "method");
    // A key on a request that only looks means nothing.
    assert_eq!(keyed(&site, "k").await.get(&format!("/api/v1/reports/{id}")).await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_request_under_way_is_not_begun_twice_and_a_day_later_all_is_forgotten() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let path = format!("/api/v1/reports/{id}/accept");
    let program = keyed(&site, "k").await;
    let first = program.post_json(&path, &json!({})).await;
    let caller = site.caller(Role::Supervisor, &site.bodies.district).await;
    let begun = idempotency::begin(&site.app, &caller, "slow", "hash").await.unwrap();
    assert!(matches!(begun, idempotency::Begun::First(_)));
    let other = idempotency::begin(&site.app, &caller, "slow", "hash").await.unwrap();
    assert!(matches!(other, idempotency::Begun::InProgress));
    let different = idempotency::begin(&site.app, &caller, "slow", "other").await.unwrap();
    assert!(matches!(different, idempotency::Begun::Other));
    let nobody = idempotency::begin(&site.app, &Caller::program("test"), "k", "hash").await;
    assert!(nobody.is_err());

    let later = |hours| site.app.now().checked_add(SignedDuration::from_hours(hours)).unwrap();
    site.clock.set(later(23));
    assert_eq!(program.post_json(&path, &json!({})).await.bytes, first.bytes);
    // The one that never ended may be begun again.
    let begun = idempotency::begin(&site.app, &caller, "slow", "other").await.unwrap();
    assert!(matches!(begun, idempotency::Begun::First(_)));
    site.clock.set(later(2));
    let renewed = supervisor(&site).await.with("idempotency-key", "k");
    problem(&renewed.post_json(&path, &json!({})).await, 409, "not-now");
    site.clock.set(later(25));
    jobs::schedule::write_due(&site.app).await.unwrap();
    jobs::run_all_due(&site.app).await.unwrap();
    let mut on = &site.app.database;
    let kept = gongkai_store::Sql::rows(&mut on, "SELECT key FROM idempotency", Vec::new()).await.unwrap();
    assert!(kept.is_empty());
}

#[tokio::test]
async fn a_program_that_stops_after_the_work_and_before_the_answer_does_it_once() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let path = format!("/api/v1/reports/{id}/accept");
    let program = keyed(&site, "stopped").await;
    // The answer cannot be kept, as when the program is stopped just then.
    let maintain = async |text| site.app.database.maintain(text).await.unwrap();
    maintain(
        "CREATE TRIGGER stopped BEFORE UPDATE OF response ON idempotency BEGIN SELECT RAISE(ABORT, 'stopped'); END",
    )
    .await;
    assert_eq!(program.post_json(&path, &json!({})).await.status.as_u16(), 500);
    maintain("DROP TRIGGER stopped").await;
    assert_eq!(journalled(&site, "report_accepted").await, 1);
    // At once, after another start, and when a request that was not carried out would be begun anew.
    let told = problem(&program.post_json(&path, &json!({})).await, 409, "key-carried-out");
    assert!(told["detail"].as_str().unwrap().contains("look at what was done"), "{told}");
    gongkai_app::operation::take_over(&site.app).await.unwrap();
    site.clock.set(site.app.now().checked_add(SignedDuration::from_mins(10)).unwrap());
    problem(&program.post_json(&path, &json!({})).await, 409, "key-carried-out");
    problem(&program.post_json(&path, &json!({"reason": "x"})).await, 422, "key-reused");
    assert_eq!(journalled(&site, "report_accepted").await, 1);
}

#[tokio::test]
async fn a_program_that_starts_again_lets_go_of_keys_whose_requests_were_not_carried_out() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let path = format!("/api/v1/reports/{id}/accept");
    let caller = site.caller(Role::Supervisor, &site.bodies.district).await;
    let begun = idempotency::begin(&site.app, &caller, "k", "hash").await.unwrap();
    assert!(matches!(begun, idempotency::Begun::First(_)));
    let program = keyed(&site, "k").await;
    problem(&program.post_json(&path, &json!({})).await, 422, "key-reused");
    gongkai_app::operation::take_over(&site.app).await.unwrap();
    assert_eq!(program.post_json(&path, &json!({})).await.status.as_u16(), 200);
    assert_eq!(journalled(&site, "report_accepted").await, 1);
}

#[tokio::test]
async fn of_many_sent_at_once_one_is_carried_out() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let path = format!("/api/v1/reports/{id}/accept");
    let program = keyed(&site, "once").await;
    let body = json!({});
    let send = || program.post_json(&path, &body);
    let (one, two, three) = tokio::join!(send(), send(), send());
    let mut statuses = [one.status.as_u16(), two.status.as_u16(), three.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 200 | 409)), "{statuses:?}");
    assert_eq!(journalled(&site, "report_accepted").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_asked_at_once_carry_it_out_once() {
    let [one, two] = TestApp::two_nodes().await;
    for round in 0..8 {
        let path = format!("/api/v1/reports/{}/accept", clean_report(&one).await);
        let here = keyed(&one, &format!("round-{round}")).await;
        let (there, body) = (here.at(&two), json!({}));
        let answers = tokio::join!(here.post_json(&path, &body), there.post_json(&path, &body));
        let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
        statuses.sort_unstable();
        assert!(matches!(statuses, [200, 200 | 409]), "{statuses:?}: {} {}", answers.0.text(), answers.1.text());
        // Once it is done, both nodes give the same answer.
        let (first, second) = (here.post_json(&path, &body).await, there.post_json(&path, &body).await);
        assert_eq!((first.status.as_u16(), first.header("idempotency-replayed")), (200, "true"));
        assert_eq!(first.bytes, second.bytes);
        problem(&there.post_json(&path, &json!({"reason": "x"})).await, 422, "key-reused");
        assert_eq!(journalled(&one, "report_accepted").await, round + 1);
    }
}
