//! A connection that is kept, and somebody signed in.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// A kept connection.
pub(crate) struct Connection {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    /// The cookies of the last answer.
    set: Vec<String>,
}

impl Connection {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { address, stream: BufReader::new(stream), set: Vec::new() }
    }

    pub(crate) fn get(&mut self, path: &str, cookie: &str) -> (u16, Vec<u8>) {
        self.send("GET", path, cookie, "")
    }

    fn send(&mut self, method: &str, path: &str, cookie: &str, form: &str) -> (u16, Vec<u8>) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut status, mut length) = (0, 0);
        self.set.clear();
        for number in 0.. {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim_end();
            if number == 0 {
                status = line.split(' ').nth(1).unwrap().parse().unwrap();
            } else if line.is_empty() {
                break;
            } else if let Some((name, value)) = line.split_once(": ") {
                match name.to_ascii_lowercase().as_str() {
                    "content-length" => length = value.parse().unwrap(),
                    "set-cookie" => self.set.push(value.split(';').next().unwrap().to_owned()),
                    _ => {}
                }
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (status, body)
    }
}

/// Signs in through the page; the session's cookie.
pub(crate) fn signed_in(address: SocketAddr, name: &str, password: &str) -> String {
    let mut connection = Connection::to(address);
    let (_, page) = connection.get("/sign-in", "");
    let page = String::from_utf8(page).unwrap();
    let form = connection.set.join("; ");
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = format!("csrf={csrf}&sign_in={name}&password={password}&next=%2Foffice");
    let (status, body) = connection.send("POST", "/sign-in", &form, &fields);
    assert_eq!(status, 303, "{}", String::from_utf8_lossy(&body));
    connection.set.iter().find(|cookie| cookie.starts_with("gongkai=")).unwrap().clone()
}
