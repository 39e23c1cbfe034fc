use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use gongkai_store::people::Role;
use gongkai_store::tokens::Scope;
use gongkai_web::{Site, SiteConfig, router};
use serde_json::json;
use tower::ServiceExt;

use super::client::{field, problem, program, supervisor};
use crate::desk::stage::clean_report;
use crate::test_app::TestApp;

#[tokio::test]
async fn problems_are_told_in_the_language_of_the_request() {
    let site = TestApp::new().await;
    let lost = "/api/v1/nothing";
    let english = problem(&site.anybody().with("accept-language", "en-GB, zh;q=0.5").get(lost).await, 404, "not-found");
    let chinese = problem(&site.anybody().with("accept-language", "zh-CN").get(lost).await, 404, "not-found");
    assert_eq!((english["title"].as_str(), chinese["title"].as_str()), (Some("Not found"), Some("没有找到")));
    assert_eq!(english["instance"], lost);
    // The program says which language it wants; whose token it shows does not matter.
    let program = supervisor(&site).await;
    let own = problem(&program.get("/api/v1/reports?year=1").await, 400, "unreadable");
    assert_eq!(field(&own), "year");
    assert!(own["errors"][0]["message"].as_str().unwrap().starts_with("This must lie between"), "{own}");
}

#[tokio::test]
async fn everything_that_does_not_fit_in_a_query_is_told_at_once() {
    let site = TestApp::new().await;
    let program = supervisor(&site).await;
    let told = async |path: &str| {
        let refused = problem(&program.get(path).await, 400, "unreadable");
        let text = |error: &serde_json::Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
        let errors = refused["errors"].as_array().unwrap().iter();
        errors.map(|error| ["pointer", "field", "code", "message"].map(|name| text(error, name))).collect::<Vec<_>>()
    };
    let query = "body=x&year=soon&state=lost&limit=0&after=!&more=1&with_below=1";
    let expected = [
        ["", "body", "api-not-id", "This must be an id of 32 hexadecimal digits"],
        ["", "year", "api-not-whole", "This must be a whole number"],
        ["", "state", "api-not-choice", "This must be one of: received, read, checked, returned, accepted, superseded"],
        ["", "limit", "api-out-of-range", "This must lie between 1 and 200"],
        [
            "",
            "after",
            "api-bad-cursor",
            "This is no cursor of this list. Take it from next of the page before, or leave it out.",
        ],
        ["", "more", "api-unknown-parameter", "There is no such parameter"],
        ["", "with_below", "api-not-truth", "This must be true or false"],
    ];
    let english = told(&format!("/api/v1/reports?{query}")).await;
    assert_eq!(english, expected);
    let chinese = told("/api/v1/bodies?kind=x&limit=2&limit=2&lang=zh-CN").await;
    let words: Vec<_> = chinese.into_iter().map(|[_, field, _, message]| (field, message)).collect();
    assert_eq!(words[1], ("limit".to_owned(), "这个参数只能写一次".to_owned()));
    assert!(words[0].0 == "kind" && words[0].1.starts_with("应为下列之一："), "{words:?}");
    let journal = format!("/api/v1/bodies/{}/journal?action=A%20b&limit=x", site.bodies.district);
    let fields: Vec<_> = told(&journal).await.into_iter().map(|[_, field, code, _]| (field, code)).collect();
    let expected = [("action", "api-not-action"), ("limit", "api-not-whole")];
    assert_eq!(fields, expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
}

#[tokio::test]
async fn a_database_out_of_reach_is_told_at_once() {
    let site = TestApp::new().await;
    let program = supervisor(&site).await;
    let person = site.sign_in_as(Role::Supervisor, &site.bodies.district).await.with("accept-language", "en");
    site.app.database.close().await;
    let answer = program.get("/api/v1/reports").await;
    assert_eq!(answer.header("retry-after"), "10");
    let told = problem(&answer, 503, "unavailable");
    assert_eq!(told["incident"].as_str().map(str::len), Some(10), "{told}");
    let page = person.get("/office").await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (StatusCode::SERVICE_UNAVAILABLE, "text/html; charset=utf-8")
    );
    assert!(page.text().contains("The database cannot be reached"), "{}", page.text());
    let watched = site.anybody().get("/healthz").await;
    assert_eq!((watched.status, watched.text().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "database\n"));
}

