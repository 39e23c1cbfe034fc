use std::collections::BTreeSet;
use std::path::Path;

use gongkai_web::api::openapi;
use gongkai_web::routes::{Access, all};
use serde_json::Value;

/// Set, the test writes the document instead of comparing it.
const RENEW: &str = "GONGKAI_RENEW_OPENAPI";

fn document() -> Value {
    serde_json::from_str(openapi()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let operations = item.as_object().unwrap().iter();
        operations
            .map(|(method, operation)| (method.to_uppercase(), path.clone(), operation.clone()))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

#[test]
fn the_committed_document_is_the_generated_one() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/openapi.json");
    if std::env::var_os(RENEW).is_some() {
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, openapi()).unwrap();
    }
    let committed = std::fs::read_to_string(&place).unwrap_or_default();
    assert!(committed == openapi(), "docs/api/openapi.json is out of date; renew it with: make openapi");
}

#[test]
fn every_route_of_the_api_is_described_and_every_described_one_is_served() {
    let is_ours = |access| matches!(access, Access::Api(_) | Access::ApiPublic);
    let served: BTreeSet<(String, String)> = all()
        .into_iter()
        .inspect(|route| assert_eq!(is_ours(route.access), route.path.starts_with("/api/"), "{}", route.path))
        .filter(|route| is_ours(route.access))
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    let described: BTreeSet<(String, String)> =
        operations(&document()).into_iter().map(|(method, path, _)| (method, path)).collect();
    assert_eq!(served.difference(&described).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not described");
    assert_eq!(described.difference(&served).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not served");
}

#[test]
fn what_is_described_says_who_may_and_what_is_answered() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let name = format!("{method} {path}");
        assert!(ids.insert(operation["operationId"].to_string()), "{name}");
        let access =
            all().into_iter().find(|route| route.path == path && route.method.as_str() == method).unwrap().access;
        let public = access == Access::ApiPublic;
        assert_eq!(operation.get("security").is_none(), public, "{name}");
        let responses = operation["responses"].as_object().unwrap();
        let mut expected = vec!["400", "404", "429"];
        expected.extend(if public { vec!["304"] } else { vec!["401", "403", "409"] });
        expected.extend(if method == "GET" { vec![] } else { vec!["413", "415", "422"] });
        for status in expected {
            let response = &responses.get(status).unwrap_or_else(|| panic!("{name}: {status}"));
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert!(status == "304" || problem == "#/components/schemas/Problem", "{name}: {status}");
        }
        assert!(!operation["summary"].as_str().unwrap().is_empty(), "{name}");
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let keyed = parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key");
        assert_eq!(keyed, method != "GET", "{name}");
        for parameter in parameters {
            assert!(!parameter["description"].as_str().unwrap_or_default().is_empty(), "{name}: {parameter}");
        }
    }
    let webhook = &document["webhooks"]["publication"]["post"];
    assert_eq!(
        webhook["requestBody"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/WebhookEvent"
    );
}

/// Names of the document's own that something points at.
fn pointed_at(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| pointed_at(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| pointed_at(value, found)),
        _ => {}
    }
}

#[test]
fn nothing_points_nowhere_and_every_field_is_explained() {
    let document = document();
    let mut found = BTreeSet::new();
    pointed_at(&document, &mut found);
    for path in &found {
        assert!(document.pointer(path.trim_start_matches('#')).is_some(), "{path}");
    }
    assert!(found.contains("#/components/schemas/ReportDocument") && found.contains("#/components/schemas/Place"));
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        // The contract of reports explains itself in docs/schema.
        if name.starts_with("ReportDocument") {
            continue;
        }
        for (field, of) in schema["properties"].as_object().into_iter().flatten() {
            assert!(of.to_string().contains("\"description\":\""), "{name}.{field}");
        }
    }
}

#[tokio::test]
async fn the_document_is_served_to_everybody() {
    let site = crate::test_app::TestApp::new().await;
    let served = site.anybody().get("/api/v1/openapi.json").await;
    assert_eq!((served.status.as_u16(), served.header("content-type")), (200, "application/json"));
    assert_eq!(served.text(), openapi());
}
