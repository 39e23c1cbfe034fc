//! A district adds up what its members reported.

use axum::http::StatusCode;
use gongkai_report::EditionId;
use gongkai_store::bodies::Kind;
use gongkai_store::id::BodyId;
use gongkai_store::obligations;
use gongkai_store::people::{self, Grant, Role};
use gongkai_store::reports::{self, Channel, State};
use gongkai_testkit::figures::{Figures, blank};

use crate::collecting::body;
use crate::drafts::{begin, collect, hand_in};
use crate::test_app::{Browser, TestApp};

/// Street: 2 new requests, granted. Township: 5 new, one cell left blank. The bureau handed in, but was not accepted.
pub(crate) async fn members(site: &TestApp) {
    collect(site, 2023).await;
    let of = |many: i64| {
        let mut figures = Figures::zero(EditionId::E2021);
        for row in ["new_received", "granted", "total"] {
            figures.set(&format!("t3.{row}.natural_person"), many.into());
            figures.set(&format!("t3.{row}.total"), many.into());
        }
        figures
    };
    hand_in(site, &site.bodies.street, 2023, &of(2), State::Accepted).await;
    let gap = of(5).map(|address, cell| if address.as_str() == "t4.recon.upheld" { blank() } else { cell.clone() });
    hand_in(site, &site.bodies.township, 2023, &gap, State::Accepted).await;
    hand_in(site, &site.bodies.bureau, 2023, &of(100), State::Checked).await;
}

fn address(site: &TestApp, which: &str) -> String {
    format!("body={}&year=2023&which={which}", site.bodies.district)
}

#[tokio::test]
async fn sums_open_to_their_members_and_missing_is_not_zero() {
    let site = TestApp::new().await;
    members(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    // Without parameters: the body that collected, its newest year.
    let page = supervisor.get("/office/totals").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let page = page.text();
    let cell = |address: &str| format!("cell={address}\">");
    let figure = |page: &str, address: &str| {
        let at = page.split(&cell(address)).nth(1).unwrap_or_else(|| panic!("{address}: {page}"));
        at.split('<').next().unwrap().to_owned()
    };
    // A year that is none is neither another one nor an error without a way on.
    let district = &site.bodies.district;
    for year in ["zzz", "12", "99999"] {
        let asked = supervisor.get(&format!("/office/totals?body={district}&year={year}")).await;
        let page = asked.text();
        assert!(asked.status == StatusCode::OK && page.contains(&format!("没有“{year}”这个年度")), "{page}");
        assert!(page.contains("value=\"2023\"") && !page.contains("cell="), "{page}");
        let file = supervisor.get(&format!("/office/totals/file?body={district}&year={year}&format=csv")).await;
        assert!(file.status == StatusCode::BAD_REQUEST && file.text().contains("年度应为四位数字"), "{}", file.text());
        let list = supervisor.get(&format!("/office/reports?year={year}&lang=en")).await.text();
        assert!(list.contains(&format!("There is no year “{year}”")), "{list}");
        supervisor.get("/office/reports?lang=zh-CN").await;
    }
    assert_eq!(figure(&page, "t3.new_received.total"), "7");
    assert_eq!(figure(&page, "t4.recon.upheld"), "0 （1/2）");
    assert!(page.contains("示例区财政局"), "who has no report that counts is named");
    assert!(page.contains("云溪镇人民政府"));
    let all = supervisor.get(&format!("/office/totals?{}", address(&site, "checked"))).await.text();
    assert_eq!(figure(&all, "t3.new_received.total"), "107");
    assert_eq!(figure(&all, "t4.recon.upheld"), "0 （2/3）");

    let opened =
        supervisor.get(&format!("/office/totals/cell?{}&cell=t4.recon.upheld", address(&site, "accepted"))).await;
    let opened = opened.text();
    for told in ["1/2", "空白", "未计入", "已填"] {
        assert!(opened.contains(told), "{told}: {opened}");
    }
    assert_eq!(supervisor.get("/office/totals/cell?body=x&cell=t4.recon.upheld").await.status, StatusCode::NOT_FOUND);

    let json = supervisor.get(&format!("/office/totals/file?{}&format=json", address(&site, "accepted"))).await.json();
    assert_eq!(json["cells"]["t3.new_received.total"]["sum_given"], "7");
    assert_eq!(json["cells"]["t4.recon.upheld"]["blank"], 1);
    assert_eq!(json["counted"], 2);
    for (format, start) in [("docx", b"PK".as_slice()), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE")] {
        let file = supervisor.get(&format!("/office/totals/file?{}&format={format}", address(&site, "accepted"))).await;
        assert!(file.status == StatusCode::OK && file.bytes.starts_with(start), "{format}");
    }
}

#[tokio::test]
async fn tables_of_two_editions_stand_beside_each_other_under_names_of_their_own() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    hand_in(&site, &site.bodies.street, 2023, &Figures::zero(EditionId::E2019), State::Accepted).await;
    hand_in(&site, &site.bodies.township, 2023, &Figures::zero(EditionId::E2021), State::Accepted).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&format!("/office/totals?{}", address(&site, "accepted"))).await.text();
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(ids.contains(&"t2-2019") && ids.contains(&"t2-2021"), "{ids:?}");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
    // Table 4 is the same in both; in the others it is said how the two were added up, and of how many a figure is.
    assert!(ids.contains(&"t4"), "{ids:?}");
    assert_eq!(page.matches("采用本版格式的有 1 份").count(), 2, "{page}");
    assert!(page.contains("0 （仅 1 份）") && page.contains("2021 年版（1 份）分为三项"), "{page}");
}

