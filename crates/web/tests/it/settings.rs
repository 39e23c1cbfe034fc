use axum::http::StatusCode;
use gongkai_app::settings::{self, Checks, Due, Passwords};
use gongkai_report::check::CODES;
use gongkai_store::bodies::{self, Body, Kind};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Filter};
use gongkai_store::people::Role;
use gongkai_store::{Sql, values};

use crate::test_app::TestApp;

async fn body(site: &TestApp, id: &BodyId) -> Body {
    bodies::by_id(&mut &site.app.database, id).await.unwrap()
}

async fn due(site: &TestApp, id: &BodyId, kind: Kind) -> String {
    let due = settings::due(&site.app, &body(site, id).await).await.unwrap();
    due.last_day(kind, 2023).unwrap().to_string()
}

fn dates<'a>(body: &'a BodyId, street: &'a str, department: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("body", body.as_str()),
        ("government", "03-31"),
        ("department", department),
        ("street", street),
        ("township", "01-31"),
    ]
}

#[tokio::test]
async fn without_settings_the_defaults_hold() {
    let site = TestApp::new().await;
    let street = body(&site, &site.bodies.street).await;
    assert_eq!(due(&site, &street.id, Kind::Street).await, "2024-01-31");
    assert_eq!(due(&site, &street.id, Kind::Government).await, "2024-03-31");
    assert_eq!(settings::checks(&site.app, &street).await.unwrap(), Checks::default());
    assert_eq!(settings::passwords(&site.app).await.unwrap(), Passwords::default());
    let given = settings::check_settings(&site.app, &street).await.unwrap();
    assert_eq!(given, gongkai_report::check::Settings::default());
}

#[tokio::test]
async fn each_value_comes_from_the_nearest_body_that_sets_it() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    let city = site.sign_in_as(Role::Administrator, &b.city).await;
    let set = async |fields: &[(&str, &str)]| {
        let answer = city.post("/office/settings/due", fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    };
    set(&dates(&b.city, "02-20", "01-26")).await;
    set(&dates(&b.district, "02-10", "01-26")).await;
    assert_eq!(due(&site, &b.street, Kind::Street).await, "2024-02-10");
    assert_eq!(due(&site, &b.foreign_street, Kind::Street).await, "2024-02-20");
    assert_eq!(due(&site, &b.street, Kind::Department).await, "2024-01-26");
    // The district keeps only what differs: the city's change of the other reaches down.
    set(&dates(&b.city, "02-25", "01-20")).await;
    assert_eq!(due(&site, &b.street, Kind::Department).await, "2024-01-20");
    assert_eq!(due(&site, &b.street, Kind::Street).await, "2024-02-10");
    // Set to what holds above, it follows again.
    set(&dates(&b.district, "02-25", "01-20")).await;
    set(&dates(&b.city, "02-26", "01-20")).await;
    assert_eq!(due(&site, &b.street, Kind::Street).await, "2024-02-26");
    let rows = (&mut &site.app.database).rows("SELECT body_id FROM settings", values![]).await.unwrap();
    assert_eq!(rows.len(), 1);

    let page = city.get(&format!("/office/settings?body={}&group=due", b.district)).await.text();
    assert!(page.contains("value=\"02-26\"") && page.contains("目前按“示例市人民政府”的设置"), "{page}");
    assert!(page.contains("目前为系统默认值"), "{page}");
    let filter = Filter { action: Some("settings_changed".to_owned()), ..Filter::default() };
    let entries = journal::entries(&mut &site.app.database, &filter, 99).await.unwrap();
    assert_eq!(entries.len(), 5);
    assert!(entries[0].detail.contains("\"from\":\"02-25\",\"to\":\"02-26\""), "{}", entries[0].detail);
}

#[tokio::test]
async fn the_same_again_changes_nothing_and_writes_nothing() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let position = site.app.position().await.unwrap();
    let answer = admin.post("/office/settings/due", &dates(&site.bodies.district, "01-31", "01-31")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(site.app.position().await.unwrap(), position);
}

#[tokio::test]
async fn what_does_not_do_is_said_beside_its_field_and_nothing_is_lost() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let answer = admin.post("/office/settings/due", &dates(&site.bodies.district, "02-30", "01-26")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("street-error") && page.contains("02-30") && page.contains("01-26"), "{page}");
    let messages = [
        ("body", site.bodies.district.as_str()),
        ("mail", "true"),
        ("quiet_from", "25:00"),
        ("quiet_until", "08:00"),
        ("days_before", "14、3"),
        ("days_after", "soon"),
        ("leader_from_stage", "1"),
        ("remind_again_hours", "12"),
    ];
    let page = admin.post("/office/settings/messages", &messages).await.text();
    assert!(page.contains("quiet_from-error") && page.contains("days_after-error"), "{page}");
    assert!(!page.contains("days_before-error") && page.contains("value=\"soon\""), "{page}");
    // Nobody is reminded of a report about a year that is not over.
    let mut fields = messages;
    (fields[2].1, fields[5].1) = ("20:00", "1");
    fields[4].1 = "101";
    let page = admin.post("/office/settings/messages", &fields).await.text();
    assert!(page.contains("days_before-error") && page.contains("每个在 1 至 90 之间"), "{page}");
    // Above the form, too, it is said of which field, and what fits.
    for (entered, words) in [("-3", "应填整数，不小于 0"), ("99999", "数太大"), ("11", "应在 0 至 10 之间")]
    {
        let mut fields = messages;
        fields[2].1 = "20:00";
        fields[5].1 = "1,1,1";
        fields[6].1 = entered;
        let page = admin.post("/office/settings/messages", &fields).await.text();
        let (summary, _) = page.split_once("<form method=\"post\" action=\"/office/settings").unwrap();
        let summary = summary.split_once("error-summary").unwrap().1;
        assert!(summary.contains(&format!("：{words}")), "{entered}: {summary}");
    }
}

