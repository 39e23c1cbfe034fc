//! gongkai.
fn main() {}
