//! As much of HTTP as a page needs: files by their names, one for a connection.
//!
//! # Source
//! RFC 9112, "HTTP/1.1".

use super::site::Found;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The most that somebody may say before a file is asked for. Unit: bytes.
const HEAD_BYTES_MAX: u64 = 16 << 10;

/// How long somebody may take to ask, and for each part of the answer.
const WAIT: Duration = Duration::from_secs(10);

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// The name of a file.
    pub(super) name: String,
    /// Whether its bytes are wanted, and not their size alone.
    wants_bytes: bool,
    takes_brotli: bool,
}

/// Answers one request.
///
/// # Errors
/// Whoever asked says nothing, or takes nothing.
pub(super) fn answer(mut stream: &TcpStream, find: impl FnOnce(&str) -> Option<Found>) -> io::Result<()> {
    stream.set_read_timeout(Some(WAIT))?;
    stream.set_write_timeout(Some(WAIT))?;
    stream.set_nodelay(true)?;
    let request = read(&mut BufReader::new(stream.take(HEAD_BYTES_MAX)))?;
    let answer = match request {
        Ok(request) => reply(&request, find(&request.name)),
        Err(status) => whole(status, "text/plain", "", status.as_bytes(), true),
    };
    stream.write_all(&answer)?;
    stream.shutdown(std::net::Shutdown::Write)
}

/// What is asked for, or the status of what is no request.
pub(super) fn read(head: &mut impl BufRead) -> io::Result<Result<Request, &'static str>> {
    let mut first = String::new();
    head.read_line(&mut first)?;
    let mut takes_brotli = false;
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(Err("400 Bad Request"));
        }
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(kinds) = line.strip_prefix("accept-encoding:") {
            takes_brotli |= kinds.split(',').any(|kind| kind.trim() == "br");
        }
    }
    let mut words = first.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(Err("400 Bad Request"));
    };
    let wants_bytes = match method {
        "GET" => true,
        "HEAD" => false,
        _ => return Ok(Err("405 Method Not Allowed")),
    };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let name = match path.strip_prefix('/') {
        Some("") => "index.html",
        Some(name) => name,
        None => return Ok(Err("400 Bad Request")),
    };
    Ok(Ok(Request { name: name.to_owned(), wants_bytes, takes_brotli }))
}

fn reply(request: &Request, found: Option<Found>) -> Vec<u8> {
    match found {
        None => {
            let text = "there is no such file in the page\n";
            whole("404 Not Found", "text/plain", "", text.as_bytes(), request.wants_bytes)
        }
        Some(Found { brotli: Some(packed), .. }) if request.takes_brotli => {
            let coding = "content-encoding: br\r\n";
            whole("200 OK", kind_of(&request.name), coding, &packed, request.wants_bytes)
        }
        Some(found) => whole("200 OK", kind_of(&request.name), "", &found.bytes, request.wants_bytes),
    }
}

fn whole(status: &str, kind: &str, more: &str, bytes: &[u8], wants_bytes: bool) -> Vec<u8> {
    let length = bytes.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{more}cache-control: no-store\r\n\
         connection: close\r\n\r\n"
    );
    let body = if wants_bytes { bytes } else { &[] };
    [head.as_bytes(), body].concat()
}

/// What a browser has to be told that a file is.
fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "version" => "text/plain",
        _ => "application/octet-stream",
    }
}
