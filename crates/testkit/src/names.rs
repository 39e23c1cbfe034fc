//! Invented bodies, enough of them for a country.

/// Places are a first and a second character; no list of real ones was used.
const FIRST: [&str; 30] = [
    "青", "云", "松", "清", "碧", "翠", "澄", "霁", "岚", "芷", "兰", "蘅", "枫", "柏", "槐", "棠", "榆", "桐", "荷",
    "苇", "菱", "莲", "鹭", "鹤", "雁", "朗", "沐", "曦", "棹", "砚",
];
const SECOND: [&str; 30] = [
    "禾", "溪", "塘", "坞", "浦", "汀", "泽", "陂", "岑", "埠", "堰", "畈", "垄", "屿", "渚", "涧", "坪", "峪", "圩",
    "塬", "湾", "渡", "洼", "墩", "垭", "淀", "滩", "崖", "畲", "涘",
];

/// What a body is: the ending of its name, and how it calls itself.
const KINDS: [(&str, &str); 12] = [
    ("街道", "我街道"),
    ("镇", "我镇"),
    ("乡", "我乡"),
    ("区财政局", "我局"),
    ("区教育局", "我局"),
    ("区民政局", "我局"),
    ("区司法局", "我局"),
    ("区水务局", "我局"),
    ("县交通运输局", "我局"),
    ("县农业农村局", "我局"),
    ("县卫生健康局", "我局"),
    ("县市场监督管理局", "我局"),
];

/// Body number `index`: 青禾街道, 云溪镇, 青禾区财政局, and from 10,800 on 青禾市云溪镇. Different numbers give
/// different names, up to 9 million.
pub fn body(index: u64) -> String {
    let kinds = length(&KINDS);
    let (ending, _) = at(&KINDS, index % kinds);
    let rest = index / kinds;
    // Neighbouring numbers get different characters in both places.
    let place = place(rest % PLACES);
    match rest / PLACES {
        0 => format!("{place}{ending}"),
        city => format!("{}市{place}{ending}", self::place(city - 1)),
    }
}

/// How a body calls itself in its own report: 我街道, 我镇, 我局; 我单位 for a name of no known kind.
pub fn itself(body: &str) -> &'static str {
    KINDS.iter().find(|(ending, _)| body.ends_with(ending)).map_or("我单位", |(_, itself)| itself)
}

const PLACES: u64 = 900;

fn place(index: u64) -> String {
    let (first, second) = (index % 30, (index / 30 + index) % 30);
    format!("{}{}", at(&FIRST, first), at(&SECOND, second))
}

fn length<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

fn at<T: Copy + Default>(items: &[T], index: u64) -> T {
    usize::try_from(index).ok().and_then(|index| items.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_bodies_are_called_the_same() {
        let names: HashSet<String> = (0..60_000).map(body).collect();
        assert_eq!(names.len(), 60_000);
    }

    #[test]
    fn bodies_call_themselves_what_they_are() {
        assert_eq!(body(0), "青禾街道");
        assert_eq!(itself(&body(0)), "我街道");
        assert_eq!(itself("青禾市云溪镇"), "我镇");
        assert_eq!(itself("示例区财政局"), "我局");
        assert_eq!(itself("示例大学"), "我单位");
    }
}
