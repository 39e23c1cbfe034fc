//! Files that go with a draft, and with the report it becomes.

use axum::http::StatusCode;
use gongkai_store::id::BodyId;
use gongkai_store::people::Role;
use gongkai_store::reports::{self, State};
use gongkai_testkit::figures::Figures;

use crate::drafts::{WORDS, begin, draft, hand_in};
use crate::test_app::{Browser, TestApp};

const PDF: &[u8] = b"%PDF-1.7 x";

async fn officer<'a>(site: &'a TestApp, body: &BodyId) -> Browser<'a> {
    site.sign_in_as(Role::DisclosureOfficer, body).await
}

#[tokio::test]
async fn attachments_are_documents_and_go_only_with_their_draft() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = officer(&site, street).await;
    let path = begin(&officer, street, "2023").await;
    let attach = format!("{path}/attachments");
    let taken = officer.post_files(&attach, &[("version", "1")], &[("files", "附件.pdf", PDF)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let kept = draft(&site, &path).await;
    let file = format!("{path}/attachment?file={}", kept.attachments[0].blob);
    let fetched = officer.get(&file).await;
    assert_eq!((fetched.status, fetched.bytes.as_ref()), (StatusCode::OK, PDF));
    assert!(fetched.header("content-disposition").starts_with("attachment"));
    let other = begin(&officer, street, "2022").await;
    let foreign = format!("{other}/attachment?file={}", kept.attachments[0].blob);
    assert_eq!(officer.get(&foreign).await.status, StatusCode::NOT_FOUND);
    let blob = kept.attachments[0].blob.clone();
    let show = [("version", "2"), ("with_report", &blob)];
    assert_eq!(officer.post(&format!("{attach}/show"), &show).await.status, StatusCode::SEE_OTHER);
    assert!(officer.get(&path).await.text().contains("随报告公开"));
    officer.post(&format!("{attach}/remove"), &[("version", "3"), ("blob", &blob)]).await;
    assert_eq!(draft(&site, &path).await.attachments, []);
}

#[tokio::test]
async fn changing_an_attachment_keeps_what_was_typed_and_takes_nothing_away() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let (officer, other) = (officer(&site, street).await, officer(&site, street).await);
    let path = begin(&officer, street, "2023").await;
    let attach = format!("{path}/attachments");
    officer.post_files(&attach, &[("version", "1")], &[("files", "附表.pdf", PDF)]).await;
    let blob = draft(&site, &path).await.attachments[0].blob.clone();
    let page = officer.get(&path).await.text();
    let button = format!("form=\"draft\" formaction=\"{attach}/show\" name=\"with_report\" value=\"{blob}\"");
    assert!(page.contains(&button), "the button posts the whole form: {page}");
    let change = async |what: &str, fields: &[(&str, &str)]| officer.post(&format!("{attach}/{what}"), fields).await;

    // Somebody else saved meanwhile: both are kept, and the file is shown to the public.
    other.post(&path, &[("version", "2"), ("t3.granted.total", "7")]).await;
    let shown = change("show", &[("version", "2"), ("with_report", &blob), ("section-6", "无")]).await;
    assert_eq!(shown.header("location"), format!("{path}?shown"), "{}", shown.text());
    let kept = draft(&site, &path).await;
    assert_eq!((kept.cells["t3.granted.total"].as_str(), kept.sections[&6].as_str()), ("7", "无"));
    assert_eq!(kept.attachments[0].seen, gongkai_store::attachments::Seen::WithReport);

    // Both typed into one cell: it is asked, and the file stays until the button is pressed again.
    let asked = change("remove", &[("version", "2"), ("blob", &blob), ("t3.granted.total", "9")]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    let page = asked.text();
    assert!(page.contains("choose-t3.granted.total") && page.contains("您点的操作还没有办理"), "{page}");
    assert_eq!(draft(&site, &path).await.attachments.len(), 1);

    // Taken off elsewhere: who did, and when; what was typed is kept.
    other.post(&format!("{attach}/remove"), &[("version", "5"), ("blob", &blob)]).await;
    let gone = change("show", &[("version", "5"), ("in_office", &blob), ("section-5", "问题一。")]).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert!(gone.text().contains("“附表.pdf”已在别处移除（经办人，2024-01-15 09:00）"), "{}", gone.text());
    assert_eq!(draft(&site, &path).await.sections[&5], "问题一。");
    let never = change("remove", &[("version", "7"), ("blob", "00")]).await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);

    // Once it is before the leader nothing is done, and that is told.
    officer.post(&path, &[("version", "7"), WORDS[0], WORDS[1], WORDS[2]]).await;
    officer.post(&format!("{path}/zeros"), &[("version", "8")]).await;
    let submitted = officer.post(&format!("{path}/submit"), &[("version", "9"), ("explanation", "上年无")]).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());
    let late = change("remove", &[("version", "9"), ("blob", &blob)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("您点的操作没有办理") && page.contains("最近一步：提交签发"), "{page}");
    let late = officer.post_files(&attach, &[("version", "9")], &[("files", "附表.pdf", PDF)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("您选的附件没有收下"), "{}", late.text());
    let typed = [("version", "9"), ("section-6", "另写的")];
    let late = officer.post_files(&attach, &typed, &[("files", "附表.pdf", PDF)]).await.text();
    assert!(late.contains("附件没有收下：附表.pdf") && late.contains(">另写的</textarea>"), "{late}");
}

#[tokio::test]
async fn a_refused_file_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let site = TestApp::with_upload_limit(1024 * 1024).await;
    let street = &site.bodies.street;
    let officer = officer(&site, street).await;
    let path = begin(&officer, street, "2023").await;
    let large = [PDF, &vec![0; 1024 * 1024]].concat();
    let typed = [("version", "1"), ("t3.granted.total", "7"), ("section-5", "存在的问题")];
    let files: [(&str, &str, &[u8]); 5] = [
        ("files", "年报.pdf", b"MZ\x90"),
        ("files", "说明.exe", PDF),
        ("files", "空.docx", b"x"),
        ("files", "大.pdf", &large),
        ("files", "好.pdf", PDF),
    ];
    let told = officer.post_files(&format!("{path}/attachments"), &typed, &files).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = told.text();
    // What is good is kept, and said to be: nothing is to be chosen again but what is named.
    assert!(page.contains("其他附件已添加") && page.contains("“说明.exe”不能添加"), "{page}");
    assert!(page.contains("“大.pdf”超过 1 MB") && page.contains("id=\"files-error\""), "{page}");
    assert!(page.contains("name=\"t3.granted.total\"") && page.contains("value=\"7\"") && page.contains("存在的问题"));
    let kept = draft(&site, &path).await;
    assert_eq!((kept.cells["t3.granted.total"].as_str(), kept.revision, kept.attachments.len()), ("7", 3, 1));
    assert_eq!(kept.attachments[0].name, "好.pdf");
    let large = officer.post_files(&format!("{path}/attachments"), &[("version", "3")], &files[3..4]).await.text();
    assert!(large.contains("“大.pdf”超过 1 MB") && !large.contains("请选择文件"), "{large}");
    let files = &files[..3];
    let page = officer.post_files(&format!("{path}/attachments"), &[("version", "3")], files).await.text();
    assert!(!page.contains("其他附件已添加"), "{page}");
    for why in [
        "“年报.pdf”的内容与扩展名不符",
        "“说明.exe”不能添加，可以添加的文件类型：PDF OFD DOCX DOC WPS XLSX XLS ET PPTX PPT DPS PNG JPG JPEG",
        "“空.docx”的内容与扩展名不符",
    ] {
        assert!(page.contains(why), "{why}: {page}");
    }
    let english = officer.post_files(&format!("{path}/attachments?lang=en"), &[("version", "3")], &[]).await;
    assert_eq!(english.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(english.text().contains("files-error") && !english.text().contains(">draft-"), "{}", english.text());
    // Saved elsewhere in between: the page says so, as with saving.
    let stale = [("version", "1"), ("t3.granted.total", "9")];
    let stale = officer.post_files(&format!("{path}/attachments"), &stale, &[("files", "好.pdf", PDF)]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains(">7</span>") && stale.text().contains("value=\"9\""), "{}", stale.text());
    assert!(stale.text().contains("附件没有收下：好.pdf"), "{}", stale.text());
    // A cell that is far too long is told on the page, too.
    let long = "9".repeat(61);
    let long = officer.post(&path, &[("version", "3"), ("t3.granted.total", &long)]).await;
    assert!(long.status == StatusCode::UNPROCESSABLE_ENTITY && long.text().contains("error-summary"));
}

#[tokio::test]
async fn attachments_travel_with_the_report_and_the_public_sees_its_parts_only() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = officer(&site, street).await;
    let path = begin(&officer, street, "2023").await;
    let attach = format!("{path}/attachments");
    let part = [("version", "1"), ("seen", "with_report"), WORDS[0], WORDS[1], WORDS[2]];
    officer.post_files(&attach, &part, &[("files", "公开附表.pdf", PDF)]).await;
    officer.post_files(&attach, &[("version", "3")], &[("files", "内部台账.pdf", b"%PDF-1.7 secret")]).await;
    officer.post(&format!("{path}/zeros"), &[("version", "4")]).await;
    officer.post(&format!("{path}/submit"), &[("version", "5"), ("explanation", "")]).await;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let signed = leader.post(&format!("{path}/sign"), &[("version", "6"), ("answers_for_it", "yes")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    let kept = draft(&site, &path).await;
    let [public, inside] = kept.attachments.as_slice() else { panic!("{kept:?}") };

    let report = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    let desk = format!("/office/reports/{}", report.id);
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&desk).await.text();
    assert!(page.contains("公开附表.pdf") && page.contains("内部台账.pdf"), "{page}");
    for (file, bytes) in [(public, PDF), (inside, b"%PDF-1.7 secret".as_slice())] {
        let fetched = supervisor.get(&format!("{desk}/attachment?file={}", file.blob)).await;
        assert_eq!((fetched.status, fetched.bytes.as_ref()), (StatusCode::OK, bytes));
        assert!(fetched.header("content-disposition").starts_with("attachment"));
    }
    let foreign = site.sign_in_as(Role::Supervisor, &site.bodies.foreign_district).await;
    let hidden = foreign.get(&format!("{desk}/attachment?file={}", public.blob)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let other = supervisor.get(&format!("{desk}/attachment?file={}", report.blob)).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "only what is attached");

    // Nothing is public before the report is.
    let portal = format!("/reports/{street}/2023");
    let anybody = site.anybody();
    assert_eq!(anybody.get(&format!("{portal}/attachments/{}", public.blob)).await.status, StatusCode::NOT_FOUND);
    supervisor.post(&format!("{desk}/accept"), &[("reason", "")]).await;
    let stands = async |word: &str| {
        let page = leader.get(&format!("{path}/preview")).await.text();
        let told = page.split("已作为第 1 版报送").nth(1).expect("that it went in").split("</p>").next().unwrap();
        assert!(told.contains(word) && told.matches("badge-").count() < 2, "{word}: {told}");
    };
    stands("badge-accepted\">已接收<").await;
    assert!(supervisor.get(&format!("{desk}/publish")).await.text().contains("一并公开"));
    let published = supervisor.post(&format!("{desk}/publish"), &[("title", "青禾街道年报")]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
    stands("badge-published\">已发布<").await;
    let page = anybody.get(&portal).await.text();
    assert!(page.contains("公开附表.pdf") && !page.contains("内部台账"), "{page}");
    for place in [portal.clone(), format!("{portal}/versions/1")] {
        let fetched = anybody.get(&format!("{place}/attachments/{}", public.blob)).await;
        assert_eq!((fetched.status, fetched.bytes.as_ref()), (StatusCode::OK, PDF), "{place}");
        assert!(fetched.header("content-disposition").contains("attachment"));
        let hidden = anybody.get(&format!("{place}/attachments/{}", inside.blob)).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    }
    // A corrected version that came as a file has none; the first keeps its own.
    let figures = Figures::zero(gongkai_report::EditionId::E2021);
    let mended = hand_in(&site, street, 2023, &figures, State::Accepted).await;
    let desk = format!("/office/reports/{}", mended.id);
    let words = [("title", "青禾街道年报"), ("reason", "更正数据")];
    assert_eq!(supervisor.post(&format!("{desk}/publish"), &words).await.status, StatusCode::SEE_OTHER);
    assert!(!anybody.get(&portal).await.text().contains("公开附表.pdf"));
    assert!(anybody.get(&format!("{portal}/versions/1")).await.text().contains("公开附表.pdf"));
}

#[tokio::test]
async fn the_form_says_when_a_file_took_the_place_of_what_was_signed() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = officer(&site, street).await;
    let path = begin(&officer, street, "2023").await;
    let overtaken = "已被其他文件取代";
    let figures = Figures::zero(gongkai_report::EditionId::E2021);
    assert!(!officer.get(&path).await.text().contains("已有文件报送"));
    hand_in(&site, street, 2023, &figures, State::Checked).await;
    assert!(officer.get(&path).await.text().contains("已有文件报送"));
    officer.post(&path, &[("version", "1"), WORDS[0], WORDS[1], WORDS[2]]).await;
    officer.post(&format!("{path}/zeros"), &[("version", "2")]).await;
    officer.post(&format!("{path}/submit"), &[("version", "3"), ("explanation", "")]).await;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let came = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap().id;
    let told = [("version", "4"), ("answers_for_it", "yes"), ("overtaken", came.as_str())];
    leader.post(&format!("{path}/sign"), &told).await;
    let page = officer.get(&format!("{path}/preview")).await.text();
    assert!(!page.contains(overtaken) && !page.contains("已有文件报送"), "the signed draft counts now");
    hand_in(&site, street, 2023, &figures, State::Checked).await;
    let page = officer.get(&format!("{path}/preview")).await.text();
    assert!(page.contains("签发的第 2 版已被其他文件取代") && page.contains("年报.docx"), "{page}");
    assert_eq!(officer.post(&format!("{path}/reopen"), &[("version", "5")]).await.status, StatusCode::SEE_OTHER);
    let page = officer.get(&path).await.text();
    assert!(page.contains(overtaken) && page.contains("将作为第 4 版"), "the form says so, too: {page}");
}

#[tokio::test]
async fn last_year_can_be_typed_in_from_paper() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = officer(&site, street).await;
    let path = begin(&officer, street, "2023").await;
    let paper = format!("{path}/paper");
    assert!(officer.get(&path).await.text().contains("系统中没有 2022 年的报告"));
    let page = officer.get(&paper).await.text();
    for asked in ["t3.carried_out.natural_person", "t3.carried_out.total", "t2.normative_doc.in_force"] {
        assert!(page.contains(&format!("name=\"{asked}\"")), "{asked}: {page}");
    }
    assert!(!page.contains("t3.new_received") && !page.contains("t2.permit"), "only what the next year depends on");
    // No figure, and no source: both told beside their fields, what was typed stays.
    let wrong = [("t3.carried_out.total", "三"), ("t3.carried_out.natural_person", "3"), ("source", " ")];
    let wrong = officer.post(&paper, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = wrong.text();
    assert!(shown.contains("t3.carried_out.total-error") && shown.contains("source-error"), "{shown}");
    assert!(shown.contains("value=\"三\"") && shown.contains("value=\"3\""), "{shown}");
    let typed =
        [("t3.carried_out.total", "3"), ("t3.carried_out.natural_person", "3"), ("source", "2022年年报（纸质）")];
    assert_eq!(officer.post(&paper, &typed).await.status, StatusCode::SEE_OTHER);
    // The identities across the years work now: proposed, carried, checked.
    let page = officer.get(&path).await.text();
    assert!(page.contains("自然人 3") && page.contains("t3.carried_out.total&#34;:&#34;3&#34;"), "{page}");
    assert!(page.contains("已按纸质报告录入"), "{page}");
    assert_eq!(officer.post(&format!("{path}/carry"), &[("version", "1")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(draft(&site, &path).await.cells["t3.carried_in.total"], "3");
    officer.post(&path, &[("version", "2"), ("t3.carried_in.total", "5"), WORDS[0], WORDS[1], WORDS[2]]).await;
    officer.post(&format!("{path}/zeros"), &[("version", "3")]).await;
    let checked = officer.get(&format!("{path}/check")).await.text();
    assert!(checked.contains("carried-over-mismatch"), "{checked}");
    // Emptied, they are gone; and a leader or the upper level types nothing in.
    let leader = site.sign_in_as(Role::Leader, street).await;
    assert_eq!(leader.post(&paper, &typed).await.status, StatusCode::FORBIDDEN);
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    assert!(supervisor.get(&paper).await.status.is_client_error());
    assert_eq!(officer.post(&paper, &[("source", "")]).await.status, StatusCode::SEE_OTHER);
    assert!(!officer.get(&format!("{path}/check")).await.text().contains("carried-over-mismatch"));
    let english = officer.get(&format!("{paper}?lang=en")).await.text();
    assert!(english.contains("Type in figures of the 2022 report") && !english.contains(">draft-"), "{english}");
}

#[tokio::test]
async fn a_report_that_is_here_wins_over_paper_and_is_checked_with_it_before() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let officer = officer(&site, street).await;
    let mut figures = Figures::zero(gongkai_report::EditionId::E2021);
    figures.set("t3.carried_in.total", 2.into());
    let report = hand_in(&site, street, 2023, &figures, State::Checked).await;
    let path = begin(&officer, street, "2023").await;
    let codes = async || {
        let found = gongkai_store::findings::of_report(&mut &site.app.database, &report.id).await.unwrap();
        found.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    let mismatch = "carried-over-mismatch".to_owned();
    assert!(!codes().await.contains(&mismatch));
    let typed = [("t3.carried_out.total", "3"), ("source", "2022年年报（纸质）")];
    officer.post(&format!("{path}/paper"), &typed).await;
    gongkai_app::jobs::run_all_due(&site.app).await.unwrap();
    assert!(codes().await.contains(&mismatch), "what was handed in already is checked with the figures");
    // The report itself comes in: paper plays no part any more.
    hand_in(&site, street, 2022, &Figures::zero(gongkai_report::EditionId::E2021), State::Accepted).await;
    let page = officer.get(&path).await.text();
    assert!(!page.contains("t3.carried_out.total&#34;:&#34;3&#34;") && !page.contains("纸质报告"), "{page}");
    let late = officer.post(&format!("{path}/paper"), &typed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}
