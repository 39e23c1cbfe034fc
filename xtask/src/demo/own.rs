//! The district's own reports: words around the figures added up from its members.

use serde_json::{Value, json};

/// When the report of a year was drawn up, and its words; `None` for the year the district is still at.
pub(super) fn report(year: i16, last: i16) -> Option<Value> {
    let (general, problems, other) = match last - year {
        1 => (
            "示例区各街道、镇和区政府部门围绕群众关心的事项主动公开政府信息，政策文件同步发布解读，公开申请全部在法定期限内办理。\
             区政务公开办公室逐份核查各机关年度报告，发现的问题督促整改到位。组织开展政府信息公开工作社会评议，评议情况良好；\
             年内没有需要追究责任的情形。",
            "存在的问题：一是少数机关栏目更新间隔较长；二是基层工作人员变动后业务衔接不够。\
             改进措施：一是按月通报栏目更新情况；二是新任经办人到岗一个月内完成业务培训。",
            "全年未收取信息处理费。无其他需要报告的事项。",
        ),
        2 => (
            "一年来，全区把政府信息公开纳入机关日常工作，健全信息发布审查制度，做到先审查、后公开。依申请公开实行统一登记、分类办理，\
             疑难申请由区政务公开办公室会同司法局研究。面向社会开展了评议，意见建议逐条答复；未发生责任追究事项。",
            "存在的问题：部分机关年度报告数据核对不细，退回修改的份数偏多。\
             改进措施：报送前由各机关对照勾稽关系自查，区里组织一次集中讲解。",
            "本区依申请公开未收取信息处理费，也没有其他要报告的事项。",
        ),
        _ => return None,
    };
    Some(json!({
        "reported": format!("{}-03-{}T10:20:00+08:00", year + 1, if last - year == 1 { 18 } else { 22 }),
        "sections": {"1": general, "5": problems, "6": other},
        "explanation": "已与各机关核对，数据以各机关报送的为准。",
        "absent_reason": "有关机关当年无须报送。",
    }))
}
