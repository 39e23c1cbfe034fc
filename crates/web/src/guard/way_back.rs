//! Where a form stood, and where one is led after signing in: paths of this site only.

use axum::http::{HeaderMap, HeaderName, header};

/// A path of this site; the start page for everything that might lead elsewhere.
pub(crate) fn local(next: &str) -> &str {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let inside = next.starts_with('/') && !next.starts_with("//");
    if plain && inside && next.len() < 2000 { next } else { "/office" }
}

/// The page of the office or of an account that a form was sent from, as the browser tells it.
pub(crate) fn form_page(headers: &HeaderMap) -> Option<&str> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST)?;
    let (_, after) = text(header::REFERER)?.split_once("://")?;
    let page = after.strip_prefix(host).filter(|page| local(page) == *page)?;
    let path = page.split(['?', '#']).next()?;
    let inside = |start: &str| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    (inside("/office") || inside("/account")).then_some(page)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        for good in ["/office/bodies?q=1", "/", "/office?next=//other"] {
            assert_eq!(local(good), good);
        }
        for bad in
            ["", "office", "//other.example", "/\\other.example", "https://other.example", "/a\r\nset-cookie:", "/机关"]
        {
            assert_eq!(local(bad), "/office", "{bad}");
        }
    }

    #[test]
    fn a_form_stood_on_a_page_of_this_office() {
        let page = |referer: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("a.example:8080"));
            headers.insert(header::REFERER, HeaderValue::from_static(referer));
            form_page(&headers).map(str::to_owned)
        };
        for good in ["/office", "/office/bodies/1/profile?saved", "/account", "/account/password"] {
            let referer = format!("https://a.example:8080{good}").leak();
            assert_eq!(page(referer).as_deref(), Some(good));
        }
        for bad in [
            "",
            "/office",
            "https://a.example:8080",
            "https://a.example:8080/reports",
            "https://a.example:8080/officer",
            "https://a.example:8080//other.example/office",
            "https://a.example:80801/office",
            "https://a.example/office",
            "https://other.example/office",
            "https://other.example/a.example:8080/office",
            "https://a.example:8080@other.example/office",
        ] {
            assert_eq!(page(bad), None, "{bad}");
        }
        assert_eq!(form_page(&HeaderMap::new()), None);
    }
}
