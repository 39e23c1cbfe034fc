//! Bodies named in the third person: whether a number is one of theirs.

use super::phrase::is_light;

/// What a body does with requests and information.
pub(super) const DEEDS: [&str; 35] = [
    "开展", "审理", "处理", "答复", "承办", "开设", "设立", "设置", "建立", "接收", "接到", "播放", "张贴", "征集",
    "作出", "审查", "制定", "收到", "受理", "办理", "新收", "办结", "公开", "发布", "推送", "组织", "转发", "督查",
    "检查", "举办", "召开", "印发", "在", "对", "向",
];

/// How the names of bodies end.
const BODIES: [&str; 21] = [
    "督查室",
    "局",
    "委",
    "委员会",
    "中心",
    "政府",
    "街道",
    "街道办",
    "办事处",
    "镇",
    "乡",
    "办公室",
    "办",
    "所",
    "站",
    "院",
    "公司",
    "大队",
    "支队",
    "集团",
    "馆",
];

/// Words between a body's name and what it did.
const BETWEEN: [&str; 9] = ["共", "全年", "全年共", "年内", "累计", "合计", "今年", "本年", "主动"];

/// 区教育局收到申请5件, 县就业服务中心（事业单位）收到2件: a body of the area, and not the one who reports.
pub(super) fn is_another(before: &str, own: Option<&str>) -> bool {
    opens_with_another(before, own)
        || DEEDS.iter().any(|deed| {
            before.match_indices(deed).any(|(at, _)| names_another(before.get(..at).unwrap_or_default(), own))
        })
}

/// 区融媒体中心全年播发: a name the clause opens with, before when it was done.
fn opens_with_another(before: &str, own: Option<&str>) -> bool {
    let words = before.trim_start_matches(['，', '、', '；', '：']);
    BETWEEN
        .iter()
        .filter_map(|when| words.split_once(when))
        .any(|(who, _)| !who.contains('、') && who.chars().count() <= 14 && is_body_of_others(who, own))
}

fn names_another(who: &str, own: Option<&str>) -> bool {
    const PLACED: [&str; 23] = [
        "在", "向", "通过", "从", "对", "由", "与", "为", "经", "、", "和", "及", "按", "于", "据", "依托", "参加",
        "参与", "出席", "配合", "协助", "会同", "联合",
    ];
    const ORGANS: [&str; 9] = ["纪委", "人大", "政协", "检察院", "监委", "纪工委", "工会", "团委", "妇联"];
    const ACCOUNTS: [&str; 6] = ["官方微博", "微博", "微信公众号", "公众号", "视频号", "抖音号"];
    let who = who.rsplit(['，', '；', '：']).next().unwrap_or_default();
    let who = BETWEEN.iter().fold(who, |who, word| who.strip_suffix(word).unwrap_or(who));
    let who = ACCOUNTS.iter().find_map(|account| who.strip_suffix(account)).unwrap_or(who);
    // 镇纪委, 区人大: no bodies of the government.
    let is_organ = ORGANS.iter().any(|organ| who.ends_with(organ)) && who.chars().count() <= 6;
    if is_organ && !["邀请", "承办", "办理"].iter().chain(&PLACED).any(|word| who.contains(word)) {
        return true;
    }
    // 县就业服务中心（事业单位）.
    let who = who.strip_suffix('）').and_then(|named| Some(named.rsplit_once('（')?.0)).unwrap_or(who);
    let who = who.strip_prefix("其中").unwrap_or(who);
    let is_body = BODIES.iter().any(|end| who.ends_with(end)) && !who.ends_with("网站");
    let Some(at) = who.find(is_area) else { return false };
    let head = who.get(..at).unwrap_or_default();
    if PLACED.iter().any(|word| head.contains(word)) {
        return false;
    }
    // 县疾控中心、县人民医院等单位.
    let is_list = who.contains('、') && ["等单位", "等部门"].iter().any(|end| who.ends_with(end));
    if is_list && !who.contains(['我', '本']) && !own.is_some_and(|own| own.ends_with("政府")) {
        return true;
    }
    // 县疾控中心、县妇幼保健院.
    let mut listed = who.split('、');
    let are_bodies = who.contains('、') && listed.all(is_body_of_area);
    if are_bodies && !who.split('、').any(|one| own.is_some_and(|own| same(own, one))) {
        return true;
    }
    let is_of_government = own.is_some_and(|own| is_office_of(own, who));
    let name = area_name(who, at).filter(|name| is_body && !name.contains('、') && !is_of_government);
    let Some(name) = name else { return false };
    let is_own = own.is_some_and(|own| same(own, name)) || ["我", "本"].iter().any(|of| who.contains(of));
    !is_own
}

