//! What an operator sets: in a file, in the environment, on the command line. The later wins.
//!
//! Every setting has one row in [`key`]; a name no row has is refused, with its place.

mod error;
mod file;
mod key;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

pub(crate) use error::ConfigurationError;
pub(crate) use key::Key;

/// The file looked for in the data folder.
const FILE: &str = "gongkai.toml";

/// How settings are given on the command line.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Given {
    /// The file, when it is not `gongkai.toml` in the data folder.
    #[arg(long, value_name = "file")]
    pub(crate) config: Option<PathBuf>,
    /// The data folder.
    #[arg(long, value_name = "folder")]
    pub(crate) data: Option<PathBuf>,
    /// The database, when it is not the file in the data folder.
    #[arg(long, value_name = "address")]
    pub(crate) database: Option<String>,
    /// Any other setting, `name=value`.
    #[arg(long, value_name = "setting")]
    pub(crate) set: Vec<String>,
}

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It was not set.
    Default,
    /// A line of the file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// A variable of the environment.
    Environment,
    /// The command line.
    Flag,
}

/// A setting as it was given.
#[derive(Debug, Clone)]
struct Setting {
    text: String,
    origin: Origin,
}

/// All settings.
#[derive(Debug, Clone)]
pub(crate) struct Configuration {
    settings: BTreeMap<Key, Setting>,
    file: Option<PathBuf>,
}

impl Configuration {
    /// From the file, the environment and the command line.
    ///
    /// # Errors
    /// [`ConfigurationError`], with the place of what is wrong.
    pub(crate) fn load(given: &Given) -> Result<Self, ConfigurationError> {
        Self::of(given, |name| std::env::var(name).ok())
    }

    fn of(given: &Given, environment: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigurationError> {
        let mut flags = Vec::new();
        let path = |path: &PathBuf| path.to_string_lossy().into_owned();
        flags.extend(given.data.as_ref().map(|folder| (Key::Data, path(folder))));
        flags.extend(given.database.as_ref().map(|address| (Key::Database, address.clone())));
        for setting in &given.set {
            flags.push(named(setting)?);
        }
        let mut own = Self { settings: BTreeMap::new(), file: None };
        let from_environment: Vec<(Key, String)> = Key::ALL
            .into_iter()
            .filter_map(|key| Some((key, environment(&key.variable()).filter(|text| !text.is_empty())?)))
            .collect();
        // The data folder says where the file is, so it is looked for before the file is read.
        own.put(&from_environment, &Origin::Environment)?;
        own.put(&flags, &Origin::Flag)?;
        own.read_file(given.config.as_deref())?;
        own.put(&from_environment, &Origin::Environment)?;
        own.put(&flags, &Origin::Flag)?;
        Ok(own)
    }

    /// What a setting is; its default when it was not set. Empty where there is no default.
    pub(crate) fn text(&self, key: Key) -> &str {
        self.settings.get(&key).map_or(key.default(), |setting| &setting.text)
    }

    /// A setting that may be left out.
    pub(crate) fn maybe(&self, key: Key) -> Option<&str> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// A whole number; 0 for what is none, which `Kind::Number` keeps out.
    pub(crate) fn number(&self, key: Key) -> u32 {
        self.text(key).parse().unwrap_or_default()
    }

    /// Yes or no; `None` when it was left open.
    pub(crate) fn flag(&self, key: Key) -> Option<bool> {
        self.maybe(key).map(|text| text == "true")
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &Path {
        Path::new(self.text(Key::Data))
    }

    /// Where a setting comes from.
    pub(crate) fn origin(&self, key: Key) -> Origin {
        self.settings.get(&key).map_or(Origin::Default, |setting| setting.origin.clone())
    }

    /// The file that was read, if there was one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    fn read_file(&mut self, asked: Option<&Path>) -> Result<(), ConfigurationError> {
        let path = asked.map_or_else(|| self.data().join(FILE), Path::to_owned);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && asked.is_none() => return Ok(()),
            Err(source) => return Err(ConfigurationError::Unreadable { path, source }),
        };
        for (key, text, line) in file::read(&path, &text)? {
            let origin = Origin::File { path: path.clone(), line };
            self.settings.insert(key, Setting { text, origin });
        }
        self.file = Some(path);
        Ok(())
    }

