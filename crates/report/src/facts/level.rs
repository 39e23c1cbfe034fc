//! Whether a site of a district, city or province stands above the body that reports.

/// Words by which a body names itself, with its rank: 1 town or street or a department, 2 county, 3 city, 4 province.
pub(super) const SELF: [(&str, u8); 27] = [
    ("我街道", 1),
    ("本街道", 1),
    ("街道办", 1),
    ("我街", 1),
    ("我镇", 1),
    ("本镇", 1),
    ("镇政府", 1),
    ("镇人民政府", 1),
    ("我乡", 1),
    ("本乡", 1),
    ("乡政府", 1),
    ("乡人民政府", 1),
    ("我局", 1),
    ("本局", 1),
    ("我委", 1),
    ("我院", 1),
    ("我校", 1),
    ("我中心", 1),
    ("我单位", 1),
    ("本单位", 1),
    ("我办", 1),
    ("我厅", 1),
    ("我区", 2),
    ("我县", 2),
    ("全县", 2),
    ("我市", 3),
    ("我省", 4),
];

/// Ranks a site's name tells.
const SITES: [(&str, u8); 9] =
    [("上级", 5), ("省", 4), ("自治区", 4), ("市", 3), ("州", 3), ("县", 2), ("区", 2), ("旗", 2), ("管委会", 2)];

/// Words that follow a rank when a site is meant: 区政府网站, 市委门户网站, 区级平台.
const HOSTS: [&str; 6] = ["政府", "人民政府", "委", "级", "信息", "政务"];

/// The rank of the reporting body, from how often it names itself; `None` when its prose does not tell.
pub(super) fn own_rank(named: impl Iterator<Item = u8>) -> Option<u8> {
    let mut found: [usize; 4] = [0; 4];
    for rank in named {
        if let Some(count) = found.get_mut(usize::from(rank.saturating_sub(1))) {
            *count += 1;
        }
    }
    // A bureau speaks of 我局 and of 我区; a district does not speak of 我局, but of its 街道办 and 乡政府.
    let [lowest, rest @ ..] = found;
    let own = (2u8..).zip(rest).filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count);
    match own {
        Some((rank, count)) if count > lowest => Some(rank),
        _ if lowest > 0 => Some(1),
        _ => None,
    }
}

/// The rank a body's name tells: that of its government, whose office may report for it, or 1. A name that ends as a
/// place does may be a government's; `None` for one that may be of any.
pub(super) fn rank_of(body: &str) -> Option<u8> {
    const GOVERNMENTS: [&str; 5] = ["人民政府办公室", "政府办公室", "政府办", "人民政府", "政府"];
    const AREAS: [(&str, u8); 10] = [
        ("镇", 1),
        ("乡", 1),
        ("街道", 1),
        ("自治区", 4),
        ("省", 4),
        ("市", 3),
        ("州", 3),
        ("区", 2),
        ("县", 2),
        ("旗", 2),
    ];
    const BODIES: [&str; 24] = [
        "街道办事处",
        "街道办",
        "局",
        "委",
        "委员会",
        "办公室",
        "中心",
        "厅",
        "院",
        "校",
        "学",
        "所",
        "站",
        "队",
        "会",
        "部",
        "办",
        "公司",
        "集团",
        "馆",
        "社",
        "处",
        "室",
        "台",
    ];
    const OF_ZONES: [&str; 3] = ["管理委员会", "管委会", "管委会办公室"];
    let area = |name: &str| AREAS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, rank)| *rank);
    if let Some(place) = GOVERNMENTS.iter().find_map(|end| body.strip_suffix(end)) {
        return area(place);
    }
    let is_of_a_zone = OF_ZONES.iter().filter_map(|end| body.strip_suffix(end)).any(|place| place.ends_with('区'));
    if is_of_a_zone {
        Some(2)
    } else {
        area(body).or_else(|| BODIES.iter().any(|end| body.ends_with(end)).then_some(1))
    }
}

/// The rank of the area a body works in: 2 for 示例区水利局, 3 for 示例市水利局.
fn area_of(body: &str) -> Option<u8> {
    const PLACES: [(char, u8); 6] = [('省', 4), ('市', 3), ('州', 3), ('区', 2), ('县', 2), ('旗', 2)];
    let name = body.char_indices().skip(2);
    let places = name.filter_map(|(_, mark)| PLACES.iter().find(|(place, _)| *place == mark).map(|(_, rank)| *rank));
    places.min()
}

/// 市局 in the report of a city's bureau, 区局 in that of a district's.
pub(super) fn short_name(body: &str) -> Option<&'static str> {
    if !body.ends_with('局') {
        return None;
    }
    match area_of(body)? {
        3 => Some("市局"),
        2 if body.contains('县') => Some("县局"),
        2 => Some("区局"),
        _ => None,
    }
}

