//! Every route as every role, at the own, the upper, the lower and a foreign body.

use axum::http::{Method, StatusCode};
use gongkai_app::Permission;
use gongkai_store::people::Role;
use gongkai_web::routes::{Access, all};

use crate::test_app::TestApp;

#[test]
fn no_route_stands_twice() {
    let mut seen = std::collections::BTreeSet::new();
    for route in all() {
        assert!(seen.insert((route.method.to_string(), route.path)), "{} {}", route.method, route.path);
    }
}

#[test]
fn every_route_of_the_office_needs_something() {
    for route in all().iter().filter(|route| route.path.starts_with("/office") || route.path.starts_with("/account")) {
        let open = matches!(route.access, Access::Public | Access::PublicForm | Access::ApiPublic);
        assert!(!open, "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn nobody_gets_past_the_door_without_signing_in() {
    let site = TestApp::new().await;
    for route in all() {
        let path = route.path.replace("{id}", site.bodies.street.as_str());
        let answer = if route.method == Method::GET {
            site.anybody().get(&path).await
        } else {
            site.anybody().send(route.method.clone(), &path, "application/x-www-form-urlencoded", Vec::new()).await
        };
        let refused = matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::SEE_OTHER);
        let needs = !matches!(route.access, Access::Public | Access::PublicForm | Access::ApiPublic);
        assert!(!needs || refused, "{} {}: {}", route.method, route.path, answer.status);
    }
}

#[tokio::test]
async fn a_role_without_the_permission_is_refused_at_the_door() {
    let site = TestApp::new().await;
    for role in Role::ALL {
        let browser = site.sign_in_as(role, &site.bodies.street).await;
        for route in all().into_iter().filter(|route| route.method == Method::GET) {
            let (Access::Needs(permission) | Access::Api(permission)) = route.access else { continue };
            let path = route.path.replace("{id}", site.bodies.street.as_str());
            let refused = browser.get(&path).await.status == StatusCode::FORBIDDEN;
            let has = permission.reach(role) != gongkai_app::access::Reach::Nowhere;
            assert!(has || refused, "{} as {}", route.path, role.id());
        }
    }
    assert_eq!(Permission::ALL.len(), 24);
}
