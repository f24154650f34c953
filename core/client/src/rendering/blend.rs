//! How a sprite meets what was drawn before it.

use playground_core_ecs::BadValue;

/// Number of [`Blend::Alpha`], as a [`Sprite`](crate::rendering::Sprite) holds it.
pub const BLEND_ALPHA: u32 = 0;

/// Number of [`Blend::Add`].
pub const BLEND_ADD: u32 = 1;

/// Number of [`Blend::Multiply`].
pub const BLEND_MULTIPLY: u32 = 2;

/// A blend that a scene wrote.
pub(crate) fn check_blend(number: u32) -> Result<(), BadValue> {
    BadValue::unless(number <= BLEND_MULTIPLY, "blend", "0 (alpha), 1 (add) or 2 (multiply)")
}

/// The ways of blending, in the order in which sprites of one layer and image are drawn.
///
/// All of them are linear: twice the light is twice the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Blend {
    /// The sprite covers what is behind it, as much as its alpha says.
    #[default]
    Alpha,
    /// The sprite's light is added, as much of it as its alpha says: sparks, beams, glows. Black adds nothing.
    Add,
    /// What is behind is multiplied by the sprite's colour, as much as its alpha says: shadows, coloured
    /// glass. White changes nothing.
    Multiply,
}

impl Blend {
    /// All ways, by their number.
    pub const ALL: [Self; 3] = [Self::Alpha, Self::Add, Self::Multiply];

    /// The way of a number; one that is unknown is [`Blend::Alpha`].
    pub fn of_number(number: u32) -> Self {
        match number {
            BLEND_ADD => Self::Add,
            BLEND_MULTIPLY => Self::Multiply,
            _ => Self::Alpha,
        }
    }

    /// Its number: one of [`BLEND_ALPHA`], [`BLEND_ADD`] and [`BLEND_MULTIPLY`].
    pub fn number(self) -> u32 {
        match self {
            Self::Alpha => BLEND_ALPHA,
            Self::Add => BLEND_ADD,
            Self::Multiply => BLEND_MULTIPLY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_leads_to_its_way_and_others_to_alpha() {
        for (number, blend) in (0..).zip(Blend::ALL) {
            assert_eq!((blend.number(), Blend::of_number(number)), (number, blend));
        }
        assert_eq!([3, u32::MAX].map(Blend::of_number), [Blend::Alpha; 2]);
    }
}
