//! A screen in memory, and the processes that show something on it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Unit: pixels.
const WIDTH: u64 = 1280;
const HEIGHT: u64 = 720;
const PIXEL_BYTES: u64 = 4;

/// Every how many rows one is looked at: fine enough for a bar or a line of letters.
const ROW_STEP: u64 = 8;

/// How often the screen is looked at, and how long at most.
const LOOK: Duration = Duration::from_millis(1);
const WAIT_MAX: Duration = Duration::from_secs(60);

/// A process that ends with its value.
pub(crate) struct Guest(pub(crate) Child);

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        self.0.wait().map(drop).unwrap_or_default();
    }
}

/// An Xvfb whose pixels lie in a file.
pub(crate) struct Screen {
    pub(crate) display: String,
    pixels: File,
    _server: Guest,
}

impl Screen {
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let mut server = Command::new("Xvfb");
        server.args(["-screen", "0", "1280x720x24", "-br", "-nolisten", "tcp", "-displayfd", "1", "-fbdir"]);
        server.arg(folder).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = Guest(server.spawn().map_err(|error| format!("no Xvfb: {error}"))?);
        let mut number = String::new();
        let output = server.0.stdout.take().ok_or("Xvfb is silent")?;
        BufReader::new(output).read_line(&mut number).map_err(|error| error.to_string())?;
        let pixels = File::open(folder.join("Xvfb_screen0")).map_err(|error| error.to_string())?;
        Ok(Self { display: format!(":{}", number.trim()), pixels, _server: server })
    }

    /// Starts the program and waits until something can be seen. Unit: milliseconds.
    pub(crate) fn time(&self, command: &mut Command) -> Result<f64, String> {
        let start = Instant::now();
        let mut guest = Guest(command.spawn().map_err(|error| error.to_string())?);
        while !self.is_lit()? {
            if let Ok(Some(status)) = guest.0.try_wait() {
                return Err(format!("the program ended with {status}"));
            }
            if start.elapsed() > WAIT_MAX {
                return Err("nothing could be seen within a minute".to_owned());
            }
            sleep(LOOK);
        }
        let millis = start.elapsed().as_secs_f64() * 1e3;
        drop(guest);
        // The window goes with its program; the next one begins in the dark.
        while self.is_lit()? {
            sleep(LOOK);
        }
        Ok(millis)
    }

    /// Whether there is a pixel that is not black. The file is a head of some size, and then all rows.
    fn is_lit(&self) -> Result<bool, String> {
        let words = |error: std::io::Error| error.to_string();
        let length = self.pixels.metadata().map_err(words)?.len();
        let row_bytes = WIDTH * PIXEL_BYTES;
        let start = length.checked_sub(HEIGHT * row_bytes).ok_or("the screen has another size")?;
        let mut row = vec![0; row_bytes as usize];
        for at in (0..HEIGHT).step_by(ROW_STEP as usize) {
            self.pixels.read_exact_at(&mut row, start + at * row_bytes).map_err(words)?;
            if row.chunks_exact(4).any(|pixel| pixel[..3] != [0; 3]) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
