//! A page's own clipboard: browsers give the machine's only to what listens for their paste events.

/// The text that was copied within the page.
#[derive(Debug, Default)]
pub(crate) struct Clipboard {
    copied: String,
    is_asked: bool,
}

impl Clipboard {
    /// Puts a text there.
    pub(crate) fn copy(&mut self, text: &str) {
        text.clone_into(&mut self.copied);
    }

    /// The text that was copied last.
    pub(crate) fn copied(&self) -> &str {
        &self.copied
    }

    /// Asks for what is there.
    pub(crate) fn ask(&mut self) {
        self.is_asked = true;
    }

    /// The next answer, when it is there.
    pub(crate) fn answer(&mut self) -> Option<String> {
        let is_asked = std::mem::take(&mut self.is_asked);
        Some(self.copied.clone()).filter(|text| is_asked && !text.is_empty())
    }
}
