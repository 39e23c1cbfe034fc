use serde_json::json;

use super::client::supervisor;
use crate::desk::stage::clean_report;
use crate::test_app::TestApp;

#[tokio::test]
async fn a_program_keeps_up_with_a_bodys_journal() {
    let site = TestApp::new().await;
    let report = clean_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/bodies/{}/journal", site.bodies.street);
    let first = program.get(&format!("{path}?limit=2")).await;
    let link = first.header("link").to_owned();
    let first = first.json();
    let actions = |page: &serde_json::Value| {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["action"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(actions(&first), ["body_entered", "report_received"]);
    assert_eq!(first["next"], first["resume"]);
    assert!(link.contains(first["next"].as_str().unwrap()));
    let entry = &first["items"][1];
    assert_eq!((entry["subject_id"].as_str(), entry["seq"].as_i64()), (Some(report.as_str()), Some(2)));
    assert_eq!((entry["detail"]["year"].as_i64(), &entry["previous_hash"]), (Some(2023), &first["items"][0]["hash"]));
    assert_ne!(entry["action_text"], entry["action"]);
    let rest = program.get(&format!("{path}?after={}", first["next"].as_str().unwrap())).await.json();
    assert_eq!((actions(&rest), &rest["next"]), (vec!["report_checked".to_owned()], &json!(null)));
    let resume = format!("{path}?after={}", rest["resume"].as_str().unwrap());
    let nothing = program.get(&resume).await.json();
    assert_eq!((&nothing["items"], &nothing["resume"]), (&json!([]), &rest["resume"]));
    program.post_json(&format!("/api/v1/reports/{report}/accept"), &json!({})).await;
    assert_eq!(actions(&program.get(&resume).await.json()), ["report_accepted"]);

    let all = format!("/api/v1/bodies/{}/journal?with_below=true&action=body_entered", site.bodies.district);
    assert_eq!(actions(&program.get(&all).await.json()).len(), 5);
    let own = format!("/api/v1/bodies/{}/journal?action=body_entered", site.bodies.district);
    assert_eq!(actions(&program.get(&own).await.json()).len(), 1);
    let bad = program.get(&format!("{path}?action=%00")).await;
    assert_eq!(super::client::field(&super::client::problem(&bad, 400, "unreadable")), "action");
}
