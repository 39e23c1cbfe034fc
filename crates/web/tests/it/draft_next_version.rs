//! A report that was drawn up here, signed and accepted is opened again by its body: the next version is begun beside it.

use axum::http::StatusCode;
use gongkai_store::drafts::State;
use gongkai_store::obligations;
use gongkai_store::people::Role;
use gongkai_store::reports::{self, Report};

use crate::drafts::{WORDS, begin, collect, draft};
use crate::test_app::{Browser, TestApp};

/// The cell that is corrected at the desk.
const RULES: &str = "t2.regulation.issued";

/// What is said of a correction, where the report was published.
const NOTE: (&str, &str) = ("correction_note", "按台账更正");

/// Another, in 万元.
const FEE: &str = "t2.admin_fee.fee_amount";

/// 青禾街道, its officer and leader, the supervisor above, and the draft.
pub(crate) struct Stage<'a> {
    site: &'a TestApp,
    pub(crate) officer: Browser<'a>,
    pub(crate) leader: Browser<'a>,
    pub(crate) supervisor: Browser<'a>,
    pub(crate) path: String,
}

impl<'a> Stage<'a> {
    /// The report is drawn up, signed and handed in.
    pub(crate) async fn signed(site: &'a TestApp) -> Self {
        collect(site, 2023).await;
        let street = &site.bodies.street;
        let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
        let leader = site.sign_in_as(Role::Leader, street).await;
        let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
        let path = begin(&officer, street, "2023").await;
        let stage = Self { site, officer, leader, supervisor, path };
        stage.does(&stage.officer, "", &WORDS).await;
        stage.does(&stage.officer, "/zeros", &[]).await;
        stage.signs().await;
        stage
    }

    /// A step with the draft as it is now. Submitting it says what is corrected, where that is asked.
    pub(crate) async fn does(&self, who: &Browser<'a>, step: &str, fields: &[(&str, &str)]) {
        let revision = draft(self.site, &self.path).await.revision.to_string();
        let note: &[_] =
            if step == "/submit" && fields.iter().all(|(name, _)| *name != NOTE.0) { &[NOTE] } else { &[] };
        let sent = [&[("version", revision.as_str())], fields, note].concat();
        let done = who.post(&format!("{}{step}", self.path), &sent).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.text());
    }

    pub(crate) async fn signs(&self) {
        self.does(&self.officer, "/submit", &[("explanation", "")]).await;
        self.does(&self.leader, "/sign", &[("answers_for_it", "yes")]).await;
    }

    /// What the supervisor does with the newest version.
    pub(crate) async fn judges(&self, step: &str, fields: &[(&str, &str)]) {
        let done = self.supervisor.post(&format!("/office/reports/{}/{step}", self.newest().await.id), fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.text());
    }

    pub(crate) async fn newest(&self) -> Report {
        reports::current(&mut &self.site.app.database, &self.site.bodies.street, 2023).await.unwrap().unwrap()
    }

    async fn on_the_roll(&self) -> obligations::State {
        obligations::of_year(&mut &self.site.app.database, &self.site.bodies.street, 2023).await.unwrap()[0].state
    }

    pub(crate) async fn preview(&self) -> String {
        self.officer.get(&format!("{}/preview", self.path)).await.text()
    }

    pub(crate) async fn public(&self) -> String {
        self.site.anybody().get(&format!("/reports/{}/2023", self.site.bodies.street)).await.text()
    }
}