#[tokio::test]
async fn who_shows_no_good_token_is_told_so() {
    let site = TestApp::new().await;
    for browser in [
        site.anybody(),
        site.anybody().with("authorization", "Bearer gongkai_wrong"),
        site.anybody().with("authorization", "Basic YTpi"),
    ] {
        let answer = browser.get("/api/v1/reports").await;
        problem(&answer, 401, "signed-out");
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"gongkai\"");
        let answer = browser.post_json("/api/v1/uploads/x/assign", &json!({})).await;
        problem(&answer, 401, "signed-out");
    }
    // What everybody may read is refused to a token nobody gave out, and can be written by nobody.
    let wrong = site.anybody().with("authorization", "Bearer gongkai_wrong");
    problem(&wrong.get("/api/v1/publications").await, 401, "signed-out");
    assert_eq!(site.anybody().get("/api/v1/publications").await.status, StatusCode::OK);
    problem(&site.anybody().send(Method::DELETE, "/api/v1/publications", "", Vec::new()).await, 405, "method");
}

#[tokio::test]
async fn methods_and_kinds_that_are_not_taken_are_named() {
    let site = TestApp::new().await;
    let report = clean_report(&site).await;
    let program = supervisor(&site).await;
    let answer = program.send(Method::DELETE, "/api/v1/reports", "", Vec::new()).await;
    problem(&answer, 405, "method");
    assert_eq!(answer.header("allow"), "GET,HEAD");
    let path = format!("/api/v1/reports/{report}/accept");
    for kind in ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let answer = program.send(Method::POST, &path, kind, b"{}".to_vec()).await;
        problem(&answer, 415, "media-type");
        assert!(answer.text().contains("Send it as application/json."), "{}", answer.text());
    }
    let uploads = "/api/v1/collections/018d0a24c00070008000000000000001/uploads";
    let answer = program.send(Method::POST, uploads, "application/json", b"{}".to_vec()).await;
    problem(&answer, 415, "media-type");
    let told = answer.text();
    assert!(told.contains("multipart/form-data") && !told.contains("application/json"), "{told}");
}

#[tokio::test]
async fn broken_bodies_are_refused_and_what_is_wrong_is_named() {
    let site = TestApp::new().await;
    let report = clean_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/reports/{report}/return");
    let send = async |body: &[u8]| program.send(Method::POST, &path, "application/json", body.to_vec()).await;
    for broken in [&b""[..], b"{", b"\xff", b"{\"due_on\": \"2024-02-08\"}}"] {
        problem(&send(broken).await, 400, "unreadable");
    }
    for (misfit, named) in [
        (&b"[]"[..], ""),
        (b"null", ""),
        (b"{}", "due_on"),
        (b"[[], \"x\", \"2024-02-08\"]", ""),
        (b"{\"due_on\": \"2024-02-30\"}", "due_on"),
        (b"{\"due_on\": \"2024-02-08\", \"findings\": \"x\"}", "findings"),
        (b"{\"due_on\": \"2024-02-08\", \"note\": 1}", "note"),
        (b"{\"due_on\": \"2024-02-08\", \"note\": \"a\\u0000b\"}", "note"),
        (b"{\"due_on\": \"2024-02-08\", \"more\": 1}", "more"),
        (b"{\"due_on\": \"2024-02-08\"}", "note"),
        (b"{\"due_on\": \"2024-01-01\", \"note\": \"x\"}", "due_on"),
    ] {
        let refused = problem(&send(misfit).await, 422, "invalid");
        assert_eq!(field(&refused), named, "{}", String::from_utf8_lossy(misfit));
    }
    // All at once, each at its place, in the language asked for.
    let all = b"{\"due_on\": \"soon\", \"findings\": [\"a\", 1], \"more\": 1}";
    let refused = problem(&send(all).await, 422, "invalid");
    let told = |refused: &serde_json::Value| {
        let text = |error: &serde_json::Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
        let errors = refused["errors"].as_array().unwrap().iter();
        errors.map(|error| ["pointer", "field", "code", "message"].map(|name| text(error, name))).collect::<Vec<_>>()
    };
    let expected = [
        ["/due_on", "due_on", "problem-day", "Enter a day, such as 2024-01-31"],
        ["/findings/1", "findings[1]", "api-not-text", "This must be a text"],
        ["/more", "more", "api-unknown-field", "There is no such field"],
    ];
    assert_eq!(told(&refused), expected);
    let chinese = format!("{path}?lang=zh-CN");
    let refused = program.send(Method::POST, &chinese, "application/json", b"{\"findings\": {}}".to_vec()).await;
    let words: Vec<String> = told(&refused.json()).into_iter().map(|[_, _, _, message]| message).collect();
    assert_eq!(words, ["必须填写", "应为数组"]);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    problem(&send(deep.as_bytes()).await, 422, "invalid");
    problem(&send(format!("{{\"note\": {}", "[".repeat(100_000)).as_bytes()).await, 422, "invalid");
    let huge = format!("{{\"due_on\": \"2024-02-08\", \"note\": \"{}\"}}", "x".repeat(3 * 1024 * 1024));
    problem(&send(huge.as_bytes()).await, 413, "too-large");
}

