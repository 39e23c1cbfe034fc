//! A report drawn up from a total: figures changed by hand are told with a reason and a name, and what became of the members
//! since is told of what was signed, too.

use axum::http::StatusCode;
use gongkai_store::reports;
use serde_json::json;

use crate::test_app::{Browser, TestApp};
use crate::totals::district_with_members;

const CELL: &str = "t3.new_received.total";
const TOLD: &str = "有 1 格与汇总数不同";
const REASON: &str = "含本级机关自行办理的申请";

/// The district's draft with its texts, one figure changed by hand; the address of its pages.
async fn drafted(site: &TestApp, supervisor: &Browser<'_>) -> String {
    let district = &site.bodies.district;
    let fields = [("body", district.as_str()), ("year", "2023"), ("which", "accepted")];
    let drafted = supervisor.post("/office/totals/draft", &fields).await;
    let path = drafted.header("location").split('?').next().unwrap().to_owned();
    assert!(!supervisor.get(&path).await.text().contains("id=\"overridden\""), "as it was filled");
    let words = [("version", "1"), ("section-1", "总体平稳。"), ("section-5", "问题与改进。"), ("section-6", "无")];
    let typed = [words.as_slice(), &[(CELL, "8")]].concat();
    assert_eq!(supervisor.post(&path, &typed).await.status, StatusCode::SEE_OTHER);
    path
}

#[tokio::test]
async fn a_figure_changed_by_hand_needs_a_reason_and_is_told_wherever_the_report_goes() {
    let site = TestApp::new().await;
    let district = &site.bodies.district;
    let (leader, supervisor) = district_with_members(&site).await;
    let path = drafted(&site, &supervisor).await;
    for page in ["", "/check", "/preview"] {
        let page = supervisor.get(&format!("{path}{page}")).await.text();
        assert!(page.contains(TOLD) && page.contains("汇总数 7，填写 8"), "{page}");
    }
    // Added up again, it is told as what somebody typed.
    let fields = [("body", district.as_str()), ("year", "2023"), ("which", "accepted")];
    let asked = supervisor.post("/office/totals/draft", &fields).await.text();
    assert!(asked.contains(": 8 → 7 （手工改过，原汇总数 7）"), "{asked}");

    let said = [("version", "2"), ("explanation", "汇总口径"), ("absent_reason", "该局当年新设")];
    let silent = supervisor.post(&format!("{path}/submit"), &said).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("请写明 1 格与汇总数不同的原因"), "{}", silent.text());
    let why = [said.as_slice(), &[("override_reason", REASON)]].concat();
    let submitted = supervisor.post(&format!("{path}/submit"), &why).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());
    let page = leader.get(&format!("{path}/preview")).await.text();
    assert!(page.contains(TOLD) && page.contains(REASON), "the leader sees which and why: {page}");
    let because = page.split(REASON).nth(1).unwrap().split("</div>").next().unwrap();
    assert!(because.contains(" 2024-01-15 "), "and whose reason it is, of when: {because}");
    let signed = leader.post(&format!("{path}/sign"), &[("version", "3"), ("answers_for_it", "yes")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());

    let report = reports::current(&mut &site.app.database, district, 2023).await.unwrap().unwrap().id;
    let page = supervisor.get(&format!("/office/reports/{report}")).await.text();
    assert!(page.contains(TOLD) && page.contains("汇总数 7，签发 8") && page.contains(REASON), "{page}");
    let program = crate::api::client::supervisor(&site).await;
    let told = program.get(&format!("/api/v1/reports/{report}")).await.json();
    assert_eq!(told["total"]["overridden"], json!([{ "cell": CELL, "sum": "7", "entered": "8" }]), "{told}");
    assert_eq!((&told["total"]["reason"], &told["total"]["which"]), (&json!(REASON), &json!("accepted")));
    assert!(told["total"]["said_by"].is_string() && told["total"]["drift"].is_null(), "{told}");
    let journal = supervisor.get(&format!("/office/journal?body={district}")).await.text();
    assert!(journal.contains("7 → 8") && journal.contains(REASON) && !journal.contains("override"), "{journal}");

    // The reason was about these figures: put back, the next version asks for none and tells none.
    let reopened = supervisor.post(&format!("{path}/reopen"), &[("version", "4")]).await;
    assert_eq!(reopened.status, StatusCode::SEE_OTHER, "{}", reopened.text());
    assert_eq!(supervisor.post(&path, &[("version", "5"), (CELL, "７")]).await.status, StatusCode::SEE_OTHER);
    assert!(!supervisor.get(&path).await.text().contains("id=\"overridden\""));
    let page = supervisor.get(&format!("/office/reports/{report}")).await.text();
    assert!(page.contains(TOLD) && page.contains(REASON), "of what was signed it is told all the same: {page}");
}

#[tokio::test]
async fn what_becomes_of_the_members_is_told_of_a_signed_and_of_a_published_total() {
    let site = TestApp::new().await;
    let district = &site.bodies.district;
    let (leader, supervisor) = district_with_members(&site).await;
    let path = drafted(&site, &supervisor).await;
    let said = [("explanation", "汇总口径"), ("absent_reason", "该局当年新设"), ("override_reason", REASON)];
    let submitted = supervisor.post(&format!("{path}/submit"), &[&[("version", "2")], said.as_slice()].concat()).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());
    leader.post(&format!("{path}/sign"), &[("version", "3"), ("answers_for_it", "yes")]).await;
    let report = reports::current(&mut &site.app.database, district, 2023).await.unwrap().unwrap().id;
    let own = format!("/office/reports/{report}");
    let total = format!("/office/totals?body={district}&year=2023&which=accepted");
    let drifts = async |page: &str| supervisor.get(page).await.text().contains("id=\"drift\"");
    assert!(!drifts(&own).await && !drifts(&format!("{path}/preview")).await);
    // The figure changed by hand stands beside the sum.
    let page = supervisor.get(&total).await.text();
    assert!(page.contains("1 格与现在的汇总数不同") && page.contains("年报 8，现在的汇总数 7"), "{page}");
    for (action, fields) in [("accept", [("reason", "核对无误")]), ("publish", [("title", "年报")])] {
        let done = supervisor.post(&format!("{own}/{action}"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let public = site.anybody().get(&format!("/reports/{district}/2023")).await.text();

    let bureau = reports::current(&mut &site.app.database, &site.bodies.bureau, 2023).await.unwrap().unwrap().id;
    site.clock.set(site.app.now() + jiff::SignedDuration::from_mins(1));
    let accepted = supervisor.post(&format!("/office/reports/{bureau}/accept"), &[("reason", "核对无误")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let came = "新计入：<span lang=\"zh-CN\">示例区财政局</span>";
    for page in [&own, &format!("{own}/publish"), &total, &format!("{path}/preview")] {
        let text = supervisor.get(page).await.text();
        assert!(text.contains("id=\"drift\"") && text.contains(came), "{page}: {text}");
    }
    let page = supervisor.get(&total).await.text();
    assert!(page.contains("年报 8，现在的汇总数 107"), "{page}");
    let program = crate::api::client::supervisor(&site).await;
    let told = program.get(&format!("/api/v1/reports/{report}")).await.json();
    assert_eq!(told["total"]["drift"], json!({ "came": ["示例区财政局"], "changed": [], "gone": [] }), "{told}");
    assert_eq!(site.anybody().get(&format!("/reports/{district}/2023")).await.text(), public, "what is public stays");
}
