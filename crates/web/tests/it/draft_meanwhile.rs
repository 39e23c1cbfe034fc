//! What is said about a draft that went on elsewhere in between is not lost, and takes nothing away.

use axum::http::StatusCode;
use gongkai_store::people::{self, Grant, Role};

use crate::drafts::{WORDS, begin, carry_over, draft};
use crate::test_app::TestApp;

const WHY: &str = "上年报告有误，已更正";

#[tokio::test]
async fn an_explanation_given_too_late_stays_on_the_page_that_tells_of_the_change() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    carry_over(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let path = begin(&officer, street, "2023").await;
    let other = [("version", "1"), ("t3.carried_in.natural_person", "0"), ("t3.carried_in.total", "0")];
    officer.post(&path, &[other.as_slice(), &WORDS].concat()).await;
    officer.post(&format!("{path}/zeros"), &[("version", "2")]).await;
    let submit = async |version: &str, why: &str| {
        officer.post(&format!("{path}/submit"), &[("version", version), ("explanation", why)]).await
    };

    // Changed in another tab: the checks are those of the draft as it is, and the words stand in their field.
    officer.post(&path, &[("version", "3"), ("section-6", "无其他事项")]).await;
    let late = submit("3", WHY).await;
    let page = late.text();
    assert_eq!(late.status, StatusCode::CONFLICT, "{page}");
    assert!(page.contains("您核查期间，这份报告有改动") && page.contains("name=\"version\" value=\"4\""), "{page}");
    assert!(page.contains(&format!("required aria-describedby=\"explanation-hint\">{WHY}</textarea>")), "{page}");
    assert!(!page.contains("id=\"kept-1\""));

    // The change took the field away: the words stand beside the news.
    officer.post(&path, &[("version", "4"), ("t3.granted.total", "")]).await;
    let page = submit("4", WHY).await.text();
    assert!(page.contains(&format!("<textarea id=\"kept-1\" rows=\"3\" readonly>{WHY}</textarea>")), "{page}");
    officer.post(&path, &[("version", "5"), ("t3.granted.total", "0")]).await;

    assert_eq!(submit("6", WHY).await.status, StatusCode::SEE_OTHER);
    let twice = submit("6", "又写了一遍").await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let page = twice.text();
    assert!(page.contains("已在别处提交签发") && page.contains("readonly>又写了一遍</textarea>"), "{page}");
    // Nothing said, nothing to keep: on to the draft as it is.
    assert_eq!(submit("6", "").await.status, StatusCode::SEE_OTHER);

    // Signing what is not there any more: the page says what became of it, and offers the report as it is now.
    let sign = async |version: &str| {
        leader.post(&format!("{path}/sign"), &[("version", version), ("answers_for_it", "yes")]).await
    };
    let late = sign("6").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("您审阅期间，这份报告改动后又提交，没有签发"), "{page}");
    assert!(page.contains("最近一步：") && page.contains("name=\"version\" value=\"7\""), "{page}");

    // The leader's note the same.
    let back = async |version: &str| {
        leader.post(&format!("{path}/send-back"), &[("version", version), ("note", "请核对表三")]).await
    };
    let late = back("6").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text().contains("您的意见没有送出") && late.text().contains(">请核对表三</textarea>"),
        "{}",
        late.text()
    );
    assert_eq!(back("7").await.status, StatusCode::SEE_OTHER);
    let page = back("7").await.text();
    assert!(sign("7").await.text().contains("已在别处退回，没有签发"));
    assert!(page.contains("已在别处退回") && page.contains("readonly>请核对表三</textarea>"), "{page}");
}

const GRANTED: &str = "t3.granted.total";
const RECEIVED: &str = "t3.new_received.total";
const RULES: &str = "t2.regulation.issued";

