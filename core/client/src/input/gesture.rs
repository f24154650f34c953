//! What fingers did as a whole: taps, swipes, pinches. Plugins read them beside the actions.

use playground_core_ecs::component;
use playground_core_types::math::Vec2;

/// The most gestures of one tick; what is beyond is lost.
pub const GESTURE_COUNT_MAX: usize = 8;

/// [`Gesture::kind`]: there is none.
pub const GESTURE_NONE: u32 = 0;

/// [`Gesture::kind`]: one finger came and went at one place, within 300 ms.
pub const GESTURE_TAP: u32 = 1;

/// [`Gesture::kind`]: one finger went straight on by at least an eighth of the screen's shorter side and was lifted,
/// within 500 ms.
pub const GESTURE_SWIPE: u32 = 2;

/// [`Gesture::kind`]: two fingers went apart or together in this tick.
pub const GESTURE_PINCH: u32 = 3;

/// One thing that fingers did.
#[component]
pub struct Gesture {
    /// Where: of a tap its place, of a swipe its beginning, of a pinch the middle of both fingers. Unit: virtual
    /// pixels of the screen.
    pub place: Vec2,
    /// How far a swipe went, or the middle of a pinch in this tick. Unit: virtual pixels.
    pub movement: Vec2,
    /// By how much a pinch enlarges in this tick: above 1 the fingers went apart. 1 for others.
    pub scale: f32,
    /// One of [`GESTURE_NONE`], [`GESTURE_TAP`], [`GESTURE_SWIPE`] and [`GESTURE_PINCH`].
    pub kind: u32,
}

impl Default for Gesture {
    /// None.
    fn default() -> Self {
        Self { place: Vec2::ZERO, movement: Vec2::ZERO, scale: 1.0, kind: GESTURE_NONE }
    }
}

/// What fingers did in one tick, in the order in which it ended; a resource of the world.
///
/// It follows from raw events and their times alone. Fingers on the touch pad are not among them.
#[component]
#[derive(Default)]
pub struct GestureFrame {
    /// From the first on; those behind are [`GESTURE_NONE`].
    pub gestures: [Gesture; GESTURE_COUNT_MAX],
}

impl GestureFrame {
    /// All that there were.
    pub fn all(&self) -> impl Iterator<Item = &Gesture> {
        self.gestures.iter().take_while(|gesture| gesture.kind != GESTURE_NONE)
    }

    /// Where somebody tapped.
    pub fn taps(&self) -> impl Iterator<Item = Vec2> {
        self.all().filter(|gesture| gesture.kind == GESTURE_TAP).map(|gesture| gesture.place)
    }

    /// Where swipes began and how far they went.
    pub fn swipes(&self) -> impl Iterator<Item = (Vec2, Vec2)> {
        let swipes = self.all().filter(|gesture| gesture.kind == GESTURE_SWIPE);
        swipes.map(|gesture| (gesture.place, gesture.movement))
    }

    /// By how much two fingers enlarge in this tick; 1 where they do nothing.
    pub fn pinch(&self) -> f32 {
        self.all().filter(|gesture| gesture.kind == GESTURE_PINCH).map(|gesture| gesture.scale).product()
    }

    /// Notes a gesture, where there is room.
    pub fn push(&mut self, gesture: Gesture) {
        if let Some(place) = self.gestures.iter_mut().find(|place| place.kind == GESTURE_NONE) {
            *place = gesture;
        }
    }
}
