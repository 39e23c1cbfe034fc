use axum::http::StatusCode;
use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Filter};
use gongkai_store::people::Role;

use crate::test_app::{Answer, Browser, TestApp};

/// The hidden field that says which state of the body the form shows.
pub(crate) fn seen(page: &Answer) -> String {
    let text = page.text();
    let after = text.split("name=\"seen\" value=\"").nth(1).unwrap_or_else(|| panic!("no form: {text}"));
    after.split('"').next().unwrap().to_owned()
}

pub(crate) async fn body(site: &TestApp, id: &BodyId) -> bodies::Body {
    bodies::by_id(&mut &site.app.database, id).await.unwrap()
}

async fn actions(site: &TestApp, id: &BodyId) -> Vec<(String, String)> {
    let filter = Filter { chain: Some(id.to_string()), ..Filter::default() };
    let entries = journal::entries(&mut &site.app.database, &filter, 99).await.unwrap();
    entries.into_iter().map(|entry| (entry.action, entry.detail)).collect()
}

async fn administrator<'a>(site: &'a TestApp, at: &BodyId) -> Browser<'a> {
    site.sign_in_as(Role::Administrator, at).await
}

const FACTS: [(&str, &str); 7] = [
    ("name", "翠屏街道办事处"),
    ("kind", "street"),
    ("level", "township"),
    ("other_names", "翠屏街道\n翠屏街道\n翠屏街办"),
    ("region_code", "０００１０１００３"),
    ("credit_code", "10000000000000000y"),
    ("sort", "2"),
];

#[tokio::test]
async fn the_tree_shows_what_the_person_may_see_and_nothing_else() {
    let site = TestApp::new().await;
    let page = administrator(&site, &site.bodies.district).await.get("/office/bodies").await.text();
    for name in ["示例区人民政府", "青禾街道办事处", "青禾社区居民委员会", "云溪镇人民政府", "示例区财政局"]
    {
        assert!(page.contains(name), "{name} in {page}");
    }
    assert!(!page.contains("样本区") && !page.contains("白石街道"), "{page}");
    assert!(page.contains("/office/bodies/new?parent="));
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let page = officer.get("/office/bodies").await.text();
    assert!(page.contains("青禾街道办事处") && !page.contains("青禾社区") && !page.contains("bodies/new"), "{page}");
}

#[tokio::test]
async fn bodies_are_found_by_name_code_kind_and_state() {
    let site = TestApp::new().await;
    let admin = administrator(&site, &site.bodies.city).await;
    let find = async |query: &str| {
        let page = admin.get(&format!("/office/bodies?{query}")).await.text();
        let found = page.matches("<th scope=\"row\">").count();
        (found, page)
    };
    assert_eq!(find("q=%E8%A1%97%E9%81%93").await.0, 2);
    let (found, page) = find("kind=street&q=%E7%99%BD%E7%9F%B3").await;
    assert!(found == 1 && page.contains("示例市人民政府 › 样本区人民政府"), "{page}");
    assert_eq!(find("state=closed").await.0, 0);
    let (found, page) = find("q=%3Cscript%3E").await;
    assert!(found == 0 && page.contains("没有符合条件的机关") && !page.contains("<script>"), "{page}");
}

