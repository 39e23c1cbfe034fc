use axum::http::StatusCode;
use gongkai_app::accounts::people::Facts;
use gongkai_app::meanwhile::Seen;
use gongkai_store::id::PersonId;
use gongkai_store::people::{self, Role};

use crate::signing::{PASSWORD, history, kept, newcomer, person, signed_in, system, try_password};
use crate::test_app::{Answer, TestApp};

/// The id in the address a page links its person under.
fn id_on(page: &Answer) -> PersonId {
    let text = page.text();
    let mut ids = text.split("/office/people/").skip(1).filter_map(|rest| PersonId::parse(rest.get(..32)?));
    ids.next().unwrap()
}

fn temporary_on(page: &Answer) -> String {
    page.text().split("<code id=\"temporary\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

fn seen_on(page: &str) -> String {
    page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_person_is_entered_and_signs_in_with_the_password_told() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let form = administrator.get("/office/people/new").await.text();
    assert!(form.contains("青禾街道办事处") && !form.contains("白石街道办事处"), "only bodies within reach");
    let street = site.bodies.street.as_str();
    let fields = [("name", "审核人"), ("sign_in", "Qinghe.Reviewer"), ("body", street), ("role", "reviewer")];
    let told = administrator.post("/office/people", &fields).await;
    assert_eq!((told.status, told.header("cache-control")), (StatusCode::OK, "no-store"));
    let (id, password) = (id_on(&told), temporary_on(&told));
    let reviewer = signed_in(&site, "qinghe.reviewer", &password).await;
    assert_eq!(reviewer.get("/office").await.header("location"), "/account/password");
    assert_eq!(history(&site, &id).await, ["person_entered", "role_granted", "signed_in"]);
    let again = administrator.post("/office/people", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("sign_in-error") && again.text().contains("审核人"));
    let fields = [("name", ""), ("sign_in", "a b"), ("email", "x"), ("body", street), ("role", "reviewer")];
    let refused = administrator.post("/office/people", &fields).await.text();
    for field in ["name-error", "sign_in-error", "email-error"] {
        assert!(refused.contains(field), "{field}");
    }
    let foreign = site.bodies.foreign_street.as_str();
    let fields = [("name", "审核人"), ("sign_in", "foreign"), ("body", foreign), ("role", "reviewer")];
    assert_eq!(administrator.post("/office/people", &fields).await.status, StatusCode::NOT_FOUND);
    // Names, addresses and passwords are not in the journal.
    for entry in system(&site).await {
        assert!(!entry.detail.contains("reviewer@") && !entry.detail.contains(&password), "{}", entry.detail);
        assert!(!entry.detail.contains("Qinghe") && !entry.detail.contains("审核人"), "{}", entry.detail);
    }
}

#[tokio::test]
async fn people_are_looked_up_within_reach() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    person(&site, "street.officer", Role::DisclosureOfficer, &site.bodies.street).await;
    person(&site, "bureau.leader", Role::Leader, &site.bodies.bureau).await;
    newcomer(&site, "street.reviewer", Role::Reviewer, &site.bodies.street).await;
    person(&site, "foreign.officer", Role::DisclosureOfficer, &site.bodies.foreign_street).await;
    person(&site, "city.supervisor", Role::Supervisor, &site.bodies.city).await;
    let street = site.bodies.street.as_str();
    for (query, expected) in [
        (String::new(), vec!["street.officer", "bureau.leader", "street.reviewer"]),
        ("?role=leader".to_owned(), vec!["bureau.leader"]),
        (format!("?body={street}"), vec!["street.officer", "street.reviewer"]),
        (format!("?body={street}&role=reviewer"), vec!["street.reviewer"]),
        ("?status=waiting".to_owned(), vec!["street.reviewer"]),
        ("?q=BUREAU".to_owned(), vec!["bureau.leader"]),
        ("?q=nobody".to_owned(), vec![]),
    ] {
        let page = administrator.get(&format!("/office/people{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let page = page.text();
        for sign_in in ["street.officer", "bureau.leader", "street.reviewer", "foreign.officer", "city.supervisor"] {
            assert_eq!(page.contains(&format!(">{sign_in}<")), expected.contains(&sign_in), "{query} {sign_in}");
        }
    }
}

#[tokio::test]
async fn a_person_is_edited_and_a_change_in_between_is_not_overwritten() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let path = format!("/office/people/{id}");
    let seen = seen_on(&administrator.get(&path).await.text());
    site.clock.set("2024-01-15T02:00:00Z".parse().unwrap());
    let fields = [("name", "经办人乙"), ("sign_in", "officer.two"), ("email", ""), ("phone", ""), ("seen", &seen)];
    assert_eq!(administrator.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(kept(&site, &id).await.sign_in, "officer.two");
    assert_eq!(try_password(&site, "officer.two", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let fields = [("name", "经办人丙"), ("sign_in", "officer.two"), ("email", ""), ("phone", ""), ("seen", &seen)];
    let late = administrator.post(&path, &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("<a href=\"#name\">姓名：</a>在别处已存为“经办人乙”（经办人，2024-01-15 10:00）"), "{page}");
    assert!(page.contains("value=\"经办人丙\"") && !page.contains("id=\"sign_in-error\""), "{page}");
    // Sent again from there it counts; and what was left as it was seen is not put back by a page that is older still.
    let next = seen_on(&page);
    let fields = [("name", "经办人丙"), ("sign_in", "officer.two"), ("email", ""), ("phone", ""), ("seen", &next)];
    assert_eq!(administrator.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let phone = "0000-1234567";
    let fields = [("name", "经办人"), ("sign_in", "officer"), ("email", ""), ("phone", phone), ("seen", &seen)];
    assert_eq!(administrator.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let now = kept(&site, &id).await;
    assert_eq!(
        (now.name.as_str(), now.sign_in.as_str(), now.phone.as_deref()),
        ("经办人丙", "officer.two", Some(phone))
    );
    let seen = seen_on(&administrator.get(&path).await.text());
    let fields = [("name", ""), ("sign_in", "officer.two"), ("email", ""), ("phone", ""), ("seen", &seen)];
    assert_eq!(administrator.post(&path, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_is_kept_out_is_out_at_once() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    administrator.post(&format!("/office/people/{id}/deactivate"), &[]).await;
    assert_eq!(officer.get("/office").await.status, StatusCode::SEE_OTHER);
    assert_eq!(try_password(&site, "officer", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(administrator.get("/office/people?status=inactive").await.text().contains(">officer<"));
    administrator.post(&format!("/office/people/{id}/activate"), &[]).await;
    assert_eq!(try_password(&site, "officer", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let happened = history(&site, &id).await;
    assert!(happened.contains(&"person_deactivated".to_owned()) && happened.contains(&"person_activated".to_owned()));
}

#[tokio::test]
async fn a_new_password_is_told_and_the_old_one_and_all_sessions_end() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    let told = administrator.post(&format!("/office/people/{id}/password"), &[]).await;
    assert_eq!(told.status, StatusCode::OK);
    assert_eq!(officer.get("/office").await.status, StatusCode::SEE_OTHER);
    assert_eq!(try_password(&site, "officer", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let officer = signed_in(&site, "officer", &temporary_on(&told)).await;
    assert_eq!(officer.get("/office").await.header("location"), "/account/password");
    assert!(history(&site, &id).await.contains(&"password_reset".to_owned()));
}

#[tokio::test]
async fn a_lock_is_ended_and_a_lost_second_factor_cleared() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    for _ in 0..5 {
        try_password(&site, "officer", "wrong").await;
    }
    assert!(administrator.get("/office/people?status=locked").await.text().contains(">officer<"));
    let page = administrator.get(&format!("/office/people/{id}")).await.text();
    assert!(page.contains(&format!("/office/people/{id}/unlock")));
    administrator.post(&format!("/office/people/{id}/unlock"), &[]).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    officer.post("/account/second-factor/begin", &[]).await;
    assert!(kept(&site, &id).await.totp_secret.is_some());
    administrator.post(&format!("/office/people/{id}/second-factor"), &[]).await;
    assert!(kept(&site, &id).await.totp_secret.is_none());
    assert_eq!(officer.get("/office").await.status, StatusCode::SEE_OTHER);
    let happened = history(&site, &id).await;
    assert!(happened.contains(&"person_unlocked".to_owned()) && happened.contains(&"second_factor_cleared".to_owned()));
}

#[tokio::test]
async fn roles_are_given_and_taken_within_reach() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let roles = format!("/office/people/{id}/roles");
    let at = |body: &str, role: &str| [("body", body.to_owned()), ("role", role.to_owned())];
    let given = at(site.bodies.township.as_str(), "reviewer");
    let given: Vec<(&str, &str)> = given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(administrator.post(&roles, &given).await.status, StatusCode::SEE_OTHER);
    assert!(administrator.get(&format!("/office/people/{id}")).await.text().contains("云溪镇人民政府"));
    for beyond in [&site.bodies.city, &site.bodies.foreign_street] {
        let fields = [("body", beyond.as_str()), ("role", "supervisor")];
        assert_eq!(administrator.post(&roles, &fields).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(administrator.post(&format!("{roles}/revoke"), &given).await.status, StatusCode::SEE_OTHER);
    let last = [("body", site.bodies.street.as_str()), ("role", "disclosure_officer")];
    let gone = administrator.post(&format!("{roles}/revoke"), &last).await;
    assert_eq!(gone.header("location"), "/office/people", "without roles the person is the topmost body's to keep");
    assert!(people::grants_of(&mut &site.app.database, &id).await.unwrap().is_empty());
    let top = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    assert!(top.get("/office/people").await.text().contains(">officer<"));
    assert_eq!(history(&site, &id).await.iter().filter(|action| *action == "role_revoked").count(), 2);
}

/// The administrator of a street must not get at somebody who is more elsewhere.
#[tokio::test]
async fn who_is_more_elsewhere_is_out_of_reach() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.street).await;
    let id = person(&site, "both", Role::Reviewer, &site.bodies.street).await;
    let top = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let more = [("body", site.bodies.district.as_str()), ("role", "supervisor")];
    top.post(&format!("/office/people/{id}/roles"), &more).await;
    let page = administrator.get(&format!("/office/people/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains(&format!("/office/people/{id}/password")), "no button for what is not permitted");
    for action in ["password", "deactivate", "activate", "unlock", "second-factor"] {
        let answer = administrator.post(&format!("/office/people/{id}/{action}"), &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{action}");
    }
    let seen = Seen::of(Facts::of(&kept(&site, &id).await).fields()).text();
    let fields = [("name", "x"), ("sign_in", "x.y"), ("email", ""), ("phone", ""), ("seen", &seen)];
    assert_eq!(administrator.post(&format!("/office/people/{id}"), &fields).await.status, StatusCode::FORBIDDEN);
    let revoke = format!("/office/people/{id}/roles/revoke");
    assert_eq!(administrator.post(&revoke, &more).await.status, StatusCode::NOT_FOUND);
    let own = [("body", site.bodies.street.as_str()), ("role", "reviewer")];
    assert_eq!(administrator.post(&revoke, &own).await.status, StatusCode::SEE_OTHER);
    assert_eq!(administrator.get(&format!("/office/people/{id}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_saws_off_their_own_branch() {
    let site = TestApp::new().await;
    let id = person(&site, "administrator", Role::Administrator, &site.bodies.district).await;
    let administrator = signed_in(&site, "administrator", PASSWORD).await;
    for action in ["password", "deactivate", "second-factor"] {
        let answer = administrator.post(&format!("/office/people/{id}/{action}"), &[]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{action}");
    }
    let own = [("body", site.bodies.district.as_str()), ("role", "administrator")];
    let revoke = format!("/office/people/{id}/roles/revoke");
    assert_eq!(administrator.post(&revoke, &own).await.status, StatusCode::CONFLICT);
    // With the same role further up it is no longer the branch they sit on.
    let top = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let above = [("body", site.bodies.city.as_str()), ("role", "administrator")];
    assert_eq!(top.post(&format!("/office/people/{id}/roles"), &above).await.status, StatusCode::SEE_OTHER);
    assert_eq!(administrator.post(&revoke, &own).await.status, StatusCode::SEE_OTHER);
}
