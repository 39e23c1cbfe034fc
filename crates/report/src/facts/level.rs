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

/// The rank a body's name tells; `None` for one that may be of any.
pub(super) fn rank_of(body: &str) -> Option<u8> {
    const ENDS: [(&str, u8); 12] = [
        ("街道办事处", 1),
        ("街道", 1),
        ("镇人民政府", 1),
        ("乡人民政府", 1),
        ("镇", 1),
        ("乡", 1),
        ("局", 1),
        ("中心", 1),
        ("区人民政府", 2),
        ("县人民政府", 2),
        ("市人民政府", 3),
        ("省人民政府", 4),
    ];
    ENDS.iter().find(|(end, _)| body.ends_with(end)).map(|(_, rank)| *rank)
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
}
