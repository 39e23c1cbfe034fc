//! Which addresses requests may go to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far requests reach whose address people enter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reach {
    /// Addresses of the public network only: not this machine, not the network around it.
    #[default]
    Public,
    /// Any address.
    Anywhere,
}

/// That a name leads to this machine or the network around it.
#[derive(Debug, thiserror::Error)]
#[error("private address")]
pub(super) struct PrivateAddress;

/// Looks names up and lets nothing through that is out of reach. What was looked up is what is connected to, so a name that
/// leads elsewhere a moment later gains nothing.
#[derive(Debug)]
pub(super) struct Within(pub(super) Reach);

impl Resolver for Within {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        // The system tells of a name nobody knows with an error of no kind, which nothing could tell from others later.
        let found = DefaultResolver::default().resolve(uri, config, timeout).map_err(|error| match error {
            ureq::Error::Io(_) => ureq::Error::HostNotFound,
            other => other,
        })?;
        // One inside is enough to refuse: nobody honest mixes them.
        if self.0 == Reach::Anywhere || found.iter().all(|address| is_public(address.ip())) {
            Ok(found)
        } else {
            Err(ureq::Error::Other(Box::new(PrivateAddress)))
        }
    }
}

/// Whether an address of the web names this machine or the network around it, as far as can be told without looking the
/// name up.
pub(crate) fn names_inside(url: &str) -> bool {
    // As browsers read them: 127.1, 0x7f.1 and 2130706433 are numbers of this machine, too.
    match url::Url::parse(url).ok().as_ref().and_then(url::Url::host) {
        Some(url::Host::Ipv4(address)) => !is_public(address.into()),
        Some(url::Host::Ipv6(address)) => !is_public(address.into()),
        Some(url::Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// Whether an address is one of the public network.
///
/// Basis: IANA's registries of special-purpose addresses (RFC 6890 and what was added since).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = a == 192 && b == 0 && c == 0;
    let measuring = a == 198 && (18..20).contains(&b);
    let special =
        address.is_private() || address.is_loopback() || address.is_link_local() || address.is_documentation();
    !(special || shared || protocol || measuring || a == 0 || a >= 224)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let within = |high: u16, low: u16| {
        let [one, two] = high.to_be_bytes();
        let [three, four] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(one, two, three, four))
    };
    match address.segments() {
        // ::a.b.c.d, ::ffff:a.b.c.d, 64:ff9b::a.b.c.d and 2002:a.b.c.d:: stand for an address of the older kind; :: and ::1
        // are among them.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            within(high, low)
        }
        // Teredo, benchmarking, documentation.
        [0x2001, 0 | 2 | 0xdb8, ..] => false,
        // Only 2000::/3 is given out.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Trouble;
    use super::*;

    #[test]
    fn what_lies_inside_is_told_from_the_public_network() {
        for inside in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["1.2.3.4", "172.32.0.1", "100.128.0.1", "223.5.5.5", "2400:3200::1", "::ffff:1.2.3.4"] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn addresses_that_say_it_themselves_are_known_before_they_are_asked() {
        for inside in [
            "http://127.0.0.1:9/hook",
            "http://[::1]/",
            "https://LOCALHOST",
            "http://a.localhost./x",
            "http://10.0.0.1",
            "http://[::ffff:10.0.0.1]:80/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://0/",
            "http://①②⑦.0.0.1/",
        ] {
            assert!(names_inside(inside), "{inside}");
        }
        for outside in ["https://example.gov.cn/hook", "http://1.2.3.4/", "https://[2400:3200::1]/", "https://示例.cn"]
        {
            assert!(!names_inside(outside), "{outside}");
        }
    }

    #[test]
    fn a_name_that_leads_inside_is_refused_when_it_is_looked_up() {
        // Names the system knows without a network; numbers that only look like none.
        for url in ["http://localhost:9/", "http://127.1:9/", "http://2130706433:9/", "http://0x7f.0.0.1:9/"] {
            let refused = super::super::agent(Reach::Public).get(url).call().unwrap_err();
            assert_eq!(Trouble::of(&refused), Trouble::PrivateAddress, "{url}: {refused:?}");
        }
    }
}
