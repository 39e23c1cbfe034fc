//! A report's sentences as numbers, small enough to keep tens of thousands of reports' in memory.

use serde::{Deserialize, Serialize};

use super::text::letters;
use crate::model::Report;

/// Sentences shorter than this many characters are no sign of copying.
const LEAST_LETTERS: usize = 12;
/// Sections compared: the overview, and problems and improvements. The others are tables and set phrases.
const SECTIONS: [u8; 2] = [1, 5];

/// Set phrases every report has; sentences with one are not compared.
const SET_PHRASES: &[&str] = &[
    "勾稽关系",
    "统计期限",
    "统计时间",
    "所列数据",
    "电子版可",
    "如有疑问",
    "任何疑问",
    "联系电话",
    "联系地址",
    "编制本报告",
    "编制本年度报告",
    "年度报告如下",
    "年度报告向社会公布",
    "现将",
    "现公布",
    "现予公布",
    "现予以公布",
    "信息处理费",
    "其他需要报告",
];

/// One sentence of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The words as they stand, white space at the ends taken off.
    pub text: String,
    /// Number of the section.
    pub section: u8,
    /// Hash of the words without marks, white space, figures and the body's own name.
    pub hash: u64,
    /// Characters compared.
    pub length: u32,
}

/// The sentences of a report that are worth comparing, each once, by hash.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Hashes in rising order.
    pub hashes: Vec<u64>,
    /// Characters of the sentence at the same position in `hashes`.
    pub lengths: Vec<u32>,
}

impl Fingerprint {
    /// The fingerprint of a report: about a kilobyte, the report itself need not be kept.
    pub fn of(report: &Report) -> Self {
        let mut pairs: Vec<(u64, u32)> =
            Sentence::of(report).into_iter().map(|sentence| (sentence.hash, sentence.length)).collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|(hash, _)| *hash);
        let (hashes, lengths) = pairs.into_iter().unzip();
        Self { hashes, lengths }
    }

    /// Hashes with their lengths.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        self.hashes.iter().copied().zip(self.lengths.iter().copied())
    }

    /// Whether a sentence is among them.
    pub fn contains(&self, hash: u64) -> bool {
        self.hashes.binary_search(&hash).is_ok()
    }
}

impl Sentence {
    /// The sentences of a report that are worth comparing, in order.
    ///
    /// Figures and the body's name do not matter: a copied text has them changed. Lines are joined where a sentence
    /// runs on.
    pub fn of(report: &Report) -> Vec<Self> {
        let names = names(report);
        let mut sentences = Vec::new();
        for section in report.sections.iter().filter(|section| SECTIONS.contains(&section.number)) {
            let mut open = String::new();
            for line in &section.lines {
                let text = line.text.trim();
                // A short line without a full stop is a heading of its own.
                let runs_on = text.chars().count() > 20 && !text.ends_with(is_end);
                open.push_str(text);
                if !runs_on {
                    cut(&mut open, section.number, &names, &mut sentences);
                }
            }
            cut(&mut open, section.number, &names, &mut sentences);
        }
        sentences
    }
}

fn is_end(letter: char) -> bool {
    "。！？；!?;".contains(letter)
}

fn cut(open: &mut String, section: u8, names: &[String], sentences: &mut Vec<Sentence>) {
    for text in open.split(is_end).map(str::trim) {
        if is_set_phrase(text) {
            continue;
        }
        let normal = normal(text, names);
        let length = normal.chars().count();
        if length >= LEAST_LETTERS {
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            sentences.push(Sentence { text: text.to_owned(), section, hash: hash(&normal), length });
        }
    }
    open.clear();
}

fn is_set_phrase(text: &str) -> bool {
    // The statutory ground of the report itself.
    let opens = ["根据", "依据", "按照", "依照"].iter().any(|ground| text.starts_with(ground))
        && text.contains("条例")
        && ["年度报告", "年报"].iter().any(|name| text.contains(name));
    opens || SET_PHRASES.iter().any(|phrase| text.contains(phrase))
}

/// How the body calls itself, longest first.
fn names(report: &Report) -> Vec<String> {
    let mut names: Vec<String> =
        ["我街道", "我镇", "我乡", "我局", "我委", "我办", "我区", "我县", "我市", "本街道", "本镇"]
            .into_iter()
            .map(str::to_owned)
            .collect();
    if let Some(body) = &report.body {
        let body = letters(body);
        for ending in ["人民政府", "办事处"] {
            if let Some(core) = body.strip_suffix(ending) {
                names.push(core.to_owned());
            }
        }
        names.push(body);
    }
    names.retain(|name| name.chars().count() > 1);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// Words only: names as one mark, runs of figures as another.
fn normal(text: &str, names: &[String]) -> String {
    let mut text = letters(text);
    for name in names {
        if text.contains(name.as_str()) {
            text = text.replace(name.as_str(), "某");
        }
    }
    let mut normal = String::with_capacity(text.len());
    for letter in text.chars() {
        if !letter.is_ascii_digit() {
            normal.push(letter);
        } else if !normal.ends_with('0') {
            normal.push('0');
        }
    }
    normal
}

/// FNV-1a, 64 bits: the same in every release, so that fingerprints can be kept.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_report_begins_with_is_not_compared() {
        for opener in [
            "根据《中华人民共和国政府信息公开条例》规定，现公布示例区财政局2024年政府信息公开工作年度报告",
            "依据《政府信息公开条例》第五十条，编写示例区财政局2024年度政府信息公开年度报告",
            "现将2024年度政府信息公开工作情况报告如下",
        ] {
            assert!(is_set_phrase(opener), "{opener}");
        }
        assert!(!is_set_phrase("按照《政府信息公开条例》要求，逐项核对了主动公开目录的栏目和内容"));
    }

    #[test]
    fn figures_marks_and_own_names_do_not_matter() {
        let names = ["青禾街道办事处".to_owned(), "我街道".to_owned()];
        let one = normal("2020年，我街道主动公开信息73条", &names);
        let other = normal("2021年,青禾街道办事处主动公开信息 105 条", &names);
        assert_eq!(one, other);
        assert_eq!(hash(&one), hash(&other));
        assert_ne!(hash(&one), hash("别的句子"));
    }

    #[test]
    fn hashes_stay_the_same() {
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
