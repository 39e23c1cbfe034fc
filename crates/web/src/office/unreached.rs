//! Why another program did not take what it was sent, in words.

use gongkai_app::Trouble;

use crate::frame::Frame;

/// The reason in the reader's language; what another version of the program noted stays as it is.
pub(crate) fn reason(frame: &Frame, said: &str) -> String {
    match trouble(said) {
        Some(Trouble::Http(status)) => frame.t1("outgoing-http", "status", status),
        Some(trouble) => frame.word("outgoing", &trouble.to_string().to_lowercase().replace(' ', "-")),
        None => said.to_owned(),
    }
}

/// Whether it is not tried again by itself, because every try would end the same way.
pub(crate) fn is_lasting(said: &str) -> bool {
    trouble(said).is_some_and(Trouble::is_lasting)
}

/// A message's is kept with whether another try makes sense, a delivery's without.
fn trouble(said: &str) -> Option<Trouble> {
    let bare = said.strip_prefix("refused: ").or(said.strip_prefix("not reached: ")).unwrap_or(said);
    Trouble::parse(bare)
}

#[cfg(test)]
mod tests {
    use gongkai_app::messages::channel::SendError;
    use gongkai_law::Lang;

    use super::*;

    #[test]
    fn every_trouble_has_its_sentence_in_both_languages() {
        for lang in [Lang::ZhCn, Lang::En] {
            let frame = Frame::nobodys(lang);
            let mut sentences = std::collections::BTreeSet::new();
            for trouble in Trouble::ALL {
                let of_delivery = reason(&frame, &trouble.to_string());
                for of_message in [SendError::Refused(*trouble), SendError::Unreachable(*trouble)] {
                    assert_eq!(reason(&frame, &of_message.to_string()), of_delivery, "{trouble}");
                }
                let is_chinese = of_delivery.chars().any(|letter| letter > '\u{4e00}');
                assert_eq!(is_chinese, lang == Lang::ZhCn, "{trouble}: {of_delivery}");
                assert!(of_delivery.contains(' ') || is_chinese, "{trouble}: {of_delivery}");
                assert!(sentences.insert(of_delivery), "{trouble}: said of another, too");
            }
        }
        assert_eq!(reason(&Frame::nobodys(Lang::En), "whatever it was"), "whatever it was");
    }
}
