//! Words on the screen.

use crate::rendering::blend::check_blend;
use crate::rendering::{BLACK, BLEND_ALPHA, TRANSPARENT, WHITE};
use playground_core_assets::AssetId;
use playground_core_ecs::{BadValue, FixedText, GlobalTransform2d, component};
use playground_core_types::math::Vec2;

/// The most bytes of a [`Text`].
pub const TEXT_BYTES_MAX: usize = 240;

/// The largest [`Text::size`]. Unit: virtual pixels.
pub const TEXT_SIZE_MAX: f32 = 1000.0;

/// [`Text::align`]: lines begin at the left edge of the text.
pub const ALIGN_LEFT: u32 = 0;

/// [`Text::align`]: lines are centred in the text.
pub const ALIGN_CENTER: u32 = 1;

/// [`Text::align`]: lines end at the right edge of the text.
pub const ALIGN_RIGHT: u32 = 2;

/// A text at the entity's global transform.
///
/// Shape: lines are broken at `\n`, and between words where `wrap_width` asks for it. The text's rectangle is
/// as high as its lines and as wide as `wrap_width`, or as its longest line where that is 0; `pivot` places it.
#[component(requires(GlobalTransform2d), check(check_text))]
pub struct Text {
    /// What it says.
    pub content: FixedText<TEXT_BYTES_MAX>,
    /// A font of the game, ttf or otf; a scene writes its path. [`AssetId::NONE`] is the runtime's own font. A
    /// character that the font lacks is taken from the runtime's own.
    pub font: AssetId,
    /// The height of the letters (the em). Unit: virtual pixels. Range: above 0 to 1,000; others draw nothing.
    pub size: f32,
    /// From one line to the next, as a multiple of `size`. 0 takes what the font says.
    pub line_height: f32,
    /// Where lines are broken. Unit: virtual pixels before scale; 0 breaks at `\n` only.
    pub wrap_width: f32,
    /// One of [`ALIGN_LEFT`], [`ALIGN_CENTER`] and [`ALIGN_RIGHT`]; another number is taken as the first.
    pub align: u32,
    /// The point of the text's rectangle that lies on the entity, from the middle. Shape: a fraction of the
    /// rectangle, as in [`Sprite::pivot`](crate::rendering::Sprite::pivot); (-0.5, -0.5) is the top-left corner.
    pub pivot: Vec2,
    /// Shape: linear red, green, blue, alpha. Range: 0 to 1.
    pub color: [f32; 4],
    /// The colour of the rim around each letter. Shape: linear red, green, blue, alpha.
    pub outline: [f32; 4],
    /// The colour of the shadow. Shape: linear red, green, blue, alpha.
    pub shadow: [f32; 4],
    /// Where the shadow lies from the text. Unit: virtual pixels before scale.
    pub shadow_offset: Vec2,
    /// How wide the rim is. Unit: virtual pixels before scale; 0 for none.
    pub outline_width: f32,
    /// Higher layers are drawn over lower ones. A text lies over all sprites and shapes of its layer.
    pub layer: i32,
    /// How it meets what lies below it, as in [`Sprite::blend`](crate::rendering::Sprite::blend).
    pub blend: u32,
    /// How much of the camera counts, as in [`Sprite::parallax`](crate::rendering::Sprite::parallax). 0 sticks to
    /// the screen.
    pub parallax: f32,
}

impl Text {
    /// A text of a size, white, without rim and shadow.
    pub fn new(content: &str, size: f32) -> Self {
        Self { content: FixedText::new(content), size, ..Self::default() }
    }

    /// Whether there is anything to draw, wherever it lies.
    pub fn is_visible(&self) -> bool {
        let is_sized = self.size > 0.0 && self.size <= TEXT_SIZE_MAX;
        let is_colored = self.color[3] > 0.0 || self.is_outlined() || self.shadow[3] > 0.0;
        is_sized && is_colored && self.content.as_str().contains(|letter: char| !letter.is_whitespace())
    }

    /// Whether the letters have a rim.
    pub fn is_outlined(&self) -> bool {
        self.outline_width > 0.0 && self.outline_width.is_finite() && self.outline[3] > 0.0
    }
}

impl Default for Text {
    fn default() -> Self {
        Self {
            content: FixedText::default(),
            font: AssetId::NONE,
            size: 10.0,
            line_height: 0.0,
            wrap_width: 0.0,
            align: ALIGN_LEFT,
            pivot: Vec2::ZERO,
            color: WHITE,
            outline: BLACK,
            shadow: TRANSPARENT,
            shadow_offset: Vec2::ONE,
            outline_width: 0.0,
            layer: 0,
            blend: BLEND_ALPHA,
            parallax: 1.0,
        }
    }
}

/// What nobody would see.
fn check_text(text: &Text) -> Result<(), BadValue> {
    let is_size = text.size > 0.0 && text.size <= TEXT_SIZE_MAX;
    BadValue::unless(is_size, "size", "above 0 and at most 1000")?;
    BadValue::unless(text.line_height >= 0.0, "line_height", "0 or more")?;
    BadValue::unless(text.wrap_width >= 0.0, "wrap_width", "0 or more")?;
    BadValue::unless(text.outline_width >= 0.0, "outline_width", "0 or more")?;
    BadValue::unless(text.align <= ALIGN_RIGHT, "align", "0 (left), 1 (centre) or 2 (right)")?;
    check_blend(text.blend)
}
