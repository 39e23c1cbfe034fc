use gongkai_store::collections;
use gongkai_store::people::Role;
use gongkai_store::tokens::Scope;
use serde_json::{Value, json};

use super::client::{field, problem, program, supervisor};
use crate::desk::stage::{clean, clean_report, docx, faulty_report};
use crate::drafts::collect;
use crate::test_app::TestApp;

#[tokio::test]
async fn a_report_is_accepted_published_and_read_by_everybody() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let id = clean_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/reports/{id}");
    let early = program.post_json(&format!("{path}/publish"), &json!({})).await;
    problem(&early, 409, "not-now");
    assert_eq!(program.post_json(&format!("{path}/accept"), &json!({})).await.json()["state"], "accepted");
    problem(&program.post_json(&format!("{path}/accept"), &json!({})).await, 409, "not-now");
    let published = program.post_json(&format!("{path}/publish"), &json!({})).await;
    assert_eq!(published.status.as_u16(), 201, "{}", published.text());
    let place = format!("/api/v1/bodies/{}/publications/2023", site.bodies.street);
    assert_eq!(published.header("location"), place);
    assert_eq!(
        (published.json()["version"].as_i64(), published.json()["report"].as_str()),
        (Some(1), Some(id.as_str()))
    );
    assert_eq!(site.anybody().get(&place).await.json()["items"], json!([published.json()]));
    assert_eq!(program.get(&path).await.json()["published"], 1);
    // What is published is counted as that, and no longer as accepted: as the roll's own rows are.
    let owed = collections::all(&mut &site.app.database).await.unwrap()[0].id.clone();
    let roll = program.get(&format!("/api/v1/collections/{owed}")).await.json();
    assert_eq!((&roll["published"], &roll["accepted"]), (&json!(1), &json!(0)));
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let list = office.get("/office/collections").await.text();
    let cell = |label: &str, count: u8| format!("data-label=\"{label}\">{count}</td>");
    assert!(list.contains(&cell("已接收", 0)) && list.contains(&cell("已发布", 1)), "{list}");

    let again =
        problem(&program.post_json(&format!("{path}/publish"), &json!({"reason": "更正"})).await, 422, "invalid");
    assert_eq!(again["errors"][0]["code"], "desk-publish-unchanged");
    let renamed = json!({"title": "青禾街道2023年度报告（更正）", "reason": "标题有误"});
    let corrected = program.post_json(&format!("{path}/publish"), &renamed).await.json();
    assert_eq!((corrected["version"].as_i64(), corrected["reason"].as_str()), (Some(2), Some("标题有误")));

    let withdraw = format!("{path}/withdraw");
    assert_eq!(field(&problem(&program.post_json(&withdraw, &json!({"reason": " "})).await, 422, "invalid")), "reason");
    let one = json!({"reason": "含有个人信息", "versions": [9]});
    assert_eq!(field(&problem(&program.post_json(&withdraw, &one).await, 422, "invalid")), "versions");
    let withdrawn = program.post_json(&withdraw, &json!({"reason": "含有个人信息"})).await.json();
    assert_eq!((withdrawn["state"].as_str(), withdrawn["published"].is_null()), (Some("accepted"), true));
    assert_eq!(withdrawn["withdrawn"], true);
    assert_eq!(program.get("/api/v1/reports").await.json()["items"][0]["withdrawn"], true);
    let many = async |address: &str| program.get(address).await.json()["items"].as_array().unwrap().len();
    assert_eq!(many("/api/v1/reports?withdrawn=true").await, 1);
    let roll = program.get(&format!("/api/v1/collections/{owed}")).await.json();
    assert_eq!((&roll["withdrawn"], &roll["accepted"]), (&json!(1), &json!(0)));
    let rows = format!("/api/v1/collections/{owed}/obligations");
    assert_eq!((many(&format!("{rows}?state=withdrawn")).await, many(&format!("{rows}?state=accepted")).await), (1, 0));
    let total = program.get(&format!("/api/v1/bodies/{}/totals/2023", site.bodies.district)).await.json();
    let members = total["members"].as_array().unwrap();
    let told: Vec<&Value> = members.iter().filter(|member| member["withdrawn"] == true).collect();
    assert!(told.len() == 1 && told[0]["state"] == "withdrawn", "{total}");
    let gone = problem(&site.anybody().get(&format!("{place}/reading?version=1")).await, 410, "withdrawn");
    assert!(gone["errors"][0]["message"].as_str().unwrap().contains("含有个人信息"), "{gone}");
    problem(&program.post_json(&withdraw, &json!({"reason": "又"})).await, 409, "not-now");

    let asked =
        problem(&program.post_json(&format!("{path}/publish"), &json!({"reason": "撤下有误"})).await, 422, "invalid");
    assert_eq!(field(&asked), "as_withdrawn_is_meant");
    assert_eq!(asked["errors"][0]["code"], "desk-publish-same-as-withdrawn");
    assert!(asked["errors"][0]["message"].as_str().unwrap().contains("含有个人信息"), "{asked}");
    let meant = json!({"reason": "撤下有误", "as_withdrawn_is_meant": true});
    assert_eq!(program.post_json(&format!("{path}/publish"), &meant).await.status.as_u16(), 201);
}