#[tokio::test]
async fn a_day_later_than_the_laws_is_set_with_a_warning() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let saved = admin.post("/office/settings/due", &dates(&site.bodies.district, "02-20", "02-10")).await;
    let page = admin.get(saved.header("location")).await.text();
    assert!(page.contains("部门和事业单位等机构：02-10，晚于《条例》第四十九条规定的 01-31。"), "{page}");
    assert!(!page.contains("街道办事处：02-20"), "the law names no day for streets: {page}");
    let messages = format!("/office/settings?body={}&group=messages", site.bodies.district);
    assert!(!admin.get(&messages).await.text().contains("晚于《条例》"));
    admin.post("/office/settings/due", &dates(&site.bodies.district, "02-20", "01-31")).await;
    assert!(!admin.get(saved.header("location")).await.text().contains("晚于《条例》"));
}

#[tokio::test]
async fn the_topmost_body_differs_from_the_default_and_nobody_above() {
    let site = TestApp::new().await;
    for (body, told) in [(&site.bodies.city, "系统默认为 01-31"), (&site.bodies.district, "上级为 01-31")] {
        let admin = site.sign_in_as(Role::Administrator, body).await;
        admin.post("/office/settings/due", &dates(body, "01-31", "01-26")).await;
        let page = admin.get(&format!("/office/settings?body={body}&group=due")).await.text();
        assert!(page.contains(told), "{page}");
        admin.post("/office/settings/due", &dates(body, "01-31", "01-31")).await;
    }
}

#[tokio::test]
async fn messages_are_set() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let fields = [
        ("body", site.bodies.district.as_str()),
        ("sms", "true"),
        ("quiet_from", "18:30"),
        ("quiet_until", "09:00"),
        ("days_before", "20、 7, 1, 7"),
        ("days_after", ""),
        ("leader_from_stage", "0"),
        ("remind_again_hours", "12"),
    ];
    let answer = admin.post("/office/settings/messages", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let held = settings::messages(&site.app, &body(&site, &site.bodies.street).await).await.unwrap();
    assert!(!held.mail && held.sms && !held.chat);
    assert_eq!((held.days_before, held.days_after), (vec![20, 7, 1], vec![]));
    let evening = "2024-01-15T18:45:00+08:00".parse().unwrap();
    let morning: jiff::Timestamp = "2024-01-16T09:00:00+08:00".parse().unwrap();
    assert_eq!(held.quiet.next_open(evening), morning);
    let page = admin.get(answer.header("location")).await.text();
    assert!(page.contains("value=\"18:30\"") && page.contains("20, 7, 1") && page.contains("已保存"), "{page}");
}

#[tokio::test]
async fn checks_are_switched_off_and_on_by_name() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let page = admin.get(&format!("/office/settings?body={}&group=checks", site.bodies.district)).await.text();
    for code in CODES {
        assert!(page.contains(&format!("id=\"made-{code}\"")), "{code}");
    }
    assert!(page.contains("收办不平") && !page.contains("value=\"fee-statement-missing\" checked"), "{page}");
    let mut fields = vec![
        ("body", site.bodies.district.as_str()),
        ("copied_info_percent", "40"),
        ("copied_warning_percent", "70"),
        ("copied_least_sentences", "5"),
        ("template_percent", "20"),
        ("template_reports", "50"),
        ("large_batch", "20"),
        ("largest_count", "10000000"),
        ("largest_yuan", "1000000000000"),
        ("largest_yuan_of_township", "1000000000"),
    ];
    fields.extend(CODES.iter().filter(|code| code.0 != "line-broken").map(|code| ("made", code.0)));
    let answer = admin.post("/office/settings/checks", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let held = settings::check_settings(&site.app, &body(&site, &site.bodies.street).await).await.unwrap();
    assert_eq!((held.off, held.on), (vec!["line-broken".to_owned()], vec!["fee-statement-missing".to_owned()]));
    assert_eq!((held.copied.info_percent, held.copied.warning_percent), (40, 70));
    fields[1].1 = "80";
    let answer = admin.post("/office/settings/checks", &fields).await;
    assert!(answer.text().contains("copied_warning_percent-error"), "{}", answer.text());
}

