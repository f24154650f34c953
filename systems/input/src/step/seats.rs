//! Who has which seat: pads and parts of the keyboard, by themselves or by pressing.

use playground_core_assets::Join;
use playground_core_client::input::{
    Bind, DeviceId, KeyboardPart, PAD_COUNT_MAX, PAD_SLOT_COUNT, SEAT_COUNT_MAX, SEAT_EMPTY, SEAT_KEYBOARD,
    SEAT_KEYBOARD_LEFT, SEAT_KEYBOARD_RIGHT, SEAT_PAD, SEAT_PAD_LOST, SeatRules, TOUCH_PAD_NUMBER,
};

/// The slot of the touch pad on the screen.
pub(super) const TOUCH_PAD_SLOT: u32 = PAD_COUNT_MAX as u32 + TOUCH_PAD_NUMBER;

/// The seats of a game, as they were given so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Seats {
    rules: SeatRules,
    holders: [Holder; SEAT_COUNT_MAX],
    /// The seat of each pad, as `holders` has it; 0 for none.
    pad_seats: [u32; PAD_SLOT_COUNT],
    connected: [bool; PAD_SLOT_COUNT],
}

/// Who has one seat. Keys that drive a seat of a game that seats by itself are no holder: a pad sits beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Holder {
    #[default]
    Nobody,
    Keyboard(KeyboardPart),
    Pad(u32),
    /// The slot of the pad that was pulled out; none where the seat was ready before any pad came.
    Lost(Option<u32>),
}

/// A device that asks for a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Candidate {
    Pad(u32),
    Keyboard(KeyboardPart),
}

impl Seats {
    /// The seats of a new game: the ready ones go to the parts of the keyboard, then wait for pads.
    pub(super) fn new(rules: &SeatRules) -> Self {
        let mut seats = Self { rules: rules.clone(), ..Self::default() };
        let mut parts = if rules.join == Join::Press { rules.parts.iter() } else { [].iter() };
        for seat in 1..=rules.ready_count.min(rules.seat_count_max) {
            let holder = match (rules.join, parts.next()) {
                (Join::Press, Some(part)) => Holder::Keyboard(*part),
                (Join::Auto, _) if rules.keyboard_seats.contains(seat) => Holder::Nobody,
                _ => Holder::Lost(None),
            };
            seats.set(seat, holder);
        }
        seats
    }

    /// The keys of the game changed; who has a seat keeps it.
    pub(super) fn rebind(&mut self, rules: &SeatRules) {
        self.rules.keyboard_seats = rules.keyboard_seats;
        self.rules.parts.clone_from(&rules.parts);
    }

    /// Whether players join by pressing.
    pub(super) fn joins_by_pressing(&self) -> bool {
        self.rules.join == Join::Press
    }

    /// A pad is there: where seats are given by themselves it has one, else only its own or one that is ready.
    pub(super) fn connect(&mut self, slot: u32) {
        let Some(is_connected) = self.connected.get_mut(slot as usize) else { return };
        let is_new = !std::mem::replace(is_connected, true);
        if self.seat_of_pad(slot).is_some() {
            return;
        }
        if !self.joins_by_pressing() {
            if self.shares_lone_seat(slot) {
                return;
            }
            self.seat_pad(slot);
        } else if is_new
            && let Some(seat) = self.find(Holder::Lost(Some(slot))).or_else(|| self.find(Holder::Lost(None)))
        {
            self.set(seat, Holder::Pad(slot));
        }
    }

    /// Whether the pad in a slot is there.
    pub(super) fn is_connected(&self, slot: u32) -> bool {
        self.connected.get(slot as usize).copied().unwrap_or_default()
    }

    /// In a game for one player the touch pad and a pad are the same player's: the one of `slot` takes the seat of the
    /// other. Whether it did.
    pub(super) fn hand_over(&mut self, slot: u32) -> bool {
        if !self.shares_lone_seat(slot) {
            return false;
        }
        if let Some(seat) = self.seat_of_pad(slot) {
            self.set(seat, Holder::Nobody);
        }
        self.set(1, Holder::Pad(slot));
        true
    }

    /// Whether the lone player of the game has a pad, and `slot` is the touch pad, or the other way round.
    fn shares_lone_seat(&self, slot: u32) -> bool {
        let is_touch_pad = |slot: u32| slot == TOUCH_PAD_SLOT;
        match self.holder(1) {
            Holder::Pad(holder) if self.rules.is_for_one => is_touch_pad(holder) != is_touch_pad(slot),
            _ => false,
        }
    }

    /// A pad is gone; its seat waits for it.
    pub(super) fn disconnect(&mut self, slot: u32) {
        if let Some(is_connected) = self.connected.get_mut(slot as usize) {
            *is_connected = false;
        }
        if let Some(seat) = self.seat_of_pad(slot) {
            self.set(seat, Holder::Lost(Some(slot)));
        }
    }

    /// Whoever has a seat gives it up, where players join by pressing; whether somebody did.
    pub(super) fn leave(&mut self, seat: u32) -> bool {
        let is_left = self.joins_by_pressing() && self.holder(seat) != Holder::Nobody;
        if is_left {
            self.set(seat, Holder::Nobody);
        }
        is_left
    }

