use axum::http::StatusCode;
use gongkai_store::people::Role;
use gongkai_store::reports::State;

use super::stage::{clean, clean_report, faulty, received, row};
use crate::test_app::TestApp;

#[tokio::test]
async fn several_reports_are_accepted_and_published_after_a_look_at_them() {
    let site = TestApp::new().await;
    let street = clean_report(&site).await;
    let town = received(&site, &site.bodies.township, &faulty("云溪镇")).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let (one, two) = (street.to_string(), town.to_string());
    let list = supervisor.get("/office/reports").await.text();
    assert!(list.contains(&format!("value=\"{one}\"")) && list.contains(&format!("value=\"{two}\"")), "{list}");

    let look = format!("/office/reports/chosen?action=accept&report={one}&report={two}");
    let page = supervisor.get(&look).await.text();
    assert!(page.contains("选中 2 份，其中 2 份可以办理"), "{page}");
    assert_eq!(row(&site, &street).await.state, State::Checked, "looking changes nothing");
    // Without a reason the one with errors is refused, and holds up nobody.
    let answer = supervisor.post("/office/reports/accept", &[("report", &one), ("report", &two)]).await;
    let address = answer.header("location").to_owned();
    let told = supervisor.get(&address).await.text();
    assert!(
        told.contains("已接收 1 份报告") && told.contains("云溪镇人民政府") && told.contains("接收须写明理由"),
        "{told}"
    );
    assert_eq!((row(&site, &street).await.state, row(&site, &town).await.state), (State::Accepted, State::Checked));

    // The page is there in another language, too; but no address claims what was never done.
    let page = supervisor.get(&format!("{address}&lang=en")).await.text();
    assert!(page.contains("1 report accepted") && page.contains("云溪镇人民政府"), "{page}");
    let claimed = format!("/office/reports/settled?action=publish&done={one}.{two}");
    for claimed in
        [claimed.as_str(), &address.replace("action=accept", "action=publish"), &format!("{address}&done={two}")]
    {
        let answer = supervisor.get(claimed).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/office/reports"), "{claimed}");
    }
    let another = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    assert_eq!(another.get(&address).await.header("location"), "/office/reports", "it was told another session");

    let look = format!("/office/reports/chosen?action=publish&report={one}&report={two}");
    let page = supervisor.get(&look).await.text();
    assert!(page.contains("选中 2 份，其中 1 份可以办理") && page.contains("还没有接收"), "{page}");
    let told =
        supervisor.post_and_follow("/office/reports/publish", &[("report", &one), ("report", &two)]).await.text();
    assert!(told.contains("已发布 1 份报告"), "{told}");
    // The button pressed twice: one reason why not.
    let again = supervisor.post_and_follow("/office/reports/publish", &[("report", &one)]).await.text();
    assert!(again.contains("notice-warning") && again.contains("已发布 0 份报告"), "nothing was done: {again}");
    assert!(again.contains(">标题和内容都与已发布的版本相同，没有可更正的</td>"), "{again}");
    let public = site.anybody().get(&format!("/reports/{}/2023", site.bodies.street)).await;
    assert_eq!(public.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_withdrawn_is_told_apart_and_published_again_by_itself_only() {
    let site = TestApp::new().await;
    let street = clean_report(&site).await.to_string();
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    supervisor.post("/office/reports/accept", &[("report", street.as_str())]).await;
    let path = format!("/office/reports/{street}");
    let waits = async || {
        let own = std::slice::from_ref(&site.bodies.street);
        !gongkai_store::reports::to_publish(&mut &site.app.database, own).await.unwrap().is_empty()
    };
    assert!(waits().await, "what is accepted waits for its publication");
    supervisor.post("/office/reports/publish", &[("report", street.as_str())]).await;
    let withdrawn =
        supervisor.post(&format!("{path}/withdraw"), &[("versions", "1"), ("reason", "含有个人信息")]).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "{}", withdrawn.text());
    assert!(!waits().await, "what was withdrawn is decided");

    let list = supervisor.get("/office/reports").await.text();
    assert!(list.contains("<span class=\"badge\">已撤下</span>"), "{list}");
    let only = supervisor.get("/office/reports?state=withdrawn").await.text();
    assert!(only.contains(&street) && only.contains("value=\"withdrawn\" selected"), "{only}");
    for state in ["accepted", "published"] {
        let none = supervisor.get(&format!("/office/reports?state={state}")).await.text();
        assert!(!none.contains(&street) && !none.contains("没有“"), "{none}");
    }
    // An invented state narrows nothing, and says so.
    let all = supervisor.get("/office/reports?state=lost").await.text();
    assert!(all.contains(&street) && all.contains("没有“lost”这种状态"), "{all}");

    let look = supervisor.get(&format!("/office/reports/chosen?action=publish&report={street}")).await.text();
    assert!(look.contains("其中 0 份可以办理") && look.contains("已撤下的报告请单独办理"), "{look}");
    let sent = [("report", street.as_str()), ("reason", "统一更正")];
    let told = supervisor.post_and_follow("/office/reports/publish", &sent).await.text();
    assert!(told.contains("已发布 0 份报告") && told.contains("已撤下的报告请单独办理"), "{told}");
    let alone = supervisor.post(&format!("{path}/publish"), &[("title", ""), ("reason", "已删去个人信息")]).await;
    assert_eq!(alone.status, StatusCode::SEE_OTHER, "{}", alone.text());
    assert!(!supervisor.get("/office/reports").await.text().contains(">已撤下</span>"));
}

#[tokio::test]
async fn reports_of_others_are_not_touched() {
    let site = TestApp::new().await;
    let foreign = received(&site, &site.bodies.foreign_street, &clean("白石街道")).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = foreign.to_string();
    let look = supervisor.get(&format!("/office/reports/chosen?action=accept&report={id}")).await;
    assert_eq!(look.status, StatusCode::NOT_FOUND);
    let told = supervisor.post_and_follow("/office/reports/accept", &[("report", &id)]).await.text();
    assert!(told.contains("已接收 0 份报告") && !told.contains("白石街道"), "{told}");
    assert_eq!(row(&site, &foreign).await.state, State::Checked);
    let list = supervisor.get("/office/reports").await.text();
    assert!(list.contains("没有报告"), "{list}");
    assert_eq!(supervisor.post("/office/reports/accept", &[("report", "x")]).await.status, StatusCode::NOT_FOUND);
}
