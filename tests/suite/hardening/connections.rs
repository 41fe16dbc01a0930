//! Connections to the preview that never say what they want.

use crate::harness::{Said, Site};
use crate::serve::preview::Preview;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

/// 1,143 of them left the preview without a descriptor to read a save with.
#[test]
fn half_open_connections_are_few_and_end() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    let mut held: Vec<TcpStream> = Vec::new();
    for _ in 0..600 {
        let mut stream = TcpStream::connect(preview.address).unwrap();
        // Whoever is one too many is cut off at once.
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: loc");
        held.push(stream);
    }
    #[cfg(target_os = "linux")]
    assert!(preview.descriptors() < 200, "{} descriptors", preview.descriptors());
    let ended = held.iter_mut().all(|stream| {
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        let mut bytes = Vec::new();
        match stream.read_to_end(&mut bytes) {
            Ok(_) => true,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    });
    assert!(ended, "each is closed by the preview");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_page_is_neither_framed_nor_taken_by_another_site() {
    let site = Site::explained();
    let head = Preview::of(&site).get("/").head;
    assert!(head.contains("cross-origin-resource-policy: same-origin\r\n"), "{head}");
    assert!(head.contains("content-security-policy: frame-ancestors 'self'\r\n"), "{head}");
}

/// It was told that a site needs `site.yaml`, which was there.
#[cfg(unix)]
#[test]
fn a_machine_that_has_no_more_files_to_open_is_no_fault_of_the_content() {
    let site = Site::explained();
    for n in 0..200 {
        site.write(&format!("content/places/quay-{n}.md"), format!("---\nname: Quay {n}\n---\n"));
    }
    let told: Vec<Said> = (4..40)
        .map(|files| {
            let run = format!("ulimit -n {files}; exec {} check", env!("CARGO_BIN_EXE_dateline"));
            let mut command = Command::new("sh");
            command.args(["-c", &run]).current_dir(site.path()).env("SOURCE_DATE_EPOCH", "1988150400");
            command.output().unwrap()
        })
        .filter(|output| output.status.code().is_some())
        .map(Said::from)
        .collect();
    assert!(told.iter().any(|said| said.status == 0), "with some files it works");
    let refused: Vec<&Said> = told.iter().filter(|said| said.err.to_lowercase().contains("too many open")).collect();
    assert!(!refused.is_empty());
    for said in refused {
        assert!(said.status == 2 && !said.err.contains("error["), "{}: {}", said.status, said.err);
    }
}
