//! Pieces published, what else is done with pieces, and what else is published.

use super::check;

/// Each of the sentences tells no fact with a number.
#[track_caller]
fn none(sentences: &[&str]) {
    for sentence in sentences {
        let found = super::found(&[sentence]);
        assert!(found.iter().all(|fact| fact.value.is_none()), "{sentence}: {found:#?}");
    }
}

#[test]
fn what_else_is_done_with_pieces_publishes_none() {
    none(&[
        "发布稿件严格执行“三审三校”，审核信息900余条。",
        "对45条信息进行了公开属性调整。",
        "规范网站信息发布，检查信息900条。",
        "对拟公开的210条信息逐条审核。",
        "对900条信息开展保密审查。",
        "网站清理失效信息80条。",
        "规范信息公开格式，纠正信息15条。",
        "采集信息210条。",
        "信息公开审查900条。",
        "发布前审核信息900条。",
        "将9条信息由依申请公开转为主动公开。",
    ]);
    for said in [
        "审核发布信息900条。",
        "审核后公开信息900条。",
        "收集、整理并公开信息900条。",
        "严格审核把关，全年发布信息900条。",
        "经审核，公开信息900条。",
        "对900条信息予以公开。",
        "对900条信息进行了公布。",
        "公开监督检查等各类信息共900条。",
    ] {
        check(said, &["proactive_items 900 条"]);
    }
}

#[test]
fn guides_catalogues_and_attributes_are_no_pieces() {
    none(&[
        "完善公开指南，全年更新政府信息公开指南1次。",
        "动态调整公开目录25项。",
        "公布主动公开目录9条。",
        "修订政府信息公开指南1次。",
        "网站更新公开指南2次。",
        "调整信息公开属性9条。",
        "更新权责清单2次。",
        "公开建设项目信息9条，公开公共资源配置信息7条。",
    ]);
}

#[test]
fn words_between_pieces_and_their_number() {
    for said in [
        "主动公开政府信息的数量为310条。",
        "全年信息发布量310条。",
        "信息更新量310条。",
        "发布信息总条数310条。",
        "公开政府信息全年更新310条。",
        "公开信息（不含转载）310条。",
    ] {
        check(said, &["proactive_items 310 条"]);
    }
    check("全年在政务公开栏更新内容48次。", &["bulletin_board_items 48 次 bulletin_board"]);
    check("村级大喇叭播放通知60次。", &["broadcast_tv_items 60 次 broadcast_tv"]);
}

#[test]
fn a_channel_goes_on_publishing() {
    check(
        "头条号粉丝1.1万，发文210篇，总阅读30万次。",
        &["toutiao_followers 11000 toutiao", "toutiao_posts 210 篇 toutiao", "toutiao_reads 300000 次 toutiao"],
    );
    check("微信公众号订阅数2.1万，信息发布量310条。", &["wechat_followers 21000 wechat", "wechat_posts 310 条 wechat"]);
    check("抖音号粉丝2.1万，发布作品31个。", &["video_followers 21000 short_video", "video_posts 31 个 short_video"]);
    check("网站全年访问量3万次，更新信息310条。", &["website_visits 30000 次 website", "website_items 310 条 website"]);
    check("微信公众号粉丝2.1万，主动公开信息310条。", &["wechat_followers 21000 wechat", "proactive_items 310 条"]);
    check("微信公众号粉丝2.1万，全年印发公文31件。", &["wechat_followers 21000 wechat", "documents_issued 31 件"]);
    check("微信公众号粉丝2.1万。全年发文31件。", &["wechat_followers 21000 wechat", "documents_issued 31 件"]);
}

#[test]
fn media_inside_new_media_are_no_channel() {
    check("政务新媒体矩阵粉丝总数达31万。", &["new_media_followers 310000 new_media"]);
    check("政务新媒体累计阅读量31万次。", &["new_media_reads 310000 次 new_media"]);
    check("在媒体发布信息9条。", &["media_items 9 条 other_media"]);
}

#[test]
fn accounts_in_a_list_share_the_verb() {
    check(
        "开设政务微博2个、微信公众号1个、抖音号1个。",
        &["accounts 2 个 weibo", "accounts 1 个 wechat", "accounts 1 个 short_video"],
    );
    check("邀请3名律师开展政策解读2次。", &["policy_interpretations 2 次"]);
    check("邀请3名居民参与开放日活动。", &["visitors 3 名"]);
}

