//! Signing in at an identity provider.

use axum::http::StatusCode;
use gongkai_app::accounts::elsewhere::{Elsewhere, LocalPasswords, Unknown};
use gongkai_store::people::{self, Person, Role};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::identity_provider::{Grant, IdentityProvider, Signed, arrive, begin, browser};
use crate::signing::{
    PASSWORD, code_now, csrf, history, holding, kept, newcomer, person, set, signed_in, try_password, wait,
};
use crate::test_app::{Answer, TestApp};

const OFFICER: &str = "qinghe-officer";

/// What the provider says about somebody now: a token good for five minutes.
fn claims(site: &TestApp, more: Value) -> Value {
    let now = site.app.now().as_second();
    let mut claims = json!({"sub": "4711", "preferred_username": OFFICER, "iat": now, "exp": now + 300});
    for (name, value) in more.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

fn grant(site: &TestApp, more: Value) -> Grant {
    Grant { claims: claims(site, more), signed: Signed::Es256 }
}

async fn site_with(provider: &IdentityProvider) -> TestApp {
    TestApp::with_elsewhere(provider.as_elsewhere("preferred_username")).await
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains(why), "{why}: {}", answer.text());
    assert_eq!(set(answer, "gongkai"), None, "no session");
}

async fn by_name(site: &TestApp, sign_in: &str) -> Option<Person> {
    people::by_sign_in(&mut &site.app.database, sign_in).await.unwrap()
}

#[tokio::test]
async fn somebody_the_provider_vouches_for_is_signed_in_and_linked() {
    let provider = IdentityProvider::start().await;
    let site = site_with(&provider).await;
    let id = person(&site, OFFICER, Role::DisclosureOfficer, &site.bodies.street).await;
    let page = site.anybody().get("/sign-in?next=/office/drafts").await.text();
    assert!(page.contains("用示例区统一身份认证登录") && page.contains("/sign-in/oidc?next=/office/drafts"), "{page}");
    assert!(site.anybody().get("/sign-in?lang=en").await.text().contains("Sign in with Shili District sign-in"));

    for signed in [Signed::Es256, Signed::Rs256] {
        let answer = arrive(&site, &provider, Grant { signed, ..grant(&site, json!({})) }).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/office/drafts"));
        let office = holding(&site, &answer).await;
        assert_eq!(office.get("/office/drafts").await.status, StatusCode::OK);
    }
    let linked = kept(&site, &id).await.oidc_subject.unwrap();
    assert_eq!(linked, format!("{} 4711", provider.issuer()));
    let happened = history(&site, &id).await;
    assert_eq!(happened.iter().filter(|action| *action == "identity_linked").count(), 1, "{happened:?}");
    assert_eq!(happened.iter().filter(|action| *action == "signed_in").count(), 2);
    // Linked once, the subject counts: the provider may rename them.
    let renamed = arrive(&site, &provider, grant(&site, json!({"preferred_username": "another-name"}))).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER);
    assert_eq!(provider.fetched(), 1, "what it says about itself is kept");
    wait(&site, SignedDuration::from_mins(61));
    arrive(&site, &provider, grant(&site, json!({}))).await;
    assert_eq!(provider.fetched(), 2, "and asked again in time");
}

