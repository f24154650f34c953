//! What happened in a tick: who acts tells it here; what one sees, hears and feels of it reads it.

use playground_core_ecs::component;
use playground_core_types::math::Vec2;

/// The most happenings of one tick; what is beyond is neither seen nor heard.
pub const HAPPENING_COUNT_MAX: usize = 48;

/// A player joined.
pub const JOINED: u32 = 1;
/// A player left.
pub const LEFT: u32 = 2;
/// A player is ready.
pub const READY: u32 = 3;
/// Something small changed in a menu.
pub const BLIP: u32 = 4;
/// A player dashes. Strength: how far it was charged.
pub const DASHED: u32 = 5;
/// A dash hit somebody. Seat: who was hit; other: by whom; strength: of the dash.
pub const HIT: u32 = 6;
/// A dash met somebody who stood firm. Seat: who stood; other: who dashed.
pub const PARRIED: u32 = 7;
/// Two bumped. Strength: how hard.
pub const BUMPED: u32 = 8;
/// A player fell into the water. Other: who pushed, or 0.
pub const FELL: u32 = 9;
/// The rim of the floe cracks.
pub const CRACKED: u32 = 10;
/// The rim of the floe is gone.
pub const BROKE: u32 = 11;
/// A player is back.
pub const RETURNED: u32 = 12;
/// A fuse was lit.
pub const LIT: u32 = 13;
/// The fuse has a new owner. Seat: who; other: from whom.
pub const PASSED: u32 = 14;
/// The fuse ticks. Strength: how much of it is gone.
pub const TICKED: u32 = 15;
/// The fuse is over.
pub const BOOMED: u32 = 16;
/// A firefly was caught. Strength: how many there are now.
pub const CAUGHT: u32 = 17;
/// Fireflies are home. Strength: how many.
pub const BANKED: u32 = 18;
/// Fireflies got away. Strength: how many.
pub const SPILT: u32 = 19;
/// The queen of the fireflies came.
pub const QUEEN: u32 = 20;
/// One of three, two, one.
pub const COUNTED: u32 = 21;
/// The round begins.
pub const BEGAN: u32 = 22;
/// The round is over.
pub const WHISTLED: u32 = 23;
/// A player got points.
pub const SCORED: u32 = 24;
/// A player won the round.
pub const WON: u32 = 25;
/// A player won the game.
pub const CROWNED: u32 = 26;
/// A player calls.
pub const CALLED: u32 = 27;
/// A player's controller is gone.
pub const LOST: u32 = 28;
/// A player's controller is back.
pub const FOUND: u32 = 29;
/// A dash is fully charged.
pub const CHARGED: u32 = 30;

/// Something that is seen, heard or felt.
#[component]
#[derive(Default)]
pub struct Happening {
    /// Unit: virtual pixels.
    pub place: Vec2,
    /// Where it goes. Unit: virtual pixels a second.
    pub way: Vec2,
    /// What.
    pub kind: u32,
    /// Whose, from 1; 0 for nobody's.
    pub seat: u32,
    /// Who else, from 1; 0 for nobody.
    pub other: u32,
    /// How much of it.
    pub strength: f32,
}

/// What happened in this tick: a resource.
#[component]
pub struct Told {
    /// The first `count` count.
    pub happenings: [Happening; HAPPENING_COUNT_MAX],
    /// How much happened.
    pub count: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl Default for Told {
    fn default() -> Self {
        Self { happenings: [Happening::default(); HAPPENING_COUNT_MAX], count: 0, reserved: 0 }
    }
}

impl Told {
    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Tells that something happened; returns it, so that more can be said.
    pub fn tell(&mut self, kind: u32, place: Vec2) -> &mut Happening {
        let index = (self.count as usize).min(HAPPENING_COUNT_MAX - 1);
        self.count = index as u32 + 1;
        let happening = &mut self.happenings[index];
        *happening = Happening { kind, place, ..Happening::default() };
        happening
    }

    /// The same of a player.
    pub fn tell_of(&mut self, kind: u32, seat: u32, place: Vec2) -> &mut Happening {
        let happening = self.tell(kind, place);
        happening.seat = seat;
        happening
    }

    /// What happened so far.
    pub fn iter(&self) -> impl Iterator<Item = &Happening> {
        self.happenings.iter().take(self.count as usize)
    }

    /// What of a kind happened so far.
    pub fn of(&self, kind: u32) -> impl Iterator<Item = &Happening> {
        self.iter().filter(move |happening| happening.kind == kind)
    }
}
