//! `gongkai serve` as a process, and somebody who asks it over HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::stage::command;

/// A running server; killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    said: Arc<Mutex<String>>,
}

impl Server {
    /// Starts one on a data folder and waits until it answers. `arguments` are separated by spaces.
    pub(crate) fn start(data: &Path, arguments: &str) -> Self {
        let arguments = format!("serve --listen 127.0.0.1:0 --lang en --data {} {arguments}", data.display());
        let mut child = command(data.parent().unwrap(), &arguments)
            .env("GONGKAI_LOG_LEVEL", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (ready, address) = std::sync::mpsc::channel();
        let (mut lines, all) = (BufReader::new(child.stderr.take().unwrap()), said.clone());
        std::thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                if let Some(url) = line.strip_prefix("started: http://") {
                    let address = url.split(' ').next().unwrap_or_default();
                    let _ = ready.send(address.parse::<SocketAddr>());
                }
                all.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        match address.recv_timeout(Duration::from_mins(1)) {
            Ok(Ok(address)) => Self { child, address, said },
            other => {
                let _ = child.kill();
                panic!("the server did not start: {other:?}\n{}", said.lock().unwrap());
            }
        }
    }

    /// What it said on standard error.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Ends it as `kill -9` does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it as a service manager does; it must end by itself, in order.
    pub(crate) fn stop(mut self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}\n{}", self.said());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who asks, with a session or without.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) address: SocketAddr,
    pub(crate) cookies: Vec<String>,
    pub(crate) csrf: String,
}

/// An answer that came whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a hidden field, or of any other input.
    pub(crate) fn value(&self, name: &str) -> String {
        let text = self.text();
        let input = text.split("<input").find(|input| input.contains(&format!("name=\"{name}\"")));
        let value = input.and_then(|input| input.split("value=\"").nth(1)).and_then(|rest| rest.split('"').next());
        value.unwrap_or_else(|| panic!("no {name} in {text}")).to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    }
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, cookies: Vec::new(), csrf: String::new() }
    }

    /// The same browser at another node.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    /// Signs in through the page, as people do.
    pub(crate) fn sign_in(mut self, name: &str, password: &str) -> Self {
        let page = self.get("/sign-in").unwrap();
        self.keep_cookies(&page);
        self.csrf = page.value("csrf");
        let answer = self.post("/sign-in", &[("sign_in", name), ("password", password), ("next", "/account")]).unwrap();
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.keep_cookies(&answer);
        self.csrf = self.get("/account").unwrap().value("csrf");
        self
    }

    pub(crate) fn get(&self, path: &str) -> std::io::Result<Answer> {
        self.send("GET", path, "", b"")
    }

    /// Posts a form as a page of ours would.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let pairs = [("csrf", self.csrf.as_str())].into_iter().chain(fields.iter().copied());
        let body: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.send("POST", path, "application/x-www-form-urlencoded", body.join("&").as_bytes())
    }

    /// Posts files as a page of ours would: field, name, bytes.
    pub(crate) fn post_files(&self, path: &str, files: &[(&str, &str, &[u8])]) -> std::io::Result<Answer> {
        const EDGE: &str = "test-edge-0123456789";
        let mut body =
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n", self.csrf).into_bytes();
        for (field, name, bytes) in files {
            let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n");
            body.extend(head.bytes());
            body.extend(b"Content-Type: application/octet-stream\r\n\r\n");
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{EDGE}--\r\n").bytes());
        self.send("POST", path, &format!("multipart/form-data; boundary={EDGE}"), &body)
    }

    /// One request on a connection of its own, to its whole answer.
    fn send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        let cookies = self.cookies.join("; ");
        // HTTP/1.0: the answer ends with the connection and comes in one piece.
        let mut request = format!("{method} {path} HTTP/1.0\r\nHost: {}\r\nCookie: {cookies}\r\n", self.address);
        if !kind.is_empty() {
            request.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
        }
        stream.write_all(format!("{request}\r\n").as_bytes())?;
        stream.write_all(body)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Self::answer(&bytes).ok_or_else(|| std::io::Error::other("the answer was cut off"))
    }

    fn answer(bytes: &[u8]) -> Option<Answer> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let answer = Answer { status, head, body: bytes[end + 4..].to_vec() };
        let whole = answer.header("content-length").is_none_or(|length| length.parse() == Ok(answer.body.len()));
        whole.then_some(answer)
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        let set = answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        for pair in set.filter_map(|line| line.split(';').next()) {
            let name = pair.split('=').next().unwrap();
            self.cookies.retain(|kept| !kept.starts_with(&format!("{name}=")));
            if !pair.ends_with('=') {
                self.cookies.push(pair.to_owned());
            }
        }
    }
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let piece = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(piece).collect()
}
