//! The pointer of a window: what a game wishes, what the window system is asked for, and what it gave.
//!
//! A lock is a favour. A window system refuses it to a window without the focus, a browser outside of a player's press,
//! and a player takes it back whenever they like. So it is asked for once, and again with the next press.

use playground_core_assets::PointerMode;

/// Who holds the pointer of a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointerHold {
    has_focus: bool,
    /// What the window system was asked for last.
    mode: PointerMode,
    is_locked: bool,
    /// Whether a lock that is not there may be asked for now.
    may_ask: bool,
}

impl Default for PointerHold {
    /// A window that has the focus, and a pointer that is free.
    fn default() -> Self {
        Self { has_focus: true, mode: PointerMode::Free, is_locked: false, may_ask: false }
    }
}

impl PointerHold {
    /// What is to be asked of the window system for this wish of a game; nothing while all is as it should be.
    /// [`note`](Self::note) is to be told what came of it.
    pub fn follow(&mut self, wish: PointerMode) -> Option<PointerMode> {
        let wanted = if self.has_focus { wish } else { PointerMode::Free };
        let is_news = wanted != self.mode;
        let is_asked = match wanted {
            PointerMode::Locked => is_news || (!self.is_locked && self.may_ask),
            // A lock may come late, when nobody wants it any more.
            PointerMode::Free | PointerMode::Hidden => is_news || self.is_locked,
        };
        self.mode = wanted;
        if wanted != PointerMode::Locked {
            self.is_locked = false;
        }
        self.may_ask = false;
        is_asked.then_some(wanted)
    }

    /// Whether the pointer is locked now, or not. Gives whether it was taken from a game that still wishes to have it.
    pub fn note(&mut self, is_locked: bool) -> bool {
        let was_locked = std::mem::replace(&mut self.is_locked, is_locked);
        was_locked && !is_locked && self.mode == PointerMode::Locked
    }

    /// The player pressed something: a lock that was refused is asked for once more.
    pub fn press(&mut self) {
        self.may_ask = true;
    }

    /// The window has the focus, or lost it.
    pub fn focus(&mut self, has_focus: bool) {
        self.has_focus = has_focus;
        self.may_ask = has_focus;
    }

    /// Whether movements of the mouse come without a place.
    pub fn is_locked(&self) -> bool {
        self.is_locked
    }
}

#[cfg(test)]
mod tests;
