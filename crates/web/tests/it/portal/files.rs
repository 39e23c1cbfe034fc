use axum::http::StatusCode;
use gongkai_documents::{Limits, read as read_document};
use gongkai_report::{CellState, read};

use super::press::printed;

#[tokio::test]
async fn every_format_reads_back_to_the_same_cells() {
    let (site, issues) = printed().await;
    for issue in [&issues[0], &issues[4]] {
        for ending in ["docx", "pdf", "html", "xlsx", "md"] {
            let address = format!("/reports/{}/{}/report.{ending}", issue.body, issue.year);
            let answer = site.anybody().get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            assert!(answer.header("content-disposition").contains(&format!(".{ending}")), "{address}");
            let document = read_document(&answer.bytes, &Limits::default()).unwrap();
            let again = read(&document);
            assert_eq!(again.year, Some(issue.year), "{address}");
            for (cell, truth) in &issue.report.cells.0 {
                let found = again.cells.get(*cell).unwrap();
                assert_eq!((found.state, found.value), (truth.state, truth.value), "{address} {cell}");
            }
        }
    }
}

#[tokio::test]
async fn data_is_by_the_contract() {
    let (site, issues) = printed().await;
    let issue = &issues[4];
    let json = site.anybody().get(&format!("/reports/{}/{}/report.json", issue.body, issue.year)).await.json();
    assert_eq!((json["schema"].as_str(), json["year"].as_i64()), (Some("gongkai.report/1"), Some(2023)));
    let cells = json["cells"].as_object().unwrap();
    assert_eq!(cells.len(), issue.report.cells.0.len());
    for (address, cell) in &issue.report.cells.0 {
        let value = cell.value.map(|value| value.normalize().to_string());
        assert_eq!(cell.state, CellState::Value);
        assert_eq!(cells[address.as_str()]["value"].as_str(), value.as_deref(), "{address}");
    }
    let csv = site.anybody().get(&format!("/reports/{}/{}/report.csv", issue.body, issue.year)).await.text();
    assert!(csv.starts_with('\u{feff}') && csv.contains("三、本年度办理结果"), "{csv}");
}

#[tokio::test]
async fn the_original_leaves_as_it_came_and_is_never_shown_in_the_page() {
    let (site, issues) = printed().await;
    let street = &site.bodies.street;
    let answer = site.anybody().get(&format!("/reports/{street}/2023/original")).await;
    assert_eq!(answer.bytes, issues[4].file);
    assert!(answer.header("content-disposition").starts_with("attachment; "), "{:?}", answer.headers);
    assert!(answer.header("content-disposition").contains("filename*=UTF-8''%E9%9D%92%E7%A6%BE"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let old = site.anybody().get(&format!("/reports/{street}/2022/versions/1/original")).await;
    assert_eq!(old.bytes, issues[2].file);
}

#[tokio::test]
async fn files_of_versions_say_what_that_version_said() {
    let (site, issues) = printed().await;
    let street = &site.bodies.street;
    for (path, issue) in [("", &issues[3]), ("/versions/1", &issues[2]), ("/versions/2", &issues[3])] {
        let json = site.anybody().get(&format!("/reports/{street}/2022{path}/report.json")).await.json();
        let total = issue.report.cells.number("t3.new_received.total").unwrap().to_string();
        assert_eq!(json["cells"]["t3.new_received.total"]["value"].as_str(), Some(total.as_str()), "{path}");
    }
}
