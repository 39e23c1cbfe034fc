//! A body draws up its report: written, saved, checked, put before the leader, signed, handed in.

use axum::http::StatusCode;
use gongkai_app::{Caller, desk, settings};
use gongkai_report::{CellAddress, EditionId, write};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId, ObligationId};
use gongkai_store::journal::{self, Filter};
use gongkai_store::obligations::{self, Owing};
use gongkai_store::people::Role;
use gongkai_store::reports::{self, Channel, Report, State};
use gongkai_store::{bodies, drafts};
use gongkai_testkit::figures::Figures;
use gongkai_testkit::sample::sample_report;
use jiff::civil::date;

use crate::test_app::{Browser, TestApp};

/// The district collects reports about 2023 from street, township and bureau.
pub(crate) async fn collect(site: &TestApp, year: i16) {
    let now = site.app.now();
    let collection = Collection {
        id: CollectionId::new(now),
        body: site.bodies.district.clone(),
        year,
        due: "{}".to_owned(),
        due_on: None,
        opened_at: now,
        closed_at: None,
    };
    let due_on = date(2024, 1, 31);
    let owing: Vec<Owing> = [&site.bodies.street, &site.bodies.township, &site.bodies.bureau]
        .map(|body| Owing { id: ObligationId::new(now), body: body.clone(), due_on })
        .to_vec();
    let mut transaction = site.app.database.begin().await.unwrap();
    collections::insert(&mut transaction, &collection).await.unwrap();
    obligations::insert(&mut transaction, &collection.id, year, &owing, now).await.unwrap();
    transaction.commit().await.unwrap();
}

/// A report of a body that came in as a file.
pub(crate) async fn hand_in(site: &TestApp, body: &BodyId, year: i16, figures: &Figures, state: State) -> Report {
    let body = bodies::by_id(&mut &site.app.database, body).await.unwrap();
    let report = sample_report(figures.edition, &body.name, year, figures);
    let bytes = gongkai_documents::write(&write::form(&report), gongkai_documents::Output::Docx, &<_>::default());
    let bytes = bytes::Bytes::from(bytes.unwrap());
    let (_, read) = desk::read_bytes(bytes.clone()).await.unwrap().unwrap();
    let new = desk::NewVersion {
        year,
        channel: Channel::Upload,
        size_bytes: 1,
        blob: site.app.blobs.put(bytes).await.unwrap(),
        file_name: "年报.docx".to_owned(),
        format: "docx".to_owned(),
        read,
    };
    let check = settings::check_settings(&site.app, &body).await.unwrap();
    let mut transaction = site.app.database.begin().await.unwrap();
    let caller = Caller::program("test");
    let now = site.app.now();
    let report = desk::enter_version(&mut transaction, &caller, &body, &check, new, now).await.unwrap();
    reports::set_state(&mut transaction, &report.id, state).await.unwrap();
    transaction.commit().await.unwrap();
    report
}

