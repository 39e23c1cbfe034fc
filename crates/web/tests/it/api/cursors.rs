use gongkai_store::bodies::Kind;
use gongkai_store::people::Role;

use serde_json::{Value, json};

use super::client::{field, problem, supervisor};
use crate::collecting::{body, open, work};
use crate::desk::stage::{clean_report, faulty_report};
use crate::portal::press::{printed, publish};
use crate::test_app::{Browser, TestApp};

/// All pages of a list; what happens between the first and the second must not matter to what is on them.
async fn pages(browser: &Browser<'_>, path: &str, between: impl AsyncFnOnce()) -> Vec<Vec<String>> {
    let mut between = Some(between);
    let mut address = path.to_owned();
    let mut pages = Vec::new();
    loop {
        let answer = browser.get(&address).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
        let page = answer.json();
        let id = |item: &Value| item["id"].as_str().or(item["fingerprint"].as_str()).unwrap().to_owned();
        let ids = page["items"].as_array().unwrap().iter().map(id);
        pages.push(ids.collect());
        let link = answer.header("link");
        let Some(next) = page["next"].as_str() else {
            assert_eq!(link, "");
            return pages;
        };
        assert!(link.starts_with("</api/v1/") && link.ends_with(">; rel=\"next\"") && link.contains(next), "{link}");
        // The link is what the cursor makes: one may follow either.
        address = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
        if let Some(between) = between.take() {
            between().await;
        }
    }
}

#[tokio::test]
async fn pages_of_bodies_hold_each_body_once_whatever_is_entered_meanwhile() {
    let site = TestApp::new().await;
    let entered = async || {
        body(&site, "新街道办事处", Kind::Street, &site.bodies.district).await;
    };
    let all = pages(&site.anybody(), "/api/v1/bodies?limit=3", entered).await;
    assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 3]);
    let ids = all.concat();
    assert!(ids.is_sorted_by(|one, other| one < other));
    let below = format!("/api/v1/bodies?limit=1&below={}", site.bodies.foreign_district);
    assert_eq!(pages(&site.anybody(), &below, async || {}).await.len(), 2);
}

#[tokio::test]
async fn pages_of_publications_go_on_after_a_correction() {
    let (site, _) = printed().await;
    let street = site.bodies.street.clone();
    // The first one is corrected: it moves to the end, the others stay.
    let corrected = async || {
        publish(&site, &street, "青禾街道", 2020, 9, Some("更正")).await;
    };
    let all = pages(&site.anybody(), "/api/v1/publications?limit=2&year=2023", async || {}).await;
    assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    let all = pages(&site.anybody(), "/api/v1/publications?limit=2", corrected).await.concat();
    assert_eq!(all.len(), 7);
    assert!(all.is_sorted_by(|one, other| one < other));
}

#[tokio::test]
async fn pages_of_reports_hold_what_comes_in_meanwhile_at_the_end() {
    let site = TestApp::new().await;
    let first = faulty_report(&site).await;
    let second = clean_report(&site).await;
    let program = supervisor(&site).await;
    let more = async || {
        clean_report(&site).await;
    };
    let all = pages(&program, "/api/v1/reports?limit=1&all_versions=true", more).await.concat();
    assert_eq!((all.len(), &all[..2]), (3, &[first.to_string(), second.to_string()][..]));
    assert_eq!(pages(&program, "/api/v1/reports", async || {}).await.concat().len(), 1);
}