    fn put(&mut self, given: &[(Key, String)], origin: &Origin) -> Result<(), ConfigurationError> {
        for (key, text) in given {
            if !key.kind().takes(text) {
                let name = if *origin == Origin::Environment { key.variable() } else { key.name().to_owned() };
                return Err(ConfigurationError::Value { place: name, kind: key.kind(), found: text.clone() });
            }
            self.settings.insert(*key, Setting { text: text.clone(), origin: origin.clone() });
        }
        Ok(())
    }
}

fn named(setting: &str) -> Result<(Key, String), ConfigurationError> {
    let (name, text) = setting.split_once('=').unwrap_or((setting, ""));
    match Key::parse(name) {
        Some(key) => Ok((key, text.to_owned())),
        None => Err(ConfigurationError::unknown(format!("--set {setting}"), name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(
        file: &str,
        environment: &[(&str, &str)],
        set: &[&str],
    ) -> Result<(Configuration, tempfile::TempDir), String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), file).unwrap();
        let given = Given {
            data: Some(folder.path().to_owned()),
            set: set.iter().map(ToString::to_string).collect(),
            ..Given::default()
        };
        let variables: BTreeMap<&str, &str> = environment.iter().copied().collect();
        let configuration = Configuration::of(&given, |name| variables.get(name).map(ToString::to_string));
        configuration.map(|found| (found, folder)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_command_line_wins_then_the_environment_then_the_file() {
        let file = "listen = \"127.0.0.1:1\"\n[site]\nrequests_per_minute = 5\nbehind_proxy = true\n";
        let environment = [("GONGKAI_LISTEN", "127.0.0.1:2"), ("GONGKAI_SITE_REQUESTS_PER_MINUTE", "6")];
        let (found, _folder) = load(file, &environment, &["listen=127.0.0.1:3"]).unwrap();
        assert_eq!((found.text(Key::Listen), found.origin(Key::Listen)), ("127.0.0.1:3", Origin::Flag));
        assert_eq!(found.number(Key::SiteRequestsPerMinute), 6);
        assert_eq!(found.flag(Key::SiteBehindProxy), Some(true));
        assert!(matches!(found.origin(Key::SiteBehindProxy), Origin::File { line: 4, .. }));
        assert_eq!((found.text(Key::BodyLevel), found.origin(Key::BodyLevel)), ("county", Origin::Default));
        assert_eq!(found.flag(Key::SiteSecureCookies), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (file, place) in [
            ("listen = \"127.0.0.1:1\"\nfrob = 1\n", "gongkai.toml:2:1: unknown setting frob"),
            ("[site]\n\n  public_ulr = \"x\"\n", "gongkai.toml:3:3: unknown setting site.public_ulr"),
            ("[site]\nbehind_proxy = \"perhaps\"\n", "gongkai.toml:2:16: "),
            ("listen = [1]\n", "gongkai.toml:1:10: "),
            ("listen = \n", "gongkai.toml:1:"),
        ] {
            let error = load(file, &[], &[]).unwrap_err();
            assert!(error.contains(place), "{file:?}: {error}");
        }
        assert!(
            load("", &[("GONGKAI_SITE_UPLOAD_MEBIBYTES", "many")], &[]).unwrap_err().contains("GONGKAI_SITE_UPLOAD")
        );
        assert!(load("", &[], &["frob=1"]).unwrap_err().contains("frob"));
        let hint = load("[site]\npublic_ulr = \"x\"\n", &[], &[]).unwrap_err();
        assert!(hint.contains("site.public_url"), "{hint}");
    }
}
