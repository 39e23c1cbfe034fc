//! Prose of our own, put together from sentences that a body and a year choose.

use rust_decimal::Decimal;

use crate::figures::Figures;
use crate::names::itself;
use crate::random::Random;

const AIMS: [&str; 4] = [
    "把政府信息公开作为改进作风、服务群众的基础工作来抓",
    "按照“公开为常态、不公开为例外”的要求推进各项工作",
    "围绕群众关心的事项做好公开、解读和回应",
    "以公开促落实、促规范、促服务",
];

const MANAGEMENT: [&str; 4] = [
    "落实“先审查、后公开”，信息发布前由经办科室、分管负责人逐级审核，并留存审核记录。",
    "对已公开的文件按季度清理，失效的及时标注，做到来源清楚、去向可查。",
    "建立公开事项台账，明确每一类信息的责任科室、公开时限和更新周期。",
    "修订信息公开指南和目录，理顺机构职责、办事指南等栏目。",
];

const PLATFORM: [&str; 4] = [
    "以上级政府门户网站专栏为主要渠道，兼用便民服务中心公开栏和社区宣传栏。",
    "在便民服务中心设立信息查阅点，配备查询终端并安排专人引导。",
    "统一管理政务新媒体账号，关停长期不更新的账号，集中力量办好一个。",
    "网站专栏按主题重新归类，常用办事信息一次点击即可到达。",
];

const SUPERVISION: [&str; 4] = [
    "将信息公开纳入年度考核，全年未发生因公开不当引起的责任追究。",
    "组织业务培训，邀请群众代表参加公开评议，评议结果为满意。",
    "每季度对照目录自查，发现问题当月整改。",
    "主要负责人为第一责任人，办公室为责任主体，考核结果与评先评优挂钩。",
];

/// Problems and the improvements that answer them.
const ISSUES: [(&str, &str); 6] = [
    ("政策解读的形式较为单一，图文和视频解读偏少", "丰富解读形式，重要文件做到图文解读同步发布"),
    ("个别科室报送信息不够及时", "明确报送时限，按月通报各科室报送情况"),
    ("基层公开栏更新间隔较长", "安排专人每周巡查公开栏，过期内容及时更换"),
    ("工作人员对公开与保密的界限把握不够准", "开展专题培训，遇有疑难先会商后答复"),
    ("依申请公开答复文书不够规范", "统一答复文书格式，重要答复由法制人员审核"),
    ("与群众的互动渠道还不够多", "畅通留言和电话渠道，对群众来信限期回复"),
];

/// What a body chooses to say in a year.
#[derive(Debug, Clone)]
pub struct Voice {
    random: Random,
}

impl Voice {
    /// The choices of a body in a year.
    pub fn of(body: &str, year: i16) -> Self {
        // FNV-1a: any spread will do, but it must not change with the compiler.
        let bytes = body.bytes().chain(year.to_le_bytes());
        let hash =
            bytes.fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Self { random: Random::new(hash) }
    }

    /// Section five as two lists.
    pub fn problems_and_improvements(&self) -> (Vec<String>, Vec<String>) {
        let mut random = self.random.clone();
        let start = usize::try_from(random.below(6)).unwrap_or(0);
        let count = 2 + usize::try_from(random.below(2)).unwrap_or(0);
        let chosen = ISSUES.iter().cycle().skip(start).take(count);
        chosen.map(|(problem, improvement)| ((*problem).to_owned(), (*improvement).to_owned())).unzip()
    }

    /// Section five as the body writes it: problems in one paragraph, improvements in the next.
    pub fn section_five(&self, body: &str) -> Vec<String> {
        let (problems, improvements) = self.problems_and_improvements();
        let itself = itself(body);
        vec![
            format!("{itself}政府信息公开工作还存在以下问题：{}", numbered(&problems)),
            format!("针对上述问题，{itself}将采取以下措施：{}", numbered(&improvements)),
        ]
    }

