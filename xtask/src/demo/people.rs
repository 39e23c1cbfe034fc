//! The people of the demonstration: called after what they are.

use serde_json::{Value, json};

use super::bodies::ROOT;

/// Somebody for each role.
pub(super) fn all() -> Vec<Value> {
    let person = |sign_in: &str, name: &str, role: &str, body: &str| json!({"sign_in": sign_in, "name": name, "role": role, "body": body});
    let (street, township, bureau) = ("青禾街道办事处", "云溪镇人民政府", "示例区财政局");
    vec![
        person("zhuguan", "区主管部门工作人员", "supervisor", ROOT),
        person("quzhengfu", "区政府经办人", "disclosure_officer", ROOT),
        person("quzhengfu.lingdao", "区政府分管领导", "leader", ROOT),
        person("admin", "区管理员", "administrator", ROOT),
        person("shenji", "区审计人员", "auditor", ROOT),
        person("qinghe", "青禾街道经办人", "disclosure_officer", street),
        person("qinghe.shenhe", "青禾街道审核人", "reviewer", street),
        person("qinghe.baomi", "青禾街道保密审查人", "secrecy_reviewer", street),
        person("qinghe.lingdao", "青禾街道分管领导", "leader", street),
        person("yunxi", "云溪镇经办人", "disclosure_officer", township),
        person("yunxi.lingdao", "云溪镇分管领导", "leader", township),
        person("caizheng", "区财政局经办人", "disclosure_officer", bureau),
    ]
}