/// 县中医院: a body named by its area.
fn is_body_of_area(name: &str) -> bool {
    name.starts_with(is_area) && BODIES.iter().any(|end| name.ends_with(end))
}

/// Whether a noun names a body of the area that is not the one who reports.
pub(super) fn is_body_of_others(noun: &str, own: Option<&str>) -> bool {
    is_body_of_area(noun) && !own.is_some_and(|own| same(own, noun) || is_office_of(own, noun))
}

/// 区政务公开办 is of the government.
fn is_office_of(own: &str, name: &str) -> bool {
    own.ends_with("政府") && ["政务公开", "信息公开"].iter().any(|of| name.contains(of))
}

fn is_area(mark: char) -> bool {
    matches!(mark, '区' | '县' | '市' | '省')
}

/// The name behind an area's mark; 社区, 小区, 园区 are none.
fn area_name(who: &str, at: usize) -> Option<&str> {
    let before = who.get(..at)?;
    let name = who.get(at..)?;
    let is_place =
        !before.ends_with(['社', '小', '园', '辖', '片', '城', '全', '各', '地']) && !name.starts_with("市场");
    is_place.then_some(name)
}

/// Whether a name said shortly is that of the body: 区政府 of 示例区人民政府, 区卫健委 of 示例区卫生健康委员会.
fn same(own: &str, name: &str) -> bool {
    let plain = |name: &str| name.replace("人民政府", "政府").replace("办公室", "办").replace("委员会", "委");
    let (own, name) = (plain(own), plain(name));
    if own.ends_with(&name) || own.trim_end_matches('办').ends_with(&name) {
        return true;
    }
    // 县政府新闻办 is of the government.
    let government = own.trim_end_matches('办');
    let is_of_government = !["部门", "单位", "街道", "镇"].iter().any(|below| name.ends_with(below))
        && government.ends_with("政府")
        && name.split_once("政府").is_some_and(|(place, _)| government.ends_with(&format!("{place}政府")));
    if is_of_government {
        return true;
    }
    // The letters of a short name stand in the long one in their order.
    let mut rest = own.chars();
    let (Some(first), Some(last)) = (name.chars().next(), name.chars().next_back()) else { return false };
    // 市局 is above 示例市青禾区水利局.
    let area = own.char_indices().rfind(|(at, mark)| is_area(*mark) && area_name(&own, *at).is_some());
    own.ends_with(last)
        && area.is_some_and(|(_, mark)| mark == first)
        && name.chars().all(|letter| rest.any(|own| own == letter))
}

/// 市本级部门收到523件, 县（市、区）收到937件: of one of several groups of bodies, and not of all.
pub(super) fn is_of_a_group(before: &str, rank: Option<u8>) -> bool {
    const GROUPS: [&str; 28] = [
        "区政府层面",
        "县政府层面",
        "市政府层面",
        "区级层面",
        "县级层面",
        "市级层面",
        "市本级部门",
        "县本级部门",
        "区本级部门",
        "市本级",
        "县本级",
        "区本级",
        "市直部门",
        "县直部门",
        "区直部门",
        "市直单位",
        "县直单位",
        "区直单位",
        "市级部门",
        "县级部门",
        "区级部门",
        "县（市、区）",
        "县（市）区",
        "县（区）",
        "各县区",
        "各区县",
        "各分局",
        "下属单位",
    ];
    const PARTS: [&str; 6] = ["乡镇", "镇街", "街道", "镇（街）", "部门", "乡镇（街道）"];
    let own = before.rsplit(['，', '；']).next().unwrap_or_default().trim_start_matches(['、', '（']);
    let own = own.strip_prefix("其中").unwrap_or(own).trim_start_matches('：').trim_start_matches('各');
    // In a government's report its towns and departments are parts, too; a town's own report names itself so.
    let of_government = PARTS.iter().filter(|_| rank.is_some_and(|rank| rank > 1));
    GROUPS.iter().chain(of_government).any(|group| {
        let Some(after) = own.strip_prefix(group.trim_start_matches('各')) else { return false };
        let verb = DEEDS.iter().filter_map(|deed| after.find(deed)).min();
        // 各县（市）区公安机关收到.
        let is_whole = |who: &str| is_light(who) || (who.ends_with("机关") && !who.contains(['、', '和', '及']));
        verb.and_then(|at| after.get(..at)).is_some_and(is_whole) || (after.is_empty() && own.starts_with(group))
    })
}

