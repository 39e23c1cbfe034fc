//! A body whose report was published: what it is told and asked when it corrects it, and when the report is withdrawn.

use axum::http::StatusCode;
use gongkai_store::messages::{self, Filter, Kind};
use gongkai_store::people::Role;

use crate::draft_next_version::Stage;
use crate::test_app::TestApp;

/// Accepted and published.
const ACCEPTED: (&str, [(&str, &str); 1]) = ("accept", [("reason", "核对无误")]);
const PUBLISHED: (&str, [(&str, &str); 1]) = ("publish", [("title", "青禾街道年报")]);
const WITHDRAWN: (&str, [(&str, &str); 2]) = ("withdraw", [("versions", "1"), ("reason", "含有个人信息")]);

async fn published(site: &TestApp) -> Stage<'_> {
    let stage = Stage::signed(site).await;
    stage.judges(ACCEPTED.0, &ACCEPTED.1).await;
    stage.judges(PUBLISHED.0, &PUBLISHED.1).await;
    stage
}

#[tokio::test]
async fn that_its_report_is_withdrawn_is_told_to_the_body_until_a_new_version_is_handed_in() {
    let site = TestApp::new().await;
    let stage = published(&site).await;
    let street = &site.bodies.street;
    assert!(stage.officer.get("/office").await.text().contains("没有待办事项"));
    stage.judges(WITHDRAWN.0, &WITHDRAWN.1).await;
    let inbox = messages::list(&mut &site.app.database, &Filter::default(), 50).await.unwrap();
    let told: Vec<_> =
        inbox.iter().map(|row| &row.message).filter(|message| message.kind == Kind::Withdrawal).collect();
    assert_eq!((told.len(), &told[0].body), (1, street));
    assert!(told[0].subject.contains("关于撤下2023年政府信息公开工作年度报告的函"), "{}", told[0].subject);
    assert!(told[0].text.contains("含有个人信息") && told[0].text.contains("编制更正版"), "{}", told[0].text);
    let letter = stage.officer.get(&format!("/office/messages/{}", told[0].id)).await.text();
    assert!(letter.contains("href=\"/office/drafts\">本机关年报</a>"), "the way on: {letter}");

    let start = async || stage.officer.get("/office").await.text();
    let page = start().await;
    assert!(page.contains(&format!("<a href=\"{}/preview\">青禾街道办事处 2023 年度年报</a>", stage.path)), "{page}");
    assert!(page.contains("已撤下，请编制更正版") && !page.contains("截止"), "{page}");
    let english = stage.officer.get("/office?lang=en").await.text();
    assert!(english.contains("withdrawn: draw up a corrected version"), "{english}");
    stage.officer.get("/office?lang=zh-CN").await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    let page = start().await;
    assert!(page.contains(&format!("<a href=\"{}\">青禾街道办事处", stage.path)), "{page}");
    assert!(page.contains("已撤下，请编制更正版") && page.contains("新版编制中"), "{page}");
    stage.does(&stage.officer, "", &[("section-6", "已删去个人信息。")]).await;
    stage.signs().await;
    assert!(start().await.contains("没有待办事项"));
}

#[tokio::test]
async fn an_older_version_withdrawn_is_told_and_asks_for_nothing() {
    let site = TestApp::new().await;
    let stage = published(&site).await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    stage.signs().await;
    stage.judges(ACCEPTED.0, &ACCEPTED.1).await;
    stage.judges("publish", &[("title", "青禾街道年报"), ("reason", "补充说明")]).await;
    stage.judges(WITHDRAWN.0, &WITHDRAWN.1).await;
    let inbox = messages::list(&mut &site.app.database, &Filter::default(), 50).await.unwrap();
    let told = inbox.iter().find(|row| row.message.kind == Kind::Withdrawal).unwrap();
    assert!(told.message.text.contains("第2版不变，不需要重新报送"), "{}", told.message.text);
    assert!(stage.officer.get("/office").await.text().contains("没有待办事项"));
}

#[tokio::test]
async fn a_body_whose_report_came_as_a_file_is_led_to_where_a_version_is_begun() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    crate::drafts::collect(&site, 2023).await;
    let figures = gongkai_testkit::figures::Figures::consistent(gongkai_report::EditionId::E2021, 7);
    let state = gongkai_store::reports::State::Accepted;
    let report = crate::drafts::hand_in(&site, street, 2023, &figures, state).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    supervisor.post(&format!("/office/reports/{}/publish", report.id), &PUBLISHED.1).await;
    supervisor.post(&format!("/office/reports/{}/withdraw", report.id), &WITHDRAWN.1).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let page = officer.get("/office").await.text();
    assert!(page.contains("<a href=\"/office/drafts\">青禾街道办事处 2023 年度年报</a>"), "{page}");
    assert!(page.contains("已撤下，请编制更正版"), "{page}");
}

