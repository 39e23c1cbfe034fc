use gongkai_store::people::Role;
use gongkai_store::tokens::Scope;

use super::client::{problem, program};
use crate::portal::press::{printed, publish};

#[tokio::test]
async fn everybody_reads_bodies() {
    let (site, _) = printed().await;
    let all = site.anybody().get("/api/v1/bodies").await.json();
    let names: Vec<&str> = all["items"].as_array().unwrap().iter().map(|body| body["name"].as_str().unwrap()).collect();
    assert_eq!((names.len(), names[0]), (8, "示例市人民政府"));
    assert!(all["next"].is_null());
    let below = site.anybody().get(&format!("/api/v1/bodies?below={}&kind=street", site.bodies.district)).await.json();
    assert_eq!(below["items"].as_array().unwrap().len(), 1);
    let street = site.anybody().get(&format!("/api/v1/bodies/{}", site.bodies.street)).await.json();
    assert_eq!(street["name"], "青禾街道办事处");
    assert_eq!(street["level"], "township");
    assert_eq!(street["parent"], site.bodies.district.as_str());
    assert_eq!(street["supervisor"], site.bodies.district.as_str());
    assert_eq!(street["profile"]["phone"], "");
    problem(&site.anybody().get("/api/v1/bodies/018d0a24c00070008000000000000001").await, 404, "not-found");
    let nowhere = "/api/v1/bodies?below=018d0a24c00070008000000000000001";
    problem(&site.anybody().get(nowhere).await, 404, "not-found");
}

#[tokio::test]
async fn everybody_reads_what_is_published() {
    let (site, issues) = printed().await;
    let street = &site.bodies.street;
    let all = site.anybody().get("/api/v1/publications").await.json();
    assert_eq!(all["items"].as_array().unwrap().len(), 6);
    let of_year = site.anybody().get(&format!("/api/v1/publications?below={street}&year=2022")).await.json();
    let [publication] = of_year["items"].as_array().unwrap().as_slice() else { panic!("{of_year}") };
    assert_eq!((publication["version"].as_i64(), publication["reason"].as_str()), (Some(2), Some("表三一处数字有误")));
    assert_eq!(publication["body"]["name"], "青禾街道办事处");
    assert!(publication["url"].as_str().unwrap().ends_with(&format!("/reports/{street}/2022")));
    let versions = site.anybody().get(&format!("/api/v1/bodies/{street}/publications/2022")).await.json();
    let versions = versions["items"].as_array().unwrap();
    assert_eq!(versions.iter().map(|of| of["version"].as_i64().unwrap()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(versions[1]["is_current"], false);
    assert!(versions[1]["url"].as_str().unwrap().ends_with("/versions/1"));

    let path = format!("/api/v1/bodies/{street}/publications/2022/reading");
    let address = "t3.new_received.total";
    for (query, issue) in [("", &issues[3]), ("?version=1", &issues[2])] {
        let reading = site.anybody().get(&format!("{path}{query}")).await.json();
        assert_eq!((reading["schema"].as_str(), reading["year"].as_i64()), (Some("gongkai.report/1"), Some(2022)));
        let figure = issue.report.cells.number(address).unwrap().normalize().to_string();
        assert_eq!(reading["cells"][address]["value"], figure);
    }
    problem(&site.anybody().get(&format!("{path}?version=3")).await, 404, "not-found");
    for bad in ["?version=0x", "?versions=1", "?version=-1", "?version=1&version=2"] {
        problem(&site.anybody().get(&format!("{path}{bad}")).await, 400, "unreadable");
    }
    let none = format!("/api/v1/bodies/{}/publications/2023/reading", site.bodies.bureau);
    problem(&site.anybody().get(&none).await, 404, "not-found");
}

#[tokio::test]
async fn what_a_program_has_is_not_sent_again_until_something_is_published() {
    let (site, _) = printed().await;
    let street = site.bodies.street.clone();
    for address in [
        "/api/v1/bodies?limit=2".to_owned(),
        format!("/api/v1/bodies/{street}"),
        "/api/v1/publications?limit=2".to_owned(),
        format!("/api/v1/bodies/{street}/publications/2023"),
        format!("/api/v1/bodies/{street}/publications/2023/reading"),
        "/api/v1/openapi.json".to_owned(),
    ] {
        let first = site.anybody().get(&address).await;
        let etag = first.header("etag").to_owned();
        assert!(etag.starts_with("W/\""), "{address}: {etag}");
        assert_eq!(first.header("cache-control"), "public, no-cache");
        let again = site.anybody().with("if-none-match", &etag).get(&address).await;
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{address}");
        // Whoever asks, with a token or without, has the same.
        let program = program(&site, Role::Auditor, &street, Scope::Read).await;
        assert_eq!(program.with("accept-language", "zh-CN").get(&address).await.bytes, first.bytes, "{address}");
    }
    let address = format!("/api/v1/bodies/{street}/publications/2023");
    let before = site.anybody().get(&address).await.header("etag").to_owned();
    publish(&site, &street, "青禾街道", 2023, 12, Some("补充")).await;
    let after = site.anybody().with("if-none-match", &before).get(&address).await;
    assert_eq!((after.status.as_u16(), after.json()["items"].as_array().unwrap().len()), (200, 2));
}

#[tokio::test]
async fn large_answers_are_packed_for_those_who_take_it() {
    let (site, _) = printed().await;
    let path = format!("/api/v1/bodies/{}/publications/2023/reading", site.bodies.street);
    let plain = site.anybody().get(&path).await;
    let packed = site.anybody().with("accept-encoding", "gzip").get(&path).await;
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "gzip"));
    assert!(packed.bytes.len() * 2 < plain.bytes.len());
}