#[tokio::test]
async fn what_was_accepted_and_published_stays_while_its_body_mends_it_and_when_it_gives_that_up() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    let corrected = [("address", RULES), ("to", "figure"), ("value", "3"), ("reason", "按台账更正"), ("seen", "0")];
    stage.judges("cells", &corrected).await;
    let fee = [("address", FEE), ("to", "figure"), ("value", "2.5"), ("reason", "按台账更正"), ("seen", "0")];
    stage.judges("cells", &fee).await;
    assert!(stage.preview().await.contains(">撤回修改</button>"), "nobody has accepted it");
    stage.judges("accept", &[("reason", "核对无误")]).await;
    assert!(stage.preview().await.contains(">编制新版</button>"), "accepted, and not published");
    stage.judges("publish", &[("title", "青禾街道年报")]).await;
    let page = stage.preview().await;
    assert!(page.contains(">编制更正版</button>") && page.contains("旧版仍可查阅"), "{page}");

    let signed = draft(&site, &stage.path).await;
    let public = stage.public().await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    // It opens with what the desk corrected, and says what holds meanwhile.
    let cells = draft(&site, &stage.path).await.cells;
    assert_eq!((cells[RULES].as_str(), cells[FEE].as_str()), ("3", "2.5"));
    let page = stage.officer.get(&stage.path).await.text();
    assert!(page.contains("已报送的是第 1 版 <span class=\"badge badge-published\">已发布</span>"), "{page}");
    assert!(page.contains("新版签发以前，这一版照旧有效") && page.contains(">放弃修改</a>"), "{page}");
    assert!(page.contains("</span>0</dd>") && page.contains("</span>3</dd>"), "the timeline tells it: {page}");
    assert!(page.contains("已报送的版本"), "the number is not that of the next one: {page}");
    let english = stage.officer.get(&format!("{}?lang=en", stage.path)).await.text();
    assert!(english.contains("version 1 is handed in") && !english.contains(">draft-"), "{english}");
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    let blob = gongkai_store::blobs::hash_of(b"%PDF-1.7 x");
    let revision = draft(&site, &stage.path).await.revision.to_string();
    let attach = format!("{}/attachments", stage.path);
    stage.officer.post_files(&attach, &[("version", &revision)], &[("files", "附表.pdf", b"%PDF-1.7 x")]).await;
    assert_eq!(draft(&site, &stage.path).await.attachments[0].blob, blob);

    // Everywhere else all is as it was; only for who began it something is to do.
    assert_eq!((stage.newest().await.version, stage.newest().await.state), (1, reports::State::Accepted));
    assert_eq!((stage.on_the_roll().await, stage.public().await == public), (obligations::State::Published, true));
    let start = stage.officer.get("/office").await.text();
    assert!(start.contains(&format!("<a href=\"{}\">青禾街道办事处 2023 年度年报</a>", stage.path)), "{start}");
    assert!(start.contains("新版编制中") && !start.contains("badge-owed") && !start.contains("截止"), "{start}");
    let list = stage.officer.get("/office/drafts").await.text();
    assert!(list.contains(">编制中<") && list.contains(">已发布<"), "{list}");

    // Before the leader it is not given up; sent back it is, and all is as it was signed.
    stage.does(&stage.officer, "/submit", &[("explanation", "")]).await;
    let refused = stage.officer.post(&format!("{}/discard", stage.path), &[("version", "0")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    stage.does(&stage.leader, "/send-back", &[("note", "不必更正")]).await;
    assert!(stage.officer.get("/office").await.text().contains("签发前退回修改"));
    let discard = stage.officer.get(&format!("{}/discard", stage.path)).await.text();
    assert!(discard.contains("恢复为上次签发时的内容") && discard.contains("改过的格</dt><dd>2</dd>"), "{discard}");
    assert!(
        discard.contains("改过的部分</dt><dd>1</dd>") && discard.contains("改过的附件</dt><dd>1</dd>"),
        "{discard}"
    );
    stage.does(&stage.officer, "/discard", &[]).await;
    let kept = draft(&site, &stage.path).await;
    let same = gongkai_store::drafts::Draft {
        revision: kept.revision,
        updated_at: kept.updated_at,
        updated_by: kept.updated_by.clone(),
        ..signed
    };
    assert_eq!(kept, same);
    let page = stage.officer.get(&format!("{}/preview?put-back", stage.path)).await.text();
    assert!(page.contains("修改已放弃") && page.contains(">编制更正版</button>"), "{page}");
    assert!(page.contains("放弃修改") && page.contains("附表.pdf"), "what was given up is told: {page}");
    assert!(stage.officer.get("/office").await.text().contains("没有待办事项"));
    assert_eq!(stage.public().await, public);
}

#[tokio::test]
async fn the_next_version_is_signed_accepted_and_published_as_a_correction() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges("accept", &[("reason", "核对无误")]).await;
    stage.judges("publish", &[("title", "青禾街道年报")]).await;
    let public = stage.public().await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    stage.does(&stage.officer, "/submit", &[("explanation", "")]).await;
    assert_eq!(stage.on_the_roll().await, obligations::State::Published, "until it is signed");
    // Taken back from the leader it is still the next version, to be given up or gone on with.
    assert!(stage.preview().await.contains(">撤回修改</button>"));
    stage.does(&stage.officer, "/reopen", &[("next", "no")]).await;
    assert!(stage.officer.get(&stage.path).await.text().contains(">放弃修改</a>"));
    stage.signs().await;

    let kept = draft(&site, &stage.path).await;
    assert_eq!((kept.state, kept.signed_as, kept.report), (State::Signed, None, Some(stage.newest().await.id)));
    let versions = reports::versions(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap();
    let states: Vec<_> = versions.iter().map(|report| (report.version, report.state)).collect();
    assert_eq!(states, [(2, reports::State::Checked), (1, reports::State::Accepted)]);
    assert_eq!((stage.on_the_roll().await, stage.public().await == public), (obligations::State::Checked, true));
    stage.judges("accept", &[("reason", "核对无误")]).await;
    assert_eq!(stage.public().await, public, "until it is published");
    stage.judges("publish", &[("title", "青禾街道年报"), ("reason", "补充说明")]).await;
    let page = stage.public().await;
    assert!(page.contains("另有说明。") && page.contains("补充说明"), "{page}");
    assert_eq!(stage.on_the_roll().await, obligations::State::Published);
}

#[tokio::test]
async fn what_was_taken_back_before_it_was_accepted_is_put_back_as_well() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.does(&stage.officer, "/reopen", &[("next", "no")]).await;
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    let page = stage.officer.get(&stage.path).await.text();
    assert!(page.contains("已报送的是第 1 版") && page.contains("取代已报送的一版"), "{page}");
    stage.does(&stage.officer, "/discard", &[]).await;
    let kept = draft(&site, &stage.path).await;
    assert_eq!((kept.state, kept.sections[&6].as_str()), (State::Signed, WORDS[2].1));
    assert_eq!((stage.newest().await.version, stage.newest().await.state), (1, reports::State::Checked));
}

