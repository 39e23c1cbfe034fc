use std::collections::{BTreeMap, BTreeSet};

use axum::http::{Method, StatusCode};
use gongkai_app::bodies::{edit_profile, seen_of};
use gongkai_store::bodies::{self, Profile};
use gongkai_store::people::Role;

use super::html::Page;
use super::press::{owe, printed};
use crate::test_app::TestApp;

/// Every kind of page there is, on a site with reports.
fn addresses(site: &TestApp) -> Vec<String> {
    let (street, township, district) = (&site.bodies.street, &site.bodies.township, &site.bodies.district);
    let mut all: Vec<String> = [
        "/",
        "/guide",
        "/rules",
        "/catalogue",
        "/requests",
        "/reports",
        "/bodies",
        "/compare",
        "/league",
        "/totals",
        "/search",
        "/open-data",
        "/sitemap",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend([
        format!("/guide?body={street}"),
        format!("/catalogue?body={street}"),
        format!("/requests?body={street}"),
        "/reports?year=2022".to_owned(),
        "/reports?year=2023&level=township".to_owned(),
        "/reports?year=2023&name=%E6%97%A0".to_owned(),
        format!("/reports/{street}/2020"),
        format!("/reports/{street}/2022"),
        format!("/reports/{street}/2022/versions/1"),
        "/bodies?q=%E9%9D%92%E7%A6%BE".to_owned(),
        "/bodies?q=xyz".to_owned(),
        format!("/bodies/{street}"),
        format!("/bodies/{}", site.bodies.bureau),
        format!("/compare?a={street}&a-year=2020&b={street}&b-year=2021"),
        format!("/compare?a={street}&a-year=2023&b={township}&b-year=2023"),
        format!("/compare?a={street}&a-year=2019"),
        format!("/league?body={district}&year=2023"),
        format!("/league?body={district}&year=2023&figure=granted_share"),
        format!("/league?body={district}&year=2019"),
        format!("/totals?body={district}&year=2023"),
        format!("/totals?body={district}&year=2019"),
        format!("/totals?body={}&scope=all", site.bodies.city),
        "/search?q=%E9%9D%92%E7%A6%BE".to_owned(),
        "/search?q=xyzzy".to_owned(),
    ]);
    all
}

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    let (site, _) = printed().await;
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for address in addresses(&site) {
        for lang in ["zh-CN", "en"] {
            let anybody = site.anybody().with("accept-language", lang);
            let answer = anybody.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address} {lang}: {}", answer.text());
            let page = Page::checked(&format!("{address} {lang}"), &answer.text());
            assert_eq!(page.attribute("html", "lang"), lang);
            let title = page.text("title");
            assert!(title.ends_with(" - 示例市人民政府"), "{title}");
            // Reports are titled in Chinese in both languages; a page is told apart from all others of its language.
            let before = titles.insert(format!("{lang} {title}"), address.clone());
            assert!(before.is_none(), "{title}: {address} and {before:?}");
            assert_eq!(page.meta("SiteName").as_deref(), Some("示例市人民政府"), "{address}");
            assert_eq!(page.meta("SiteDomain").as_deref(), Some("127.0.0.1"), "{address}");
            assert_eq!(page.meta("SiteIDCode").as_deref(), Some(""), "{address}");
            assert!(page.meta("ColumnName").is_some_and(|name| !name.is_empty()), "{address}");
            assert!(page.meta("ColumnType").is_some_and(|kind| !kind.is_empty()), "{address}");
            let canonical = page.attribute("link[rel=canonical]", "href");
            assert!(canonical.starts_with("http://127.0.0.1:7110/"), "{canonical}");
            assert_eq!(canonical.contains("lang=en"), lang == "en", "{canonical}");
            assert_eq!(page.all("link[rel=alternate][hreflang]").len(), 3, "{address}");
            assert!(!page.attribute("link[rel=icon]", "href").is_empty(), "{address}");
        }
    }
}

#[tokio::test]
async fn pages_with_content_say_when_it_was_published_and_by_whom() {
    let (site, _) = printed().await;
    let street = &site.bodies.street;
    for (address, source) in [
        (format!("/reports/{street}/2023"), "青禾街道办事处"),
        (format!("/guide?body={street}"), "青禾街道办事处"),
        ("/catalogue".to_owned(), "示例市人民政府"),
    ] {
        let page = Page::checked(&address, &site.anybody().get(&address).await.text());
        assert_eq!(page.meta("ArticleTitle").unwrap(), page.text("h1"), "{address}");
        assert_eq!(page.meta("PubDate").as_deref(), Some("2024-01-15 09:00"), "{address}");
        assert_eq!(page.meta("ContentSource").as_deref(), Some(source), "{address}");
    }
    let list = Page::checked("/reports", &site.anybody().get("/reports").await.text());
    assert_eq!((list.meta("ArticleTitle"), list.meta("PubDate")), (None, None));
}

