//! Paragraphs with the words and the context the rules look at.

use std::ops::Range;

use super::channel::Channel;
use super::context;
use super::level;
use super::lexicon::{Hit, Hits, Lexicon, Words, lexicon};
use super::matter::Matter;
use super::prose::{self, Paragraph};
use crate::model::{Fact, Section};

/// A paragraph ready to be looked at.
pub(super) struct Passage<'a> {
    /// Its number in the report.
    pub(super) number: usize,
    pub(super) paragraph: Paragraph<'a>,
    pub(super) hits: Hits,
    /// The heading above it, in working form.
    pub(super) heading: String,
    /// Whether it speaks of disclosure at all.
    pub(super) is_about_disclosure: bool,
    /// What the heading says it is about.
    heading_matter: Option<Matter>,
    /// For each hit the matter named last up to it.
    matters: Vec<Option<Matter>>,
    /// For each hit the channel named last up to it.
    channels: Vec<Option<&'static Channel>>,
    /// The titles of laws and papers that are named as a ground: 依据《政府信息公开条例》.
    grounds: Vec<Range<usize>>,
}

/// A fact with the number of its passage and its place in there, to bring facts into order.
pub(super) struct Told {
    pub(super) at: (usize, usize),
    pub(super) fact: Fact,
}

/// What is known of the report as a whole.
pub(super) struct Setting {
    /// The body's name as its title gives it.
    pub(super) body: Option<String>,
    /// Rank of the body: 1 town or department … 4 province.
    pub(super) rank: Option<u8>,
    /// The year reported about.
    pub(super) year: Option<i16>,
}

/// The passages of all sections, in order, with the report's setting.
pub(super) fn passages<'s>(
    sections: &'s [Section],
    body: Option<&str>,
    year: Option<i16>,
) -> (Vec<Passage<'s>>, Setting) {
    let lexicon = lexicon();
    let mut passages = Vec::new();
    for section in sections {
        let mut heading = String::new();
        // Section three is about requests whatever it says.
        let of_section = (section.number == 3).then_some(Matter::Requests);
        let mut heading_matter = of_section;
        // What the paragraph before spoke of, and of nothing else.
        let mut before = None;
        for paragraph in prose::paragraphs(section) {
            let hits = lexicon.hits(&paragraph.text);
            let is_heading = paragraph.is_heading;
            if let Some(title) = paragraph.heading() {
                title.clone_into(&mut heading);
                heading_matter = only_matter(lexicon, hits.within(0..title.len())).or(of_section);
                before = None;
            }
            let bare = || context::is_of_requests(&paragraph.text, before);
            let matter = heading_matter.or_else(|| bare().then_some(Matter::Requests));
            before = only_matter(lexicon, hits.0.iter()).filter(|_| !is_heading);
            let mut passage = Passage::new(lexicon, paragraph, hits, matter);
            passage.is_about_disclosure |= context::are_disputes_of_the_form(&heading, &passage.paragraph.text);
            passage.number = passages.len();
            passage.heading.clone_from(&heading);
            passages.push(passage);
        }
    }
    let ranks = passages
        .iter()
        .flat_map(|passage| passage.hits.0.iter())
        .filter_map(|hit| lexicon.ranks.get(hit.word).copied().flatten());
    // What the body is called tells its rank; how it speaks of itself only where the name is not known.
    // 示例市人力资源局（示例市公务员局): the second name stands beside the first.
    let body = body.and_then(|body| body.split(['(', '（']).next()).map(str::trim).filter(|body| !body.is_empty());
    let rank = body.and_then(level::rank_of).or_else(|| level::own_rank(ranks));
    let setting = Setting { body: body.map(str::to_owned), rank, year: report_year(&passages, year) };
    (passages, setting)
}

impl<'a> Passage<'a> {
    fn new(lexicon: &Lexicon, paragraph: Paragraph<'a>, hits: Hits, heading_matter: Option<Matter>) -> Self {
        let (mut matter, mut channel) = (None, None);
        let (mut matters, mut channels) = (Vec::with_capacity(hits.0.len()), Vec::with_capacity(hits.0.len()));
        let mut longest = 0..0;
        let mut longest_channel = 0..0;
        let titles = titles(&paragraph.text);
        let grounds: Vec<_> = titles.iter().filter(|title| is_ground(&paragraph.text, title)).cloned().collect();
        for hit in &hits.0 {
            // 应诉 inside 复议应诉 ends with it and opens nothing of its own.
            let is_inside = longest.end == hit.end && longest.start < hit.start;
            let opened = lexicon.matters.get(hit.word).copied().flatten().filter(|_| !is_inside);
            // A title opens no matter; only 《…信息处理费管理办法》 tells what money is for.
            let opened = opened.filter(|matter| *matter == Matter::Fees || !is_in(&titles, hit));
            // 复议申请人撤回: the one who applied for it.
            let is_party = paragraph.slice(hit.start..hit.end) == "申请人"
                && matches!(matter, Some(Matter::Reconsideration | Matter::Litigation));
            let opened = opened.filter(|_| !is_party);
            // 零投诉 denies a matter, and opens none.
            let opened = opened.filter(|_| !paragraph.slice(0..hit.start).ends_with('零'));
            if opened.is_some() {
                longest = hit.start..hit.end;
            }
            if matter != Some(Matter::Documents) || !is_attribute(&paragraph.text, hit.start, hit.end) {
                matter = opened.or(matter);
            }
            // 媒体 inside 新媒体 is no channel of its own.
            let is_inside = longest_channel.end == hit.end && longest_channel.start < hit.start;
            let named = lexicon.channels.get(hit.word).copied().flatten();
            let named = named.filter(|_| !is_inside && !is_in(&grounds, hit) && !is_no_channel(&paragraph.text, hit));
            if named.is_some() {
                longest_channel = hit.start..hit.end;
            }
            channel = named.or(channel);
            matters.push(matter);
            channels.push(channel);
        }
        let is_about_disclosure = hits.0.iter().any(|hit| lexicon.disclosure.has(hit.word));
        Self {
            paragraph,
            hits,
            is_about_disclosure,
            number: 0,
            heading: String::new(),
            heading_matter,
            matters,
            channels,
            grounds,
        }
    }

