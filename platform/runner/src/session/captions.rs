//! The words of the game that is drawn name the buttons of those who read them.

use super::Session;
use playground_core_client::input::{ActionFrame, DeviceId, Readers, TOUCH_PAD_NUMBER};
use playground_core_client::shell::InHand;
use playground_core_ecs::FixedText;
use playground_core_types::{CoreResult, read_now, write_now};

impl Session {
    /// Replaces the actions that texts of the draw list name; the world keeps them as they are.
    pub(crate) fn caption_texts(&self) -> CoreResult<()> {
        let mut list = write_now(&self.client.draw_list)?;
        let mut texts = list.texts_mut().filter(|text| text.content.as_str().contains('{')).peekable();
        if texts.peek().is_none() {
            return Ok(());
        }
        let manifest = read_now(&self.client.assets.manifest)?;
        let Some(manifest) = manifest.as_ref() else { return Ok(()) };
        let input: ActionFrame = read_now(&self.client.ecs.world)?.resource().unwrap_or_default();
        let (remap, labels) = (read_now(&self.client.remap)?, read_now(&self.client.key_labels)?);
        let pads = read_now(&self.client.pads)?;
        let readers = Readers {
            actions: &manifest.actions,
            remap: &remap,
            labels: &labels,
            pads: &pads,
            seat_devices: input.seat_devices,
            slot_in_hand: match self.shell_state.in_hand {
                InHand::Keys | InHand::Mouse => None,
                InHand::Pad => Some(self.shell_state.pad_in_hand),
                InHand::Touch => DeviceId::virtual_pad(TOUCH_PAD_NUMBER).and_then(DeviceId::pad_slot),
            },
        };
        for text in texts {
            if let Some(caption) = readers.caption(text.content.as_str()) {
                text.content = FixedText::new(&caption);
            }
        }
        Ok(())
    }
}