/// 各社区公开信息960条, 各县区教育局及直属学校开展活动136场: what those below did. 组织各社区开展 was one's own.
pub(super) fn is_of_those_below(before: &str) -> bool {
    const BELOW: [&str; 36] = [
        "每村",
        "每个村",
        "每个社区",
        "中小学",
        "高校",
        "各社区",
        "各村",
        "村级",
        "社区级",
        "镇属",
        "区属",
        "县属",
        "市属",
        "局属",
        "街道属",
        "下属",
        "直属",
        "所属",
        "辖区学校",
        "辖区企业",
        "各县",
        "各区",
        "各市",
        "各镇",
        "各乡",
        "各街道",
        "各学校",
        "各基层",
        "各分局",
        "各医院",
        "各中小学",
        "国企",
        "国有企业",
        "公共企事业",
        "村微信群",
        "社区微信群",
    ];
    const DONE: [&str; 22] = [
        "设立", "设置", "建立", "开设", "公开", "发布", "推送", "公示", "开展", "举办", "组织", "召开", "转发", "更新",
        "张贴", "报送", "制作", "收到", "受理", "指导", "督促", "解读",
    ];
    const WHERE: [&str; 10] = ["在", "向", "通过", "对", "为", "于", "与", "由", "我", "本"];
    let own = before.trim_start_matches(['，', '、', '（']);
    let is_within =
        |who: &str| BELOW.iter().any(|below| who.contains(below)) && !WHERE.iter().any(|word| who.contains(word));
    let who = DONE.iter().filter_map(|deed| own.find(deed)).min().and_then(|at| own.get(..at));
    // 村级公众号发布 opens with whose it is, wherever it went out.
    let is_opened = BELOW.iter().any(|below| own.starts_with(below));
    who.is_some_and(|who| is_opened || is_within(who))
}

/// 以县政府名义召开6场, 办理以市政府为答复主体的申请: what was done for another body.
pub(super) fn is_in_the_name_of_others(before: &str, own: Option<&str>) -> bool {
    const NAMES: [&str; 6] = ["名义", "为答复主体", "为主体", "为被告", "为被申请人", "为复议机关"];
    const WHOM: [&str; 6] = ["区", "县", "市", "省", "上级", "政府"];
    // 代表区政府出庭应诉; of a government these are its own.
    let stood_in = before.rsplit_once("代表").is_some_and(|(_, whom)| {
        WHOM.iter().any(|other| whom.starts_with(other)) && ["出庭", "应诉"].iter().any(|deed| whom.contains(deed))
    });
    let is_government = own.is_some_and(|own| own.ends_with("政府") || own.ends_with("政府办公室"));
    if stood_in && !is_government {
        return true;
    }
    let Some((_, named)) = before.rsplit_once('以') else { return false };
    let whom = NAMES.iter().filter_map(|end| named.find(end)).min().and_then(|at| named.get(..at));
    whom.is_some_and(|whom| {
        whom.chars().count() <= 8
            && !own.is_some_and(|own| same(own, whom))
            && !["本", "我"].iter().any(|own| whom.contains(own))
            && WHOM.iter().any(|other| whom.starts_with(other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_in_the_third_person() {
        let own = Some("示例县人力资源和社会保障局");
        assert!(is_another("示例县公共就业服务中心（事业单位）收到的", own));
        assert!(is_another("其中县教育局全年收到", own));
        assert!(!is_another("县人社局收到", own));
        assert!(!is_another("县人力资源和社会保障局收到", own));
        assert!(is_another("县经济和信息化局收到", own));
        assert!(is_another("县疾控中心、县人民医院等单位公开", own));
        assert!(!is_another("在县政务服务中心公开", own));
        assert!(!is_another("我局收到", own));
        assert!(!is_another("社区服务中心收到", own));
        assert!(!is_another("县政府收到", Some("示例县人民政府")));
        assert!(!is_another("县政府办公室收到", Some("示例县人民政府")));
    }

    #[test]
    fn groups_and_names_of_others() {
        assert!(is_of_a_group("，其中市本级部门收到", None));
        assert!(is_of_a_group("县（市、区）收到", None));
        assert!(!is_of_a_group("市本级部门和县（市、区）共收到", Some(3)));
        assert!(is_of_a_group("乡镇受理", Some(2)));
        assert!(!is_of_a_group("街道受理", Some(1)));
        assert!(is_in_the_name_of_others("以县政府名义", None));
        assert!(!is_in_the_name_of_others("以本机关名义", None));
        assert!(is_in_the_name_of_others("承办以区政府为被申请人的复议案件", Some("示例区司法局")));
        assert!(!is_in_the_name_of_others("以区政府为被申请人的复议案件", Some("示例区人民政府")));
        assert!(is_in_the_name_of_others("代表区政府出庭应诉", Some("示例区司法局")));
    }
}