#[tokio::test]
async fn who_corrects_what_was_published_says_what_and_the_desk_may_publish_with_these_words() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges(ACCEPTED.0, &ACCEPTED.1).await;
    // Nothing is public of it: nothing is asked.
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    let check = async || stage.officer.get(&format!("{}/check", stage.path)).await.text();
    assert!(!check().await.contains("更正说明"));
    stage.judges(PUBLISHED.0, &PUBLISHED.1).await;
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    let page = check().await;
    assert!(page.contains("更正说明") && page.contains("name=\"correction_note\""), "{page}");
    let english = stage.officer.get(&format!("{}/check?lang=en", stage.path)).await.text();
    assert!(english.contains("What is corrected") && !english.contains(">draft-correction"), "{english}");
    stage.officer.get("/office?lang=zh-CN").await;
    for (note, told) in [(" ".to_owned(), "请写明更正了什么"), ("正".repeat(301), "300")] {
        let revision = crate::drafts::draft(&site, &stage.path).await.revision.to_string();
        let sent = [("version", revision.as_str()), ("correction_note", note.as_str())];
        let refused = stage.officer.post(&format!("{}/submit", stage.path), &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(told), "{told}: {}", refused.text());
    }
    let note = "补充第六部分的收费情况";
    stage.does(&stage.officer, "/submit", &[("correction_note", note)]).await;
    let seen = stage.leader.get(&format!("{}/preview", stage.path)).await.text();
    assert!(seen.contains(note), "the leader sees it: {seen}");
    stage.does(&stage.leader, "/sign", &[("answers_for_it", "yes")]).await;

    let report = format!("/office/reports/{}", stage.newest().await.id);
    let desk = stage.supervisor.get(&report).await.text();
    assert!(desk.contains("报送机关的更正说明") && desk.contains(note), "{desk}");
    assert!(stage.supervisor.get(&format!("{report}/versions")).await.text().contains(&format!("更正说明：{note}")));
    stage.judges(ACCEPTED.0, &ACCEPTED.1).await;
    let publish = async || stage.supervisor.get(&format!("{report}/publish")).await.text();
    let page = publish().await;
    assert!(page.contains(&format!(">{note}</textarea>")) && page.contains("已填入报送机关的更正说明"), "{page}");
    stage.judges("publish", &[("title", "青禾街道年报"), ("reason", "补充收费情况")]).await;
    assert!(stage.public().await.contains("补充收费情况") && !stage.public().await.contains(note));
    // It was the reason of that publication, and is none of another of the same version, nor of the next version.
    assert!(!publish().await.contains(&format!(">{note}</textarea>")));
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    assert!(!check().await.contains(note));
    assert!(stage.supervisor.get(&format!("{report}/versions")).await.text().contains(note));
}

#[tokio::test]
async fn what_was_withdrawn_is_not_said_to_stay_when_a_next_version_is_begun() {
    let site = TestApp::new().await;
    let stage = published(&site).await;
    assert!(stage.preview().await.contains("旧版仍可查阅"));
    let list = async || stage.officer.get("/office/drafts").await.text();
    stage.judges(WITHDRAWN.0, &WITHDRAWN.1).await;
    let page = stage.preview().await;
    assert!(page.contains(">编制更正版</button>") && page.contains("已发布的年报已经撤下"), "{page}");
    assert!(!page.contains("旧版仍可查阅"), "{page}");
    // The same in the list, where there is no draft.
    let mut transaction = site.app.database.begin().await.unwrap();
    let draft = crate::drafts::draft(&site, &stage.path).await;
    assert!(gongkai_store::drafts::remove(&mut transaction, &draft.id, draft.revision).await.unwrap());
    transaction.commit().await.unwrap();
    let page = list().await;
    assert!(page.contains("已发布的年报已经撤下") && !page.contains("旧版仍可查阅"), "{page}");
}

#[tokio::test]
async fn a_next_version_a_file_overtook_stays_with_its_officer_with_what_to_do() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let figures = gongkai_testkit::figures::Figures::consistent(gongkai_report::EditionId::E2021, 7);
    let state = gongkai_store::reports::State::Checked;
    // Opened again from what was signed.
    let stage = published(&site).await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    crate::drafts::hand_in(&site, street, 2023, &figures, state).await;
    let page = stage.officer.get("/office").await.text();
    assert!(page.contains(&format!("<a href=\"{}\">青禾街道办事处 2023 年度年报</a>", stage.path)), "{page}");
    let told = "其后另有文件报送，请改用该文件作底稿或者放弃";
    assert!(page.contains("新版编制中") && page.contains(told), "{page}");
    // Begun after a file, and overtaken by another.
    crate::drafts::hand_in(&site, street, 2022, &figures, state).await;
    let path = crate::drafts::begin(&stage.officer, street, "2022").await;
    let of_year = async || {
        let page = stage.officer.get("/office").await.text();
        page.split("<li>").find(|line| line.contains("2022 年度年报")).unwrap_or_default().to_owned()
    };
    assert!(of_year().await.contains("新版编制中") && !of_year().await.contains(told), "{}", of_year().await);
    crate::drafts::hand_in(&site, street, 2022, &figures, state).await;
    assert!(of_year().await.contains(&path) && of_year().await.contains(told), "{}", of_year().await);
    let english = stage.officer.get("/office?lang=en").await.text();
    assert!(english.contains("another file came in since"), "{english}");
}
