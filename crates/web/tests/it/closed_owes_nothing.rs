//! A body closed by the end of the year reported about owes no report about it.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::people::Role;
use jiff::civil::{Date, date};

use crate::collecting::{open, report, roll, upload, work};
use crate::drafts::begin;
use crate::test_app::TestApp;

async fn close(site: &TestApp, body: &BodyId, on: Date) {
    let body = bodies::by_id(&mut &site.app.database, body).await.unwrap();
    let closed = bodies::Body { active: false, closed_on: Some(on), ..body };
    let mut transaction = site.app.database.begin().await.unwrap();
    bodies::update(&mut transaction, &closed).await.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn it_counts_as_closed_on_the_roll_in_files_in_tasks_and_for_programs() {
    let site = &TestApp::new().await;
    let (district, township) = (&site.bodies.district, &site.bodies.township);
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    let id = open(&supervisor, district, 2023).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, township).await;
    begin(&officer, township, "2023").await;
    site.clock.set("2024-03-01T02:00:00Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, township).await;
    let path = format!("/office/collections/{id}");
    let numbers = async |page: &str, labels: &[&str]| -> Vec<String> {
        let page = supervisor.get(page).await.text();
        let of = |label: &&str| {
            let after = page.split(&format!("tile-label\">{label}</span>")).nth(1)?;
            Some(after.split("tile-number\">").nth(1)?.split('<').next()?.to_owned())
        };
        labels.iter().map(|label| of(label).unwrap_or_default()).collect()
    };
    let labels = ["应报送", "未报送", "逾期未报", "已关闭"];
    assert_eq!(numbers(&path, &labels).await, ["3", "3", "3", ""]);
    // Closed in the year after, it owed one.
    close(site, township, date(2024, 1, 1)).await;
    assert_eq!(numbers(&path, &labels).await, ["3", "3", "3", ""]);
    assert!(officer.get("/office").await.text().contains("云溪镇人民政府 2023 年度年报"));
    close(site, township, date(2023, 12, 31)).await;
    assert_eq!(numbers(&path, &labels).await, ["2", "2", "2", "1"]);
    assert_eq!(numbers("/office", &["未报送", "逾期未报"]).await, ["2", "2"]);
    let page = supervisor.get(&format!("{path}?state=closed")).await.text();
    assert!(
        page.contains(">已关闭</span>") && page.contains("2023-12-31 关闭") && !page.contains("逾期 30 天"),
        "{page}"
    );
    for filter in ["state=owed", "late=overdue", "late=yes"] {
        let page = supervisor.get(&format!("{path}?{filter}")).await.text();
        assert!(!page.contains("云溪镇人民政府</th>") && page.contains("青禾街道办事处"), "{filter}: {page}");
    }
    let file = supervisor.get(&format!("{path}/export?format=csv")).await.text();
    let row = file.lines().find(|line| line.contains("云溪镇")).unwrap();
    assert!(row.contains(",已关闭,,,") && !row.contains("未报送"), "{row}");
    let row = roll(site, &id).await.into_iter().find(|row| row.obligation.body == *township).unwrap();
    let page = supervisor.get(&format!("/office/obligations/{}", row.obligation.id)).await.text();
    assert!(page.contains(">已关闭</span>") && !page.contains("逾期"), "{page}");
    // Its own pages.
    assert!(!officer.get("/office").await.text().contains("云溪镇人民政府 2023 年度年报"));
    let page = officer.get("/office/drafts").await.text();
    assert!(page.contains(">已关闭</span>") && !page.contains("badge-late"), "{page}");
    // For programs.
    let api = format!("/api/v1/collections/{id}");
    let told = supervisor.get(&api).await.json();
    assert_eq!(["owing", "owed", "overdue"].map(|name| told[name].as_i64()), [Some(2), Some(2), Some(2)]);
    for asked in ["state=owed", "late=true"] {
        let told = supervisor.get(&format!("{api}/obligations?{asked}")).await.json();
        assert_eq!(told["items"].as_array().unwrap().len(), 2, "{asked}: {told}");
    }
    let told = supervisor.get(&format!("/api/v1/bodies/{township}/obligations")).await.json();
    assert_eq!((&told["items"][0]["days_late"], &told["items"][0]["closed_on"]), (&0.into(), &"2023-12-31".into()));
    // What came all the same stands as before.
    upload(&supervisor, &id, &[("云溪镇.txt", &report("云溪镇人民政府", 2023))]).await;
    work(site).await;
    assert_eq!(numbers(&path, &labels).await, ["3", "2", "2", ""]);
    assert_eq!(numbers(&path, &["逾期报送"]).await, ["1"]);
}
