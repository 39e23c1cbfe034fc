//! Addresses of web pages, as people type them.

/// Whether a text is an address that begins with https:// or http:// and names a host, but nobody: a password in it would
/// be there for everybody to read.
pub(crate) fn names_a_host(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = place.chars().all(|letter| letter.is_alphanumeric() || "-._:[]".contains(letter));
    let named = place.starts_with(|first: char| first.is_alphanumeric() || first == '[');
    let blank = |letter: char| letter.is_whitespace() || letter.is_control();
    plain && named && !text.chars().any(blank)
}

#[cfg(test)]
mod tests {
    use super::names_a_host;

    #[test]
    fn a_host_is_named_and_nobody_else() {
        for good in ["https://example.cn", "http://127.0.0.1:8080/hook", "https://[::1]/", "https://示例.cn/机关?a=@b"]
        {
            assert!(names_a_host(good), "{good}");
        }
        for bad in
            ["", "example.cn", "https://", "https:///a", "https://?a", "https://me:secret@example.cn", "http://a b"]
        {
            assert!(!names_a_host(bad), "{bad}");
        }
    }
}
