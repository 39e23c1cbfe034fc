//! Every route about people, as every role, at the own, an upper, a lower and a foreign body.

use axum::http::StatusCode;
use gongkai_app::accounts::people::Facts;
use gongkai_app::meanwhile::Seen;
use gongkai_store::id::BodyId;
use gongkai_store::people::Role;
use gongkai_web::routes::{Access, all};

use crate::signing::{kept, person};
use crate::test_app::TestApp;

/// Where the other person works, seen from the caller at 示例区.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Own,
    Upper,
    Lower,
    Foreign,
}

impl Where {
    const ALL: [Self; 4] = [Self::Own, Self::Upper, Self::Lower, Self::Foreign];

    fn body(self, site: &TestApp) -> &BodyId {
        match self {
            Self::Own => &site.bodies.district,
            Self::Upper => &site.bodies.city,
            Self::Lower => &site.bodies.community,
            Self::Foreign => &site.bodies.foreign_street,
        }
    }
}

const WRITES: [&str; 9] =
    ["", "/roles", "/roles/revoke", "/activate", "/deactivate", "/unlock", "/password", "/second-factor", "/unlink"];

#[tokio::test]
async fn only_administrators_within_reach_get_at_people() {
    let site = TestApp::new().await;
    for place in Where::ALL {
        let body = place.body(&site);
        let id = person(&site, &format!("someone.{place:?}").to_lowercase(), Role::Reviewer, body).await;
        for role in Role::ALL {
            let browser = site.sign_in_as(role, &site.bodies.district).await;
            let permitted = role == Role::Administrator && matches!(place, Where::Own | Where::Lower);
            let refused = if role == Role::Administrator { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
            let page = browser.get(&format!("/office/people/{id}")).await.status;
            assert_eq!(page, if permitted { StatusCode::OK } else { refused }, "{} {place:?}", role.id());
            for write in WRITES {
                let seen = Seen::of(Facts::of(&kept(&site, &id).await).fields()).text();
                let sign_in = kept(&site, &id).await.sign_in;
                let fields = [
                    ("body", body.as_str()),
                    ("role", "leader"),
                    ("name", "审核人"),
                    ("sign_in", sign_in.as_str()),
                    ("email", ""),
                    ("phone", ""),
                    ("seen", seen.as_str()),
                ];
                let status = browser.post(&format!("/office/people/{id}{write}"), &fields).await.status;
                let done = matches!(status, StatusCode::SEE_OTHER | StatusCode::OK);
                assert_eq!(done, permitted, "{write} {} {place:?}: {status}", role.id());
                assert!(permitted || status == refused, "{write} {} {place:?}: {status}", role.id());
            }
        }
    }
}

/// The list above is all there is: a new route about people must be added to it.
#[test]
fn the_matrix_knows_every_route_about_people() {
    let known: Vec<String> = WRITES.iter().map(|write| format!("/office/people/{{id}}{write}")).collect();
    for route in all().iter().filter(|route| route.path.starts_with("/office/people/{id}")) {
        assert!(known.contains(&route.path.to_owned()), "{}", route.path);
        assert!(matches!(route.access, Access::Needs(gongkai_app::Permission::ManagePeople)), "{}", route.path);
    }
}

/// What is one's own needs no role, and is nobody else's.
#[test]
fn ones_own_account_needs_no_role() {
    for route in all().iter().filter(|route| route.path.starts_with("/account")) {
        assert_eq!(route.access, Access::SignedIn, "{}", route.path);
    }
}
