use serde_json::json;

use super::client::{field, problem, supervisor};
use crate::desk::stage::{TOTAL, clean_report, errors, faulty_report, right_total};
use crate::test_app::TestApp;

#[tokio::test]
async fn a_report_is_read_cell_by_cell() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/reports/{id}");
    let report = program.get(&path).await.json();
    assert_eq!((report["state"].as_str(), report["version"].as_i64()), (Some("checked"), Some(1)));
    assert_eq!(report["body"]["name"], "青禾街道办事处");
    assert!(report["counts"]["errors"].as_i64().unwrap() > 0);
    let findings = program.get(&format!("{path}/findings")).await.json();
    assert_eq!(report["undecided"], findings["items"].as_array().unwrap().len());

    let reading = program.get(&format!("{path}/reading")).await.json();
    assert_eq!((reading["schema"].as_str(), reading["year"].as_i64()), (Some("gongkai.report/1"), Some(2023)));
    assert!(reading["findings"].as_array().unwrap().iter().any(|finding| finding["severity"] == "error"));
    let cells = program.get(&format!("{path}/cells")).await.json();
    let cells = cells["items"].as_array().unwrap();
    assert_eq!(cells.len(), reading["cells"].as_object().unwrap().len());
    let of_table = program.get(&format!("{path}/cells?table=t3&state=value")).await.json();
    assert!(
        of_table["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|cell| cell["table"] == "t3" && cell["holds"]["state"] == "value")
    );
    let total = program.get(&format!("{path}/cells/{TOTAL}")).await.json();
    assert_eq!(total["holds"]["value"], reading["cells"][TOTAL]["value"]);
    assert_eq!((total["holds"].clone(), total["seen"].as_i64()), (total["read"].clone(), Some(0)));
    assert!(
        total["row"].as_str().unwrap().contains("总计") && total["column"].as_str().unwrap().contains("总计"),
        "{total}"
    );
    assert!(total["read"]["at"].is_object());
}

#[tokio::test]
async fn a_cell_is_corrected_and_taken_back() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/reports/{id}/cells/{TOTAL}");
    let read = program.get(&path).await.json()["read"]["value"].clone();
    let right = right_total();
    let correct = json!({"state": "value", "value": right, "reason": "原件如此", "seen": 0});
    let corrected = program.put_json(&path, &correct).await.json();
    assert_eq!((&corrected["holds"]["value"], &corrected["read"]["value"]), (&json!(right), &read));
    assert_eq!((corrected["correction"]["reason"].as_str(), corrected["seen"].as_i64()), (Some("原件如此"), Some(1)));
    assert!(errors(&site, &id).await.is_empty());
    let only = program.get(&format!("/api/v1/reports/{id}/cells?corrected=true")).await.json();
    assert_eq!(only["items"], json!([corrected]));
    let reading = format!("/api/v1/reports/{id}/reading");
    assert_eq!(program.get(&reading).await.json()["cells"][TOTAL]["value"], json!(right));
    assert_eq!(program.get(&format!("{reading}?as_read=true")).await.json()["cells"][TOTAL]["value"], read);

    problem(&program.put_json(&path, &correct).await, 409, "stale");
    for (body, named) in [
        (json!({"state": "value", "value": "many", "reason": "x", "seen": 1}), "value"),
        (json!({"state": "value", "value": "-1", "reason": "x", "seen": 1}), "value"),
        (json!({"state": "value", "value": right, "reason": "x", "seen": 1}), "value"),
        (json!({"state": "blank", "reason": "", "seen": 1}), "reason"),
        (json!({"state": "empty", "reason": "x"}), "state"),
        (json!({"state": "blank", "reason": "x", "seen": -1}), "seen"),
    ] {
        assert_eq!(field(&problem(&program.put_json(&path, &body).await, 422, "invalid")), named, "{body}");
    }
    let back = program.put_json(&path, &json!({"state": "as_read", "reason": "没有看错", "seen": 1})).await.json();
    assert_eq!((&back["holds"]["value"], &back["correction"], back["seen"].as_i64()), (&read, &json!(null), Some(2)));
    assert!(!errors(&site, &id).await.is_empty());
}

#[tokio::test]
async fn a_report_is_read_again() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let program = supervisor(&site).await;
    let again = program.send(axum::http::Method::POST, &format!("/api/v1/reports/{id}/read"), "", Vec::new()).await;
    assert_eq!((again.status.as_u16(), again.json()["state"].as_str()), (200, Some("checked")));
}
