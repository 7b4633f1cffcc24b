//! Asking a proxy: one connection, one request after the other, the answer's body being the name of a server.

use crate::complaint::{Complaint, Outcome};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came back.
pub(super) struct Asked {
    /// The server of each key.
    pub(super) servers: Vec<String>,
}

/// Keys that a policy takes: words of several kinds and lengths, or addresses of both kinds. Every key can stand in a
/// request's first line and in a header as it is.
pub(super) fn keys(policy: &str, count: u32) -> Vec<String> {
    let spread = |number: u32| number.wrapping_mul(2_654_435_761) ^ 0x5bd1_e995;
    let address = |number: u32| {
        let bits = spread(number);
        match number % 4 {
            0 => format!("2001:db8:{:x}::{:x}", bits >> 16, bits & 0xffff),
            _ => std::net::Ipv4Addr::from(bits).to_string(),
        }
    };
    let word = |number: u32| match number % 5 {
        0 => number.to_string(),
        1 => format!("user:{}", spread(number)),
        2 => format!("/shop/{}/item-{number}.html", spread(number) % 97),
        3 => format!("{:08x}{:08x}", spread(number), spread(number.wrapping_add(count))),
        _ => format!("~{}", "x".repeat(number as usize % 200)) + &number.to_string(),
    };
    (0..count).map(|number| if policy == "nginx-ip-hash" { address(number) } else { word(number) }).collect()
}

impl Asked {
    /// Sends all keys through a port, each as the argument `key`, the header `X-Key` and the header `X-Real-IP`: a case
    /// looks at one of them.
    pub(super) fn all(port: u16, keys: &[String]) -> Outcome<Self> {
        let broken = |error: std::io::Error| Complaint::new(format!("asking on port {port}: {error}"));
        let stream = TcpStream::connect(("127.0.0.1", port)).map_err(broken)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(broken)?;
        stream.set_nodelay(true).map_err(broken)?;
        let mut to = stream.try_clone().map_err(broken)?;
        let mut from = BufReader::new(stream);
        let mut servers = Vec::with_capacity(keys.len());
        for key in keys {
            let request = format!("GET /?key={key} HTTP/1.1\r\nHost: localhost\r\nX-Key: {key}\r\nX-Real-IP: {key}\r\n\r\n");
            to.write_all(request.as_bytes()).map_err(broken)?;
            servers.push(answer(&mut from).map_err(broken)?);
        }
        Ok(Self { servers })
    }
}

/// The body of one answer, which says how long it is; of any but a good one its first line.
fn answer(from: &mut impl BufRead) -> std::io::Result<String> {
    let mut first = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().map_err(std::io::Error::other)?;
            }
        } else {
            line.clone_into(&mut first);
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(if first.contains(" 200 ") { String::from_utf8_lossy(&body).trim().to_owned() } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_as_long_as_its_answer_says() {
        let mut two =
            &b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\nDate: 1:2\r\n\r\na:1HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n"[..];
        assert_eq!(answer(&mut two).ok().as_deref(), Some("a:1"));
        assert_eq!(answer(&mut two).ok().as_deref(), Some("HTTP/1.1 502 Bad"));
        assert!(answer(&mut two).is_err());
    }

    #[test]
    fn keys_differ_and_can_stand_in_a_request() {
        for policy in ["nginx-ip-hash", "nginx-hash"] {
            let all = keys(policy, 2_000);
            let plain = |key: &String| key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'&' && byte != b'#');
            assert!(all.iter().all(plain) && all.len() == 2_000);
            assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 2_000);
        }
    }
}