/// Whether the words before a website's name (市局, 省水利厅) name a department above the one that reports.
pub(super) fn is_of_a_department_above(before: &str, body: &str) -> bool {
    const PLACES: [(char, u8); 2] = [('省', 4), ('市', 3)];
    let before = before.trim_end_matches("门户").trim_end_matches("官方");
    let from = before.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    let near = before.get(from..).unwrap_or_default();
    let Some(area) = area_of(body).filter(|_| near.ends_with(['局', '厅', '委'])) else { return false };
    PLACES.iter().filter(|(_, rank)| *rank > area).any(|(place, _)| {
        // 城市管理局, 市场监管局: 市 is no place there; 市市场监管局 has both.
        near.match_indices(*place).any(|(at, _)| {
            let (head, name) = near.split_at(at);
            let is_word = head.ends_with('城') || (name.starts_with("市场") && !name.starts_with("市市场"));
            !is_word && !body.ends_with(name)
        })
    })
}

/// Whether words name the site of a government below the body: 区政府网站 in a city's report.
pub(super) fn names_site_below(words: &str, own: Option<u8>) -> bool {
    const PLACES: [(&str, u8); 7] = [("区", 2), ("县", 2), ("旗", 2), ("镇", 1), ("乡", 1), ("街道", 1), ("办事处", 1)];
    const SITES: [&str; 6] =
        ["政府网站", "政府门户网站", "人民政府网站", "人民政府门户网站", "政府信息公开网", "政府官网"];
    let below = PLACES.iter().filter(|(_, rank)| own.is_some_and(|own| *rank < own));
    // 县（区）政府网站.
    let words = &words.replace(['（', '）'], "");
    below.into_iter().any(|(place, _)| {
        words.match_indices(place).any(|(at, _)| {
            let after = words.get(at + place.len()..).unwrap_or_default();
            // 街道办事处网站.
            let is_named = matches!(*place, "街道" | "办事处") && after.starts_with("网站");
            is_named || SITES.iter().any(|site| after.starts_with(site))
        })
    })
}

/// Whether the words before a website's name (区政府, 区委、区政府) name a government above the body.
pub(super) fn is_above(before: &str, site: &str, own: Option<u8>) -> bool {
    let Some(own) = own else { return false };
    let start = before.char_indices().rev().take(8).last().map_or(0, |(at, _)| at);
    let words = format!("{}{site}", before.get(start..).unwrap_or_default());
    SITES.iter().filter(|(_, rank)| *rank > own).any(|(place, _)| {
        words.match_indices(place).any(|(at, _)| {
            let after = words.get(at + place.len()..).unwrap_or_default();
            *place == "上级" || HOSTS.iter().any(|host| after.starts_with(host))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, site: &str, own: u8, expected: bool) {
        assert_eq!(is_above(before, site, Some(own)), expected, "{before}{site}");
    }

    #[test]
    fn sites_of_governments_above() {
        check("向区委、区政府", "网站", 1, true);
        check("在区", "政府网", 1, true);
        check("在区级", "网站", 1, true);
        check("在区政府门户", "网站", 2, false);
        check("在市政府门户", "网站", 2, true);
        check("通过", "网站", 1, false);
        check("社区", "网站", 1, false);
        check("示例区青禾街道", "网站", 1, false);
    }

    #[test]
    fn ranks_by_name() {
        for (body, rank) in [
            ("示例区人民政府办公室", 2),
            ("示例市人民政府", 3),
            ("示例县政府办", 2),
            ("示例市青禾区", 2),
            ("示例自治区人民政府", 4),
            ("云溪镇人民政府", 1),
            ("青禾街道办事处", 1),
            ("示例市水利局", 1),
            ("示例区卫生健康委员会", 1),
            ("示例经济开发区管理委员会", 2),
            ("示例区国防动员办公室", 1),
        ] {
            assert_eq!(rank_of(body), Some(rank), "{body}");
        }
        assert_eq!(rank_of("示例"), None);
    }

    #[test]
    fn departments_above_and_sites_below() {
        assert!(is_of_a_department_above("在市水利局", "示例区水利局"));
        assert!(is_of_a_department_above("通过市局门户", "示例区水利局"));
        assert!(is_of_a_department_above("在市市场监管局", "示例区市场监督管理局"));
        assert!(!is_of_a_department_above("在区城市管理局", "示例区城市管理局"));
        assert!(!is_of_a_department_above("在市场监管局", "示例区市场监管局"));
        assert!(!is_of_a_department_above("在市水利局", "示例市水利局"));
        assert!(!is_of_a_department_above("局", "示例区水利局"));
        assert!(names_site_below("各区政府网站公开", Some(3)));
        assert!(!names_site_below("区政府网站公开", Some(2)));
        assert!(!names_site_below("区政府网站公开", Some(1)));
    }
}
