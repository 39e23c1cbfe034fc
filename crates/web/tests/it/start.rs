use axum::http::StatusCode;
use gongkai_report::EditionId;
use gongkai_store::people::Role;
use gongkai_store::reports::State;
use gongkai_testkit::figures::Figures;

use crate::collecting::{open, report, roll, upload, work};
use crate::desk::stage::{faulty_report, found};
use crate::drafts::{begin, collect, draft, hand_in};
use crate::test_app::TestApp;

#[tokio::test]
async fn everybody_finds_what_waits_for_them_and_nothing_else() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let empty = supervisor.get("/office").await.text();
    assert!(empty.contains("没有待办事项") && empty.contains("/office/collections/new"), "{empty}");
    let id = open(&supervisor, &site.bodies.district, 2023).await;
    upload(
        &supervisor,
        &id,
        &[("青禾街道.txt", &report("青禾街道", 2023)), ("通知.txt", "请各单位报送。".as_bytes()), ("空.docx", b"")],
    )
    .await;
    work(&site).await;
    let page = supervisor.get("/office").await.text();
    let tile = |label: &str| {
        let after = page.split(&format!("{label}</span>")).nth(1).unwrap_or_else(|| panic!("{label}: {page}"));
        after.split("tile-number\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    // Files are counted as the page of their batch counts them.
    let labels = ["未报送", "逾期未报", "待确认文件", "无法读取的文件", "待处理"];
    assert_eq!(labels.map(tile), ["2", "0", "1", "1", "1"]);
    // A year in which everything is done is not shown.
    let done = open(&supervisor, &site.bodies.district, 2022).await;
    assert!(supervisor.get("/office").await.text().contains("2022 年度年报收集"));
    for row in roll(&site, &done).await {
        supervisor.post(&format!("/office/obligations/{}/remove", row.obligation.id), &[]).await;
    }
    let page = supervisor.get("/office").await.text();
    assert!(page.contains("2023 年度年报收集") && !page.contains("2022 年度年报收集"), "{page}");

    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.township).await;
    let page = officer.get("/office").await.text();
    assert!(page.contains("云溪镇人民政府 2023 年度年报") && page.contains("还有 16 天") && page.contains("尚未编制"));
    assert!(!page.contains("待确认文件"), "{page}");
    let leads_to = |page: &str, to: &str| page.contains(&format!("<a href=\"{to}\">云溪镇人民政府 2023 年度年报"));
    assert!(leads_to(&page, "/office/drafts"), "where there is no draft, to where one is begun: {page}");
    let draft = begin(&officer, &site.bodies.township, "2023").await;
    let page = officer.get("/office").await.text();
    assert!(leads_to(&page, &draft) && page.contains("编制中"), "to the draft itself: {page}");
    // What was begun waits for whoever began it, though nobody collects it.
    let unasked = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.district).await;
    unasked.post("/office/drafts", &[("body", site.bodies.district.as_str()), ("year", "2023")]).await;
    let page = unasked.get("/office").await.text();
    assert!(page.contains("示例区人民政府 2023 年度年报") && !page.contains("截止"), "{page}");
    // Whose report is here has nothing to do, nor has who works for a body nobody asks.
    for body in [&site.bodies.street, &site.bodies.community] {
        let idle = site.sign_in_as(Role::DisclosureOfficer, body).await.get("/office").await.text();
        assert!(idle.contains("没有待办事项"), "{idle}");
    }
    site.clock.set("2024-02-01T01:00:00Z".parse().unwrap());
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.township).await;
    assert!(officer.get("/office").await.text().contains("逾期 1 天"));
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    assert!(administrator.get("/office").await.text().contains("没有待办事项"));
}

#[tokio::test]
async fn what_is_not_found_in_the_office_is_told_in_the_office() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let lost = supervisor.get("/office/nowhere").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    let page = lost.text();
    assert!(page.contains("office-main") && page.contains("没有找到"), "{page}");
    assert!(page.contains("可从菜单重新进入") && !page.contains("检索查找"), "the office has no search: {page}");
    // The address a form was sent to leads back to the form.
    let sent = supervisor.get("/office/findings/decisions").await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/office/findings"));
    let citizen = site.anybody().get("/nowhere").await;
    assert!(citizen.status == StatusCode::NOT_FOUND && !citizen.text().contains("office-main"));
}

#[tokio::test]
async fn who_looks_through_reports_finds_those_before_their_leader() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let begun = officer.post("/office/drafts", &[("body", street.as_str()), ("year", "2023")]).await;
    let path = begun.header("location").to_owned();
    let reviewer = site.sign_in_as(Role::Reviewer, street).await;
    assert!(reviewer.get("/office").await.text().contains("没有待办事项"));
    let mut transaction = site.app.database.begin().await.unwrap();
    let id = gongkai_store::id::DraftId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let mut draft = gongkai_store::drafts::by_id(&mut transaction, &id).await.unwrap();
    draft.state = gongkai_store::drafts::State::Submitted;
    assert!(gongkai_store::drafts::save(&mut transaction, &mut draft).await.unwrap());
    transaction.commit().await.unwrap();
    let page = reviewer.get("/office").await.text();
    assert!(page.contains("待审阅的年报") && page.contains(&format!("/office/drafts/{id}/preview")), "{page}");
    let seen = reviewer.get(&format!("{path}/preview")).await;
    assert!(seen.status == StatusCode::OK && !seen.text().contains("/sign\""));
}

