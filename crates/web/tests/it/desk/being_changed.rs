use gongkai_store::people::Role;
use gongkai_store::reports;

use crate::api::client;
use crate::draft_next_version::Stage;
use crate::test_app::TestApp;

const CHANGED: &str = "报送机关修改中";

#[tokio::test]
async fn a_report_its_body_took_back_is_told_to_whoever_judges_it() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    let street = &site.bodies.street;
    let id = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap().id;
    let owed = gongkai_store::obligations::of_year(&mut &site.app.database, street, 2023).await.unwrap().remove(0);
    let report = format!("/office/reports/{id}");
    let pages = [
        report.clone(),
        format!("{report}/accept"),
        format!("{report}/publish"),
        "/office/reports".to_owned(),
        format!("/office/reports/chosen?action=accept&report={id}"),
        format!("/office/collections/{}", owed.collection),
    ];
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let program = client::supervisor(&site).await;
    let told = async |expected: bool| {
        for page in &pages {
            let text = supervisor.get(page).await.text();
            assert_eq!(text.contains(CHANGED), expected, "{page}: {text}");
        }
        for address in [format!("/api/v1/reports/{id}"), "/api/v1/reports".to_owned()] {
            let shown = program.get(&address).await.json();
            let shown = shown.pointer("/items/0").unwrap_or(&shown);
            assert_eq!(shown["being_changed"], expected, "{shown}");
        }
    };
    told(false).await;
    stage.does(&stage.officer, "/reopen", &[("next", "no")]).await;
    told(true).await;
    let page = supervisor.get(&format!("{report}/accept")).await.text();
    assert!(page.contains("签发后成为新的一版，取代这一版"), "{page}");
    stage.does(&stage.officer, "", &[("section-6", "无")]).await;
    stage.does(&stage.officer, "/submit", &[("explanation", "")]).await;
    told(true).await;
    let page = supervisor.get(&report).await.text();
    assert!(page.contains("新的一版正在等待签发"), "{page}");
}
