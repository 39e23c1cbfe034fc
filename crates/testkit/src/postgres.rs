//! A throwaway PostgreSQL for tests, from Debian's binaries, gone with the test process.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The running server; one a test process.
static SERVER: OnceLock<Server> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

struct Server {
    folder: PathBuf,
    binaries: PathBuf,
}

/// The address of a fresh, empty database.
///
/// # Panics
/// When PostgreSQL is not installed (`apt-get install postgresql`) or does not start: a test that needs it must fail.
pub fn fresh_database() -> String {
    let server = SERVER.get_or_init(Server::start);
    let name = format!("test{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    server.run("createdb", &["-h", &server.socket(), "-U", "gongkai", &name]);
    format!("postgres://gongkai@localhost/{name}?host={}", server.socket())
}

impl Server {
    #[expect(clippy::expect_used, reason = "a test without its database must fail, and say why")]
    fn start() -> Self {
        let binaries = binaries().expect("PostgreSQL's programs (hint: apt-get install postgresql)");
        let folder = std::env::temp_dir().join(format!("gongkai-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the database");
        let server = Self { folder, binaries };
        if is_root() {
            // PostgreSQL refuses to run as root.
            server.plain("chown", &["postgres", &server.folder.to_string_lossy()]);
        }
        let data = server.folder.join("data").to_string_lossy().into_owned();
        server.run("initdb", &["-D", &data, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]);
        // The shell waits for its input to end, which it does with this process, and then ends the server.
        let script = format!(
            "{as_user}'{postgres}' -D '{data}' -c listen_addresses= -c unix_socket_directories='{socket}' \
             -c fsync=off -c max_connections=200 >'{log}' 2>&1 & server=$!; cat >/dev/null; kill -INT $server; \
             wait $server; rm -rf '{socket}'",
            as_user = if is_root() { "setpriv --reuid=postgres --regid=postgres --clear-groups " } else { "" },
            postgres = server.binaries.join("postgres").display(),
            socket = server.socket(),
            log = server.folder.join("log").display(),
        );
        let watcher = Command::new("sh").args(["-c", &script]).stdin(Stdio::piped()).spawn();
        // The child is left to itself: its input ends when this process does.
        std::mem::forget(watcher.expect("a shell"));
        server.run("pg_isready", &["-h", &server.socket(), "-t", "0", "-q"]);
        server
    }

    fn socket(&self) -> String {
        self.folder.to_string_lossy().into_owned()
    }

    /// Runs one of PostgreSQL's programs; `pg_isready` until it says yes.
    fn run(&self, program: &str, arguments: &[&str]) {
        let waits = program == "pg_isready";
        for _ in 0..200 {
            let path = self.binaries.join(program).to_string_lossy().into_owned();
            let output = if is_root() {
                let prefix = ["--reuid=postgres", "--regid=postgres", "--clear-groups", &path];
                Command::new("setpriv").args(prefix).args(arguments).current_dir("/").output()
            } else {
                Command::new(path).args(arguments).output()
            };
            match output {
                Ok(output) if output.status.success() => return,
                Ok(_) if waits => std::thread::sleep(std::time::Duration::from_millis(50)),
                Ok(output) => fail(program, &String::from_utf8_lossy(&output.stderr)),
                Err(error) => fail(program, &error.to_string()),
            }
        }
        fail(program, "the server does not answer");
    }

    fn plain(&self, program: &str, arguments: &[&str]) {
        match Command::new(program).args(arguments).status() {
            Ok(status) if status.success() => {}
            other => fail(program, &format!("{other:?} in {}", self.folder.display())),
        }
    }
}

#[expect(clippy::panic, reason = "a test without its database must fail, and say why")]
fn fail(program: &str, why: &str) {
    panic!("{program}: {why}");
}

fn is_root() -> bool {
    std::env::var("USER").is_ok_and(|user| user == "root") || Path::new("/root/.").read_dir().is_ok()
}

/// Debian keeps the server's programs by version; the newest is taken.
fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    versions.sort();
    versions.pop().filter(|folder| folder.join("postgres").exists())
}