#[tokio::test]
async fn a_body_is_entered_edited_and_its_page_tells_everything() {
    let site = TestApp::new().await;
    let admin = administrator(&site, &site.bodies.district).await;
    let form = admin.get(&format!("/office/bodies/new?parent={}", site.bodies.district)).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let mut fields = FACTS.to_vec();
    fields.push(("parent", site.bodies.district.as_str()));
    let entered = admin.post("/office/bodies/new", &fields).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let path = entered.header("location").trim_end_matches("?entered").to_owned();
    let id = BodyId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let kept = body(&site, &id).await;
    assert_eq!(kept.other_names, ["翠屏街道", "翠屏街办"]);
    assert_eq!(kept.region_code.as_deref(), Some("000101003"));
    assert_eq!(kept.credit_code.as_deref(), Some("10000000000000000Y"));
    assert!(kept.is_within(&site.bodies.district) && kept.is_within(&site.bodies.city));

    let edit = format!("{path}/edit");
    let seen = seen(&admin.get(&edit).await);
    let mut fields = FACTS.to_vec();
    fields[0].1 = "翠屏路街道办事处";
    fields.extend([("supervisor", site.bodies.city.as_str()), ("seen", &seen)]);
    site.clock.set("2024-01-15T02:00:00Z".parse().unwrap());
    let saved = admin.post(&edit, &fields).await;
    assert_eq!(saved.header("location"), format!("{path}?edited"), "{}", saved.text());
    let page = admin.get(saved.header("location")).await.text();
    for text in ["翠屏路街道办事处", "翠屏街办", "10000000000000000Y", "已保存", "修改机关信息", "登记机关"]
    {
        assert!(page.contains(text), "{text} in {page}");
    }
    // What changed is told in words, names instead of ids.
    assert!(page.contains("翠屏街道办事处 → 翠屏路街道办事处"), "{page}");
    assert!(page.contains("（空） → 示例市人民政府"), "{page}");
    // The button pressed twice: it is as it was wanted.
    assert_eq!(admin.post(&edit, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_two_changed_of_a_body_is_put_together_and_asked_only_where_it_differs() {
    let site = TestApp::new().await;
    let (first, second) =
        (administrator(&site, &site.bodies.district).await, administrator(&site, &site.bodies.district).await);
    let edit = format!("/office/bodies/{}/edit", site.bodies.street);
    let seen = seen(&second.get(&edit).await);
    let above = site.bodies.city.as_str();
    let fields = |name: &'static str, code: &'static str, kind: &'static str, supervisor: &str, seen: &str| {
        let fixed = [("name", name), ("region_code", code), ("kind", kind), ("level", "township"), ("sort", "0")];
        let typed = [("other_names", "青禾街道\r\n青禾"), ("supervisor", supervisor), ("seen", seen)];
        fixed.into_iter().chain(typed).map(|(name, text)| (name, text.to_owned())).collect::<Vec<_>>()
    };
    let post = async |who: &Browser<'_>, lang: &str, fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        who.post(&format!("{edit}{lang}"), &fields).await
    };
    site.clock.set("2024-01-15T02:00:00Z".parse().unwrap());
    let one = fields("青禾街道办事处", "000101009", "township", above, &seen);
    assert_eq!(post(&first, "", one).await.status, StatusCode::SEE_OTHER);
    // The other changes the name, and the same kind and code otherwise.
    let other = fields("青禾路街道办事处", "000101008", "institution", "", &seen);
    let answer = post(&second, "", other).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let page = answer.text();
    assert!(page.contains("下列各项在别处已改动") && page.matches("在别处已存为“").count() == 4, "{page}");
    assert!(page.contains("<a href=\"#region_code\">行政区划代码：</a>在别处已存为“000101009”（"), "{page}");
    assert!(page.contains("<a href=\"#kind\">类别：</a>在别处已存为“乡镇”（"), "{page}");
    assert!(page.contains("，2024-01-15 10:00）") && !page.contains("id=\"supervisor-error\""), "{page}");
    // What was typed stands in its fields; what only the other one changed is there, too.
    let chosen = [format!("value=\"{above}\" selected"), "value=\"institution\" selected".to_owned()];
    assert!(page.contains("value=\"青禾路街道办事处\"") && page.contains("value=\"000101008\""), "{page}");
    assert!(chosen.iter().all(|chosen| page.contains(chosen)), "{page}");
    let english = post(&second, "?lang=en", fields("青禾路街道办事处", "000101008", "institution", "", &seen)).await;
    assert!(english.text().contains("it was saved elsewhere as “Township” (<span"), "{}", english.text());
    let next = self::seen(&answer);
    let again = fields("青禾路街道办事处", "000101008", "institution", above, &next);
    assert_eq!(post(&second, "", again).await.status, StatusCode::SEE_OTHER);
    let kept = body(&site, &site.bodies.street).await;
    assert_eq!((kept.name.as_str(), kept.region_code.as_deref()), ("青禾路街道办事处", Some("000101008")));
    assert_eq!(kept.supervisor.as_ref(), Some(&site.bodies.city));
}

#[tokio::test]
async fn a_body_that_was_moved_meanwhile_is_asked_about_and_one_that_was_edited_is_not() {
    let site = TestApp::new().await;
    let (first, second) =
        (administrator(&site, &site.bodies.city).await, administrator(&site, &site.bodies.city).await);
    let path = format!("/office/bodies/{}/move", site.bodies.street);
    let seen = seen(&second.get(&path).await);
    let to = async |who: &Browser<'_>, parent: &BodyId, seen: &str| {
        who.post(&path, &[("parent", parent.as_str()), ("seen", seen)]).await
    };
    assert_eq!(to(&first, &site.bodies.foreign_district, &seen).await.status, StatusCode::SEE_OTHER);
    let late = to(&second, &site.bodies.city, &seen).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("<a href=\"#parent\">上级机关：</a>在别处已存为“样本区人民政府”（"), "{page}");
    assert!(page.contains(&format!("value=\"{}\" selected", site.bodies.city)), "{page}");
    assert_eq!(body(&site, &site.bodies.street).await.parent.as_ref(), Some(&site.bodies.foreign_district));

    // Another name meanwhile is no other place.
    let next = self::seen(&late);
    let edit = format!("/office/bodies/{}/edit", site.bodies.street);
    let facts = self::seen(&first.get(&edit).await);
    let named = [("name", "青禾路街道办事处"), ("kind", "street"), ("level", "township"), ("seen", &*facts)];
    assert_eq!(first.post(&edit, &named).await.status, StatusCode::SEE_OTHER);
    assert_eq!(to(&second, &site.bodies.city, &next).await.status, StatusCode::SEE_OTHER);
    assert_eq!(body(&site, &site.bodies.street).await.parent.as_ref(), Some(&site.bodies.city));
}

