use axum::http::StatusCode;
use gongkai_report::EditionId;
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::people::Role;
use gongkai_store::reports::State;
use gongkai_testkit::figures::Figures;

use super::stage::{TOTAL, clean, clean_report, faulty, received, row};
use crate::test_app::{Browser, TestApp};

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
    // What is public and did not change is not counted as something that can be done.
    let look = format!("/office/reports/chosen?action=publish&report={one}&report={two}");
    let page = supervisor.get(&look).await.text();
    assert!(page.contains("选中 2 份，其中 0 份可以办理"), "{page}");
    assert!(page.contains(">标题和内容都与已发布的版本相同，没有可更正的</td>"), "{page}");
    assert!(!page.contains(&format!("name=\"report\" value=\"{one}\"")) && !page.contains("已发布过"), "{page}");
    corrected(&supervisor, &one, "figure", "0").await;
    let page = supervisor.get(&look).await.text();
    assert!(page.contains("选中 2 份，其中 1 份可以办理，有 1 份请先看“说明”"), "{page}");
    assert!(page.contains("已发布过，之后有改动") && !page.contains("没有可更正的"), "{page}");
    corrected(&supervisor, &one, "as_read", "1").await;
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
    let same = "内容和文件与已撤下的第 1 版完全相同（2024-01-15 撤下，原因：含有个人信息）";
    assert!(look.contains("其中 0 份可以办理") && look.contains(same) && look.contains("在它的页面单独办理"), "{look}");
    let sent = [("report", street.as_str()), ("reason", "统一更正")];
    for sent in [&sent[..], &sent[..1]] {
        let told = supervisor.post_and_follow("/office/reports/publish", sent).await.text();
        assert!(told.contains("已发布 0 份报告") && told.contains(same) && !told.contains("须写明原因"), "{told}");
    }
    corrected(&supervisor, &street, "figure", "0").await;
    let look = supervisor.get(&format!("/office/reports/chosen?action=publish&report={street}")).await.text();
    assert!(look.contains("其中 0 份可以办理") && look.contains("已撤下的报告请单独办理"), "{look}");
    let told = supervisor.post_and_follow("/office/reports/publish", &sent).await.text();
    assert!(told.contains("已发布 0 份报告") && told.contains("已撤下的报告请单独办理"), "{told}");
    let alone = supervisor.post(&format!("{path}/publish"), &[("title", ""), ("reason", "已删去个人信息")]).await;
    assert_eq!(alone.status, StatusCode::SEE_OTHER, "{}", alone.text());
    assert!(!supervisor.get("/office/reports").await.text().contains(">已撤下</span>"));
}

#[tokio::test]
async fn what_was_withdrawn_is_published_unchanged_only_where_that_is_meant() {
    let site = TestApp::new().await;
    let (supervisor, street) = published(&site).await;
    let path = format!("/office/reports/{street}");
    supervisor.post(&format!("{path}/withdraw"), &[("versions", "1"), ("reason", "含有个人信息")]).await;

    let tick = "name=\"as_withdrawn_is_meant\" value=\"yes\"";
    let same = "内容和文件与已撤下的第 1 版完全相同（2024-01-15 撤下，原因：含有个人信息）";
    let publish = format!("{path}/publish");
    let form = supervisor.get(&publish).await.text();
    assert!(form.contains(same) && form.contains(tick) && !form.contains(&format!("{tick} checked")), "{form}");
    assert!(form.contains("再次发布的理由") && !form.contains("发布更正版"), "{form}");
    let send = async |meant: &str| {
        let fields = [("title", "青禾街道年报"), ("reason", "撤下有误"), ("as_withdrawn_is_meant", meant)];
        supervisor.post(&publish, &fields).await
    };
    // Another title is no other content.
    let refused = send("").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(page.contains("href=\"#as_withdrawn_is_meant\"") && page.contains("value=\"青禾街道年报\""), "{page}");
    assert!(page.contains(">撤下有误</textarea>"), "{page}");
    let english = supervisor.get(&format!("{publish}?lang=en")).await.text();
    assert!(english.contains("exactly those of version 1, withdrawn on 2024-01-15: <span"), "{english}");

    // What was corrected is asked nothing; taken back to what it was, it is asked again.
    corrected(&supervisor, &street, "figure", "0").await;
    assert!(!supervisor.get(&publish).await.text().contains(tick));
    corrected(&supervisor, &street, "as_read", "1").await;
    assert_eq!(send("").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send("yes").await.status, StatusCode::SEE_OTHER);
    let history = supervisor.get(&format!("{path}/history")).await.text();
    assert!(history.contains("与撤下时相同 · 青禾街道年报 · 撤下有误"), "{history}");
    assert!(!history.contains("timeline-what\">发布更正版"), "{history}");
    // Nothing was corrected, and nobody is told so.
    for public in [&*format!("/reports/{}/2023", site.bodies.street), "/feed.atom"] {
        let page = site.anybody().get(public).await.text();
        assert!(
            page.contains("再次发布的理由：撤下有误") && !page.contains("更正原因") && !page.contains("已更正"),
            "{page}"
        );
    }
    // It was meant: nothing is asked of that content any more, and nothing is there to correct.
    let again = send("").await.text();
    assert!(again.contains("没有可更正的") && !again.contains(tick), "{again}");
}

