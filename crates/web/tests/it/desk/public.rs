use axum::http::StatusCode;
use gongkai_report::CellAddress;
use gongkai_store::people::Role;
use gongkai_store::{journal, reports};

use super::stage::{TOTAL, clean, docx, errors, faulty, faulty_report, received, right_total};
use crate::collecting;
use crate::test_app::TestApp;

#[tokio::test]
async fn the_public_is_told_what_was_corrected_and_the_office_what_the_public_reads() {
    let site = TestApp::new().await;
    let (district, street) = (&site.bodies.district, &site.bodies.street);
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    let collection = collecting::open(&supervisor, district, 2023).await;
    let id = faulty_report(&site).await;
    let total = right_total();
    let fields = [("address", TOTAL), ("to", "figure"), ("value", &total), ("reason", "合计有误"), ("seen", "0")];
    let answer = supervisor.post(&format!("/office/reports/{id}/cells"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    for action in ["accept", "publish"] {
        let answer = supervisor.post(&format!("/office/reports/{id}/{action}"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}: {}", answer.text());
    }

    let wrong = faulty("青禾街道").cells.number(TOTAL).unwrap().normalize().to_string();
    let page = site.anybody().get(&format!("/reports/{street}/2023")).await.text();
    let told = page.split("id=\"corrected\"").nth(1).expect("what was corrected").split("</section>").next().unwrap();
    let name = CellAddress::parse(TOTAL).unwrap().in_words();
    for words in [name.as_str(), &format!("<td>{wrong}</td><td>{total}</td>")] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("合计有误"), "the office's reasons are its own: {told}");
    let json = site.anybody().get(&format!("/reports/{street}/2023/report.json")).await.json();
    let cell = &json["cells"][TOTAL];
    assert_eq!((cell["value"].as_str(), cell["raw"].as_str()), (Some(total.as_str()), Some(wrong.as_str())), "{cell}");

    // A newer file takes its place at the desk, not before the public.
    let newer = received(&site, street, &clean("青禾街道")).await;
    let row = collecting::row(&site, &collection, street).await;
    assert_eq!((row.version, row.public_version, row.withdrawn_at), (Some(2), Some(1), None));
    assert!(row.published_at.is_some());
    let roll = supervisor.get(&format!("/office/collections/{collection}")).await.text();
    assert!(roll.contains("公众看到报送的第 1 版"), "{roll}");
    let desk = supervisor.get(&format!("/office/reports/{newer}")).await.text();
    assert!(desk.contains("公众目前看到的是报送的第 1 版（公开第 1 版）"), "{desk}");

    let withdrawn = supervisor
        .post(&format!("/office/reports/{newer}/withdraw"), &[("versions", "1"), ("reason", "含个人信息")])
        .await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "{}", withdrawn.text());
    let row = collecting::row(&site, &collection, street).await;
    assert_eq!((row.published_at, row.public_version, row.withdrawn_at.is_some()), (None, None, true));
}

#[tokio::test]
async fn what_the_public_reads_has_a_number_as_handed_in_and_one_as_published() {
    let site = TestApp::new().await;
    let (district, street) = (&site.bodies.district, &site.bodies.street);
    faulty_report(&site).await;
    let second = received(&site, street, &clean("青禾街道")).await;
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    for action in ["accept", "publish"] {
        let answer = supervisor.post(&format!("/office/reports/{second}/{action}"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}: {}", answer.text());
    }
    let mut more = clean("青禾街道");
    more.sections[0].lines[0].text.push_str("更正。");
    let third = received(&site, street, &more).await;
    let desk = supervisor.get(&format!("/office/reports/{third}")).await.text();
    assert!(desk.contains("公众目前看到的是报送的第 2 版（公开第 1 版）"), "{desk}");
    let desk = supervisor.get(&format!("/office/reports/{third}?lang=en")).await.text();
    assert!(desk.contains("handed in as version 2 (version 1 as published)"), "{desk}");
}

/// The street's report of 2023 goes back; the address of its answer.
async fn returned(site: &TestApp) -> String {
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    collecting::open(&supervisor, &site.bodies.district, 2023).await;
    let id = faulty_report(site).await;
    let found = errors(site, &id).await;
    let fields = [("finding", found[0].fingerprint.as_str()), ("due_on", "2024-01-25")];
    let answer = supervisor.post(&format!("/office/reports/{id}/return"), &fields).await;
    format!("{}/answer", answer.header("location"))
}

#[tokio::test]
async fn a_return_is_not_answered_with_another_bodys_report() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let path = returned(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let foreign = docx(&clean("示例区财政局"));
    let refused = officer.post_files(&path, &[("text", "已改")], &[("file", "年报.docx", &foreign)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(page.contains("文件是“示例区财政局”的报告") && page.contains("已改"), "{page}");
    let current = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!(current.version, 1);
    let own = officer.post_files(&path, &[], &[("file", "年报.docx", &docx(&clean("青禾街道办事处")))]).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.text());
    let current = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!(current.version, 2);
}

#[tokio::test]
async fn an_answer_whose_title_names_nobody_known_has_to_be_confirmed() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let path = returned(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let version = async || reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap().version;
    let strange = docx(&clean("柳林镇人民政府"));
    // What the form before it confirmed is no word about another name.
    for fields in [&[("text", "已改")][..], &[("text", "已改"), ("named", "白石镇人民政府")]] {
        let refused = officer.post_files(&path, fields, &[("file", "年报.docx", &strange)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        for words in [
            "标题写的是“柳林镇人民政府”",
            "系误写或本机关的其他名称",
            "name=\"named\" value=\"柳林镇人民政府\"",
            "已改",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
    assert_eq!(version().await, 1);
    let fields = [("text", ""), ("named", "柳林镇人民政府")];
    let confirmed = officer.post_files(&path, &fields, &[("file", "年报.docx", &strange)]).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    assert_eq!(version().await, 2);
    let filter = journal::Filter { action: Some("return_answered".to_owned()), ..Default::default() };
    let entry = journal::entries(&mut &site.app.database, &filter, 9).await.unwrap().remove(0);
    assert!(entry.detail.contains("柳林镇人民政府") && entry.actor == "经办人", "{entry:?}");
    // Who judges is told on the return's page and by a finding; the reader, not the officer, has checked it.
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(path.trim_end_matches("/answer")).await.text();
    assert!(page.contains("报送的文件标题写的是“柳林镇人民政府”"), "{page}");
    let current = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    let found = super::stage::found(&site, &current.id).await;
    assert!(found.iter().any(|finding| finding.code == "title-other-body"), "{found:?}");
    let filter = journal::Filter { action: Some("report_checked".to_owned()), ..Default::default() };
    let entry = journal::entries(&mut &site.app.database, &filter, 9).await.unwrap().remove(0);
    assert!(entry.subject_id == current.id.as_str() && entry.actor == "gongkai:read", "{entry:?}");
}
