//! Statements that are no counts: which words, in which order, say them.
//!
//! A pattern is steps parted by `…`; a step is words parted by `|`, and `?` makes it optional. Steps follow each other
//! within one sentence and a short distance. Earlier patterns of a rule are preferred to later ones.

/// What the entries of a statement are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entries {
    /// None are taken.
    None,
    /// The list that stands in the quoted words and after them in the sentence.
    Listed,
}

/// One rule.
#[derive(Debug)]
pub(super) struct StatementRule {
    pub(super) subject: &'static str,
    pub(super) patterns: &'static [&'static str],
    /// Words of which the sentence must have one; empty when none is needed.
    pub(super) with: &'static str,
    /// Words the sentence must not have.
    pub(super) unless: &'static str,
    pub(super) entries: Entries,
}

const fn says(subject: &'static str, patterns: &'static [&'static str]) -> StatementRule {
    StatementRule { subject, patterns, with: "", unless: "", entries: Entries::None }
}

impl StatementRule {
    const fn with(self, with: &'static str) -> Self {
        Self { with, ..self }
    }

    const fn unless(self, unless: &'static str) -> Self {
        Self { unless, ..self }
    }

    const fn listed(self) -> Self {
        Self { entries: Entries::Listed, ..self }
    }
}

/// The rules.
pub(super) const RULES: &[StatementRule] = &[
    // Organisation.
    says(
        "work_org",
        &[
            "工作机构|公开办公室|公开办|公开领导小组办公室|工作部门|日常工作机构…设在|设于|设立在|挂靠|挂牌在",
            "公开…办公室设在|办公室设于|办公室挂靠",
            "公开…主管部门为|责任科室为|牵头科室为|由党政办负责|由办公室负责|归口",
        ],
    ),
    says(
        "leadership",
        &["领导负责制|责任人负责制|主要领导负责制|一把手负责制", "主要领导|一把手|主要负责人|党政主要…亲自抓|负总责|第一责任人|总负责"],
    )
    .unless("领导小组"),
    says("leading_group", &["公开…领导小组|工作专班|协调小组|联席会议"]).unless("小组会议|召开"),
    says(
        "info_officer",
        &["明确|确定|设立|配备|落实|安排|选派|指定|设…信息员|联络员|公开专员|公开员"],
    ),
    says(
        "designated_person",
        &["指定专人|明确专人|安排专人|落实专人|确定专人|配备专人|专人负责|由专人…定期|及时…检查|梳理|更新", "指定专人|明确专人|安排专人|落实专人|确定专人|专人负责"],
    ),
    says("platform_scope", &["网站…新媒体…管理|运维|维护|建设"]).unless("检查|通报|培训"),
    says("staff_assessment", &["考核|考评|测评…位列|排名|名列|位居|列第|优秀|前"]).with("人员|个人|信息员|工作者|干部"),
    says("assessment_rank", &["考核|考评|测评|评估…位列|排名|名列|位居|列第|优秀"]).unless("人员|个人|信息员|工作者|干部"),
    // Review before release.
    says(
        "review_rule",
        &[
            "公开时机|公开方式|内容表述|公开范围…研判|评估|把关",
            "先审查|先审核|先审…后公开|后发布|再公开|再发布|后发",
            "拟公开|拟发布|公开前|发布前…审查|审核",
            "三审三校|三级审核|三审制|三级审签|分级审核",
        ],
    ),
    says(
        "review_chain",
        &["审核|校对|把关|初审|分管领导|主管领导…主要领导|主要负责人|主任|书记|镇长|局长…审核后|审定后|审批后|签批后|签发后|审签后|批准后|同意后"],
    )
    .unless("盖章"),
    says(
        "signoff_rule",
        &["签字|盖章|签批|签章|签发|签署…后方可|后方能|后才|方可|方能|后再|后予以…发布|公开|上网|公布|发出|上传|对外"],
    ),
    says(
        "secrecy_review",
        &[
            "保密审查|保密审核…舆情风险|风险评估",
            "保密审查|保密审核|保密检查…机制|制度|程序|规定|关|工作|责任",
            "保密审查|保密审核|先审查后公开",
        ],
    ),
    // Running the work.
    says("agenda", &["列入|纳入|摆上|提上|摆在|放在…议事日程|重要日程|议事议程|重要议程"]),
    says("annual_key_work", &["纳入|列入|列为…年度重点|重点工作|年度工作要点|全年重点|年度目标"]).with("公开"),
    says(
        "attach_policy",
        &["文件|政策|依据…附后|附上|附于|附在|一并公开…联系人|联系电话?", "联系人|联系方式|联系电话…附上|附后|一并公开"],
    ),
    says("column_fit_check", &["符合|适合|对应|匹配…栏目"]),
    says(
        "submission_mechanism",
        &[
            "报送|报送机制|信息任务…落实到|分解到|量化到|细化到",
            "健全|建立|完善|落实…报送机制|报送制度|报送工作机制",
        ],
    ),
    says("no_own_platform", &["无|没有|未建|未开设|未设立|尚未建|未单独|未自建|无自建…公开平台|网上平台|门户网站|独立网站|独立的网站|自建网站|网站平台|政府网站"])
        .unless("无障碍|无法|问题"),
    says("request_procedure", &["依申请|公开申请|申请公开…流程|规程|程序|制度|机制|环节…明确责任|责任岗位|责任人|专人?"])
        .with("规范|完善|健全|优化|严格|建立|明确|畅通|制定"),
    says("info_management", &["信息|资料…收集|采集|撰写|制作|编写|起草…保存|推送|归档|存储|存档|留存"]).unless("新媒体"),
    says("catalogue", &["制定|编制|更新|完善|修订|公布|调整|梳理|制订|编写|发布…公开目录|公开事项目录|公开标准目录|标准化目录|主动公开基本目录"])
        .listed(),
    says("physical_column", &["设立|设置|开设|建立|建设|建成|打造|设有…实体专栏|公开专区|政务公开专栏|公开体验区|公开服务区"]),
    says("documents_all_public", &["均为公开|均为主动公开|均属公开|均已公开|均主动公开|均已主动公开|全部公开|全部主动公开|全部予以公开|均予公开|均予以公开"])
        .with("文件|发文|公文|简报|公报"),
    // Training, assessment, supervision.
    says("training_new_staff", &["新进|新调整|新任|新入职|新录用|转岗|新上岗|新到岗|新调入|岗前…培训"]),
    says("district_training", &["参加|参与|选派|派员…区|市|县|省|上级|州…培训|业务培训"]),
    says("assessment_system", &["考核制度|考核机制|考核办法|考核体系|考核细则|考核指标|考评制度|考核评价体系", "纳入|列入…考核|绩效|考评"]),
    says("assessment", &["坚持|强化|加强|开展|严格|注重|落实…考核评估|考核评价|考评|考核评议|考核监督|监督考核|工作考核"])
        .unless("考核制度|考核机制|考核办法|考核体系"),
    says("social_review", &["社会评议|公众评议|群众评议|满意度测评|满意度调查"]),
    says("evaluation_rectification", &["测评|考评|评估|第三方评估|督查…整改"]).unless("问题较多"),
    // Communities and villages.
    says("community_quarterly", &["每季度|按季度|每季…公开|公示|公布"]).with("社区|村|居务|居民|村务"),
    says("community_halfyear", &["每半年|半年…公开|公示|公布|上报"]).with("社区|村|居务|居民|村务|财务"),
    says("community_monthly", &["每月|按月…公开|公示|公布"]).with("社区|村|居务|居民|村务"),
    says("community_events", &["各社区|各村|各村居|社区…线上|线下|现场|入户|组织…开展|举办|组织…活动?"]).with("活动"),
    // Events.
    says(
        "event_515",
        &[
            "开展|举办|举行|组织|参加…5.15|5·15|5•15|5月15日|515|五一五…公开日",
            "5.15|5·15|5•15|5月15日|515…公开日",
            "政务公开日…活动",
        ],
    ),
    // Lists of topics.
    says("news_topics", &["反映|宣传|报道|展示|推介…等方面|等重点工作|等工作|等领域|等内容"]).with("动态|宣传|报道|简报|信息").listed(),
];
