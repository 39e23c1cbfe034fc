//! What a rule rests on: an instrument and the place in it.

use serde::{Deserialize, Serialize};

/// The instruments rules of gongkai cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instrument {
    /// 《中华人民共和国政府信息公开条例》, State Council Order No. 711.
    Regulation,
    /// 国办公开办函〔2019〕60号, the form of 2019 and 2020.
    Form2019,
    /// 国办公开办函〔2021〕30号, the form from 2021 on.
    Form2021,
    /// 《立法法》, who may make 规章.
    LegislationLaw,
    /// 《个人信息保护法》.
    PersonalInformationLaw,
    /// 国办秘函〔2019〕19号, inspection indicators.
    InspectionIndicators,
    /// GB/T 9704, the format of official documents.
    OfficialFormat,
    /// GB/T 15834, punctuation.
    Punctuation,
    /// 《国家通用语言文字法》: organs of the State write standard characters.
    LanguageLaw,
    /// 国办函〔2020〕109号, 《政府信息公开信息处理费管理办法》.
    ProcessingFeeRules,
    /// No text: plain reading of the figures.
    Arithmetic,
}

impl Instrument {
    /// The citation in Chinese, as an officer writes it.
    pub fn citation(self) -> &'static str {
        match self {
            Self::Regulation => "《政府信息公开条例》",
            Self::Form2019 => "国办公开办函〔2019〕60号",
            Self::Form2021 => "国办公开办函〔2021〕30号",
            Self::LegislationLaw => "《立法法》",
            Self::PersonalInformationLaw => "《个人信息保护法》",
            Self::InspectionIndicators => "国办秘函〔2019〕19号",
            Self::OfficialFormat => "GB/T 9704",
            Self::Punctuation => "GB/T 15834",
            Self::LanguageLaw => "《国家通用语言文字法》",
            Self::ProcessingFeeRules => "国办函〔2020〕109号",
            Self::Arithmetic => "",
        }
    }

    /// The citation of a place in it: articles follow their law directly, a table or part of a numbered document is
    /// set apart. Empty for arithmetic without a place.
    pub fn cite(self, place: &str) -> String {
        let citation = self.citation();
        let gap = if place.is_empty() || citation.is_empty() || place.starts_with('第') { "" } else { " " };
        format!("{citation}{gap}{place}")
    }
}

/// A rule's basis: instrument and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Basis {
    /// The instrument.
    pub instrument: Instrument,
    /// Article, table or row in the instrument's own words, such as 第五十条; empty when the whole is meant.
    pub place: &'static str,
}

impl Basis {
    /// A basis from its two parts.
    pub const fn new(instrument: Instrument, place: &'static str) -> Self {
        Self { instrument, place }
    }
}

impl std::fmt::Display for Basis {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.instrument.cite(self.place))
    }
}

impl Serialize for Basis {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