#[tokio::test]
async fn passwords_are_set_at_the_topmost_body_only() {
    let site = TestApp::new().await;
    let fields = |body: &BodyId| {
        vec![
            ("body", body.to_string()),
            ("least_characters", "14".to_owned()),
            ("least_kinds", "4".to_owned()),
            ("longest_days", "180".to_owned()),
            ("tries", "5".to_owned()),
            ("lock_seconds", "60".to_owned()),
            ("longest_lock_seconds", "3600".to_owned()),
            ("idle_minutes", "30".to_owned()),
            ("second_factor", "true".to_owned()),
        ]
    };
    let post = async |role_at: &BodyId, body: &BodyId| {
        let admin = site.sign_in_as(Role::Administrator, role_at).await;
        let fields = fields(body);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        admin.post("/office/settings/passwords", &fields).await.status
    };
    assert_eq!(post(&site.bodies.district, &site.bodies.district).await, StatusCode::CONFLICT);
    assert_eq!(post(&site.bodies.district, &site.bodies.city).await, StatusCode::NOT_FOUND);
    assert_eq!(post(&site.bodies.city, &site.bodies.city).await, StatusCode::SEE_OTHER);
    let held = settings::passwords(&site.app).await.unwrap();
    assert_eq!((held.least_characters, held.second_factor, held.idle_minutes), (14, true, 30));
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let page = admin.get("/office/settings?group=passwords").await.text();
    assert!(page.contains("<dd>14</dd>") && !page.contains("action=\"/office/settings/passwords\""), "{page}");
}

#[tokio::test]
async fn settings_are_for_administrators_of_the_body_or_above() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    let admin = site.sign_in_as(Role::Administrator, &b.district).await;
    for (id, page, post) in [
        (&b.district, StatusCode::OK, StatusCode::SEE_OTHER),
        (&b.community, StatusCode::OK, StatusCode::SEE_OTHER),
        (&b.city, StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
        (&b.foreign_street, StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
    ] {
        assert_eq!(admin.get(&format!("/office/settings?body={id}")).await.status, page);
        assert_eq!(admin.post("/office/settings/due", &dates(id, "02-01", "01-31")).await.status, post);
    }
    for role in [Role::Supervisor, Role::Auditor, Role::DisclosureOfficer] {
        let other = site.sign_in_as(role, &b.district).await;
        assert_eq!(other.get("/office/settings").await.status, StatusCode::FORBIDDEN);
        let answer = other.post("/office/settings/due", &dates(&b.district, "02-02", "01-31")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(due(&site, &b.foreign_street, Kind::Street).await, "2024-01-31");
}

#[tokio::test]
async fn what_another_version_wrote_does_not_stop_the_program() {
    let site = TestApp::new().await;
    let mut transaction = site.app.database.begin().await.unwrap();
    let odd = serde_json::json!({"street": "someday", "township": "02-01", "community": "01-01"});
    let district = site.bodies.district.as_str();
    gongkai_store::settings::write(&mut transaction, district, "due", &odd, site.app.now()).await.unwrap();
    gongkai_store::settings::write(&mut transaction, district, "checks", &"no object", site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
    let street = body(&site, &site.bodies.street).await;
    let held = settings::due(&site.app, &street).await.unwrap();
    assert_eq!(held.street, Due::default().street);
    assert_eq!(held.township.to_string(), "02-01");
    assert_eq!(settings::checks(&site.app, &street).await.unwrap(), Checks::default());
}

#[tokio::test]
async fn what_another_set_meanwhile_stays_unless_it_was_changed_here_too() {
    let site = TestApp::new().await;
    let district = &site.bodies.district;
    let page = format!("/office/settings?body={district}&group=due");
    let (first, second) =
        (site.sign_in_as(Role::Administrator, district).await, site.sign_in_as(Role::Administrator, district).await);
    let seen = |html: &str| {
        let value = html.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        value.replace("&#34;", "\"").replace("&quot;", "\"")
    };
    let opened = seen(&second.get(&page).await.text());
    assert_eq!(
        first.post("/office/settings/due", &dates(district, "02-20", "01-31")).await.status,
        StatusCode::SEE_OTHER
    );
    let with = |street: &'static str, department: &'static str, seen: &str| {
        let fields: Vec<(String, String)> =
            dates(district, street, department).map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        [fields, vec![("seen".to_owned(), seen.to_owned())]].concat()
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        second.post("/office/settings/due", &fields).await
    };
    // The second changed the departments' day only.
    assert_eq!(send(with("01-31", "01-20", &opened)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(due(&site, district, Kind::Street).await, "2024-02-20", "the first one's day stays");
    assert_eq!(due(&site, district, Kind::Department).await, "2024-01-20");
    // Both changed the streets' day.
    let answer = send(with("02-05", "01-31", &opened)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    // What it is now, who made it so, and when.
    assert!(page.contains("已改为“02-20”（经办人，2024-01-15 09:00）；核对后再保存一次"), "{page}");
    assert_eq!(due(&site, district, Kind::Street).await, "2024-02-20");
    let again = seen(&answer.text());
    assert_eq!(send(with("02-05", "01-31", &again)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(due(&site, district, Kind::Street).await, "2024-02-05", "said once more");
    assert_eq!(due(&site, district, Kind::Department).await, "2024-01-20", "nobody said anything of this one");
}
