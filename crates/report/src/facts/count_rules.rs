//! Which words and which measure word make a number a count of what. The first rule that fits decides.

use super::matter::Matter;
use super::units::Units;

/// What a rule's counts are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The subject itself.
    Of(&'static str),
    /// Pieces published on the channel named in the same words.
    Items,
    /// Looks at the channel named last.
    Reads,
    /// Followers of the channel named last.
    Followers,
    /// The channels themselves.
    Objects,
    /// An account named right before the number.
    Account,
}

/// One rule.
#[derive(Debug)]
pub(super) struct CountRule {
    pub(super) subject: Subject,
    pub(super) units: Units,
    /// Groups of words parted by spaces; of each group one must stand around the number.
    pub(super) near: &'static str,
    /// Words that must not stand around the number.
    pub(super) unless: &'static str,
    /// The matter the passage must be about.
    pub(super) matter: Option<Matter>,
    /// A channel the count is about by its nature.
    pub(super) channel: Option<&'static str>,
}

/// A number beside these is a difference, a plan, a rate or said not to be.
pub(super) const BLOCKS: &str = "每个|每名|每人|每件|每条|每家|每村|单日|单月|增加|增长|减少|下降|上升|同比|环比|较上|较去|比上|比去|计划|力争|预计|目标任务|目标公开|目标发布|每年|每月|每周|\
    每季|每半年|每日|未发生|未收到|没有收到|未接到|未产生|未出现|无一|没有一|没有发生|平均|排名|名列|位列|提高了|提升了|\
    上半年|下半年|一季度|二季度|三季度|四季度|前三季度|至6月|至9月|至10月|至11月|近两年|近三年|近五年|两年来|三年来|五年来|\
    施行以来|实施以来|最高播放|最高阅读|最高点击|最高浏览|单篇最高|单条最高|历年|开通以来|建站以来|运行以来|十三五期间|十四五期间|十三五以来|十四五以来|十三五”以来|十四五”以来|党的二十大以来|月活用户|日活用户|月活跃|篇均|条均|日均|人均|月均|周均|年均|明年|下一步|拟举办|拟开展|拟组织|拟公开|拟新增|\
    准备举办|准备开展|目标是|若收到|如收到|将举办|将开展|将组织|将召开|将公开|将新增|将提高";

/// The year before; counts of it are no counts of this report unless carried over.
pub(super) const PRIOR: &str = "上年|去年|上一年";

/// Requests received and handled told by one number.
pub(super) const BOTH: &str =
    "收到并答复|收到并办结|收到并办理|收到并处理|受理并答复|受理并办结|受理并办理|受理并处理|收到并依法";

const CASES: Units = Units::CASES;
const ITEMS: Units = Units::ITEMS;
const PEOPLE: Units = Units::PEOPLE;
const TIMES: Units = Units::TIMES;
const OBJECTS: Units = Units::OBJECTS;
const MONEY: Units = Units::MONEY;
const VIEWS: Units = Units::VIEWS;
const SHARE: Units = Units::SHARE;
const BARE: Units = Units::BARE;

const fn of(subject: &'static str, units: Units, near: &'static str) -> CountRule {
    CountRule { subject: Subject::Of(subject), units, near, unless: "", matter: None, channel: None }
}

const fn on(subject: Subject, units: Units, near: &'static str) -> CountRule {
    CountRule { subject, units, near, unless: "", matter: None, channel: None }
}

impl CountRule {
    const fn unless(self, unless: &'static str) -> Self {
        Self { unless, ..self }
    }

    const fn about(self, matter: Matter) -> Self {
        Self { matter: Some(matter), ..self }
    }

    const fn by(self, channel: &'static str) -> Self {
        Self { channel: Some(channel), ..self }
    }
}

/// A fee that was due, remitted or paid back is none charged.
const REMITTED: &str = "减免|免收|免除|免缴|应收|应缴|应当收取|退还|取消|停征|减少";

/// One number for two groups of results: of neither alone.
const OF_TWO_RESULTS: &str = "不予公开或无法提供|不予公开或者无法提供|不予公开和无法提供|不予公开及无法提供|不予公开、无法提供|\
    无法提供或不予公开|无法提供和不予公开|无法提供及不予公开|无法提供、不予公开|\
    不予处理或其他处理|不予处理和其他处理|不予处理及其他处理|不予处理、其他处理|不予处理及其他类";

/// What was received is not yet answered.
const RECEIVED: &str = "收到|共收|接到|受理|接收|收集";

