use axum::http::StatusCode;
use gongkai_store::journal::{self, Filter};
use gongkai_store::people::Role;

use crate::test_app::TestApp;

const FIELDS: [(&str, &str); 4] = [
    ("disclosure_office", "党政办公室"),
    ("address", "示例路1号"),
    ("hours", "工作日9时至17时"),
    ("phone", "0000-1234567"),
];

fn seen(page: &str) -> String {
    page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_officer_edits_the_profile_and_the_journal_says_so() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let page = officer.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let seen = seen(&page.text());
    site.clock.set("2024-01-15T02:00:00Z".parse().unwrap());
    let mut fields = FIELDS.to_vec();
    fields.push(("seen", &seen));
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let again = officer.get(&path).await.text();
    assert!(again.contains("0000-1234567"));
    let filter = Filter { action: Some("profile_edited".to_owned()), ..Filter::default() };
    assert_eq!(journal::entries(&mut &site.app.database, &filter, 9).await.unwrap().len(), 1);
    // The same page sent again meets the changed profile.
    fields[3].1 = "0000-7654321";
    let answer = officer.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let page = answer.text();
    // All of it stands in its fields, and beside the one that differs what was saved.
    for (name, text) in fields.iter().filter(|(name, _)| *name != "seen") {
        let stands = format!("name=\"{name}\"");
        let field = page.split(&stands).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
        assert!(field.split("</div>").next().unwrap().contains(text), "{name}: {page}");
    }
    assert!(page.contains("<a href=\"#phone\">联系电话：</a>在别处已存为“0000-1234567”（"), "{page}");
    assert!(page.contains("，2024-01-15 10:00）") && page.matches("在别处已存为").count() == 2, "{page}");
    assert!(page.contains("id=\"phone-error\"") && !page.contains("id=\"address-error\""), "{page}");
    // Saved again from there it takes its place.
    let next = self::seen(&page);
    fields.last_mut().unwrap().1 = &next;
    site.clock.set("2024-01-15T03:00:00Z".parse().unwrap());
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(officer.get(&path).await.text().contains("0000-7654321"));
    // Who sends what is saved by then has lost nothing, and nothing is asked.
    fields.last_mut().unwrap().1 = &seen;
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_two_officers_changed_is_put_together() {
    let site = TestApp::new().await;
    let (first, second) = (
        site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await,
        site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await,
    );
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let (wide, lines) = ("示例路1号", "第一行\r\n第二行\r\n");
    let sent = |hours: &'static str, phone: &'static str, functions: &'static str, seen: &str| {
        let fields = [("disclosure_office", "党政办公室"), ("address", wide), ("hours", hours), ("phone", phone)];
        let rest = [("units", lines), ("functions", functions), ("seen", seen)];
        fields.into_iter().chain(rest).map(|(name, text)| (name, text.to_owned())).collect::<Vec<_>>()
    };
    let post = async |who: &crate::test_app::Browser<'_>, fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        who.post(&path, &fields).await
    };
    let seen = seen(&first.get(&path).await.text());
    assert_eq!(post(&first, sent("9时", "0000-1234567", "", &seen)).await.status, StatusCode::SEE_OTHER);
    let seen = self::seen(&first.get(&path).await.text());
    // One changes hours, the other the telephone and the functions: both are kept, and nothing is asked.
    assert_eq!(post(&first, sent("10时", "0000-1234567", "", &seen)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(post(&second, sent("9时", "0000-7654321", "职能", &seen)).await.status, StatusCode::SEE_OTHER);
    let page = first.get(&path).await.text();
    assert!(["\"10时\"", "\"0000-7654321\"", ">职能<"].iter().all(|kept| page.contains(kept)), "{page}");
    // Both the telephone, differently, the first the hours, too: only the telephone is asked, saved again it counts.
    let seen = self::seen(&page);
    assert_eq!(post(&first, sent("11时", "0000-1111111", "职能", &seen)).await.status, StatusCode::SEE_OTHER);
    let answer = post(&second, sent("10时", "0000-2222222", "职能二", &seen)).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let page = answer.text();
    assert!(page.contains("id=\"phone-error\"") && page.matches("在别处已存为“").count() == 2, "{page}");
    assert!(["\"11时\"", "\"0000-2222222\"", ">职能二<"].iter().all(|kept| page.contains(kept)), "{page}");
    let next = self::seen(&page);
    assert_eq!(post(&second, sent("11时", "0000-2222222", "职能二", &next)).await.status, StatusCode::SEE_OTHER);
    let page = first.get(&path).await.text();
    assert!(["\"11时\"", "\"0000-2222222\"", ">职能二<"].iter().all(|kept| page.contains(kept)), "{page}");
    let english = second.post(&format!("{path}?lang=en"), &[("seen", "2024-01-15T02:00:00Z")]).await;
    assert!(english.status.is_client_error(), "{}", english.status);
}

#[tokio::test]
async fn what_is_missing_is_said_beside_the_field_and_nothing_is_lost() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let seen = seen(&officer.get(&path).await.text());
    let answer = officer.post(&path, &[("phone", "0000-1234567"), ("seen", &seen)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("id=\"address-error\"") && page.contains("0000-1234567"), "{page}");
}

#[tokio::test]
async fn what_cannot_be_a_contact_is_said_beside_its_field_in_both_languages() {
    let site = TestApp::new().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let seen = seen(&officer.get(&path).await.text());
    let long = "长".repeat(201);
    let typed = [
        ("phone", "见门口"),
        ("fax", "没有"),
        ("email", "xxgk(at)example.cn"),
        ("website", "javascript:alert(1)"),
        ("hours", &long),
    ];
    let mut fields: Vec<_> = FIELDS.into_iter().filter(|(name, _)| !["phone", "hours"].contains(name)).collect();
    fields.extend(typed);
    fields.push(("seen", &seen));
    let told = [
        ("zh-CN", ["至少 5 位数字", "至少 5 位数字", "完整的电子邮箱", "https:// 或 http:// 开头", "最多 200 个字"]),
        ("en", ["at least 5 digits", "at least 5 digits", "whole mail address", "begins with https://", "At most 200"]),
    ];
    for (lang, sentences) in told {
        let answer = officer.post(&format!("{path}?lang={lang}"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{lang}");
        let html = scraper::Html::parse_document(&answer.text());
        let select = |what: &str| scraper::Selector::parse(what).unwrap();
        for ((field, text), sentence) in typed.iter().zip(sentences) {
            let beside = html.select(&select(&format!("#{field}-error"))).next().map(|error| error.text().collect());
            let beside: String = beside.unwrap_or_default();
            assert!(beside.contains(sentence), "{lang} {field}: {beside}");
            let kept = html.select(&select(&format!("#{field}"))).next().unwrap().attr("value");
            assert_eq!(kept, Some(*text), "{field} is lost");
        }
        assert!(html.select(&select("#address-error")).next().is_none());
    }
    // Mended, with blanks around them as pasting leaves them, they are kept without.
    for (name, text) in &mut fields {
        *text = match *name {
            "phone" => " 0000-1234567 转 8 ",
            "fax" => "",
            "email" => "xxgk@example.gov.cn ",
            "website" => " https://www.example.gov.cn/qinghe",
            "hours" => "工作日9时至17时",
            _ => *text,
        };
    }
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let page = officer.get(&path).await.text();
    for kept in ["\"0000-1234567 转 8\"", "\"xxgk@example.gov.cn\"", "\"https://www.example.gov.cn/qinghe\""] {
        assert!(page.contains(kept), "{kept} in {page}");
    }
}

#[tokio::test]
async fn a_form_that_is_not_ours_is_refused() {
    let site = TestApp::new().await;
    let path = format!("/office/bodies/{}/profile", site.bodies.street);
    let foreign =
        site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await.with("sec-fetch-site", "cross-site");
    assert_eq!(foreign.post(&path, &FIELDS).await.status, StatusCode::FORBIDDEN);
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let body = b"phone=1".to_vec();
    let answer = officer.send(axum::http::Method::POST, &path, "application/x-www-form-urlencoded", body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_sign_in_and_back() {
    let site = TestApp::new().await;
    let answer = site.anybody().get("/office/bodies?q=1").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/sign-in?next=/office/bodies%3Fq%3D1")
    );
}