#[test]
fn what_was_looked_at_is_not_ones_own() {
    check("对全区31个政务新媒体账号开展检查4次。", &["inspections 4 次"]);
    none(&["全年抽查网站栏目210个，整改错链9处。", "通报政务新媒体账号5个。"]);
    check("检查后关停不用的，目前运营微信公众号1个。", &["accounts 1 个 wechat"]);
    none(&["向档案馆移送政府公报等纸质文件90份。", "公开建议提案办理结果9件。", "收到意见31条，采纳9条。"]);
    check("印发政府公报9期。", &["gazette_issues 9 期 gazette"]);
    check("报送信息31条，采用9条。", &["items_submitted 31 条", "items_adopted 9 条"]);
}

#[test]
fn what_only_sounds_like_what_is_counted() {
    check("调整优化公开栏目9个。", &["columns 9 个"]);
    check("设置政务公开栏9个。", &["bulletin_boards 9 个 bulletin_board"]);
    none(&[
        "公开目录共设置一级目录7个、二级目录31个。",
        "被申请行政复议2次，均与政府信息公开无关。",
        "政务公开领导小组组长1名、副组长2名。",
        "邀请专家、律师3名参与政策解读。",
    ]);
    check("答复网上咨询和投诉31件。", &["consultations 31 件"]);
    check("邀请媒体记者和居民代表31人参加开放日。", &["visitors 31 人"]);
    check("收到政府信息公开申请9件，上一年度结转1件。", &["requests_received 9 件", "requests_carried_in 1 件"]);
}

#[test]
fn what_is_mended_asked_of_each_or_done_by_others() {
    none(&[
        "维修公开栏9个。",
        "更换公开栏玻璃9块。",
        "拆除旧公示栏2个。",
        "公开招聘工作人员9名。",
        "每个科室至少报送信息5条。",
        "单日最多公开信息31条。",
        "指导31家单位完善政务公开专栏31个。",
        "协助法院调取政府信息公开案件材料2份。",
        "采购查询机2台，花费3万元。",
    ]);
    check("政府采购金额3万元。", &["procurement_amount 30000 元"]);
    check("协助区政府办开展检查3次。", &["inspections 3 次"]);
}

#[test]
fn pieces_of_one_topic_on_a_channel_are_not_all_there() {
    none(&["通过网站公开财政信息9条。", "在政府网站公开预算信息2条、决算信息2条。", "微信公众号推送防汛信息9条。"]);
    check("微信公众号发布政务信息90条。", &["wechat_posts 90 条 wechat"]);
    check("通过网站公开各类财政、民生信息共90条。", &["website_items 90 条 website"]);
    check("通过公开栏公示居务信息90条。", &["bulletin_board_items 90 条 bulletin_board"]);
}

#[test]
fn what_else_is_counted_in_the_words_of_publishing() {
    for other in [
        "政府信息公开类案件3件。",
        "办理信访件96件，其中要求公开有关信息的5件。",
        "全年删除失效公开信息60条。",
        "公开信息被转载66条次。",
        "转发省市政务公开信息77条。",
        "清查历史信息1300多条。",
        "区长、副区长做客“政风行风热线”节目9次。",
    ] {
        check(other, &[]);
    }
    check("召开新闻通气会2次、新闻发布会1次。", &["press_conferences 1 次 press_conference"]);
    check("清理后公开信息60条。", &["proactive_items 60 条"]);
    check("两微一端全年发布信息2100条。", &["new_media_posts 2100 条 new_media"]);
    check(
        "政务新媒体账号12个，全年发布信息6300条。",
        &["accounts 12 个 new_media", "new_media_posts 6300 条 new_media"],
    );
    check("微信公众号推送118期412条。", &["wechat_posts 412 条 wechat"]);
    for accounts in ["微信、微博、抖音三个账号粉丝合计12.4万人。", "微博、微信两个平台累计粉丝12.4万人。"]
    {
        check(accounts, &["new_media_followers 124000 人 new_media"]);
    }
    check("主动公开文件类信息34条、动态类信息266条，共计300条。", &["proactive_items 300 条"]);
}
