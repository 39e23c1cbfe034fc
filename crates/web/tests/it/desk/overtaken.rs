//! Two supervisors at one report: whose form comes after the other's step is told of it and asked anew.

use axum::http::StatusCode;
use gongkai_store::people::Role;
use gongkai_store::reports::State;

use super::stage::{clean_report, journalled, row};
use crate::test_app::{Answer, Browser, TestApp};

const LETTER: [(&str, &str); 2] = [("note", "请核对第三表"), ("due_on", "2024-02-01")];

/// The step a form carries.
fn carried(page: &Answer) -> String {
    let html = scraper::Html::parse_document(&page.text());
    let seen = scraper::Selector::parse("form input[name=step]").unwrap();
    html.select(&seen).next().and_then(|field| field.attr("value")).unwrap().to_owned()
}

/// The form of an action as it was opened.
struct Form<'a> {
    browser: &'a Browser<'a>,
    path: &'a str,
    seen: String,
}

impl Form<'_> {
    async fn send(&self, fields: &[(&str, &str)]) -> Answer {
        self.browser.post(self.path, &[&[("step", self.seen.as_str())], fields].concat()).await
    }
}

async fn form<'a>(browser: &'a Browser<'a>, path: &'a str) -> Form<'a> {
    Form { browser, path, seen: carried(&browser.get(path).await) }
}

#[tokio::test]
async fn what_somebody_returned_is_accepted_only_by_who_knows() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let one = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let other = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let (accept, back) = (format!("/office/reports/{id}/accept"), format!("/office/reports/{id}/return"));
    let accepting = form(&one, &accept).await;
    assert_eq!(form(&other, &back).await.send(&LETTER).await.status, StatusCode::SEE_OTHER);

    let late = accepting.send(&[("reason", "情况属实")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("这份报告有新的进展") && page.contains("最近一步：退回报告（"), "{page}");
    assert!(page.contains(">情况属实</textarea>") && page.contains("再提交一次"), "what was typed stays: {page}");
    assert_eq!((row(&site, &id).await.state, journalled(&site, "report_accepted").await), (State::Returned, 0));
    let english = one.post(&format!("{accept}?lang=en"), &[("step", "0"), ("reason", "x")]).await.text();
    assert!(english.contains("Last step: Report returned ("), "{english}");

    let knowing = [("step", carried(&late)), ("reason", "情况属实".to_owned())];
    let knowing = knowing.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(one.post(&accept, &knowing).await.status, StatusCode::SEE_OTHER, "on purpose it can be");
    assert_eq!(row(&site, &id).await.state, State::Accepted);
}

#[tokio::test]
async fn no_letter_goes_out_about_what_somebody_accepted_meanwhile() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let one = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let other = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = |action: &str| format!("/office/reports/{id}/{action}");
    let (accept, back) = (path("accept"), path("return"));
    let returning = form(&one, &back).await;
    let accepting_twice = form(&one, &accept).await;
    assert_eq!(form(&other, &accept).await.send(&[]).await.status, StatusCode::SEE_OTHER);
    let late = returning.send(&LETTER).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("最近一步：接收报告（") && late.text().contains(">请核对第三表</textarea>"));
    assert!(late.text().contains("value=\"2024-02-01\""), "the day stays: {}", late.text());
    assert_eq!((row(&site, &id).await.state, journalled(&site, "report_returned").await), (State::Accepted, 0));

    // Where there is no field any more, the words are kept to be copied.
    let late = accepting_twice.send(&[("reason", "可以接收")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("readonly>可以接收</textarea>"), "{}", late.text());
    assert!(!late.text().contains("name=\"step\""), "and there is no form: {}", late.text());
}

