//! Forms that are sent when the session is over, or another one.

use axum::http::StatusCode;
use gongkai_store::id::ReturnId;
use gongkai_store::people::Role;

use crate::test_app::{Answer, Browser, TestApp};

const LONG: &str = "依法履行本辖区的公共管理职责。\n<script>alert(1)</script>";

/// A profile with a long text, sent from its page as the browser says.
async fn sent(browser: Browser<'_>, referer: &str, path: &str) -> Answer {
    let secret = "a secret long enough to be prose";
    let fields = [("functions", LONG), ("phone", "0000-1234567"), ("new_password", secret)];
    let answer = browser.with("referer", referer).post(path, &fields).await;
    assert!(!answer.text().contains(secret), "a password is never sent back");
    answer
}

pub(crate) fn buttons(answer: &Answer) -> Vec<String> {
    let html = scraper::Html::parse_document(&answer.text());
    let links = scraper::Selector::parse("main .button-row a").unwrap();
    html.select(&links).map(|link| link.attr("href").unwrap().to_owned()).collect()
}

pub(crate) fn typed(answer: &Answer) -> Vec<String> {
    let html = scraper::Html::parse_document(&answer.text());
    let texts = scraper::Selector::parse("main textarea[readonly]").unwrap();
    html.select(&texts).map(|text| text.text().collect::<String>()).collect()
}

#[tokio::test]
async fn who_is_signed_out_is_led_back_to_the_form_and_keeps_the_text() {
    let site = TestApp::new().await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let referer = format!("http://localhost{path}?saved=1");
    let answer = sent(site.anybody(), &referer, &path).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(buttons(&answer), [&*format!("/sign-in?next={path}%3Fsaved%3D1"), "/"]);
    assert_eq!(typed(&answer), [LONG], "{}", answer.text());
    assert!(!answer.text().contains("<script>alert"), "escaped");
    assert!(answer.text().contains("登录已过期") && answer.text().contains("后退"), "{}", answer.text());
    let english = sent(site.anybody(), &referer, &format!("{path}?lang=en")).await.text();
    assert!(english.contains("Your session is over") && english.contains("Sign in and go back"), "{english}");
    assert!(!english.contains("error-"), "{english}");
    // Programs are told as ever.
    let answer = sent(site.anybody().with("accept", "application/json"), &referer, &path).await;
    assert!(answer.text().starts_with('{'), "{}", answer.text());
}

#[tokio::test]
async fn nobody_is_led_elsewhere_and_no_other_page_is_shown_here() {
    let site = TestApp::new().await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    for referer in ["https://other.example/office", "http://localhost//other.example/office", "http://localhost/", ""] {
        let answer = sent(site.anybody(), referer, &path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{referer}");
        assert_eq!(buttons(&answer), ["/sign-in?next=/office", "/"], "{referer}");
        assert_eq!(typed(&answer), [""; 0], "{referer}");
    }
    let foreign = site.anybody().with("sec-fetch-site", "cross-site");
    assert_eq!(typed(&sent(foreign, &format!("http://localhost{path}"), &path).await), [""; 0]);
    // What accounts' forms hold is not shown again at all.
    let answer = sent(site.anybody(), "http://localhost/account/password", "/account/password").await;
    assert_eq!(buttons(&answer), ["/sign-in?next=/account/password", "/"]);
    assert_eq!(typed(&answer), [""; 0]);
}

#[tokio::test]
async fn a_form_of_an_older_session_leads_back_to_its_page() {
    let site = TestApp::new().await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let referer = format!("http://localhost{path}");
    let stale = officer.at(&site).holding("older");
    let answer = sent(stale, &referer, &path).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(buttons(&answer), [&*path, "/office"]);
    assert_eq!(typed(&answer), [LONG]);
    assert!(answer.text().contains("回到填写的页面"), "{}", answer.text());
    // Of a form from elsewhere nothing is shown, and it leads nowhere.
    let answer = sent(officer.at(&site).holding("older"), "https://other.example/office", &path).await;
    assert_eq!((buttons(&answer), typed(&answer)), (vec!["/office".to_owned()], Vec::new()));
    let answer = sent(officer.with("sec-fetch-site", "cross-site"), &referer, &path).await;
    assert_eq!((answer.status, typed(&answer)), (StatusCode::FORBIDDEN, Vec::new()));
}

#[tokio::test]
async fn of_a_form_with_files_the_texts_come_back_and_the_files_are_named() {
    let site = TestApp::new().await;
    let page = format!("/office/returns/{}", ReturnId::new(site.app.now()));
    let (path, referer) = (format!("{page}/answer"), format!("http://localhost{page}"));
    let files: [(&str, &str, &[u8]); 2] = [("file", "年报.docx", &vec![7; 3_000_000]), ("file", "", b"")];
    let send = async |browser: Browser<'_>| {
        browser.with("referer", &referer).post_files(&path, &[("text", "已改")], &files).await
    };
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    for browser in [site.anybody(), officer.at(&site).holding("older")] {
        let answer = send(browser).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert_eq!(typed(&answer), ["已改"], "{}", answer.text());
        assert!(answer.text().contains("文件没有保存，请重新选择：年报.docx</p>"), "{}", answer.text());
    }
    // Nothing of it is shown on another page's request.
    let answer =
        site.anybody().with("referer", "https://other.example/").post_files(&path, &[("text", LONG)], &files).await;
    assert_eq!((answer.status, typed(&answer)), (StatusCode::UNAUTHORIZED, Vec::new()));
    assert!(!answer.text().contains("年报.docx"));
}
