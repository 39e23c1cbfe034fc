use axum::http::Method;
use gongkai_store::people::Role;
use serde_json::{Value, json};

use super::client::{field, problem, supervisor};
use crate::collecting::{open, report, work, zip};
use crate::test_app::{Browser, TestApp};

/// A collection of 2023 by the district; its address.
async fn collection(site: &TestApp) -> String {
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    format!("/api/v1/collections/{}", open(&office, &site.bodies.district, 2023).await)
}

async fn send(program: &Browser<'_>, collection: &str, files: &[(&str, &[u8])]) -> Value {
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|(name, bytes)| ("files", *name, *bytes)).collect();
    let answer = program.post_files(&format!("{collection}/uploads"), &[], &files).await;
    assert_eq!(answer.status.as_u16(), 202, "{}", answer.text());
    assert_eq!(answer.header("location"), format!("/api/v1/batches/{}", answer.json()["id"].as_str().unwrap()));
    answer.json()
}

/// The files of a batch.
async fn files(program: &Browser<'_>, batch: &Value) -> Vec<Value> {
    let place = format!("/api/v1/batches/{}/uploads", batch["id"].as_str().unwrap());
    program.get(&place).await.json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn files_are_sent_and_asked_after_until_they_are_reports() {
    let site = TestApp::new().await;
    let collection = collection(&site).await;
    let program = supervisor(&site).await;
    let owed = program.get(&format!("{collection}/obligations")).await.json();
    let states: Vec<&str> =
        owed["items"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["owed", "owed", "owed"]);
    assert_eq!(owed["items"][0]["due_on"], "2024-01-31");

    let (street, township) = (report("青禾街道办事处", 2023), report("云溪镇人民政府", 2023));
    let packed = zip(&[("云溪镇.txt", &township)]);
    let batch = send(&program, &collection, &[("青禾街道.txt", &street), ("其他.zip", &packed)]).await;
    assert_eq!((batch["total"].as_i64(), batch["waiting"].as_i64()), (Some(2), Some(2)));
    let place = format!("/api/v1/batches/{}", batch["id"].as_str().unwrap());
    assert_eq!(files(&program, &batch).await[0]["state"], "waiting");
    work(&site).await;
    let batch = program.get(&place).await.json();
    assert_eq!((batch["total"].as_i64(), batch["waiting"].as_i64()), (Some(3), Some(0)));
    let states = ["waiting", "unpacked", "matched", "doubtful"].map(|state| batch["states"][state].as_i64().unwrap());
    assert_eq!((states, batch.get("files")), ([0, 1, 2, 0], None));
    let all = files(&program, &batch).await;
    let of = |name: &str| all.iter().find(|file| file["file"]["name"] == name).unwrap();
    assert_eq!(of("其他.zip")["state"], "unpacked");
    let matched = of("青禾街道.txt");
    assert_eq!((matched["state"].as_str(), matched["year"].as_i64()), (Some("matched"), Some(2023)));
    assert_eq!(matched["body"]["name"], "青禾街道办事处");
    let one = program.get(&format!("/api/v1/uploads/{}", matched["id"].as_str().unwrap())).await.json();
    assert_eq!(one, *matched);

    let report = program.get(&format!("/api/v1/reports/{}", matched["report"].as_str().unwrap())).await.json();
    assert_eq!((report["state"].as_str(), report["channel"].as_str()), (Some("checked"), Some("api")));
    assert_eq!(report["file"]["name"], "青禾街道.txt");
    let file = program.get(&format!("/api/v1/reports/{}/file", matched["report"].as_str().unwrap())).await;
    assert_eq!((file.header("content-type"), &file.bytes[..]), ("application/octet-stream", &street[..]));
    let rows = program.get(&format!("{collection}/obligations?state=checked")).await.json();
    assert_eq!(rows["items"].as_array().unwrap().len(), 2);
    let own = program.get(&format!("/api/v1/bodies/{}/obligations", site.bodies.street)).await.json();
    assert_eq!((own["items"][0]["state"].as_str(), own["items"][0]["version"].as_i64()), (Some("checked"), Some(1)));
    let summary = program.get(&collection).await.json();
    assert_eq!(
        (summary["owing"].as_i64(), summary["owed"].as_i64(), summary["checked"].as_i64()),
        (Some(3), Some(1), Some(2))
    );
    let all = program.get("/api/v1/collections?year=2023").await.json();
    assert_eq!(all["items"], json!([summary]));
    assert_eq!(program.get("/api/v1/collections?year=2022").await.json()["items"], json!([]));
}

#[tokio::test]
async fn the_bytes_of_one_file_are_enough() {
    let site = TestApp::new().await;
    let collection = collection(&site).await;
    let program = supervisor(&site).await;
    let path = format!("{collection}/uploads?name=%E5%B9%B4%E6%8A%A5.txt");
    let bytes = report("青禾街道办事处", 2023);
    let sent = program.send(Method::POST, &path, "application/octet-stream", bytes.clone()).await;
    assert_eq!(sent.status.as_u16(), 202, "{}", sent.text());
    let file = files(&program, &sent.json()).await[0]["file"].clone();
    assert_eq!(
        (file["name"].as_str(), file["size_bytes"].as_u64()),
        (Some("年报.txt"), u64::try_from(bytes.len()).ok())
    );
}

#[tokio::test]
async fn a_doubtful_file_is_given_to_its_body_or_set_aside() {
    let site = TestApp::new().await;
    let collection = collection(&site).await;
    let program = supervisor(&site).await;
    let strange = report("某某街道办事处", 2023);
    let batch = send(
        &program,
        &collection,
        &[("甲.txt", &strange), ("乙.txt", b"no report at all"), ("丙.png", b"\x89PNG\r\n\x1a\n0000")],
    )
    .await;
    work(&site).await;
    let all = files(&program, &batch).await;
    let paths: Vec<String> =
        all.iter().map(|file| format!("/api/v1/uploads/{}", file["id"].as_str().unwrap())).collect();
    assert_eq!(all[0]["state"], "doubtful");
    let told = &all[2];
    assert_eq!((told["state"].as_str(), told["problem"]["code"].as_str()), (Some("unreadable"), Some("file-foreign")));
    assert!(told["problem"]["message"].as_str().unwrap().contains("png"), "{told}");

    let assign = format!("{}/assign", paths[0]);
    let nobody = json!({"body": site.bodies.foreign_street.as_str(), "year": 2023});
    let refused = problem(&program.post_json(&assign, &nobody).await, 422, "invalid");
    assert_eq!((field(&refused), refused["errors"][0]["code"].as_str()), ("body", Some("problem-not-on-roll")));
    let assigned = program.post_json(&assign, &json!({"body": site.bodies.street.as_str(), "year": 2023})).await.json();
    assert_eq!(
        (assigned["state"].as_str(), assigned["body"]["name"].as_str()),
        (Some("matched"), Some("青禾街道办事处"))
    );
    let again = program.post_json(&assign, &json!({"body": site.bodies.street.as_str(), "year": 2023})).await;
    assert!(problem(&again, 409, "not-now")["detail"].as_str().unwrap().contains("settled"));

    let back = format!("{}/take-back", paths[0]);
    assert_eq!(field(&problem(&program.post_json(&back, &json!({"reason": " "})).await, 422, "invalid")), "reason");
    let taken = program.post_json(&back, &json!({"reason": "选错了机关"})).await.json();
    assert_eq!((taken["state"].as_str(), taken["report"].is_null()), (Some("doubtful"), true));

    let aside = format!("{}/set-aside", paths[2]);
    assert_eq!(field(&problem(&program.post_json(&aside, &json!({"reason": " "})).await, 422, "invalid")), "reason");
    let set = program.post_json(&aside, &json!({"reason": "封面"})).await.json();
    assert_eq!((set["state"].as_str(), set["problem"]["message"].as_str().is_some()), (Some("set_aside"), true));
}
