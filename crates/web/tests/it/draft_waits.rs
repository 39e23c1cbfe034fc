//! A file that comes in while the body's own report waits for the signature, or where a report is published already.

use axum::http::StatusCode;
use gongkai_store::id::BatchId;
use gongkai_store::people::Role;
use gongkai_store::reports;
use gongkai_store::uploads::{self, State as FileState};

use crate::collecting::{open, report, upload, work};
use crate::drafts::{WORDS, begin};
use crate::test_app::TestApp;

#[tokio::test]
async fn a_file_that_meets_a_draft_before_its_leader_waits_for_a_person() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let collection = open(&office, &site.bodies.district, 2023).await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    officer.post(&path, &[&[("version", "1")], WORDS.as_slice()].concat()).await;
    officer.post(&format!("{path}/zeros"), &[("version", "2")]).await;
    let submitted = officer.post(&format!("{path}/submit"), &[("version", "3"), ("explanation", "已核实")]).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());

    let page = upload(&office, &collection, &[("青禾街道.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    assert_eq!(reports::current(&mut &site.app.database, street, 2023).await.unwrap(), None);
    let told = office.get(&page).await.text();
    assert!(told.contains("该机关自己编制的 2023 年度年报正在等待签发"), "{told}");
    let batch = BatchId::parse(page.rsplit('/').next().unwrap()).unwrap();
    let file = uploads::of_batch(&mut &site.app.database, &batch).await.unwrap().remove(0).upload;
    assert_eq!(file.state, FileState::Doubtful);
    let address = format!("/office/uploads/{}/assign", file.id);
    let fields = [("body", street.as_str()), ("year", "2023"), ("certain", "yes")];
    let asked = office.post(&address, &fields[..2]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.text().contains("签发后会取代本文件") && asked.text().contains("name=\"certain\""),
        "{}",
        asked.text()
    );
    // It is told where it is answered, and not as if another body had to be chosen.
    let page = asked.text();
    assert!(page.contains("href=\"#certain\"") && page.contains("id=\"certain\"><p>"), "{page}");
    assert!(!page.contains("field-invalid"), "{page}");
    assert_eq!(office.post(&address, &fields).await.status, StatusCode::SEE_OTHER);
    let current = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!(current.version, 1);
    // The leader's page, open since before, does not sign over it unseen; the page it leads to tells of it and does.
    let leader = site.sign_in_as(Role::Leader, street).await;
    let sign = [("version", "4"), ("answers_for_it", "yes")];
    let refused = leader.post(&format!("{path}/sign"), &sign).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    let page = refused.text();
    assert!(page.contains("另有第 1 版（“青禾街道.txt”）由经办人于"), "{page}");
    let told = format!("name=\"overtaken\" value=\"{}\"", current.id);
    assert!(page.contains(&told) && leader.get(&format!("{path}/preview")).await.text().contains(&told), "{page}");
    let signed =
        leader.post(&format!("{path}/sign"), &[&sign[..], &[("overtaken", current.id.as_str())]].concat()).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
}

#[tokio::test]
async fn a_file_for_a_published_report_says_what_the_public_goes_on_reading() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let collection = open(&office, &site.bodies.district, 2023).await;
    let street = &site.bodies.street;
    upload(&office, &collection, &[("青禾街道.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    let first = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap().id;
    for step in ["accept", "publish"] {
        let done = office.post(&format!("/office/reports/{first}/{step}"), &[("reason", "已核实")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let mended = [report("青禾街道", 2023), "\n更正稿\n".as_bytes().to_vec()].concat();
    let page = upload(&office, &collection, &[("青禾街道.txt", &mended)]).await;
    work(&site).await;
    let told = office.get(&page).await.text();
    assert!(told.contains("2023 年度年报已经发布") && !told.contains("将取代"), "{told}");
}
