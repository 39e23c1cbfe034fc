//! The figures of prose that may be held against a table: which of them are about this year, and whether the sentence makes
//! one of a part of the body, of the whole district, of a channel or an applicant.

use rust_decimal::Decimal;

use super::BodyKind;
use super::text::{clause_of, sentence_of};
use crate::model::{Exactness, Fact, Report};

/// Figures of one subject looked at; no honest report tells a count so often.
const MOST_CLAIMS: usize = 100;

/// Words that make a figure one of the whole district or trade.
pub(super) const WHOLE_WORDS: [&str; 7] = ["全区", "全市", "全县", "全省", "全州", "全旗", "全系统"];

/// Words that make a figure one of another body or a part of this one.
const SCOPE_WORDS: &[&str] = &[
    "各级",
    "各部门",
    "各单位",
    "各乡镇",
    "各街道",
    "本级",
    "本机关",
    "本办",
    "我办",
    "办公室",
    "机关收",
    "下属",
    "所属",
    "大厅",
    "窗口",
    "受理点",
    "名义",
    "政府规范性文件",
    "部门规范性文件",
    "县级没",
    "区级没",
    "市级没",
    "县级未",
    "区级未",
    "市级未",
    "县级部门",
    "区级部门",
    "市级部门",
    "乡镇（",
    "乡镇(",
    "镇（街",
    "领域",
    "其中",
];
/// Words that make a figure a part, by way or applicant.
const PART_WORDS: &[&str] = &[
    "网上",
    "网络",
    "线上",
    "线下",
    "网站",
    "邮箱",
    "信函",
    "邮寄",
    "邮件",
    "当面",
    "现场",
    "传真",
    "平台",
    "申请系统",
    "公开系统",
    "自然人",
    "公民",
    "企业",
    "法人",
    "律师",
    "组织",
    "转来",
    "转办",
    "涉及",
    "关于",
    "重大",
];
/// Words that make a figure one of more than this year.
const OTHER_TIME_WORDS: &[&str] = &["上年", "去年", "上一年", "往年", "历年", "以来", "累计", "近三年", "同期"];

/// A figure as it may be compared.
pub(super) struct Claim<'a> {
    pub(super) fact: &'a Fact,
    pub(super) value: Decimal,
    /// The clause it stands in.
    pub(super) clause: &'a str,
    /// The sentence around that.
    pub(super) sentence: &'a str,
    /// The clause without the brackets behind the number that say what it holds: 收到27件（其中上年结转3件）.
    said: String,
    /// The clauses before that in its sentence, from the one that names who counts: 本级受理3件，办结3件.
    pub(super) carried: &'a str,
    /// The clause behind that names who counts: 收到9件，由县政府办公室办理.
    behind: &'a str,
}

/// The figures of a subject that are about this year as a whole or in part.
pub(super) fn claims<'a>(report: &'a Report, subject: &str) -> Vec<Claim<'a>> {
    report
        .facts
        .iter()
        .filter(|fact| fact.subject == subject)
        .take(MOST_CLAIMS)
        .filter_map(|fact| {
            let value = match fact.exactness {
                Exactness::ImplicitZero => fact.value.unwrap_or(Decimal::ZERO),
                _ => fact.value?,
            };
            let line = line(report, fact);
            let clause = clause_of(line, &fact.quote);
            let sentence = sentence_of(line, &fact.quote);
            let carried = carried(sentence, clause);
            let said = without_parts(clause, number_in(clause, fact));
            let is_other = is_other_time(report, subject, &said) || is_of_other_fees(subject, clause);
            let behind = behind(sentence, clause);
            (!is_other).then_some(Claim { fact, value, clause, sentence, said, carried, behind })
        })
        .collect()
}

/// The line a fact stands in; its own words where no line has them.
pub(super) fn line<'a>(report: &'a Report, fact: &'a Fact) -> &'a str {
    let lines =
        report.sections.iter().filter(|section| section.number == fact.section).flat_map(|section| &section.lines);
    let line = lines.map(|line| line.text.as_str()).find(|text| text.contains(fact.quote.as_str()));
    line.unwrap_or(fact.quote.as_str())
}