/// The address of a draft just begun, at a body with a leader.
pub(crate) async fn begin(officer: &Browser<'_>, body: &BodyId, year: &str) -> String {
    officer.site().person(Role::Leader, body).await;
    let answer = officer.post("/office/drafts", &[("body", body.as_str()), ("year", year)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

pub(crate) async fn draft(site: &TestApp, path: &str) -> drafts::Draft {
    let id = path.rsplit('/').next().unwrap().split('?').next().unwrap();
    drafts::by_id(&mut &site.app.database, &gongkai_store::id::DraftId::parse(id).unwrap()).await.unwrap()
}

pub(crate) const WORDS: [(&str, &str); 3] = [
    ("section-1", "（一）主动公开\r\n通过网站公开信息。"),
    ("section-5", "存在的主要问题：公开不够及时。改进情况：加强培训。"),
    ("section-6", "本年度没有收取信息处理费。"),
];

#[tokio::test]
async fn filling_with_0_counts_what_it_fills_and_names_what_stays_blank() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let zeros = format!("{path}/zeros");
    let typed = [("t3.new_received.natural_person", "１２"), ("t3.granted.natural_person", "1,234")];
    let save = async |version: &str, fields: &[(&str, &str)]| {
        let answer = officer.post(&path, &[&[("version", version)], fields].concat()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    };
    save("1", &[&typed[..], &[("t3.carried_in.commercial", "若干")]].concat()).await;
    let page = officer.get(&zeros).await.text();
    assert!(page.contains("有 196 格没有填写") && page.contains("，196 格填 0</button>"), "{page}");
    assert!(page.contains("有 1 格总计") && page.contains("#t3.carried_in.total\""), "{page}");
    let filled = officer.post(&zeros, &[("version", "2")]).await;
    assert_eq!(filled.header("location"), format!("{path}?zeros=196"));
    assert!(officer.get(filled.header("location")).await.text().contains("已填入 196 格"));
    let kept = draft(&site, &path).await.cells;
    assert_eq!((kept["t3.new_received.total"].as_str(), kept["t3.total.natural_person"].as_str()), ("12", "1234"));

    // Nothing is left to fill: it is said, and what is to be mended.
    let nothing = officer.post(&zeros, &[("version", "3")]).await;
    let page = officer.get(nothing.header("location")).await.text();
    assert!(
        page.contains("没有填入") && page.contains("#t3.carried_in.total\"") && !page.contains("没有空格"),
        "{page}"
    );
    let english = officer.get(&format!("{zeros}?lang=en")).await.text();
    assert!(english.contains("cannot be added up"), "{english}");
}

#[tokio::test]
async fn a_report_is_drawn_up_signed_and_handed_in() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let listed = officer.get("/office/drafts").await.text();
    assert!(listed.contains("2024-01-31") && listed.contains("badge-owed"), "{listed}");
    let path = begin(&officer, street, "2023").await;
    assert_eq!(begin(&officer, street, "2023").await, path, "one draft a year");

    // The page's script saves with the revision it knows, and learns the next one.
    let script = site.sign_in_as(Role::DisclosureOfficer, street).await.with("accept", "application/json");
    let save = format!("{path}/save");
    let saved = script.post(&save, &[("version", "1"), ("t3.new_received.natural_person", "2")]).await;
    assert_eq!((saved.status, saved.json()["version"].as_str()), (StatusCode::OK, Some("2")), "{}", saved.text());
    let stale = script.post(&save, &[("version", "1"), ("t3.new_received.natural_person", "3")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(!stale.json()["detail"].as_str().unwrap().is_empty());
    // Without a script: what was typed stays in the fields, and what differs is said.
    let stale = officer.post(&path, &[("version", "1"), ("t3.new_received.natural_person", "3")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("value=\"3\"") && stale.text().contains(">2</span>"), "{}", stale.text());
    assert!(stale.text().contains("data-save-held") && !stale.text().contains("他人"), "{}", stale.text());
    assert!(!stale.text().contains("/attachments\""), "nothing but the button saves");
    assert!(!officer.get(&path).await.text().contains("data-save-held"));
    assert_eq!(draft(&site, &path).await.cells["t3.new_received.natural_person"], "2");

    let mut fields = vec![("version", "2"), ("t3.new_received.total", "2"), ("t3.granted.natural_person", "2")];
    fields.extend([("t3.granted.total", "2"), ("t3.total.natural_person", "2"), ("t3.total.total", "2")]);
    fields.extend(WORDS);
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);

    // Blank is not 0: nothing goes to the leader before a person says so.
    let refused = officer.post(&format!("{path}/submit"), &[("version", "3"), ("explanation", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("没有填完"), "{}", refused.text());
    let asked = officer.get(&format!("{path}/zeros")).await.text();
    assert!(asked.contains("194 格"), "{asked}");
    assert_eq!(officer.post(&format!("{path}/zeros"), &[("version", "3")]).await.status, StatusCode::SEE_OTHER);
    let kept = draft(&site, &path).await;
    assert_eq!((kept.cells.len(), kept.cells["t4.recon.total"].as_str(), kept.revision), (200, "0", 4));
    let checked = officer.get(&format!("{path}/check")).await.text();
    assert!(!checked.contains("data-severity=\"error\""), "{checked}");
    let submitted = officer.post(&format!("{path}/submit"), &[("version", "4"), ("explanation", "")]).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());
    let given_up = officer.post(&format!("{path}/discard"), &[("version", "5")]).await;
    assert_eq!(given_up.status, StatusCode::CONFLICT, "what went to the leader stays");
    assert!(given_up.text().contains("现在没有可以放弃的"), "{}", given_up.text());
    // A tab that was left open: whatever revision it knows, what was typed there stays on the page.
    for version in ["5", "3"] {
        let words = [("version", version), ("t3.granted.total", "9"), ("section-5", "另写的一段话。")];
        let late = officer.post(&path, &words).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "a submitted draft is not changed");
        let page = late.text();
        assert!(page.contains("已在别处提交签发") && !page.contains("data-save-url"), "{page}");
        assert!(page.contains("value=\"9\"") && page.contains(">另写的一段话。</textarea>"), "{page}");
        assert!(page.contains("已保存“2”，框中是“9”"), "{page}");
    }
    assert_eq!(draft(&site, &path).await.cells["t3.granted.total"], "2");
    let same = officer.post(&path, &[("version", "3"), ("t3.granted.total", "2")]).await;
    assert_eq!((same.status, same.header("location")), (StatusCode::SEE_OTHER, &*format!("{path}/preview")));

    let leader = site.sign_in_as(Role::Leader, street).await;
    let sign = format!("{path}/sign");
    assert!(leader.get(&format!("{path}/preview")).await.text().contains("第一责任人"));
    assert_eq!(leader.post(&sign, &[("version", "5")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(officer.post(&sign, &[("version", "5"), ("answers_for_it", "yes")]).await.status, StatusCode::FORBIDDEN);
    let signed = leader.post(&sign, &[("version", "5"), ("answers_for_it", "yes")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());

    let report = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!((report.state, report.channel, report.counts.errors), (State::Checked, Channel::Draft, 0));
    let owed = obligations::of_year(&mut &site.app.database, street, 2023).await.unwrap();
    assert_eq!((owed[0].state, owed[0].report.as_ref()), (obligations::State::Checked, Some(&report.id)));
    let read = reports::reading(&mut &site.app.database, &report.id).await.unwrap().unwrap();
    let read = gongkai_report::stored::from_json(&read).unwrap();
    assert_eq!(read.cells.number("t3.granted.total"), Some(2.into()));
    assert!(read.cells.0.values().all(|cell| cell.at.is_some()), "every figure has its place in the file");
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    assert_eq!(supervisor.get(&format!("/office/reports/{}", report.id)).await.status, StatusCode::OK);
    let preview = leader.get(&format!("{path}/preview")).await.text();
    assert!(preview.contains("签发年报"), "{preview}");

    // The chain of the body holds every step.
    let filter = Filter { subject_kind: Some("draft".to_owned()), ..Filter::default() };
    let steps = journal::entries(&mut &site.app.database, &filter, 99).await.unwrap();
    let steps: Vec<_> = steps.iter().rev().map(|entry| entry.action.as_str()).collect();
    let expected =
        ["draft_started", "draft_saved", "draft_saved", "draft_zeros_filled", "draft_submitted", "draft_signed"];
    assert_eq!(steps, expected);
}

#[tokio::test]
async fn a_leader_sends_back_and_an_officer_takes_back_until_the_report_is_accepted() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let path = begin(&officer, street, "2023").await;
    let mut fields = vec![("version", "1")];
    fields.extend(WORDS);
    officer.post(&path, &fields).await;
    officer.post(&format!("{path}/zeros"), &[("version", "2")]).await;
    let submit = async |version: &str| {
        let answer = officer.post(&format!("{path}/submit"), &[("version", version), ("explanation", "")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    };
    submit("3").await;
    let back = format!("{path}/send-back");
    assert_eq!(leader.post(&back, &[("version", "4"), ("note", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        leader.post(&back, &[("version", "4"), ("note", "请核对：\r\n一、表三")]).await.status,
        StatusCode::SEE_OTHER
    );
    let page = officer.get(&path).await.text();
    assert!(
        page.contains("<p class=\"as-written\">请核对：\r\n一、表三</p>")
            || page.contains("<p class=\"as-written\">请核对：\n一、表三</p>"),
        "{page}"
    );
    submit("5").await;
    leader.post(&format!("{path}/sign"), &[("version", "6"), ("answers_for_it", "yes")]).await;
    let reopen = format!("{path}/reopen");
    // From a page opened before the leader signed: the draft's own page says who did what, and what can be done.
    let stale = officer.post(&reopen, &[("version", "6")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let told = stale.text();
    assert!(told.contains("这份报告有新的进展，没有撤回") && told.contains("上级还没有接收的是“撤回修改”"), "{told}");
    assert!(told.contains("最近一步：签发") && told.contains("name=\"version\" value=\"7\""), "{told}");
    assert_eq!(officer.post(&reopen, &[("version", "7")]).await.status, StatusCode::SEE_OTHER);
    let twice = officer.post(&reopen, &[("version", "7")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let told = twice.text();
    let way = format!("<a href=\"{path}\">到“填写”页</a>");
    assert!(told.contains("这份报告已在别处撤回修改") && told.contains(&way), "{told}");
    submit("8").await;
    leader.post(&format!("{path}/sign"), &[("version", "9"), ("answers_for_it", "yes")]).await;
    let versions = reports::versions(&mut &site.app.database, street, 2023).await.unwrap();
    let states: Vec<_> = versions.iter().map(|report| (report.version, report.state)).collect();
    assert_eq!(states, [(2, State::Checked), (1, State::Superseded)]);
    let mut transaction = site.app.database.begin().await.unwrap();
    reports::set_state(&mut transaction, &versions[0].id, State::Accepted).await.unwrap();
    transaction.commit().await.unwrap();
    // From a page opened before it was accepted: it is no taking back any more, and what it is now is told.
    let late = officer.post(&reopen, &[("version", "10"), ("next", "no")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let told = late.text();
    assert!(told.contains("有新的进展，没有撤回") && told.contains("name=\"next\" value=\"yes\""), "{told}");
    assert!(told.contains(">编制新版</button>"), "{told}");
}

/// 青禾街道 handed in a report about 2022 that carries three requests over.
pub(crate) async fn carry_over(site: &TestApp) {
    let mut figures = Figures::zero(EditionId::E2021);
    figures.set("t3.carried_out.natural_person", 3.into());
    figures.set("t3.carried_out.total", 3.into());
    hand_in(site, &site.bodies.street, 2022, &figures, State::Accepted).await;
}

#[tokio::test]
async fn what_last_year_carried_out_is_proposed_and_filled_on_request_only() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    carry_over(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let page = officer.get(&path).await.text();
    assert!(page.contains("2022 年报告") && page.contains("自然人 3"), "{page}");
    assert!(page.contains("t3.carried_out.total&#34;:&#34;3&#34;"), "last year's figures for the page's script");
    assert!(draft(&site, &path).await.cells.is_empty());
    officer.post(&path, &[("version", "1"), ("t3.carried_in.natural_person", "4")]).await;
    // The button sends what was typed along.
    assert!(officer.get(&path).await.text().contains(&format!("form=\"draft\" formaction=\"{path}/carry\"")));
    assert_eq!(officer.post(&format!("{path}/carry"), &[("version", "2")]).await.status, StatusCode::SEE_OTHER);
    let kept = draft(&site, &path).await.cells;
    assert_eq!((kept["t3.carried_in.natural_person"].as_str(), kept["t3.carried_in.total"].as_str()), ("4", "3"));
    // What does not agree with last year is an error that has to be explained.
    let mut fields = vec![("version", "3")];
    fields.extend(WORDS.into_iter().take(2));
    fields.push(("section-6", "申请人身份证号11010519491231002X。"));
    officer.post(&path, &fields).await;
    officer.post(&format!("{path}/zeros"), &[("version", "4")]).await;
    let submit = format!("{path}/submit");
    let refused = officer.post(&submit, &[("version", "5"), ("explanation", "")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains("id=\"explanation-error\""));
    let taken = officer.post(&submit, &[("version", "5"), ("explanation", "上年报告有误，已更正")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    // Who signs it reads beside the explanation how much it is about, and that personal numbers are in the text.
    let page = site.sign_in_as(Role::Leader, street).await.get(&format!("{path}/preview")).await.text();
    let found = page.split("id=\"found\"").nth(1).and_then(|rest| rest.split("</div>").next()).unwrap_or_default();
    assert!(found.contains("核查发现") && !found.contains("发现 0 条错误"), "{page}");
    assert!(found.contains(&format!("href=\"{path}/check\"")), "{page}");
    assert!(found.contains("有 1 处个人信息（1101**********002X）"), "{page}");
}

#[tokio::test]
async fn drafts_are_for_their_own_body_and_for_auditors() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    let path = begin(&site.sign_in_as(Role::DisclosureOfficer, &b.street).await, &b.street, "2023").await;
    let check = async |role, body: &BodyId, look: bool, write: bool| {
        let browser = site.sign_in_as(role, body).await;
        for page in ["", "/check", "/preview", "/zeros", "/file?format=docx", "/attachment?file=x"] {
            let status = browser.get(&format!("{path}{page}")).await.status;
            if page == "/zeros" && !write {
                assert!(status.is_client_error(), "{role:?} {page}: {status}");
                continue;
            }
            let seen = !matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) || page.contains("=x");
            assert_eq!(seen, look || page.contains("=x"), "{role:?} {page}: {status}");
        }
        let saved = browser.post(&format!("{path}/save"), &[("version", "0"), ("t3.granted.total", "1")]).await.status;
        assert_eq!(saved == StatusCode::CONFLICT, write, "{role:?} saves: {saved}");
    };
    check(Role::DisclosureOfficer, &b.street, true, true).await;
    check(Role::Leader, &b.street, true, false).await;
    check(Role::Reviewer, &b.street, true, false).await;
    check(Role::SecrecyReviewer, &b.street, true, false).await;
    for body in [&b.district, &b.community, &b.foreign_street, &b.city] {
        check(Role::DisclosureOfficer, body, false, false).await;
        check(Role::Leader, body, false, false).await;
        check(Role::Reviewer, body, false, false).await;
        check(Role::Supervisor, body, false, false).await;
    }
    check(Role::Auditor, &b.district, true, false).await;
    check(Role::Auditor, &b.foreign_street, false, false).await;
    let foreign = site.sign_in_as(Role::DisclosureOfficer, &b.foreign_street).await;
    let begun = foreign.post("/office/drafts", &[("body", b.street.as_str()), ("year", "2023")]).await;
    assert_eq!(begun.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_figure_is_kept_and_said_beside_its_cell() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = begin(&officer, &site.bodies.street, "2023").await;
    officer
        .post(
            &path,
            &[("version", "1"), ("t3.granted.total", "若干"), ("t3.total.total", "-1"), ("t3.new_received.total", "/")],
        )
        .await;
    let page = officer.get(&path).await.text();
    for address in ["t3.granted.total", "t3.total.total", "t3.new_received.total"] {
        assert!(page.contains(&format!("href=\"#{address}\"")), "{address}");
        // The cell is tied to the sentence that tells why, which is there once.
        assert!(page.contains(&format!("aria-describedby=\"{address}-wrong-1\"")), "{address}");
        assert_eq!(page.matches(&format!("<span id=\"{address}-wrong-1\">")).count(), 1, "{address}");
    }
    assert_eq!(page.matches("-wrong-1\"").count(), 6, "a cell that is right is tied to nothing");
    assert!(page.contains("value=\"若干\" aria-invalid=\"true\""), "{page}");
    for (field, expected) in
        [("t2.normative_doc.made", StatusCode::UNPROCESSABLE_ENTITY), ("t9.no.cell", StatusCode::SEE_OTHER)]
    {
        let answer = officer.post(&path, &[("version", "2"), (field, "1")]).await;
        assert_eq!(
            answer.status, expected,
            "{field}: a cell of another edition is refused, what is no cell is not kept"
        );
    }
    let wrong_year = officer.post("/office/drafts", &[("body", site.bodies.street.as_str()), ("year", "2031")]).await;
    assert_eq!(wrong_year.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_form_reads_in_both_languages_and_as_a_file() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = begin(&officer, &site.bodies.street, "2023").await;
    for page in ["", "/check", "/preview", "/zeros", "/from-report"] {
        let english = officer.get(&format!("{path}{page}?lang=en")).await;
        assert_eq!(english.status, StatusCode::OK, "{page}");
        let plain = english.text().replace("class=\"finding-code\">draft-", "");
        assert!(!plain.contains(">draft-"), "{page}: a sentence is missing");
    }
    for (format, start) in [("docx", b"PK".as_slice()), ("pdf", b"%PDF"), ("xlsx", b"PK")] {
        let file = officer.get(&format!("{path}/file?format={format}")).await;
        assert!(file.status == StatusCode::OK && file.bytes.starts_with(start), "{format}");
    }
    let address = CellAddress::parse("t3.granted.total").unwrap();
    assert!(officer.get(&path).await.text().contains(&format!("name=\"{address}\"")));
}

#[tokio::test]
async fn of_a_year_whose_report_is_there_a_draft_is_called_what_it_becomes() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    collect(&site, 2023).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let button = async || {
        let page = scraper::Html::parse_document(&officer.get("/office/drafts").await.text());
        let of = |what: &str| page.select(&scraper::Selector::parse(what).unwrap()).next().unwrap();
        let button = of("td form button");
        let is_primary = button.value().classes().any(|class| class == "button-primary");
        let asks = of("td form").attr("data-confirm").is_some();
        (button.text().collect::<String>(), is_primary, asks)
    };
    assert_eq!(button().await, ("开始编制".to_owned(), true, false));
    let report = hand_in(&site, street, 2023, &Figures::zero(EditionId::E2021), State::Accepted).await;
    assert_eq!(button().await, ("编制新版".to_owned(), false, true));
    let mut transaction = site.app.database.begin().await.unwrap();
    reports::obligation_follows(&mut transaction, &report.id, "published", site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(button().await, ("编制更正版".to_owned(), false, true));
}

#[tokio::test]
async fn of_a_year_without_a_draft_it_is_said_where_its_report_stands() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    collect(&site, 2023).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let list = async || officer.get("/office/drafts").await.text();
    assert!(list().await.contains("尚未编制"), "{}", list().await);
    let report = hand_in(&site, street, 2023, &Figures::zero(EditionId::E2021), State::Checked).await;
    let read = format!("<a href=\"/office/reports/{}\">", report.id);
    for (state, link) in [("checked", "查看报送的报告"), ("returned", "查看退回的问题")] {
        let mut transaction = site.app.database.begin().await.unwrap();
        reports::obligation_follows(&mut transaction, &report.id, state, site.app.now()).await.unwrap();
        transaction.commit().await.unwrap();
        let page = list().await;
        assert!(!page.contains("尚未编制") && page.contains("以文件报送，没有在线草稿"), "{state}: {page}");
        assert!(
            page.contains(&format!("badge badge-{state}")) && page.contains(&format!("{read}{link}")),
            "{state}: {page}"
        );
    }
}

#[tokio::test]
async fn another_year_is_one_there_is_nothing_about_and_a_known_one_opens() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    collect(&site, 2023).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let offered = async || {
        let page = scraper::Html::parse_document(&officer.get("/office/drafts").await.text());
        page.select(&scraper::Selector::parse("#year").unwrap()).next().unwrap().attr("value").unwrap().to_owned()
    };
    assert_eq!(offered().await, "2022", "2023 is asked for and has its row");
    let path = begin(&officer, street, "2022").await;
    assert_eq!(offered().await, "2021");
    assert_eq!(begin(&officer, street, "2022").await, path);
    let refused = officer.post("/office/drafts", &[("body", street.as_str()), ("year", "1999")]).await.text();
    assert!(refused.contains("value=\"1999\""), "what was typed stays: {refused}");
}

#[tokio::test]
async fn what_last_year_carried_over_gets_no_0() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    carry_over(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let ask = officer.get(&format!("{path}/zeros")).await.text();
    assert!(ask.contains("上年结转有 2 格上年报告有数，不填 0"), "{ask}");
    let filled = officer.post(&format!("{path}/zeros"), &[("version", "1")]).await;
    assert_eq!(filled.status, StatusCode::SEE_OTHER, "{}", filled.text());
    let kept = draft(&site, &path).await.cells;
    assert_eq!(kept["t3.new_received.natural_person"], "0");
    assert_eq!(kept["t3.carried_in.commercial"], "0", "last year says so, too");
    assert!(!kept.contains_key("t3.carried_in.natural_person") && !kept.contains_key("t3.carried_in.total"));
    assert!(officer.get(&path).await.text().contains(&format!("formaction=\"{path}/carry\"")));
    assert_eq!(officer.post(&format!("{path}/carry"), &[("version", "2")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(draft(&site, &path).await.cells["t3.carried_in.total"], "3");
}
