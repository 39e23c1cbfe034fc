//! Help, manual pages, completions, and what is said to a wrong command line.

use std::path::Path;

use crate::stage::Stage;

const COMMANDS: [&str; 14] = [
    "read",
    "check",
    "compare",
    "total",
    "convert",
    "serve",
    "doctor",
    "backup",
    "restore",
    "verify",
    "user",
    "import",
    "completions",
    "man",
];

/// Commands of commands.
const INNER: [&str; 10] = [
    "user list",
    "user add",
    "user reset-password",
    "user grant",
    "user revoke",
    "user unlock",
    "user disable",
    "user enable",
    "import bodies",
    "import reports",
];

#[test]
fn help_is_in_the_language_asked_for() {
    let stage = Stage::new();
    for command in COMMANDS.into_iter().chain(INNER) {
        let chinese = stage.run(&format!("{command} --help")).ends_with(0).out;
        assert!(chinese.contains("用法") && !chinese.contains("Usage"), "{chinese}");
        let english = stage.run(&format!("--lang en {command} --help")).ends_with(0).out;
        assert!(english.contains("Usage: gongkai") && !english.contains("用法"), "{english}");
        for help in [chinese, english] {
            assert!(!["help-", "about-", "value-", "usage-"].iter().any(|id| help.contains(id)), "{help}");
        }
    }
    let by_locale = |locale| stage.run_with("--help", &[("LANG", locale)], b"").out;
    assert!(by_locale("en_GB.UTF-8").contains("Usage:"));
    assert!(by_locale("C.UTF-8").contains("用法"));
    insta::assert_snapshot!("help-zh-CN", stage.run("check --help").out);
    insta::assert_snapshot!("help-en", stage.run("check --help --lang en").out);
}

#[test]
fn a_wrong_command_line_is_the_users_error() {
    let stage = Stage::new();
    for (arguments, expected) in [
        ("chekc", "check"),
        ("check", "<文件>"),
        ("check a --frob", "--frob"),
        ("check a --format yaml", "json"),
        ("check a --jobs many", "many"),
        ("check a --lang fr", "zh-CN"),
        ("compare a b c", "c"),
    ] {
        let run = stage.run(arguments).ends_with(1);
        assert!(run.error.contains(expected) && run.out.is_empty(), "{arguments}: {run:?}");
    }
    let run = stage.run("--lang en chekc").ends_with(1);
    assert!(run.error.contains("there is no command chekc; did you mean check?"), "{}", run.error);
    assert!(stage.run("").ends_with(1).error.contains("用法"));
    assert!(stage.run("--version").ends_with(0).out.starts_with("gongkai "));
}

#[test]
fn completions_for_every_shell() {
    let stage = Stage::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stage.run(&format!("completions {shell}")).ends_with(0).out;
        assert!(COMMANDS.iter().all(|command| script.contains(command)), "{shell}");
    }
}

/// The names of all pages.
fn pages() -> impl Iterator<Item = String> {
    let inner = INNER.iter().map(|name| name.replace(' ', "-"));
    let commands = COMMANDS.iter().map(ToString::to_string).chain(inner);
    std::iter::once("gongkai".to_owned()).chain(commands.map(|name| format!("gongkai-{name}")))
}

/// `gongkai --lang zh-CN man --dir docs/man/zh-CN` and the same for `en` bring them up to date.
#[test]
fn manual_pages_are_up_to_date() {
    let stage = Stage::new();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/man");
    for lang in ["zh-CN", "en"] {
        stage.run(&format!("--lang {lang} man --dir {lang}")).ends_with(0);
        for command in pages() {
            let name = format!("{lang}/{command}.1");
            let kept = std::fs::read_to_string(kept.join(&name)).unwrap_or_default();
            assert!(kept == stage.text(&name), "docs/man/{name} is not what the program writes");
        }
    }
    assert!(stage.run("man").ends_with(0).out.contains(".TH"));
    assert_eq!(stage.run("man import bodies").ends_with(0).out, stage.text("zh-CN/gongkai-import-bodies.1"));
    assert!(stage.run("man zzz").ends_with(1).error.contains("zzz"));
}

#[test]
fn help_may_be_asked_for_as_a_command() {
    let stage = Stage::new();
    for command in ["", "read", "import bodies"] {
        let asked = stage.run(&format!("help {command}")).ends_with(0).out;
        assert_eq!(asked, stage.run(&format!("{command} --help")).ends_with(0).out);
    }
    assert!(stage.run("help zzz").ends_with(1).error.contains("zzz"));
}
