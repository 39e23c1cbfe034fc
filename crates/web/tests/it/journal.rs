use axum::http::StatusCode;
use gongkai_app::Permission;
use gongkai_app::bodies::{self, Facts};
use gongkai_app::meanwhile::{Edited, Seen};
use gongkai_store::blobs::hex;
use gongkai_store::bodies as kept;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use gongkai_store::people::Role;
use gongkai_store::{Sql, values};
use sm3::Digest;

use crate::drafts;
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
    let seen = Seen::of(Facts::of(&body).fields());
    assert_eq!(bodies::edit(&site.app, &caller, id, facts, &seen, None).await.unwrap(), Edited::Saved);
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
    assert!(page.contains("更名日期") && !page.contains("关闭日期"), "{page}");
    assert!(page.contains("&#60;b&#62;、y") && !page.contains("<b>"), "{page}");
    for query in ["body=x", "person=x"] {
        let status = admin.get(&format!("/office/journal?{query}")).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{query}");
    }
    // Like a page number without sense: the newest page.
    let newest = shown(&admin, "").await;
    for before in ["zzz", "0", "-3", "1e9", "99999999999999999999"] {
        assert_eq!(shown(&admin, &format!("before={before}")).await, newest, "{before}");
    }
    let csv = admin.get("/office/journal.csv?before=zzz").await;
    assert_eq!(csv.text(), admin.get("/office/journal.csv").await.text());
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

/// What stood in a draft is for those who may see it, in every form the journal is read in; the chain stays whole.
#[tokio::test]
async fn texts_of_a_draft_are_told_to_those_who_may_see_it() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &b.street).await;
    let path = drafts::begin(&officer, &b.street, "2023").await;
    officer.post(&path, &[("version", "1"), ("section-5", "先写的一句。"), ("t3.granted.total", "4041739")]).await;
    officer.post(&path, &[("version", "2"), ("section-5", "后写的一句。"), ("t3.granted.total", "42")]).await;
    let kept = journal::Filter { action: Some("draft_saved".to_owned()), ..Default::default() };
    let kept = journal::entries(&mut &site.app.database, &kept, 9).await.unwrap();
    assert_eq!(kept.len(), 2);
    let file = format!("/office/journal.csv?body={}&action=draft_saved", b.street);
    let api = format!("/api/v1/bodies/{}/journal?action=draft_saved", b.street);
    let below = format!("/api/v1/bodies/{}/journal?action=draft_saved&with_below=true", b.district);
    let above = format!("/office/journal.csv?body={}&below=1&action=draft_saved", b.district);
    for role in Role::ALL {
        for at in [&b.street, &b.district] {
            let caller = site.caller(role, at).await;
            let street = kept::by_id(&mut &site.app.database, &b.street).await.unwrap();
            let (reads, sees) =
                (caller.may(Permission::ViewJournal, &street), caller.may(Permission::ViewDrafts, &street));
            let browser = site.sign_in_as(role, at).await;
            let mut looks = vec![file.as_str(), api.as_str()];
            if at == &b.district && reads {
                looks.extend([below.as_str(), above.as_str()]);
            }
            for look in looks {
                let answer = browser.get(look).await;
                assert_eq!(answer.status == StatusCode::OK, reads, "{role:?} {look}");
                if !reads {
                    continue;
                }
                let text = answer.text();
                let told = ["一句", "4041739"].iter().any(|word| text.contains(word));
                assert!(text.matches("draft_saved").count() >= 2 && told == sees, "{role:?} {look}: {text}");
                assert_eq!(text.contains("withheld"), !sees, "{role:?} {look}: {text}");
                for entry in &kept {
                    let digest = hex(&sm3::Sm3::digest(entry.detail.as_bytes()));
                    assert_eq!((text.contains(&digest), text.contains(&entry.hash)), (!sees, true), "{role:?} {look}");
                }
            }
            // Everybody who may walk the chain finds it whole, and the page says how much changed.
            if reads {
                let walked = browser.post("/office/journal/verify", &[("body", b.street.as_str())]).await.text();
                assert!(walked.contains("日志完整"), "{role:?}: {walked}");
                let page = browser.get(&format!("/office/journal?body={}&action=draft_saved", b.street)).await.text();
                assert!(
                    page.contains("2 项") && !page.contains("后写") && !page.contains("withheld"),
                    "{role:?}: {page}"
                );
            }
        }
    }
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
