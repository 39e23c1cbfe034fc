//! clap's command with every sentence in the user's language.

use clap::{Arg, ArgAction, Command, CommandFactory};
use gongkai_law::Wording;

use super::Arguments;
use crate::render::style::{STRONG, painted};
use crate::render::width::{self, wrapped};

/// The command, its help in the bundle's language.
pub(crate) fn command(wording: &Wording, columns: usize) -> Command {
    localized(Arguments::command().term_width(columns), "gongkai", wording, columns)
}

fn localized(command: Command, path: &str, wording: &Wording, columns: usize) -> Command {
    let name = path.rsplit(' ').next().unwrap_or(path).to_owned();
    let usage = wording.text(&format!("usage-{name}"), &[]);
    let template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
        painted(STRONG, &wording.text("heading-usage", &[]))
    );
    let mut command = command
        .about(wrapped(&wording.text(&format!("about-{name}"), &[]), columns).join("\n"))
        .override_usage(usage)
        .help_template(template)
        .subcommand_help_heading(wording.text("heading-commands", &[]))
        .subcommand_value_name(wording.text("value-command", &[]))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).display_order(900));
    if path == "gongkai" {
        command =
            command.arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).display_order(901));
    }
    if let Some(after) = wording.attribute(&format!("about-{name}"), "after", &[]) {
        command = command.after_help(wrapped(&after, columns).join("\n"));
    }
    let command = command.mut_args(|argument| localized_argument(argument, &name, wording));
    let taken = command.get_arguments().map(invocation_columns).max().unwrap_or(0);
    command
        .mut_args(|argument| {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            argument.help(wrapped(&help, columns.saturating_sub(taken)).join("\n"))
        })
        .mut_subcommands(|inner| {
            let path = format!("{path} {}", inner.get_name());
            localized(inner, &path, wording, columns)
        })
}

/// The columns clap takes for what stands left of an argument's help. Told here because clap breaks lines at spaces
/// only, and Chinese has none.
fn invocation_columns(argument: &Arg) -> usize {
    let values =
        argument.get_value_names().unwrap_or_default().iter().map(|name| width::columns(name) + 3).sum::<usize>();
    let long = argument.get_long().map_or(0, |long| "  -x, --".len() + long.len());
    "  ".len() + long + values + "  ".len()
}

fn localized_argument(argument: Arg, command: &str, wording: &Wording) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let own = format!("help-{command}-{id}");
    let help = wording.text(if wording.has(&own) { &own } else { "" }, &[]);
    let help = if help.is_empty() { wording.text(&format!("help-{id}"), &[]) } else { help };
    let heading = if argument.is_positional() { "heading-arguments" } else { "heading-options" };
    let argument = argument.help(help).help_heading(wording.text(heading, &[]));
    if !argument.get_action().takes_values() {
        return argument;
    }
    let names: Vec<String> = argument
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| wording.text(&format!("value-{}", name.to_lowercase()), &[]))
        .collect();
    // Values and defaults are told in the help text, in its language.
    argument.value_names(names).hide_possible_values(true).hide_default_value(true)
}

#[cfg(test)]
mod tests {
    use gongkai_law::Lang;

    use super::*;

    fn check_help(command: &Command, lang: Lang) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(!about.starts_with("about-"), "{lang:?} {}: no about", command.get_name());
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.starts_with("help-"), "{lang:?} {}: {help}", command.get_name());
            for name in argument.get_value_names().unwrap_or_default() {
                assert!(!name.starts_with("value-"), "{lang:?} {}: {name}", command.get_name());
            }
        }
        for inner in command.get_subcommands() {
            check_help(inner, lang);
        }
    }

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        for lang in [Lang::ZhCn, Lang::En] {
            let command = command(crate::wording::bundle(lang), 80);
            check_help(&command, lang);
            command.debug_assert();
        }
    }
}
