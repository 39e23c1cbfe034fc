//! What becomes of a return: answered in words, judged, returned anew, done with.

use axum::http::StatusCode;
use gongkai_store::messages::Message;
use gongkai_store::people::Role;
use gongkai_store::reports;

use super::returns::returned;
use super::stage::{clean, docx};
use crate::test_app::{Browser, TestApp};

#[tokio::test]
async fn an_answer_in_words_is_judged_accepted_or_returned_anew() {
    let site = TestApp::new().await;
    let collection = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let roll = crate::collecting::open(&collection, &site.bodies.district, 2023).await;
    let (report, first) = returned(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let answer = async |path: &str| {
        let words = [("text", "总计含往年结转，无须更正")];
        let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
        officer.post_files(&format!("{path}/answer"), &words, &[]).await
    };
    let own = officer.get("/office").await.text();
    assert!(own.contains("已退回，2024-01-25 前答复") && !own.contains("截止"), "one day, that of the return: {own}");
    site.clock.set("2024-02-20T02:00:00Z".parse().unwrap());
    assert_eq!(answer(&first).await.status, StatusCode::SEE_OTHER);
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let own = officer.get("/office").await.text();
    assert!(own.contains("没有待办事项"), "the ball is with the upper level: {own}");
    let page = officer.get(&first).await.text();
    assert!(!page.contains("再次退回") && !page.contains(">接收<"), "{page}");
    assert!(page.contains("已答复，待上级处理") && page.contains("答复已送达上级"), "{page}");
    let waits = "<span class=\"badge\">已答复，待上级处理</span>";
    assert!(officer.get("/office/drafts").await.text().contains(waits));
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&format!("/office/collections/{roll}")).await.text();
    assert!(page.contains("晚 26 天答复") && !page.contains("整改逾期 26 天"), "{page}");
    assert!(page.contains("已答复，待处理"), "{page}");
    let again = format!("/office/reports/{}/return", report.id);
    for path in [first.clone(), format!("/office/reports/{}", report.id)] {
        let page = supervisor.get(&path).await.text();
        assert!(page.contains(&format!("href=\"{again}\">再次退回")), "{path}: {page}");
    }
    let page = supervisor.get(&again).await.text();
    assert!(page.contains("报送机关已对上次退回作了书面答复"), "{page}");
    assert!(page.contains("value=\"2024-02-27\""), "a week: {page}");
    site.clock.set("2024-01-20T02:00:00Z".parse().unwrap());
    let early = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = early.get(&again).await.text();
    assert!(page.contains("value=\"2024-01-27\""), "{page}");
    site.clock.set("2024-01-17T02:00:00Z".parse().unwrap());
    let page = early.get(&again).await.text();
    assert!(page.contains("value=\"2024-01-25\""), "the day of the return before is later than a week: {page}");
    site.clock.set("2024-02-20T02:00:00Z".parse().unwrap());

    let fields = [("note", "请据实更正。"), ("due_on", "2024-03-01")];
    let second = supervisor.post(&again, &fields).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.text());
    let second = second.header("location").to_owned();
    assert_eq!(supervisor.post(&again, &fields).await.status, StatusCode::CONFLICT, "not before it is answered");
    let letter = supervisor.get(&second).await.text();
    for words in ["关于再次退回整改2023年", "已于2024年1月15日退回整改", "2024年2月20日的书面说明收悉"]
    {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    let told = crate::messages::sent(&site, gongkai_store::messages::Channel::Inbox).await;
    let subjects: Vec<_> =
        told.into_iter().map(|row| row.message.subject).filter(|of| of.contains("退回整改")).collect();
    assert_eq!(subjects.iter().filter(|of| of.contains("再次退回")).count(), 1, "{subjects:?}");
    assert!(!supervisor.get(&first).await.text().contains("关于再次退回"), "the first letter is what it was");
    let page = supervisor.get(&first).await.text();
    assert!(page.contains("这份报告已再次退回") && page.contains(&format!("href=\"{second}\"")), "{page}");
    assert_eq!(answer(&first).await.status, StatusCode::CONFLICT);
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let own = officer.get("/office").await.text();
    assert!(own.contains("已退回，2024-03-01 前答复") && own.contains(&second), "{own}");
    assert!(!officer.get("/office/drafts").await.text().contains(waits), "it has to be answered anew");
    assert!(!officer.get(&second).await.text().contains("答复已送达上级"));
    let page = supervisor.get(&format!("/office/collections/{roll}")).await.text();
    assert!(!page.contains("已答复，待处理"), "{page}");

    assert_eq!(answer(&second).await.status, StatusCode::SEE_OTHER);
    let accepted = supervisor.post(&format!("/office/reports/{}/accept", report.id), &[("reason", "说明成立")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let page = officer.get(&second).await.text();
    assert!(page.contains("接收这份报告，本次退回办结") && page.contains("说明成立"), "{page}");
    assert!(!page.contains("name=\"text\""), "{page}");
    let told = crate::messages::sent(&site, gongkai_store::messages::Channel::Inbox).await;
    let told = told.into_iter().find(|row| row.message.kind == gongkai_store::messages::Kind::Accepted).unwrap();
    assert_eq!(told.message.body, site.bodies.street);
    let collection = told.message.collection.as_ref().map(ToString::to_string);
    assert_eq!(collection, Some(roll.to_string()), "by it the letter is known to be about that year");
    for words in ["整改事项办结", "2024年2月20日的书面说明收悉", "不需要重新报送", "接收理由：说明成立"]
    {
        let said = told.message.subject.contains(words) || told.message.text.contains(words);
        assert!(said, "{words}: {}", told.message.text);
    }
    let message = officer.get(&format!("/office/messages/{}", told.message.id)).await.text();
    assert!(message.contains(&format!("href=\"{second}\"")), "{message}");
}

#[tokio::test]
async fn what_is_said_later_stands_below_what_was_said_first() {
    let site = TestApp::new().await;
    let (_, path) = returned(&site).await;
    let say = async |text: &str| {
        let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
        officer.post_files(&format!("{path}/answer"), &[("text", text)], &[]).await.status
    };
    assert_eq!(say("总计含往年结转").await, StatusCode::SEE_OTHER);
    let id = gongkai_store::id::ReturnId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let kept = async || gongkai_store::returns::by_id(&mut &site.app.database, &id).await.unwrap();
    let first = kept().await.answered_at;
    site.clock.set("2024-02-20T02:00:00Z".parse().unwrap());
    for _ in 0..2 {
        assert_eq!(say("另附台账说明").await, StatusCode::SEE_OTHER);
    }
    let kept = kept().await;
    assert_eq!((kept.answer.as_deref(), kept.answered_at), (Some("总计含往年结转\n\n另附台账说明"), first));
    // Another officer's words stand under that one's name.
    let another = gongkai_app::Caller::program("另一经办人");
    let answer =
        gongkai_app::desk::Answer { text: "同意上述说明".to_owned(), ..gongkai_app::desk::Answer::default() };
    gongkai_app::desk::answer_return(&site.app, &another, &id, answer).await.unwrap();
    let words = gongkai_store::returns::by_id(&mut &site.app.database, &id).await.unwrap().answer.unwrap();
    assert!(words.contains(" 2024-02-20 补充）\n同意上述说明"), "{words}");
    // The first one's further words do not stand under the other's, and what was said is not said twice.
    for _ in 0..2 {
        assert_eq!(say("台账页码有误，已更正").await, StatusCode::SEE_OTHER);
    }
    let words = gongkai_store::returns::by_id(&mut &site.app.database, &id).await.unwrap().answer.unwrap();
    assert!(words.ends_with(" 2024-02-20 补充）\n台账页码有误，已更正"), "{words}");
    assert_eq!((words.matches("补充）").count(), words.matches("台账页码").count()), (2, 1), "{words}");
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let desk = supervisor.get(&format!("/office/reports/{}", kept.report)).await.text();
    assert!(desk.contains("报送机关已于 2024-01-15 答复，待处理") && !desk.contains("前重新报送<"), "{desk}");
    let history = supervisor.get(&format!("/office/reports/{}/history", kept.report)).await.text();
    assert!(history.contains("答复退回") && history.contains("另附台账说明"), "{history}");
    assert!(history.contains("<p class=\"timeline-detail as-written\">"), "lines are kept: {history}");
    // Each part stands below who said it and when, in the order in which it was said.
    let page = supervisor.get(&path).await.text();
    let html = scraper::Html::parse_document(&page);
    let parts = scraper::Selector::parse("section.card > p").unwrap();
    let parts: Vec<String> = html.select(&parts).map(|part| part.text().collect()).collect();
    assert_eq!(parts.len(), 8, "{parts:?}");
    let texts: Vec<&str> = parts.iter().skip(1).step_by(2).map(String::as_str).collect();
    assert_eq!(texts, ["总计含往年结转", "另附台账说明", "同意上述说明", "台账页码有误，已更正"]);
    assert!(parts[0].contains(" 2024-01-15 ") && parts[4].contains("另一经办人 2024-02-20 "), "{parts:?}");
    // However often something is added, all of it together has a limit.
    for number in 1..=4 {
        assert_eq!(say(&number.to_string().repeat(4000)).await, StatusCode::SEE_OTHER);
    }
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let full = officer.post_files(&format!("{path}/answer"), &[("text", &"5".repeat(4000))], &[]).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        full.text().contains("还可以写 ")
            && !full.text().contains("还可以写 4000")
            && full.text().contains("text-error"),
        "{}",
        full.text()
    );
}

#[tokio::test]
async fn a_mended_version_that_is_accepted_ends_the_return_with_one_letter() {
    let site = TestApp::new().await;
    let (_, path) = returned(&site).await;
    let newest = async || reports::current(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap().unwrap();
    let letters = async || {
        let sent = crate::messages::sent(&site, gongkai_store::messages::Channel::Inbox).await.into_iter();
        sent.map(|row| row.message)
            .filter(|message| message.kind == gongkai_store::messages::Kind::Accepted)
            .collect::<Vec<_>>()
    };
    let send = async |path: &str, at: &str, more: &str| {
        site.clock.set(at.parse().unwrap());
        let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
        let mut report = clean("青禾街道");
        report.sections[0].lines[0].text.push_str(more);
        let sent = officer.post_files(&format!("{path}/answer"), &[], &[("file", "改.docx", &docx(&report))]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    };
    // The first mended version is returned anew: no word of acceptance, and the first return's page leads on.
    send(&path, "2024-01-20T02:00:00Z", "一。").await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    assert!(!supervisor.get(&path).await.text().contains("本次退回办结"), "it waits to be judged");
    let again = [("note", "请写明数据来源。"), ("due_on", "2024-02-10")];
    let second = supervisor.post(&format!("/office/reports/{}/return", newest().await.id), &again).await;
    let second = second.header("location").to_owned();
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("这份报告已再次退回") && page.contains(&format!("href=\"{second}\"")), "{page}");
    let letter = supervisor.get(&second).await.text();
    assert!(letter.contains("2024年1月20日重新报送的报告收悉") && letter.contains("关于再次退回整改"), "{letter}");

    send(&second, "2024-02-05T02:00:00Z", "二。").await;
    assert!(letters().await.is_empty());
    site.clock.set("2024-02-06T02:00:00Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let accepted =
        supervisor.post(&format!("/office/reports/{}/accept", newest().await.id), &[("reason", "已据实更正")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let told = letters().await;
    assert_eq!((told.len(), &told[0].body), (1, &site.bodies.street));
    for words in ["已于2024年1月20日退回整改", "2024年2月5日重新报送的报告现予接收", "接收理由：已据实更正"]
    {
        assert!(told[0].text.contains(words), "{words}: {}", told[0].text);
    }
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    leaves_as_a_file(&officer, &told[0]).await;
    for reader in [&officer, &supervisor] {
        let page = reader.get(&second).await.text();
        assert!(page.contains("接收这份报告，本次退回办结") && page.contains("已据实更正"), "{page}");
        assert!(page.contains("2024-02-06"), "{page}");
        let page = reader.get(&path).await.text();
        assert!(page.contains("这份报告已再次退回") && !page.contains("本次退回办结"), "{page}");
    }
    // A later version that is accepted is no end of a return that ended.
    let mut later = clean("青禾街道");
    later.sections[0].lines[0].text.push_str("三。");
    super::stage::received(&site, &site.bodies.street, &later).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let third = newest().await;
    assert_eq!(third.version, 4);
    let accepted = supervisor.post(&format!("/office/reports/{}/accept", third.id), &[]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    assert_eq!(letters().await.len(), 1);
    let page = supervisor.get(&second).await.text();
    assert!(page.contains("已据实更正"), "the first acceptance counts");
    // Nor does it tell what was mended: each return is told by the version it ended with.
    for (page, version) in [(page, 3), (supervisor.get(&path).await.text(), 2)] {
        for words in [format!("本次退回至第 {version} 版为止"), format!("打开第 {version} 版</a>")] {
            assert!(page.contains(&words) && !page.contains("打开第 4 版"), "{words}: {page}");
        }
    }
}

/// The letter of a message is printed as a letter and leaves as the return's does; the message of the return leads to that.
async fn leaves_as_a_file(officer: &Browser<'_>, message: &Message) {
    let path = format!("/office/messages/{}", message.id);
    let page = officer.get(&path).await.text();
    assert!(page.contains("<h2 class=\"letter-title print-only\">") && page.contains("letter-body"), "{page}");
    for (ending, start) in [("docx", &b"PK"[..]), ("pdf", b"%PDF")] {
        assert!(page.contains(&format!("href=\"{path}/{ending}\"")), "{page}");
        let file = officer.get(&format!("{path}/{ending}")).await;
        assert_eq!((file.status, file.bytes.starts_with(start)), (StatusCode::OK, true), "{ending}");
        let name = file.header("content-disposition");
        assert!(name.contains(&format!(".{ending}")) && name.contains("%E5%8A%9E%E7%BB%93"), "办结: {name}");
    }
    let all = officer.get("/office/messages?kind=return").await.text();
    let Some((_, rest)) = all.split_once("<th scope=\"row\"><a href=\"") else { panic!("{all}") };
    let returned = rest.split('"').next().unwrap();
    assert!(!officer.get(returned).await.text().contains("/docx"));
    assert_eq!(officer.get(&format!("{returned}/docx")).await.status, StatusCode::NOT_FOUND);
}