/// Gives a person another role.
pub(crate) async fn also(site: &TestApp, role: Role, body: &BodyId, more: Role) {
    let person = site.person(role, body).await;
    let mut transaction = site.app.database.begin().await.unwrap();
    let grant = Grant { person: person.id, body: body.clone(), role: more };
    people::grant_role(&mut transaction, &grant, site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
}

/// A district whose members reported, with its leader and the supervisor who draws up its own report.
pub(crate) async fn district_with_members(site: &TestApp) -> (Browser<'_>, Browser<'_>) {
    members(site).await;
    let district = &site.bodies.district;
    also(site, Role::Supervisor, district, Role::DisclosureOfficer).await;
    (site.sign_in_as(Role::Leader, district).await, site.sign_in_as(Role::Supervisor, district).await)
}

#[tokio::test]
async fn a_total_becomes_the_districts_own_report() {
    let site = TestApp::new().await;
    let district = &site.bodies.district;
    let (leader, supervisor) = district_with_members(&site).await;
    let fields = [("body", district.as_str()), ("year", "2023"), ("which", "accepted")];
    let drafted = supervisor.post("/office/totals/draft", &fields).await;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.text());
    let path = drafted.header("location").split('?').next().unwrap().to_owned();
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("name=\"t3.new_received.total\"") && page.contains("由 2 份报告汇总"), "{page}");
    assert!(page.contains("应计入的还有 1 个机关没有计入"), "who is not in it is said on the draft: {page}");
    let words = [("version", "1"), ("section-1", "总体平稳。"), ("section-5", "问题与改进。"), ("section-6", "无")];
    assert_eq!(supervisor.post(&path, &words).await.status, StatusCode::SEE_OTHER);
    let explained = [("version", "2"), ("explanation", "表格与文字不一致之处为汇总口径")];
    let silent = supervisor.post(&format!("{path}/submit"), &explained).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("请写明没有计入 1 个机关的原因"), "{}", silent.text());
    let reason = "该局当年新设，已另行说明";
    let submitted = supervisor
        .post(&format!("{path}/submit"), &[explained.as_slice(), &[("absent_reason", reason)]].concat())
        .await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());
    assert!(supervisor.get(&format!("{path}/preview")).await.text().contains(reason), "the leader sees why");
    // While it is before the leader, the sums do not change under their hands.
    assert_eq!(supervisor.post("/office/totals/draft", &fields).await.status, StatusCode::CONFLICT);
    let signed = leader.post(&format!("{path}/sign"), &[("version", "3"), ("answers_for_it", "yes")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    let report = reports::current(&mut &site.app.database, district, 2023).await.unwrap().unwrap();
    assert_eq!((report.channel, report.state), (Channel::Total, State::Checked));
    let members = reports::members(&mut &site.app.database, &report.id).await.unwrap();
    let bodies: Vec<_> = members.iter().map(|member| member.body.clone()).collect();
    assert_eq!(bodies, [site.bodies.street.clone(), site.bodies.township.clone()]);
    let page = supervisor.get(&format!("{path}/preview")).await.text();
    assert!(page.contains("签发时没有计入：") && !page.contains("可以重新汇总"), "{page}");
    // Staff see with the report who is not in it, and why; the public is shown the report only.
    let desk = supervisor.get(&format!("/office/reports/{}", report.id)).await.text();
    assert!(desk.contains("汇总没有计入 1 个应计入的机关") && desk.contains(reason), "{desk}");
    supervisor.post(&format!("/office/reports/{}/accept", report.id), &[("reason", "核对无误")]).await;
    supervisor.post(&format!("/office/reports/{}/publish", report.id), &[]).await;
    let public = site.anybody().get(&format!("/reports/{district}/2023")).await;
    assert!(public.status == StatusCode::OK && !public.text().contains(reason));
    // Its page says so as well while its next version is drawn up.
    let reopened = supervisor.post(&format!("{path}/reopen"), &[("version", "4"), ("next", "yes")]).await;
    assert_eq!(reopened.status, StatusCode::SEE_OTHER, "{}", reopened.text());
    let desk = supervisor.get(&format!("/office/reports/{}", report.id)).await.text();
    assert!(desk.contains("汇总没有计入 1 个应计入的机关") && desk.contains(reason), "{desk}");
}

#[tokio::test]
async fn a_draft_an_older_program_filled_says_from_its_journal_who_is_absent() {
    let site = TestApp::new().await;
    members(&site).await;
    let district = &site.bodies.district;
    also(&site, Role::Supervisor, district, Role::DisclosureOfficer).await;
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    let fields = [("body", district.as_str()), ("year", "2023"), ("which", "accepted")];
    let drafted = supervisor.post("/office/totals/draft", &fields).await;
    let path = drafted.header("location").split('?').next().unwrap().to_owned();
    let mut transaction = site.app.database.begin().await.unwrap();
    transaction.execute("UPDATE drafts SET absent = NULL", gongkai_store::values![]).await.unwrap();
    transaction.commit().await.unwrap();
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("应计入的还有 1 个机关没有计入"), "{page}");
}

