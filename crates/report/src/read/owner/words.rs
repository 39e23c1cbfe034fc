//! The words and patterns by which a caption tells whose table it is, and of which year.

use std::sync::LazyLock;

use regex::Regex;

/// Words that say nothing of whose table it is, longer ones first.
pub(in crate::read) const SAY_NOTHING: &[&str] = &[
    "政府信息公开工作年度报告",
    "政府信息公开年度报告",
    "没有其他需要报告的事项",
    "未经复议直接起诉",
    "复议后起诉",
    "其他需要报告的事项",
    "政府信息公开",
    "收到和处理",
    "依申请公开",
    "依申请",
    "主动公开",
    "年度报告",
    "需要报告",
    "行政复议",
    "行政诉讼",
    "统计表",
    "情况表",
    "汇总表",
    "工作表",
    "信息公开",
    "没有",
    "事项",
    "其他",
    "填报",
    "统计",
    "汇总",
    "情况",
    "数据",
    "单位",
    "计量",
    "复议",
    "诉讼",
    "申请",
    "附件",
    "附表",
    "附录",
    "报告",
    "年报",
    "工作",
    "机关",
    "年度",
    "详见",
    "如下",
    "表格",
    "续表",
    "更正",
    "修改",
    "修订",
    "更新",
    "最终",
    "正式",
    "定稿",
    "后",
    "版",
    "稿",
    "盖章",
    "公章",
    "万元",
    "sheet",
    "附",
    "表",
    "件",
    "条",
    "元",
    "本",
    "年",
    "及",
    "和",
    "的",
    "见",
    "无",
    "第",
    "页",
    "共",
];

#[expect(clippy::expect_used, reason = "the patterns are constant; the tests use each")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

pub(in crate::read) static PERIOD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<year>20[0-9]{2})年1月1日起?(?:至|到|—+|-|–|~)(?:20[0-9]{2}年)?12月31日止?"));
pub(in crate::read) static DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"20[0-9]{2}年[0-9]{1,2}月([0-9]{1,2}日)?"));
pub(in crate::read) static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{2,4}年|20[0-9]{2}|上一?年|去年|往年|前年|同期"));
pub(in crate::read) static STATED_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<year>20[0-9]{2})年"));
pub(in crate::read) static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[(\[]?(?:(?:填报|填表|报送|编报|编制|制表)?(?:单位|机关)(?:名称)?:(.+?)|附?:?([^:,]+?)(?:20[0-9]{2}年)?(?:情况)?:|\(([^:,]+)\))[)\]]?$",
    )
});
pub(in crate::read) static BODY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:人民政府|办事处|街道|镇|乡|局|委员会|委|厅)(?:\(?盖章\)?)?$"));
/// A unit of figures and no body: 单位:件、万元.
pub(in crate::read) static UNIT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[(\[]?(?:计量)?单位:[件万元条个份次人和及、,/]+[)\]]?$"));
/// What a line says of who filled a table in and when; a body's own name stands behind the others.
pub(in crate::read) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<body>(?:填报|填表|报送|编报|编制|制表)?(?:单位|机关)(?:名称)?(?:\(盖章\))?:)|(?:填表|填报|制表|审核|审批|复核|填写|经办|统计|数据|截[止至]|报送)?(?:负责人|联系人|经办人|人|联系电话|电话|截[止至]日期|截[止至]时间|日期|时间)(?:\([^)]*\))?:",
    )
});
/// Under which order a table was filled in, and for whom.
pub(in crate::read) static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:根据|按照|依据)[^,;。]*(?:填报|编制|填写|统计|要求|报送)|\((?:报|送|抄送|上报)[^)]*\)")
});
/// What a table is compared with or goes by, in years.
pub(in crate::read) static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:与|同|比|较)(?:20[0-9]{2}年|上一?年|去年)度?(?:同期)?(?:相比|比较|对比)?|以20[0-9]{2}年[^,。]{0,8}为准",
    )
});
/// Until the end of a year, and nothing of where it began.
pub(in crate::read) static YEAR_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<year>20[0-9]{2})年12月31日为?止"));
/// Of a part of a body, or of parts summed up.
pub(in crate::read) static OF_PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[(\[]?(?:其中:?)?[\u{4e00}-\u{9fff}]{0,4}(?:机关|本级|下级|本部|(?:[局委办厅镇乡县市]属|所属|下属|直属|二级|基层|派出|(?:企业?)?事业)(?:事业)?(?:单位|机构|部门)|合计|总计|总和|汇总|小计)[)\]]?$",
    )
});
/// What is summed up, and nothing of whose parts.
pub(in crate::read) static TOTAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[(\[]?全?[\u{4e00}-\u{9fff}]{0,2}(?:合计|总计|总和|汇总)(?:表|数|数据)?[)\]]?$"));
/// Of a part of a year, or of several.
pub(in crate::read) static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[上下]半年|[一二三四1-4]季度|(?:前|近)[二三四五两2-5]年|[^0-9]1月份?(?:至|到|—+|-|~)(?:[2-9]|1[01])月")
});
pub(in crate::read) static CUT_OFF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"截[至止]到?(?P<year>20[0-9]{2})年(?:(?P<month>[0-9]{1,2})月)?"));
pub(in crate::read) static LAST_YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"上一?年度|上一?年(?:同期|数据|数|情况|统计|办理|$)|去年|往年|前年"));
/// A caption in which a body's name stands before what the table is.
pub(in crate::read) static CAPTIONED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[(\[]?(?:附[件表录]?[0-9]*:?)?(?P<body>[^:,。、]{2,20}(?:人民政府|办事处|街道|镇|乡|局|委员会|厅))(?P<rest>[^:,。、]+?)[)\]]?$",
    )
});
/// The name of a body alone.
pub(in crate::read) static NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[^:,。、;()0-9]{2,20}(?:人民政府|办事处|街道|镇|乡|局|委员会|厅|中心)$"));
pub(in crate::read) static REGION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[^省市区县州盟旗]{1,8}[省市区县州盟旗])+$"));
/// A table that shows how one is filled in.
pub(in crate::read) static SAMPLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"样表|样例|样本|填[写报表]示例|示例数据|虚构"));
pub(in crate::read) static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^((填表|填报|制表|审核|审批|复核|填写)(人|日期|时间)|负责人|联系人|联系电话|电话|日期|时间)[^:]{0,4}:")
});
