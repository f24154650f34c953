//! The clipboard of the machine, on a thread of its own: whoever owns what is copied may take seconds to give it.

use std::sync::mpsc::{Receiver, Sender, channel};

/// The most bytes that are taken over.
const PASTE_BYTES_MAX: usize = 4_096;

/// What the thread is asked for.
#[derive(Debug)]
enum Order {
    Copy(String),
    Paste,
}

/// The way to the thread, which begins with the first order and ends with its owner.
#[derive(Debug, Default)]
pub(crate) struct Clipboard {
    line: Option<(Sender<Order>, Receiver<String>)>,
}

impl Clipboard {
    /// Puts a text there.
    pub(crate) fn copy(&mut self, text: &str) {
        self.order(Order::Copy(text.to_owned()));
    }

    /// Asks for what is there.
    pub(crate) fn ask(&mut self) {
        self.order(Order::Paste);
    }

    /// The next answer, when it is there.
    pub(crate) fn answer(&mut self) -> Option<String> {
        self.line.as_ref()?.1.try_recv().ok()
    }

    /// The next answer, however long it takes; `None` where no clipboard is there to give it.
    #[cfg(test)]
    pub(crate) fn wait(&self) -> Option<String> {
        self.line.as_ref()?.1.recv().ok()
    }

    fn order(&mut self, order: Order) {
        let (orders, _) = self.line.get_or_insert_with(|| {
            let (orders, ordered) = channel();
            let (answers, answered) = channel();
            let thread = std::thread::Builder::new().name("clipboard".to_owned());
            let spawned = thread.spawn(move || serve(&ordered, &answers));
            spawned.map(drop).unwrap_or_else(|error| log::warn!("no thread for the clipboard: {error}"));
            (orders, answered)
        });
        // A thread that ended has said why.
        orders.send(order).unwrap_or_default();
    }
}

/// Holds the clipboard open: on X11 a copied text lives as long as whoever copied it.
fn serve(orders: &Receiver<Order>, answers: &Sender<String>) {
    let mut clipboard = match arboard::Clipboard::new() {
        Ok(clipboard) => clipboard,
        Err(error) => return log::warn!("there is no clipboard: {error}"),
    };
    while let Ok(order) = orders.recv() {
        let done = match order {
            Order::Copy(text) => clipboard.set_text(text),
            Order::Paste => clipboard.get_text().map(|text| {
                let end = text.floor_char_boundary(PASTE_BYTES_MAX);
                answers.send(text[..end].to_owned()).unwrap_or_default();
            }),
        };
        done.unwrap_or_else(|error| log::debug!("the clipboard: {error}"));
    }
}
