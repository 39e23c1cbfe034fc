//! Every route of the office that changes something: who may not is refused and changes nothing, who may does.

use axum::http::StatusCode;
use gongkai_app::Caller;
use gongkai_app::bodies::{Closing, Facts, close};
use gongkai_app::meanwhile::Seen;
use gongkai_store::id::BodyId;
use gongkai_store::messages::{Channel, State as Fate};
use gongkai_store::people::Role;
use gongkai_store::reports::State;

use super::drafting::{Stage, draft};
use super::places::{Place, permits, refused, routes};
use super::stage::{collection, doubtful, faulty, finding, message, returned, stale, webhook};
use crate::bodies_office::body as kept_body;
use crate::test_app::{Answer, Browser, TestApp};

/// What is tried: an address, fields, and files if it takes some.
pub(super) struct Attempt {
    pub(super) path: String,
    pub(super) fields: Vec<(&'static str, String)>,
    files: Option<Vec<(&'static str, &'static str, Vec<u8>)>>,
}

impl Attempt {
    fn new(path: impl ToString, fields: &[(&'static str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { path: path.to_string(), fields, files: None }
    }

    fn with_files(mut self, files: &[(&'static str, &'static str, &[u8])]) -> Self {
        self.files = Some(files.iter().map(|(field, name, bytes)| (*field, *name, bytes.to_vec())).collect());
        self
    }

    pub(super) async fn by(&self, browser: &Browser<'_>) -> Answer {
        let fields: Vec<(&str, &str)> = self.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        match &self.files {
            None => browser.post(&self.path, &fields).await,
            Some(files) => {
                let files: Vec<(&str, &str, &[u8])> =
                    files.iter().map(|(field, name, bytes)| (*field, *name, bytes.as_slice())).collect();
                browser.post_files(&self.path, &fields, &files).await
            }
        }
    }
}

/// A request to a route about a thing of the body at a place, as a permitted person would send it.
pub(super) async fn attempt(site: &TestApp, route: &str, place: Place) -> Attempt {
    let body = place.body(site).as_str();
    let parts: Vec<&str> = route.trim_start_matches("/office/").split('/').collect();
    match parts.as_slice() {
        ["bodies", rest @ ..] => of_body(site, rest, place).await,
        ["collections", rest @ ..] => of_collection(site, rest, place).await,
        ["obligations", _, step] => {
            let (_, row) = collection(site, place).await;
            let path = format!("/office/obligations/{row}");
            if *step == "owe" {
                let supervisor = site.sign_in_as(Role::Supervisor, place.body(site)).await;
                supervisor.post(&format!("{path}/excuse"), &[("reason", "当年新设")]).await;
            }
            Attempt::new(format!("{path}/{step}"), &[("due_on", "2024-02-29"), ("reason", "当年新设")])
        }
        ["uploads", step @ ("chosen" | "settle")] => {
            let (upload, _) = doubtful(site, place).await;
            let fields = [("upload", upload.id.as_str()), ("action", "set-aside"), ("reason", "不是年报")];
            Attempt::new(format!("/office/uploads/{step}"), &fields)
        }
        ["uploads", _, step] => {
            let (upload, _) = doubtful(site, place).await;
            if *step == "take-back" {
                let supervisor = site.sign_in_as(Role::Supervisor, place.body(site)).await;
                let fields = [("body", place.member(site).as_str()), ("year", "2023")];
                supervisor.post(&format!("/office/uploads/{}/assign", upload.id), &fields).await;
            }
            let fields = [("body", place.member(site).as_str()), ("year", "2023"), ("reason", "不是年报")];
            Attempt::new(format!("/office/uploads/{}/{step}", upload.id), &fields)
        }
        ["drafts", rest @ ..] => of_draft(site, rest, place).await,
        ["reports", rest @ ..] => of_report(site, rest, place).await,
        ["returns", _, "answer"] => {
            let returned = returned(site, place).await;
            Attempt::new(format!("/office/returns/{returned}/answer"), &[("text", "已核对")]).with_files(&[])
        }
        ["returns", _, "extend"] => {
            let returned = returned(site, place).await;
            let fields = [("due_on", "2024-02-08"), ("reason", "核对台账")];
            Attempt::new(format!("/office/returns/{returned}/extend"), &fields)
        }
        ["findings", "decisions"] => {
            let report = faulty(site, place.body(site), State::Checked).await;
            let (id, _) = finding(site, &report).await;
            Attempt::new(route, &[("finding", &id), ("decision", "mend"), ("here", "by=rule")])
        }
        ["messages", "note"] => {
            // A note goes to bodies below; the upper body's own member would be the writer.
            let to = if place == Place::Own { place.member(site) } else { place.body(site) }.as_str();
            Attempt::new(route, &[("subject", "培训通知"), ("text", "请派员参加。"), ("bodies", to)])
        }
        ["messages", _, step] => {
            let id = if *step == "retry" {
                message(site, place, Channel::Mail, Fate::Failed).await
            } else {
                message(site, place, Channel::Inbox, Fate::Sent).await
            };
            Attempt::new(format!("/office/messages/{id}/{step}"), &[])
        }
        ["webhooks"] => Attempt::new(route, &[("url", "https://example.test/hook"), ("body", body)]),
        ["webhooks", _, step] => {
            let (id, delivery) = webhook(site, place).await;
            Attempt::new(format!("/office/webhooks/{id}/{step}"), &[("on", "false"), ("delivery", &delivery)])
        }
        ["journal", "verify"] => Attempt::new(route, &[("body", body)]),
        ["settings", group] => of_settings(group, route, body),
        ["totals", "draft"] => {
            collection(site, place).await;
            faulty(site, place.member(site), State::Accepted).await;
            Attempt::new(route, &[("body", body), ("year", "2023"), ("which", "accepted")])
        }
        ["people"] => {
            let sign_in = format!("reviewer.{place:?}").to_lowercase();
            let fields = [("name", "审核人"), ("sign_in", &*sign_in), ("role", "reviewer"), ("body", body)];
            Attempt::new(route, &fields)
        }
        _ => panic!("the matrix does not know {route}"),
    }
}

async fn of_body(site: &TestApp, rest: &[&str], place: Place) -> Attempt {
    let body = place.body(site);
    let path = |step: &str| format!("/office/bodies/{body}/{step}");
    let kept = kept_body(site, body).await;
    let seen_texts = gongkai_app::bodies::seen_of(&kept.profile).text();
    let seen_facts = Seen::of(Facts::of(&kept).fields()).text();
    let above = kept.parent.as_ref().map(ToString::to_string).unwrap_or_default();
    let seen_above = Seen::of([("parent", above)]).text();
    let name = format!("{place:?}街道办事处");
    match rest {
        ["new"] => {
            let fields = [("name", &*name), ("kind", "street"), ("level", "township"), ("parent", body.as_str())];
            Attempt::new("/office/bodies/new", &fields)
        }
        [_, "close" | "reopen"] => {
            for below in [&site.bodies.community, &site.bodies.foreign_street] {
                // A place before this one may have closed it already.
                let closing = Closing { reason: "合并".to_owned(), ..Closing::default() };
                drop(close(&site.app, &Caller::program("test"), below, &closing).await);
            }
            if rest[1] == "reopen" {
                close_with_all_below(site, body).await;
            }
            Attempt::new(path(rest[1]), &[("reason", "合并")])
        }
        [_, "move"] => Attempt::new(path("move"), &[("parent", site.bodies.bureau.as_str()), ("seen", &seen_above)]),
        [_, "profile"] => {
            let office = [("disclosure_office", "综合办公室"), ("address", "示例路1号"), ("hours", "工作日9:00—17:00")];
            let rest = [("phone", "0000-0000000"), ("seen", &*seen_texts)];
            Attempt::new(path("profile"), &[office.as_slice(), &rest].concat())
        }
        [_, "edit"] => {
            let fields =
                [("name", &*name), ("kind", "street"), ("level", "township"), ("sort", "2"), ("seen", &seen_facts)];
            Attempt::new(path("edit"), &fields)
        }
        [_, "import"] => Attempt::new(path("import"), &[]).with_files(&[(
            "file",
            "机关.csv",
            "名称,类型,层级\n翠屏街道办事处,街道,乡级\n".as_bytes(),
        )]),
        [_, "import", "apply"] => {
            let administrator = site.sign_in_as(Role::Administrator, body).await;
            let table = format!("名称,类型,层级\n{name},街道,乡级\n");
            let file = [("file", "机关.csv", table.as_bytes())];
            let sent = administrator.post_files(&path("import"), &[], &file).await;
            let page = administrator.get(sent.header("location")).await.text();
            let hidden = |name: &str| {
                let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{page}"));
                after.split('"').next().unwrap().to_owned()
            };
            Attempt::new(path("import/apply"), &[("file", &hidden("file")), ("plan", &hidden("plan"))])
        }
        other => panic!("the matrix does not know {other:?}"),
    }
}

async fn close_with_all_below(site: &TestApp, body: &BodyId) {
    let mut transaction = site.app.database.begin().await.unwrap();
    let mut kept = kept_body(site, body).await;
    kept.active = false;
    gongkai_store::bodies::update(&mut transaction, &kept).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn of_collection(site: &TestApp, rest: &[&str], place: Place) -> Attempt {
    if rest == ["new"] {
        let fields = [
            ("body", place.body(site).as_str()),
            ("year", "2022"),
            ("kinds", "street"),
            ("kinds", "community"),
            ("due_on", "2024-03-01"),
        ];
        let kinds = [("kinds", "department"), ("kinds", "government")];
        return Attempt::new("/office/collections/new", &[fields.as_slice(), &kinds].concat());
    }
    let (id, row) = collection(site, place).await;
    let supervisor = site.sign_in_as(Role::Supervisor, place.body(site)).await;
    let step = rest[1];
    match step {
        "reopen" => drop(supervisor.post(&format!("/office/collections/{id}/close"), &[]).await),
        "bodies" => drop(supervisor.post(&format!("/office/obligations/{row}/remove"), &[]).await),
        "read" => drop(stale(site, place.member(site)).await),
        _ => {}
    }
    let body = if step == "bodies" { place.body(site) } else { place.member(site) };
    let attempt = Attempt::new(
        format!("/office/collections/{id}/{step}"),
        &[("body", body.as_str()), ("bodies", body.as_str()), ("due_on", "2024-03-01")],
    );
    if step == "uploads" { attempt.with_files(&[("files", "a.txt", b"a")]) } else { attempt }
}

async fn of_draft(site: &TestApp, rest: &[&str], place: Place) -> Attempt {
    if rest.is_empty() {
        return Attempt::new("/office/drafts", &[("body", place.body(site).as_str()), ("year", "2023")]);
    }
    let step = rest[1..].join("/");
    let stage = match step.as_str() {
        "sign" | "send-back" => Stage::Submitted,
        "reopen" => Stage::Signed,
        _ => Stage::Open,
    };
    if step == "carry" {
        let figures = gongkai_testkit::figures::Figures::consistent(gongkai_report::EditionId::E2021, 7);
        crate::drafts::hand_in(site, place.body(site), 2022, &figures, State::Accepted).await;
    }
    let mut reported = String::new();
    if step == "from-report" {
        let figures = gongkai_testkit::figures::Figures::consistent(gongkai_report::EditionId::E2021, 7);
        reported = crate::drafts::hand_in(site, place.body(site), 2023, &figures, State::Returned).await.id.to_string();
    }
    let mut kept = draft(site, place, stage).await;
    let mut own_file = Vec::new();
    if step == "from-file" {
        collection(site, place).await;
        let name = kept_body(site, place.body(site)).await.name;
        own_file = crate::collecting::report(&name, 2023);
    }
    let path = format!("/office/drafts/{}", kept.id);
    if step == "submit" {
        let officer = site.sign_in_as(Role::DisclosureOfficer, place.body(site)).await;
        officer.post(&format!("{path}/zeros"), &[("version", &kept.revision.to_string())]).await;
        kept.revision += 1;
    }
    let fields = [
        ("version", kept.revision.to_string()),
        ("report", reported),
        ("blob", kept.attachments[0].blob.clone()),
        ("with_report", kept.attachments[0].blob.clone()),
        ("answers_for_it", "yes".to_owned()),
        ("note", "请核对".to_owned()),
        ("explanation", "无".to_owned()),
        ("replacing", "0-3".to_owned()),
        ("t3.granted.total", "0".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let fields: Vec<(&'static str, &str)> = fields;
    let attempt = Attempt::new(format!("{path}/{step}").trim_end_matches('/'), &fields);
    if step == "from-file" {
        return attempt.with_files(&[("file", "年报.txt", &own_file)]);
    }
    if step == "attachments" { attempt.with_files(&[("files", "又一份.pdf", b"%PDF-1.7 y")]) } else { attempt }
}

async fn of_report(site: &TestApp, rest: &[&str], place: Place) -> Attempt {
    let step = rest[rest.len() - 1];
    let state = if matches!(step, "publish" | "withdraw") { State::Accepted } else { State::Checked };
    let mut id = faulty(site, place.body(site), state).await.to_string();
    if step == "earlier" {
        let supervisor = site.sign_in_as(Role::Supervisor, place.body(site)).await;
        let fields = [("address", "t3.total.total"), ("to", "blank"), ("reason", "看错"), ("seen", "0")];
        supervisor.post(&format!("/office/reports/{id}/cells"), &fields).await;
        id = faulty(site, place.body(site), state).await.to_string();
    }
    if step == "withdraw" {
        let supervisor = site.sign_in_as(Role::Supervisor, place.body(site)).await;
        supervisor.post(&format!("/office/reports/{id}/publish"), &[]).await;
    }
    if rest.len() == 1 {
        return Attempt::new(format!("/office/reports/{step}"), &[("report", &id), ("reason", "行")]);
    }
    let (_, fingerprint) = finding(site, &gongkai_store::id::ReportId::parse(&id).unwrap()).await;
    let fields = [
        ("address", "t3.total.total"),
        ("to", "blank"),
        ("reason", "看错"),
        ("seen", "0"),
        ("finding", &fingerprint),
        ("decision", "mend"),
        ("due_on", "2024-01-25"),
        ("title", ""),
        ("versions", "1"),
        ("earlier", "t3.total.total:1:1"),
        ("settle", "take"),
    ];
    Attempt::new(format!("/office/reports/{id}/{step}"), &fields)
}

fn of_settings(group: &str, route: &str, body: &str) -> Attempt {
    let fields: &[(&str, &str)] = match group {
        "due" => &[("government", "03-31"), ("department", "01-31"), ("street", "01-31"), ("township", "01-30")],
        "messages" => &[
            ("mail", "true"),
            ("quiet_from", "18:30"),
            ("quiet_until", "09:00"),
            ("days_before", "20"),
            ("days_after", "3"),
            ("leader_from_stage", "0"),
            ("remind_again_hours", "12"),
        ],
        "checks" => &[
            ("copied_info_percent", "40"),
            ("copied_warning_percent", "70"),
            ("copied_least_sentences", "5"),
            ("template_percent", "20"),
            ("template_reports", "50"),
            ("large_batch", "20"),
            ("largest_count", "10000000"),
            ("largest_yuan", "1000000000000"),
            ("largest_yuan_of_township", "1000000000"),
        ],
        _ => &[
            ("least_characters", "14"),
            ("least_kinds", "4"),
            ("longest_days", "180"),
            ("tries", "5"),
            ("lock_seconds", "60"),
            ("longest_lock_seconds", "3600"),
            ("idle_minutes", "30"),
        ],
    };
    Attempt::new(route, &[fields, &[("body", body)]].concat())
}

/// Routes that are about no body, or that another matrix tries.
pub(super) fn is_elsewhere(path: &str) -> bool {
    // Jobs belong to the program; who may change settings anywhere may have a failed one tried again.
    path == "/office/health/retry" || path.starts_with("/office/people/{id}")
}

/// What even a permitted person cannot do there, for another reason than who they are.
fn cannot(path: &str, place: Place) -> bool {
    match path {
        // Rules for passwords hold for everybody, so only the topmost body sets them.
        "/office/settings/passwords" => true,
        // Where a body hangs is decided above it; and it has bodies below it that are not closed.
        "/office/bodies/{id}/move" | "/office/bodies/{id}/close" | "/office/bodies/{id}/reopen" => place == Place::Own,
        _ => false,
    }
}

async fn try_all(start: &str) {
    let mut tried = 0;
    for (route, permission) in routes(false).filter(|(route, _)| route.path.starts_with(start)) {
        if is_elsewhere(route.path) {
            continue;
        }
        let site = TestApp::new().await;
        for place in Place::ALL {
            let attempt = attempt(&site, route.path, place).await;
            let before = site.app.position().await.unwrap();
            let mut permitted = Vec::new();
            for role in Role::ALL {
                if permits(&route, permission, role, place) {
                    permitted.push(role);
                    continue;
                }
                let browser = site.sign_in_as(role, &site.bodies.district).await;
                let answer = attempt.by(&browser).await;
                let case = format!("{} as {} at {place:?}: {}", route.path, role.id(), answer.status);
                // Several things at once: those out of reach are left out and told, and nothing is done.
                let left_out = route.path == "/office/reports/accept" || route.path == "/office/reports/publish";
                assert!(refused(answer.status) || left_out && answer.status == StatusCode::SEE_OTHER, "{case}");
                assert_eq!(site.app.position().await.unwrap(), before, "{case}: something was done");
            }
            let Some(role) = permitted.first() else { continue };
            let browser = site.sign_in_as(*role, &site.bodies.district).await;
            let answer = attempt.by(&browser).await;
            let done = matches!(answer.status, StatusCode::OK | StatusCode::SEE_OTHER);
            assert!(
                done || cannot(route.path, place),
                "{} as {} at {place:?}: {} {}",
                route.path,
                role.id(),
                answer.status,
                answer.text()
            );
            tried += 1;
        }
    }
    assert!(tried > 0, "{start}");
}

/// The groups the tests below try; a route in none of them is found by `every_route_is_tried`.
const GROUPS: [&str; 13] = [
    "/office/bodies",
    "/office/collections",
    "/office/obligations",
    "/office/uploads",
    "/office/drafts",
    "/office/reports",
    "/office/returns",
    "/office/findings",
    "/office/messages",
    "/office/webhooks",
    "/office/settings",
    "/office/journal",
    "/office/totals",
];

#[test]
fn every_route_is_tried() {
    for (route, _) in routes(false) {
        let known = GROUPS.iter().any(|group| route.path.starts_with(group)) || route.path == "/office/people";
        assert!(known || is_elsewhere(route.path), "{}", route.path);
    }
}

#[tokio::test]
async fn bodies() {
    try_all("/office/bodies").await;
}

#[tokio::test]
async fn collections() {
    try_all("/office/collections").await;
}

#[tokio::test]
async fn obligations_and_uploads() {
    try_all("/office/obligations").await;
    try_all("/office/uploads").await;
}

#[tokio::test]
async fn drafts() {
    try_all("/office/drafts").await;
}

#[tokio::test]
async fn reports_and_their_findings() {
    try_all("/office/reports").await;
    try_all("/office/returns").await;
    try_all("/office/findings").await;
}

#[tokio::test]
async fn messages_and_webhooks() {
    try_all("/office/messages").await;
    try_all("/office/webhooks").await;
}

#[tokio::test]
async fn settings_people_journal_and_totals() {
    for group in ["/office/settings", "/office/people", "/office/journal", "/office/totals"] {
        try_all(group).await;
    }
}
