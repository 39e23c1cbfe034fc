//! A gateway reached over HTTP: it takes one JSON object a message and answers 2xx when it has taken it.

use serde_json::json;

use super::{Outgoing, SendError, Sending, Way};
use crate::outgoing::{Reach, Trouble, agent};

/// Where a gateway is.
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayConfig {
    /// Where messages are posted to.
    pub url: String,
    /// What it knows us by; sent as `Authorization: Bearer …`.
    pub token: String,
}

impl std::fmt::Debug for GatewayConfig {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("GatewayConfig").field("url", &self.url).finish_non_exhaustive()
    }
}

/// A gateway.
#[derive(Debug, Clone)]
pub struct Gateway(GatewayConfig);

impl Gateway {
    /// A gateway at its address.
    pub fn new(config: GatewayConfig) -> Self {
        Self(config)
    }

    /// Asks the gateway what its address takes (`OPTIONS`), with the token and without a message; the status it answers. Names,
    /// connection and certificate are tried; whether it would take a message is not.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn test(&self) -> Result<u16, Trouble> {
        let (url, token) = (self.0.url.clone(), format!("Bearer {}", self.0.token));
        let ask = move || {
            let url = url::Url::parse(&url).map_err(|_| Trouble::BadAddress)?;
            let request = agent(Reach::Anywhere).options(url.as_str()).header("authorization", token);
            request.call().map(|answer| answer.status().as_u16()).map_err(|error| Trouble::of(&error))
        };
        tokio::task::spawn_blocking(ask).await.map_err(|_| Trouble::Interrupted)?
    }
}

impl Way for Gateway {
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Sending<'a> {
        let body = json!({"id": outgoing.id, "to": outgoing.to, "subject": outgoing.subject, "text": outgoing.text});
        let headers = vec![("authorization", format!("Bearer {}", self.0.token))];
        Box::pin(
            async move { settled(post_json(Reach::Anywhere, self.0.url.clone(), headers, body.to_string()).await) },
        )
    }
}

fn settled(answer: Result<u16, Trouble>) -> Result<(), SendError> {
    match answer {
        Ok(200..=299) => Ok(()),
        Ok(status @ (408 | 425 | 429 | 500..=599)) => Err(SendError::Unreachable(Trouble::Http(status))),
        Ok(status) => Err(SendError::Refused(Trouble::Http(status))),
        Err(why) => Err(SendError::Unreachable(why)),
    }
}

/// Posts JSON; the status of the answer, whatever it is, or why there is none. Redirects are not followed. Hosts with names in
/// Chinese are asked for as the network writes them.
pub(crate) async fn post_json(
    reach: Reach,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: String,
) -> Result<u16, Trouble> {
    let post = move || {
        let url = url::Url::parse(&url).map_err(|_| Trouble::BadAddress)?;
        let mut request = agent(reach).post(url.as_str()).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.send(body.as_bytes()).map(|answer| answer.status().as_u16()).map_err(|error| Trouble::of(&error))
    };
    tokio::task::spawn_blocking(post).await.map_err(|_| Trouble::Interrupted)?
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn an_address_in_chinese_is_asked_for_as_the_network_writes_it() {
        let post = async |url: String| post_json(Reach::Anywhere, url, Vec::new(), "{}".to_owned()).await;
        assert_eq!(post("http://例子.invalid/收".to_owned()).await, Err(Trouble::HostNotFound));
        assert_eq!(post("http://".to_owned()).await, Err(Trouble::BadAddress));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 4096];
            let length = stream.read(&mut asked).unwrap();
            stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
            String::from_utf8_lossy(&asked[..length]).into_owned()
        });
        assert_eq!(post(format!("http://127.0.0.1:{port}/收")).await, Ok(204));
        assert!(server.join().unwrap().starts_with("POST /%E6%94%B6 "));
    }
}