    /// Section six.
    pub fn section_six(&self, body: &str) -> Vec<String> {
        let fee = "按照国务院办公厅有关信息处理费管理的规定，本年度";
        vec![format!("{fee}{}未收取信息处理费。", itself(body)), "无其他需要报告的事项。".to_owned()]
    }
}

/// What stands before section one: by what the report is made, and about what time.
pub(super) fn opening(body: &str, year: i16) -> String {
    format!(
        "根据《中华人民共和国政府信息公开条例》第五十条，{body}编制本报告并向社会公布。所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
    )
}

/// Section one: an opening and the five usual parts.
pub(super) fn overview(body: &str, year: i16, figures: &Figures, voice: &Voice) -> Vec<String> {
    let mut random = voice.random.clone();
    let itself = itself(body);
    let mut pick = |sentences: &[&'static str]| random.pick(sentences).copied().unwrap_or_default();
    let aim = pick(&AIMS);
    let parts = [pick(&MANAGEMENT), pick(&PLATFORM), pick(&SUPERVISION)];
    let opening = format!(
        "{year}年，{body}{aim}。本报告根据《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至{year}年12月31日。"
    );
    let items = 20 + random.below(300);
    let [management, platform, supervision] = parts.map(str::to_owned);
    vec![
        opening,
        "（一）主动公开".to_owned(),
        format!("{year}年，{itself}通过政府网站主动公开信息{items}条。{}", documents(figures)),
        "（二）依申请公开".to_owned(),
        requests(year, itself, figures),
        "（三）政府信息管理".to_owned(),
        management,
        "（四）政府信息公开平台建设".to_owned(),
        platform,
        "（五）监督保障".to_owned(),
        supervision,
    ]
}

fn documents(figures: &Figures) -> String {
    match figures.number("t2.normative_doc.issued") {
        Some(issued) if !issued.is_zero() => format!("全年制发行政规范性文件{issued}件，均已公开。"),
        _ => String::new(),
    }
}

/// Requests and disputes, as far as the figures are numbers: what is blank in the table is not told here either.
fn requests(year: i16, itself: &str, figures: &Figures) -> String {
    let number = |address: &str| figures.number(address);
    let told = match (number("t3.new_received.total"), number("t3.total.total"), number("t3.carried_out.total")) {
        (Some(received), Some(handled), Some(_)) if received.is_zero() && handled.is_zero() => {
            format!("{year}年，{itself}未收到政府信息公开申请。")
        }
        (Some(received), Some(handled), Some(open)) => {
            let carried = number("t3.carried_in.total").filter(|carried| !carried.is_zero());
            let carried = carried.map(|carried| format!("上年结转{carried}件，")).unwrap_or_default();
            format!(
                "{year}年，新收政府信息公开申请{received}件，{carried}办结{handled}件，结转下年度继续办理{open}件。"
            )
        }
        _ => format!("{itself}对收到的申请依法登记、审查、答复。"),
    };
    format!("{told}{}", disputes(figures))
}

fn disputes(figures: &Figures) -> String {
    let sum = |cells: &[&str]| cells.iter().try_fold(Decimal::ZERO, |sum, cell| sum.checked_add(figures.number(cell)?));
    let reconsidered = sum(&["t4.recon.total"]);
    let sued = sum(&["t4.lit_direct.total", "t4.lit_after_recon.total"]);
    match (reconsidered, sued) {
        (Some(reconsidered), Some(sued)) => {
            format!("因政府信息公开引起的行政复议{reconsidered}件，行政诉讼{sued}件。")
        }
        _ => String::new(),
    }
}

/// 一是…；二是…。
fn numbered(sentences: &[String]) -> String {
    const NUMERALS: [&str; 4] = ["一", "二", "三", "四"];
    let parts: Vec<String> =
        NUMERALS.iter().zip(sentences).map(|(numeral, sentence)| format!("{numeral}是{sentence}")).collect();
    format!("{}。", parts.join("；"))
}
