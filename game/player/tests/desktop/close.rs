//! The cross of a window's frame: what a window manager sends when it is clicked, in the X protocol's own bytes,
//! since no tool sends it on a screen without a window manager.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

/// Asks the window (a number, as xdotool says it) on a display (`:7`) to close.
pub(crate) fn ask_to_close(display: &str, window: &str) {
    let number = display.trim_start_matches(':');
    let mut server = UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).unwrap();
    // Little-endian, protocol 11, no authorisation.
    server.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap();
    let mut head = [0; 8];
    server.read_exact(&mut head).unwrap();
    assert_eq!(head[0], 1, "the server takes us in");
    server.read_exact(&mut vec![0; 4 * usize::from(u16::from_le_bytes([head[6], head[7]]))]).unwrap();

    let window: u32 = window.parse().unwrap();
    let protocols = atom(&mut server, b"WM_PROTOCOLS");
    let delete = atom(&mut server, b"WM_DELETE_WINDOW");
    // SendEvent with 11 words: where to, for whom, and a ClientMessage of format 32.
    let mut request = vec![25, 0, 11, 0];
    for word in [window, 0, 33 | 32 << 8, window, protocols, delete, 0, 0, 0, 0] {
        request.extend_from_slice(&word.to_le_bytes());
    }
    server.write_all(&request).unwrap();
    // The answer to a later request says that this one was heard.
    atom(&mut server, b"WM_PROTOCOLS");
}

/// `InternAtom`: the number of a name.
fn atom(server: &mut UnixStream, name: &[u8]) -> u32 {
    let mut padded = name.to_vec();
    padded.resize(name.len().next_multiple_of(4), 0);
    let words = 2 + padded.len() / 4;
    server.write_all(&[16, 0, words as u8, 0, name.len() as u8, 0, 0, 0]).unwrap();
    server.write_all(&padded).unwrap();
    let mut answer = [0; 32];
    server.read_exact(&mut answer).unwrap();
    u32::from_le_bytes([answer[8], answer[9], answer[10], answer[11]])
}