#[tokio::test]
async fn a_return_that_ended_with_an_acceptance_is_not_to_be_judged_when_a_correction_comes() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges("accept", &[("reason", "核对无误")]).await;
    stage.judges("publish", &[("title", "青禾街道年报")]).await;
    stage.judges("return", &[("due_on", "2024-01-25"), ("note", "请核对表三总计。")]).await;
    stage.does(&stage.officer, "/reopen", &[("next", "no")]).await;
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    stage.does(&stage.officer, "/submit", &[("explanation", "")]).await;
    // What was returned is accepted after all, before the leader signs the next one.
    stage.judges("accept", &[("reason", "电话说明成立")]).await;
    stage.does(&stage.leader, "/sign", &[("answers_for_it", "yes")]).await;
    assert_eq!((stage.newest().await.version, stage.newest().await.state), (2, reports::State::Checked));
    let start = stage.supervisor.get("/office").await.text();
    assert!(!start.contains("已答复或重新报送的退回"), "{start}");
    // One that comes for a return is.
    stage.judges("return", &[("due_on", "2024-01-25"), ("note", "请核对表四。")]).await;
    stage.does(&stage.officer, "/reopen", &[("next", "no")]).await;
    stage.signs().await;
    let start = stage.supervisor.get("/office").await.text();
    assert!(start.contains("已答复或重新报送的退回"), "{start}");
}

