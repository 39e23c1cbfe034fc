use serde_json::{Value, json};

use super::client::{field, problem, supervisor};
use crate::desk::stage::faulty_report;
use crate::test_app::TestApp;

#[tokio::test]
async fn findings_are_told_in_both_languages_and_decided() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/reports/{id}/findings");
    let all = program.get(&path).await.json();
    let gravest = program.get(&format!("{path}?severity=error")).await.json();
    let gravest = gravest["items"].as_array().unwrap();
    assert!(!gravest.is_empty() && gravest.len() <= all["items"].as_array().unwrap().len());
    let finding = &gravest[0];
    assert_eq!((finding["in_the_way"].as_bool(), &finding["decision"]), (Some(true), &json!(null)));
    assert!(finding["cells"].as_array().unwrap().iter().any(|cell| cell == "t3.total.total"), "{finding}");
    let chinese = program.get(&format!("{path}?lang=zh-CN")).await.json();
    let of = |list: &Value| list["items"][0]["message"].as_str().unwrap().to_owned();
    assert_ne!(of(&chinese), of(&all));

    let decision = format!("{path}/{}/decision", finding["fingerprint"].as_str().unwrap());
    let refused =
        problem(&program.put_json(&decision, &json!({"decision": "accept", "seen": "-"})).await, 422, "invalid");
    assert_eq!(field(&refused), "reason");
    let decided =
        program.put_json(&decision, &json!({"decision": "accept", "reason": "已核实", "seen": "-"})).await.json();
    assert_eq!(
        (decided["decision"]["decision"].as_str(), decided["in_the_way"].as_bool()),
        (Some("accept"), Some(false))
    );
    assert_eq!(
        (decided["decision"]["reason"].as_str(), decided["decision"]["by"].as_str()),
        (Some("已核实"), Some("经办人"))
    );
    let undecided = program.get(&format!("{path}?undecided=true")).await.json();
    assert!(undecided["items"].as_array().unwrap().iter().all(|other| other["fingerprint"] != finding["fingerprint"]));
    // Who saw it undecided does not overwrite what was decided meanwhile.
    let late = json!({"decision": "mend", "seen": finding["seen"]});
    problem(&program.put_json(&decision, &late).await, 409, "stale");
    let unseen = problem(&program.put_json(&decision, &json!({"decision": "mend"})).await, 422, "invalid");
    assert_eq!(field(&unseen), "seen");
    let back = json!({"decision": "undecided", "seen": decided["seen"]});
    let back = program.put_json(&decision, &back).await.json();
    assert_eq!(&back, finding);

    problem(
        &program.put_json(&format!("{path}/none/decision"), &json!({"decision": "mend", "seen": "-"})).await,
        404,
        "not-found",
    );
    let refused =
        problem(&program.put_json(&decision, &json!({"decision": "keep", "seen": "-"})).await, 422, "invalid");
    assert_eq!(field(&refused), "decision");
    problem(&program.get(&format!("{path}?severity=fatal")).await, 400, "unreadable");
    problem(&program.get(&format!("{path}?undecided=1")).await, 400, "unreadable");
}
