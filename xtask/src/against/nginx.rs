//! The settings of nginx: `hash`, `hash .. consistent` and `ip_hash`, the last told of addresses by a header.

use super::proxy::{Ports, server};
use super::{Case, Kind};
use std::fmt::Write;
use std::path::Path;

const EQUAL: &[u32] = &[1, 1, 1];
const FIVE: &[u32] = &[5, 1, 1];
const MIXED: &[u32] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const HASH: &str = "hash $arg_key;";
const CONSISTENT: &str = "hash $arg_key consistent;";
const IP_HASH: &str = "ip_hash;";

pub(super) const KIND: Kind = Kind {
    program: "nginx",
    about: "`hash $arg_key`, `hash $arg_key consistent`, and `ip_hash` with addresses from X-Real-IP; servers by address and port",
    cases: &[
        Case { policy: "nginx-hash", setting: HASH, weights: EQUAL },
        Case { policy: "nginx-hash", setting: HASH, weights: FIVE },
        Case { policy: "nginx-hash", setting: HASH, weights: MIXED },
        Case { policy: "nginx-consistent", setting: CONSISTENT, weights: EQUAL },
        Case { policy: "nginx-consistent", setting: CONSISTENT, weights: FIVE },
        Case { policy: "nginx-consistent", setting: CONSISTENT, weights: MIXED },
        Case { policy: "nginx-ip-hash", setting: IP_HASH, weights: EQUAL },
        Case { policy: "nginx-ip-hash", setting: IP_HASH, weights: FIVE },
        Case { policy: "nginx-ip-hash", setting: IP_HASH, weights: MIXED },
    ],
    settings,
    arguments: |settings| {
        let folder = settings.parent().unwrap_or(settings).display();
        vec!["-p".to_owned(), format!("{folder}"), "-c".to_owned(), settings.display().to_string()]
    },
    version: "-v",
};

fn settings(directory: &Path, ports: &Ports, cases: &[Case]) -> String {
    let folder = directory.display();
    let mut text = format!(
        "# One process, in the foreground: what ends it ends all of it.
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  set_real_ip_from 127.0.0.1;
  proxy_http_version 1.1;
  proxy_set_header Connection \"\";
  default_type text/plain;
"
    );
    for port in &ports.servers {
        let name = server(*port);
        let _ = writeln!(text, "  server {{ listen {name}; location / {{ return 200 {name}; }} }}");
    }
    for (nth, (case, port)) in cases.iter().zip(&ports.cases).enumerate() {
        let _ = writeln!(text, "  upstream case{nth} {{\n    {}", case.setting);
        for (server_port, weight) in ports.servers.iter().zip(case.weights) {
            let _ = writeln!(text, "    server {} weight={weight} max_fails=0;", server(*server_port));
        }
        let _ = writeln!(text, "    keepalive 32;\n  }}");
        let _ = writeln!(text, "  server {{ listen {}; location / {{ proxy_pass http://case{nth}; }} }}", server(*port));
    }
    text + "}\n"
}