#[tokio::test]
async fn errors_in_the_way_want_a_reason() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/reports/{id}/accept");
    assert_eq!(field(&problem(&program.post_json(&path, &json!({})).await, 422, "invalid")), "reason");
    assert_eq!(program.post_json(&path, &json!({"reason": "已口头核实"})).await.json()["state"], "accepted");
}

#[tokio::test]
async fn a_report_is_returned_and_answered_with_a_mended_file() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let office = supervisor(&site).await;
    let findings = office.get(&format!("/api/v1/reports/{id}/findings?severity=error")).await.json();
    let fingerprint = findings["items"][0]["fingerprint"].clone();
    let path = format!("/api/v1/reports/{id}/return");
    let unknown = json!({"findings": ["none"], "due_on": "2024-02-08"});
    problem(&office.post_json(&path, &unknown).await, 409, "stale");
    let returning = json!({"findings": [fingerprint], "note": "请核对合计", "due_on": "2024-02-08"});
    let returned = office.post_json(&path, &returning).await;
    assert_eq!(returned.status.as_u16(), 201, "{}", returned.text());
    let place = returned.header("location").to_owned();
    let returned = returned.json();
    assert_eq!((returned["due_on"].as_str(), returned["note"].as_str()), (Some("2024-02-08"), Some("请核对合计")));
    assert_eq!(returned["demands"][0]["fingerprint"], fingerprint);
    assert!(!returned["demands"][0]["message"].as_str().unwrap().is_empty());
    problem(&office.post_json(&path, &returning).await, 409, "not-now");

    let officer = program(&site, Role::DisclosureOfficer, &site.bodies.street, Scope::Write).await;
    assert_eq!(officer.get(&place).await.json(), returned);
    let answer = format!("{place}/answer");
    assert_eq!(field(&problem(&officer.post_files(&answer, &[("text", "")], &[]).await, 422, "invalid")), "text");
    let extend = format!("{place}/extend");
    let unfit = json!({"due_on": "2024-02-08", "reason": "核对台账"});
    assert_eq!(field(&problem(&office.post_json(&extend, &unfit).await, 422, "invalid")), "due_on");
    // Who saw another day than the one there is changes nothing.
    let stale = json!({"due_on": "2024-02-22", "reason": "核对台账", "seen": "2023-12-01"});
    problem(&office.post_json(&extend, &stale).await, 409, "stale");
    let extended = office.post_json(&extend, &json!({"due_on": "2024-02-22", "reason": "核对台账"})).await.json();
    assert_eq!(extended["due_on"], "2024-02-22");
    let extension = &extended["extensions"][0];
    assert_eq!((&extension["from"], &extension["reason"]), (&json!("2024-02-08"), &json!("核对台账")));
    let words = officer.post_files(&answer, &[("text", "已核对")], &[]).await.json();
    assert_eq!((words["answer"].as_str(), &words["closed_at"]), (Some("已核对"), &json!(null)));
    let late = json!({"due_on": "2024-02-29", "reason": "再延"});
    problem(&office.post_json(&extend, &late).await, 409, "not-now");
    let mended = docx(&clean("青禾街道"));
    let with_file = officer.post_files(&answer, &[("text", "已更正")], &[("file", "年报.docx", &mended)]).await.json();
    assert_eq!(with_file["answer"], "已核对\n\n已更正", "what was said first stays");
    assert!(with_file["closed_at"].is_string(), "{with_file}");
    problem(&officer.post_files(&answer, &[("text", "再答")], &[]).await, 409, "not-now");

    let newest = officer.get("/api/v1/reports").await.json();
    let newest = &newest["items"][0];
    assert_eq!((newest["version"].as_i64(), newest["state"].as_str()), (Some(2), Some("checked")));
    assert_eq!(newest["counts"]["errors"], 0);
    let returns = officer.get(&format!("/api/v1/reports/{}/returns", newest["id"].as_str().unwrap())).await.json();
    assert_eq!(returns["items"], json!([with_file]));
    assert_eq!(office.get(&format!("/api/v1/reports/{id}")).await.json()["state"], "superseded");
    problem(&office.post_json(&format!("/api/v1/reports/{id}/accept"), &json!({"reason": "x"})).await, 409, "not-now");
}