#[tokio::test]
async fn figures_of_an_open_draft_are_replaced_only_when_somebody_agrees() {
    let site = TestApp::new().await;
    members(&site).await;
    let district = &site.bodies.district;
    also(&site, Role::Supervisor, district, Role::DisclosureOfficer).await;
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    let fields = [("body", district.as_str()), ("year", "2023"), ("which", "accepted")];
    let drafted = supervisor.post("/office/totals/draft", &fields).await;
    let path = drafted.header("location").split('?').next().unwrap().to_owned();
    // The same sums again replace nothing.
    assert_eq!(supervisor.post("/office/totals/draft", &fields).await.status, StatusCode::SEE_OTHER);
    let typed = [("version", "2"), ("t3.new_received.total", "8"), ("section-5", "问题与改进。")];
    assert_eq!(supervisor.post(&path, &typed).await.status, StatusCode::SEE_OTHER);
    // Without scripts, too, a page asks first, and nothing has changed until somebody agrees.
    let asked = supervisor.post("/office/totals/draft", &fields).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    assert!(asked.text().contains("1 格数字将被汇总数替换"), "{}", asked.text());
    assert!(asked.text().contains(": 8 → 7 （手工改过，原汇总数 7）</li>"), "which, and by what: {}", asked.text());
    assert!(supervisor.get(&path).await.text().contains("name=\"t3.new_received.total\" aria-label"));
    assert_eq!(crate::drafts::draft(&site, &path).await.cells["t3.new_received.total"], "8");
    let english = supervisor.post("/office/totals/draft?lang=en", &fields).await.text();
    assert!(english.contains("The sums replace 1 figures") && !english.contains(">totals-"), "{english}");
    let agree = async |revision: &str| {
        let fields = [fields.as_slice(), &[("agreed", revision)]].concat();
        supervisor.post("/office/totals/draft", &fields).await.status
    };
    // Who agreed to another revision is asked anew.
    assert_eq!(agree("2").await, StatusCode::OK);
    assert!(asked.text().contains("name=\"agreed\" value=\"3\""));
    assert_eq!(agree("3").await, StatusCode::SEE_OTHER);
    let kept = crate::drafts::draft(&site, &path).await;
    assert_eq!((kept.cells["t3.new_received.total"].as_str(), kept.sections[&5].as_str()), ("7", "问题与改进。"));
    // The figure that went can be found again; and who still had the page from before takes nothing away.
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("</span>8</dd>") && page.contains("</span>7</dd>"), "{page}");
    let older = [("version", "3"), ("t3.new_received.total", "8"), ("section-5", "问题。")];
    assert_eq!(supervisor.post(&path, &older).await.header("location"), format!("{path}?beside"));
    let kept = crate::drafts::draft(&site, &path).await;
    assert_eq!((kept.cells["t3.new_received.total"].as_str(), kept.sections[&5].as_str()), ("7", "问题。"));
    let both = [("version", "3"), ("t3.new_received.total", "9")];
    let refused = supervisor.post(&path, &both).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("choose-t3.new_received.total"), "{}", refused.text());
}

