use axum::http::{Method, StatusCode};
use gongkai_store::people::Role;
use gongkai_store::tokens;
use jiff::SignedDuration;

use crate::signing::{PASSWORD, code_now, history, holding, kept, person, signed_in, try_password, wait};
use crate::test_app::TestApp;

const OTHER: &str = "Willow-Bridge-52-Rain";

#[tokio::test]
async fn a_person_keeps_their_own_profile() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    let page = officer.get("/account").await.text();
    assert!(page.contains("<dt>经办人</dt><dd>青禾街道办事处</dd>"), "{page}");
    let fields = [("name", "经办人甲"), ("email", "a@example.cn"), ("phone", "0000-1234567"), ("lang", "en")];
    let answer = officer.post("/account", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/account?saved"));
    let person = kept(&site, &id).await;
    assert_eq!(
        (person.name.as_str(), person.email.as_deref(), person.lang.as_str()),
        ("经办人甲", Some("a@example.cn"), "en")
    );
    assert!(officer.get("/account?saved").await.text().contains("Saved."));
    let fields = [("name", " "), ("email", "a"), ("phone", "x"), ("lang", "zh-CN")];
    let refused = officer.post("/account", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["name-error", "email-error", "phone-error"] {
        assert!(refused.text().contains(field), "{field}");
    }
    assert_eq!(history(&site, &id).await.last().unwrap(), "person_edited");
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let (here, there) = (signed_in(&site, "officer", PASSWORD).await, signed_in(&site, "officer", PASSWORD).await);
    for (current, new, again, field) in [
        ("wrong", OTHER, OTHER, "current-error"),
        (PASSWORD, "Short-1", "Short-1", "new-error"),
        (PASSWORD, "Password-2024", "Password-2024", "new-error"),
        (PASSWORD, PASSWORD, PASSWORD, "new-error"),
        (PASSWORD, OTHER, PASSWORD, "again-error"),
    ] {
        let answer = here.post("/account/password", &[("current", current), ("new", new), ("again", again)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(answer.text().contains(field), "{field}");
        assert!(!answer.text().contains(new), "a password is never sent back");
    }
    let answer = here.post("/account/password", &[("current", PASSWORD), ("new", OTHER), ("again", OTHER)]).await;
    assert_eq!(answer.header("location"), "/account/password?changed");
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(here.get("/account").await.status, StatusCode::SEE_OTHER, "the secret of this session is a new one");
    assert_eq!(holding(&site, &answer).await.get("/account").await.status, StatusCode::OK);
    assert_eq!(try_password(&site, "officer", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(try_password(&site, "officer", OTHER).await.status, StatusCode::SEE_OTHER);
    assert!(history(&site, &id).await.contains(&"password_changed".to_owned()));
}

#[tokio::test]
async fn an_open_session_is_no_place_to_guess_passwords() {
    let site = TestApp::new().await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    let guess = |password| [("current", password), ("new", OTHER), ("again", OTHER)];
    for _ in 0..5 {
        officer.post("/account/password", &guess("wrong")).await;
    }
    let answer = officer.post("/account/password", &guess(PASSWORD)).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "61");
}

#[tokio::test]
async fn the_second_factor_is_set_up_and_given_up() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    let early = officer.post("/account/second-factor/confirm", &[("code", "000000")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "nothing was begun");
    officer.post("/account/second-factor/begin", &[]).await;
    let page = officer.get("/account/second-factor").await.text();
    assert!(page.contains("<svg") && page.contains("otpauth://totp/"), "{page}");
    assert!(!page.contains("style="), "the policy forbids it");
    let wrong = officer.post("/account/second-factor/confirm", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept(&site, &id).await.totp_since.is_none());
    let code = code_now(&site, &id).await;
    let codes = officer.post("/account/second-factor/confirm", &[("code", &code)]).await;
    assert_eq!((codes.status, codes.header("cache-control")), (StatusCode::OK, "no-store"));
    let secret = kept(&site, &id).await.totp_secret.unwrap();
    assert!(!officer.get("/account/second-factor").await.text().contains(&secret), "the secret is not shown again");
    assert_eq!(officer.post("/account/second-factor/begin", &[]).await.status, StatusCode::CONFLICT);
    let before = kept(&site, &id).await.recovery_codes;
    let renewed = officer.post("/account/second-factor/codes", &[("password", PASSWORD)]).await;
    assert_eq!(renewed.status, StatusCode::OK);
    assert_ne!(kept(&site, &id).await.recovery_codes, before);
    let wrong = officer.post("/account/second-factor/disable", &[("password", "wrong")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    officer.post("/account/second-factor/disable", &[("password", PASSWORD)]).await;
    let person = kept(&site, &id).await;
    assert_eq!((person.totp_secret, person.totp_since, person.recovery_codes.len()), (None, None, 0));
    let happened = history(&site, &id).await;
    for action in ["second_factor_begun", "second_factor_enabled", "recovery_codes_renewed", "second_factor_disabled"] {
        assert!(happened.contains(&action.to_owned()), "{action}");
    }
}

#[tokio::test]
async fn sessions_are_seen_and_ended() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let here = signed_in(&site, "officer", PASSWORD).await;
    let there = signed_in(&site, "officer", PASSWORD).await;
    let elsewhere = signed_in(&site, "officer", PASSWORD).await;
    let page = here.get("/account/sessions").await.text();
    let ends: Vec<&str> = page.split("action=\"/account/sessions/").skip(1).collect();
    assert_eq!(ends.len(), 3, "two of one, and all others: {page}");
    let one = ends[0].split('/').next().unwrap();
    // Another person cannot end it, nor learn that it is there.
    let other = person_and_browser(&site, "leader", Role::Leader).await;
    assert_eq!(other.post(&format!("/account/sessions/{one}/end"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(here.post(&format!("/account/sessions/{one}/end"), &[]).await.status, StatusCode::SEE_OTHER);
    let open = |statuses: Vec<StatusCode>| statuses.into_iter().filter(|status| *status == StatusCode::OK).count();
    let (a, b) = (there.get("/account").await.status, elsewhere.get("/account").await.status);
    assert_eq!(open(vec![a, b]), 1);
    here.post("/account/sessions/end-others", &[]).await;
    let (a, b) = (there.get("/account").await.status, elsewhere.get("/account").await.status);
    assert_eq!(open(vec![a, b]), 0);
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
    assert_eq!(history(&site, &id).await.iter().filter(|action| *action == "sessions_ended").count(), 2);
}

#[tokio::test]
async fn a_token_is_told_once_and_revoked() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    for (name, scope, last_day) in [
        ("", "read", "2024-02-01"),
        ("统计", "everything", "2024-02-01"),
        ("统计", "read", "2024-01-14"),
        ("统计", "read", "2025-01-16"),
        ("统计", "read", ""),
    ] {
        let fields = [("name", name), ("scope", scope), ("last_day", last_day)];
        assert_eq!(
            officer.post("/account/tokens", &fields).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
    }
    let fields = [("name", "统计"), ("scope", "read"), ("last_day", "2025-01-15")];
    let made = officer.post("/account/tokens", &fields).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    let secret = made.text().split("<pre id=\"token\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(secret.starts_with("gongkai_") && secret.len() == 51, "{secret}");
    let page = officer.get("/account/tokens").await.text();
    assert!(page.contains("统计") && !page.contains(&secret), "told once");
    let kept = tokens::of_person(&mut &site.app.database, &id).await.unwrap();
    assert_ne!(kept[0].token_hash, secret);
    let resumed = resume(&site, &secret).await.unwrap();
    assert!(!resumed.caller.may_somewhere(gongkai_app::Permission::EditProfile), "it may only look");
    assert!(resumed.caller.may_somewhere(gongkai_app::Permission::ViewBody));
    let other = person_and_browser(&site, "leader", Role::Leader).await;
    let revoke = format!("/account/tokens/{}/revoke", kept[0].id);
    assert_eq!(other.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post(&revoke, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(resume(&site, &secret).await.is_none());
    assert!(history(&site, &id).await.ends_with(&["token_created".to_owned(), "token_revoked".to_owned()]));
}

#[tokio::test]
async fn a_token_lasts_to_the_end_of_its_last_day() {
    let site = TestApp::new().await;
    let id = person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let secret = token(&site, "write", "2024-01-15").await;
    assert!(resume(&site, &secret).await.unwrap().caller.may_somewhere(gongkai_app::Permission::EditProfile));
    // Used, and noted; used again at once, and not noted again.
    let used = tokens::of_person(&mut &site.app.database, &id).await.unwrap()[0].used_at.unwrap();
    wait(&site, SignedDuration::from_mins(10));
    resume(&site, &secret).await.unwrap();
    assert_eq!(tokens::of_person(&mut &site.app.database, &id).await.unwrap()[0].used_at, Some(used));
    wait(&site, SignedDuration::from_mins(10));
    resume(&site, &secret).await.unwrap();
    assert_ne!(tokens::of_person(&mut &site.app.database, &id).await.unwrap()[0].used_at, Some(used));
    site.clock.set("2024-01-15T15:59:59Z".parse().unwrap());
    assert!(resume(&site, &secret).await.is_some());
    site.clock.set("2024-01-15T16:00:00Z".parse().unwrap());
    assert!(resume(&site, &secret).await.is_none(), "midnight in China");
}

#[tokio::test]
async fn a_token_opens_the_api_and_nothing_else() {
    let site = TestApp::new().await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let secret = token(&site, "write", "2024-06-01").await;
    let program = || site.anybody().with("authorization", &format!("Bearer {secret}"));
    assert_eq!(program().get("/office/bodies").await.status, StatusCode::UNAUTHORIZED);
    let form = "application/x-www-form-urlencoded";
    for (path, body) in [
        ("/account/tokens", "name=more&scope=write&last_day=2024-06-01"),
        ("/account", "name=x&email=&phone=&lang=en"),
        ("/account/sessions/end-others", ""),
        ("/account/second-factor/begin", ""),
        ("/sign-out", ""),
    ] {
        let answer = program().send(Method::POST, path, form, body.as_bytes().to_vec()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let unknown = site.anybody().with("authorization", "Bearer gongkai_unknown");
    assert_eq!(unknown.get("/account").await.status, StatusCode::SEE_OTHER);
}

async fn resume(site: &TestApp, secret: &str) -> Option<gongkai_app::accounts::sessions::Resumed> {
    gongkai_app::accounts::tokens::resume(&site.app, &gongkai_app::Secret::shown(secret)).await.unwrap()
}

async fn token(site: &TestApp, scope: &str, last_day: &str) -> String {
    let officer = signed_in(site, "officer", PASSWORD).await;
    let made = officer.post("/account/tokens", &[("name", "统计"), ("scope", scope), ("last_day", last_day)]).await;
    made.text().split("<pre id=\"token\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

async fn person_and_browser<'a>(site: &'a TestApp, sign_in: &str, role: Role) -> crate::test_app::Browser<'a> {
    person(site, sign_in, role, &site.bodies.street).await;
    signed_in(site, sign_in, PASSWORD).await
}

#[tokio::test]
async fn the_hint_on_passwords_lists_every_rule() {
    let site = TestApp::new().await;
    person(&site, "officer", Role::DisclosureOfficer, &site.bodies.street).await;
    let officer = signed_in(&site, "officer", PASSWORD).await;
    let told: [(&str, &[&str]); 2] = [
        (
            "zh-CN",
            &[
                "12 至 128 个字符",
                "至少 3 种",
                "登录名",
                "姓名",
                "常见词语",
                "年份",
                "键盘",
                "重复",
                "还剩 6 个",
                "当前密码",
            ],
        ),
        (
            "en",
            &[
                "12 to 128",
                "at least 3 kinds",
                "sign-in name",
                "common words",
                "years",
                "keyboard",
                "repetitions",
                "at least 6",
                "current password",
            ],
        ),
    ];
    for (lang, rules) in told {
        let page = officer.get(&format!("/account/password?lang={lang}")).await.text();
        let hint = page.split("id=\"new-hint\">").nth(1).unwrap().split("</p>").next().unwrap();
        for rule in rules {
            assert!(hint.contains(rule), "{rule}: {hint}");
        }
    }
}