#[tokio::test]
async fn a_token_that_does_not_hold_signs_nobody_in() {
    let provider = IdentityProvider::start().await;
    let site = site_with(&provider).await;
    let id = person(&site, OFFICER, Role::DisclosureOfficer, &site.bodies.street).await;
    let now = site.app.now().as_second();
    let wrong = [
        ("nonce", json!({"nonce": "of-another-sign-in"}), Signed::Es256),
        ("no nonce", json!({"nonce": null}), Signed::Es256),
        ("audience", json!({"aud": "another-client"}), Signed::Es256),
        ("audiences", json!({"aud": ["gongkai", "another-client"]}), Signed::Es256),
        ("issuer", json!({"iss": "http://127.0.0.1:1/realm"}), Signed::Es256),
        ("expired", json!({"exp": now - 120}), Signed::Es256),
        ("old", json!({"iat": now - 3600}), Signed::Es256),
        ("of the future", json!({"iat": now + 600, "exp": now + 900}), Signed::Es256),
        ("other key", json!({}), Signed::OtherKey),
        ("shared secret", json!({}), Signed::Hs256),
        ("not signed", json!({}), Signed::None),
    ];
    for (what, more, signed) in wrong {
        let answer = arrive(&site, &provider, Grant { claims: claims(&site, more), signed }).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", answer.text());
        refused(&answer, "无法核实");
    }
    assert_eq!(kept(&site, &id).await.oidc_subject, None);
    // A clock that goes a little wrong is no reason.
    let late = arrive(&site, &provider, grant(&site, json!({"exp": now - 30}))).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_sign_in_comes_back_once_and_in_its_own_browser_only() {
    let provider = IdentityProvider::start().await;
    let site = site_with(&provider).await;
    person(&site, OFFICER, Role::DisclosureOfficer, &site.bodies.street).await;
    let begun = begin(&site, "/office").await;
    let back = provider.agree(&begun.address, grant(&site, json!({})));
    // Another browser was handed the address: it holds no cookie of this sign-in, or that of another.
    refused(&site.anybody().get(&back).await, "已失效");
    let other = begin(&site, "/office").await;
    refused(&browser(&site, &other).get(&back).await, "已失效");
    let good = browser(&site, &begun).get(&back).await;
    assert_eq!(good.status, StatusCode::SEE_OTHER);
    assert_eq!(set(&good, "elsewhere"), None, "the cookie is taken away");
    // Played again: the sign-in is gone, whatever the provider would say.
    refused(&browser(&site, &begun).get(&back).await, "已失效");
    // A state that was changed on the way.
    let begun = begin(&site, "/office").await;
    let back = provider.agree(&begun.address, grant(&site, json!({})));
    refused(&browser(&site, &begun).get(&format!("{back}x")).await, "已失效");
    refused(&browser(&site, &begun).get(&back).await, "已失效");
    // Somebody broke off, or another provider answers.
    let begun = begin(&site, "/office").await;
    let state = begun.address.split("state=").nth(1).unwrap().split('&').next().unwrap();
    let broken = format!("/sign-in/oidc/callback?error=access_denied&state={state}");
    refused(&browser(&site, &begun).get(&broken).await, "没有完成");
    let begun = begin(&site, "/office").await;
    let back = provider.agree(&begun.address, grant(&site, json!({})));
    refused(&browser(&site, &begun).get(&format!("{back}&iss=https%3A%2F%2Fother.example")).await, "没有完成");
    // Too late.
    let begun = begin(&site, "/office").await;
    let back = provider.agree(&begun.address, grant(&site, json!({})));
    wait(&site, SignedDuration::from_mins(16));
    refused(&browser(&site, &begun).get(&back).await, "已失效");
    // Where to go then is a place of this site.
    let begun = begin(&site, "//other.example").await;
    let back = provider.agree(&begun.address, grant(&site, json!({})));
    assert_eq!(browser(&site, &begun).get(&back).await.header("location"), "/office");
}

#[tokio::test]
async fn accounts_are_never_made_unless_the_setting_says_so() {
    let provider = IdentityProvider::start().await;
    let site = site_with(&provider).await;
    let stranger = || grant(&site, json!({"sub": "9", "preferred_username": "Stranger", "name": "来访人"}));
    refused(&arrive(&site, &provider, stranger()).await, "没有与您的身份对应的可用账号");
    refused(&arrive(&site, &provider, grant(&site, json!({"preferred_username": null}))).await, "没有与您的身份");
    assert!(by_name(&site, "stranger").await.is_none());

    let enter = Elsewhere { unknown: Unknown::Enter, ..provider.as_elsewhere("preferred_username") };
    let site = TestApp::with_elsewhere(enter).await;
    let stranger = grant(&site, json!({"sub": "9", "preferred_username": "Stranger", "name": "来访人"}));
    let answer = arrive(&site, &provider, stranger).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let entered = by_name(&site, "stranger").await.unwrap();
    assert_eq!((entered.name.as_str(), entered.password_hash.as_ref()), ("来访人", None));
    assert!(people::grants_of(&mut &site.app.database, &entered.id).await.unwrap().is_empty(), "without any role");
    assert_eq!(history(&site, &entered.id).await, ["person_entered", "signed_in"]);
    let office = holding(&site, &answer).await;
    assert_eq!(office.get("/office/reports").await.status, StatusCode::FORBIDDEN);
    assert!(office.get("/account/password").await.text().contains("没有密码"));
    let strange = grant(&site, json!({"sub": "10", "preferred_username": "no such/name"}));
    refused(&arrive(&site, &provider, strange).await, "没有与您的身份");
}

#[tokio::test]
async fn an_account_belongs_to_one_identity_and_an_administrator_parts_them() {
    let provider = IdentityProvider::start().await;
    let site = site_with(&provider).await;
    let id = person(&site, OFFICER, Role::DisclosureOfficer, &site.bodies.street).await;
    arrive(&site, &provider, grant(&site, json!({}))).await;
    // Somebody else at the provider was given the name: it does not give them the account.
    let other = || grant(&site, json!({"sub": "4712"}));
    refused(&arrive(&site, &provider, other()).await, "没有与您的身份");
    assert_eq!(history(&site, &id).await.last().unwrap(), "identity_refused");
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let page = format!("/office/people/{id}");
    assert!(administrator.get(&page).await.text().contains("已关联"));
    let foreign = site.sign_in_as(Role::Administrator, &site.bodies.foreign_district).await;
    assert_eq!(foreign.post(&format!("{page}/unlink"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(administrator.post(&format!("{page}/unlink"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(kept(&site, &id).await.oidc_subject, None);
    assert_eq!(arrive(&site, &provider, other()).await.status, StatusCode::SEE_OTHER);
    // Kept out here, they are kept out whatever the provider says.
    administrator.post(&format!("{page}/deactivate"), &[]).await;
    refused(&arrive(&site, &provider, other()).await, "没有与您的身份");
}

#[tokio::test]
async fn lock_temporary_password_and_second_factor_make_sense() {
    let provider = IdentityProvider::start().await;
    let site = site_with(&provider).await;
    let (id, temporary) = newcomer(&site, OFFICER, Role::DisclosureOfficer, &site.bodies.street).await;
    // A temporary password nobody used is no reason to ask for it.
    let answer = arrive(&site, &provider, grant(&site, json!({}))).await;
    let office = holding(&site, &answer).await;
    assert_eq!(office.get("/office/drafts").await.status, StatusCode::OK);
    // By that password, it has to be changed as ever.
    let by_password = try_password(&site, OFFICER, &temporary).await;
    let cookie = format!("gongkai={}", set(&by_password, "gongkai").unwrap());
    assert_eq!(site.browser(&cookie, "").get("/office/drafts").await.header("location"), "/account/password");
    // Guessing locks the password, not the other way in; and the other way in does not unlock it.
    for _ in 0..6 {
        try_password(&site, OFFICER, "wrong").await;
    }
    assert!(kept(&site, &id).await.locked_until.is_some());
    assert_eq!(arrive(&site, &provider, grant(&site, json!({}))).await.status, StatusCode::SEE_OTHER);
    assert!(kept(&site, &id).await.locked_until.is_some());
    assert_eq!(try_password(&site, OFFICER, &temporary).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Who has a second factor here gives it here.
    let answer = arrive(&site, &provider, grant(&site, json!({}))).await;
    let office = holding(&site, &answer).await;
    office.post("/account/second-factor/begin", &[]).await;
    office.post("/account/second-factor/confirm", &[("code", &code_now(&site, &id).await)]).await;
    wait(&site, SignedDuration::from_hours(2));
    let answer = arrive(&site, &provider, grant(&site, json!({}))).await;
    assert_eq!(answer.header("location"), "/sign-in/code?next=/office/drafts");
    assert_eq!(set(&answer, "gongkai"), None);
    let step = format!("step={}", set(&answer, "step").unwrap());
    let page = site.browser(&step, "").get("/sign-in/code").await;
    let form = format!("{step}; form={}", set(&page, "form").unwrap());
    let code = code_now(&site, &id).await;
    let fields = [("code", code.as_str()), ("next", "/office/drafts")];
    let answer = site.browser(&form, &csrf(&page)).post("/sign-in/code", &fields).await;
    assert_eq!(answer.header("location"), "/office/drafts", "{}", answer.text());
    let office = holding(&site, &answer).await;
    assert_eq!(office.get("/office/drafts").await.status, StatusCode::OK, "still no password to change");
}

#[tokio::test]
async fn the_administrator_gets_in_when_the_provider_is_down() {
    let provider = IdentityProvider::start().await;
    let only = Elsewhere { passwords: LocalPasswords::Administrators, ..provider.as_elsewhere("preferred_username") };
    let site = TestApp::with_elsewhere(only).await;
    person(&site, OFFICER, Role::DisclosureOfficer, &site.bodies.street).await;
    person(&site, "keeper", Role::Administrator, &site.bodies.district).await;
    assert!(site.anybody().get("/sign-in").await.text().contains("仅供管理员"));
    assert_eq!(try_password(&site, OFFICER, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    signed_in(&site, "keeper", PASSWORD).await;
    provider.go_down();
    let answer = site.anybody().get("/sign-in/oidc").await;
    refused(&answer, "暂时无法连接");
    assert!(answer.text().contains("name=\"password\""));
    signed_in(&site, "keeper", PASSWORD).await;
}

#[tokio::test]
async fn a_key_that_is_new_is_asked_for_once_and_a_verified_address_names_an_account() {
    let provider = IdentityProvider::start().await;
    let site = TestApp::with_elsewhere(provider.as_elsewhere("email")).await;
    person(&site, "officer@example.test", Role::DisclosureOfficer, &site.bodies.street).await;
    let mail = |verified: bool| grant(&site, json!({"email": "Officer@example.test", "email_verified": verified}));
    refused(&arrive(&site, &provider, mail(false)).await, "没有与您的身份");
    assert_eq!(arrive(&site, &provider, mail(true)).await.status, StatusCode::SEE_OTHER);
    provider.roll_over();
    wait(&site, SignedDuration::from_mins(5));
    assert_eq!(arrive(&site, &provider, mail(true)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(provider.fetched(), 2);
    // A key the provider itself does not know makes it be asked no more often than every half minute.
    provider.roll_over();
    refused(&arrive(&site, &provider, mail(true)).await, "无法核实");
    assert_eq!(provider.fetched(), 2);
}

#[tokio::test]
async fn signing_out_here_offers_to_sign_out_there() {
    let provider = IdentityProvider::start().await;
    let site = site_with(&provider).await;
    person(&site, OFFICER, Role::DisclosureOfficer, &site.bodies.street).await;
    let answer = arrive(&site, &provider, grant(&site, json!({}))).await;
    let office = holding(&site, &answer).await;
    let out = office.post("/sign-out", &[]).await;
    assert_eq!(out.header("location"), "/signed-out");
    assert_eq!(office.get("/office/drafts").await.status, StatusCode::SEE_OTHER, "the session is over");
    let page = site.anybody().get("/signed-out").await.text();
    let there = format!("{}/out?", provider.issuer());
    assert!(page.contains(&there) && page.contains("client_id=gongkai") && page.contains("已退出"), "{page}");
    assert!(!site.anybody().get("/signed-out?lang=en").await.text().contains(">signed-out-"));
    // Who signed in by password goes home as ever.
    let office = signed_in(&site, OFFICER, PASSWORD).await;
    assert_eq!(office.post("/sign-out", &[]).await.header("location"), "/");
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_way() {
    let site = TestApp::new().await;
    assert!(!site.anybody().get("/sign-in").await.text().contains("/sign-in/oidc"));
    for page in ["/sign-in/oidc", "/sign-in/oidc/callback?code=x&state=y", "/signed-out"] {
        let status = site.browser("elsewhere=x", "").get(page).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{page}");
    }
}
