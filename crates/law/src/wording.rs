//! Sentences people read, in Chinese and English: Fluent bundles and the lookup in them.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use crate::finding::Finding;

/// The languages gongkai speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese as written in the mainland; the first language.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// The tag, such as `zh-CN`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language a tag or a locale's name (`zh_CN.UTF-8`, `en-GB`) asks for; `None` when it is neither.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let lower = tag.to_ascii_lowercase();
        if lower.starts_with("zh") {
            Some(Self::ZhCn)
        } else if lower.starts_with("en") {
            Some(Self::En)
        } else {
            None
        }
    }
}

/// One language's bundle.
pub struct Wording {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

static FINDINGS: LazyLock<[Wording; 2]> = LazyLock::new(|| {
    [
        Wording::new(
            Lang::ZhCn,
            &[include_str!("../locales/zh-CN/read.ftl"), include_str!("../locales/zh-CN/check.ftl")],
        ),
        Wording::new(Lang::En, &[include_str!("../locales/en/read.ftl"), include_str!("../locales/en/check.ftl")]),
    ]
});

impl Wording {
    /// A bundle of the given Fluent sources. What does not parse is left out; a test holds that nothing is.
    pub fn new(lang: Lang, sources: &[&str]) -> Self {
        let id = match lang {
            Lang::ZhCn => langid!("zh-CN"),
            Lang::En => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are invisible characters that would end up in copied text and in golden files.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The bundle of finding messages in a language.
    pub fn findings(lang: Lang) -> &'static Self {
        let [zh_cn, en] = &*FINDINGS;
        match lang {
            Lang::ZhCn => zh_cn,
            Lang::En => en,
        }
    }

    /// The bundle's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether a message with this id is there.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The message with its placeholders filled; the id itself when there is none, so that a gap is seen.
    pub fn text(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.pattern(id, None, args).unwrap_or_else(|| id.to_owned())
    }

    /// An attribute of a message, `None` when there is none.
    pub fn attribute(&self, id: &str, attribute: &str, args: &[(&str, &str)]) -> Option<String> {
        self.pattern(id, Some(attribute), args)
    }

    /// A finding in words: message and hint.
    pub fn finding<P>(&self, finding: &Finding<P>) -> Sentence {
        let args: Vec<(&str, &str)> = finding.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.sentence(finding.code.0, &args)
    }

    /// The message with a code as its id, and its hint.
    pub fn sentence(&self, code: &str, args: &[(&str, &str)]) -> Sentence {
        Sentence { message: self.text(code, args), hint: self.attribute(code, "hint", args) }
    }

    fn pattern(&self, id: &str, attribute: Option<&str>, args: &[(&str, &str)]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            // Whole numbers become Fluent numbers so that English plurals work; all else stays text, so that
            // "25.3190" is shown as it was written.
            match value.parse::<u32>() {
                Ok(number) if !value.starts_with('0') || *value == "0" => {
                    values.set(*name, FluentValue::from(number));
                }
                _ => match year(value).filter(|_| self.lang == Lang::En) {
                    Some(year) => values.set(*name, FluentValue::from(year)),
                    None => values.set(*name, FluentValue::from(*value)),
                },
            }
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned())
    }
}

/// A year or an edition said in Chinese (2031年, 2019年版), in English; text, so that its digits are not grouped.
fn year(value: &str) -> Option<String> {
    let (digits, of) = value.split_once('年')?;
    let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    match of {
        "" if is_year => Some(digits.to_owned()),
        "版" if is_year => Some(format!("the {digits} edition")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_said_in_the_language_of_the_message() {
        let args = [("year", "2031年"), ("found", "2019年版")];
        for (lang, expected) in [(Lang::ZhCn, "2031年 2019年版"), (Lang::En, "2031 the 2019 edition")] {
            assert_eq!(Wording::new(lang, &["m = { $year } { $found }"]).text("m", &args), expected);
        }
        assert_eq!(year("2031年度"), None);
        assert_eq!(year("31年"), None);
    }
}
