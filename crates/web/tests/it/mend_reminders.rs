//! A report that was returned and not mended by the day set: its body is reminded of that.

use std::sync::Arc;

use axum::http::StatusCode;
use gongkai_app::jobs::run_all_due;
use gongkai_store::id::{BodyId, CollectionId};
use gongkai_store::messages::{Channel, Kind};
use gongkai_store::obligations;
use gongkai_store::people::Role;
use jiff::civil::date;

use crate::desk::stage::faulty_report;
use crate::messages::{Kept, collection_of, give_mail, sent, site};
use crate::test_app::TestApp;

/// A collection about 2023 whose last day is over, with some bodies on its roll.
async fn collect(site: &TestApp, bodies: &[&BodyId]) -> CollectionId {
    let last = date(2024, 1, 1);
    collection_of(site, bodies, Some(last), last).await
}

/// The street's report is there and goes back, to be mended by 25 January; the address of the return.
async fn returned(site: &TestApp) -> String {
    let report = faulty_report(site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let fields = [("note", "总计有误，请核对。"), ("due_on", "2024-01-25")];
    let answer = supervisor.post(&format!("/office/reports/{report}/return"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

async fn run(site: &TestApp, moment: &str) {
    site.clock.set(moment.parse().unwrap());
    gongkai_app::jobs::schedule::write_due(&site.app).await.unwrap();
    run_all_due(&site.app).await.unwrap();
}

/// The stages a body was reminded at, oldest first.
async fn stages(site: &TestApp, body: &BodyId, kind: Kind) -> Vec<i64> {
    let all = sent(site, Channel::Inbox).await.into_iter().rev().map(|row| row.message);
    all.filter(|message| message.body == *body && message.kind == kind).map(|message| message.stage).collect()
}

#[tokio::test]
async fn who_is_late_to_mend_is_reminded_with_stages_counted_from_that_day() {
    let mail = Arc::new(Kept::default());
    let site = site(mail.clone()).await;
    let street = site.bodies.street.clone();
    collect(&site, &[&street]).await;
    give_mail(&site, Role::DisclosureOfficer, &street, "officer@example.test").await;
    give_mail(&site, Role::Leader, &street, "leader@example.test").await;
    run(&site, "2024-01-15T10:00:00+08:00").await;
    assert_eq!(stages(&site, &street, Kind::Reminder).await, [2], "its report was two weeks late");
    let path = returned(&site).await;
    run_all_due(&site.app).await.unwrap();
    mail.taken.lock().unwrap().clear();
    for night in ["2024-01-22T10:00:00+08:00", "2024-01-25T10:00:00+08:00"] {
        run(&site, night).await;
        assert!(stages(&site, &street, Kind::Mending).await.is_empty(), "{night}: the day is not over");
    }
    run(&site, "2024-01-26T10:00:00+08:00").await;
    run(&site, "2024-01-26T12:00:00+08:00").await;
    assert_eq!(stages(&site, &street, Kind::Mending).await, [1], "it begins anew, and once");
    let letter = sent(&site, Channel::Inbox).await[0].message.clone();
    assert!(letter.subject.contains("关于催办2023年政府信息公开工作年度报告整改的函"), "{}", letter.subject);
    for words in ["2024年1月15日退回整改", "2024年1月25日前重新报送", "已逾期1日", "不再重列", "第四十七条"]
    {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
    let to = || mail.taken.lock().unwrap().iter().map(|out| out.to.clone()).collect::<Vec<_>>();
    assert_eq!(to(), ["officer@example.test"]);
    run(&site, "2024-02-01T10:00:00+08:00").await;
    assert_eq!(stages(&site, &street, Kind::Mending).await, [1, 2]);
    assert_eq!(to(), ["officer@example.test", "officer@example.test", "leader@example.test"]);
    assert_eq!(stages(&site, &street, Kind::Reminder).await, [2], "of its report it is reminded no more");
    // Who answered in words did its part.
    let officer = site.sign_in_as(Role::DisclosureOfficer, &street).await;
    let page = officer.get(&format!("/office/messages/{}", letter.id)).await.text();
    assert!(page.contains(&format!("href=\"{path}\">查看退回函与答复")), "{page}");
    let answer = officer.post_files(&format!("{path}/answer"), &[("text", "数字无误，说明如下。")], &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    run(&site, "2024-02-20T10:00:00+08:00").await;
    assert_eq!(stages(&site, &street, Kind::Mending).await, [1, 2]);
}

#[tokio::test]
async fn who_was_given_more_time_is_reminded_from_the_new_day_on() {
    let site = site(Arc::default()).await;
    let street = site.bodies.street.clone();
    collect(&site, &[&street]).await;
    let path = returned(&site).await;
    run(&site, "2024-01-26T10:00:00+08:00").await;
    run(&site, "2024-02-01T10:00:00+08:00").await;
    assert_eq!(stages(&site, &street, Kind::Mending).await, [1, 2]);
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    site.clock.set("2024-02-01T11:00:00+08:00".parse().unwrap());
    let fields = [("due_on", "2024-02-10"), ("reason", "核对台账")];
    assert_eq!(supervisor.post(&format!("{path}/extend"), &fields).await.status, StatusCode::SEE_OTHER);
    run(&site, "2024-02-10T10:00:00+08:00").await;
    assert_eq!(stages(&site, &street, Kind::Mending).await, [1, 2], "the new day is not over");
    run(&site, "2024-02-11T10:00:00+08:00").await;
    assert_eq!(stages(&site, &street, Kind::Mending).await, [1, 2, 1], "its stages begin anew");
    let officer = site.sign_in_as(Role::DisclosureOfficer, &street).await;
    officer.post_files(&format!("{path}/answer"), &[("text", "数字无误。")], &[]).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let late = supervisor.post(&format!("{path}/extend"), &[("due_on", "2024-02-20"), ("reason", "再延")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("已经答复这次退回"), "{}", late.text());
}

#[tokio::test]
async fn the_page_tells_who_owes_from_who_is_late_to_mend() {
    let site = site(Arc::default()).await;
    let (street, township) = (&site.bodies.street, &site.bodies.township);
    let id = collect(&site, &[street, township, &site.bodies.bureau]).await;
    returned(&site).await;
    let path = format!("/office/collections/{id}/remind");
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("尚未报送（2）") && !page.contains("整改逾期") && !page.contains("待办</a></p>"), "{page}");
    // Nobody above asks the bureau any more.
    let rows = obligations::listed(&mut &site.app.database, &id).await.unwrap();
    let bureau = rows.iter().find(|row| row.obligation.body == site.bodies.bureau).unwrap();
    let mut transaction = site.app.database.begin().await.unwrap();
    obligations::set_excused(&mut transaction, &bureau.obligation.id, Some("撤并"), site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
    site.clock.set("2024-01-28T02:00:00Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&path).await.text();
    for words in ["尚未报送（1）", "整改逾期（1）", "<td data-label=\"退回日期\" class=\"nowrap\">2024-01-15</td>"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let mending = page.split("id=\"mending-title\"").nth(1).unwrap();
    assert!(
        mending.contains("青禾街道") && mending.contains("2024-01-25") && mending.contains("逾期 3 天"),
        "{mending}"
    );
    assert!(!mending.contains("云溪镇"), "{mending}");
    assert!(mending.contains("关于催办2023年"), "what is sent is shown: {mending}");
    for (chosen, kind, log) in
        [(street, Kind::Mending, "?kind=mending\">查看消息记录"), (township, Kind::Reminder, "\">查看消息记录")]
    {
        let sent = supervisor.post(&path, &[("bodies", chosen.as_str())]).await;
        assert!(sent.header("location").starts_with(&format!("/office/collections/{id}/reminded?")), "{log}");
        let stage = stages(&site, chosen, kind).await;
        assert_eq!(stage, [if kind == Kind::Mending { 1 } else { 3 }], "{log}");
        let page = supervisor.get(sent.header("location")).await.text();
        assert!(page.contains(log), "{page}");
    }
    let both = [("bodies", street.as_str()), ("bodies", township.as_str()), ("certain", "yes")];
    assert_eq!(supervisor.post(&path, &both).await.status, StatusCode::SEE_OTHER);
    let again = supervisor.post(&path, &[("bodies", street.as_str())]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("青禾街道办事处刚在 2024-01-28 10:00 催报过"));
    assert_eq!(stages(&site, street, Kind::Mending).await, [1, 2]);
}

#[tokio::test]
async fn the_body_that_collects_is_told_why_it_is_not_among_them() {
    let site = TestApp::new().await;
    let id = collect(&site, &[&site.bodies.district, &site.bodies.street]).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/collections/{id}/remind");
    let page = supervisor.get(&path).await.text();
    assert!(
        page.contains("本单位的年报也还没有报送，不列入催报。")
            && !page.contains(&format!("value=\"{}\"", site.bodies.district)),
        "{page}"
    );
    // Chosen all the same, it is not written to.
    let own = [("bodies", site.bodies.district.as_str())];
    assert_eq!(supervisor.post(&path, &own).await.status, StatusCode::SEE_OTHER);
    assert!(sent(&site, Channel::Inbox).await.is_empty());
}
