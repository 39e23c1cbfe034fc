use axum::http::StatusCode;
use gongkai_app::publishing::{Withdrawing, withdraw};
use gongkai_store::people::Role;
use gongkai_store::publications;

use super::html::Page;
use super::press::printed;

#[tokio::test]
async fn a_report_that_was_withdrawn_is_not_taken_for_one_that_is_still_to_come() {
    let (site, _) = printed().await;
    let (street, district) = (&site.bodies.street, &site.bodies.district);
    let gone = format!("/reports/{street}/2023");
    let look = async |address: &str| site.anybody().get(address).await;
    // Kept pages are no reason to say otherwise.
    let before = Page::checked("/reports", &look("/reports?year=2023").await.text());
    assert!(before.text("main").contains("应发布 4 份，已发布 3 份"), "{}", before.text("main"));
    let report = publications::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap().report;
    let supervisor = site.caller(Role::Supervisor, district).await;
    let withdrawing = Withdrawing { reason: "含有个人信息".to_owned(), ..Withdrawing::default() };
    withdraw(&site.app, &supervisor, &report, &withdrawing).await.unwrap();

    let list = Page::checked("/reports", &look("/reports?year=2023").await.text());
    assert!(list.text("main").contains("应发布 4 份，已发布 2 份"), "{}", list.text("main"));
    let row_of = |name: &str| {
        let mut rows = list.all("tbody tr").into_iter();
        rows.find(|row| row.text().any(|text| text == name)).unwrap()
    };
    let street_row: String = row_of("青禾街道办事处").text().collect();
    assert!(street_row.contains("已撤下 2024-01-15") && !street_row.contains("尚未发布"), "{street_row}");
    assert!(row_of("青禾街道办事处").html().contains(&format!("href=\"{gone}\"")));
    assert!(row_of("示例区财政局").text().collect::<String>().contains("尚未发布"));
    let english = look("/reports?year=2023&lang=en").await.text();
    assert!(english.contains("Why it was withdrawn"), "{english}");
    assert_eq!(look(&gone).await.status, StatusCode::GONE);

    let body = Page::checked("body", &look(&format!("/bodies/{street}")).await.text());
    assert!(body.text("main").contains("2023 年的报告和撤下原因"), "{}", body.text("main"));

    let totals = Page::checked("totals", &look(&format!("/totals?body={district}&year=2023")).await.text());
    let absent = totals.text("#absent + p + ul");
    assert!(absent.contains("2024-01-15 撤下") && absent.contains("尚未发布"), "{absent}");
    let league = format!("?body={district}&year=2023&figure=requests_received");
    let page = Page::checked("league", &look(&format!("/league{league}")).await.text());
    assert!(page.text("main").contains("2024-01-15 撤下"), "{}", page.text("main"));
    // Whether a report is in hand is said here as little as in the total.
    assert!(page.text("main").contains("尚未发布") && !page.text("main").contains("没有报告"), "{}", page.text("main"));
    let csv = look(&format!("/league/league.csv{league}")).await.text();
    let lacks = |name: &str, why: &str| csv.lines().any(|line| line.contains(name) && line.ends_with(why));
    assert!(lacks("青禾街道办事处", ",withdrawn") && lacks("示例区财政局", ",no-report"), "{csv}");

    let compared = look(&format!("/compare?a={street}&a-year=2023")).await.text();
    assert!(compared.contains("的报告已撤下，不能对照") && !compared.contains("没有发布"), "{compared}");

    let data = look("/open-data/reports.json?year=2023").await.json();
    assert_eq!(data["reports"].as_array().unwrap().len(), 2);
    let told = &data["withdrawn"][0];
    assert_eq!((told["body_id"].as_str(), told["reason"].as_str()), (Some(street.as_str()), Some("含有个人信息")));
    assert_eq!(told["withdrawn_at"].as_str().map(|at| at.starts_with("2024-01-15T")), Some(true));
    assert!(told["url"].as_str().unwrap().ends_with(&gone) && told.get("title").is_none(), "{told}");
    assert_eq!(look("/open-data/reports.json?year=2022").await.json()["withdrawn"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn of_two_versions_the_older_one_stays_when_only_the_newer_is_withdrawn() {
    let (site, _) = printed().await;
    let street = &site.bodies.street;
    let report = publications::current(&mut &site.app.database, street, 2022).await.unwrap().unwrap().report;
    let caller = site.caller(Role::Supervisor, &site.bodies.district).await;
    let withdrawing =
        Withdrawing { versions: vec![2], reason: "含有个人信息".to_owned(), ..Withdrawing::default() };
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let form = supervisor.get(&format!("/office/reports/{report}/withdraw")).await.text();
    assert!(form.contains("没有勾选的旧版本仍可按其地址查阅"), "{form}");
    withdraw(&site.app, &caller, &report, &withdrawing).await.unwrap();
    let look = async |address: &str| site.anybody().get(address).await;
    let gone = look(&format!("/reports/{street}/2022")).await;
    assert_eq!(gone.status, StatusCode::GONE);
    let way = format!("href=\"/reports/{street}/2022/versions/1\">查看仍可查阅的旧版本<");
    assert!(gone.text().contains(&way), "{}", gone.text());
    let older = look(&format!("/reports/{street}/2022/versions/1")).await.text();
    let older = Page::checked("versions/1", &older);
    let told = older.text(".notice-warning");
    assert!(told.contains("后来发布的版本已于 2024-01-15 撤下") && !told.contains("查看现行版本"), "{told}");
    let desk = supervisor.get(&format!("/office/reports/{report}")).await.text();
    assert!(desk.contains("已撤下") && !desk.contains("后被取代") && !desk.contains("重新发布后才会改变"), "{desk}");
}
