//! A draft that begins with the report that was handed in as a file.

use axum::http::StatusCode;
use gongkai_app::desk;
use gongkai_report::{Cell, CellAddress, EditionId};
use gongkai_store::id::ReportId;
use gongkai_store::people::Role;
use gongkai_store::reports::{self, State};
use gongkai_store::returns;

use crate::desk::stage::{TOTAL, clean, faulty, journalled, received, right_total};
use crate::drafts::{WORDS, begin, collect, draft, hand_in};
use crate::test_app::TestApp;

/// A cell that is not read.
const UNREAD: &str = "t3.new_received.commercial";

/// The street's report, with a wrong total and a cell that is not read, goes back.
async fn returned(site: &TestApp) -> ReportId {
    collect(site, 2023).await;
    let mut report = faulty("青禾街道");
    report.cells.0.insert(CellAddress::parse(UNREAD).unwrap(), Cell::missing());
    let id = received(site, &site.bodies.street, &report).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    // What the desk put right need not be typed again.
    let total = right_total();
    let fields = [("address", TOTAL), ("to", "figure"), ("value", &total), ("reason", "看错"), ("seen", "0")];
    let answer = supervisor.post(&format!("/office/reports/{id}/cells"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let fields = [("note", "请补全。"), ("due_on", "2024-01-25")];
    let answer = supervisor.post(&format!("/office/reports/{id}/return"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    id
}

#[tokio::test]
async fn it_has_the_figures_and_texts_that_were_read_and_tells_the_rest() {
    let site = TestApp::new().await;
    let report = returned(&site).await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let list = officer.get("/office/drafts").await.text();
    assert!(list.contains("以已报送的报告为底稿") && list.contains("编制新版"), "{list}");
    let fields = [("body", street.as_str()), ("year", "2023"), ("from", "report")];
    let begun = officer.post("/office/drafts", &fields).await;
    let ask = begun.header("location").to_owned();
    assert!(ask.ends_with("/from-report"), "{ask}");
    let path = ask.trim_end_matches("/from-report");
    // Every page of the draft tells that the report came back, by when it is due again, and where that is said.
    let returned = returns::of_year(&mut &site.app.database, street, 2023).await.unwrap().remove(0).id;
    for page in ["", "/check", "/preview"] {
        let page = officer.get(&format!("{path}{page}")).await.text();
        let letter = format!("href=\"/office/returns/{returned}\"");
        for words in ["上级已退回本年度报告", "重新报送期限</dt><dd><time datetime=\"2024-01-25\"", &letter]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
    let asked = officer.get(&ask).await.text();
    for words in ["青禾街道2023年报.docx", "未读出的 1 格留空", "其中 1 格是核查时更正的数字", "商业企业"]
    {
        assert!(asked.contains(words), "{words}: {asked}");
    }
    assert!(!asked.contains("将被替换"), "nothing is lost: {asked}");
    let fields = [("version", "1"), ("report", report.as_str())];
    let filled = officer.post(&ask, &fields).await;
    assert_eq!(filled.header("location"), format!("{path}?report"), "{}", filled.text());

    let kept = draft(&site, path).await;
    let clean = clean("青禾街道");
    for (address, cell) in &clean.cells.0 {
        let typed = kept.cells.get(address.as_str());
        let typed = typed.map(|text| desk::typed::typed(EditionId::E2021, *address, text).unwrap().value);
        assert_eq!(typed, (address.as_str() != UNREAD).then_some(cell.value), "{address}");
    }
    assert_eq!(kept.sections[&1], clean.sections[0].text());
    let page = officer.get(filled.header("location")).await.text();
    assert!(page.contains("未读出、还空着的有 1 格") && page.contains(&format!("href=\"#{UNREAD}\"")), "{page}");
    assert!(page.contains("由已报送的报告填入") && page.contains("未读出 1 格"), "{page}");
    assert_eq!(journalled(&site, "draft_filled_from_report").await, 1);
    // Typed, it is not told any more.
    assert_eq!(officer.post(path, &[("version", "2"), (UNREAD, "3")]).await.status, StatusCode::SEE_OTHER);
    assert!(!officer.get(path).await.text().contains("还空着的有"));
}

#[tokio::test]
async fn a_cell_that_was_not_read_becomes_0_only_when_it_is_said_of_it() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    // One cell was not read, another was blank in the file.
    let mut report = clean("青禾街道");
    let blank = CellAddress::parse("t4.recon.pending").unwrap();
    let nothing = Cell { state: gongkai_report::CellState::Blank, ..Cell::missing() };
    report.cells.0.extend([(CellAddress::parse(UNREAD).unwrap(), Cell::missing()), (blank, nothing)]);
    let report = received(&site, street, &report).await;
    let path = begin(&officer, street, "2023").await;
    let zeros = format!("{path}/zeros");
    let before = officer.get(&zeros).await.text();
    assert!(
        !before.contains("没有读出来") && !before.contains("name=\"unread\""),
        "an empty draft holds nothing: {before}"
    );
    officer.post(&format!("{path}/from-report"), &[("version", "1"), ("report", report.as_str())]).await;
    let page = officer.get(&zeros).await.text();
    let (of_blank, of_unread) = page.split_once("原件中有 1 格没有读出来").unwrap_or_else(|| panic!("{page}"));
    assert!(of_blank.contains("有 1 格没有填写") && of_blank.contains("尚未审结"), "{of_blank}");
    assert!(of_unread.contains("收到和处理政府信息公开申请情况") && of_unread.contains("商业企业"), "{of_unread}");
    assert!(of_unread.contains("name=\"unread\" value=\"yes\""), "{of_unread}");
    assert_eq!(officer.post(&zeros, &[("version", "2")]).await.status, StatusCode::SEE_OTHER);
    let kept = draft(&site, &path).await.cells;
    assert_eq!((kept.get(blank.as_str()).map(String::as_str), kept.get(UNREAD)), (Some("0"), None));
    let page = officer.get(&zeros).await.text();
    assert!(page.contains("原件中有 1 格没有读出来") && !page.contains("格没有填写"), "{page}");
    let nothing = officer.post(&zeros, &[("version", "3")]).await;
    assert_eq!(nothing.header("location"), format!("{zeros}?nothing"), "nothing is told to be done that was not");
    let page = officer.get(nothing.header("location")).await.text();
    assert!(page.contains("href=\"#unread-yes\"") && page.contains("没有填入"), "{page}");
    assert_eq!(officer.post(&zeros, &[("version", "3"), ("unread", "yes")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(draft(&site, &path).await.cells[UNREAD], "0");
    assert!(officer.get(&zeros).await.text().contains("没有空格"));
}

#[tokio::test]
async fn what_stands_in_the_draft_is_replaced_only_by_who_saw_it() {
    let site = TestApp::new().await;
    let report = returned(&site).await;
    let street = &site.bodies.street;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let ask = format!("{path}/from-report");
    let page = officer.get(&path).await.text();
    assert!(page.contains(&ask), "the draft offers it: {page}");
    let typed = [&[("version", "1"), ("t3.granted.total", "987")], WORDS.as_slice()].concat();
    assert_eq!(officer.post(&path, &typed).await.status, StatusCode::SEE_OTHER);
    let asked = officer.get(&ask).await.text();
    assert!(asked.contains("将被替换：1 格数字、3 段文字") && asked.contains("确认替换"), "{asked}");
    // A page of before the typing, and one of before another file, say too little.
    let fill = async |version: &str, report: &str| {
        let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
        officer.post(&ask, &[("version", version), ("report", report)]).await.status
    };
    assert_eq!(fill("1", report.as_str()).await, StatusCode::CONFLICT);
    let newer = received(&site, street, &clean("青禾街道")).await;
    assert_eq!(fill("2", report.as_str()).await, StatusCode::CONFLICT);
    assert_eq!(draft(&site, &path).await.cells["t3.granted.total"], "987");
    assert_eq!(fill("2", newer.as_str()).await, StatusCode::SEE_OTHER);
    assert_ne!(draft(&site, &path).await.cells["t3.granted.total"], "987");
    assert!(!officer.get(&path).await.text().contains("还空着的有"), "everything was read");
    let again = officer.get(&ask).await.text();
    assert!(
        again.contains("草稿与这份报告一致") && !again.contains("填入草稿") && !again.contains("空白表格"),
        "{again}"
    );
}

#[tokio::test]
async fn without_a_report_of_its_own_there_is_nothing_to_begin_with() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let (street, township) = (&site.bodies.street, &site.bodies.township);
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    assert!(!officer.get("/office/drafts").await.text().contains("以已报送的报告为底稿"));
    let path = begin(&officer, street, "2023").await;
    assert!(officer.get(&format!("{path}/from-report")).await.text().contains("没有可以作为底稿的报告"));
    // The neighbour's is none, and the neighbour's draft is not for others.
    let figures = gongkai_testkit::figures::Figures::consistent(EditionId::E2021, 7);
    let other = hand_in(&site, township, 2023, &figures, State::Returned).await;
    let fields = [("version", "1"), ("report", other.id.as_str())];
    assert_eq!(officer.post(&format!("{path}/from-report"), &fields).await.status, StatusCode::CONFLICT);
    let neighbour = site.sign_in_as(Role::DisclosureOfficer, township).await;
    assert_eq!(neighbour.get(&format!("{path}/from-report")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reports::current(&mut &site.app.database, street, 2023).await.unwrap(), None);
    assert_eq!(journalled(&site, "draft_filled_from_report").await, 0);
}

#[tokio::test]
async fn what_the_desk_corrects_after_it_was_filled_is_told_and_taken_over() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let street = &site.bodies.street;
    let report = received(&site, street, &clean("青禾街道")).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let corrects = async |value: &str, to: &str, seen: &str| {
        let fields = [("address", TOTAL), ("to", to), ("value", value), ("reason", "电话核实"), ("seen", seen)];
        let answer = supervisor.post(&format!("/office/reports/{report}/cells"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    };
    corrects("77", "figure", "0").await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let path = begin(&officer, street, "2023").await;
    let fields = [("version", "1"), ("report", report.as_str())];
    let filled = officer.post(&format!("{path}/from-report"), &fields).await;
    assert_eq!(filled.status, StatusCode::SEE_OTHER, "{}", filled.text());
    assert_eq!(draft(&site, &path).await.cells[TOTAL], "77");
    assert!(!officer.get(&path).await.text().contains("id=\"corrections\""), "what was filled in is no news");

    corrects("", "as_read", "1").await;
    let total = right_total();
    for page in ["", "/check", "/preview"] {
        let page = officer.get(&format!("{path}{page}")).await.text();
        assert!(page.contains("上级更正了 1 格读数") && page.contains(&format!("77 → {total}")), "{page}");
    }
    let submit = format!("{path}/submit");
    let refused = officer.post(&submit, &[("version", "2"), ("explanation", "已核对")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("更正过的读数还没有采用"), "{}", refused.text());
    let taken = [("version", "2"), ("corrected", &*format!("{TOTAL}:2"))];
    let taken = officer.post(&format!("{path}/corrections"), &taken).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert_eq!(draft(&site, &path).await.cells[TOTAL], total);
    assert!(!officer.get(&path).await.text().contains("id=\"corrections\""));

    // Filled once more from a newer file, the corrections of the older one are no news.
    let newer = received(&site, street, &faulty("青禾街道")).await;
    let revision = draft(&site, &path).await.revision.to_string();
    let again = [("version", revision.as_str()), ("report", newer.as_str())];
    let filled = officer.post(&format!("{path}/from-report"), &again).await;
    assert_eq!(filled.status, StatusCode::SEE_OTHER, "{}", filled.text());
    assert!(!officer.get(&path).await.text().contains("id=\"corrections\""));
}

#[tokio::test]
async fn a_report_nobody_collects_stands_in_its_bodys_list_and_goes_on_there() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let id = received(&site, street, &faulty("青禾街道")).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let list = officer.get("/office/drafts").await.text();
    assert!(list.contains(&format!("/office/reports/{id}")) && list.contains("编制新版"), "{list}");
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let fields = [("note", "请补全。"), ("due_on", "2024-01-25")];
    let returned = supervisor.post(&format!("/office/reports/{id}/return"), &fields).await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER, "{}", returned.text());
    let list = officer.get("/office/drafts").await.text();
    assert!(list.contains("已退回") && list.contains("以已报送的报告为底稿"), "{list}");
    let start = officer.get("/office").await.text();
    assert!(start.contains("2023") && start.contains("2024-01-25"), "{start}");
    let fields = [("body", street.as_str()), ("year", "2023"), ("from", "report")];
    let ask = officer.post("/office/drafts", &fields).await.header("location").to_owned();
    let path = ask.trim_end_matches("/from-report");
    let filled = officer.post(&ask, &[("version", "1"), ("report", id.as_str())]).await;
    assert_eq!(filled.header("location"), format!("{path}?report"), "{}", filled.text());
    hand_in(&site, street, 2023, &gongkai_testkit::figures::Figures::zero(EditionId::E2021), State::Accepted).await;
    assert!(!officer.get("/office").await.text().contains("2024-01-25"));
}
