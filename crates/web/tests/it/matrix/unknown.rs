//! What is there and not somebody's to see answers as what is not there.

use axum::http::Method;
use gongkai_app::Permission;
use gongkai_app::access::Reach;
use gongkai_store::messages::{Channel, State as MessageState};
use gongkai_store::people::{self, Grant, Role};
use gongkai_store::reports::State;
use gongkai_store::tokens::Scope;
use gongkai_web::routes::{Access, Route, all};

use super::drafting::{self, Stage};
use super::places::Place;
use super::stage::{collection, doubtful, faulty, message, returned, webhook};
use crate::api::client::program;
use crate::test_app::{Answer, Browser, TestApp};

/// An id of the right shape that nobody gave out.
const NOBODYS: &str = "018d0a24c00070008000000000000009";

/// Routes of one thing with an id of its own, and what they need. A body is no such thing: who sees a body may know what it is
/// that they must not do there.
fn routes() -> impl Iterator<Item = (Route, Permission)> {
    all().into_iter().filter_map(|route| match route.access {
        Access::Needs(permission) | Access::Api(permission)
            if route.path.contains("{id}") && !["/bodies/", "/people/"].iter().any(|of| route.path.contains(of)) =>
        {
            Some((route, permission))
        }
        _ => None,
    })
}

/// Things of the street: what addresses say before an id, and the id.
async fn things(site: &TestApp) -> (Vec<(&'static str, String)>, String) {
    let place = Place::Lower;
    let (collection, row) = collection(site, place).await;
    let (upload, batch) = doubtful(site, place).await;
    let (webhook, delivery) = webhook(site, place).await;
    let things = vec![
        ("/returns/", returned(site, place).await.to_string()),
        ("/reports/", faulty(site, place.body(site), State::Checked).await.to_string()),
        ("/drafts/", drafting::draft(site, Place::Own, Stage::Open).await.id.to_string()),
        ("/collections/", collection.to_string()),
        ("/obligations/", row.to_string()),
        ("/uploads/", upload.id.to_string()),
        ("/batches/", batch.to_string()),
        ("/messages/", message(site, place, Channel::Mail, MessageState::Failed).await.to_string()),
        ("/webhooks/", webhook.to_string()),
    ];
    (things, delivery)
}

/// Asks for a thing by its id, as somebody permitted would: one form that has the fields of all.
async fn ask(browser: &Browser<'_>, route: &Route, id: &str, delivery: &str) -> Answer {
    let path = route.path.replace("{id}", id).replace("{address}", "t3.total.total").replace("{fingerprint}", "0");
    let fields = [
        ("version", "1"),
        ("seen", "0"),
        ("with_report", "0"),
        ("reason", "已核实"),
        ("note", "请核对"),
        ("text", "已核对"),
        ("due_on", "2024-03-08"),
        ("year", "2023"),
        ("body", NOBODYS),
        ("address", "t3.total.total"),
        ("state", "value"),
        ("to", "blank"),
        ("value", "1"),
        ("decision", "mend"),
        ("on", "true"),
        ("blob", "0"),
        ("answers_for_it", "yes"),
        ("report", NOBODYS),
        ("delivery", delivery),
    ];
    let upload = ["/uploads", "/answer", "/attachments", "/from-file"].iter().any(|end| path.ends_with(end));
    let by_program = path.starts_with("/api");
    if route.method == Method::GET {
        browser.get(&if by_program { path } else { format!("{path}?file=0&format=docx") }).await
    } else if upload && by_program {
        let (fields, files) = ([("text", "已核对")], [("files", "a.txt", b"text".as_slice())]);
        let answers = path.ends_with("/answer");
        browser.post_files(&path, if answers { &fields } else { &[] }, if answers { &[] } else { &files }).await
    } else if upload {
        browser.post_files(&path, &fields, &[("files", "a.txt", b"text")]).await
    } else if !by_program {
        browser.post(&path, &fields).await
    } else {
        let words = match path.rsplit('/').next().unwrap() {
            "assign" => serde_json::json!({"body": NOBODYS, "year": 2023}),
            "set-aside" | "take-back" | "accept" | "withdraw" => serde_json::json!({"reason": "已核实"}),
            "extend" => serde_json::json!({"due_on": "2024-03-08", "reason": "核对台账"}),
            "return" => serde_json::json!({"note": "请核对", "due_on": "2024-02-08"}),
            "decision" => serde_json::json!({"decision": "mend", "seen": "-"}),
            "publish" | "read" => serde_json::json!({}),
            "t3.total.total" => serde_json::json!({"state": "value", "value": "1", "reason": "原件为1", "seen": 0}),
            _ => serde_json::json!({"active": false}),
        };
        browser.send(route.method.clone(), &path, "application/json", words.to_string().into_bytes()).await
    }
}

#[tokio::test]
async fn what_is_not_theirs_answers_as_what_is_not_there() {
    let site = TestApp::new().await;
    let (things, delivery) = things(&site).await;
    let mut asked = 0;
    // By the first role they see the bodies below; the others let them see such things elsewhere, so that the door is open.
    for (role, others) in [
        (Role::Administrator, [Role::Supervisor, Role::DisclosureOfficer, Role::Leader]),
        (Role::Supervisor, [Role::Administrator, Role::DisclosureOfficer, Role::Leader]),
    ] {
        let person = site.person(role, &site.bodies.city).await;
        let mut transaction = site.app.database.begin().await.unwrap();
        for other in others {
            let grant = Grant { person: person.id.clone(), body: site.bodies.foreign_street.clone(), role: other };
            people::grant_role(&mut transaction, &grant, site.app.now()).await.unwrap();
        }
        transaction.commit().await.unwrap();
        let browser = site.sign_in_as(role, &site.bodies.city).await;
        let program = program(&site, role, &site.bodies.city, Scope::Write).await;
        for (route, permission) in routes() {
            // Theirs to see: what they may not do with it is told.
            if permission.shown_by().reach(role) == Reach::Subtree {
                continue;
            }
            let (_, id) =
                things.iter().find(|(of, _)| route.path.contains(of)).unwrap_or_else(|| panic!("{}", route.path));
            let of = if matches!(route.access, Access::Api(_)) { &program } else { &browser };
            let (known, unknown) = (ask(of, &route, id, &delivery).await, ask(of, &route, NOBODYS, "nobody's").await);
            let case = format!("{} {} as {}: {} {}", route.method, route.path, role.id(), known.status, unknown.status);
            assert_eq!((known.status.as_u16(), unknown.status.as_u16()), (404, 404), "{case}");
            let plain = |answer: &Answer| answer.text().replace(id, "").replace(NOBODYS, "");
            assert_eq!(plain(&known), plain(&unknown), "{case}");
            let senseless = ask(of, &route, "zzz", "").await;
            assert_eq!(senseless.status.as_u16(), 404, "{case}");
            asked += 1;
        }
    }
    assert!(asked > 60, "{asked}");
}
