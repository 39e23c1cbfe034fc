//! Cookies, read and set.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::site::Site;

/// The cookies the site knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session's secret.
    Session,
    /// The secret of forms before sign-in.
    Form,
    /// The secret of a sign-in that waits for its second factor.
    Step,
    /// The secret of a sign-in that is under way at an identity provider.
    Elsewhere,
    /// The language chosen.
    Lang,
    /// Elder mode.
    Elder,
}

impl Cookie {
    /// The name. `__Host-` ties a cookie to this host and to TLS; without TLS browsers refuse it.
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-gongkai",
            (Self::Session, false) => "gongkai",
            (Self::Form, true) => "__Host-form",
            (Self::Form, false) => "form",
            (Self::Step, true) => "__Host-step",
            (Self::Step, false) => "step",
            (Self::Elsewhere, true) => "__Host-elsewhere",
            (Self::Elsewhere, false) => "elsewhere",
            (Self::Lang, _) => "lang",
            (Self::Elder, _) => "elder",
        }
    }

    /// The value a request shows.
    pub(crate) fn read(self, headers: &HeaderMap, secure: bool) -> Option<&str> {
        let name = self.name(secure);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    fn seconds(self) -> Option<u32> {
        match self {
            // Until the browser closes; the server ends sessions by its own clock.
            Self::Session | Self::Form | Self::Step | Self::Elsewhere => None,
            Self::Lang | Self::Elder => Some(365 * 24 * 3600),
        }
    }
}

/// The header that sets a cookie. The value must be of letters, digits, `-` and `_`.
pub(crate) fn set_cookie(site: &Site, cookie: Cookie, value: &str) -> Option<(header::HeaderName, HeaderValue)> {
    let secure = site.config().secure_cookies;
    let mut line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", cookie.name(secure));
    if secure {
        line.push_str("; Secure");
    }
    if let Some(seconds) = cookie.seconds() {
        line.extend(["; Max-Age=", &seconds.to_string()]);
    }
    HeaderValue::from_str(&line).ok().map(|value| (header::SET_COOKIE, value))
}

/// The header that removes a cookie.
pub(crate) fn clear_cookie(site: &Site, cookie: Cookie) -> Option<(header::HeaderName, HeaderValue)> {
    let secure = site.config().secure_cookies;
    let line = format!(
        "{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}",
        cookie.name(secure),
        if secure { "; Secure" } else { "" }
    );
    HeaderValue::from_str(&line).ok().map(|value| (header::SET_COOKIE, value))
}
