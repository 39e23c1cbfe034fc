//! Corrections of an earlier version that a newer one reads otherwise: told, taken over or left aside, never lost.

use axum::http::StatusCode;
use gongkai_report::{EditionId, Report};
use gongkai_store::corrections;
use gongkai_store::id::ReportId;
use gongkai_store::people::Role;
use gongkai_store::reports::State;
use gongkai_testkit::figures::Figures;
use gongkai_testkit::sample::sample_report;
use serde_json::json;

use super::stage::{TOTAL, clean_report, faulty_report, journalled, received, right_total, row};
use crate::test_app::{Browser, TestApp};

async fn corrects(supervisor: &Browser<'_>, id: &ReportId, value: &str, seen: &str) {
    let fields = [("address", TOTAL), ("to", "figure"), ("value", value), ("reason", "电话核实"), ("seen", seen)];
    let done = supervisor.post(&format!("/office/reports/{id}/cells"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

async fn total(site: &TestApp, id: &ReportId) -> String {
    let kept = gongkai_store::reports::reading(&mut &site.app.database, id).await.unwrap().unwrap();
    let read = gongkai_report::stored::from_json(&kept).unwrap();
    let report: Report =
        gongkai_app::desk::corrected(read, &corrections::of_report(&mut &site.app.database, id).await.unwrap());
    report.cells.number(TOTAL).unwrap().normalize().to_string()
}

#[tokio::test]
async fn a_correction_that_was_never_published_is_told_with_the_next_version_and_taken_over() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let old = faulty_report(&site).await;
    corrects(&supervisor, &old, &right_total(), "0").await;
    let new = faulty_report(&site).await;
    let path = format!("/office/reports/{new}");
    let told = "此前版本有 1 格更正，这一版与更正后的不同";
    for page in ["", "/accept", "/findings", "/versions"] {
        let page = supervisor.get(&format!("{path}{page}")).await.text();
        assert!(page.contains(told) && page.contains("电话核实"), "{page}");
        assert!(page.contains(&format!("value=\"{TOTAL}:1:1\" checked")), "{page}");
    }
    let page = supervisor.get(&path).await.text();
    assert_eq!(page.matches("aria-label=\"待处理的更正\"").count(), 1, "one landmark of this name: {page}");
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let page = officer.get(&path).await.text();
    assert!(page.contains(told) && !page.contains("name=\"settle\""), "the body reads it, and settles nothing: {page}");
    // Neither alone nor among several it is accepted, whatever the reason.
    let refused = supervisor.post(&format!("{path}/accept"), &[("reason", "情况属实")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("href=\"#earlier\""), "{}", refused.text());
    let look = supervisor.get(&format!("/office/reports/chosen?action=accept&report={new}")).await.text();
    assert!(look.contains(told) && look.contains(&format!("href=\"{path}/accept\">单独办理")), "{look}");
    let id = new.to_string();
    let several = [("report", id.as_str()), ("reason", "情况属实")];
    let several = supervisor.post_and_follow("/office/reports/accept", &several).await.text();
    assert!(several.contains("已接收 0 份报告") && several.contains(told), "{several}");

    // Nothing chosen, or not what the page showed, is told; nothing happened by then.
    let settle = format!("{path}/earlier");
    let none = supervisor.post(&settle, &[("settle", "take"), ("back", "accept")]).await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.text().contains("请勾选要处理的更正"));
    let other = format!("{TOTAL}:1:2");
    let stale = supervisor.post(&settle, &[("settle", "take"), ("earlier", &other)]).await;
    assert!(stale.status == StatusCode::CONFLICT && stale.text().contains("他人已经处理或更正过"), "{}", stale.text());
    assert_eq!(journalled(&site, "corrections_carried").await, 0);

    let chosen = format!("{TOTAL}:1:1");
    let done = supervisor.post(&settle, &[("settle", "take"), ("earlier", &chosen), ("back", "accept")]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, &*format!("{path}/accept?taken=1")));
    let page = supervisor.get(done.header("location")).await.text();
    assert!(page.contains("已沿用 1 格更正"), "{page}");
    assert_eq!((total(&site, &new).await, row(&site, &new).await.counts.errors), (right_total(), 0));
    let page = supervisor.get(&path).await.text();
    assert!(!page.contains(told) && page.contains("电话核实"), "{page}");
    let history = supervisor.get(&format!("{path}/history")).await.text();
    assert!(history.contains("沿用此前版本的更正"), "{history}");
    assert_eq!(supervisor.post(&format!("{path}/accept"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(row(&site, &new).await.state, State::Accepted);
}

#[tokio::test]
async fn left_aside_with_a_reason_it_is_told_no_more_with_later_versions_either() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let old = clean_report(&site).await;
    corrects(&supervisor, &old, "4321", "0").await;
    let new = clean_report(&site).await;
    let path = format!("/office/reports/{new}");
    let chosen = format!("{TOTAL}:1:1");
    // Enter in the reason presses the first button of its form.
    let page = supervisor.get(&path).await.text();
    let (leaves, takes) = (page.find("value=\"leave\"").unwrap(), page.find("value=\"take\"").unwrap());
    assert!(leaves < takes, "{page}");
    let leave = |reason| [("settle", "leave"), ("earlier", chosen.as_str()), ("reason", reason), ("back", "")];
    let refused = supervisor.post(&format!("{path}/earlier"), &leave(" ")).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains("不沿用更正，须写明理由"));
    assert!(refused.text().contains(&format!("value=\"{chosen}\" checked")), "{}", refused.text());
    // What was not ticked is not ticked on the refused page either, and the reason stands in its field.
    let none = [("settle", "leave"), ("reason", "台账核定"), ("back", "publish")];
    let refused = supervisor.post(&format!("{path}/earlier"), &none).await.text();
    assert!(refused.contains(&format!("value=\"{chosen}\">")) && refused.contains("value=\"台账核定\""), "{refused}");
    let done = supervisor.post(&format!("{path}/earlier"), &leave("报送机关已核定")).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, &*format!("{path}?left=1")));
    let page = supervisor.get(done.header("location")).await.text();
    assert!(page.contains("1 格更正不再沿用"), "{page}");
    assert_eq!((total(&site, &new).await, journalled(&site, "corrections_left_aside").await), (right_total(), 1));
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("不沿用此前版本的更正，保留读出的") && page.contains("报送机关已核定"), "{page}");
    assert!(!page.contains("id=\"earlier\"") && !page.contains("desk-earlier"), "{page}");
    let later = clean_report(&site).await;
    let page = supervisor.get(&format!("/office/reports/{later}")).await.text();
    assert!(!page.contains("id=\"earlier\""), "{page}");
}

