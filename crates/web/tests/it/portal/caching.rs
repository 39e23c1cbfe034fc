use std::io::Read;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use gongkai_store::people::Role;
use gongkai_web::{Site, SiteConfig, router};
use tower::ServiceExt;

use super::press::{note, printed, publish};
use crate::test_app::TestApp;

async fn tag(site: &TestApp, address: &str) -> String {
    let answer = site.anybody().get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    answer.header("etag").to_owned()
}

#[tokio::test]
async fn what_a_browser_has_is_not_sent_again() {
    let (site, _) = printed().await;
    let street = &site.bodies.street;
    for address in [
        "/".to_owned(),
        "/reports".to_owned(),
        format!("/reports/{street}/2023"),
        format!("/reports/{street}/2023/report.docx"),
        format!("/reports/{street}/2023/original"),
        "/feed.atom".to_owned(),
        "/sitemap.xml".to_owned(),
        "/open-data/reports.csv".to_owned(),
    ] {
        let etag = tag(&site, &address).await;
        assert!(etag.starts_with("W/\""), "{address}: {etag}");
        for known in [etag.clone(), etag.trim_start_matches("W/").to_owned(), format!("\"x\", {etag}"), "*".to_owned()]
        {
            let again = site.anybody().with("if-none-match", &known).get(&address).await;
            assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{address} {known}");
            assert_eq!(again.header("etag"), etag);
        }
        let other = site.anybody().with("if-none-match", "W/\"other\"").get(&address).await;
        assert_eq!(other.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn a_page_is_made_anew_when_something_is_published() {
    let (site, _) = printed().await;
    let (street, city) = (site.bodies.street.clone(), site.bodies.city.clone());
    let addresses = ["/", "/reports?year=2023", "/feed.atom", "/sitemap", "/open-data/reports.csv"];
    let mut before = Vec::new();
    for address in addresses {
        before.push(tag(&site, address).await);
        assert_eq!(Some(&tag(&site, address).await), before.last(), "{address}");
    }
    let report = format!("/reports/{street}/2023");
    assert!(!site.anybody().get(&report).await.text().contains("本报告已更正"));
    publish(&site, &city, "示例市", 2023, 9, None).await;
    publish(&site, &street, "青禾街道", 2023, 10, Some("补充一处文字")).await;
    for (address, before) in addresses.iter().zip(before) {
        assert_ne!(tag(&site, address).await, before, "{address}");
    }
    let corrected = site.anybody().get(&report).await.text();
    assert!(corrected.contains("本报告已更正") && corrected.contains("补充一处文字"));
}

#[tokio::test]
async fn what_happens_inside_the_office_leaves_kept_pages_alone() {
    let (site, _) = printed().await;
    tag(&site, "/reports").await;
    // Changed past the journal: a page that still shows the old name was kept, one that shows the new was made anew.
    let rename = "UPDATE bodies SET name = $1 WHERE name = $2";
    for (action, new, old, kept) in [
        ("draft_saved", "甲街道", "青禾街道办事处", true),
        ("signed_in", "乙街道", "甲街道", true),
        ("body_renamed", "丙街道", "乙街道", false),
    ] {
        let mut transaction = site.app.database.begin().await.unwrap();
        transaction.execute(rename, gongkai_store::values![new, old]).await.unwrap();
        note(&mut transaction, &site, action).await;
        transaction.commit().await.unwrap();
        let shows_new = site.anybody().get("/reports").await.text().contains(new);
        assert_eq!(shows_new, !kept, "{action}");
    }
}

#[tokio::test]
async fn many_entries_at_once_are_taken_for_a_change() {
    let (site, _) = printed().await;
    tag(&site, "/reports").await;
    let mut transaction = site.app.database.begin().await.unwrap();
    let rename = "UPDATE bodies SET name = $1 WHERE name = $2";
    transaction.execute(rename, gongkai_store::values!["甲街道", "青禾街道办事处"]).await.unwrap();
    for _ in 0..260 {
        note(&mut transaction, &site, "draft_saved").await;
    }
    transaction.commit().await.unwrap();
    assert!(site.anybody().get("/reports").await.text().contains("甲街道"));
}

#[tokio::test]
async fn languages_and_modes_have_pages_of_their_own() {
    let (site, _) = printed().await;
    let plain = site.anybody().get("/").await;
    let english = site.anybody().get("/?lang=en").await;
    let elder = site.anybody().with("cookie", "elder=on").get("/").await;
    assert!(plain.text().contains("<html lang=\"zh-CN\">") && english.text().contains("<html lang=\"en\">"));
    assert!(elder.text().contains("class=\"portal elder\"") && !plain.text().contains("class=\"portal elder\""));
    assert_eq!(plain.header("vary"), "Accept-Encoding, Accept-Language, Cookie");
    assert_eq!(plain.header("cache-control"), "public, no-cache");
}

#[tokio::test]
async fn who_is_signed_in_gets_a_page_of_their_own_that_nobody_else_gets() {
    let (site, _) = printed().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let own = officer.get("/").await.text();
    assert!(own.contains("/sign-out") && own.contains(officer.csrf()));
    let others = site.anybody().get("/").await.text();
    assert!(!others.contains("/sign-out") && !others.contains(officer.csrf()));
    assert!(officer.get("/").await.text().contains("/sign-out"));
}

#[tokio::test]
async fn pages_are_sent_packed_to_those_who_take_it() {
    let (site, _) = printed().await;
    let plain = site.anybody().get("/reports").await;
    assert_eq!(plain.header("content-encoding"), "");
    let packed = site.anybody().with("accept-encoding", "br, gzip").get("/reports").await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() * 2 < plain.bytes.len());
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed.bytes[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.bytes);
    assert_eq!(packed.header("etag"), plain.header("etag"));
    let file = format!("/reports/{}/2023/report.docx", site.bodies.street);
    let file = site.anybody().with("accept-encoding", "gzip").get(&file).await;
    assert_eq!(file.header("content-encoding"), "", "packed twice");
}

#[tokio::test]
async fn who_has_too_much_made_anew_is_told_to_wait_and_still_gets_what_is_kept() {
    let (site, _) = printed().await;
    let config = SiteConfig { requests_per_minute: 3, ..SiteConfig::default() };
    let router = router(Site::new(site.app.clone(), config));
    let status = |address: &'static str| {
        let request = Request::builder().uri(address).header("host", "localhost").body(Body::empty()).unwrap();
        let router = router.clone();
        async move { router.oneshot(request).await.unwrap().status() }
    };
    for address in ["/search?q=1", "/search?q=2", "/search?q=3"] {
        assert_eq!(status(address).await, StatusCode::OK);
    }
    assert_eq!(status("/search?q=4").await, StatusCode::TOO_MANY_REQUESTS);
    // Addresses that differ only in what no page asks for are one page.
    assert_eq!(status("/search?q=1&nothing=5").await, StatusCode::OK);
    assert_eq!(status("/search?q=3").await, StatusCode::OK);
}