#[tokio::test]
async fn what_a_page_left_untouched_stays_as_somebody_else_saved_it() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let other = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let opened = [(GRANTED, "1"), (RECEIVED, "1"), ("section-5", "问题一。\r\n改进一。"), ("section-6", "无")];
    officer.post(&path, &[&[("version", "1")], opened.as_slice()].concat()).await;

    site.clock.set("2024-01-15T02:00:00Z".parse().unwrap());
    // Both have the page of revision 2; the other one saves twice, the officer sends all that the page held.
    other
        .post(&path, &[("version", "2"), (GRANTED, "1"), (RECEIVED, "7"), ("section-5", "问题一。\r\n改进二。")])
        .await;
    other.post(&path, &[("version", "3"), (GRANTED, "1"), (RULES, "3"), ("section-6", "无")]).await;
    let mut sent = vec![("version", "2"), (GRANTED, "4"), (RECEIVED, "1"), (RULES, "")];
    sent.extend([("section-5", "问题一。\r\n改进一。"), ("section-6", "没有收费。")]);
    let saved = officer.post(&path, &sent).await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, &*format!("{path}?beside")));
    let kept = draft(&site, &path).await;
    assert_eq!([GRANTED, RECEIVED, RULES].map(|cell| kept.cells[cell].as_str()), ["4", "7", "3"]);
    assert_eq!((kept.sections[&5].as_str(), kept.sections[&6].as_str()), ("问题一。\n改进二。", "没有收费。"));

    // Sent again by an impatient hand, nothing changes; and the page tells what was put in the place of what.
    officer.post(&path, &sent).await;
    assert_eq!(draft(&site, &path).await.revision, 5);
    let page = officer.get(&format!("{path}?beside")).await.text();
    assert!(page.contains("在别处保存的内容也都保留"), "{page}");
    assert!(
        page.contains("</span>问题一。\n改进一。</dd>") && page.contains("</span>问题一。\n改进二。</dd>"),
        "{page}"
    );
    assert!(page.contains("</span>1</dd>") && page.contains("</span>7</dd>"), "{page}");

    // A row that is called like one of another group is told with its own.
    let other = "t3.other_other.natural_person";
    officer.post(&path, &[("version", "5"), (GRANTED, "4"), (RECEIVED, "7"), (RULES, "3"), (other, "1")]).await;
    let page = officer.get(&path).await.text();
    assert!(page.contains("（六）其他处理 › 3.其他 · 自然人"), "{page}");
}

/// Of savings in a row only the first and the last text are told on the page; what somebody else wrote is always one of them.
#[tokio::test]
async fn of_savings_in_a_row_the_text_of_somebody_else_is_always_told() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let person = site.person(Role::DisclosureOfficer, &site.bodies.bureau).await.id;
    let mut transaction = site.app.database.begin().await.unwrap();
    let grant = Grant { person, body: street.clone(), role: Role::DisclosureOfficer };
    people::grant_role(&mut transaction, &grant, site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
    let other = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.bureau).await;
    let path = begin(&officer, street, "2023").await;
    let texts = [(&officer, "甲一"), (&officer, "甲二"), (&other, "乙一"), (&other, "乙二"), (&officer, "甲三")];
    for (revision, (who, text)) in (1..).zip(texts) {
        let saved = who.post(&path, &[("version", revision.to_string().as_str()), ("section-6", text)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{text}: {}", saved.text());
    }
    let page = officer.get(&path).await.text();
    let told = |text: &str| page.matches(&format!("</span>{text}</dd>")).count();
    // What each found and left is told with both lines it belongs to; what was replaced in the same row is not.
    assert_eq!(["甲一", "甲二", "乙一", "乙二", "甲三"].map(told), [0, 2, 0, 2, 1], "{page}");
    let file = officer.get(&format!("/office/journal.csv?body={street}&action=draft_saved")).await.text();
    assert!(["甲一", "乙一"].iter().all(|text| file.contains(text)), "{file}");
}

#[tokio::test]
async fn a_field_two_changed_waits_for_a_choice() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let other = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    other.post(&path, &[("version", "1"), (GRANTED, "5"), (RULES, "3"), ("section-6", "本年度没有收费。")]).await;
    let typed = [(GRANTED, "6"), (RECEIVED, "8"), (RULES, ""), ("section-6", "无")];
    let refused = officer.post(&path, &[&[("version", "1")], typed.as_slice()].concat()).await;
    let page = refused.text();
    assert_eq!(refused.status, StatusCode::CONFLICT, "{page}");
    assert!(page.contains("name=\"choose-t3.granted.total\"") && page.contains("name=\"choose-section-6\""), "{page}");
    assert!(!page.contains("choose-t3.new_received") && !page.contains("choose-t2.regulation"), "{page}");
    assert!(
        page.contains("id=\"t2.regulation.issued\" ") && page.contains("value=\"3\"") && page.contains("value=\"8\""),
        "{page}"
    );
    let (_, choice) = page.split_once("name=\"choose-t3.granted.total\" value=\"theirs\"").unwrap();
    let (choice, _) = choice.split_once("</label>").unwrap();
    assert!(choice.contains("，20") && choice.contains(">5</span>"), "who and when: {choice}");
    assert_eq!(draft(&site, &path).await.revision, 2, "nothing is saved before a choice");

    // As the page has it now; without a choice it asks again, by the script as by the button.
    let shown = [(GRANTED, "6"), (RECEIVED, "8"), (RULES, "3"), ("section-6", "无")];
    let asked = [("version", "2"), ("conflict", GRANTED), ("conflict", "section-6")];
    let again = [asked.as_slice(), &shown, &[("choose-section-6", "own")]].concat();
    let refused = officer.post(&path, &again).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("choose-t3.granted.total") && !refused.text().contains("choose-section-6\""));
    assert_eq!(officer.post(&format!("{path}/save"), &again).await.status, StatusCode::CONFLICT);

    let chosen = [("choose-section-6", "own"), ("choose-t3.granted.total", "theirs")];
    let saved = officer.post(&path, &[asked.as_slice(), &shown, &chosen].concat()).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let kept = draft(&site, &path).await;
    assert_eq!([GRANTED, RECEIVED, RULES].map(|cell| kept.cells[cell].as_str()), ["5", "8", "3"]);
    assert_eq!(kept.sections[&6], "无");
    // What the choice replaced is told by the draft.
    let page = officer.get(&path).await.text();
    assert!(page.contains("</span>本年度没有收费。</dd>"), "{page}");
    // The journal, which more people read, tells no more than how much.
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let journal = supervisor.get("/office/journal").await.text();
    assert!(journal.contains("改动：2 项") && !journal.contains("没有收费"), "{journal}");
}