/// A correction of a cell by the desk.
fn correction<'a>(value: &'a str, seen: &'a str) -> [(&'a str, &'a str); 5] {
    [("address", RULES), ("to", "figure"), ("value", value), ("reason", "按台账更正"), ("seen", seen)]
}

#[tokio::test]
async fn what_the_desk_corrects_while_the_next_version_is_written_is_not_brought_back_unasked() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges("accept", &[("reason", "核对无误")]).await;
    stage.judges("publish", &[("title", "青禾街道年报")]).await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    assert!(!stage.officer.get(&stage.path).await.text().contains("id=\"corrections\""));
    stage.judges("cells", &correction("3", "0")).await;

    // Every page of the draft tells it, and it does not go to the leader as it is.
    for page in ["", "/check", "/preview"] {
        let page = stage.officer.get(&format!("{}{page}", stage.path)).await.text();
        assert!(page.contains("上级更正了 1 格读数") && page.contains("</a> 0 → 3 "), "{page}");
        assert!(page.contains("更正理由：按台账更正"), "{page}");
    }
    let english = stage.officer.get(&format!("{}?lang=en", stage.path)).await.text();
    assert!(english.contains("corrected one figure") && !english.contains(">draft-"), "{english}");
    let revision = draft(&site, &stage.path).await.revision.to_string();
    let submit = format!("{}/submit", stage.path);
    let seen = format!("{RULES}:1");
    // A tick counts for what its page showed.
    for corrected in ["", &format!("{RULES}:9")] {
        let ticked = [("version", &*revision), ("corrected", corrected), ("leaves_corrections", "yes")];
        let refused = stage.officer.post(&submit, &ticked).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("1 格更正过的读数还没有采用"), "{}", refused.text());
        assert!(refused.text().contains(&format!("value=\"{seen}\"")), "{}", refused.text());
    }

    // One button takes it over, beside what is typed in the form.
    stage.does(&stage.officer, "/corrections", &[("corrected", &seen), ("section-5", "问题一。改进一。")]).await;
    let kept = draft(&site, &stage.path).await;
    assert_eq!((kept.cells[RULES].as_str(), kept.sections[&5].as_str()), ("3", "问题一。改进一。"));
    let page = stage.officer.get(&format!("{}?corrections", stage.path)).await.text();
    assert!(page.contains("已采用更正后的数字") && !page.contains("id=\"corrections\""), "{page}");
    assert!(page.contains("采用读数更正"), "the timeline tells it: {page}");

    // Corrected once more, and taken back, while it waits for the leader: the leader is told, and says so.
    stage.does(&stage.officer, "/submit", &[]).await;
    stage.judges("cells", &[("address", RULES), ("to", "as_read"), ("reason", "更正有误"), ("seen", "1")]).await;
    let page = stage.leader.get(&format!("{}/preview", stage.path)).await.text();
    assert!(page.contains("</a> 3 → 0 ") && page.contains("更正理由：更正有误"), "{page}");
    let revision = draft(&site, &stage.path).await.revision.to_string();
    let sign = format!("{}/sign", stage.path);
    let refused = stage.leader.post(&sign, &[("version", &revision), ("answers_for_it", "yes")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = format!("{RULES}:2");
    let leaves = [("answers_for_it", "yes"), ("corrected", seen.as_str()), ("leaves_corrections", "yes")];
    stage.does(&stage.leader, "/sign", &leaves).await;
    assert_eq!(stage.newest().await.version, 2);
    assert!(stage.preview().await.contains("未采用的读数更正"));
}

#[tokio::test]
async fn a_figure_that_body_and_desk_both_changed_is_asked_about_and_can_be_left() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges("accept", &[("reason", "核对无误")]).await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    stage.does(&stage.officer, "", &[(RULES, "5"), ("section-6", "另有说明。")]).await;
    stage.judges("cells", &correction("3", "0")).await;
    let page = stage.officer.get(&stage.path).await.text();
    assert!(page.contains("草稿中是“5”") && page.contains(&format!("name=\"corrected-{RULES}\"")), "{page}");
    let seen = format!("{RULES}:1");
    // Without a choice nothing is taken, and nothing told to be.
    stage.does(&stage.officer, "/corrections", &[("corrected", &seen)]).await;
    assert_eq!(draft(&site, &stage.path).await.cells[RULES], "5");
    let own = format!("corrected-{RULES}");
    stage.does(&stage.officer, "/corrections", &[("corrected", &seen), (&own, "own")]).await;
    assert_eq!(draft(&site, &stage.path).await.cells[RULES], "5");
    let page = stage.officer.get(&stage.path).await.text();
    assert!(page.contains("没有采用（") && !page.contains("formaction=\"/office/drafts/corrections"), "{page}");
    assert!(!page.contains(&format!("value=\"{seen}\"")), "{page}");
    // What was left is told to the leader, and asked no more.
    stage.does(&stage.officer, "/submit", &[]).await;
    assert!(stage.leader.get(&format!("{}/preview", stage.path)).await.text().contains("没有采用（"));
    // Corrected once more it is asked again; the desk's figure is taken where that is chosen.
    stage.does(&stage.leader, "/send-back", &[("note", "请核对")]).await;
    stage.judges("cells", &correction("4", "1")).await;
    let seen = format!("{RULES}:2");
    stage.does(&stage.officer, "/corrections", &[("corrected", &seen), (&own, "theirs")]).await;
    assert_eq!(draft(&site, &stage.path).await.cells[RULES], "4");
    stage.signs().await;
}