#[tokio::test]
async fn what_does_not_do_is_said_beside_its_field() {
    let site = TestApp::new().await;
    let admin = administrator(&site, &site.bodies.district).await;
    let wrong = [
        ("name", " "),
        ("kind", "street"),
        ("level", "township"),
        ("region_code", "1234"),
        ("credit_code", "100000000000000001"),
        ("parent", site.bodies.district.as_str()),
    ];
    let answer = admin.post("/office/bodies/new", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    for field in ["name-error", "region_code-error", "credit_code-error"] {
        assert!(page.contains(&format!("id=\"{field}\"")), "{field} in {page}");
    }
    assert!(page.contains("校验位") && page.contains("value=\"1234\""), "{page}");
    // A name a sibling has.
    let mut taken = FACTS.to_vec();
    taken[0].1 = "青禾街道办事处";
    taken.push(("parent", site.bodies.district.as_str()));
    let answer = admin.post("/office/bodies/new", &taken).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A supervisor below the body it would supervise.
    let edit = format!("/office/bodies/{}/edit", site.bodies.street);
    let seen = seen(&admin.get(&edit).await);
    let below = [
        ("name", "青禾街道办事处"),
        ("kind", "street"),
        ("level", "township"),
        ("supervisor", site.bodies.community.as_str()),
        ("seen", &seen),
    ];
    let answer = admin.post(&edit, &below).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("supervisor-error"));
}