#[tokio::test]
async fn totals_are_for_who_supervises_the_subtree() {
    let site = TestApp::new().await;
    members(&site).await;
    let b = &site.bodies;
    let page = format!("/office/totals?{}", address(&site, "accepted"));
    let check = async |role, body: &BodyId, expected: StatusCode| {
        let browser = site.sign_in_as(role, body).await;
        assert_eq!(browser.get(&page).await.status, expected, "{role:?}");
        let file = format!("/office/totals/file?{}&format=json", address(&site, "accepted"));
        assert_eq!(browser.get(&file).await.status, expected, "{role:?}");
    };
    check(Role::Supervisor, &b.district, StatusCode::OK).await;
    check(Role::Supervisor, &b.city, StatusCode::OK).await;
    check(Role::Auditor, &b.city, StatusCode::OK).await;
    check(Role::Supervisor, &b.street, StatusCode::NOT_FOUND).await;
    check(Role::Supervisor, &b.foreign_district, StatusCode::NOT_FOUND).await;
    check(Role::DisclosureOfficer, &b.district, StatusCode::FORBIDDEN).await;
    let auditor = site.sign_in_as(Role::Auditor, &b.city).await;
    let fields = [("body", b.district.as_str()), ("year", "2023"), ("which", "accepted")];
    assert_eq!(auditor.post("/office/totals/draft", &fields).await.status, StatusCode::FORBIDDEN);
    let foreign = site.sign_in_as(Role::Supervisor, &b.foreign_district).await;
    assert_eq!(foreign.post("/office/totals/draft", &fields).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nothing_to_add_up_says_what_to_do() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get("/office/totals?lang=en").await.text();
    assert!(page.contains("No collection yet"), "{page}");
    let english = supervisor.get(&format!("/office/totals?{}&lang=en", address(&site, "accepted"))).await;
    assert!(english.status == StatusCode::OK && !english.text().contains(">totals-"), "{}", english.text());
}

#[tokio::test]
async fn an_exempted_body_that_reports_all_the_same_is_never_late_and_never_missing_from_the_total() {
    let site = TestApp::new().await;
    members(&site).await;
    let bureau = &site.bodies.bureau;
    let mut transaction = site.app.database.begin().await.unwrap();
    let row = obligations::of_year(&mut transaction, bureau, 2023).await.unwrap().remove(0);
    obligations::set_excused(&mut transaction, &row.id, Some("当年撤并"), site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
    site.clock.set("2024-05-01T02:00:00Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    // Handed in and not accepted: it is among those not counted.
    let total = supervisor.get(&format!("/office/totals?{}", address(&site, "accepted"))).await.text();
    assert!(total.contains("示例区财政局</span>"), "{total}");
    let page = supervisor.get(&format!("/office/obligations/{}", row.id)).await.text();
    assert!(page.contains("免报，已报送") && !page.contains("badge-late"), "{page}");
    let roll = supervisor.get(&format!("/office/collections/{}", row.collection)).await.text();
    assert_eq!(roll.matches("<span class=\"badge\">免报，已报送").count(), 1, "{roll}");
    let filtered = async |state: &str| {
        supervisor.get(&format!("/office/collections/{}?state={state}", row.collection)).await.text()
    };
    assert!(filtered("excused-came").await.contains("示例区财政局</a>"));
    assert!(!filtered("excused").await.contains("示例区财政局</a>"));
    let late = supervisor.get(&format!("/office/collections/{}?late=yes", row.collection)).await.text();
    assert!(!late.contains("示例区财政局</a>"), "{late}");
    let officer = site.sign_in_as(Role::DisclosureOfficer, bureau).await;
    let own = officer.get("/office/drafts").await.text();
    assert!(own.contains("免报（当年撤并），已报送"), "{own}");
    // Whoever drafts its report all the same is told that nobody waits for it.
    let draft = begin(&officer, bureau, "2023").await;
    let page = officer.get(&draft).await.text();
    assert!(page.contains("本年度免报：当年撤并。可以不报送"), "{page}");
}

#[tokio::test]
async fn a_draft_filled_from_a_total_tells_what_changed_below_since() {
    let site = TestApp::new().await;
    let district = &site.bodies.district;
    let (leader, supervisor) = district_with_members(&site).await;
    let fields = [("body", district.as_str()), ("year", "2023"), ("which", "accepted")];
    let drafted = supervisor.post("/office/totals/draft", &fields).await;
    let path = drafted.header("location").split('?').next().unwrap().to_owned();
    let told = async |page: &str| supervisor.get(&format!("{path}{page}")).await.text().contains("id=\"drift\"");
    assert!(!told("").await);

    let current =
        async |body: &BodyId| reports::current(&mut &site.app.database, body, 2023).await.unwrap().unwrap().id;
    let ids = [current(&site.bodies.street).await, current(&site.bodies.bureau).await];
    site.clock.set(site.app.now() + jiff::SignedDuration::from_mins(1));
    // Published as it was counted: nothing changes.
    supervisor.post(&format!("/office/reports/{}/publish", ids[0]), &[]).await;
    assert!(!told("").await);
    site.clock.set(site.app.now() + jiff::SignedDuration::from_mins(1));
    let cell = [("address", "t3.new_received.natural_person"), ("to", "figure"), ("value", "3"), ("reason", "核实")];
    let seen = [("seen", "0")];
    let corrected =
        supervisor.post(&format!("/office/reports/{}/cells", ids[0]), &[cell.as_slice(), &seen].concat()).await;
    assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.text());
    assert!(!told("").await, "what the public reads counts");
    site.clock.set(site.app.now() + jiff::SignedDuration::from_mins(1));
    let published = supervisor.post(&format!("/office/reports/{}/publish", ids[0]), &[("reason", "更正")]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
    supervisor.post(&format!("/office/reports/{}/accept", ids[1]), &[("reason", "核对无误")]).await;
    for page in ["", "/check", "/preview"] {
        assert!(told(page).await, "{page}");
    }
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("新计入：<span lang=\"zh-CN\">示例区财政局</span>"), "{page}");
    assert!(page.contains("有更正或者新版：<span lang=\"zh-CN\">青禾街道办事处</span>"), "{page}");
    assert!(page.contains("重新汇总</button>") && !page.contains("不再计入"), "{page}");
    // Its leader reads it, too.
    assert!(leader.get(&format!("{path}/preview")).await.text().contains("请主管部门在“汇总”中"));
    let asked = supervisor.post("/office/totals/draft", &fields).await;
    assert!(asked.status == StatusCode::OK && told("").await, "{}", asked.text());
    let again = supervisor.post("/office/totals/draft", &[fields.as_slice(), &[("agreed", "1")]].concat()).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    assert!(!told("").await);
}

#[tokio::test]
async fn who_is_directly_below_on_nobodys_roll_counts_with_a_report_and_is_not_missed_without() {
    let site = TestApp::new().await;
    members(&site).await;
    let district = &site.bodies.district;
    let beside = body(&site, "青石街道办事处", Kind::Street, district).await;
    body(&site, "白桥街道办事处", Kind::Street, district).await;
    let supervisor = site.sign_in_as(Role::Supervisor, district).await;
    let total = async || supervisor.get(&format!("/office/totals?{}", address(&site, "accepted"))).await.text();
    let page = total().await;
    assert!(!page.contains("青石街道") && !page.contains("不在任何名册上"), "{page}");
    let mut figures = Figures::zero(EditionId::E2021);
    figures.set("t3.new_received.natural_person", 30.into());
    figures.set("t3.new_received.total", 30.into());
    hand_in(&site, &beside, 2023, &figures, State::Accepted).await;
    let page = total().await;
    assert!(page.contains("1 个直接下级不在任何名册上") && page.contains("青石街道办事处"), "{page}");
    assert!(page.contains("cell=t3.new_received.total\">37<"), "{page}");
    assert!(!page.contains("白桥街道"), "{page}");
    let api = supervisor.get(&format!("/api/v1/bodies/{district}/totals/2023")).await.json();
    let member = api["members"].as_array().unwrap().iter().find(|member| member["body"]["id"] == beside.as_str());
    let member = member.unwrap();
    assert!(member["report"].is_string() && member["state"].is_null(), "{member}");
}
