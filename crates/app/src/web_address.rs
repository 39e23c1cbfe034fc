//! Addresses of web pages, as people type them.

/// What is wrong with an address: it begins with https:// or http:// and names a host, but nobody, for a password in it would
/// be there for everybody to read. The id of a message.
pub(crate) fn trouble_with(text: &str) -> Option<&'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if place.contains('@') {
        return Some("problem-url-person");
    }
    let plain = place.chars().all(|letter| letter.is_alphanumeric() || "-._:[]".contains(letter));
    let named = place.starts_with(|first: char| first.is_alphanumeric() || first == '[');
    let blank = |letter: char| letter.is_whitespace() || letter.is_control();
    if !plain || !named || text.chars().any(blank) {
        return Some("problem-url");
    }
    match url::Url::parse(text) {
        Ok(_) => None,
        Err(url::ParseError::InvalidPort) => Some("problem-url-port"),
        Err(_) => Some("problem-url-host"),
    }
}

#[cfg(test)]
mod tests {
    use super::trouble_with;

    #[test]
    fn a_host_is_named_and_nobody_else() {
        for good in ["https://example.cn", "http://127.0.0.1:8080/hook", "https://[::1]/", "https://示例.cn/机关?a=@b"]
        {
            assert_eq!(trouble_with(good), None, "{good}");
        }
        for bad in ["", "example.cn", "https://", "https:///a", "https://?a", "http://a b"] {
            assert_eq!(trouble_with(bad), Some("problem-url"), "{bad}");
        }
        for (bad, message) in [
            ("https://me:secret@example.cn", "problem-url-person"),
            ("https://me@example.cn/", "problem-url-person"),
            ("https://example.cn:99999/", "problem-url-port"),
            ("https://example.cn:https/", "problem-url-port"),
            ("https://[::1/", "problem-url-host"),
            ("https://1.2.3.999/", "problem-url-host"),
        ] {
            assert_eq!(trouble_with(bad), Some(message), "{bad}");
        }
    }
}