/// Words of other business than requests for information.
pub(super) const FOREIGN: &str = "许可申请|低保|救助|补贴|登记申请|复议申请|执照|户籍|房屋|购房|住房|入学|招生|岗位|养老|残疾|贷款|公租房|信访|热线|\
    12345|工单|转办|留言|来信|来访|审批|援助|政务服务|咨询|意见|撤回申请";

/// The rules.
pub(super) const RULES: &[CountRule] = &[
    // Reconsideration and litigation by result.
    of("reconsideration_upheld", CASES, "维持").about(Matter::Reconsideration),
    of("reconsideration_corrected", CASES, "纠正|撤销|变更|确认违法|责令|纠错").about(Matter::Reconsideration),
    of("reconsideration_pending", CASES, "尚未审结|未审结|审理中|未结|尚在审理").about(Matter::Reconsideration),
    of("reconsideration_dismissed", CASES, "驳回").about(Matter::Reconsideration),
    of("reconsideration_other", CASES, "其他结果|撤回|终止|不予受理|调解|和解").about(Matter::Reconsideration),
    of("litigation_upheld", CASES, "维持").about(Matter::Litigation),
    of("litigation_corrected", CASES, "纠正|撤销|变更|确认违法|责令|纠错").about(Matter::Litigation),
    of("litigation_pending", CASES, "尚未审结|未审结|审理中|未结|尚在审理").about(Matter::Litigation),
    of("litigation_dismissed", CASES, "驳回").about(Matter::Litigation),
    of("litigation_won", CASES, "胜诉").about(Matter::Litigation),
    of("litigation_lost", CASES, "败诉").about(Matter::Litigation),
    of("litigation_other", CASES, "其他结果|撤回|撤诉|终止|调解|和解").about(Matter::Litigation),
    of("litigation_after_reconsideration", CASES, "复议后起诉|经复议起诉").about(Matter::Litigation),
    of("litigation_direct", CASES, "未经复议|直接起诉").about(Matter::Litigation),
    of("reconsideration_cases", CASES, "复议").about(Matter::Reconsideration).unless("复议意见"),
    of("litigation_cases", CASES, "诉讼|应诉|起诉|涉诉|被诉").about(Matter::Litigation).unless("出庭|涉法涉诉|涉诉信访"),
    // Documents by their disclosure attribute.
    of("documents_public", CASES, "主动公开").about(Matter::Documents),
    of("documents_on_request", CASES, "依申请公开").about(Matter::Documents),
    of("documents_withheld", CASES, "不予公开|不公开").about(Matter::Documents),
    // Requests: parts first, the whole last.
    of("requests_not_processed", CASES, "不予处理|重复申请|反复申请|公开出版物").about(Matter::Requests).unless(OF_TWO_RESULTS),
    of("requests_not_processed", CASES, "投诉类申请|举报投诉类|举报类申请"),
    of("complaint_cases", CASES, "申诉|投诉|举报").unless("热线|12345|12315|信访件|咨询"),
    of("answer_rate", SHARE, "办结率|答复率|办复率|回复率|按时办理率"),
    of("satisfaction_rate", SHARE, "满意率|满意度"),
    of("requests_carried_in", CASES, "上年结转|上年度结转|去年结转|结转上年|上一年结转|上一年度结转|上年转|年初结转|上年度转")
        .unless("复议|诉讼"),
    of("requests_carried_out", CASES, "结转下年|结转下一年|结转至下|结转到下|结转至2|结转到2|转下年|转入下|转至下|结转2|结转次年").unless("复议|诉讼"),
    of("requests_granted_in_part", CASES, "部分公开").about(Matter::Requests),
    of("requests_refused", CASES, "不予公开|不予以公开|不同意公开|国家秘密|过程性信息|内部事务").about(Matter::Requests)
        .unless(OF_TWO_RESULTS),
    of("requests_unavailable", CASES, "无法提供|不掌握|不存在|没有现成").about(Matter::Requests).unless(OF_TWO_RESULTS),
    of("requests_granted", CASES, "予以公开|同意公开|全部公开").about(Matter::Requests).unless("不予|不同意|部分"),
    of("requests_other", CASES, "其他处理|逾期不补正|其他情形|作其他").about(Matter::Requests).unless(OF_TWO_RESULTS),
    of("requests_natural_person", CASES, "自然人|公民|个人").about(Matter::Requests).unless("法人|其他组织|企业"),
    of("requests_organisation", CASES, "法人|其他组织|企业|社会组织|公益组织").about(Matter::Requests).unless("公民|自然人|个人"),
    of("requests_by_channel", CASES, "网上|网络|互联网|在线|线上|网站|平台|邮箱|电子邮件").about(Matter::Requests).unless("访问|浏览|点击|阅读|留言|咨询|意见|来信|发布信息|公开信息|发布|推送|更新|登陆|登录").by("online"),
    of("requests_by_channel", CASES, "信函|邮寄|信件|邮政|快递").about(Matter::Requests).unless("留言|咨询|意见|来信").by("mail"),
    of("requests_by_channel", CASES, "当面|现场|窗口|上门|来人").about(Matter::Requests).unless("留言|咨询|意见|来信").by("in_person"),
    of("requests_by_channel", CASES, "传真").about(Matter::Requests).unless("留言|咨询|意见|来信").by("fax"),
    of("fees_charged", MONEY, "信息处理费|处理费").unless(REMITTED),
    of("fees_charged", MONEY, "收取|实收").about(Matter::Fees).unless(REMITTED),
    of("fees_charged", MONEY, "费用 依申请|检索|复制").unless(REMITTED),
    of("fees_charged", MONEY, "收费 依申请|公开申请").unless("减免|免收|免除|免缴|应收|退还|停征|行政事业性"),
    of("fees_charged", MONEY, "实际收取|实收|共收取|收取费用 收费通知").unless(REMITTED),
    of("fees_charged", BARE, "收费通知|收取费用|信息处理费|收费金额").unless(REMITTED),
    of("fees_charged", BARE, "费用 依申请|公开申请|申请公开").unless(REMITTED),
    of("fee_cases", CASES, "信息处理费|处理费").unless("减免|免收|免除|免缴|应收|退还|取消|停征|通知"),
    of("requests_carried_out", CASES, "年末|年底|结转 正在办理|尚在办理|在办|办理中|正在处理|未办结").about(Matter::Requests).unless("复议|诉讼"),
    of("requests_received", CASES, "新收|本年收到|本年受理|当年收到|当年受理|新受理").about(Matter::Requests).unless(FOREIGN),
    of("requests_handled", CASES, "办结|答复|办复|回复|处理|办理").about(Matter::Requests)
        .unless("收到|受理|接收|许可|复议|诉讼|应诉|其中|低保|救助|公租房|信访|热线|12345|工单|转办|留言|来信|来访|审批|援助|政务服务|咨询|意见|正在办理|尚在办理|在办|办理中|正在处理|未办结"),
    // What was given on request; the words do not say whether all of it was granted.
    of("disclosed_on_request", CASES, "依申请公开政府信息|依申请公开信息|依申请公开了").about(Matter::Requests)
        .unless("收到|受理|接收|接到|收件|共有|申请数|申请量|答复|办结|办理|处理|其中"),
    of("requests_received", CASES, "收到|受理|接收|接到|收件|共有|申请数|申请量|申请总|申请件数|依申请公开|申请公开|公开申请|申请共")
        .about(Matter::Requests)
        .unless("其中|其余|年结转|年度结转|许可申请|低保|救助|补贴|登记申请|复议|执照|诉讼|网上申请|信函申请|留言|咨询|意见|来信|信访|公租房|热线|12345|工单|来访|审批|援助|政务服务|撤回申请"),
    // Proposals.
    of("proposals_satisfied", CASES, "满意").about(Matter::Proposals).unless("满意率|满意度|不满意"),
    of("proposals_handled", CASES, "建议提案|提案建议|建议和提案|建议、提案"),
    of("proposals_handled", CASES, "人大|代表 政协|委员"),
    of("npc_proposals", CASES, "代表建议|人大建议|代表议案|人大代表|建议案"),
    of("cppcc_proposals", CASES, "政协提案|委员提案|政协委员|提案"),
    of("npc_proposals", CASES, "建议").about(Matter::Proposals).unless("提案|意见|采纳|征集|征求"),
    // People.
    of("trainees", PEOPLE, "培训|参训|受训"),
    of("staff", PEOPLE, "专兼职|专（兼）职|专职兼职|专、兼职"),
    of("staff_fulltime", PEOPLE, "专职").unless("兼职"),
    of("staff_parttime", PEOPLE, "兼职").unless("专职"),
    of("info_officers", PEOPLE, "信息员|联络员").unless("调整|更换|新增|变更|培训"),
    of("staff", PEOPLE, "工作人员|公开人员|公开队伍|从事|安排专人|明确专人|指定专人|确定专人|配备专人|落实专人").unless("被评为|荣获|获评|先进个人|招聘|招录|聘用|培训"),
    of("leading_group_members", PEOPLE, "领导小组"),
    // Followers and looks: 独立用户访问 is a count of looks, whatever its measure word.
    on(Subject::Reads, VIEWS.or(Units::BARE).or(OBJECTS).or(PEOPLE), "用户访问|访问用户|访客|访问总量|访问量|浏览量|点击量"),
    of("video_views", VIEWS, "播放量|播放次数|播放总量 视频").by("short_video"),
    on(Subject::Followers, OBJECTS, "粉丝").unless("社区|栏目|问题"),
    on(Subject::Followers, PEOPLE.or(Units::BARE), "关注|粉丝|订阅|用户").unless("咨询|来访|代表|邀请"),
    on(Subject::Reads, VIEWS.or(Units::BARE), "阅读|阅览|浏览|点击|访问|播放").unless("公开信息|发布信息|推送"),
    // Doings.
    of("trainings_attended", TIMES, "参加 培训"),
    of("trainings", TIMES, "培训|业务学习"),
    of("press_conferences", TIMES.or(OBJECTS), "发布会|吹风会").by("press_conference"),
    of("online_interviews", TIMES, "访谈|在线交流"),
    of("opinion_solicitations", TIMES.or(ITEMS), "意见征集|征集意见|征求意见|公开征求|公开征集|民意征集|征集调查|网上征集|民意调查|在线征集").unless("第三方"),
    of("opinion_solicitations", TIMES, "征求|征集 意见").unless("第三方|收到|收集"),
    of("responses_to_opinion", TIMES.or(ITEMS).or(CASES), "回应|舆情").unless("解读|留言|来信|信箱|咨询"),
    of("policy_interpretations", ITEMS.or(TIMES), "解读"),
    of("open_days", TIMES, "开放日|公开日|开放活动|开放周|开放月|公开月|公开周").unless("日常"),
    of("reading_point_visits", VIEWS.or(PEOPLE), "查阅|查询").unless("档案").by("reading_point"),
    of("visitors", PEOPLE, "参观|走进|参与|参加活动|邀请").unless("来电|来访"),
    of("consultations", ITEMS.or(PEOPLE).or(TIMES), "咨询").unless("委托|公司"),
    of("visitors", PEOPLE, "接待").unless("来电|信访|上访|投诉|查阅"),
    of("messages_answered", ITEMS, "热线|12345 留言|信箱|来信").unless(RECEIVED),
    of("hotline_calls", ITEMS.or(TIMES), "热线|12345|来电|接听").unless("申请公开").by("hotline"),
    of("hotline_calls", TIMES, "公开电话").by("hotline"),
    of("messages_answered", ITEMS, "留言|来信|信箱|群众信件|网民 收到并|并回复|并答复|并办理|并办结"),
    of("messages_answered", ITEMS, "留言|来信|信箱|群众信件|网民").unless(RECEIVED),
    of("meetings", TIMES, "会议|专题会|推进会|例会|调度会|会商|座谈会|工作会|部署会|办公会|党委会|党工委会|党组会|常务会|联席会|协调会|动员会").unless("会议信息|会议纪要"),
    of("inspections", TIMES, "检查|督查|抽查|巡查|督导|自查"),
    of("evaluations", TIMES, "社会评议|公众评议|群众评议|组织评议|开展评议|满意度测评|满意度调查"),
    // Documents.
    of("normative_docs_repealed", ITEMS, "废止|失效").about(Matter::NormativeDocuments),
    of("normative_docs_in_force", ITEMS, "现行有效|继续有效|有效|保有量|存量").about(Matter::NormativeDocuments),
    of("normative_docs_reviewed", ITEMS, "规范性文件 清理|审查|审核|备案"),
    of("normative_docs_issued", ITEMS, "规范性文件 制发|印发|制定|出台|新制作|发布|制作|新增|发文"),
    of("normative_docs_issued", CASES, "新制定|新制发|新出台|新印发").about(Matter::NormativeDocuments),
    of("normative_docs_public", ITEMS, "规范性文件"),
    of("documents_issued", ITEMS, "发文|印发文件|制发公文|制作公文|下发文件|制发文件|制作文件|出台文件|印发公文|制发各类|印发各类|行文")
        .unless("公众号|微信|微博|抖音|视频号|头条"),
    of("documents_published", ITEMS, "公开|公布|发布 文件|公文"),
    of("permit_decisions", CASES, "行政许可").unless("事项|清单|申请|受理|信息|复议|诉讼|评查|抽查|上报"),
    of("permit_decisions", CASES, "办理行政许可事项|办结行政许可事项").unless("公开|清单|梳理|信息"),
    of("penalty_decisions", CASES, "行政处罚").unless("事项|清单|申请|受理|信息|复议|诉讼|立案|评查|抽查|上报"),
    of("coercion_decisions", CASES, "行政强制").unless("事项|清单|申请|受理|信息|复议|诉讼|执行|措施"),
    of("funds_spent", MONEY, "经费 投入|安排|支出|花费|拨付|使用|落实").unless("采购|救助|补助|处理费"),
    of("administrative_fees", MONEY, "行政事业性收费").unless(REMITTED),
    of("procurement_amount", MONEY, "政府采购|集中采购|采购项目|采购金额|采购总额|采购支出").unless("预算"),
    of("procurement_amount", MONEY, "采购 中标金额|成交金额|合同金额"),
    of("procurement_items", CASES, "政府采购|集中采购|采购项目"),
    // Submission and publication.
    of("items_adopted", ITEMS, "采用|录用|采纳").unless("采用的方式|意见|建议"),
    of("items_submitted", ITEMS, "报送|上报|投稿|报送了 信息|稿件|动态|简报|材料|稿"),
    of("catalogue_items", OBJECTS, "公开目录|事项目录|目录事项|标准目录").unless("网站|新增|调整|级目录|决策事项|权责"),
    of("key_fields", OBJECTS, "重点领域|试点领域"),
    of("columns", OBJECTS, "栏目|专栏|专题").unless("政务栏|公示栏|信息|更新|检查"),
    on(Subject::Objects, OBJECTS, "设置|设立|建设|建有|建成|建立|开设|开通|安装|共有|现有|拥有|运营|运行|管理|维护|认证|主办|开办|配备|新建|投放|打造|整合为|整合至|整合成|整合后|减少到|减少至|压减至|精简至|缩减至|账号")
        .unless("发布信息|公开信息|更新信息|视频|图文|作品|推送|公示信息|内容|问题|条目|事项|错误|错别字|社区|领域"),
    on(Subject::Objects, OBJECTS, "公开栏|公示栏|公告栏|宣传栏|政务栏|电子屏|显示屏|LED屏|查阅点|查阅场所|查阅中心|公开专区|查阅专区|公开体验区").unless("公示信息|公开信息|发布信息|张贴|内容|问题"),
    of("accounts", OBJECTS, "政务新媒体|公众号|账号").unless("信息|视频|图文|作品|内容|问题|错误|错别字|改正|整改|发布|推送"),
    on(Subject::Account, OBJECTS, "微信|视频号|抖音|快手|头条|微博|小程序"),
    of("upper_site_news", ITEMS, "动态").by("upper_level_website"),
    on(
        Subject::Items,
        ITEMS,
        "公开|发布|推送|更新|发送|上传|转发|转载|刊发|刊登|发表|信息|动态|文章|图文|视频|稿件|推文|内容|公示|播放|张贴|编发|编印|编制|印制|印发|发放|\
         作品|发文|发博|发稿|发帖|投放|消息|制作|简报|美篇|公报|公布|登载|播出|滚动",
    )
    .unless("问题|整改|错误|错别字|隐患|漏洞|留言|咨询|意见|来信|信件|举报|链接"),
    of("video_posts", ITEMS, "视频 发布|推送|制作|拍摄|上传|播放|更新").unless("会议|培训|播放量|播放次数"),
    of("activities", TIMES, "活动|宣讲|宣传"),
    of("communities", OBJECTS, "社区|居委会").unless("公众号|活动|栏"),
    of("villages", OBJECTS, "行政村|建制村|自然村|村委会|个村|村居").unless("活动|栏"),
    of("security_incidents", CASES, "网络安全事件|安全事件|安全事故|安全责任事故"),
    of("leak_incidents", CASES, "泄密|失密"),
    of("accountability_cases", CASES.or(PEOPLE), "责任追究|问责|追责|追究责任"),
    of("accountability_cases", CASES.or(PEOPLE), "追究信息公开|追究政府信息公开|追究政务公开 责任"),
    of(
        "proactive_items",
        ITEMS,
        "主动公开|公开|发布|公布|公示|推送|更新 信息|事项|内容|条目|数据|动态|各类",
    )
    .unless("问题|整改|错误|错别字|留言|咨询|意见|申请|举报|复议|诉讼|栏目|隐患|诉求|收到|梳理|清单|事项调整|新增公开事项|约谈|通报批评"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_words() {
        for rule in RULES {
            assert!(!rule.near.is_empty() && !rule.near.contains("||") && !rule.near.ends_with('|'), "{rule:?}");
            assert!(!rule.near.contains("  "), "{rule:?}");
        }
    }
}
