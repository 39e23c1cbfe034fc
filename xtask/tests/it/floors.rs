//! Who may depend on whom: arrows only point down (ARCHITECTURE.md).

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate with the crates of this repository it may use in what ships.
const FLOORS: [(&str, &[&str]); 9] = [
    ("gongkai-law", &[]),
    ("gongkai-documents", &[]),
    ("gongkai-report", &["gongkai-documents", "gongkai-law"]),
    ("gongkai-store", &["gongkai-law"]),
    ("gongkai-app", &["gongkai-documents", "gongkai-law", "gongkai-report", "gongkai-store"]),
    ("gongkai-web", &["gongkai-app", "gongkai-documents", "gongkai-law", "gongkai-report", "gongkai-store"]),
    (
        "gongkai-cli",
        &["gongkai-app", "gongkai-documents", "gongkai-law", "gongkai-report", "gongkai-store", "gongkai-web"],
    ),
    ("gongkai-testkit", &["gongkai-documents", "gongkai-law", "gongkai-report"]),
    ("xtask", &["gongkai-documents", "gongkai-law", "gongkai-report", "gongkai-testkit"]),
];

/// Crates the pure floors must not reach: runtimes, databases, sockets, terminals, clocks.
const NOT_IN_PURE: [&str; 8] = ["tokio", "async-std", "sqlx", "reqwest", "hyper", "clap", "indicatif", "rayon"];

#[test]
fn crates_depend_only_downwards() {
    let metadata = MetadataCommand::new().no_deps().exec().unwrap();
    let allowed: BTreeMap<&str, &[&str]> = FLOORS.into_iter().collect();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        let may =
            allowed.get(name).unwrap_or_else(|| panic!("{name} has no floor: add it to FLOORS and ARCHITECTURE.md"));
        for dependency in package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal) {
            if dependency.path.is_some() {
                assert!(may.contains(&dependency.name.as_str()), "{name} must not depend on {}", dependency.name);
            }
            let pure = matches!(name, "gongkai-law" | "gongkai-documents" | "gongkai-report");
            assert!(
                !(pure && NOT_IN_PURE.contains(&dependency.name.as_str())),
                "{name} is pure and must not use {}",
                dependency.name
            );
        }
    }
}

#[test]
fn the_testkit_never_ships() {
    let metadata = MetadataCommand::new().no_deps().exec().unwrap();
    for package in metadata.workspace_packages() {
        let ships = !matches!(package.name.as_str(), "xtask" | "gongkai-testkit");
        let uses = package
            .dependencies
            .iter()
            .any(|dependency| dependency.kind == DependencyKind::Normal && dependency.name == "gongkai-testkit");
        assert!(!(ships && uses), "{} ships the testkit", package.name);
    }
}