#[tokio::test]
async fn broken_forms_are_refused() {
    let site = TestApp::new().await;
    let program = supervisor(&site).await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = crate::collecting::open(&office, &site.bodies.district, 2023).await;
    let path = format!("/api/v1/collections/{id}/uploads");
    let send = async |kind: &str, body: &[u8]| program.send(Method::POST, &path, kind, body.to_vec()).await;
    for (kind, body) in [
        ("multipart/form-data", &b""[..]),
        ("multipart/form-data; boundary=x", b""),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\nabc",
        ),
        ("multipart/form-data; boundary=x", b"nothing of the kind"),
    ] {
        problem(&send(kind, body).await, 400, "unreadable");
    }
    let refused = problem(&send("multipart/form-data; boundary=x", b"--x--\r\n").await, 422, "invalid");
    assert_eq!(field(&refused), "files");
    let extra = b"--x\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\n1\r\n--x--\r\n";
    assert_eq!(field(&problem(&send("multipart/form-data; boundary=x", extra).await, 422, "invalid")), "more");
}

#[tokio::test]
async fn odd_addresses_are_not_found() {
    let site = TestApp::new().await;
    let report = clean_report(&site).await;
    let program = supervisor(&site).await;
    for path in [
        "/api/v1/reports/x".to_owned(),
        "/api/v1/reports/%00".to_owned(),
        "/api/v1/reports/018D0A24C00070008000000000000001".to_owned(),
        "/api/v1/reports/018d0a24c00070008000000000000001/cells".to_owned(),
        format!("/api/v1/reports/{report}/cells/t9.a.b"),
        format!("/api/v1/reports/{report}/cells/%E5%8D%81"),
        format!("/api/v1/bodies/{}/totals/23", site.bodies.district),
        format!("/api/v1/bodies/{}/totals/99999999999", site.bodies.district),
        "/api/v2/bodies".to_owned(),
        "/api/".to_owned(),
    ] {
        problem(&program.get(&path).await, 404, "not-found");
    }
    problem(&program.get("/api/v1/reports/%FF").await, 400, "unreadable");
}

#[tokio::test]
async fn who_asks_too_often_is_told_to_wait() {
    let site = TestApp::new().await;
    let config = SiteConfig { requests_per_minute: 2, ..SiteConfig::default() };
    let router = router(Site::new(site.app.clone(), config));
    let ask = async || {
        let request = Request::builder().uri("/api/v1/bodies").body(Body::empty()).unwrap();
        router.clone().oneshot(request).await.unwrap()
    };
    assert_eq!(ask().await.status(), StatusCode::OK);
    assert_eq!(ask().await.status(), StatusCode::OK);
    let third = ask().await;
    assert_eq!(third.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(third.headers()["retry-after"], "60");
    assert_eq!(third.headers()["content-type"], "application/problem+json");
}

#[tokio::test]
async fn a_files_size_has_its_limit() {
    let site = TestApp::new().await;
    let small = router(Site::new(site.app.clone().with_upload_bytes(10), SiteConfig::default()));
    let caller = site.caller(Role::Supervisor, &site.bodies.district).await;
    let last_day = site.app.today().tomorrow().unwrap();
    let new = gongkai_app::accounts::tokens::NewToken { name: "程序".to_owned(), scope: Scope::Write, last_day };
    let secret = gongkai_app::accounts::tokens::create(&site.app, &caller, &new).await.unwrap();
    let request = Request::post("/api/v1/collections/018d0a24c00070008000000000000001/uploads")
        .header("authorization", format!("Bearer {}", secret.reveal()))
        .header("content-type", "application/octet-stream")
        .body(Body::from("eleven bytes"));
    let answer = small.oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
}

#[tokio::test]
async fn a_token_that_only_looks_changes_nothing() {
    let site = TestApp::new().await;
    let report = clean_report(&site).await;
    let program = program(&site, Role::Supervisor, &site.bodies.district, Scope::Read).await;
    assert_eq!(program.get(&format!("/api/v1/reports/{report}")).await.status, StatusCode::OK);
    let accept = format!("/api/v1/reports/{report}/accept");
    let refused = problem(&program.post_json(&accept, &json!({})).await, 403, "read-only-token");
    assert!(refused["detail"].as_str().unwrap().contains("scope is “Look only”"), "{refused}");
}
