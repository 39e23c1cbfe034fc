//! What a browser says it is, in words people know.

/// What stands in the line, and what it is called. The first that fits wins: most browsers also name those they
/// resemble.
const BROWSERS: [(&str, &str); 10] = [
    ("MicroMessenger/", "微信 WeChat"),
    ("360SE", "360"),
    ("QQBrowser/", "QQ"),
    ("UCBrowser/", "UC"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];
const SYSTEMS: [(&str, &str); 10] = [
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("UOS", "UOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// Browser and system; the beginning of the line itself when it is nothing known, empty when nothing was said.
pub(super) fn device(agent: &str) -> String {
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
        let chrome = format!("{windows} Chrome/120.0.0.0 Safari/537.36");
        let edge = format!("{chrome} Edg/120.0.0.0");
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1";
        for (agent, expected) in [
            (chrome.as_str(), "Chrome · Windows"),
            (edge.as_str(), "Edge · Windows"),
            (phone, "Safari · iPhone"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox · Linux"),
            ("curl/8.5.0", "curl"),
            ("something else", "something else"),
            ("", ""),
        ] {
            assert_eq!(device(agent), expected);
        }
    }
}
