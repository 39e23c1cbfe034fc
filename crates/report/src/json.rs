//! The JSON contract `gongkai.report/1`.
