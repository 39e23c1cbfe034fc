//! Names of bodies made comparable: 示例区青禾街道办事处 and 青禾街道 within 示例区 are one.

use crate::read::normal::normal;

/// A body's name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name {
    /// The areas before it, largest first: 示例市, 示例区.
    pub(super) places: Vec<String>,
    /// What it is itself, its ending in one form: 青禾街道, 云溪镇, 财政局; 示例区 for the government of 示例区.
    pub(super) core: String,
}

/// Wordings that mean the same, longest first.
const SAME: [(&str, &str); 13] = [
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("街办", "街道"),
    ("镇人民政府", "镇"),
    ("镇政府", "镇"),
    ("乡人民政府", "乡"),
    ("乡政府", "乡"),
    ("人民政府", "政府"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("监督管理", "监管"),
    ("和", ""),
    ("与", ""),
];

/// Words that end like an area and are none of their own.
const NO_PLACES: [&str; 20] = [
    "城市",
    "都市",
    "夜市",
    "超市",
    "社区",
    "园区",
    "景区",
    "开发区",
    "高新区",
    "经开区",
    "示范区",
    "保税区",
    "管理区",
    "工业区",
    "度假区",
    "试验区",
    "实验区",
    "保护区",
    "合作区",
    "库区",
];

/// What the name of an area ends with.
const PLACE_ENDS: [char; 7] = ['省', '市', '区', '县', '旗', '州', '盟'];
/// The most characters of an area's name (自治 names are longer, and are known from the roll where they matter).
const LONGEST_PLACE: usize = 8;

/// Text with widths, white space and wordings of endings in one form; titles and whole lines are made so, too.
pub(super) fn folded(text: &str) -> String {
    let mut text = normal(text);
    for (written, one) in SAME {
        if text.contains(written) {
            text = text.replace(written, one);
        }
    }
    text
}

impl Name {
    /// Takes a name apart; `area` is the area the body is known to lie in.
    pub(super) fn of(name: &str, area: Option<&str>) -> Self {
        let text = folded(name);
        let area = area.map(folded).unwrap_or_default();
        let own = text.strip_prefix(area.as_str()).filter(|rest| rest.chars().count() >= 2).unwrap_or(&text);
        let (mut places, core) = split(own);
        let mut path = split_area(&area);
        places.retain(|place| !path.contains(place));
        path.extend(places);
        Self { places: path, core: core.to_owned() }
    }

    /// Whether what a text puts before a name speaks against this body: an area of the same kind with another name.
    pub(super) fn differs_from(&self, said: &[String]) -> Option<String> {
        let kind = |place: &str| place.chars().next_back();
        said.iter()
            .find(|said| {
                let same_kind = self.places.iter().filter(|own| kind(own) == kind(said)).collect::<Vec<_>>();
                !same_kind.is_empty() && !same_kind.iter().any(|own| is_same(said, own))
            })
            .cloned()
    }

    /// Whether one of the areas said is this body's.
    pub(super) fn lies_in(&self, said: &[String]) -> bool {
        said.iter().any(|place| self.places.iter().any(|own| is_same(place, own)))
    }
}

/// Words of a sentence that run into the name of an area: 由示例区.
const LEADS: [&str; 14] =
    ["现公布", "现将", "根据", "按照", "关于", "公布", "报告", "请", "由", "按", "经", "在", "向", "是"];

/// What a body is itself, in one form, without the areas before it.
pub(crate) fn core_of(name: &str) -> String {
    Name::of(name, None).core
}

/// What a body is itself, an area of two characters before it (某区) left out, too.
pub(crate) fn bare_core_of(name: &str) -> String {
    let core = core_of(name);
    short_place(&core).map_or_else(|| core.clone(), |(_, rest)| rest.to_owned())
}

/// An area of two characters before a body's name of three or more.
fn short_place(core: &str) -> Option<(&str, &str)> {
    let mut letters = core.char_indices().skip(1);
    let is_end = letters.next().is_some_and(|(_, letter)| PLACE_ENDS.contains(&letter));
    let (place, rest) = core.split_at_checked(letters.next()?.0)?;
    (is_end && rest.chars().count() > 2 && !NO_PLACES.contains(&place)).then_some((place, rest))
}

/// Whether two names may be one body's: the same in itself, and the areas before the one end those before the other.
pub(crate) fn may_be_one(one: &Apart, other: &Apart) -> bool {
    one.core == other.core && (one.areas.ends_with(&other.areas) || other.areas.ends_with(&one.areas))
}

/// Whether a name is that of the government of an area in which a body with another name lies, as far as its name says.
pub(crate) fn governs(government: &Apart, body: &Apart) -> bool {
    let Some(at) = body.areas.iter().position(|area| *area == government.core) else { return false };
    let above = body.areas.get(..at).unwrap_or_default();
    government.government_of().is_some() && (above.ends_with(&government.areas) || government.areas.ends_with(above))
}

/// A name with the areas before it apart.
#[derive(Debug)]
pub(crate) struct Apart {
    areas: Vec<String>,
    core: String,
}

impl Apart {
    /// The area whose own government it names.
    pub(crate) fn government_of(&self) -> Option<&str> {
        is_place(&self.core).then_some(&*self.core)
    }

    /// The areas before it, largest first.
    pub(crate) fn areas(&self) -> impl Iterator<Item = &str> {
        self.areas.iter().map(String::as_str)
    }

    pub(crate) fn of(name: &str) -> Self {
        let Name { mut places, core } = Name::of(name, None);
        match short_place(&core) {
            Some((place, rest)) => {
                places.push(place.to_owned());
                Self { areas: places, core: rest.to_owned() }
            }
            None => Self { areas: places, core },
        }
    }
}

/// A name as it stands in a sentence without the sentence's words before it: 现将青禾街道.
pub(crate) fn without_lead(mut name: &str) -> &str {
    while let Some(rest) = LEADS.iter().find_map(|lead| name.strip_prefix(lead)).filter(|rest| rest.chars().count() > 2)
    {
        name = rest;
    }
    name
}

fn is_same(said: &str, own: &str) -> bool {
    said.strip_suffix(own).is_some_and(|lead| lead.is_empty() || LEADS.contains(&lead))
}

/// Whether a name is that of an area, and so stands before the names of all bodies in it.
pub(super) fn is_place(core: &str) -> bool {
    core.ends_with(PLACE_ENDS)
}

/// The areas at the start of a folded name and what is left.
pub(super) fn split(text: &str) -> (Vec<String>, &str) {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some(place) = first_place(rest) {
        let Some(after) = rest.get(place.len()..) else { break };
        // 示例区 and 示例区政府 are the area's own government, not something within it.
        if after.is_empty() || after == "政府" {
            return (places, place);
        }
        if after.chars().count() < 2 {
            break;
        }
        places.push(place.to_owned());
        rest = after;
    }
    (places, rest.strip_suffix("政府").filter(|left| !left.is_empty()).unwrap_or(rest))
}

/// The areas an area's full name is made of.
fn split_area(area: &str) -> Vec<String> {
    let (mut places, core) = split(area);
    if !core.is_empty() {
        places.push(core.to_owned());
    }
    places
}

/// The areas right before a position in a folded text: those of a name written out in a sentence.
pub(super) fn places_before(text: &str) -> Vec<String> {
    let tail: String = {
        let mut letters: Vec<char> =
            text.chars().rev().take(20).take_while(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter)).collect();
        letters.reverse();
        letters.into_iter().collect()
    };
    // The sentence's words may run into the name: the longest tail that is nothing but areas counts.
    let starts = tail.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
    starts
        .into_iter()
        .filter_map(|start| tail.get(start..))
        .map(only_places)
        .find(|places| !places.is_empty())
        .unwrap_or_default()
}

