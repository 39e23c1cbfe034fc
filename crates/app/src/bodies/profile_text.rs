//! The texts of a body's profile: what each may hold, whoever enters it.

use gongkai_store::bodies::Profile;

use crate::accounts::contact::is_email;
use crate::error::Problems;
use crate::web_address::trouble_with;

/// The fewest digits of a telephone number: service numbers such as 12345 have five.
const FEWEST_DIGITS: usize = 5;
/// The longest word in a telephone number, in letters: 转, 分机, 值班室, ext.
const LONGEST_WORD: usize = 4;

/// The profile without blanks around what must be typed exactly.
pub(super) fn trimmed(mut profile: Profile) -> Profile {
    for text in
        [&mut profile.postal_code, &mut profile.phone, &mut profile.fax, &mut profile.email, &mut profile.website]
    {
        *text = text.trim().to_owned();
    }
    profile
}

/// Notes what is wrong with the text of a field of the profile; an empty one is never wrong here.
pub(super) fn check_text(problems: &mut Problems, field: &'static str, text: &str) {
    let most = longest(field);
    if text.chars().nth(most).is_some() {
        problems.add_with(field, "problem-too-long", vec![("most", most.to_string())]);
        return;
    }
    let (fits, message) = match field {
        "phone" | "fax" => (is_public_phone(text), "problem-public-phone"),
        "email" => (is_email(text), "problem-email"),
        "website" => (trouble_with(text).is_none(), trouble_with(text).unwrap_or_default()),
        _ => return,
    };
    if !text.is_empty() && !fits {
        problems.add(field, message);
    }
}

/// The longest text of a field, in characters.
fn longest(field: &str) -> usize {
    match field {
        "postal_code" => 20,
        "phone" | "fax" => 60,
        "disclosure_office" => 100,
        "email" => 120,
        "address" | "hours" | "website" => 200,
        _ => 20_000,
    }
}

/// Whether a text is one or several telephone numbers as offices write them.
fn is_public_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_sign = |letter: char| letter.is_ascii_digit() || " \u{3000}+-–—()（）/／、,，;；:：.".contains(letter);
    let mut words = text.split(is_sign);
    let is_word = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().nth(LONGEST_WORD).is_none();
    digits >= FEWEST_DIGITS && words.all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(field: &'static str, text: &str) -> Option<&'static str> {
        let mut problems = Problems::new();
        check_text(&mut problems, field, text);
        problems.0.first().map(|problem| problem.message)
    }

    #[test]
    fn telephones_are_what_offices_write() {
        for good in [
            "",
            "12345",
            "0000-1234567",
            "+86 (0000) 1234567 转 8",
            "0000-1234567、1234568；值班室：0000-1234569",
            "0000-1234567转801/802",
            "（0000）1234567，ext. 8",
        ] {
            assert_eq!((wrong("phone", good), wrong("fax", good)), (None, None), "{good}");
        }
        for bad in [
            "无",
            "1234",
            "转 1",
            "abc",
            "0000-1234567<b>",
            "0000-1234567\n1234568",
            "请在工作时间拨打12345",
            "xxgk@12345.cn",
            "１２３４５６７",
        ] {
            assert_eq!(wrong("phone", bad), Some("problem-public-phone"), "{bad}");
        }
        assert_eq!(wrong("fax", "有"), Some("problem-public-phone"));
    }

    #[test]
    fn mail_and_web_addresses_lead_somewhere() {
        for good in ["", "xxgk@example.gov.cn", "信息公开@示例.cn"] {
            assert_eq!(wrong("email", good), None, "{good}");
        }
        for bad in ["xxgk", "xxgk@example", "a@b@example.cn", "xx gk@example.cn", "@example.cn", "a@.cn", "a@cn."] {
            assert_eq!(wrong("email", bad), Some("problem-email"), "{bad}");
        }
        for good in ["", "https://www.example.gov.cn/qinghe/zfxxgk/", "http://example.cn:8080?a=1", "https://示例.cn"]
        {
            assert_eq!(wrong("website", good), None, "{good}");
        }
        for bad in
            ["www.example.gov.cn", "https://", "http:///a", "javascript:alert(1)", "ftp://example.cn", "https://a b"]
        {
            assert_eq!(wrong("website", bad), Some("problem-url"), "{bad}");
        }
    }

    #[test]
    fn no_text_is_longer_than_a_page_can_show() {
        let mail = |name: usize| format!("{}@example.cn", "a".repeat(name));
        assert_eq!((wrong("email", &mail(109)), wrong("email", &mail(110))), (None, Some("problem-too-long")));
        for (field, most) in [("phone", 60), ("website", 200), ("address", 200), ("hours", 200), ("functions", 20_000)]
        {
            assert_eq!(wrong(field, &"机".repeat(most + 1)), Some("problem-too-long"), "{field}");
            assert_ne!(wrong(field, &"机".repeat(most)), Some("problem-too-long"), "{field}");
        }
    }
}