#[tokio::test]
async fn what_is_returned_is_listed_with_what_the_public_has_of_it() {
    let site = TestApp::new().await;
    let (supervisor, street) = published(&site).await;
    let path = format!("/office/reports/{street}");
    let badges = async |lang: &str| {
        let list = supervisor.get(&format!("/office/reports?{lang}")).await.text();
        let cell = list.split("data-label=\"").find(|cell| cell.contains("class=\"badge")).unwrap().to_owned();
        cell.split("</td>").next().unwrap().split_once('>').unwrap().1.to_owned()
    };
    assert_eq!(badges("").await, "<span class=\"badge badge-published\">已发布</span>");
    let returned = supervisor.post(&format!("{path}/return"), &[("note", "请核对"), ("due_on", "2024-02-01")]).await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER, "{}", returned.text());
    let state = "<span class=\"badge badge-returned\">已退回</span>";
    assert_eq!(badges("").await, format!("{state} <span class=\"badge\">公众仍可查阅本版</span>"));
    supervisor.post(&format!("{path}/withdraw"), &[("versions", "1"), ("reason", "含有个人信息")]).await;
    assert_eq!(badges("").await, format!("{state} <span class=\"badge\">已撤下</span>"));
    assert!(badges("lang=en").await.ends_with("<span class=\"badge\">Withdrawn</span>"));
}

/// A supervisor, and the report they accepted and published.
async fn published(site: &TestApp) -> (Browser<'_>, String) {
    let street = clean_report(site).await.to_string();
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    for step in ["accept", "publish"] {
        supervisor.post(&format!("/office/reports/{step}"), &[("report", street.as_str())]).await;
    }
    (supervisor, street)
}