#[tokio::test]
async fn an_empty_site_says_what_to_do() {
    let site = TestApp::new().await;
    for address in ["/", "/reports", "/league", "/totals", "/compare", "/search", "/open-data", "/sitemap", "/bodies"] {
        let answer = site.anybody().get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        Page::checked(address, &answer.text());
    }
    assert!(site.anybody().get("/reports").await.text().contains("还没有发布年度报告"));
    assert_eq!(site.anybody().get("/feed.atom").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_year_that_is_not_over_is_not_the_newest_however_early_its_reports_are_asked_for() {
    let (site, _) = printed().await;
    owe(&site, 2024, &[&site.bodies.street]).await;
    let home = site.anybody().get("/").await.text();
    assert!(home.contains("2023 年度报告发布情况") && !home.contains("2024 年度报告发布情况"), "{home}");
    // Of a report that was corrected, the version that is read.
    assert!(home.contains("/2022") && !home.contains("/versions/"), "{home}");
}

#[tokio::test]
async fn no_link_leads_nowhere() {
    let (site, _) = printed().await;
    let mut seen = BTreeSet::new();
    let mut waiting = vec!["/".to_owned(), "/sitemap".to_owned()];
    while let Some(address) = waiting.pop() {
        // Without a built frontend the names of its files have no hash in them.
        if ["/assets/portal.css", "/assets/portal.js", "/assets/favicon.svg"].contains(&address.as_str()) {
            continue;
        }
        if !seen.insert(address.clone()) || address.starts_with("/office") {
            continue;
        }
        let answer = site.anybody().get(&address).await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{address}: {}", answer.status);
        if answer.header("content-type").starts_with("text/html") && !address.contains("report.html") {
            let links = Page::checked(&address, &answer.text()).links();
            waiting.extend(links.into_iter().map(|link| link.split('#').next().unwrap().to_owned()));
        }
    }
    assert!(seen.len() > 80, "{} pages", seen.len());
}

#[tokio::test]
async fn the_guide_names_what_article_12_asks_for() {
    let site = TestApp::new().await;
    let street = site.bodies.street.clone();
    let officer = site.caller(Role::DisclosureOfficer, &street).await;
    let seen = seen_of(&bodies::by_id(&mut &site.app.database, &street).await.unwrap().profile);
    let profile = Profile {
        disclosure_office: "党政办公室".to_owned(),
        address: "青禾路1号".to_owned(),
        hours: "工作日9:00—17:00".to_owned(),
        phone: "0000-1234567".to_owned(),
        fax: "0000-7654321".to_owned(),
        email: "xxgk@example.gov.cn".to_owned(),
        leaders: "主任 <张三>\n副主任".to_owned(),
        ..Profile::default()
    };
    edit_profile(&site.app, &officer, &street, profile, &seen).await.unwrap();
    for path in ["/guide", "/requests", "/catalogue"] {
        let text = site.anybody().get(&format!("{path}?body={street}")).await.text();
        for part in
            ["党政办公室", "青禾路1号", "工作日9:00—17:00", "0000-1234567", "0000-7654321", "xxgk@example.gov.cn"]
        {
            assert!(text.contains(part), "{path}: {part}");
        }
    }
    let guide = site.anybody().get(&format!("/guide?body={street}")).await.text();
    assert!(
        guide.contains("复议机关是示例区人民政府") && guide.contains("主管本机关公开工作的是示例区人民政府"),
        "{guide}"
    );
    let catalogue = site.anybody().get(&format!("/catalogue?body={street}")).await.text();
    assert!(catalogue.contains("主任 &#60;张三&#62;") || catalogue.contains("主任 &lt;张三&gt;"), "{catalogue}");
    let page = Page::checked("catalogue", &catalogue);
    assert_eq!(page.all("#items ~ ol > li").len(), 15);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_the_page_helps() {
    let (site, _) = printed().await;
    let (street, community) = (&site.bodies.street, &site.bodies.community);
    let unknown = "0190b5a0c0007000800000000000000a";
    for address in [
        "/nowhere".to_owned(),
        format!("/bodies/{unknown}"),
        "/bodies/1".to_owned(),
        format!("/bodies/{street}/trend-nothing.csv"),
        format!("/reports/{street}/2019"),
        format!("/reports/{street}/20x3"),
        format!("/reports/{community}/2023"),
        format!("/reports/{unknown}/2023"),
        format!("/reports/{street}/2023/report.exe"),
        format!("/reports/{street}/2023/versions/2"),
        format!("/reports/{street}/2023/versions/0"),
        format!("/reports/{street}/2023/versions/-1/report.pdf"),
        format!("/reports/{street}/2019/original"),
        format!("/guide?body={unknown}"),
        "/guide?body=..%2F..".to_owned(),
        "/open-data/everything.zip".to_owned(),
        "/totals/total.exe".to_owned(),
        "/compare/compare.docx".to_owned(),
    ] {
        let answer = site.anybody().get(&address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
        let page = Page::checked(&address, &answer.text());
        assert!(page.links().contains("/reports") && page.links().contains("/sitemap"), "{address}");
        assert!(!page.all("main input[name=q]").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn hostile_queries_give_pages() {
    let (site, _) = printed().await;
    let long = "%E9%95%BF".repeat(3000);
    for query in [
        "q=%00%FF%FE",
        "q=%27%20OR%201%3D1%20--",
        "q=%25%25%25_%21%5C",
        "q=<script>alert(1)</script>",
        "page=-1&year=99999&body=&level=x",
        "page=4294967295&q=%E9%9D%92",
        "=&&&;&q",
        "q[]=1&q=%E9%9D%92&q=2",
        "figure=nothing&scope=everything",
        "a=1&b=2&a-year=0&b-year=x",
        &format!("q={}", &long[..9000]),
    ] {
        for path in [
            "/",
            "/reports",
            "/bodies",
            "/search",
            "/compare",
            "/league",
            "/totals",
            "/open-data",
            "/open-data/cells.csv",
        ] {
            let address = format!("{path}?{query}").replace('<', "%3C").replace('>', "%3E");
            let answer = site.anybody().get(&address).await;
            // What is no year is refused where all years, or the newest, would be taken for it.
            let refused = query.contains("&year=99999") && answer.status == StatusCode::BAD_REQUEST;
            assert!(refused || answer.status == StatusCode::OK, "{address}: {}", answer.status);
            if answer.header("content-type").starts_with("text/html") {
                let page = Page::checked(&address, &answer.text());
                assert!(page.all("script").iter().all(|script| script.attr("src").is_some()), "{address}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_no_year_is_refused_and_said_to_be_none() {
    let (site, _) = printed().await;
    for path in ["/reports", "/totals", "/league", "/search", "/open-data/reports.csv"] {
        for (year, status) in [("abc", StatusCode::BAD_REQUEST), ("", StatusCode::OK), ("2023", StatusCode::OK)] {
            let answer = site.anybody().get(&format!("{path}?year={year}")).await;
            assert_eq!(answer.status, status, "{path}?year={year}");
            assert_eq!(answer.text().contains("年度应为四位数字"), status == StatusCode::BAD_REQUEST, "{path} {year}");
        }
    }
}

#[tokio::test]
async fn head_is_answered_like_get_without_a_body() {
    let (site, _) = printed().await;
    for address in ["/".to_owned(), format!("/reports/{}/2023", site.bodies.street), "/feed.atom".to_owned()] {
        let got = site.anybody().get(&address).await;
        let head = site.anybody().send(Method::HEAD, &address, "", Vec::new()).await;
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{address}");
        assert_eq!(head.header("etag"), got.header("etag"), "{address}");
        assert_eq!(head.header("content-type"), got.header("content-type"), "{address}");
    }
}

#[tokio::test]
async fn the_sentence_above_the_list_counts_the_list() {
    let (site, _) = printed().await;
    let shown = async |query: &str| site.anybody().get(&format!("/reports?year=2023{query}")).await.text();
    assert!(shown("").await.contains("应发布 4 份，已发布 3 份"), "{}", shown("").await);
    let one = shown("&name=%E9%9D%92%E7%A6%BE").await;
    assert!(one.contains("应发布 1 份，已发布 1 份"), "{one}");
    let departments = shown("&kind=department").await;
    assert!(departments.contains("应发布 1 份，已发布 0 份"), "{departments}");
}