#[tokio::test]
async fn a_page_older_than_what_the_journal_tells_asks_about_all_that_differs() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    // An older program wrote no more than this into the journal.
    let mut transaction = site.app.database.begin().await.unwrap();
    let mut kept = draft(&site, &path).await;
    kept.cells.insert(GRANTED.to_owned(), "5".to_owned());
    assert!(gongkai_store::drafts::save(&mut transaction, &mut kept).await.unwrap());
    transaction.commit().await.unwrap();
    let refused = officer.post(&path, &[("version", "1"), (GRANTED, ""), (RECEIVED, "8")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let page = refused.text();
    assert!(page.contains("choose-t3.granted.total") && page.contains("choose-t3.new_received.total"), "{page}");
}

#[tokio::test]
async fn what_was_typed_beside_the_button_that_carries_over_is_kept_whoever_saved_meanwhile() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    carry_over(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let other = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let carried = "t3.carried_in.total";
    let carry = async |fields: &[(&str, &str)]| officer.post(&format!("{path}/carry"), fields).await;
    other.post(&path, &[("version", "1"), (GRANTED, "7"), (RULES, "3")]).await;

    // Both typed into one cell: it is asked, what was typed stands there, and nothing is carried over.
    let late = carry(&[("version", "1"), (GRANTED, "4"), ("section-6", "没有收费。")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains(&format!("name=\"choose-{GRANTED}\"")) && page.contains("没有收费。"), "{page}");
    assert!(page.contains("<span class=\"conflict-text\" lang=\"zh-CN\">7</span>"), "{page}");
    let kept = draft(&site, &path).await;
    assert_eq!((kept.cells[GRANTED].as_str(), kept.cells.get(carried), kept.sections.get(&6)), ("7", None, None));

    // Where they typed into different ones, all of it is kept and the row filled.
    let done = carry(&[("version", "1"), (RECEIVED, "1"), ("section-6", "没有收费。")]).await;
    assert_eq!(done.header("location"), format!("{path}?carried"));
    let kept = draft(&site, &path).await;
    assert_eq!([GRANTED, RULES, RECEIVED, carried].map(|cell| kept.cells[cell].as_str()), ["7", "3", "1", "3"]);
    assert_eq!(kept.sections[&6], "没有收费。");
    // Pressed twice, nothing is there to fill any more.
    let revision = kept.revision;
    assert_eq!(carry(&[("version", "1"), (RECEIVED, "1")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(draft(&site, &path).await.revision, revision);
}

#[tokio::test]
async fn zeros_go_only_into_the_cells_the_page_showed() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let other = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let zeros = async |version: &str| officer.post(&format!("{path}/zeros"), &[("version", version)]).await;
    officer.post(&path, &[&[("version", "1"), (RULES, "3")], WORDS.as_slice()].concat()).await;

    // Other cells are empty than the page showed: nothing is written, what was done, by whom and when is told, the new
    // ones are shown.
    other.post(&path, &[("version", "2"), (RULES, ""), (GRANTED, "7")]).await;
    let late = zeros("2").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("草稿的空格有变化，还没有填 0") && page.contains("name=\"version\" value=\"3\""), "{page}");
    assert!(page.contains("最近一步：保存年报（经办人，2024-01-15 09:00）"), "{page}");
    assert_eq!(draft(&site, &path).await.revision, 3);
    let english = officer.post(&format!("{path}/zeros?lang=en"), &[("version", "2")]).await.text();
    assert!(english.contains("no 0 was written yet") && !english.contains(">draft-"), "{english}");

    // Only words or figures of cells that held some were saved meanwhile: the same cells are empty, and are filled.
    other.post(&path, &[("version", "3"), (GRANTED, "8"), ("section-6", "没有收费。")]).await;
    let done = zeros("3").await;
    assert!(done.header("location").starts_with(&format!("{path}?zeros=")), "{}", done.text());
    let kept = draft(&site, &path).await;
    assert_eq!((kept.cells[GRANTED].as_str(), kept.cells[RULES].as_str()), ("8", "0"));
    assert_eq!(kept.sections[&6], "没有收费。");

    let submitted = officer.post(&format!("{path}/submit"), &[("version", "5"), ("explanation", WHY)]).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());
    let late = zeros("5").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("已在别处提交签发，没有填 0") && !page.contains("没有空格"), "{page}");
}
