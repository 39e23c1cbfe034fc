//! The bodies of the demonstration district.

/// The district itself, which is entered before the others.
pub(super) const ROOT: &str = "示例区人民政府";

/// What the public is told about it.
pub(super) fn root_profile() -> serde_json::Value {
    serde_json::json!({
        "disclosure_office": "示例区政务公开办公室",
        "address": "示例区示范路100号",
        "postal_code": "000000",
        "hours": "工作日 9:00—12:00、13:30—17:30",
        "phone": "0000-80000100",
        "email": "xxgk@example.gov.cn",
        "functions": "领导全区行政工作，推进、指导、协调、监督全区政府信息公开工作。",
    })
}

/// The bodies that owe reports.
pub(super) const OWING: [&str; 24] = [
    "示例区人民政府办公室",
    "示例区发展和改革局",
    "示例区教育局",
    "示例区民政局",
    "示例区司法局",
    "示例区财政局",
    "示例区人力资源和社会保障局",
    "示例区自然资源局",
    "示例区住房和城乡建设局",
    "示例区交通运输局",
    "示例区农业农村局",
    "示例区卫生健康局",
    "示例区应急管理局",
    "示例区市场监督管理局",
    "青禾街道办事处",
    "松塘街道办事处",
    "清浦街道办事处",
    "翠岑街道办事处",
    "澄湾街道办事处",
    "云溪镇人民政府",
    "碧渚镇人民政府",
    "霁峪镇人民政府",
    "岚坪镇人民政府",
    "兰泽乡人民政府",
];

/// Bodies below a street, which owe no report.
const COMMUNITIES: [(&str, &str); 3] = [
    ("荷塘社区居民委员会", "青禾街道办事处"),
    ("柳岸社区居民委员会", "青禾街道办事处"),
    ("北坞村民委员会", "云溪镇人民政府"),
];

/// The table of all bodies below the district, as the office's import takes it.
pub(super) fn table() -> String {
    let mut rows =
        vec!["名称,上级机关,类别,层级,排序,工作机构,办公地址,邮政编码,办公时间,联系电话,电子邮箱,机关职能".to_owned()];
    for (number, name) in (1..).zip(OWING) {
        let (kind, level) = kind_and_level(name);
        rows.push(row(name, ROOT, kind, level, number));
    }
    for (number, (name, above)) in (101..).zip(COMMUNITIES) {
        let kind = if name.contains("社区") { "社区" } else { "村" };
        rows.push(row(name, above, kind, "村级", number));
    }
    rows.push(String::new());
    rows.join("\n")
}

fn kind_and_level(name: &str) -> (&'static str, &'static str) {
    if name.ends_with("街道办事处") {
        ("街道", "乡级")
    } else if name.ends_with("镇人民政府") || name.ends_with("乡人民政府") {
        ("乡镇", "乡级")
    } else {
        ("部门", "县级")
    }
}

fn row(name: &str, above: &str, kind: &str, level: &str, number: u32) -> String {
    let office = if kind == "部门" { "办公室" } else { "党政综合办公室" };
    let functions = format!("负责{}职责范围内的行政管理和公共服务工作，依法公开政府信息。", short(name));
    format!(
        "{name},{above},{kind},{level},{number},{office},示例区示范路{number}号,000000,工作日 9:00—12:00、13:30—17:30,0000-8000{number:04},xxgk{number}@example.gov.cn,{functions}"
    )
}

/// 青禾街道, 云溪镇, 财政局.
pub(super) fn short(name: &str) -> &str {
    name.trim_start_matches("示例区").trim_end_matches("办事处").trim_end_matches("人民政府")
}
