//! Which slot a controller has: the one that it had, however it comes back.

use playground_core_client::input::{Guid, PAD_COUNT_MAX, PadIdentity};

/// All slots for real controllers.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    slots: [Slot; PAD_COUNT_MAX],
}

/// One slot; after its controller went it remembers who that was.
#[derive(Debug, Clone, Default)]
struct Slot {
    owner: Option<PadIdentity>,
    is_connected: bool,
}

impl Slot {
    /// How little a slot suits a controller; `None` for one that it cannot have.
    fn distance(&self, guid: Guid, place: &str) -> Option<u32> {
        match &self.owner {
            _ if self.is_connected => None,
            // Its own.
            Some(owner) if owner.guid == guid && owner.place == place => Some(0),
            // Of the same model: at another port, or nobody knows at which.
            Some(owner) if owner.guid == guid => Some(1),
            None => Some(2),
            Some(_) => Some(3),
        }
    }
}

impl Slots {
    /// Gives a controller a slot, and tells who it is; `None` when all slots are taken.
    ///
    /// The best is its own slot, known by model and place; then that of a lost one of the same model, the first that
    /// nobody ever had, and the first that is free.
    pub(super) fn connect(&mut self, guid: Guid, place: &str) -> Option<(u32, PadIdentity)> {
        let suited = self.slots.iter().enumerate();
        let suited = suited.filter_map(|(index, slot)| Some((slot.distance(guid, place)?, index)));
        let (distance, index) = suited.min()?;
        let order = match &self.slots[index].owner {
            Some(owner) if distance == 0 => owner.order,
            _ => self.free_order(guid, place, index),
        };
        let identity = PadIdentity { guid, place: place.to_owned(), order };
        self.slots[index] = Slot { owner: Some(identity.clone()), is_connected: true };
        Some((index as u32, identity))
    }

    /// A controller is gone; its slot waits for it.
    pub(super) fn disconnect(&mut self, slot: u32) {
        if let Some(slot) = self.slots.get_mut(slot as usize) {
            slot.is_connected = false;
        }
    }

    /// The first number that no other slot has for controllers that are alike.
    fn free_order(&self, guid: Guid, place: &str, index: usize) -> u8 {
        let others = self.slots.iter().enumerate().filter(|(other, _)| *other != index);
        let alike = others.filter_map(|(_, slot)| slot.owner.as_ref());
        let taken: Vec<u8> = alike
            .filter(|owner| owner.guid == guid && owner.place == place)
            .map(|owner| owner.order)
            .collect();
        (0..=u8::MAX).find(|order| !taken.contains(order)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guid(model: u8) -> Guid {
        Guid([model; 16])
    }

    /// Plugs a controller in; checks its slot and its number among those that are alike.
    #[track_caller]
    fn check(slots: &mut Slots, model: u8, place: &str, slot: u32, order: u8) {
        let (found, identity) = slots.connect(guid(model), place).expect("a slot is free");
        assert_eq!((found, identity.order), (slot, order), "model {model} at {place:?}");
        assert_eq!((identity.guid, identity.place.as_str()), (guid(model), place));
    }

    #[test]
    fn a_controller_comes_back_to_its_slot() {
        let mut slots = Slots::default();
        check(&mut slots, 1, "usb-1", 0, 0);
        check(&mut slots, 2, "usb-2", 1, 0);
        slots.disconnect(0);
        slots.disconnect(1);
        check(&mut slots, 2, "usb-2", 1, 0);
        check(&mut slots, 3, "usb-1", 2, 0);
        check(&mut slots, 1, "usb-9", 0, 0);
    }

    #[test]
    fn two_that_are_alike_are_told_apart_by_their_ports() {
        let mut slots = Slots::default();
        check(&mut slots, 1, "usb-1", 0, 0);
        check(&mut slots, 1, "usb-2", 1, 0);
        slots.disconnect(0);
        slots.disconnect(1);
        check(&mut slots, 1, "usb-2", 1, 0);
        check(&mut slots, 1, "usb-1", 0, 0);
    }

    #[test]
    fn without_ports_they_are_told_apart_by_their_order() {
        let mut slots = Slots::default();
        check(&mut slots, 1, "", 0, 0);
        check(&mut slots, 1, "", 1, 1);
        slots.disconnect(1);
        check(&mut slots, 1, "", 1, 1);
        slots.disconnect(0);
        slots.disconnect(1);
        check(&mut slots, 1, "", 0, 0);
    }

    #[test]
    fn a_ninth_waits_until_one_goes() {
        let mut slots = Slots::default();
        (0..8).for_each(|model| check(&mut slots, model, "", model.into(), 0));
        assert_eq!(slots.connect(guid(9), ""), None);
        slots.disconnect(3);
        check(&mut slots, 9, "", 3, 0);
        slots.disconnect(99);
    }
}
