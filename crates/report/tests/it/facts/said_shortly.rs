//! Counts in few words: what is counted stands elsewhere in the sentence.

use gongkai_report::facts::facts;

use super::{check, check_lines, section, shown};

#[test]
fn a_formal_numeral_alone() {
    check("我街道共收到政府信息公开申请肆件。", &["requests_received 4 件"]);
    check("全年收到政府信息公开申请贰份。", &["requests_received 2 份"]);
}

#[test]
fn the_share_of_the_body_by_its_name() {
    let told = |line: &str| {
        let found = facts(&[section(1, &[line])], Some("示例区水利局"), None);
        found.iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(told("全区共收到政府信息公开申请90件，其中示例区水利局收到8件。"), ["requests_received 8 件"]);
    assert!(told("全区共收到政府信息公开申请90件，其中区民政局收到8件。").is_empty());
    assert_eq!(told("共收到政府信息公开申请90件，其中区民政局转来8件。"), ["requests_received 90 件"]);
}

#[test]
fn ways_kinds_and_meetings_by_their_other_names() {
    check(
        "收到政府信息公开申请9件，其中线上申请5件、现场申请4件。",
        &["requests_received 9 件", "requests_by_channel 5 件 online", "requests_by_channel 4 件 in_person"],
    );
    check("开展征集调查5期，收到意见31条。", &["opinion_solicitations 5 期"]);
    check("每季度开展1次自查，全年共开展自查4次。", &["inspections 4 次"]);
    check("自查发现问题5条，整改5条。", &[]);
    check("召开镇长办公会3次研究政务公开工作。", &["meetings 3 次"]);
    check("召开党组会2次、联席会1次研究政务公开。", &["meetings 2 次", "meetings 1 次"]);
    check("公开常务会议纪要9份。", &[]);
}

#[test]
fn who_took_part_in_the_training() {
    check("举办政务公开培训1次，28个单位90余人参加。", &["trainings 1 次", "trainees 90 人 at_least"]);
    check("举办政务公开培训2场，各科室60人参加。", &["trainings 2 场", "trainees 60 人"]);
    check("举办培训2场，召开工作会议3次，60人参加。", &["trainings 2 场", "meetings 3 次"]);
    check("邀请2名讲师开展培训3次。", &["trainings 3 次"]);
}

#[test]
fn what_became_of_all_of_them() {
    check("政府信息公开行政复议3件，结果均为维持。", &["reconsideration_cases 3 件", "reconsideration_upheld 3 件"]);
    check("政府信息公开行政诉讼3件，均维持。", &["litigation_cases 3 件", "litigation_upheld 3 件"]);
    check(
        "因政府信息公开被提起行政复议2件，均被驳回。",
        &["reconsideration_cases 2 件", "reconsideration_dismissed 2 件"],
    );
    check("政府信息公开行政复议3件，均已办结。", &["reconsideration_cases 3 件"]);
    check("政府信息公开行政复议3件，均未纠正。", &["reconsideration_cases 3 件"]);
    check("政府信息公开行政复议0件，均维持。", &["reconsideration_cases 0 件"]);
}

#[test]
fn rates_of_each_and_the_year_behind_its_halves() {
    check("办结率、满意率均为100%。", &["answer_rate 100 %", "satisfaction_rate 100 %"]);
    check("回应网民留言31条。", &["messages_answered 31 条"]);
    check("区政务公开办组织培训3次，我街道参加2次。", &["trainings_attended 2 次"]);
    check("我局政务公开办组织培训3次。", &["trainings 3 次"]);
    check("上半年收到政府信息公开申请3件，下半年收到5件，全年共8件。", &["requests_received 8 件"]);
}

#[test]
fn short_for_requests_and_disputes() {
    check("收到书面申请政府信息公开的有八件。", &["requests_received 8 件"]);
    check(
        "收到政府信息公开申请9件（自然人6件，组织3件）。",
        &["requests_received 9 件", "requests_natural_person 6 件", "requests_organisation 3 件"],
    );
    check(
        "2030年收到政府信息公开申请90件，办结69件，21件延续到2031年办理。",
        &["requests_received 90 件", "requests_handled 69 件", "requests_carried_out 21 件"],
    );
    check(
        "政府信息公开行政复议3件，复议机关均予以维持。",
        &["reconsideration_cases 3 件", "reconsideration_upheld 3 件"],
    );
    check("政府信息公开行政诉讼2件，均胜诉。", &["litigation_cases 2 件", "litigation_won 2 件"]);
    check("政府信息公开申请已答复的44件中，予以公开20件。", &["requests_handled 44 件", "requests_granted 20 件"]);
    check("全年办理行政许可事项3126件。", &["permit_decisions 3126 件"]);
    check("追究信息公开工作责任1人次。", &["accountability_cases 1 人次"]);
    check("现行有效规章12件、行政规范性文件907件。", &["normative_docs_in_force 907 件"]);
}

#[test]
fn what_is_told_by_rows_and_ways_is_of_requests() {
    check(
        "全年收到申请6件（网络4件、信函2件）。",
        &["requests_received 6 件", "requests_by_channel 4 件 online", "requests_by_channel 2 件 mail"],
    );
    check("不予公开3件，均为过程性信息。", &["requests_refused 3 件"]);
    check_lines(
        &["（三）依申请公开", "新收25件、结转3件共计28件。"],
        &["requests_received 25 件", "requests_carried_in 3 件"],
    );
}