#[tokio::test]
async fn publishing_and_withdrawing_ask_anew_after_somebody_elses_step() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let one = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let other = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = |action: &str| format!("/office/reports/{id}/{action}");
    let (accept, publish, withdraw) = (path("accept"), path("publish"), path("withdraw"));
    assert_eq!(form(&one, &accept).await.send(&[]).await.status, StatusCode::SEE_OTHER);
    let publishing = form(&one, &publish).await;
    let title = [("title", "青禾街道年度报告")];
    assert_eq!(form(&other, &publish).await.send(&title).await.status, StatusCode::SEE_OTHER);
    let late = publishing.send(&[("title", "另一个标题")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("最近一步：发布报告（") && late.text().contains("value=\"另一个标题\""));

    let withdrawing = form(&one, &withdraw).await;
    let gone = [("versions", "1"), ("reason", "含有个人信息")];
    assert_eq!(form(&other, &withdraw).await.send(&gone).await.status, StatusCode::SEE_OTHER);
    let late = withdrawing.send(&gone).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("最近一步：撤下已发布的年报（"), "{}", late.text());
    assert!(late.text().contains("readonly>含有个人信息</textarea>"), "{}", late.text());
    assert_eq!(journalled(&site, "publication_withdrawn").await, 1);
}

#[tokio::test]
async fn among_several_what_went_on_meanwhile_is_left_out() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let one = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let look = one.get(&format!("/office/reports/chosen?action=accept&report={id}")).await.text();
    let seen = (format!("seen-{id}"), id.to_string());
    assert!(look.contains(&format!("name=\"{}\" value=\"checked\"", seen.0)), "{look}");
    assert_eq!(one.post(&format!("/office/reports/{id}/return"), &LETTER).await.status, StatusCode::SEE_OTHER);
    let fields = [("report", seen.1.as_str()), (seen.0.as_str(), "checked")];
    let told = one.post("/office/reports/accept", &fields).await;
    let told = one.get(told.header("location")).await.text();
    assert!(told.contains("已接收 0 份报告") && told.contains("这份报告有新的进展"), "{told}");
    assert_eq!(row(&site, &id).await.state, State::Returned);
}

/// How often two judge at once.
const ROUNDS: usize = 10;

/// Two who judge at the same moment: one goes through, the other is asked anew; and what a new version takes the place of
/// while it is judged is not accepted afterwards. Another database may carry them out at once, so it is tried often.
async fn judged_at_once(here: &TestApp, there: &TestApp) {
    let one = here.sign_in_as(Role::Supervisor, &here.bodies.district).await;
    let other = there.sign_in_as(Role::Supervisor, &here.bodies.district).await;
    for round in 1..=ROUNDS {
        let id = clean_report(here).await;
        let (accept, back) = (format!("/office/reports/{id}/accept"), format!("/office/reports/{id}/return"));
        let (returning, accepting) = (form(&one, &back).await, form(&other, &accept).await);
        let (returned, accepted) = tokio::join!(returning.send(&LETTER), accepting.send(&[]));
        let state = match (returned.status, accepted.status) {
            (StatusCode::SEE_OTHER, StatusCode::CONFLICT) => State::Returned,
            (StatusCode::CONFLICT, StatusCode::SEE_OTHER) => State::Accepted,
            both => panic!("round {round}: {both:?}"),
        };
        assert_eq!(row(here, &id).await.state, state);

        let judged = clean_report(here).await;
        let accepting = format!("/office/reports/{judged}/accept");
        let (_, accepted) = tokio::join!(clean_report(there), other.post(&accepting, &[]));
        assert!(matches!(accepted.status, StatusCode::SEE_OTHER | StatusCode::CONFLICT), "{}", accepted.text());
        assert_eq!(row(here, &judged).await.state, State::Superseded, "round {round}");
    }
    let steps = journalled(here, "report_returned").await + journalled(here, "report_accepted").await;
    assert!((ROUNDS..=2 * ROUNDS).contains(&steps), "{steps}");
}

#[tokio::test]
async fn of_two_judgements_at_once_one_goes_through() {
    let site = TestApp::new().await;
    judged_at_once(&site, &site).await;
}

#[tokio::test]
async fn of_two_judgements_at_once_on_two_nodes_one_goes_through() {
    let [one, two] = TestApp::two_nodes().await;
    judged_at_once(&one, &two).await;
}