#[tokio::test]
async fn a_figure_that_equals_the_correction_says_nothing_and_another_one_is_told() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let old = faulty_report(&site).await;
    corrects(&supervisor, &old, &right_total(), "0").await;
    let same = clean_report(&site).await;
    assert!(!supervisor.get(&format!("/office/reports/{same}")).await.text().contains("id=\"earlier\""));
    // Neither what was read nor what it was corrected to.
    let other = sample_report(EditionId::E2021, "青禾街道", 2023, &Figures::consistent(EditionId::E2021, 8));
    let other = received(&site, &site.bodies.street, &other).await;
    let page = supervisor.get(&format!("/office/reports/{other}")).await.text();
    assert!(page.contains("id=\"earlier\""), "{page}");
    // A correction of its own is the desk's word about the cell.
    corrects(&supervisor, &other, "5", "0").await;
    assert!(!supervisor.get(&format!("/office/reports/{other}")).await.text().contains("id=\"earlier\""));
}

#[tokio::test]
async fn what_is_corrected_in_the_published_version_while_a_newer_one_waits_is_told_there() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let old = clean_report(&site).await;
    for (action, fields) in [("accept", vec![]), ("publish", vec![("title", "年报")])] {
        let done = supervisor.post(&format!("/office/reports/{old}/{action}"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let new = clean_report(&site).await;
    let path = format!("/office/reports/{new}");
    assert!(!supervisor.get(&path).await.text().contains("id=\"earlier\""));
    corrects(&supervisor, &old, "4321", "0").await;
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("id=\"earlier\"") && page.contains("<strong>4321</strong>"), "{page}");
}

#[tokio::test]
async fn who_publishes_a_correction_sees_which_figures_change_for_the_public() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = clean_report(&site).await;
    let path = format!("/office/reports/{id}");
    supervisor.post(&format!("{path}/accept"), &[]).await;
    assert!(!supervisor.get(&format!("{path}/publish")).await.text().contains("id=\"changes\""), "nothing is public");
    assert_eq!(supervisor.post(&format!("{path}/publish"), &[]).await.status, StatusCode::SEE_OTHER);
    let page = supervisor.get(&format!("{path}/publish")).await.text();
    assert!(page.contains("数字没有改变"), "{page}");
    corrects(&supervisor, &id, "4321", "0").await;
    let page = supervisor.get(&format!("{path}/publish")).await.text();
    assert!(page.contains("有 1 格数字改变") && page.contains("<strong>4321</strong>"), "{page}");
    assert!(page.contains(&format!("\">{}</td>", right_total())), "{page}");
}

#[tokio::test]
async fn a_program_is_told_and_refused_until_it_settles_them() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let old = clean_report(&site).await;
    corrects(&supervisor, &old, "4321", "0").await;
    let new = clean_report(&site).await;
    let program = crate::api::client::supervisor(&site).await;
    let path = format!("/api/v1/reports/{new}");
    let open = program.get(&format!("{path}/cells?earlier=true")).await.json();
    let told = &open["items"][0];
    assert_eq!((open["items"].as_array().unwrap().len(), &told["address"]), (1, &json!(TOTAL)));
    assert_eq!((&told["earlier"]["version"], &told["earlier"]["corrected"]["value"]), (&json!(1), &json!("4321")));
    assert_eq!((&told["earlier"]["reason"], &told["correction"]), (&json!("电话核实"), &json!(null)));
    let refused = program.post_json(&format!("{path}/accept"), &json!({"reason": "情况属实"})).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("desk-earlier-open"), "{}", refused.text());
    let cell = format!("{path}/cells/{TOTAL}");
    let left = program.put_json(&cell, &json!({"state": "as_read", "reason": "报送机关已核定", "seen": 0})).await;
    assert_eq!((left.status, &left.json()["earlier"]), (StatusCode::OK, &json!(null)));
    assert_eq!(program.post_json(&format!("{path}/accept"), &json!({})).await.status, StatusCode::OK);
    // Corrected in one that was accepted, it stands in the way of publishing the next, too.
    corrects(&supervisor, &new, "7", "1").await;
    let last = clean_report(&site).await;
    let mut transaction = site.app.database.begin().await.unwrap();
    gongkai_store::reports::set_state(&mut transaction, &last, State::Accepted).await.unwrap();
    transaction.commit().await.unwrap();
    let refused = program.post_json(&format!("/api/v1/reports/{last}/publish"), &json!({})).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains("desk-earlier-open"));
    let look = supervisor.get(&format!("/office/reports/chosen?action=publish&report={last}")).await.text();
    assert!(look.contains("此前版本有 1 格更正") && look.contains("单独办理"), "{look}");
}
