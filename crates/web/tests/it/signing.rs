//! People with passwords, and browsers that sign in as them.

use axum::http::StatusCode;
use gongkai_app::Caller;
use gongkai_app::accounts::people::{Credential, NewPerson, enter};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Entry, Filter, SYSTEM};
use gongkai_store::people::{self, Person, Role};
use jiff::SignedDuration;
use totp_rs::{Builder, Secret};

use crate::test_app::{Answer, Browser, TestApp};

/// A password that fulfils the rules.
pub(crate) const PASSWORD: &str = "Lotus-Pond-37-Moon";

/// A person with a password that need not be changed.
pub(crate) async fn person(site: &TestApp, sign_in: &str, role: Role, body: &BodyId) -> PersonId {
    entered(site, sign_in, role, body, Credential::Given(PASSWORD.to_owned())).await.0
}

/// A person with a temporary password, and that password.
pub(crate) async fn newcomer(site: &TestApp, sign_in: &str, role: Role, body: &BodyId) -> (PersonId, String) {
    let (id, password) = entered(site, sign_in, role, body, Credential::Temporary).await;
    (id, password.unwrap())
}

async fn entered(
    site: &TestApp,
    sign_in: &str,
    role: Role,
    body: &BodyId,
    credential: Credential,
) -> (PersonId, Option<String>) {
    let new = NewPerson {
        sign_in: sign_in.to_owned(),
        name: "经办人".to_owned(),
        email: String::new(),
        phone: String::new(),
        lang: "zh-CN".to_owned(),
        role,
        body: body.clone(),
        credential,
    };
    enter(&site.app, &Caller::program("test"), &new).await.unwrap()
}

/// The person as they are kept now.
pub(crate) async fn kept(site: &TestApp, id: &PersonId) -> Person {
    people::by_id(&mut &site.app.database, id).await.unwrap()
}

/// The form token on a page.
pub(crate) fn csrf(page: &Answer) -> String {
    page.text().split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The value of a cookie an answer sets; `None` when it does not, or removes it.
pub(crate) fn set(answer: &Answer, name: &str) -> Option<String> {
    let lines = answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
    let mut values = lines.filter_map(|line| line.split(';').next()?.strip_prefix(name)?.strip_prefix('='));
    values.next_back().filter(|value| !value.is_empty()).map(str::to_owned)
}

/// A browser that opened the sign-in page.
pub(crate) async fn at_the_door(site: &TestApp) -> Browser<'_> {
    let page = site.anybody().get("/sign-in").await;
    assert_eq!(page.status, StatusCode::OK);
    site.browser(&format!("form={}", set(&page, "form").unwrap()), &csrf(&page))
}

/// The answer to a name and a password.
pub(crate) async fn try_password(site: &TestApp, sign_in: &str, password: &str) -> Answer {
    at_the_door(site).await.post("/sign-in", &[("sign_in", sign_in), ("password", password)]).await
}

/// A browser signed in by name and password.
pub(crate) async fn signed_in<'a>(site: &'a TestApp, sign_in: &str, password: &str) -> Browser<'a> {
    let answer = try_password(site, sign_in, password).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    holding(site, &answer).await
}

/// A browser that holds the session an answer opened, with the token its forms carry.
pub(crate) async fn holding<'a>(site: &'a TestApp, answer: &Answer) -> Browser<'a> {
    let cookie = format!("gongkai={}", set(answer, "gongkai").unwrap());
    let shown = site.browser(&cookie, "").get("/account/password").await;
    let shown = if shown.status == StatusCode::OK {
        shown
    } else {
        site.browser(&cookie, "").get("/account/second-factor").await
    };
    site.browser(&cookie, &csrf(&shown))
}

/// The code an authenticator application shows now.
pub(crate) async fn code_now(site: &TestApp, id: &PersonId) -> String {
    let secret = Secret::try_from_base32(kept(site, id).await.totp_secret.unwrap()).unwrap();
    let second = u64::try_from(site.app.now().as_second()).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(second).to_string()
}

/// Lets time pass.
pub(crate) fn wait(site: &TestApp, time: SignedDuration) {
    site.clock.set(site.app.now().checked_add(time).unwrap());
}

/// What the journal says happened to a person, oldest first.
pub(crate) async fn history(site: &TestApp, id: &PersonId) -> Vec<String> {
    let about = Filter { subject_id: Some(id.to_string()), ..Filter::default() };
    let mut entries = journal::entries(&mut &site.app.database, &about, 100).await.unwrap();
    entries.reverse();
    entries.into_iter().map(|entry| entry.action).collect()
}

/// Everything in the chain of people.
pub(crate) async fn system(site: &TestApp) -> Vec<Entry> {
    let chain = Filter { chain: Some(SYSTEM.to_owned()), ..Filter::default() };
    journal::entries(&mut &site.app.database, &chain, 1000).await.unwrap()
}
