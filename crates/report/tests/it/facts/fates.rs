//! What became of requests and disputes, and accounts of one number.

use super::{check, check_lines};

#[test]
fn requests_by_what_the_form_says_of_them() {
    check(
        "受理的16件申请中，自然人申请14件，法人或其他组织2件。",
        &["requests_received 16 件", "requests_natural_person 14 件", "requests_organisation 2 件"],
    );
    check_lines(
        &["主动公开信息260条。", "全年办结24件，其中予以公开15件。"],
        &["proactive_items 260 条", "requests_handled 24 件", "requests_granted 15 件"],
    );
    check(
        "从结果看，予以公开16件，部分公开4件，无法提供7件。",
        &["requests_granted 16 件", "requests_granted_in_part 4 件", "requests_unavailable 7 件"],
    );
    check("办理提案24件，其中予以公开15件。", &["cppcc_proposals 24 件"]);
    check("政府信息公开申请中，予以公开和部分公开9件。", &[]);
    check("没有收到公民、法人或者其他组织的书面申请。", &["requests_received 0 implicit_zero"]);
}

#[test]
fn fates_behind_the_number() {
    check(
        "截至2030年12月31日，收到政府信息公开申请14件，其中13件已答复，1件正在办理。",
        &["requests_received 14 件", "requests_handled 13 件", "requests_carried_out 1 件"],
    );
    check("收到政府信息公开申请14件，2件撤回，其余12件已答复。", &["requests_received 14 件"]);
    check(
        "政府信息公开行政诉讼3件：2件驳回诉讼请求，1件尚在审理。",
        &["litigation_cases 3 件", "litigation_dismissed 2 件", "litigation_pending 1 件"],
    );
    check("发生行政复议1件，结果为维持。", &["reconsideration_cases 1 件", "reconsideration_upheld 1 件"]);
    check("因政府信息公开被提起诉讼1件，尚未审结。", &["litigation_cases 1 件", "litigation_pending 1 件"]);
    check(
        "因政府信息公开被申请行政复议1件，复议机关维持原答复。",
        &["reconsideration_cases 1 件", "reconsideration_upheld 1 件"],
    );
    check("因政府信息公开涉诉4件。", &["litigation_cases 4 件"]);
    check("涉法涉诉信访4件。", &[]);
    check("发生行政诉讼0件。", &["litigation_cases 0 件"]);
    check("行政诉讼中复议后起诉0件。", &[]);
}

#[test]
fn accounts_of_one_number_and_what_they_publish() {
    check(
        "开通政务微信、抖音、微博各1个，粉丝合计6.4万人。",
        &[
            "accounts 1 个 wechat",
            "accounts 1 个 short_video",
            "accounts 1 个 weibo",
            "new_media_followers 64000 人 new_media",
        ],
    );
    check("现有账号1个，为微信公众号“青禾发布”，全年发文180篇。", &["accounts 1 个", "wechat_posts 180 篇 wechat"]);
    check("视频号1个，更新作品36条。", &["accounts 1 个 short_video", "video_posts 36 条 short_video"]);
    check("设有视频号/抖音号1个。", &["accounts 1 个 short_video"]);
    check(
        "开通微信公众号1个、视频号1个，全年共发布信息360条。",
        &["accounts 1 个 wechat", "accounts 1 个 short_video", "new_media_posts 360 条 new_media"],
    );
    check("政务新媒体由46个整合为32个。", &["accounts 32 个 new_media"]);
    check(
        "政务新媒体“青禾发布”微信公众号累计关注6.4万人，推送原创信息240条。",
        &["wechat_followers 64000 人 wechat", "wechat_posts 240 条 wechat"],
    );
    check("全市政府网站由14家减少至2家。", &["websites 2 家 website"]);
    check("微信公众号因粉丝少于400人已注销。", &[]);
    check("微信公众号累计发布推文1600篇，2030年发布推文240篇。", &["wechat_posts 240 篇 wechat"]);
}

#[test]
fn what_only_looks_like_such_a_count() {
    check("作出行政许可64件，公示58条。", &["permit_decisions 64 件"]);
    check("公开建议提案办理结果24件（人大建议14件、政协提案10件）。", &[]);
    check("办理十七届人大四次会议代表建议12件。", &["npc_proposals 12 件"]);
    check("指派1名专职人员和各股室联络员8名。", &["staff_fulltime 1 名", "info_officers 8 名"]);
    check("累计公开党务信息36条、政务信息64条。", &[]);
    check("审议通过规范性文件8件。", &[]);
    check("公开征求规范性文件意见3次。", &["opinion_solicitations 3 次"]);
    check("收到政府信息公开申请16件，其中法律服务机构1件，商业企业2件。", &["requests_received 16 件"]);
    check("全年投诉举报6400件。", &[]);
    check("为6个社区更换公示栏12块。", &[]);
    check("全年张贴各类公示220份。", &[]);
    check("通过工资支付预警平台发布信息16条。", &[]);
    check("惠农补贴信息公示3.6万条。", &[]);
    check("公布政府采购信息410条，采购金额2.4亿元。", &["procurement_amount 240000000 元"]);
    check("公众号开设“政策解读”专栏2个，发布解读文章40篇。", &["columns 2 个", "policy_interpretations 40 篇"]);
    check("制作公文260件，其中主动公开公文90件。", &["documents_issued 260 件", "documents_public 90 件"]);
    check("政务公开工作安排专人2名。", &["staff 2 名", "designated_person"]);
    check("政府公报刊发文件64件。", &[]);
    check("依申请公开15件，均为网络申请，其中1件因申请人撤回终止。", &["requests_received 15 件"]);
}

#[test]
fn what_came_in_is_not_answered() {
    check("镇长信箱收到来信320封，回复318封。", &[]);
    check("群众留言收到并答复42条。", &["messages_answered 42 条"]);
    check("答复网民留言42条。", &["messages_answered 42 条"]);
    check(
        "申请公开政府信息6件，其中同意公开5件，不同意公开1件。",
        &["requests_received 6 件", "requests_granted 5 件", "requests_refused 1 件"],
    );
    check("全年收到1件撤回申请。", &[]);
    check("公布公开电话12部。", &[]);
}

#[test]
fn matters_listed_are_not_items_published() {
    check("编制公开指南1份，梳理主动公开事项136项。", &[]);
    check("本年度因政府信息公开工作不力被约谈0次、通报批评0次。", &[]);
    check("近年来，累计主动公开信息5600条。", &[]);
    check("“十四五”以来主动公开信息5600条。", &[]);
    check(
        "全年拟公开文件120件，主动公开96件，依申请公开12件，不予公开12件。",
        &["documents_public 96 件", "documents_on_request 12 件", "documents_withheld 12 件"],
    );
}
