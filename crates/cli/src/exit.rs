//! Exit codes: 0 done, 1 findings or user error, 2 cannot proceed.

use std::process::ExitCode;

use gongkai_app::AppError;

use crate::commands::CommandError;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Everything was done, nothing is wrong.
    Done,
    /// Findings of severity error, or the command was used wrongly.
    Findings,
    /// Something could not be read or written.
    CannotProceed,
}

impl Exit {
    /// The process's exit code.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::CannotProceed => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// The one map from what a command met to the exit code.
impl From<&CommandError> for Exit {
    fn from(error: &CommandError) -> Self {
        match error {
            // The reader of our output went away (`| head`): nothing is wrong with us.
            CommandError::OutputClosed => Self::Done,
            CommandError::Operation(error) if error.is_the_users() => Self::Findings,
            CommandError::Input { .. }
            | CommandError::NothingFound
            | CommandError::Write { .. }
            | CommandError::Format { .. }
            | CommandError::Output(_)
            | CommandError::Workers(_)
            | CommandError::Store(_)
            | CommandError::App(AppError::Store(_) | AppError::Random | AppError::Internal(_))
            | CommandError::Operation(_) => Self::CannotProceed,
            CommandError::UnknownEnding { .. }
            | CommandError::NotArchive { .. }
            | CommandError::Exists { .. }
            | CommandError::FontFolder { .. }
            | CommandError::NotOneFile { .. }
            | CommandError::NoReport { .. }
            | CommandError::UnknownCode { .. }
            | CommandError::UnknownCommand { .. }
            | CommandError::Settings { .. }
            | CommandError::Configuration(_)
            | CommandError::App(_) => Self::Findings,
        }
    }
}
