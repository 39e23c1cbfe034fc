//! What the public reads of bodies that were closed, moved or renamed.

use axum::http::StatusCode;
use gongkai_app::bodies::Facts;
use gongkai_app::meanwhile::Seen;
use gongkai_store::bodies;
use gongkai_store::people::Role;

use super::html::Page;
use super::press::{note, owe, printed, publish};
use crate::bodies_office::body;
use crate::test_app::TestApp;

async fn text(site: &TestApp, address: &str) -> String {
    let answer = site.anybody().get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    answer.text()
}

#[tokio::test]
async fn a_closed_body_keeps_what_it_published_in_every_list_and_total() {
    let (site, _) = printed().await;
    let (street, township, district) = (&site.bodies.street, &site.bodies.township, &site.bodies.district);
    owe(&site, 2024, &[street, township]).await;
    let total = format!("/totals/total.json?body={district}&year=2023");
    let addresses = [total.as_str(), "/open-data/reports.csv", "/open-data/cells.csv?year=2023"];
    let mut before = Vec::new();
    for address in addresses {
        before.push(text(&site, address).await);
    }
    assert!(text(&site, "/reports?year=2024").await.contains(township.as_str()));

    let admin = site.sign_in_as(Role::Administrator, district).await;
    let close = async |on: &str, successor: &str| {
        let fields = [("reason", "并入青禾街道"), ("on", on), ("successor", successor)];
        admin.post(&format!("/office/bodies/{township}/close"), &fields).await.status
    };
    assert_eq!(close("2099-01-01", "").await, StatusCode::UNPROCESSABLE_ENTITY, "not yet");
    assert_eq!(close("2024-01-02", township.as_str()).await, StatusCode::UNPROCESSABLE_ENTITY, "itself");
    assert_eq!(close("2024-01-02", street.as_str()).await, StatusCode::SEE_OTHER);

    for (address, before) in addresses.iter().zip(&before) {
        assert_eq!(&text(&site, address).await, before, "{address}");
    }
    let address = format!("/bodies/{township}");
    let page = Page::checked(&address, &text(&site, &address).await);
    let said = page.text("main");
    assert!(said.contains("已于 2024-01-02 关闭") && said.contains("青禾街道办事处"), "{said}");
    assert!(!said.contains("依申请公开"), "nobody turns to it any more: {said}");
    assert_eq!(site.anybody().get(&format!("/guide?body={township}")).await.status, StatusCode::NOT_FOUND);
    let league = format!("/league?body={district}&year=2023");
    let bodies = text(&site, "/bodies").await;
    assert!(bodies.contains("，另有 1 个已关闭"), "{bodies}");
    let journal = admin.get(&format!("/office/journal?body={township}")).await.text();
    assert!(journal.contains("关闭日期") && journal.contains("承接机关"), "{journal}");
    for address in ["/reports?year=2023", "/bodies", &league, "/compare", "/sitemap.xml"] {
        assert!(text(&site, address).await.contains(township.as_str()), "{address}");
    }
    let csv = text(&site, "/open-data/bodies.csv").await;
    assert!(csv.contains(&format!("/bodies/{township},2024-01-02,{street}")), "{csv}");
    // It is gone from the year of its closing on, and owed what came before.
    let of_2024 = text(&site, "/reports?year=2024").await;
    assert!(of_2024.contains(street.as_str()) && !of_2024.contains(township.as_str()), "{of_2024}");
    let api = text(&site, &format!("/api/v1/bodies/{township}")).await;
    assert!(api.contains("\"closed_on\":\"2024-01-02\""), "{api}");
    let listed = async |query: &str| text(&site, &format!("/api/v1/bodies?{query}")).await.contains(township.as_str());
    assert!(!listed("kind=township").await && listed("kind=township&with_closed=true").await);
    assert_eq!(
        site.anybody().get(&format!("/api/v1/bodies?below={township}")).await.status,
        StatusCode::NOT_FOUND,
        "it is closed"
    );
    assert!(listed(&format!("below={township}&with_closed=true")).await);

    // In the office its page names both by their words, and asks for nothing more.
    let office = admin.get(&format!("/office/bodies/{township}")).await.text();
    assert!(office.contains("关闭日期：2024-01-02") && office.contains("承接机关：青禾街道"), "{office}");
    assert!(!office.contains("请尽快补上"), "{office}");

    let told = admin.post(&format!("/office/bodies/{township}/reopen"), &[("reason", "恢复")]).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER);
    let kept = body(&site, township).await;
    assert!(kept.active && kept.closed_on.is_none() && kept.successor.is_none());
}

