//! Where a thing belongs, seen from somebody who works at 示例区; and what the table lets them do there.

use axum::http::{Method, StatusCode};
use gongkai_app::Permission;
use gongkai_app::access::Reach;
use gongkai_store::id::BodyId;
use gongkai_store::people::Role;
use gongkai_web::routes::{Access, Route, all};

use crate::test_app::TestApp;

/// Whose thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Own,
    Upper,
    Lower,
    Foreign,
}

impl Place {
    pub(crate) const ALL: [Self; 4] = [Self::Own, Self::Upper, Self::Lower, Self::Foreign];

    pub(crate) fn body(self, site: &TestApp) -> &BodyId {
        match self {
            Self::Own => &site.bodies.district,
            Self::Upper => &site.bodies.city,
            Self::Lower => &site.bodies.street,
            Self::Foreign => &site.bodies.foreign_district,
        }
    }

    /// A body right below it, which reports to it.
    pub(crate) fn member(self, site: &TestApp) -> &BodyId {
        match self {
            Self::Own => &site.bodies.bureau,
            Self::Upper => &site.bodies.district,
            Self::Lower => &site.bodies.community,
            Self::Foreign => &site.bodies.foreign_street,
        }
    }

    fn is_within(self, reach: Reach) -> bool {
        match reach {
            Reach::Nowhere => false,
            Reach::Own => self == Self::Own,
            Reach::Subtree => matches!(self, Self::Own | Self::Lower),
        }
    }
}

/// The routes of the office that need a permission, reading or writing.
pub(crate) fn routes(reading: bool) -> impl Iterator<Item = (Route, Permission)> {
    all().into_iter().filter_map(move |route| {
        let Access::Needs(permission) = route.access else { return None };
        ((route.method == Method::GET) == reading).then_some((route, permission))
    })
}

/// Whether the table lets a role at 示例区 use a route on a thing that belongs there.
pub(crate) fn permits(route: &Route, permission: Permission, role: Role, place: Place) -> bool {
    let reach = |permission: Permission| permission.reach(role);
    let reach = if route.path == "/office/reports/chosen" {
        // What is chosen here is to be accepted.
        reach(Permission::JudgeReports)
    } else {
        reach(permission)
    };
    place.is_within(reach)
}

/// Whether an answer is a refusal.
pub(crate) fn refused(status: StatusCode) -> bool {
    matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}