    /// The words inside a span that tell what is counted: not those of titles named as a ground.
    pub(super) fn words_told(&self, span: Range<usize>) -> Words {
        let mut words = Words::NONE;
        for hit in self.hits.within(span).filter(|hit| !is_in(&self.grounds, hit)) {
            words.insert(hit.word);
        }
        words
    }

    /// The matter a place in the paragraph is about.
    pub(super) fn matter_at(&self, at: usize) -> Option<Matter> {
        self.last_hit(at).and_then(|hit| self.matters.get(hit).copied().flatten()).or(self.heading_matter)
    }

    /// The channel named last before a place.
    pub(super) fn channel_at(&self, at: usize) -> Option<&'static Channel> {
        self.last_hit(at).and_then(|hit| self.channels.get(hit).copied().flatten())
    }

    fn last_hit(&self, at: usize) -> Option<usize> {
        self.hits.0.partition_point(|hit| hit.end <= at).checked_sub(1)
    }

    /// The channels named inside a span, in order; words that are part of a longer one left out.
    pub(super) fn channels_in(&self, span: Range<usize>) -> Vec<(&'static Channel, Range<usize>)> {
        let lexicon = lexicon();
        let mut named: Vec<(&'static Channel, Range<usize>)> = Vec::new();
        for hit in self.hits.within(span) {
            let Some(channel) = lexicon.channels.get(hit.word).copied().flatten() else { continue };
            if is_in(&self.grounds, hit) || is_no_channel(&self.paragraph.text, hit) {
                continue;
            }
            // Ordered by end: a hit that starts earlier swallows those before it.
            while named.last().is_some_and(|(_, before)| before.start >= hit.start) {
                named.pop();
            }
            match named.last_mut() {
                // 微信 and 公众号 in 微信公众号 are one name.
                Some((before, range)) if *before == channel && range.end >= hit.start => range.end = hit.end,
                _ => named.push((channel, hit.start..hit.end)),
            }
        }
        // 媒体 inside 新媒体 ends with it but starts later.
        let mut kept: Vec<(&'static Channel, Range<usize>)> = Vec::new();
        for (channel, range) in named {
            if kept.last().is_none_or(|(_, before)| before.end < range.end) {
                kept.push((channel, range));
            }
        }
        kept
    }
}

/// The titles in a text, with their marks: 《…》, also with others inside them.
fn titles(text: &str) -> Vec<Range<usize>> {
    let mut titles = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, mark) in text.char_indices().filter(|(_, mark)| matches!(mark, '《' | '》')) {
        if mark == '《' {
            if depth == 0 {
                start = at;
            }
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            if depth == 0 {
                titles.push(start..at + mark.len_utf8());
            }
        }
    }
    titles
}

/// Whether a word stands in one of the titles, which stand in order.
fn is_in(titles: &[Range<usize>], hit: &Hit) -> bool {
    let next = titles.get(titles.partition_point(|title| title.end < hit.end));
    next.is_some_and(|title| title.start <= hit.start)
}

/// 依据《…》, 《…》要求: named as a ground, and not as what was made or published.
fn is_ground(text: &str, title: &Range<usize>) -> bool {
    const BEFORE: [&str; 20] = [
        "依据", "根据", "按照", "依照", "对照", "遵照", "按", "依", "落实", "贯彻", "执行", "遵循", "遵守", "学习",
        "围绕", "对标", "实施", "适用", "依托", "符合",
    ];
    const AFTER: [&str; 6] = ["要求", "规定", "精神", "的要求", "的规定", "有关"];
    // 根据《…》（国办函〔2020〕109号）和《…》: the grounds stand side by side.
    let from = text.ceil_char_boundary(title.start.saturating_sub(GROUND_REACH));
    let clause = text.get(from..title.start).unwrap_or_default();
    let clause = clause.rsplit(['，', '。', '；', '：']).next().unwrap_or_default();
    let bare = without_titles(clause);
    let bare = bare.trim_end_matches(['、', '和', '与', '及', '以', '国', '省', '市', '区', '县', '家']);
    let after = text.get(title.end..).unwrap_or_default();
    BEFORE.iter().any(|word| bare.ends_with(word)) || AFTER.iter().any(|word| after.starts_with(word))
}

