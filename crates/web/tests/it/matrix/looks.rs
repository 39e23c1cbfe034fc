//! Every page and file of the office.

use axum::http::StatusCode;
use gongkai_store::attachments;
use gongkai_store::messages::{Channel, State as Fate};
use gongkai_store::people::Role;
use gongkai_store::reports::State;
use scraper::Html;

use super::drafting::{Stage, draft};
use super::places::{Place, permits, refused, routes};
use super::stage::{collection, doubtful, faulty, message, returned, webhook};
use crate::portal::html::chinese_says_so;
use crate::test_app::TestApp;

/// Pages without a thing or a body in their address: the door alone decides, and they show what the visitor may see.
const LISTS: [&str; 18] = [
    "/office/bodies",
    "/office/bodies/new",
    "/office/bodies/template.csv",
    "/office/bodies/template.xlsx",
    "/office/collections",
    "/office/drafts",
    "/office/findings",
    "/office/health",
    "/office/messages",
    "/office/messages/note",
    "/office/people",
    "/office/people/new",
    "/office/reports",
    "/office/reports/settled",
    "/office/uploads/chosen",
    "/office/uploads/settle",
    "/office/uploads/settled",
    "/office/webhooks",
];

/// The addresses of things of one body.
struct Things(Vec<(&'static str, String)>);

impl Things {
    async fn of(site: &TestApp, place: Place) -> Self {
        let body = place.body(site);
        let (collection, row) = collection(site, place).await;
        let (upload, batch) = doubtful(site, place).await;
        let draft = draft(site, place, Stage::Open).await;
        let report = faulty(site, body, State::Accepted).await;
        // The file that goes with the draft goes with the report, too: one address knows both.
        let mut transaction = site.app.database.begin().await.unwrap();
        attachments::set(&mut transaction, &report, &draft.attachments).await.unwrap();
        transaction.commit().await.unwrap();
        let returned = returned(site, place).await;
        let message = message(site, place, Channel::Inbox, Fate::Sent).await;
        let (webhook, _) = webhook(site, place).await;
        let person = site.person(Role::Reviewer, body).await.id;
        Self(vec![
            ("/office/batches/", batch.to_string()),
            ("/office/bodies/", body.to_string()),
            ("/office/collections/", collection.to_string()),
            ("/office/drafts/", draft.id.to_string()),
            ("/office/drafts/{id}/attachment?file=", draft.attachments[0].blob.clone()),
            ("/office/messages/", message.to_string()),
            ("/office/obligations/", row.to_string()),
            ("/office/people/", person.to_string()),
            ("/office/reports/", report.to_string()),
            ("/office/returns/", returned.to_string()),
            ("/office/uploads/", upload.id.to_string()),
            ("/office/webhooks/", webhook.to_string()),
        ])
    }

    /// The address of a route; `None` when the table below knows none.
    fn path(&self, route: &str, body: &str) -> Option<String> {
        let thing = |start: &str| self.0.iter().find(|(known, _)| *known == start).map(|(_, id)| id.clone());
        Some(match route {
            "/office/collections/new" | "/office/journal" | "/office/journal.csv" => {
                format!("{route}?body={body}")
            }
            "/office/settings" => format!("{route}?body={body}&group=due"),
            "/office/totals" => format!("{route}?body={body}&year=2023"),
            "/office/totals/cell" => format!("{route}?body={body}&year=2023&cell=t3.new_received.total"),
            "/office/totals/file" => format!("{route}?body={body}&year=2023&format=json"),
            "/office/reports/chosen" => format!("{route}?action=accept&report={}", thing("/office/reports/")?),
            _ => {
                let start = route.split("{id}").next()?;
                let path = route.replace("{id}", &thing(start)?);
                match route.rsplit('/').next()? {
                    "export" => format!("{path}?format=csv"),
                    "attachment" => format!("{path}?file={}", thing("/office/drafts/{id}/attachment?file=")?),
                    "file" if start.contains("drafts") => format!("{path}?format=docx"),
                    _ => path,
                }
            }
        })
    }
}

#[tokio::test]
async fn every_page_as_every_role_at_every_place() {
    let site = TestApp::new().await;
    for place in Place::ALL {
        let things = Things::of(&site, place).await;
        for role in Role::ALL {
            let browser = site.sign_in_as(role, &site.bodies.district).await;
            for (route, permission) in routes(true).filter(|(route, _)| !LISTS.contains(&route.path)) {
                let path = things.path(route.path, place.body(&site).as_str());
                let path = path.unwrap_or_else(|| panic!("the matrix does not know {}", route.path));
                let status = browser.get(&path).await.status;
                let case = format!("{} as {} at {place:?}: {status}", route.path, role.id());
                // A returned report is not accepted or published before it is mended: the page says so.
                let shown = matches!(status, StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::CONFLICT);
                if permits(&route, permission, role, place) {
                    assert!(shown, "{case}");
                } else {
                    assert!(refused(status), "{case}");
                }
            }
        }
    }
}

#[tokio::test]
async fn chinese_on_english_pages_says_that_it_is() {
    let site = TestApp::new().await;
    let things = Things::of(&site, Place::ALL[0]).await;
    let body = Place::ALL[0].body(&site);
    for role in Role::ALL {
        let browser = site.sign_in_as(role, &site.bodies.district).await;
        for (route, _) in routes(true) {
            let path = if LISTS.contains(&route.path) {
                Some(route.path.to_owned())
            } else {
                things.path(route.path, body.as_str())
            };
            let path = path.unwrap_or_else(|| panic!("the matrix does not know {}", route.path));
            let separator = if path.contains('?') { '&' } else { '?' };
            let answer = browser.get(&format!("{path}{separator}lang=en")).await;
            if answer.header("content-type").starts_with("text/html") {
                let html = Html::parse_document(&answer.text());
                assert_eq!(html.root_element().attr("lang"), Some("en"), "{path}");
                chinese_says_so(&path, &html);
            }
        }
    }
}
