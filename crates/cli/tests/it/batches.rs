//! Many files at once.

use std::io::Read;
use std::process::Stdio;

use crate::sample::sound;
use crate::stage::{Stage, command};

fn crowd(count: usize) -> Stage {
    let stage = Stage::new();
    for number in 0..count {
        stage.put(&format!("年报/{number}.html"), sound(&format!("第{number}街道"), 2023));
    }
    stage
}

#[test]
fn the_order_does_not_depend_on_the_workers() {
    let stage = crowd(60);
    let expected: Vec<String> = (0..60).map(|number| format!("年报/{number}.html")).collect();
    let one = stage.run("read 年报 --format json --jobs 1").ends_with(0);
    assert_eq!(one.sources(), expected);
    for jobs in [2, 5] {
        assert_eq!(stage.run(&format!("read 年报 --format json --jobs {jobs}")).out, one.out);
    }
    let check = |jobs: usize| stage.run(&format!("check 年报 --jobs {jobs}")).out;
    assert_eq!(check(1), check(3));
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let stage = crowd(40);
    let mut child = command(&stage.path(""), "read 年报 --format json")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 100]).unwrap();
    drop(out);
    let mut error = String::new();
    child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(error, "");
}