#[tokio::test]
async fn a_draft_the_leader_sent_back_waits_for_the_officer_though_a_file_was_handed_in() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    collect(&site, 2023).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    hand_in(&site, street, 2023, &Figures::consistent(EditionId::E2021, 7), State::Checked).await;
    site.clock.set("2024-02-03T01:00:00Z".parse().unwrap());
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let own = async || officer.get("/office").await.text();
    assert!(own().await.contains("没有待办事项"), "a draft that others overtook asks for nothing");
    let mut draft = draft(&site, &path).await;
    draft.state = gongkai_store::drafts::State::Returned;
    let mut transaction = site.app.database.begin().await.unwrap();
    assert!(gongkai_store::drafts::save(&mut transaction, &mut draft).await.unwrap());
    transaction.commit().await.unwrap();
    let page = own().await;
    assert!(page.contains("青禾街道办事处 2023 年度年报") && page.contains("签发前退回修改"), "{page}");
    assert!(page.contains(&format!("href=\"{path}\"")), "it leads to the draft with the leader's words: {page}");
    // The report came in time: nothing is overdue about it.
    assert!(!page.contains("逾期") && !page.contains("截止"), "{page}");
}

#[tokio::test]
async fn the_next_version_of_a_report_handed_in_as_a_file_waits_for_its_officer() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    collect(&site, 2023).await;
    hand_in(&site, street, 2023, &Figures::consistent(EditionId::E2021, 7), State::Accepted).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    assert!(officer.get("/office").await.text().contains("没有待办事项"));
    let path = begin(&officer, street, "2023").await;
    let page = officer.get("/office").await.text();
    assert!(page.contains(&format!("<a href=\"{path}\">青禾街道办事处 2023 年度年报</a>")), "{page}");
    // It is theirs to finish or to give up; nobody waits for it.
    assert!(page.contains("新版编制中") && !page.contains("截止") && !page.contains("badge-owed"), "{page}");
    let revision = draft(&site, &path).await.revision.to_string();
    let gone = officer.post(&format!("{path}/discard"), &[("version", &revision)]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert!(officer.get("/office").await.text().contains("没有待办事项"));
}

#[tokio::test]
async fn a_supervisor_finds_the_offices_own_report_until_it_is_published() {
    let site = TestApp::new().await;
    let district = &site.bodies.district;
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, district).await;
    officer.post("/office/drafts", &[("body", district.as_str()), ("year", "2023")]).await;
    let page = supervisor.get("/office").await.text();
    assert!(page.contains("示例区人民政府 2023 年度年报") && page.contains("编制中"), "{page}");
    let figures = Figures::consistent(EditionId::E2021, 7);
    let id = hand_in(&site, district, 2022, &figures, State::Checked).await.id;
    let page = supervisor.get("/office").await.text();
    assert!(page.contains(&format!("/office/reports/{id}")) && page.contains("待接收和发布"), "{page}");
    supervisor.post(&format!("/office/reports/{id}/accept"), &[("reason", "核对无误")]).await;
    assert!(supervisor.get("/office").await.text().contains("已接收，待发布"));
    assert_eq!(supervisor.post(&format!("/office/reports/{id}/publish"), &[]).await.status, StatusCode::SEE_OTHER);
    let page = supervisor.get("/office").await.text();
    assert!(!page.contains(&format!("/office/reports/{id}")) && !page.contains("待发布"), "{page}");
    // Its correction is told as that, to the supervisor as to its officer; the year that has no report yet, as before.
    begin(&officer, district, "2022").await;
    let next = "示例区人民政府 2022 年度年报 <span class=\"small soft\">新版编制中</span>";
    let first = "示例区人民政府 2023 年度年报 <span class=\"small soft\">编制中</span>";
    let page = supervisor.get("/office").await.text();
    assert!(page.contains(next) && page.contains(first), "{page}");
    let own = officer.get("/office").await.text();
    assert!(own.contains("新版编制中") && own.contains(">编制中<"), "{own}");
    let english = supervisor.get("/office?lang=en").await.text();
    assert!(english.contains("new version being written"), "{english}");
    supervisor.get("/office?lang=zh-CN").await;
    // A report somebody above collects is theirs to accept; those of bodies below stand in the collection.
    let above = site.sign_in_as(Role::Supervisor, &site.bodies.city).await;
    open(&above, &site.bodies.city, 2021).await;
    hand_in(&site, district, 2021, &figures, State::Checked).await;
    hand_in(&site, &site.bodies.street, 2021, &figures, State::Accepted).await;
    let page = supervisor.get("/office").await.text();
    assert!(!page.contains("2021 年度年报"), "{page}");
}

