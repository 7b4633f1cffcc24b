//! The settings of HAProxy: `hash-type consistent sdbm`, which hashes a key with sdbm and leaves it at that (without a
//! function `hash-type consistent` would also send it through its avalanche); no ids are written down, so servers count
//! from 1.

use super::proxy::{Ports, server};
use super::{Case, Kind};
use std::fmt::Write;
use std::path::Path;

const CONSISTENT: &str = "hash-type consistent sdbm";

pub(super) const KIND: Kind = Kind {
    program: "haproxy",
    about: "`balance hdr(X-Key)`, `hash-type consistent sdbm`: key hash sdbm, no avalanche, ids from 1",
    cases: &[
        Case { policy: "haproxy-consistent", setting: CONSISTENT, weights: &[1, 1, 1] },
        Case { policy: "haproxy-consistent", setting: CONSISTENT, weights: &[5, 1, 1] },
        Case { policy: "haproxy-consistent", setting: CONSISTENT, weights: &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
        Case { policy: "haproxy-consistent", setting: CONSISTENT, weights: &[256, 256, 1, 100, 50, 7] },
    ],
    settings,
    arguments: |settings| vec!["-db".to_owned(), "-f".to_owned(), settings.display().to_string()],
    version: "-v",
};

fn settings(_: &Path, ports: &Ports, cases: &[Case]) -> String {
    let mut text = "global
  maxconn 256
  nbthread 1
defaults
  mode http
  timeout connect 10s
  timeout client 60s
  timeout server 60s
"
    .to_owned();
    for port in &ports.servers {
        let name = server(*port);
        let _ = writeln!(
            text,
            "frontend server{port}\n  bind {name}\n  http-request return status 200 content-type text/plain string {name}"
        );
    }
    for (nth, (case, port)) in cases.iter().zip(&ports.cases).enumerate() {
        let _ = writeln!(text, "frontend case{nth}\n  bind {}\n  default_backend case{nth}", server(*port));
        let _ = writeln!(text, "backend case{nth}\n  balance hdr(X-Key)\n  {}", case.setting);
        for (server_port, weight) in ports.servers.iter().zip(case.weights) {
            let _ = writeln!(text, "  server s{server_port} {} weight {weight}", server(*server_port));
        }
    }
    text
}
