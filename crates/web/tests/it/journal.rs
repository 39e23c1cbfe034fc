use axum::http::StatusCode;
use gongkai_app::bodies::{self, Facts};
use gongkai_store::bodies as kept;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use gongkai_store::people::Role;
use gongkai_store::{Sql, values};

use crate::test_app::{Browser, TestApp};

async fn append(site: &TestApp, event: Event) {
    let mut transaction = site.app.database.begin().await.unwrap();
    let actor = journal::Actor::program("test");
    journal::append(&mut transaction, &actor, site.app.now(), event).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn rename(site: &TestApp, id: &BodyId, name: &str) {
    let caller = site.caller(Role::Administrator, &site.bodies.city).await;
    let body = kept::by_id(&mut &site.app.database, id).await.unwrap();
    let facts = Facts { name: name.to_owned(), ..Facts::of(&body) };
    bodies::edit(&site.app, &caller, id, facts, body.updated_at).await.unwrap();
}

/// What happened, newest first, as the page says it.
async fn shown(browser: &Browser<'_>, query: &str) -> Vec<String> {
    let page = browser.get(&format!("/office/journal?{query}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    let rows = text.split("<th scope=\"row\" data-label").skip(1);
    rows.map(|row| row.split('>').nth(1).unwrap().split('<').next().unwrap().trim().to_owned()).collect()
}

#[tokio::test]
async fn entries_are_read_by_whom_they_concern() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    append(&site, Event::system("person", "x", "body_entered")).await;
    let count = async |role, at: &BodyId| shown(&site.sign_in_as(role, at).await, "").await.len();
    // The administrator of the topmost body: all eight bodies and the chain of the installation.
    assert_eq!(count(Role::Administrator, &b.city).await, 9);
    assert_eq!(count(Role::Auditor, &b.city).await, 8);
    assert_eq!(count(Role::Administrator, &b.district).await, 5);
    assert_eq!(count(Role::Supervisor, &b.street).await, 2);
    assert_eq!(count(Role::DisclosureOfficer, &b.street).await, 1);
    let admin = site.sign_in_as(Role::Administrator, &b.district).await;
    let status = async |query: &str| admin.get(&format!("/office/journal?{query}")).await.status;
    assert_eq!(status("body=system").await, StatusCode::FORBIDDEN);
    for id in [&b.city, &b.foreign_street] {
        assert_eq!(status(&format!("body={id}")).await, StatusCode::NOT_FOUND);
        assert_eq!(status(&format!("body={id}&below=1")).await, StatusCode::NOT_FOUND);
        let csv = admin.get(&format!("/office/journal.csv?body={id}")).await.status;
        let walked = admin.post("/office/journal/verify", &[("body", id.as_str())]).await.status;
        assert_eq!((csv, walked), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    }
    let officer = site.sign_in_as(Role::DisclosureOfficer, &b.street).await;
    let lower = officer.get(&format!("/office/journal?body={}", b.community)).await;
    assert_eq!(lower.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn entries_are_filtered_and_told_in_words() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    rename(&site, &b.street, "青禾路街道办事处").await;
    append(&site, Event::of(&b.street, "gadget", "7", "gadget_turned").with(["<b>", "y"])).await;
    let admin = site.sign_in_as(Role::Administrator, &b.city).await;
    let street = format!("body={}", b.street);
    assert_eq!(shown(&admin, &street).await, ["gadget_turned", "修改机关信息", "登记机关"]);
    assert_eq!(shown(&admin, &format!("{street}&below=1")).await.len(), 4);
    assert_eq!(shown(&admin, "action=body_edited").await, ["修改机关信息"]);
    assert_eq!(shown(&admin, "kind=gadget").await, ["gadget_turned"]);
    assert_eq!(shown(&admin, &format!("kind=body&subject={}", b.street)).await.len(), 2);
    let person = site.person(Role::Administrator, &b.city).await;
    assert_eq!(shown(&admin, &format!("person={}", person.id)).await, ["修改机关信息"]);
    assert!(shown(&admin, "action=nothing_done").await.is_empty());
    let page = admin.get(&format!("/office/journal?{street}")).await.text();
    assert!(page.contains("青禾街道办事处 → 青禾路街道办事处") && page.contains("系统（test）"), "{page}");
    assert!(page.contains("&#60;b&#62;、y") && !page.contains("<b>"), "{page}");
    for query in ["body=x", "person=x", "before=x"] {
        let status = admin.get(&format!("/office/journal?{query}")).await.status;
        assert!(matches!(status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST), "{query}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let site = TestApp::new().await;
    for number in 0..120 {
        append(&site, Event::of(&site.bodies.street, "body", number, "profile_edited").with(number)).await;
    }
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.street).await;
    let mut path = "/office/journal?action=profile_edited".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = admin.get(&path).await.text();
        let rows = page.split("class=\"detail\">").skip(1);
        seen.extend(rows.map(|row| row.split('<').next().unwrap().parse::<u32>().unwrap()));
        let Some(next) = page.split("rel=\"next\"").next().filter(|_| page.contains("rel=\"next\"")) else { break };
        let link = next.rsplit("href=\"").next().unwrap().trim_end().trim_end_matches('"');
        path = link.replace("&amp;", "&").replace("&#38;", "&");
    }
    assert_eq!(seen, (0..120).rev().collect::<Vec<_>>());
    // Of everything, too, addresses are whole.
    let all = admin.get("/office/journal").await.text();
    assert!(all.contains("href=\"/office/journal?before=") && all.contains("href=\"/office/journal.csv\""), "{all}");
}

#[tokio::test]
async fn the_chains_are_walked_and_the_broken_one_is_named() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    let admin = site.sign_in_as(Role::Administrator, &b.city).await;
    let page = admin.post("/office/journal/verify", &[("body", "")]).await.text();
    assert!(page.contains("日志完整") && page.contains("8 条链，8 条记录"), "{page}");
    let mut transaction = site.app.database.begin().await.unwrap();
    let text = "UPDATE journal SET actor = 'nobody' WHERE chain = $1 AND seq = 1";
    transaction.execute(text, values![&b.street]).await.unwrap();
    transaction.commit().await.unwrap();
    let page = admin.post("/office/journal/verify", &[("body", "")]).await.text();
    assert!(page.contains("有 1 条链断裂") && page.contains("第 1 条被改动过"), "{page}");
    let one = admin.post("/office/journal/verify", &[("body", b.district.as_str())]).await.text();
    assert!(one.contains("日志完整"), "{one}");
    // Somebody who sees only their own chains learns of those.
    let foreign = site.sign_in_as(Role::Supervisor, &b.foreign_district).await;
    let page = foreign.post("/office/journal/verify", &[("body", "")]).await.text();
    assert!(page.contains("日志完整") && page.contains("白石街道") && !page.contains("青禾街道"), "{page}");
}

#[tokio::test]
async fn the_export_holds_every_field_as_it_was_hashed() {
    let site = TestApp::new().await;
    rename(&site, &site.bodies.street, "青禾路街道办事处").await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let answer = admin.get(&format!("/office/journal.csv?body={}", site.bodies.street)).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer.text();
    assert_eq!(text.lines().count(), 3, "{text}");
    let rows = "SELECT hash, detail FROM journal WHERE chain = $1";
    for row in (&mut &site.app.database).rows(rows, values![&site.bodies.street]).await.unwrap() {
        assert!(text.contains(&row.text("hash").unwrap()), "{text}");
        assert!(text.contains(&row.text("detail").unwrap().replace('"', "\"\"")), "{text}");
    }
}
