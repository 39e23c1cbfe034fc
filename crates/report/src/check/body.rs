//! What kind of body reports, told from its name.

use serde::{Deserialize, Serialize};

use crate::model::Report;

/// The kinds of body that the Regulation and the Legislation Law treat differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// 街道办事处, an agency sent out by a government of county level.
    Street,
    /// 乡、镇人民政府.
    Township,
    /// A department, bureau, committee, office.
    Department,
    /// The government of a county, district or banner.
    CountyGovernment,
    /// The government of a city, prefecture or province. A city may be one of county level: its name does not tell.
    HigherGovernment,
}

impl BodyKind {
    /// Whether it is one of the 各级人民政府 of Regulation Art. 50(4).
    pub fn is_government(self) -> bool {
        match self {
            Self::Township | Self::CountyGovernment | Self::HigherGovernment => true,
            Self::Street | Self::Department => false,
        }
    }

    /// The kind a name tells, `None` when it tells none.
    pub fn of_name(name: &str) -> Option<Self> {
        let name: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
        if ends_with_any(&name, &["街道", "街道办事处", "街道办", "街办", "地区办事处"]) {
            return Some(Self::Street);
        }
        let (place, said_government) = match name.strip_suffix("人民政府").or_else(|| name.strip_suffix("政府")) {
            Some(place) => (place, true),
            None => (name.as_str(), false),
        };
        if ends_with_any(place, &["镇", "乡", "苏木"]) {
            return Some(Self::Township);
        }
        if said_government || !ends_with_any(place, ZONES) {
            if ends_with_any(place, &["省", "自治区", "市", "州", "盟"]) {
                return Some(Self::HigherGovernment);
            }
            if ends_with_any(place, &["县", "区", "旗"]) {
                return Some(Self::CountyGovernment);
            }
        }
        ends_with_any(place, DEPARTMENTS).then_some(Self::Department)
    }
}

/// Areas that end in 区 and have a management committee, not a government.
const ZONES: &[&str] = &[
    "开发区",
    "高新区",
    "经开区",
    "示范区",
    "保税区",
    "园区",
    "景区",
    "管理区",
    "工业区",
    "新区",
    "度假区",
    "试验区",
    "实验区",
    "保护区",
    "地区",
    "合作区",
    "社区",
];

const DEPARTMENTS: &[&str] = &[
    "局",
    "厅",
    "委",
    "委员会",
    "办公室",
    "办",
    "中心",
    "院",
    "总队",
    "支队",
    "大队",
    "部",
    "署",
    "处",
    "所",
    "站",
    "管委会",
    "学校",
    "大学",
    "公司",
    "联合会",
    "档案馆",
];

/// The kind of body a report is of: by its body's name, else by what it calls itself.
pub(super) fn kind_of(report: &Report) -> Option<BodyKind> {
    if let Some(body) = &report.body {
        return BodyKind::of_name(body);
    }
    let says = |words: &[&str]| {
        report
            .sections
            .iter()
            .flat_map(|section| &section.lines)
            .any(|line| words.iter().any(|w| line.text.contains(w)))
    };
    let street = says(&["我街道", "我办事处", "本街道"]);
    let township = says(&["我镇", "我乡", "本镇", "本乡"]);
    match (street, township) {
        (true, false) => Some(BodyKind::Street),
        (false, true) => Some(BodyKind::Township),
        _ => None,
    }
}

fn ends_with_any(text: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_kind() {
        let check = |name, expected| assert_eq!(BodyKind::of_name(name), expected, "{name}");
        check("青禾街道", Some(BodyKind::Street));
        check("示例市示例区青禾街道办事处", Some(BodyKind::Street));
        check("白石镇", Some(BodyKind::Township));
        check("示例县白石乡人民政府", Some(BodyKind::Township));
        check("示例县人民政府", Some(BodyKind::CountyGovernment));
        check("示例区", Some(BodyKind::CountyGovernment));
        check("示例市人民政府", Some(BodyKind::HigherGovernment));
        check("示例自治区人民政府", Some(BodyKind::HigherGovernment));
        check("示例区财政局", Some(BodyKind::Department));
        check("示例区人民政府办公室", Some(BodyKind::Department));
        check("示例经济开发区", None);
        check("示例新区人民政府", Some(BodyKind::CountyGovernment));
        check("示例经济开发区管委会", Some(BodyKind::Department));
        check("", None);
    }
}
