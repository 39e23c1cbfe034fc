//! A program that uses the API.

use axum::http::Method;
use gongkai_app::accounts::tokens::{self, NewToken};
use gongkai_store::id::BodyId;
use gongkai_store::people::Role;
use gongkai_store::tokens::Scope;
use serde_json::Value;

use crate::test_app::{Answer, Browser, TestApp};

/// A program with a token of somebody with a role at a body.
pub(crate) async fn program<'a>(site: &'a TestApp, role: Role, body: &BodyId, scope: Scope) -> Browser<'a> {
    let caller = site.caller(role, body).await;
    let last_day = site.app.today().tomorrow().unwrap();
    let new = NewToken { name: "程序".to_owned(), scope, last_day };
    let secret = tokens::create(&site.app, &caller, &new).await.unwrap();
    site.anybody().with("authorization", &format!("Bearer {}", secret.reveal())).with("accept-language", "en")
}

/// A program of the district's supervising office that may change things.
pub(crate) async fn supervisor(site: &TestApp) -> Browser<'_> {
    program(site, Role::Supervisor, &site.bodies.district, Scope::Write).await
}

impl Browser<'_> {
    /// Posts JSON.
    pub(crate) async fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, "application/json", body.to_string().into_bytes()).await
    }

    /// Puts JSON.
    pub(crate) async fn put_json(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::PUT, path, "application/json", body.to_string().into_bytes()).await
    }
}

/// Holds that an answer is a problem document of a kind.
pub(super) fn problem(answer: &Answer, status: u16, kind: &str) -> Value {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["type"], format!("urn:gongkai:problem:{kind}"));
    assert_eq!(problem["status"], status);
    for field in ["title", "detail", "instance"] {
        let text = problem[field].as_str().unwrap();
        assert!(!text.is_empty() && !text.starts_with("error-") && !text.starts_with("api-"), "{problem}");
    }
    problem
}

/// The field a problem names.
pub(super) fn field(problem: &Value) -> &str {
    let error = &problem["errors"][0];
    assert!(!error["message"].as_str().unwrap().is_empty() && !error["code"].as_str().unwrap().is_empty(), "{problem}");
    error["field"].as_str().unwrap()
}