#[tokio::test]
async fn pages_of_collections_and_of_their_rolls_hold_each_row_once() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let of_2023 = open(&office, &site.bodies.district, 2023).await;
    let of_2022 = open(&office, &site.bodies.district, 2022).await;
    let foreign = site.sign_in_as(Role::Supervisor, &site.bodies.foreign_district).await;
    open(&foreign, &site.bodies.foreign_district, 2023).await;
    let program = supervisor(&site).await;
    let all = pages(&program, "/api/v1/collections?limit=1", async || {}).await;
    assert_eq!(all, [[of_2023.to_string()], [of_2022.to_string()]]);
    assert_eq!(pages(&program, "/api/v1/collections?year=2022", async || {}).await.concat(), [of_2022.to_string()]);
    let path = format!("/api/v1/collections/{of_2023}/obligations");
    let rows = pages(&program, &format!("{path}?limit=1"), async || {}).await;
    assert!(rows.len() > 1 && rows.concat().is_sorted_by(|one, other| one < other), "{rows:?}");
    let owed = pages(&program, &format!("{path}?limit=2&state=owed"), async || {}).await;
    assert_eq!(owed.concat(), rows.concat());
    assert_eq!(pages(&program, &format!("{path}?late=true"), async || {}).await.concat(), [""; 0]);
    site.clock.set("2024-04-02T01:00:00Z".parse().unwrap());
    let program = supervisor(&site).await;
    assert_eq!(pages(&program, &format!("{path}?late=true"), async || {}).await.concat(), rows.concat());
    let shown = program.get(&format!("/api/v1/collections/{of_2023}")).await.json();
    assert_eq!(shown["overdue"], rows.concat().len());
}

#[tokio::test]
async fn pages_of_findings_and_of_a_batch_s_files_hold_each_once() {
    let site = TestApp::new().await;
    let report = faulty_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/reports/{report}/findings");
    let all = pages(&program, &path, async || {}).await.concat();
    let first = all[0].clone();
    // What is decided meanwhile leaves the list of the undecided, and shifts nothing.
    let decided = async || {
        let decision = json!({"decision": "not_a_fault", "reason": "已核实", "seen": "-"});
        let answer = program.put_json(&format!("{path}/{first}/decision"), &decision).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    };
    let undecided = pages(&program, &format!("{path}?limit=1&undecided=true"), decided).await;
    assert!(all.len() > 1 && undecided.concat() == all, "{all:?} {undecided:?}");
    assert_eq!(pages(&program, &format!("{path}?undecided=true"), async || {}).await.concat(), all[1..]);

    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let collection = open(&office, &site.bodies.district, 2023).await;
    let sent: Vec<(&str, &str, &[u8])> = [("a.txt", "一"), ("b.txt", "二"), ("c.txt", "三")]
        .map(|(name, text)| ("files", name, text.as_bytes()))
        .to_vec();
    let batch = program.post_files(&format!("/api/v1/collections/{collection}/uploads"), &[], &sent).await.json();
    let path = format!("/api/v1/batches/{}/uploads", batch["id"].as_str().unwrap());
    let files = pages(&program, &format!("{path}?limit=2"), async || {
        work(&site).await;
    })
    .await;
    assert_eq!(files.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(pages(&program, &format!("{path}?state=doubtful"), async || {}).await.concat(), files.concat());
    assert_eq!(pages(&program, &format!("{path}?state=matched"), async || {}).await.concat(), [""; 0]);
}

#[tokio::test]
async fn what_is_no_cursor_of_the_list_is_refused() {
    let (site, _) = printed().await;
    let program = supervisor(&site).await;
    let of_bodies = site.anybody().get("/api/v1/bodies?limit=1").await.json()["next"].as_str().unwrap().to_owned();
    let unknown = "018d0a24c00070008000000000000001";
    let lists = [
        "publications",
        "reports",
        "collections",
        &format!("bodies/{}/journal", site.bodies.district),
        &format!("reports/{unknown}/findings"),
        &format!("batches/{unknown}/uploads"),
    ];
    for list in lists {
        for cursor in [of_bodies.as_str(), "x", "", "%00", "..."] {
            let refused = problem(&program.get(&format!("/api/v1/{list}?after={cursor}")).await, 400, "unreadable");
            assert_eq!(field(&refused), "after", "{list} {cursor}");
            assert_eq!(refused["errors"][0]["code"], "api-bad-cursor");
        }
    }
    for limit in ["0", "201", "-1", "x", "", "1.5"] {
        let refused = problem(&program.get(&format!("/api/v1/reports?limit={limit}")).await, 400, "unreadable");
        assert_eq!(field(&refused), "limit", "{limit}");
    }
}
