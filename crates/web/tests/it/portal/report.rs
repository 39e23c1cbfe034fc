use std::collections::BTreeMap;

use gongkai_report::write::figure::Figures;
use gongkai_report::{Cell, CellAddress, CellState, EditionId};
use gongkai_testkit::sample_report;
use rust_decimal::Decimal;

use super::html::Page;
use super::press::{Issue, printed, put};
use crate::test_app::TestApp;

/// What stands in each cell of a page: state and text.
fn cells(page: &Page) -> BTreeMap<String, (String, String)> {
    let cell = |cell: &scraper::ElementRef<'_>| {
        let text = cell.text().collect::<String>();
        (cell.attr("data-cell").unwrap().to_owned(), (cell.attr("data-state").unwrap().to_owned(), text))
    };
    page.all("td[data-cell]").iter().map(cell).collect()
}

fn shows(page: &Page, issue: &Issue) {
    let shown = cells(page);
    assert_eq!(shown.len(), issue.report.cells.0.len());
    for (address, cell) in &issue.report.cells.0 {
        let edition = issue.report.tables[&address.table()].edition;
        let (state, text) = &shown[address.as_str()];
        assert_eq!((state.as_str(), cell.state), ("value", CellState::Value), "{address}");
        assert_eq!(*text, Figures::of(edition).text(*address, cell), "{address}");
    }
}

#[tokio::test]
async fn a_report_shows_every_figure_and_every_section() {
    let (site, issues) = printed().await;
    for issue in issues.iter().filter(|issue| issue.year != 2022) {
        let address = format!("/reports/{}/{}", issue.body, issue.year);
        let page = Page::checked(&address, &site.anybody().get(&address).await.text());
        shows(&page, issue);
        assert_eq!(page.all("article > section").len(), 6);
        let text = page.text("article");
        for line in issue.report.sections.iter().flat_map(|section| &section.lines) {
            assert!(text.contains(line.text.trim()), "{address}: {}", line.text);
        }
    }
}

#[tokio::test]
async fn a_correction_is_a_new_version_and_the_old_one_stays() {
    let (site, issues) = printed().await;
    let street = &site.bodies.street;
    let get = |address: String| {
        let site = &site;
        async move { Page::checked(&address, &site.anybody().get(&address).await.text()) }
    };
    let [first, second] = [&issues[2], &issues[3]];
    let current = get(format!("/reports/{street}/2022")).await;
    shows(&current, second);
    assert!(current.text("main").contains("表三一处数字有误"));
    assert!(current.links().contains(&format!("/reports/{street}/2022/versions/1")));
    let old = get(format!("/reports/{street}/2022/versions/1")).await;
    shows(&old, first);
    assert!(old.text("main").contains("这是旧版本") && old.links().contains(&format!("/reports/{street}/2022")));
    assert_eq!(old.meta("robots").as_deref(), Some("noindex"));
    let newest = get(format!("/reports/{street}/2022/versions/2")).await;
    shows(&newest, second);
}

#[tokio::test]
async fn the_five_states_of_a_cell_are_told_apart_and_words_stay_words() {
    let site = TestApp::new().await;
    let figures = gongkai_testkit::Figures::consistent(EditionId::E2021, 3);
    let mut report = sample_report(EditionId::E2021, "青禾街道", 2023, &figures);
    let mut set = |address: &str, state, raw: Option<&str>| {
        let cell = Cell { state, value: None, raw: raw.map(str::to_owned), unit: None, at: None };
        report.cells.0.insert(CellAddress::parse(address).unwrap(), cell);
    };
    set("t3.granted.total", CellState::Blank, Some("\u{3000}"));
    set("t3.granted.research", CellState::Slash, Some("—"));
    set("t3.granted.commercial", CellState::Text, Some("<b>见附件</b>"));
    set("t3.granted.other_org", CellState::Missing, None);
    report.cells.0.insert(CellAddress::parse("t3.granted.legal_service").unwrap(), Cell::of(Decimal::ZERO));
    report.sections[0].lines[0].text = "<script>alert(1)</script> & <img src=x onerror=alert(1)>".to_owned();
    put(&site, &site.bodies.street, 2023, &report, b"<html><script>1</script></html>", None).await;
    let address = format!("/reports/{}/2023", site.bodies.street);
    let answer = site.anybody().get(&address).await;
    let page = Page::checked(&address, &answer.text());
    let shown = cells(&page);
    let at = |address: &str| (shown[address].0.as_str(), shown[address].1.as_str());
    assert_eq!(at("t3.granted.total"), ("blank", ""));
    assert_eq!(at("t3.granted.research"), ("slash", "/"));
    assert_eq!(at("t3.granted.commercial"), ("text", "<b>见附件</b>"));
    assert_eq!(at("t3.granted.other_org"), ("missing", "缺"));
    assert_eq!(at("t3.granted.legal_service"), ("value", "0"));
    assert!(page.text("article").contains("<script>alert(1)</script>"));
    assert!(page.all("article img, article b").is_empty());
}

#[tokio::test]
async fn a_correction_makes_no_report_late() {
    let (site, issues) = printed().await;
    let township = &issues[5];
    // Published on 15 January, due on the 31st, corrected in March.
    site.clock.set("2024-03-04T02:00:00Z".parse().unwrap());
    put(&site, &township.body, 2023, &issues[4].report, &township.file, Some("表三一处数字有误")).await;
    let anybody = site.anybody();
    let list = anybody.get("/reports?year=2023").await.text();
    let row = list.split("云溪镇").nth(1).unwrap().split("</tr>").next().unwrap();
    let at = |day: &str| row.find(day).unwrap_or_else(|| panic!("{day}: {row}"));
    assert!(at("2024-01-15") < at("更正日期 2024-03-04") && at("更正日期 2024-03-04") < at("2024-01-31"), "{row}");
    let body = anybody.get(&format!("/bodies/{}", township.body)).await.text();
    assert!(body.contains("更正日期 2024-03-04") && body.contains(">2024-01-15</time>"), "{body}");
    let page = anybody.get(&format!("/reports/{}/2023", township.body)).await.text();
    assert!(page.contains("<dt>更正日期</dt>") && page.contains("name=\"PubDate\" content=\"2024-01-15"), "{page}");
    let csv = anybody.get("/open-data/reports.csv?year=2023").await.text();
    let row = csv.lines().find(|line| line.contains("云溪镇")).unwrap();
    assert!(csv.contains(",published_at,corrected_at,"), "{csv}");
    assert!(row.contains(",2024-01-15T09:00:00+08:00,2024-03-04T10:00:00+08:00,"), "{row}");
    let json = anybody.get("/open-data/reports.json?year=2023").await.json();
    let corrected = json["reports"].as_array().unwrap().iter().filter(|of| of["corrected_at"].is_string()).count();
    assert_eq!(corrected, 1, "null where there was no correction");
}
