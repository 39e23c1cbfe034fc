use axum::http::StatusCode;
use gongkai_store::bodies::Kind;
use gongkai_store::id::CollectionId;
use gongkai_store::journal::{self, Filter};
use gongkai_store::obligations::State;
use gongkai_store::people::Role;

use crate::collecting::{body, open, report, roll, row, upload, work};
use crate::test_app::TestApp;

async fn journal(site: &TestApp, action: &str) -> usize {
    let filter = Filter { action: Some(action.to_owned()), ..Filter::default() };
    journal::entries(&mut &site.app.database, &filter, 500).await.unwrap().len()
}

#[tokio::test]
async fn the_roll_is_made_of_those_who_owe() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let form = supervisor.get("/office/collections/new").await.text();
    assert!(form.contains("示例区人民政府自己") && form.contains("2024-01-31"), "{form}");
    assert!(form.contains("value=\"yes\" checked"), "who collects owes a report as well: {form}");
    assert!(supervisor.get("/office/collections").await.text().contains("还没有收集过年报"));
    let id = open(&supervisor, &site.bodies.district, 2023).await;
    let rows = roll(&site, &id).await;
    let names: Vec<&str> = rows.iter().map(|row| row.body_name.as_str()).collect();
    // Communities owe no report, and the collecting body was not ticked.
    assert_eq!(names, ["青禾街道办事处", "云溪镇人民政府", "示例区财政局"]);
    assert!(rows.iter().all(|row| row.obligation.due_on.to_string() == "2024-01-31"));
    let page = supervisor.get(&format!("/office/collections/{id}")).await.text();
    assert!(page.contains("青禾街道办事处") && page.contains("未报送") && !page.contains("青禾社区"), "{page}");
    assert!(supervisor.get("/office/collections").await.text().contains(">2023<"));
    assert_eq!(journal(&site, "collection_opened").await, 1);
    // The same year again, and a year without reports, are refused beside the field.
    for (year, expected) in [("2023", "已经开始过"), ("2031", "没有这一年度的年报"), ("1999", "没有这一年度的年报")]
    {
        let fields = [("body", site.bodies.district.as_str()), ("year", year), ("kinds", "street")];
        let answer = supervisor.post("/office/collections/new", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{year}");
        assert!(answer.text().contains(expected), "{year}");
    }
}

