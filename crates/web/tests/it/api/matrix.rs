//! Every route of the API that needs a permission, as every role, at a body of its own, above, below and beside it.

use axum::http::{Method, StatusCode};
use gongkai_app::Permission;
use gongkai_store::people::Role;
use gongkai_store::reports::State;
use gongkai_store::tokens::Scope;
use gongkai_web::routes::{Access, Route, all};
use serde_json::json;

use super::client::program;
use crate::matrix::places::{Place, permits, refused};
use crate::matrix::stage::{collection, doubtful, faulty, finding, returned, webhook};
use crate::test_app::{Answer, Browser, TestApp};

/// Lists of what somebody may see: the door alone decides.
const LISTS: [&str; 3] = ["/api/v1/collections", "/api/v1/reports", "/api/v1/webhooks"];

fn routes() -> impl Iterator<Item = (Route, Permission)> {
    all().into_iter().filter_map(|route| match route.access {
        Access::Api(permission) if route.method != Method::GET || !LISTS.contains(&route.path) => {
            Some((route, permission))
        }
        _ => None,
    })
}

/// Things of the body at a place, for the addresses of routes.
struct Things {
    start: Vec<(&'static str, String)>,
    fingerprint: String,
    /// Which correction of the cell is said to be known.
    seen: u8,
    own: String,
    body: String,
}

impl Things {
    async fn of(site: &TestApp, place: Place) -> Self {
        let body = place.body(site);
        let (collection, _) = collection(site, place).await;
        let (upload, batch) = doubtful(site, place).await;
        let returned = returned(site, place).await;
        let (webhook, _) = webhook(site, place).await;
        let report = faulty(site, body, State::Checked).await;
        let (_, fingerprint) = finding(site, &report).await;
        let start = vec![
            ("/api/v1/batches/", batch.to_string()),
            ("/api/v1/bodies/", body.to_string()),
            ("/api/v1/collections/", collection.to_string()),
            ("/api/v1/reports/", report.to_string()),
            ("/api/v1/returns/", returned.to_string()),
            ("/api/v1/uploads/", upload.id.to_string()),
            ("/api/v1/webhooks/", webhook.to_string()),
            ("/api/v1/webhooks", String::new()),
        ];
        Self { start, fingerprint, seen: 99, own: body.to_string(), body: place.member(site).to_string() }
    }

    fn path(&self, route: &str) -> String {
        let (_, id) =
            self.start.iter().find(|(start, _)| route.starts_with(start)).unwrap_or_else(|| panic!("{route}"));
        let path = route.replace("{id}", id).replace("{year}", "2023").replace("{address}", "t3.total.total");
        path.replace("{fingerprint}", &self.fingerprint)
    }