fn only_places(text: &str) -> Vec<String> {
    let mut places = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(place) = first_place(rest) else { return Vec::new() };
        places.push(place.to_owned());
        rest = rest.get(place.len()..).unwrap_or_default();
    }
    places
}

/// The shortest start of a text that is the name of an area: two characters or more before its ending.
fn first_place(text: &str) -> Option<&str> {
    text.char_indices().take(LONGEST_PLACE).enumerate().find_map(|(count, (at, letter))| {
        let place = text.get(..at.checked_add(letter.len_utf8())?)?;
        let is_end = PLACE_ENDS.contains(&letter) && count >= 2;
        let is_whole = !NO_PLACES.iter().any(|word| place.ends_with(word));
        // 示例县市场监管局: the next word begins with what looks like an ending.
        let next_market = letter == '市' && text.get(place.len()..).is_some_and(|rest| rest.starts_with('场'));
        (is_end && is_whole && !next_market).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, area: Option<&str>, places: &[&str], core: &str) {
        let made = Name::of(name, area);
        assert_eq!(
            (made.places.iter().map(String::as_str).collect::<Vec<_>>(), made.core.as_str()),
            (places.to_vec(), core),
            "{name}"
        );
    }

    #[test]
    fn names_are_taken_apart() {
        check("示例区青禾街道办事处", None, &["示例区"], "青禾街道");
        check("青禾街道", Some("示例区"), &["示例区"], "青禾街道");
        check("青禾街办", Some("示例市示例区"), &["示例市", "示例区"], "青禾街道");
        check("示例市示例区云溪镇人民政府", Some("示例市"), &["示例市", "示例区"], "云溪镇");
        check("示例区人民政府", None, &[], "示例区");
        check("示例市示例区人民政府", None, &["示例市"], "示例区");
        check("示例区人民政府办公室", None, &["示例区"], "政府办公室");
        check("示例区财政局青禾分局", None, &["示例区"], "财政局青禾分局");
        check("示例县市场监督管理局", None, &["示例县"], "市场监管局");
        check("示例区城市管理局", None, &["示例区"], "城市管理局");
        check("示例区卫生健康委员会", None, &["示例区"], "卫生健康委");
        check("示例区发展和改革委", None, &["示例区"], "发展改革委");
        check("示例经济开发区管理委员会", None, &[], "示例经济开发区管委会");
        check("示例区　青禾街道(办事处)", None, &["示例区"], "青禾街道(办事处)");
        check("", None, &[], "");
    }

    #[test]
    fn names_that_may_be_one_bodys() {
        for (one, other, expected) in [
            ("青禾街道", "青禾街道办事处", true),
            ("云溪镇", "示例区云溪镇人民政府", true),
            ("示例市示例区云溪镇", "示例区云溪镇政府", true),
            ("青山县", "青山县人民政府", true),
            ("青禾街道", "某区青禾街道", true),
            ("甲县青禾街道", "乙县青禾街道", false),
            ("城区街道", "郊区街道", false),
            ("青禾街道", "白石街道", false),
            ("青山县云溪镇", "白水县云溪镇", false),
            ("示例市财政局", "示例区财政局", false),
            ("示例市财政局", "示例市示例区财政局", false),
        ] {
            assert_eq!(may_be_one(&Apart::of(one), &Apart::of(other)), expected, "{one} {other}");
            assert_eq!(may_be_one(&Apart::of(other), &Apart::of(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn areas_before_a_name_in_a_sentence() {
        assert_eq!(places_before("根据要求,由示例市示例区"), ["由示例市", "示例区"]);
        assert_eq!(places_before("示例区"), ["示例区"]);
        assert!(places_before("全年").is_empty());
    }
}