/// Words without the titles and brackets in them.
pub(super) fn without_titles(words: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for character in words.chars() {
        match character {
            '《' | '（' => depth += 1,
            '》' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    bare
}

/// How far before a title the word that makes it a ground is looked for, in bytes: another title may stand between.
const GROUND_REACH: usize = 300;

/// 公开栏目 is a column of a site, and no board; 依申请公开平台 takes requests in;
/// 多媒体 is a form.
fn is_no_channel(text: &str, hit: &Hit) -> bool {
    is_column(text, hit.end)
        || is_honour(text, hit.start)
        || text.get(..hit.start).is_some_and(|before| before.ends_with("依申请") || before.ends_with(['多', '融']))
}

/// 被评为“优秀政务新媒体”: what it is called by others.
fn is_honour(text: &str, start: usize) -> bool {
    let near = text.floor_char_boundary(start.saturating_sub(60));
    let before = text.get(near..start).unwrap_or_default();
    before.rsplit_once('“').is_some_and(|(said, name)| !name.contains('”') && said.ends_with(['为', '获', '评']))
}

/// 公开栏|目: a column of a site, and no board.
fn is_column(text: &str, end: usize) -> bool {
    text.get(..end).is_some_and(|before| before.ends_with('栏'))
        && text.get(end..).is_some_and(|after| after.starts_with('目'))
}

/// 主动公开 and 依申请公开 directly before a number, in a passage on documents, are the documents' attributes.
fn is_attribute(text: &str, start: usize, end: usize) -> bool {
    let word = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default();
    let is_named = matches!(word, "主动公开" | "依申请") || (word == "申请公开" && before.ends_with('依'));
    let rest = text.get(end..).unwrap_or_default();
    let next = rest.strip_prefix("公开").unwrap_or(rest).chars().next();
    is_named
        && next.is_some_and(|next| {
            next.is_ascii_digit() || super::numeral::is_numeral(next) || "的文类件共".contains(next)
        })
}

/// The one matter words speak of; `None` when they speak of several.
fn only_matter<'h>(lexicon: &Lexicon, hits: impl Iterator<Item = &'h Hit>) -> Option<Matter> {
    let mut matters = hits.filter_map(|hit| lexicon.matters.get(hit.word).copied().flatten());
    let first = matters.next()?;
    matters.all(|matter| matter == first).then_some(first)
}

/// The first and the last year written in a stretch of text.
pub(super) fn years(text: &str) -> impl Iterator<Item = i16> {
    text.match_indices('年').filter_map(|(at, _)| {
        let before = text.get(at.checked_sub(4)?..at)?;
        let year: i16 = before.parse().ok()?;
        (1950..2100).contains(&year).then_some(year)
    })
}

/// The years a text names, those left out a stretch of time began with (自2008年以来) and those to come (结转2025年, 2025年将).
fn own_years(text: &str) -> impl Iterator<Item = i16> {
    const UNTIL: [&str; 13] = [
        "延续到",
        "延续至",
        "顺延到",
        "顺延至",
        "转到",
        "结转",
        "结转至",
        "结转到",
        "期限至",
        "延期至",
        "延长至",
        "转入",
        "转至",
    ];
    const NEAR: [&str; 4] = ["以来", "将", "计划", "拟"];
    text.split_inclusive('年').zip(text.split('年').skip(1)).flat_map(|(before, after)| {
        let near: String = after.chars().take(6).collect();
        let lead = before.trim_end_matches('年').trim_end_matches(|digit: char| digit.is_ascii_digit());
        // 2023年结转3件: of the year before.
        let is_of_before = after.trim_start_matches('度').starts_with("结转");
        let is_own = !is_of_before
            && !NEAR.iter().any(|word| near.contains(word))
            && !UNTIL.iter().any(|until| lead.ends_with(until));
        years(before).filter(move |_| is_own)
    })
}

/// The year of the title where the prose names it or none; else the one the prose names most often.
fn report_year(passages: &[Passage<'_>], title: Option<i16>) -> Option<i16> {
    let named = main_year(passages);
    let is_named = |year: i16| passages.iter().any(|passage| years(&passage.paragraph.text).any(|named| named == year));
    title.filter(|year| named.is_none() || is_named(*year)).or(named)
}

/// The year the prose names most often, the later one of equals; plans (section five) do not count.
fn main_year(passages: &[Passage<'_>]) -> Option<i16> {
    let mut seen: Vec<(i16, usize)> = Vec::new();
    for year in passages
        .iter()
        .filter(|passage| passage.paragraph.section != 5)
        .flat_map(|passage| own_years(&passage.paragraph.text))
    {
        match seen.iter_mut().find(|(known, _)| *known == year) {
            Some((_, count)) => *count += 1,
            None => seen.push((year, 1)),
        }
    }
    seen.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}
