use axum::http::StatusCode;
use gongkai_store::journal::{self, Filter};
use gongkai_store::people::Role;

use crate::test_app::TestApp;

const FIELDS: [(&str, &str); 4] = [
    ("disclosure_office", "党政办公室"),
    ("address", "示例路1号"),
    ("hours", "工作日9时至17时"),
    ("phone", "0000-1234567"),
];

fn seen(page: &str) -> String {
    page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_officer_edits_the_profile_and_the_journal_says_so() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let page = officer.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let seen = seen(&page.text());
    site.clock.set("2024-01-15T02:00:00Z".parse().unwrap());
    let mut fields = FIELDS.to_vec();
    fields.push(("seen", &seen));
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let again = officer.get(&path).await.text();
    assert!(again.contains("0000-1234567"));
    let filter = Filter { action: Some("profile_edited".to_owned()), ..Filter::default() };
    assert_eq!(journal::entries(&mut &site.app.database, &filter, 9).await.unwrap().len(), 1);
    // The same page sent again meets the changed profile.
    fields[3].1 = "0000-7654321";
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_missing_is_said_beside_the_field_and_nothing_is_lost() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let seen = seen(&officer.get(&path).await.text());
    let answer = officer.post(&path, &[("phone", "0000-1234567"), ("seen", &seen)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("id=\"address-error\"") && page.contains("0000-1234567"), "{page}");
}

#[tokio::test]
async fn a_form_that_is_not_ours_is_refused() {
    let site = TestApp::new().await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let foreign =
        site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await.with("sec-fetch-site", "cross-site");
    assert_eq!(foreign.post(&path, &FIELDS).await.status, StatusCode::FORBIDDEN);
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let body = b"phone=1".to_vec();
    let answer = officer.send(axum::http::Method::POST, &path, "application/x-www-form-urlencoded", body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_sign_in_and_back() {
    let site = TestApp::new().await;
    let answer = site.anybody().get("/office/bodies?q=1").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/sign-in?next=/office/bodies%3Fq%3D1")
    );
}