#[tokio::test]
async fn a_next_version_without_any_change_is_asked_about() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges("cells", &correction("3", "0")).await;
    stage.judges("accept", &[("reason", "核对无误")]).await;
    stage.judges("publish", &[("title", "青禾街道年报")]).await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    let page = stage.officer.get(&format!("{}/check", stage.path)).await.text();
    assert!(page.contains("与已接收的上一版完全相同") && page.contains("name=\"unchanged_is_meant\""), "{page}");
    let revision = draft(&site, &stage.path).await.revision.to_string();
    let refused = stage.officer.post(&format!("{}/submit", stage.path), &[("version", &revision)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("确需原样签发的，请勾选确认"), "{}", refused.text());
    stage.does(&stage.officer, "/submit", &[("unchanged_is_meant", "yes")]).await;
    let page = stage.leader.get(&format!("{}/preview", stage.path)).await.text();
    assert!(page.contains("与已接收的上一版完全相同") && page.contains("与上一版相同"), "{page}");
    stage.does(&stage.leader, "/send-back", &[("note", "不必更正")]).await;
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    let page = stage.officer.get(&format!("{}/check", stage.path)).await.text();
    assert!(!page.contains("与已接收的上一版完全相同"), "{page}");
}

/// Signed, accepted and published as it is, on purpose or not.
async fn publishes_again(stage: &Stage<'_>) -> (String, String) {
    stage.judges("accept", &[("reason", "核对无误")]).await;
    let path = format!("/office/reports/{}/publish", stage.newest().await.id);
    (stage.supervisor.get(&path).await.text(), path)
}

