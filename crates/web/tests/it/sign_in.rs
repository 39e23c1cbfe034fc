use axum::http::StatusCode;
use gongkai_app::settings::Passwords;
use gongkai_store::people::{self, Role};
use gongkai_store::settings;
use jiff::SignedDuration;

use crate::signing::{
    PASSWORD, at_the_door, code_now, csrf, history, holding, kept, newcomer, person, set, signed_in, system,
    try_password, wait,
};
use crate::test_app::TestApp;

#[tokio::test]
async fn name_and_password_open_a_session() {
    let site = TestApp::new().await;
    let id = person(&site, "qinghe.officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let door = at_the_door(&site).await;
    let fields = [("sign_in", " QingHe.Officer "), ("password", PASSWORD), ("next", "/office/bodies?q=1")];
    let answer = door.post("/sign-in", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/office/bodies?q=1"));
    let line = answer.headers.get_all("set-cookie").iter().find(|line| line.to_str().unwrap().starts_with("gongkai="));
    let line = line.unwrap().to_str().unwrap();
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax"), "{line}");
    let officer = holding(&site, &answer).await;
    assert_eq!(officer.get("/office/bodies").await.status, StatusCode::OK);
    assert_eq!(history(&site, &id).await, ["person_entered", "role_granted", "signed_in"]);
    // Who is signed in is not asked again.
    let again = officer.get("/sign-in?next=/office").await;
    assert_eq!((again.status, again.header("location")), (StatusCode::SEE_OTHER, "/office"));
}

#[tokio::test]
async fn a_refusal_does_not_tell_why() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let gone = person(&site, "gone", Role::Reviewer, &site.bodies.street).await;
    let mut transaction = site.app.database.begin().await.unwrap();
    let mut person = people::hold(&mut transaction, &gone).await.unwrap();
    person.active = false;
    people::update(&mut transaction, &person).await.unwrap();
    transaction.commit().await.unwrap();
    let mut pages = Vec::new();
    for (sign_in, password) in [("officer", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("", "")] {
        let answer = try_password(&site, sign_in, password).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(set(&answer, "gongkai"), None);
        let page = answer.text().replace(&csrf(&answer), "").replace(&format!("value=\"{sign_in}\""), "");
        let page = page.replace("value=\"\"", "");
        assert!(!page.contains(PASSWORD), "a password is never sent back");
        pages.push(page);
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "all refusals look alike");
    assert_eq!(history(&site, &id).await, ["person_entered", "role_granted", "sign_in_refused"]);
    // What was typed may be a password in the wrong field: the journal keeps none of it.
    assert!(
        system(&site).await.iter().all(|entry| !entry.detail.contains("nobody") && !entry.actor.contains("nobody"))
    );
}

#[tokio::test]
async fn wrong_passwords_lock_and_each_further_one_doubles_the_wait() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let rules = Passwords::default();
    for _ in 0..rules.tries {
        try_password(&site, "officer", "wrong").await;
    }
    let locked = try_password(&site, "officer", PASSWORD).await;
    assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY, "the right password does not open a locked door");
    assert_eq!(history(&site, &id).await.last().unwrap(), "person_locked");
    let first = SignedDuration::from_secs(i64::from(rules.lock_seconds));
    wait(&site, first);
    try_password(&site, "officer", "wrong").await;
    wait(&site, first);
    assert_eq!(try_password(&site, "officer", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    wait(&site, first);
    assert_eq!(try_password(&site, "officer", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let person = kept(&site, &id).await;
    assert_eq!((person.failed_sign_ins, person.locked_until), (0, None));
}

#[tokio::test]
async fn one_address_may_not_try_without_end() {
    let site = TestApp::new().await;
    let door = at_the_door(&site).await;
    let mut last = StatusCode::OK;
    for try_number in 0..30 {
        let sign_in = format!("name{try_number}");
        let answer = door.post("/sign-in", &[("sign_in", &sign_in), ("password", "wrong")]).await;
        last = answer.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert!(try_number >= 20, "{try_number}");
            assert_eq!(answer.header("retry-after"), "60");
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_foreign_page_signs_nobody_in() {
    let site = TestApp::new().await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let fields = [("sign_in", "officer"), ("password", PASSWORD)];
    assert_eq!(site.anybody().post("/sign-in", &fields).await.status, StatusCode::FORBIDDEN);
    let door = at_the_door(&site).await;
    let other = site.browser("form=another", door.csrf());
    assert_eq!(other.post("/sign-in", &fields).await.status, StatusCode::FORBIDDEN);
    let foreign = at_the_door(&site).await.with("sec-fetch-site", "cross-site");
    assert_eq!(foreign.post("/sign-in", &fields).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nobody_is_led_elsewhere_after_signing_in() {
    let site = TestApp::new().await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    for next in ["//other.example", "https://other.example/", "/\\other.example", ""] {
        let door = at_the_door(&site).await;
        let fields = [("sign_in", "officer"), ("password", PASSWORD), ("next", next)];
        assert_eq!(door.post("/sign-in", &fields).await.header("location"), "/office", "{next}");
    }
}

#[tokio::test]
async fn signing_in_anew_ends_the_session_before() {
    let site = TestApp::new().await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let first = signed_in(&site, "officer", PASSWORD).await;
    let answer = first.post("/sign-in", &[("sign_in", "officer"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(first.get("/account").await.status, StatusCode::SEE_OTHER, "the old secret is good for nothing");
    assert_eq!(holding(&site, &answer).await.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    let answer = officer.post("/sign-out", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(officer.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(history(&site, &id).await.last().unwrap(), "signed_out");
}

#[tokio::test]
async fn a_newcomer_changes_the_password_before_anything_else() {
    let site = TestApp::new().await;
    let (id, temporary) = newcomer(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", &temporary).await;
    for path in ["/office", "/account", "/account/tokens", "/account/sessions", "/office/bodies"] {
        let answer = officer.get(path).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/account/password"), "{path}");
    }
    let fields = [("current", temporary.as_str()), ("new", PASSWORD), ("again", PASSWORD)];
    let answer = officer.post("/account/password", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/office"));
    assert_eq!(holding(&site, &answer).await.get("/office").await.status, StatusCode::OK);
    assert!(!kept(&site, &id).await.must_change_password);
    assert_eq!(try_password(&site, "officer", &temporary).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Going away is possible without changing anything.
    let (_, temporary) = newcomer(&site, "leader", Role::Leader, &site.bodies.street).await;
    let leader = signed_in(&site, "leader", &temporary).await;
    assert_eq!(leader.post("/sign-out", &[]).await.header("location"), "/");
}

#[tokio::test]
async fn a_password_that_grew_old_must_be_changed() {
    let site = TestApp::new().await;
    let rules = Passwords { longest_days: 90, ..Passwords::default() };
    set_rules(&site, &rules).await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    wait(&site, SignedDuration::from_hours(24 * 90));
    assert_eq!(signed_in(&site, "officer", PASSWORD).await.get("/office").await.status, StatusCode::OK);
    wait(&site, SignedDuration::from_hours(1));
    let officer = signed_in(&site, "officer", PASSWORD).await;
    assert_eq!(officer.get("/office").await.header("location"), "/account/password");
}

#[tokio::test]
async fn an_unused_session_ends_and_a_used_one_lasts() {
    let site = TestApp::new().await;
    set_rules(&site, &Passwords { idle_minutes: 30, ..Passwords::default() }).await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    for _ in 0..4 {
        wait(&site, SignedDuration::from_mins(20));
        assert_eq!(officer.get("/account").await.status, StatusCode::OK);
    }
    wait(&site, SignedDuration::from_mins(30));
    assert_eq!(officer.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn who_has_a_second_factor_is_asked_for_it() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let codes = with_second_factor(&site, &id).await;
    wait(&site, SignedDuration::from_mins(1));
    let first = try_password(&site, "officer", PASSWORD).await;
    assert_eq!(first.header("location"), "/sign-in/code?next=/office");
    assert_eq!(set(&first, "gongkai"), None, "the password alone opens nothing");
    let step = format!("step={}", set(&first, "step").unwrap());
    let wrong_door = site.browser(&step.replace("step=", "gongkai="), "");
    assert_eq!(wrong_door.get("/office").await.status, StatusCode::SEE_OTHER);
    let page = site.browser(&step, "").get("/sign-in/code?next=/office").await;
    let cookies = format!("{step}; form={}", set(&page, "form").unwrap());
    let door = site.browser(&cookies, &csrf(&page));
    let wrong = door.post("/sign-in/code", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(kept(&site, &id).await.failed_sign_ins, 1);
    let code = code_now(&site, &id).await;
    let right = door.post("/sign-in/code", &[("code", &code), ("next", "/office/bodies")]).await;
    assert_eq!((right.status, right.header("location")), (StatusCode::SEE_OTHER, "/office/bodies"));
    assert_eq!(holding(&site, &right).await.get("/office").await.status, StatusCode::OK);
    // The step is over, and the code is used up.
    assert_eq!(door.post("/sign-in/code", &[("code", &code)]).await.header("location"), "/sign-in?late=1&next=/office");
    let again = at_the_code(&site, "officer").await;
    assert_eq!(again.post("/sign-in/code", &[("code", &code)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A recovery code works once.
    assert_eq!(again.post("/sign-in/code", &[("code", &codes[0])]).await.status, StatusCode::SEE_OTHER);
    let again = at_the_code(&site, "officer").await;
    assert_eq!(again.post("/sign-in/code", &[("code", &codes[0])]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(kept(&site, &id).await.recovery_codes.len(), codes.len() - 1);
    assert!(history(&site, &id).await.contains(&"recovery_code_used".to_owned()));
}

#[tokio::test]
async fn guessing_codes_locks_like_guessing_passwords() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    with_second_factor(&site, &id).await;
    wait(&site, SignedDuration::from_mins(1));
    for _ in 0..Passwords::default().tries {
        // The right password in between does not begin the count anew.
        let door = at_the_code(&site, "officer").await;
        door.post("/sign-in/code", &[("code", "000000")]).await;
    }
    assert!(kept(&site, &id).await.locked_until.is_some());
    assert_eq!(try_password(&site, "officer", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_code_may_not_be_waited_for_too_long() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    with_second_factor(&site, &id).await;
    let door = at_the_code(&site, "officer").await;
    wait(&site, SignedDuration::from_mins(10));
    let code = code_now(&site, &id).await;
    let late = door.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(late.header("location"), "/sign-in?late=1&next=/office");
    assert_eq!(site.anybody().get("/sign-in/code").await.header("location"), "/sign-in?late=1&next=/office");
}

#[tokio::test]
async fn where_everybody_must_have_a_second_factor_it_is_set_up_first() {
    let site = TestApp::new().await;
    set_rules(&site, &Passwords { second_factor: true, ..Passwords::default() }).await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    assert_eq!(officer.get("/office").await.header("location"), "/account/second-factor");
    assert_eq!(officer.post("/account/second-factor/begin", &[]).await.status, StatusCode::SEE_OTHER);
    let code = code_now(&site, &id).await;
    let confirmed = officer.post("/account/second-factor/confirm", &[("code", &code)]).await;
    assert_eq!(confirmed.status, StatusCode::OK);
    assert_eq!(officer.get("/office").await.status, StatusCode::OK);
    let refused = officer.post("/account/second-factor/disable", &[("password", PASSWORD)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

async fn set_rules(site: &TestApp, rules: &Passwords) {
    let mut transaction = site.app.database.begin().await.unwrap();
    settings::write(&mut transaction, site.bodies.city.as_str(), "passwords", rules, site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Sets a person's second factor up; the recovery codes.
async fn with_second_factor(site: &TestApp, id: &gongkai_store::id::PersonId) -> Vec<String> {
    let officer = signed_in(site, "officer", PASSWORD).await;
    officer.post("/account/second-factor/begin", &[]).await;
    let code = code_now(site, id).await;
    let page = officer.post("/account/second-factor/confirm", &[("code", &code)]).await.text();
    let codes = page.split("<pre id=\"codes\">").nth(1).unwrap().split("</pre>").next().unwrap();
    codes.lines().map(str::to_owned).collect()
}

/// A browser that gave the right password and is asked for a code.
async fn at_the_code<'a>(site: &'a TestApp, sign_in: &str) -> crate::test_app::Browser<'a> {
    let first = try_password(site, sign_in, PASSWORD).await;
    let step = format!("step={}", set(&first, "step").unwrap());
    let page = site.browser(&step, "").get("/sign-in/code").await;
    site.browser(&format!("{step}; form={}", set(&page, "form").unwrap()), &csrf(&page))
}