#[tokio::test]
async fn a_body_moves_with_all_below_it_but_not_below_itself() {
    let site = TestApp::new().await;
    let admin = administrator(&site, &site.bodies.city).await;
    let path = format!("/office/bodies/{}/move", site.bodies.street);
    let page = admin.get(&path).await;
    let seen = seen(&page);
    assert!(page.text().contains("样本区人民政府") && !page.text().contains("青禾社区"), "{}", page.text());
    for (parent, status) in [
        (&site.bodies.street, StatusCode::UNPROCESSABLE_ENTITY),
        (&site.bodies.community, StatusCode::UNPROCESSABLE_ENTITY),
        (&site.bodies.foreign_district, StatusCode::SEE_OTHER),
    ] {
        let answer = admin.post(&path, &[("parent", parent.as_str()), ("seen", &seen)]).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
    let (street, community) = (body(&site, &site.bodies.street).await, body(&site, &site.bodies.community).await);
    assert_eq!(street.parent.as_ref(), Some(&site.bodies.foreign_district));
    assert!(community.is_within(&site.bodies.foreign_district) && community.is_within(&site.bodies.street));
    assert!(!community.is_within(&site.bodies.district) && community.path.starts_with(&street.path));
    let moved = actions(&site, &site.bodies.street).await;
    assert_eq!(moved[0].0, "body_moved");
    assert!(moved[0].1.contains("\"below\":1"), "{}", moved[0].1);
    let topmost = format!("/office/bodies/{}/move", site.bodies.city);
    let answer = admin.post(&topmost, &[("parent", site.bodies.street.as_str()), ("seen", &seen)]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_manages_one_district_moves_nothing_into_another() {
    let site = TestApp::new().await;
    let admin = administrator(&site, &site.bodies.district).await;
    let path = format!("/office/bodies/{}/move", site.bodies.street);
    let seen = seen(&admin.get(&path).await);
    let into = [("parent", site.bodies.foreign_district.as_str()), ("seen", &seen)];
    assert_eq!(admin.post(&path, &into).await.status, StatusCode::NOT_FOUND);
    // The district itself hangs in the city, which the administrator does not manage.
    let path = format!("/office/bodies/{}/move", site.bodies.district);
    let up = [("parent", site.bodies.bureau.as_str()), ("seen", &seen)];
    assert_eq!(admin.post(&path, &up).await.status, StatusCode::NOT_FOUND);
    assert_eq!(body(&site, &site.bodies.street).await.parent.as_ref(), Some(&site.bodies.district));
}

#[tokio::test]
async fn a_body_is_closed_from_below_and_reopened_from_above() {
    let site = TestApp::new().await;
    let admin = administrator(&site, &site.bodies.district).await;
    let act = async |id: &BodyId, word: &str, reason: &str| {
        admin.post(&format!("/office/bodies/{id}/{word}"), &[("reason", reason)]).await.status
    };
    let (street, community) = (&site.bodies.street, &site.bodies.community);
    assert_eq!(act(street, "close", "合并").await, StatusCode::CONFLICT);
    assert_eq!(act(community, "close", "  ").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(act(community, "close", "并入青禾路社区").await, StatusCode::SEE_OTHER);
    assert_eq!(act(community, "close", "再关一次").await, StatusCode::CONFLICT);
    assert_eq!(act(street, "close", "合并").await, StatusCode::SEE_OTHER);
    let page = admin.get("/office/bodies").await.text();
    assert!(page.contains("已关闭"), "{page}");
    // Nothing is entered below a closed body, nor reopened below one.
    let mut fields = FACTS.to_vec();
    fields.push(("parent", street.as_str()));
    assert_eq!(admin.post("/office/bodies/new", &fields).await.status, StatusCode::CONFLICT);
    assert_eq!(act(community, "reopen", "恢复").await, StatusCode::CONFLICT);
    assert_eq!(act(street, "reopen", "恢复").await, StatusCode::SEE_OTHER);
    assert_eq!(act(community, "reopen", "恢复").await, StatusCode::SEE_OTHER);
    let told: Vec<String> = actions(&site, community).await.into_iter().map(|(action, _)| action).collect();
    assert_eq!(told, ["body_reopened", "body_closed", "body_entered"]);
    assert_eq!(act(&site.bodies.city, "close", "撤销").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_page_is_for_whom_the_table_says() {
    let site = TestApp::new().await;
    let b = &site.bodies;
    // Own, lower, upper and foreign body of an administrator of the district.
    let places = [(&b.district, 200), (&b.street, 200), (&b.community, 200), (&b.city, 404), (&b.foreign_street, 404)];
    let admin = administrator(&site, &b.district).await;
    for page in ["", "/edit", "/move", "/close", "/profile", "/import", "/roll.xlsx", "/roll.csv"] {
        for (id, status) in places {
            let answer = admin.get(&format!("/office/bodies/{id}{page}")).await;
            assert_eq!(answer.status.as_u16(), status, "{page} {id}");
        }
    }
    // A supervisor sees the same bodies and changes none.
    let supervisor = site.sign_in_as(Role::Supervisor, &b.district).await;
    for (page, status) in [("", 200), ("/roll.csv", 200), ("/edit", 403), ("/move", 403), ("/import", 403)] {
        assert_eq!(
            supervisor.get(&format!("/office/bodies/{}{page}", b.street)).await.status.as_u16(),
            status,
            "{page}"
        );
    }
    let officer = site.sign_in_as(Role::DisclosureOfficer, &b.street).await;
    for (id, page, status) in
        [(&b.street, "", 200), (&b.street, "/edit", 403), (&b.community, "", 404), (&b.district, "/profile", 404)]
    {
        assert_eq!(officer.get(&format!("/office/bodies/{id}{page}")).await.status.as_u16(), status, "{page}");
    }
    // What posts as well: refused alike, and nothing is changed.
    for (id, page) in [(&b.city, "close"), (&b.foreign_street, "close"), (&b.city, "edit"), (&b.city, "import/apply")] {
        let fields = [
            ("reason", "x"),
            ("name", "x"),
            ("kind", "street"),
            ("level", "city"),
            ("seen", "2024-01-15T01:00:00Z"),
            ("file", "0"),
            ("plan", "0"),
        ];
        let answer = admin.post(&format!("/office/bodies/{id}/{page}"), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page} {id}");
    }
    assert!(body(&site, &b.foreign_street).await.active);
}

#[tokio::test]
async fn people_and_buttons_are_shown_to_whom_they_concern() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let page = officer.get(&format!("/office/bodies/{}", site.bodies.street)).await.text();
    assert!(page.contains("经办人") && page.contains("/profile") && !page.contains("/edit"), "{page}");
    // The bodies above are named but cannot be opened.
    assert!(page.contains("示例区人民政府") && !page.contains(&format!("bodies/{}\"", site.bodies.district)), "{page}");
    let english = officer.get(&format!("/office/bodies/{}?lang=en", site.bodies.street)).await;
    assert!(english.text().contains("Disclosure officer"));
}
