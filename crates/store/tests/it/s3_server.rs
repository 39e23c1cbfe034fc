//! A small S3-compatible store on this machine: objects in memory, the requests our client makes, and no more.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use gongkai_store::blobs::S3;

const BUCKET: &str = "gongkai";
const KEY: &str = "key-of-this-test";

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// The store.
pub(crate) struct S3Server {
    endpoint: String,
    objects: Objects,
}

struct Request {
    method: String,
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl S3Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let objects = Objects::default();
        let kept = Arc::clone(&objects);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let objects = Arc::clone(&kept);
                std::thread::spawn(move || serve(&stream.unwrap(), &objects));
            }
        });
        Self { endpoint, objects }
    }

    pub(crate) fn at(&self, prefix: &str) -> S3 {
        S3 {
            bucket: BUCKET.to_owned(),
            prefix: prefix.to_owned(),
            endpoint: Some(self.endpoint.clone()),
            allow_http: true,
            region: "us-east-1".to_owned(),
            access_key: KEY.to_owned(),
            secret_key: "secret-of-this-test".to_owned(),
        }
    }

    /// Puts other bytes in the place of an object.
    pub(crate) fn spoil(&self, prefix: &str, hash: &str) {
        let place = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        let name = format!("{place}{}/{}", &hash[..2], &hash[2..]);
        let mut objects = self.objects.lock().unwrap();
        *objects.get_mut(&name).unwrap_or_else(|| panic!("{name} is not there")) = b"spoilt".to_vec();
    }
}

fn serve(stream: &TcpStream, objects: &Objects) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let (status, headers, body) = answer(&request, objects);
        let length = if request.method == "HEAD" { headers.len() } else { body.len() };
        let mut head = format!("HTTP/1.1 {status} X\r\n{headers}");
        if !headers.contains("content-length") {
            head.push_str(&format!("content-length: {length}\r\n"));
        }
        let mut writer = stream;
        writer.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        if request.method != "HEAD" {
            writer.write_all(&body).unwrap();
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    if reader.read_line(&mut line).ok()? == 0 {
        return None;
    }
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { method, path: decoded(path), query: query.to_owned(), headers, body })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn answer(request: &Request, objects: &Objects) -> (u16, String, Vec<u8>) {
    let plain = |status: u16, body: &str| (status, "content-type: application/xml\r\n".to_owned(), body.into());
    // Signed, and by whom we know. Whether the signature is right is the client library's own matter.
    let signed = request.headers.get("authorization").is_some_and(|by| {
        by.starts_with("AWS4-HMAC-SHA256") && by.contains(&format!("Credential={KEY}/")) && by.contains("Signature=")
    });
    if !signed || !request.headers.contains_key("x-amz-content-sha256") {
        return plain(403, "<Error><Code>AccessDenied</Code></Error>");
    }
    let Some(name) = request.path.strip_prefix(&format!("/{BUCKET}")) else {
        return plain(404, "<Error><Code>NoSuchBucket</Code></Error>");
    };
    let name = name.trim_start_matches('/');
    let mut objects = objects.lock().unwrap();
    match (request.method.as_str(), name.is_empty()) {
        ("PUT", false) => {
            objects.insert(name.to_owned(), request.body.clone());
            (200, "etag: \"1\"\r\n".to_owned(), Vec::new())
        }
        ("GET" | "HEAD", false) => match objects.get(name) {
            Some(bytes) => {
                let length = bytes.len();
                let headers = format!(
                    "etag: \"1\"\r\nlast-modified: Mon, 15 Jan 2024 01:00:00 GMT\r\ncontent-length: {length}\r\n"
                );
                (200, headers, bytes.clone())
            }
            None => plain(404, "<Error><Code>NoSuchKey</Code></Error>"),
        },
        ("DELETE", false) => {
            objects.remove(name);
            (204, String::new(), Vec::new())
        }
        ("POST", true) if request.query.starts_with("delete") => {
            let asked = String::from_utf8(request.body.clone()).unwrap();
            let names = asked.split("<Key>").skip(1).map(|part| part.split("</Key>").next().unwrap());
            let deleted = names.map(|name| {
                objects.remove(name);
                format!("<Deleted><Key>{name}</Key></Deleted>")
            });
            plain(200, &format!("<DeleteResult>{}</DeleteResult>", deleted.collect::<String>()))
        }
        ("GET", true) => {
            let prefix = request.query.split('&').find_map(|pair| pair.strip_prefix("prefix=")).unwrap_or_default();
            let prefix = decoded(&prefix.replace('+', " "));
            let found = objects.iter().filter(|(name, _)| name.starts_with(&prefix));
            let found = found.map(|(name, bytes)| {
                format!(
                    "<Contents><Key>{name}</Key><LastModified>2024-01-15T01:00:00.000Z</LastModified>\
                     <ETag>&quot;1&quot;</ETag><Size>{}</Size></Contents>",
                    bytes.len()
                )
            });
            let found: String = found.collect();
            plain(200, &format!("<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"))
        }
        _ => plain(400, "<Error><Code>BadRequest</Code></Error>"),
    }
}
