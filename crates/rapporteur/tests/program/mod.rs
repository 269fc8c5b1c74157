//! Runs the program on an input, for the tests of what it does with it.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail like the tests"
)]

use std::io::{Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long any input of a test may take: minutes more than it does on a slow machine, and less
/// than what grows with the square of the input.
const LONGEST: Duration = Duration::from_secs(60);

/// How the program ends on `input`; one that does not end in time is ended, and the test with it.
pub(crate) fn run(words: &[&str], input: &[u8]) -> Output {
    run_into(Stdio::piped(), words, input)
}

/// The same with what is written going to `stdout`; nothing of it comes back from a file.
pub(crate) fn run_into(stdout: Stdio, words: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        // A program that stops before it reads closes the pipe.
        scope.spawn(move || drop(stdin.write_all(input)));
        let stdout = scope.spawn(move || all(stdout));
        let stderr = scope.spawn(move || all(stderr));
        let status = ended(&mut child).wait().unwrap();
        Output {
            status,
            stdout: stdout.join().unwrap(),
            stderr: stderr.join().unwrap(),
        }
    })
}

fn all(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        pipe.read_to_end(&mut bytes).unwrap();
    }
    bytes
}

/// Waits for the program's end, and brings it about where it takes too long.
fn ended(child: &mut Child) -> &mut Child {
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > LONGEST {
            child.kill().unwrap();
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    child
}
