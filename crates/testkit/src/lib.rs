//! gongkai testkit.