    /// A request as somebody permitted would send it.
    async fn ask(&self, program: &Browser<'_>, route: &Route) -> Answer {
        let path = self.path(route.path);
        if route.method == Method::GET {
            return program.get(&path).await;
        }
        if route.method == Method::DELETE {
            return program.send(Method::DELETE, &path, "application/json", Vec::new()).await;
        }
        let body = match route.path.rsplit('/').next().unwrap() {
            "uploads" => return program.post_files(&path, &[], &[("files", "a.txt", b"text")]).await,
            "answer" => return program.post_files(&path, &[("text", "已核对")], &[]).await,
            "assign" => json!({"body": self.body, "year": 2023}),
            "set-aside" | "take-back" | "accept" | "withdraw" => json!({"reason": "已核实"}),
            "extend" => json!({"due_on": "2024-03-08", "reason": "核对台账"}),
            "return" => json!({"note": "请核对", "due_on": "2024-02-08"}),
            "decision" => json!({"decision": "mend", "seen": "-"}),
            "{address}" => json!({"state": "value", "value": "1", "reason": "原件为1", "seen": self.seen}),
            "publish" | "read" => json!({}),
            "webhooks" => json!({"body": self.own, "url": "https://example.test/other"}),
            "{id}" => json!({"active": false}),
            other => panic!("the matrix does not know {other}"),
        };
        program.send(route.method.clone(), &path, "application/json", body.to_string().into_bytes()).await
    }
}

#[tokio::test]
async fn every_route_as_every_role_at_every_place() {
    let site = TestApp::new().await;
    for place in Place::ALL {
        let things = Things::of(&site, place).await;
        for role in Role::ALL {
            let program = program(&site, role, &site.bodies.district, Scope::Write).await;
            for (route, permission) in routes() {
                let status = things.ask(&program, &route).await.status;
                let case = format!("{} {} as {} at {place:?}: {status}", route.method, route.path, role.id());
                if permits(&route, permission, role, place) {
                    // What was done by a permitted one before cannot always be done again.
                    assert!(status.is_success() || status == StatusCode::CONFLICT, "{case}");
                } else {
                    assert!(refused(status), "{case}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_token_that_only_looks_is_refused_at_every_route_that_changes() {
    let site = TestApp::new().await;
    let things = Things::of(&site, Place::Own).await;
    for role in Role::ALL {
        let program = program(&site, role, &site.bodies.district, Scope::Read).await;
        for (route, _) in routes().filter(|(route, _)| route.method != Method::GET) {
            let status = things.ask(&program, &route).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{} {} as {}", route.method, route.path, role.id());
        }
    }
}

/// Routes that want something done before, by the end of the path of what does it.
fn before(path: &str) -> &'static [&'static str] {
    match path.rsplit('/').next().unwrap() {
        "publish" => &["/accept"],
        "withdraw" => &["/accept", "/publish"],
        "take-back" => &["/assign"],
        _ => &[],
    }
}

/// The work and that it is done are kept together: were it not so, a program that stops in between would do it again.
#[tokio::test]
async fn every_change_marks_the_key_it_came_with_as_carried_out() {
    let changing = || routes().filter(|(route, _)| route.method != Method::GET);
    for (route, permission) in changing() {
        let site = TestApp::new().await;
        let mut things = Things::of(&site, Place::Own).await;
        things.seen = 0;
        let mut put = |of: &str, id: String| {
            let (_, known) = things.start.iter_mut().find(|(start, _)| start.ends_with(of)).unwrap();
            *known = id;
        };
        if ["/accept", "/publish", "/withdraw"].iter().any(|end| route.path.ends_with(end)) {
            // One without errors goes the whole way.
            put("/reports/", crate::desk::stage::clean_report(&site).await.to_string());
        } else if route.path.contains("/returns/") {
            // The newest report is the one that was returned.
            put("/returns/", returned(&site, Place::Own).await.to_string());
        }
        let role =
            Role::ALL.into_iter().find(|role| permission.reach(*role) != gongkai_app::access::Reach::Nowhere).unwrap();
        let program = program(&site, role, &site.bodies.district, Scope::Write).await;
        for end in before(route.path) {
            let stem = route.path.rsplit_once('/').unwrap().0;
            let (earlier, _) = changing().find(|(other, _)| other.path == format!("{stem}{end}")).unwrap();
            let status = things.ask(&program, &earlier).await.status;
            assert!(status.is_success(), "{} before {}: {status}", earlier.path, route.path);
        }
        let case = format!("{} {}", route.method, route.path);
        site.app
            .database
            .maintain("CREATE TRIGGER stopped BEFORE UPDATE OF response ON idempotency BEGIN SELECT RAISE(ABORT, 'stopped'); END")
            .await
            .unwrap();
        let program = program.with("idempotency-key", "once");
        assert_eq!(things.ask(&program, &route).await.status, StatusCode::INTERNAL_SERVER_ERROR, "{case}");
        let again = things.ask(&program, &route).await;
        assert_eq!(again.json()["type"], "urn:gongkai:problem:key-carried-out", "{case}");
    }
}