/// The clauses before one in its sentence that count requests or cases for a part of the body or its district. Where the
/// clause says anew who counts, they say nothing of it.
fn carried<'a>(sentence: &'a str, clause: &str) -> &'a str {
    let before = sentence.find(clause).and_then(|at| sentence.get(..at)).unwrap_or_default();
    let scopes = || WHOLE_WORDS.iter().chain(SCOPE_WORDS).filter(|word| **word != "其中");
    let is_scope = |part: &str| scopes().any(|word| part.contains(word));
    let receives = |part: &str| ["申请", "受理", "收到"].iter().any(|word| part.contains(word));
    let counts = |part: &str| receives(part) && part.contains(|letter: char| letter.is_ascii_digit());
    let says_anew = is_scope(clause) || clause.contains(['共', '我']);
    let is_carried = !says_anew && before.split(['，', ',']).any(|part| is_scope(part) && counts(part));
    if is_carried { before } else { "" }
}

fn is_other_time(report: &Report, subject: &str, clause: &str) -> bool {
    // 上年结转 is the very subject there.
    let words = OTHER_TIME_WORDS.iter().any(|word| clause.contains(word)) && subject != "requests_carried_in";
    words || report.year.is_some_and(|year| names_another_year(clause, year))
}

/// Whether the text names a year, but not this one.
fn names_another_year(text: &str, year: i16) -> bool {
    let years: Vec<&str> = text
        .match_indices('年')
        .filter_map(|(end, _)| text.get(end.checked_sub(4)?..end))
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    !years.is_empty() && !years.contains(&year.to_string().as_str())
}

/// Fees for requests, of some who pay or charge them, and what else is called so in a budget: none of table 2's.
fn is_of_other_fees(subject: &str, clause: &str) -> bool {
    const OTHERS: [&str; 19] = [
        "申请",
        "信息公开",
        "信息处理",
        "免征",
        "免收",
        "减免",
        "减征",
        "退还",
        "涉企",
        "医院",
        "学校",
        "非税",
        "预算",
        "收入",
        "财政",
        "基金",
        "标准",
        "项目",
        "清单",
    ];
    subject == "administrative_fees" && OTHERS.iter().any(|word| clause.contains(word))
}

/// Where the figure of a fact stands in its clause.
fn number_in(clause: &str, fact: &Fact) -> usize {
    let within = fact.raw.as_deref().and_then(|raw| fact.quote.rfind(raw)).unwrap_or_default();
    clause.find(fact.quote.as_str()).unwrap_or_default() + within
}

/// The clause behind one in its sentence, where it says who did it.
fn behind<'a>(sentence: &'a str, clause: &str) -> &'a str {
    let after = sentence.find(clause).and_then(|at| sentence.get(at + clause.len()..)).unwrap_or_default();
    let next = after.trim_start_matches(['，', ',']).split(['，', ',']).next().unwrap_or_default();
    if next.starts_with('由') { next } else { "" }
}

/// A clause without the bracket behind the number at `number` that says what it holds or leaves out: 受理30件（含上年结转3件）,
/// 收到25件（网络17件、信函8件）.
fn without_parts(clause: &str, number: usize) -> String {
    const HOLDS: [&str; 6] = ["含", "其中", "包括", "包含", "不含", "不包括"];
    let bracket = clause.get(number..).and_then(|after| after.find(['（', '('])).map(|at| number + at);
    let Some((before, inside)) = bracket.and_then(|at| clause.split_at_checked(at)) else { return clause.to_owned() };
    let inside = inside.trim_start_matches(['（', '(']);
    let (inside, after) = inside.split_once(['）', ')']).unwrap_or((inside, ""));
    let is_counted =
        |at: usize| inside.get(..at).is_some_and(|words| words.ends_with(|last: char| last.is_ascii_digit()));
    let counts = inside.match_indices('件').any(|(at, _)| is_counted(at));
    if counts || HOLDS.iter().any(|word| inside.starts_with(word)) {
        format!("{before}{after}")
    } else {
        clause.to_owned()
    }
}

