//! Chores of the repository: `xtask demo DIR`, `xtask fixtures`, `xtask corpus DIR N`.

fn main() {}
