//! What is said about a draft that went on elsewhere in between is not lost.

use axum::http::StatusCode;
use gongkai_store::people::Role;

use crate::drafts::{WORDS, begin, carry_over};
use crate::test_app::TestApp;

const WHY: &str = "上年报告有误，已更正";

#[tokio::test]
async fn an_explanation_given_too_late_stays_on_the_page_that_tells_of_the_change() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    carry_over(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let path = begin(&officer, street, "2023").await;
    officer.post(&path, &[&[("version", "1")], WORDS.as_slice()].concat()).await;
    officer.post(&format!("{path}/zeros"), &[("version", "2")]).await;
    let submit = async |version: &str, why: &str| {
        officer.post(&format!("{path}/submit"), &[("version", version), ("explanation", why)]).await
    };

    // Changed in another tab: the checks are those of the draft as it is, and the words stand in their field.
    officer.post(&path, &[("version", "3"), ("section-6", "无其他事项")]).await;
    let late = submit("3", WHY).await;
    let page = late.text();
    assert_eq!(late.status, StatusCode::CONFLICT, "{page}");
    assert!(page.contains("您核查期间，这份报告有改动") && page.contains("name=\"version\" value=\"4\""), "{page}");
    assert!(page.contains(&format!("required aria-describedby=\"explanation-hint\">{WHY}</textarea>")), "{page}");
    assert!(!page.contains("id=\"kept-1\""));

    // The change took the field away: the words stand beside the news.
    officer.post(&path, &[("version", "4"), ("t3.granted.total", "")]).await;
    let page = submit("4", WHY).await.text();
    assert!(page.contains(&format!("<textarea id=\"kept-1\" rows=\"3\" readonly>{WHY}</textarea>")), "{page}");
    officer.post(&path, &[("version", "5"), ("t3.granted.total", "0")]).await;

    assert_eq!(submit("6", WHY).await.status, StatusCode::SEE_OTHER);
    let twice = submit("6", "又写了一遍").await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let page = twice.text();
    assert!(page.contains("已在别处提请签发") && page.contains("readonly>又写了一遍</textarea>"), "{page}");
    // Nothing said, nothing to keep: on to the draft as it is.
    assert_eq!(submit("6", "").await.status, StatusCode::SEE_OTHER);

    // Signing what is not there any more: the page says what became of it, and offers the report as it is now.
    let sign = async |version: &str| {
        leader.post(&format!("{path}/sign"), &[("version", version), ("answers_for_it", "yes")]).await
    };
    let late = sign("6").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("您审阅期间，这份报告改动后又提交，没有签发"), "{page}");
    assert!(page.contains("最近一步：") && page.contains("name=\"version\" value=\"7\""), "{page}");

    // The leader's note the same.
    let back = async |version: &str| {
        leader.post(&format!("{path}/send-back"), &[("version", version), ("note", "请核对表三")]).await
    };
    let late = back("6").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text().contains("您的意见没有送出") && late.text().contains(">请核对表三</textarea>"),
        "{}",
        late.text()
    );
    assert_eq!(back("7").await.status, StatusCode::SEE_OTHER);
    let page = back("7").await.text();
    assert!(sign("7").await.text().contains("已在别处退回，没有签发"));
    assert!(page.contains("已在别处退回") && page.contains("readonly>请核对表三</textarea>"), "{page}");
}