impl Claim<'_> {
    /// Whether the sentence names a part of the body, or the whole of its district.
    pub(super) fn names_scope(&self) -> bool {
        !self.carried.is_empty() || self.scopes(&self.said).chain(self.scopes(self.behind)).next().is_some()
    }

    /// Whether the sentence names a part of the body and not all of it: none in the whole district are none here, too, and
    /// so are none in 我局及所属单位.
    pub(super) fn names_part(&self) -> bool {
        let is_named = self.scopes(&self.said).any(|word| !WHOLE_WORDS.contains(&word));
        !self.carried.is_empty() || (is_named && !self.is_of_one_and_the_rest())
    }

    /// 我局及所属其他单位: the body and what else there is.
    fn is_of_one_and_the_rest(&self) -> bool {
        const REST: [&str; 5] = ["其他", "其它", "所属", "下属", "各"];
        let joins = |(at, joint): (usize, &str)| {
            let after = self.said.get(at + joint.len()..).unwrap_or_default();
            at > 0 && REST.iter().any(|rest| after.starts_with(rest))
        };
        ["和", "及", "与"].iter().any(|joint| self.said.match_indices(joint).any(joins))
    }

    /// 新收26件, 收到26件（不含上年结转3件）: of those that came in this year, and no other reading.
    pub(super) fn is_of_new_alone(&self) -> bool {
        let leaves_out = self.clause.contains("不含") || self.clause.contains("不包括");
        self.fact.subject == "requests_received"
            && (leaves_out || (self.clause.contains("新收") && !self.clause.contains("转")))
    }

    /// Whether a figure is said to be added to one before it: 又收到13件, 另收到转办申请13件.
    pub(super) fn is_added(&self) -> bool {
        ["又", "另", "再"].iter().any(|word| self.clause.contains(word))
    }

    /// The words of a text that make the figure one of a part, or of more than the body. 收到10件，其中上年结转0件: that part has
    /// a row of its own.
    fn scopes(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let limits = |word: &str| word != "其中" || self.fact.subject != "requests_carried_in";
        let words = WHOLE_WORDS.iter().chain(SCOPE_WORDS).copied();
        words.filter(move |word| text.contains(word) && limits(word))
    }

    /// Whether the sentence names a scope that is not the report's own: 本机关 is the body that is no government, and the whole
    /// district with all its bodies is what its government's table counts. 其中 makes no part where the whole before it is
    /// known to be the table's.
    pub(super) fn names_another(&self, kind: Option<BodyKind>, is_of_whole: bool) -> bool {
        if self.value.is_zero() && self.carried.is_empty() && self.is_of_one_and_the_rest() {
            return false;
        }
        let district: &[&str] = match kind {
            Some(BodyKind::CountyGovernment) => &["全区", "全县", "全旗"],
            Some(BodyKind::HigherGovernment) => &["全市", "全省", "全州"],
            _ => &[],
        };
        let is_bureau = kind.is_some_and(|kind| !kind.is_government());
        let texts = [self.carried, &self.said, self.behind]
            .map(|text| if is_bureau { text.replace("本机关", "") } else { text.to_owned() });
        let named: Vec<&str> = texts.iter().flat_map(|text| self.scopes(text)).collect();
        let is_of_all = named.iter().any(|word| district.contains(word));
        let is_own = |word: &str| {
            district.contains(&word) || (is_of_all && word.starts_with('各')) || (is_of_whole && word == "其中")
        };
        named.iter().any(|word| !is_own(word))
    }

    /// Whether the sentence names a channel, an applicant or a matter: then it is a part of the count.
    pub(super) fn is_part(&self) -> bool {
        // 收到自然人申请22件: that is what is counted there.
        let is_subject = |word: &str| word == "自然人" && self.fact.subject == "requests_natural_person";
        self.fact.channel.is_some() || PART_WORDS.iter().any(|word| self.said.contains(word) && !is_subject(word))
    }

    /// Whether the figure may be said of a cell that holds this number.
    pub(super) fn meets(&self, cell: Decimal) -> bool {
        match self.fact.exactness {
            Exactness::Exact | Exactness::ImplicitZero => {
                cell == self.value || (self.counts_more() && cell < self.value) || self.is_rounded(cell)
            }
            Exactness::AtLeast => cell >= self.value,
            Exactness::AtMost => cell <= self.value,
            // 约 may be off by anything a writer finds fair: never compared.
            Exactness::About => true,
        }
    }

    /// 废止和宣布失效3件: the cell counts what was repealed only.
    fn counts_more(&self) -> bool {
        self.fact.subject == "normative_docs_repealed" && self.clause.contains("失效")
    }

    /// Whether an amount of money is the cell's to the last digit written: 15.2万元 of 152345元.
    fn is_rounded(&self, cell: Decimal) -> bool {
        let written = self.fact.raw.as_deref().unwrap_or_default();
        let digits: String =
            written.chars().filter(|character| character.is_ascii_digit() || *character == '.').collect();
        let number: Option<Decimal> = digits.parse().ok().filter(|number: &Decimal| !number.is_zero());
        // 15.2 written of 152000: its last digit is worth 1000.
        let last_digit = number.and_then(|number| {
            let unit = self.value.checked_div(number)?;
            unit.checked_div(Decimal::from(10_i64.checked_pow(number.scale())?))
        });
        let difference = cell.checked_sub(self.value).map(|difference| difference.abs());
        self.fact.subject == "administrative_fees"
            && last_digit.zip(difference).is_some_and(|(digit, difference)| difference < digit)
    }
}
