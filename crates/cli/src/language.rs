//! Which language to speak.

use std::ffi::OsString;

use gongkai_law::Lang;

/// The language asked for by `--lang`, else by the locale, else Chinese.
///
/// Read before the arguments are parsed, because the help itself is in it.
pub(crate) fn choose(arguments: &[OsString], locale: Option<&str>) -> Lang {
    from_arguments(arguments).or_else(|| locale.and_then(Lang::from_tag)).unwrap_or_default()
}

/// The locale as POSIX orders it: the first of these variables that is set and not empty decides, even when it names
/// neither language (`LC_ALL=C` overrides `LANG=en_GB`). Where none is set, the system is asked.
pub(crate) fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .or_else(sys_locale::get_locale)
}

fn from_arguments(arguments: &[OsString]) -> Option<Lang> {
    let mut rest = arguments.iter().skip(1).map(|argument| argument.to_string_lossy());
    while let Some(argument) = rest.next() {
        if argument == "--" {
            return None;
        }
        if argument == "--lang" {
            return rest.next().and_then(|value| Lang::from_tag(&value));
        }
        if let Some(value) = argument.strip_prefix("--lang=") {
            return Lang::from_tag(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &str, locale: Option<&str>, expected: Lang) {
        let arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
        assert_eq!(choose(&arguments, locale), expected, "{arguments:?} {locale:?}");
    }

    #[test]
    fn the_option_wins_then_the_locale_then_chinese() {
        check("gongkai --lang en check", Some("zh_CN.UTF-8"), Lang::En);
        check("gongkai check --lang=zh-CN", Some("en_GB.UTF-8"), Lang::ZhCn);
        check("gongkai check", Some("en_GB.UTF-8"), Lang::En);
        check("gongkai check", Some("zh_CN.UTF-8"), Lang::ZhCn);
        check("gongkai check", Some("C.UTF-8"), Lang::ZhCn);
        check("gongkai check", Some("de_DE.UTF-8"), Lang::ZhCn);
        check("gongkai check", None, Lang::ZhCn);
        check("gongkai check -- --lang en", None, Lang::ZhCn);
    }
}