#[tokio::test]
async fn what_is_still_open_in_a_closed_collection_is_shown() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&supervisor, &site.bodies.district, 2023).await;
    upload(&supervisor, &id, &[("青禾街道.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    supervisor.post(&format!("/office/collections/{id}/close"), &[]).await;
    let page = supervisor.get("/office").await.text();
    let link = format!("/office/collections/{id}?state=checked");
    assert!(page.contains("已结束的收集中还没办完的") && page.contains(&link), "{page}");
    assert!(!page.contains("逾期未报"), "{page}");
    let street = roll(&site, &id).await.into_iter().find_map(|row| row.obligation.report).unwrap();
    supervisor.post(&format!("/office/reports/{street}/accept"), &[("reason", "核对无误")]).await;
    assert!(supervisor.get("/office").await.text().contains("没有待办事项"));
}

#[tokio::test]
async fn a_year_with_something_to_judge_stands_above_one_that_was_just_begun() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let before = open(&supervisor, &site.bodies.district, 2023).await;
    let just = open(&supervisor, &site.bodies.district, 2024).await;
    let order = async || {
        let page = supervisor.get("/office").await.text();
        let at = |id: &str| page.find(&format!("/office/collections/{id}")).unwrap();
        at(before.as_str()) < at(just.as_str())
    };
    assert!(!order().await, "the newest first, where nothing waits");
    faulty_report(&site).await;
    assert!(order().await);
}

#[tokio::test]
async fn findings_still_to_be_decided_are_counted_and_lead_to_the_desk_that_shows_as_many() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    open(&supervisor, &site.bodies.district, 2023).await;
    let report = faulty_report(&site).await;
    let all = found(&site, &report).await;
    let counted = async || {
        let page = supervisor.get("/office").await.text();
        let link = page.split("href=\"").find(|rest| rest.starts_with("/office/findings?at=")).unwrap().to_owned();
        let number = link.split("tile-number\">").nth(1).unwrap().split('<').next().unwrap();
        assert!(link.contains("未处理的问题"), "{link}");
        (number.parse::<usize>().unwrap(), link.split('"').next().unwrap().replace("&amp;", "&"))
    };
    let (many, desk) = counted().await;
    assert!(many > 0 && many == all.len(), "{many} {all:?}");
    let shown = async |address: &str| supervisor.get(address).await.text();
    assert!(shown(&desk).await.contains(&format!("共 {many} 个问题")), "{}", shown(&desk).await);
    assert!(shown(&desk.replace("year=2023", "year=2022")).await.contains("共 0 个问题"));
    // The tabs keep to what the desk is narrowed to.
    assert!(
        shown(&desk).await.contains("by=rule&#38;year=2023&#38;undecided=1&#38;waiting=1"),
        "{}",
        shown(&desk).await
    );
    let decided = [("finding", all[0].fingerprint.as_str()), ("decision", "not_a_fault"), ("reason", "已核实")];
    supervisor.post(&format!("/office/reports/{report}/decisions"), &decided).await;
    assert_eq!(counted().await.0, many - 1);
    // What was judged asks for no decision any more; the desk shows it all the same when it is asked for everything.
    supervisor.post(&format!("/office/reports/{report}/accept"), &[("reason", "已核实")]).await;
    assert_eq!(counted().await.0, 0);
    let everything = desk.replace("&waiting=1", "");
    assert!(shown(&everything).await.contains(&format!("共 {} 个问题", many - 1)));
}

#[tokio::test]
async fn for_whom_nothing_waits_is_told_what_to_do_next() {
    let site = TestApp::new().await;
    for (role, told, next) in [
        (Role::DisclosureOfficer, "需要答复的退回", "/office/drafts"),
        (Role::Leader, "经办人提交签发后", "/office/drafts"),
        (Role::Reviewer, "供审阅", "/office/drafts"),
        (Role::SecrecyReviewer, "供审阅", "/office/drafts"),
        (Role::Administrator, "发布推送停用", "/office/people"),
        (Role::Auditor, "报送进度", "/office/collections"),
        (Role::Supervisor, "开始一个年度的收集后", "/office/collections/new"),
    ] {
        let browser = site.sign_in_as(role, &site.bodies.street).await;
        let page = browser.get("/office").await.text();
        let button = format!("href=\"{next}\">");
        let (_, empty) = page.split_once("class=\"empty\"").unwrap_or_else(|| panic!("{}: {page}", role.id()));
        assert!(empty.contains(told) && empty.contains(&button), "{}: {empty}", role.id());
        assert_eq!(browser.get(next).await.status, StatusCode::OK, "{}", role.id());
    }
}
