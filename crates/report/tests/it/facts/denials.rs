//! That there was none, said in other words, and denials of something else.

use super::check;

const NO_REQUESTS: [&str; 1] = ["requests_received 0 implicit_zero"];
const NO_FEES: [&str; 1] = ["fees_charged 0 implicit_zero"];

#[test]
fn nobody_asked() {
    for said in [
        "全年无人申请公开政府信息。",
        "无人提出政府信息公开申请。",
        "没有居民向我街道申请政府信息公开。",
        "法人和其他组织、公民未向我街道提出政府信息公开申请。",
        "社会公众未向本机关递交依申请公开。",
        "群众未向我镇申请政府信息公开。",
        "未收到书面或网上提交的依申请公开政府信息申请。",
        "未收到书面及网络政府信息公开申请。",
    ] {
        check(said, &NO_REQUESTS);
    }
}

#[test]
fn denials_of_what_else_was_not_done() {
    for said in [
        "未向社会公开申请公开的信息。",
        "未向申请人提供申请公开的信息。",
        "未对公开申请作出答复。",
        "未对行政复议决定提起诉讼。",
        "未对规范性文件开展清理。",
        "无人机宣传政府信息公开申请流程。",
        "无人值守政府信息公开申请终端投入使用。",
        "无人申请延期。",
        "无人对政府信息公开申请答复提出异议。",
        "未向我街道提出政府信息公开申请的，不予受理。",
        "惠企政策“零申请”直达快享。",
        "推行零申请、免申即享。",
        "未收到网上提出的政府信息公开申请。",
    ] {
        check(said, &[]);
    }
    check("无人就政府信息公开申请行政复议。", &["reconsideration_cases 0 implicit_zero"]);
}

#[test]
fn none_of_several_side_by_side() {
    let none = [
        "requests_received 0 implicit_zero",
        "reconsideration_cases 0 implicit_zero",
        "litigation_cases 0 implicit_zero",
    ];
    check("我街道全年实现“零申请、零复议、零诉讼”。", &[none[1], none[2], none[0]]);
    check("信息公开申请、行政复议、行政诉讼数量均为零。", &none);
    let zero = ["requests_received 0 件", "reconsideration_cases 0 件", "litigation_cases 0 件"];
    check("依申请公开、行政复议和行政诉讼均为0件。", &zero);
    check("政府信息公开申请、行政复议、行政诉讼均为0件。", &zero);
    check("申请、复议和诉讼均为0件。", &zero);
    check("政务服务许可申请、行政复议和行政诉讼均为0件。", &zero[1..]);
}

#[test]
fn no_fee_was_taken() {
    for said in [
        "依申请公开未收费。",
        "收费情况：未收费。",
        "办理政府信息公开申请均未收费。",
        "2023年未对政府信息公开申请收费。",
        "依申请提供政府信息未收取检索、复制、邮寄等费用。",
        "提供政府信息没有收取费用。",
        "办理政府信息公开申请零收费。",
        "（三）收费情况。全年未收取费用。",
    ] {
        check(said, &NO_FEES);
    }
    for said in [
        "停车场对残疾人未收费。",
        "全镇农家书屋未收费。",
        "对群众咨询政府信息未收费的做法。",
        "未收费的政务服务事项31项。",
        "依申请公开收费标准未公布。",
    ] {
        check(said, &[]);
    }
}

#[test]
fn the_amount_stands_in_the_next_clause() {
    let told = ["fee_cases 3 件", "fees_charged 450 元"];
    check("对3件申请收取信息处理费，金额为450元。", &told);
    check("收取信息处理费3件，金额450元。", &told);
    check("对3件申请收取信息处理费，合计450元。", &told);
    check("对3件申请减免信息处理费，金额为450元。", &[]);
    check("依申请公开收费0元。", &["fees_charged 0 元"]);
    check("依申请公开办理3件，投入经费5万元。", &["requests_handled 3 件", "funds_spent 50000 元"]);
}

#[test]
fn what_was_asked_for_and_what_was_taken() {
    check("发出收费通知3件，总金额900元，实际收取450元。", &["fees_charged 450 元"]);
    check("发出收费通知0件，总金额0元，实际收取0元。", &["fees_charged 0 元"]);
    check("本年度发出收费通知的件数和总金额以及实际收取的总金额均为0。", &["fees_charged 0"]);
    check("依申请公开费用为0。", &["fees_charged 0"]);
    check("发出信息处理费收费通知3件，总金额900元。", &[]);
    check("全年未受到问责。", &["accountability_cases 0 implicit_zero"]);
}

#[test]
fn what_there_was_none_of_is_not_what_is_counted_next() {
    check(
        "依申请公开工作“零投诉”，共受理5件，办结5件。",
        &["complaint_cases 0 implicit_zero", "requests_received 5 件", "requests_handled 5 件"],
    );
    check("未收到获取政府信息的书面申请。", &NO_REQUESTS);
    check("未收到更正政府信息的申请。", &[]);
}

#[test]
fn administrative_fees_are_none_or_of_requests() {
    check("本年度没有行政事业性收费。", &["administrative_fees 0 implicit_zero"]);
    check("全年未征收行政事业性收费。", &["administrative_fees 0 implicit_zero"]);
    check("政府信息公开未收取行政事业性收费。", &["fees_charged 0 implicit_zero"]);
    check("没有新增行政事业性收费项目。", &[]);
}