/// Corrects the same cell, or puts back what was read.
async fn corrected(supervisor: &Browser<'_>, report: &str, to: &str, seen: &str) {
    let fields = [("address", TOTAL), ("to", to), ("value", "9"), ("reason", "按台账更正"), ("seen", seen)];
    let answer = supervisor.post(&format!("/office/reports/{report}/cells"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

#[tokio::test]
async fn what_was_withdrawn_is_so_on_the_roll_in_its_files_and_in_the_total() {
    let site = TestApp::new().await;
    let street = clean_report(&site).await.to_string();
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let collection = crate::collecting::open(&supervisor, &site.bodies.district, 2023).await;
    supervisor.post("/office/reports/accept", &[("report", street.as_str())]).await;
    supervisor.post("/office/reports/publish", &[("report", street.as_str())]).await;
    let roll = format!("/office/collections/{collection}");
    let tile = ">已撤下</span><span class=\"tile-number\">1<";
    assert!(!supervisor.get(&roll).await.text().contains("?state=withdrawn"));
    let withdraw = format!("/office/reports/{street}/withdraw");
    supervisor.post(&withdraw, &[("versions", "1"), ("reason", "含有个人信息")]).await;

    let page = supervisor.get(&roll).await.text();
    assert!(page.contains(tile) && page.contains("<span class=\"badge\">已撤下</span></td>"), "{page}");
    let only = supervisor.get(&format!("{roll}?state=withdrawn")).await.text();
    assert!(only.contains(&street), "{only}");
    for state in ["accepted", "published"] {
        let other = supervisor.get(&format!("{roll}?state={state}")).await.text();
        assert!(!other.contains(&street), "{state}: {other}");
    }
    let all = supervisor.get("/office/collections").await.text();
    assert!(all.contains("另有已撤下 1"), "{all}");
    let csv = supervisor.get(&format!("{roll}/export?format=csv&state=withdrawn")).await.text();
    let row = csv.lines().nth(1).unwrap();
    assert!(csv.lines().count() == 2 && row.contains(",已撤下,") && row.contains(",接收,"), "{csv}");
    // A column of days has days.
    assert!(
        csv.lines().next().unwrap().contains(",发布日期,更正日期,撤下日期,") && row.ends_with(",,,2024-01-15,,,"),
        "{csv}"
    );

    let total = format!("body={}&year=2023", site.bodies.district);
    let page = supervisor.get(&format!("/office/totals?{total}")).await.text();
    assert!(page.contains("1 份报告发布后已撤下，仍计入本汇总；门户公开的汇总不含这些报告"), "{page}");
    let english = supervisor.get(&format!("/office/totals?{total}&lang=en")).await.text();
    assert!(english.contains("One report was published and withdrawn since; it counts here all the same"), "{english}");
    let file = async |format: &str| supervisor.get(&format!("/office/totals/file?{total}&format={format}")).await;
    let html = file("html").await.text();
    assert!(html.contains("其中 1 份发布后已撤下") && html.contains("不含：青禾街道办事处。"), "{html}");
    assert!(html.contains("另有 2 个应计入的单位没有可以计入的报告："), "{html}");
    let csv = file("csv").await.text();
    assert!(csv.lines().next().unwrap().ends_with(",汇总单位数,其中已撤下单位数,未计入单位数"), "{csv}");
    assert!(csv.lines().skip(1).all(|line| line.ends_with(",1,1,2")), "{csv}");
    assert_eq!(file("json").await.json()["members"][0]["withdrawn"], true);

    // Published again, nothing of it is told any more.
    let publish = format!("/office/reports/{street}/publish");
    let meant = [("title", ""), ("reason", "核实无个人信息"), ("as_withdrawn_is_meant", "yes")];
    supervisor.post(&publish, &meant).await;
    let page = supervisor.get(&roll).await.text();
    assert!(!page.contains("?state=withdrawn") && page.contains("badge-published"), "{page}");
    assert!(file("json").await.json()["members"][0].get("withdrawn").is_none());
    assert!(!file("html").await.text().contains("发布后已撤下"));
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

#[tokio::test]
async fn what_changes_nothing_or_lacks_corrections_is_told_beforehand_and_published_by_itself() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let figures = |seed| Figures::consistent(EditionId::E2021, seed);
    let accepted = async |body: &BodyId, seed| {
        crate::drafts::hand_in(&site, body, 2023, &figures(seed), State::Accepted).await.id.to_string()
    };
    let (street, town, bureau) = (&site.bodies.street, &site.bodies.township, &site.bodies.bureau);
    let mut first = Vec::new();
    for body in [street, town, bureau] {
        first.push(accepted(body, 7).await);
    }
    let all: Vec<_> = first.iter().map(|id| ("report", id.as_str())).collect();
    let told = supervisor.post_and_follow("/office/reports/publish", &all).await.text();
    assert!(told.contains("已发布 3 份报告"), "{told}");
    let path = format!("/office/reports/{}", first[0]);
    let cell =
        [("address", "t2.regulation.issued"), ("to", "figure"), ("value", "93"), ("reason", "按台账"), ("seen", "0")];
    assert_eq!(supervisor.post(&format!("{path}/cells"), &cell).await.status, StatusCode::SEE_OTHER);
    let again = supervisor.post(&format!("{path}/publish"), &[("title", ""), ("reason", "更正读数")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());

    let (back, same, other) = (accepted(street, 7).await, accepted(town, 7).await, accepted(bureau, 8).await);
    let look = format!("/office/reports/chosen?action=publish&report={back}&report={same}&report={other}");
    let lacks = "此前版本有 1 格更正，这一版与更正后的不同。请在它的页面沿用，或者写明理由不沿用";
    let repeats = "与已发布的第 1 版完全相同，没有改动。确需作为更正版发布的，在它的页面单独办理";
    let alone = |page: &str, id: &str| page.contains(&format!("<a href=\"/office/reports/{id}/publish\">单独办理"));
    let page = supervisor.get(&look).await.text();
    assert!(page.contains("选中 3 份，其中 1 份可以办理") && page.contains(lacks) && page.contains(repeats), "{page}");
    assert!(alone(&page, &back) && alone(&page, &same) && !alone(&page, &other), "{page}");
    assert!(page.contains("此前的版本发布过：须写原因"), "{page}");
    let english = supervisor.get(&format!("{look}&lang=en")).await.text();
    assert!(
        english.contains("was corrected and reads otherwise here. Take the corrections over on its page")
            && english.contains(">By itself<"),
        "{english}"
    );
    supervisor.get(&format!("{look}&lang=zh-CN")).await;

    // What its body says it corrects is the reason where none is given.
    let id = ReportId::parse(&other).unwrap();
    let mut transaction = site.app.database.begin().await.unwrap();
    gongkai_store::reports::set_correction_note(&mut transaction, &id, "更正受理数").await.unwrap();
    transaction.commit().await.unwrap();
    let page = supervisor.get(&look).await.text();
    assert!(page.contains("不写原因的，公布报送机关的更正说明"), "{page}");
    let sent = [("report", back.as_str()), ("report", &same), ("report", &other)];
    let told = supervisor.post_and_follow("/office/reports/publish", &sent).await.text();
    assert!(told.contains("已发布 1 份报告") && told.contains(lacks) && told.contains(repeats), "{told}");
    assert!(alone(&told, &back) && alone(&told, &same), "{told}");
    assert!(site.anybody().get(&format!("/reports/{bureau}/2023")).await.text().contains("更正受理数"));
    // On its own page it is published once the corrections are settled.
    let path = format!("/office/reports/{back}/publish");
    let fields = [("title", ""), ("reason", "以台账为准")];
    assert_eq!(supervisor.post(&path, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let leave = [
        ("earlier", "t2.regulation.issued:1:1"),
        ("settle", "leave"),
        ("reason", "报送机关已核对"),
        ("back", "publish"),
    ];
    let left = supervisor.post(&format!("/office/reports/{back}/earlier"), &leave).await;
    assert_eq!(
        (left.status, left.header("location")),
        (StatusCode::SEE_OTHER, &*format!("{path}?left=1")),
        "{}",
        left.text()
    );
    let done = supervisor.post(&path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}