    /// A button of a device was pressed: the seat that it has now and had not before.
    pub(super) fn join(&mut self, candidate: Candidate) -> Option<u32> {
        match candidate {
            Candidate::Pad(slot) if self.seat_of_pad(slot).is_none() => self.seat_pad(slot),
            Candidate::Pad(_) => None,
            Candidate::Keyboard(part) => {
                if self.seat_of_part(part).is_some() {
                    return None;
                }
                // The whole of a keyboard with halves goes with the first of them.
                let part = if self.rules.parts.contains(&part) { part } else { *self.rules.parts.first()? };
                let seat = self.find(Holder::Nobody).or_else(|| self.find_lost())?;
                self.set(seat, Holder::Keyboard(part));
                Some(seat)
            }
        }
    }

    /// Whether a binding moves the actions of `seat` now.
    pub(super) fn counts(&self, bind: &Bind, seat: u32) -> bool {
        if !bind.seats.contains(seat) || seat > self.rules.seat_count_max {
            return false;
        }
        match bind.part {
            Some(part) if self.joins_by_pressing() => self.seat_of_part(part) == Some(seat),
            _ => !self.joins_by_pressing() || self.holder(seat) != Holder::Nobody,
        }
    }

    /// The seat of each pad slot; 0 for a slot without a pad or without a seat.
    pub(super) fn pad_seats(&self) -> [u32; PAD_SLOT_COUNT] {
        self.pad_seats
    }

    /// The pad that has a seat.
    pub(super) fn pad_of_seat(&self, seat: u32) -> Option<DeviceId> {
        match self.holder(seat) {
            Holder::Pad(slot) => DeviceId::pad(slot),
            Holder::Nobody | Holder::Keyboard(_) | Holder::Lost(_) => None,
        }
    }

    /// As a frame tells it.
    pub(super) fn devices(&self) -> [u8; SEAT_COUNT_MAX] {
        let mut devices = [SEAT_EMPTY; SEAT_COUNT_MAX];
        for (seat, device) in (1..=self.rules.seat_count_max).zip(&mut devices) {
            let has_keys = !self.joins_by_pressing() && self.rules.keyboard_seats.contains(seat);
            *device = match self.holder(seat) {
                Holder::Nobody if has_keys => SEAT_KEYBOARD,
                Holder::Nobody => SEAT_EMPTY,
                Holder::Keyboard(KeyboardPart::Whole) => SEAT_KEYBOARD,
                Holder::Keyboard(KeyboardPart::Left) => SEAT_KEYBOARD_LEFT,
                Holder::Keyboard(KeyboardPart::Right) => SEAT_KEYBOARD_RIGHT,
                Holder::Pad(_) => SEAT_PAD,
                Holder::Lost(_) => SEAT_PAD_LOST,
            };
        }
        devices
    }

    /// Gives a pad its own seat, or that of another lost one, or the first that nobody has. Where seats are given by
    /// themselves those two are one: the first without a pad.
    fn seat_pad(&mut self, slot: u32) -> Option<u32> {
        let own = self.find(Holder::Lost(Some(slot)));
        let mut seats = 1..=self.rules.seat_count_max;
        let waits = seats.find(|seat| match self.holder(*seat) {
            Holder::Lost(_) => true,
            Holder::Nobody => !self.joins_by_pressing(),
            Holder::Keyboard(_) | Holder::Pad(_) => false,
        });
        let seat = own.or(waits).or_else(|| self.find(Holder::Nobody))?;
        self.set(seat, Holder::Pad(slot));
        Some(seat)
    }

    /// The seat of the pad in a slot.
    pub(super) fn seat_of_pad(&self, slot: u32) -> Option<u32> {
        self.pad_seats.get(slot as usize).copied().filter(|seat| *seat != 0)
    }

    /// The seat of a part; keys of no half go with the first half that has one.
    fn seat_of_part(&self, part: KeyboardPart) -> Option<u32> {
        if part == KeyboardPart::Whole {
            self.rules.parts.iter().find_map(|part| self.find(Holder::Keyboard(*part)))
        } else {
            self.find(Holder::Keyboard(part))
        }
    }

    /// The first seat whose pad is gone.
    fn find_lost(&self) -> Option<u32> {
        (1..=self.rules.seat_count_max).find(|seat| matches!(self.holder(*seat), Holder::Lost(_)))
    }

    fn find(&self, holder: Holder) -> Option<u32> {
        (1..=self.rules.seat_count_max).find(|seat| self.holder(*seat) == holder)
    }

    fn holder(&self, seat: u32) -> Holder {
        let index = (seat as usize).wrapping_sub(1);
        self.holders.get(index).copied().unwrap_or_default()
    }

    fn set(&mut self, seat: u32, holder: Holder) {
        let Some(place) = self.holders.get_mut((seat as usize).wrapping_sub(1)) else { return };
        let before = std::mem::replace(place, holder);
        for (holder, seat) in [(before, 0), (holder, seat)] {
            if let Holder::Pad(slot) = holder
                && let Some(pad_seat) = self.pad_seats.get_mut(slot as usize)
            {
                *pad_seat = seat;
            }
        }
    }
}

#[cfg(test)]
mod tests;