#[tokio::test]
async fn publishing_what_says_the_same_or_lacks_corrections_is_told() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges("cells", &correction("3", "0")).await;
    stage.judges("accept", &[("reason", "核对无误")]).await;
    stage.judges("publish", &[("title", "青禾街道年报")]).await;
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    stage.does(&stage.officer, "/submit", &[("unchanged_is_meant", "yes")]).await;
    stage.does(&stage.leader, "/sign", &[("answers_for_it", "yes")]).await;
    let (page, path) = publishes_again(&stage).await;
    assert!(page.contains("与已发布的第 1 版完全相同") && !page.contains("id=\"earlier\""), "{page}");
    let fields = [("title", "青禾街道年报"), ("reason", "再次发布")];
    let refused = stage.supervisor.post(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("href=\"#unchanged_is_meant\""), "{}", refused.text());
    stage.judges("publish", &[fields[0], fields[1], ("unchanged_is_meant", "yes")]).await;
    let history = stage.supervisor.get(&path.replace("/publish", "/history")).await.text();
    assert!(history.contains("与上一版相同"), "{history}");

    // What the desk corrects in the version that is public now, the next one takes back.
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    stage.judges("cells", &correction("4", "0")).await;
    stage.judges("publish", &[("title", "青禾街道年报"), ("reason", "更正读数")]).await;
    let seen = format!("{RULES}:1");
    stage.does(&stage.officer, "", &[("section-6", "另有说明。")]).await;
    stage.does(&stage.officer, "/submit", &[("corrected", &seen), ("leaves_corrections", "yes")]).await;
    stage.does(&stage.leader, "/sign", &[("answers_for_it", "yes")]).await;
    let accept = format!("/office/reports/{}/accept", stage.newest().await.id);
    let page = stage.supervisor.get(&accept).await.text();
    assert!(
        page.contains("此前版本有 1 格更正，这一版与更正后的不同") && page.contains("<strong>4</strong>"),
        "{page}"
    );
    let refused = stage.supervisor.post(&accept, &[("reason", "核对无误")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let english = stage.supervisor.get(&format!("{accept}?lang=en")).await.text();
    assert!(
        english.contains("One cell of an earlier version was corrected") && !english.contains(">desk-"),
        "{english}"
    );
    stage.supervisor.get(&format!("{accept}?lang=zh-CN")).await;
    stage.judges("earlier", &[("earlier", &format!("{RULES}:2:1")), ("settle", "take")]).await;
    let (page, _) = publishes_again(&stage).await;
    assert!(!page.contains("id=\"earlier\"") && !page.contains("unchanged_is_meant"), "{page}");
}

#[tokio::test]
async fn who_begins_the_next_version_twice_or_after_it_was_accepted_is_told_what_happened() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    let reopen = format!("{}/reopen", stage.path);
    let revision = draft(&site, &stage.path).await.revision.to_string();
    stage.judges("accept", &[("reason", "核对无误")]).await;
    // The page was opened before it was accepted: that is the last step, not the signature.
    let late = stage.officer.post(&reopen, &[("version", &revision), ("next", "no")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("最近一步：接收") && late.text().contains("“编制更正版”"), "{}", late.text());
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    let twice = stage.officer.post(&reopen, &[("version", &revision), ("next", "yes")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let told = twice.text();
    assert!(told.contains("新版已在别处开始编制") && !told.contains("已在别处撤回修改"), "{told}");
}

#[tokio::test]
async fn that_what_was_published_is_withdrawn_is_told_on_the_drafts_pages() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    stage.judges("accept", &[("reason", "核对无误")]).await;
    stage.judges("publish", &[("title", "青禾街道年报")]).await;
    assert!(!stage.preview().await.contains("已发布的第 1 版已于"));
    stage.judges("withdraw", &[("versions", "1"), ("reason", "内容有误")]).await;
    assert!(stage.preview().await.contains("已发布的第 1 版已于"));
    stage.does(&stage.officer, "/reopen", &[("next", "yes")]).await;
    let page = stage.officer.get(&stage.path).await.text();
    assert!(page.contains("已发布的第 1 版已于") && !page.contains("向社会公开的内容都不变"), "{page}");
}

#[tokio::test]
async fn a_next_version_of_what_a_file_took_the_place_of_says_what_it_opens() {
    let site = TestApp::new().await;
    let stage = Stage::signed(&site).await;
    let figures = gongkai_testkit::figures::Figures::zero(gongkai_report::EditionId::E2021);
    crate::drafts::hand_in(&site, &site.bodies.street, 2023, &figures, reports::State::Accepted).await;
    let page = stage.preview().await;
    assert!(page.contains(">编制新版</button>") && page.contains("用下面的按钮编制并签发后，将作为第 3 版"), "{page}");
    assert!(page.contains("不是目前有效的文件") && !page.contains("撤回修改并再次签发后"), "{page}");
}