#[tokio::test]
async fn rows_are_filtered_sorted_counted_and_taken_home() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&supervisor, &site.bodies.district, 2023).await;
    upload(&supervisor, &id, &[("年报.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    site.clock.set("2024-02-03T01:00:00Z".parse().unwrap());
    // Sessions have run out meanwhile.
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let get = async |query: &str| supervisor.get(&format!("/office/collections/{id}?{query}")).await.text();
    let names = |page: &str| -> Vec<bool> {
        ["青禾街道办事处", "云溪镇人民政府", "示例区财政局"].map(|name| page.contains(&format!(">{name}<"))).to_vec()
    };
    let owed = get("late=overdue").await;
    assert!(owed.contains("<option value=\"overdue\" selected>逾期未报</option>"), "{owed}");
    assert!(owed.contains("逾期 3 天"), "{owed}");
    // The name of a body that sent nothing is no link.
    let listed =
        ["云溪镇人民政府", "示例区财政局"].map(|name| owed.contains(&format!("<th scope=\"row\">{name}<span")));
    assert_eq!((listed, names(&owed)[0]), ([true, true], false));
    let checked = get("state=checked").await;
    assert_eq!(names(&checked), [true, false, false]);
    assert!(get("kind=department").await.contains("示例区财政局<span"));
    assert!(get("q=%E4%BA%91%E6%BA%AA").await.contains("显示 1 家，共 3 家"));
    assert!(get("q=nobody").await.contains("没有符合条件的机关"));
    let sorted = get("sort=name").await;
    assert!(sorted.contains("aria-sort=\"ascending\""));
    for (format, start) in [("xlsx", b"PK".as_slice()), ("docx", b"PK"), ("csv", "\u{feff}".as_bytes())] {
        let file = supervisor.get(&format!("/office/collections/{id}/export?format={format}&state=owed")).await;
        assert!(file.status == StatusCode::OK && file.bytes.starts_with(start), "{format}");
        assert!(file.header("content-disposition").contains(format), "{}", file.header("content-disposition"));
    }
    let csv = supervisor.get(&format!("/office/collections/{id}/export?format=csv&state=owed")).await.text();
    assert!(csv.contains("云溪镇人民政府") && !csv.contains("青禾街道办事处"), "{csv}");
    assert!(csv.starts_with("\u{feff}机关,类型,截止日期,"), "the header comes first: {csv}");
    assert_eq!(
        supervisor.get(&format!("/office/collections/{id}/export?format=exe")).await.status,
        StatusCode::NOT_FOUND
    );
    let english = supervisor.get(&format!("/office/collections/{id}?lang=en")).await.text();
    assert!(english.contains("annual reports of 2023") || english.contains("年度年报收集"));
}

#[tokio::test]
async fn rows_are_changed_with_reasons_and_the_journal_keeps_them() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&supervisor, &site.bodies.district, 2023).await;
    let path = format!("/office/obligations/{}", row(&site, &id, &site.bodies.street).await.obligation.id);
    assert!(supervisor.get(&path).await.text().contains("调整截止日期"));
    let refused = supervisor.post(&format!("{path}/due"), &[("due_on", "2023-05-01")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("id=\"due_on-error\""));
    assert_eq!(
        supervisor.post(&format!("{path}/due"), &[("due_on", "2024-02-29")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        supervisor.post(&format!("{path}/excuse"), &[("reason", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        supervisor.post(&format!("{path}/excuse"), &[("reason", "当年新设")]).await.status,
        StatusCode::SEE_OTHER
    );
    let changed = row(&site, &id, &site.bodies.street).await.obligation;
    assert_eq!((changed.due_on.to_string().as_str(), changed.excused.as_deref()), ("2024-02-29", Some("当年新设")));
    assert!(supervisor.get(&format!("/office/collections/{id}?state=excused")).await.text().contains("免报"));
    // Who is excused is not late in the file of the roll either, and the file says why.
    let csv = supervisor.get(&format!("/office/collections/{id}/export?format=csv")).await.text();
    let line = csv.lines().find(|line| line.starts_with("青禾街道办事处,")).unwrap_or_default();
    assert!(line.contains(",2024-02-29,免报,,,") && line.ends_with(",当年新设,,"), "{csv}");
    assert_eq!(supervisor.post(&format!("{path}/owe"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(supervisor.post(&format!("{path}/owe"), &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(supervisor.post(&format!("{path}/remove"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(roll(&site, &id).await.len(), 2);
    // A community goes on the roll when somebody wants it there; a foreign street does not.
    let manage = format!("/office/collections/{id}");
    let add = async |body: &str| supervisor.post(&format!("{manage}/bodies"), &[("body", body)]).await.status;
    assert!(supervisor.get(&format!("{manage}/manage")).await.text().contains("青禾社区居民委员会"));
    assert_eq!(add(site.bodies.community.as_str()).await, StatusCode::SEE_OTHER);
    assert_eq!(add(site.bodies.community.as_str()).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(add(site.bodies.foreign_street.as_str()).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(supervisor.post(&format!("{manage}/close"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(add(site.bodies.street.as_str()).await, StatusCode::CONFLICT);
    let upload = supervisor.post_files(&format!("{manage}/uploads"), &[], &[("files", "a.txt", b"a")]).await;
    assert_eq!(upload.status, StatusCode::CONFLICT);
    assert_eq!(supervisor.post(&format!("{manage}/reopen"), &[]).await.status, StatusCode::SEE_OTHER);
    let kept = ["due_changed", "body_excused", "excuse_taken_back", "body_taken_off_roll", "body_put_on_roll"];
    for action in kept.into_iter().chain(["collection_closed", "collection_reopened"]) {
        assert_eq!(journal(&site, action).await, 1, "{action}");
    }
}

#[tokio::test]
async fn a_collection_is_its_supervisors_and_those_aboves() {
    let site = TestApp::new().await;
    let id = open(&site.sign_in_as(Role::Supervisor, &site.bodies.district).await, &site.bodies.district, 2023).await;
    let obligation = row(&site, &id, &site.bodies.street).await.obligation.id;
    let (roll, row) = (format!("/office/collections/{id}"), format!("/office/obligations/{obligation}"));
    let bodies = [&site.bodies.district, &site.bodies.city, &site.bodies.street, &site.bodies.foreign_district];
    for (body, seen) in bodies.into_iter().zip([true, true, false, false]) {
        for role in Role::ALL {
            let browser = site.sign_in_as(role, body).await;
            let looks = matches!(role, Role::Supervisor | Role::Auditor);
            let expected = match (looks, seen) {
                (true, true) => StatusCode::OK,
                // Who collects nothing there is told that there is nothing.
                (true, false) => StatusCode::NOT_FOUND,
                (false, _) => StatusCode::FORBIDDEN,
            };
            for path in [&roll, &row, &format!("{roll}/uploads")] {
                assert_eq!(browser.get(path).await.status, expected, "{path} as {}", role.id());
            }
            let changed = browser.post(&format!("{row}/excuse"), &[("reason", "并入他局")]).await.status;
            let file = browser.post_files(&format!("{roll}/uploads"), &[], &[("files", "a.txt", b"a")]).await.status;
            let expected = match (role, seen) {
                (Role::Supervisor, true) => StatusCode::SEE_OTHER,
                (Role::Supervisor, false) => StatusCode::NOT_FOUND,
                _ => StatusCode::FORBIDDEN,
            };
            assert_eq!((changed, file), (expected, expected), "as {}", role.id());
        }
    }
}

#[tokio::test]
async fn another_collection_finds_what_is_here_already() {
    let site = TestApp::new().await;
    let district = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&district, &site.bodies.district, 2023).await;
    upload(&district, &id, &[("年报.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    let city = site.sign_in_as(Role::Supervisor, &site.bodies.city).await;
    let of_city = open(&city, &site.bodies.city, 2023).await;
    let street = row(&site, &of_city, &site.bodies.street).await;
    assert_eq!((street.obligation.state, street.version), (State::Checked, Some(1)));
    // What comes in through one is noted on both.
    upload(&city, &of_city, &[("云溪镇2023.txt", &report("云溪镇", 2023))]).await;
    work(&site).await;
    for roll in [&id, &of_city] {
        assert_eq!(row(&site, roll, &site.bodies.township).await.obligation.state, State::Checked);
    }
}

#[tokio::test]
async fn closed_bodies_owe_nothing_and_chosen_kinds_do() {
    let site = TestApp::new().await;
    let village = body(&site, "青禾村村民委员会", Kind::Village, &site.bodies.township).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let fields = [
        ("body", site.bodies.district.as_str()),
        ("year", "2022"),
        ("kinds", "village"),
        ("itself", "yes"),
        ("late_is_meant", "yes"),
    ];
    let answer = supervisor.post("/office/collections/new", &fields).await;
    let id = answer.header("location").rsplit('/').next().unwrap().to_owned();
    let rows = roll(&site, &CollectionId::parse(&id).unwrap()).await;
    let on_roll: Vec<_> = rows.iter().map(|row| row.obligation.body.clone()).collect();
    assert_eq!(on_roll, [site.bodies.district.clone(), village]);
    // The district itself is a government of county level: 31 March.
    assert_eq!(rows[0].obligation.due_on.to_string(), "2023-03-31");
}

#[tokio::test]
async fn an_old_year_has_a_day_of_its_own_or_everybody_is_late_on_purpose() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let send = async |more: &[(&str, &str)]| {
        let fields = [("body", site.bodies.district.as_str()), ("kinds", "street")];
        supervisor.post("/office/collections/new", &[fields.as_slice(), more].concat()).await
    };
    let asked = send(&[("year", "2021")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = asked.text();
    assert!(page.contains("早已过去（最迟 2022-03-31）") && page.contains("name=\"late_is_meant\""), "{page}");
    // Whatever year the page began with, the days it shows again are those of the year that was sent.
    let street = page.split("id=\"kinds-street\"").nth(1).unwrap();
    assert!(street.split("</label>").next().unwrap().contains("截止日期 2022-01-31"), "{page}");
    assert!(page.contains("所选年度的次年"), "{page}");
    for day in ["2021-05-01", "2026-01-01", "改天"] {
        let refused = send(&[("year", "2021"), ("due_on", day)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        let page = refused.text();
        assert!(page.contains("id=\"due_on-error\"") && page.contains(day), "{day}: {page}");
    }
    let opened = send(&[("year", "2021"), ("due_on", "2024-03-15")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let path = opened.header("location").to_owned();
    let id = CollectionId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let days = async |id: &CollectionId| -> Vec<String> {
        roll(&site, id).await.iter().map(|row| row.obligation.due_on.to_string()).collect()
    };
    assert_eq!(days(&id).await, ["2024-03-15"]);
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("统一截止日期") && !page.contains("逾期 "), "{page}");
    // Who is put on the roll later owes by the same day.
    let township = [("body", site.bodies.township.as_str())];
    assert_eq!(supervisor.post(&format!("{path}/bodies"), &township).await.status, StatusCode::SEE_OTHER);
    assert_eq!(days(&id).await, ["2024-03-15", "2024-03-15"]);
    // The day is moved for those who still owe; whose report is here keeps the day it was owed by.
    upload(&supervisor, &id, &[("年报.txt", &report("青禾街道", 2021))]).await;
    work(&site).await;
    assert_eq!(
        supervisor.post(&format!("{path}/due"), &[("due_on", "2021-12-01")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        supervisor.post(&format!("{path}/due"), &[("due_on", "2024-04-15")]).await.status,
        StatusCode::SEE_OTHER
    );
    let row_of = async |body| row(&site, &id, body).await.obligation.due_on.to_string();
    assert_eq!(row_of(&site.bodies.street).await, "2024-03-15");
    assert_eq!(row_of(&site.bodies.township).await, "2024-04-15");
    assert_eq!(journal(&site, "collection_due_changed").await, 1);
    assert!(supervisor.get(&format!("{path}/manage")).await.text().contains("value=\"2024-04-15\""));
    // It can be meant, too.
    let meant = send(&[("year", "2020"), ("late_is_meant", "yes")]).await;
    assert_eq!(meant.status, StatusCode::SEE_OTHER);
    let id = CollectionId::parse(meant.header("location").rsplit('/').next().unwrap()).unwrap();
    assert_eq!(days(&id).await, ["2021-01-31"]);
}
