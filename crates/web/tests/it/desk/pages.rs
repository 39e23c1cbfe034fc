use axum::http::StatusCode;
use gongkai_store::people::Role;

use super::stage::{TOTAL, clean_report, faulty_report};
use crate::test_app::TestApp;

#[tokio::test]
async fn every_page_is_there_in_both_languages() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let due = [("due_on", "2024-01-31"), ("note", "请核对")];
    let returned = supervisor.post(&format!("/office/reports/{id}/return"), &due).await;
    let returned = returned.header("location").to_owned();
    let report = |page: &str| format!("/office/reports/{id}{page}");
    let pages = [
        "/office/reports".to_owned(),
        "/office/reports?year=2023&state=returned".to_owned(),
        format!("/office/reports/chosen?action=accept&report={id}"),
        format!("/office/reports/chosen?action=publish&report={id}"),
        "/office/reports/chosen".to_owned(),
        report(""),
        report("?as=form"),
        report("/sections"),
        report("/findings"),
        report("/versions"),
        report("/history"),
        report("/return"),
        report("/accept"),
        report("/publish"),
        returned,
        "/office/findings".to_owned(),
        "/office/findings?by=rule&year=2023&severity=error".to_owned(),
        "/office/findings?by=body&undecided=1".to_owned(),
        "/office/findings?code=column-sum-mismatch".to_owned(),
        "/office/findings?year=1999&severity=nonsense&by=nothing&page=-4".to_owned(),
    ];
    for path in &pages {
        for lang in ["zh-CN", "en"] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let answer = supervisor.get(&format!("{path}{joint}lang={lang}")).await;
            let page = answer.text();
            assert_eq!(answer.status, StatusCode::OK, "{path} {lang}: {page}");
            assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{path}");
            // A sentence without words in the bundle shows its id.
            for id in ["desk-", "rule-", "action-", "portal-"] {
                let shown = page.split(['>', '"']).find(|text| text.starts_with(id) && !known(text));
                assert_eq!(shown, None, "{path} {lang}");
            }
            assert!(!page.contains("style=\"") && !page.contains("onclick="), "{path}");
        }
    }
}

/// Classes and ids of elements that begin like sentences.
fn known(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "desk-source"
            | "desk-cells"
            | "desk-pane-title"
            | "desk-list"
            | "desk-cell"
            | "desk-cell-label"
            | "desk-edit"
            | "desk-history"
            | "desk-cell-value"
            | "desk-cell-raw"
            | "desk-fold"
            | "desk-fold-title"
            | "desk-fold-figures"
            | "desk-many"
            | "desk-many-also"
            | "desk-reasons"
            | "desk-help"
            | "desk-help-title"
    )
}

#[tokio::test]
async fn source_and_cells_stand_side_by_side_and_know_each_other() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&format!("/office/reports/{id}")).await.text();
    let html = scraper::Html::parse_document(&page);
    let select = |what: &str| scraper::Selector::parse(what).unwrap();
    let cells = html.select(&select(".desk-cell")).count();
    assert_eq!(cells, 10 + 175 + 15, "each cell of the form once");
    for cell in html.select(&select(".desk-cell")) {
        let at = cell.attr("data-at").unwrap();
        let link = cell.select(&select(".desk-cell-label a")).next().unwrap().attr("href").unwrap();
        assert!(html.select(&select(&format!("[id='{}']", &link[1..]))).next().is_some(), "{link}");
        assert!(html.select(&select(&format!(".desk-source [data-place='{at}']"))).next().is_some(), "{at}");
    }
    let form = supervisor.get(&format!("/office/reports/{id}?as=form")).await.text();
    assert!(
        form.contains(&format!("data-cell=\"{TOTAL}\""))
            && form.contains(&format!("href=\"/office/reports/{id}#cell-{TOTAL}\""))
    );
}

#[tokio::test]
async fn facts_of_the_prose_have_names() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&format!("/office/reports/{id}/sections")).await.text();
    assert!(page.contains("网站公开信息") && page.contains("总体情况"), "{page}");
    assert!(!page.contains("website_items"), "a fact without a name");
}

#[tokio::test]
async fn a_page_beyond_the_last_is_the_last() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    for list in ["/office/reports", "/office/findings"] {
        let page = supervisor.get(&format!("{list}?page=99")).await.text();
        assert!(page.contains(&format!("href=\"/office/reports/{id}")), "{list}: {page}");
    }
}