#[tokio::test]
async fn a_body_moved_since_counts_where_its_report_was_collected() {
    let (site, _) = printed().await;
    let (street, township, district) = (&site.bodies.street, &site.bodies.township, &site.bodies.district);
    let total = format!("/totals/total.json?body={district}&year=2023");
    let before = text(&site, &total).await;
    let mut moved = body(&site, township).await;
    moved.parent = Some(street.clone());
    moved.path = format!("{}{township}/", body(&site, street).await.path);
    let mut transaction = site.app.database.begin().await.unwrap();
    bodies::update(&mut transaction, &moved).await.unwrap();
    note(&mut transaction, &site, "body_moved").await;
    transaction.commit().await.unwrap();
    assert_eq!(text(&site, &total).await, before);
    // Nor does it count with whom it came to.
    let of_street = text(&site, &format!("/totals?body={street}&year=2023")).await;
    assert!(!of_street.contains("云溪镇人民政府</a>") && of_street.contains("汇总 0 份"), "{of_street}");
}

#[tokio::test]
async fn reports_published_under_an_old_name_keep_it() {
    let (site, _) = printed().await;
    let (street, district) = (&site.bodies.street, &site.bodies.district);
    site.clock.set("2024-03-01T02:00:00Z".parse().unwrap());
    let admin = site.sign_in_as(Role::Administrator, district).await;
    let before = Facts::of(&body(&site, street).await);
    let rename_on = async |name: &str, other_names: &str, on: &str| {
        let now = Facts::of(&body(&site, street).await);
        let seen = Seen::of(now.fields()).text();
        let mut fields: Vec<(&str, String)> = now.fields().into_iter().collect();
        for (field, value) in &mut fields {
            match *field {
                "name" => name.clone_into(value),
                "other_names" => other_names.clone_into(value),
                _ => {}
            }
        }
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(field, value)| (*field, value.as_str())).collect();
        fields.extend([("seen", seen.as_str()), ("renamed_on", on)]);
        admin.post(&format!("/office/bodies/{street}/edit"), &fields).await
    };
    let rename = async |name: &str, other_names: &str| {
        let answer = rename_on(name, other_names, "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    };
    rename("新禾街道办事处", &before.other_names.join("\n")).await;
    let kept = body(&site, street).await;
    assert!(kept.other_names.contains(&before.name), "{kept:?}");
    assert_eq!(kept.former_names.get(&before.name).unwrap().to_string(), "2024-03-01");
    let page = text(&site, &format!("/reports/{street}/2023")).await;
    assert!(page.contains(&format!("{}</a>", before.name)) && page.contains("现名 新禾街道办事处"), "{page}");
    let own = text(&site, &format!("/bodies/{street}")).await;
    assert!(own.contains(&format!("曾用名：{}（2024-03-01 更名）", before.name)), "{own}");
    let of_year = text(&site, "/reports?year=2023&name=%E9%9D%92%E7%A6%BE").await;
    assert!(of_year.contains("新禾街道办事处"), "found by the old name: {of_year}");
    // What is published later bears the new one.
    publish(&site, street, "新禾街道", 2024, 9, None).await;
    assert!(!text(&site, &format!("/reports/{street}/2024")).await.contains("现名"));
    // A slip that was mended is no former name.
    rename("新禾街道办事处", "").await;
    assert!(body(&site, street).await.former_names.is_empty());
    assert!(!text(&site, &format!("/bodies/{street}")).await.contains("曾用名"));
    // The day is that of the reform, not of the typing, and not to come.
    let late = rename_on("青苗街道办事处", "", "2024-03-02").await;
    assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY && late.text().contains("更名日期不能晚于今天"));
    assert_eq!(rename_on("青苗街道办事处", "", "2024-02-01").await.status, StatusCode::SEE_OTHER);
    assert!(text(&site, &format!("/bodies/{street}")).await.contains("曾用名：新禾街道办事处（2024-02-01 更名）"));
    let alone = rename_on("青苗街道办事处", "新禾街道办事处", "2024-02-02").await;
    assert!(alone.status == StatusCode::UNPROCESSABLE_ENTITY && alone.text().contains("名称没有改动"));
    let early = rename_on("青秀街道办事处", "新禾街道办事处", "2024-01-31").await;
    assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && early.text().contains("更名日期早于上一次更名的日期"));
    // Put back as of the same day, the other name never was its own.
    let others = body(&site, street).await.other_names.join("\n");
    assert_eq!(rename_on("新禾街道办事处", &others, "2024-02-01").await.status, StatusCode::SEE_OTHER);
    let kept = body(&site, street).await;
    assert!(kept.former_names.is_empty() && kept.other_names.is_empty(), "{kept:?}");
}
