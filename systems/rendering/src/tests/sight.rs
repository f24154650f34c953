//! What the player says of colours and words, in pixels, with every interface that the machine has.

use super::{call, start};
use crate::registration::register_rendering_handlers;
use playground_core_client::Client;
use playground_core_client::rendering::operations::{self, Surface};
use playground_core_client::rendering::{
    DrawList, Picture, RendererKind, ScreenSettings, Shape, Sight, Text, linear_of_srgb,
};
use playground_core_client::settings::ColorFilter;
use playground_core_types::math::{Affine2, pow, vec2};
use playground_core_types::{Bytes, ErrorKind};
use playground_core_vtable::VTableErrorKind;

/// A picture of 64 by 48 pixels of a red and a green field, a word, and a menu's corner, as it is seen; by interface.
async fn pictures(sights: &[Sight]) -> Vec<Vec<Picture>> {
    let mut all = Vec::new();
    for kind in [RendererKind::Vulkan, RendererKind::Metal, RendererKind::Dx12, RendererKind::Gl] {
        let client = Client::new();
        register_rendering_handlers(&client).expect("the executor is this test's");
        match start(&client, kind, Surface::Offscreen { width: 64, height: 48 }).await {
            Err(error) if error.kind() == VTableErrorKind::Failed(ErrorKind::NoDevice) => {
                eprintln!("SKIPPED, no pixels of filters were compared: {error}");
                continue;
            }
            started => started.expect("the renderer starts"),
        }
        let mut seen = Vec::new();
        for sight in sights {
            let settings =
                ScreenSettings { virtual_size: [64, 48], sight: *sight, ..ScreenSettings::default() };
            *client.screen_settings.write().await = settings;
            fill(&mut *client.draw_list.write().await);
            call(&client, operations::CAPTURE, &[]).expect("a frame is read back");
            seen.push(client.capture.write().await.take().expect("the picture lies in core"));
        }
        let stopped = client.vtable.send_command(operations::SYSTEM, operations::STOP, Bytes::new()).await;
        stopped.expect("a renderer stops");
        all.push(seen);
    }
    all
}

fn fill(list: &mut DrawList) {
    list.begin([64, 48], linear_of_srgb([40, 44, 52, 255]));
    let field = |list: &mut DrawList, x: f32, color| {
        list.push_shape(Affine2::from_translation(vec2(x, 12.0)), &Shape::rectangle(vec2(24.0, 16.0), color));
    };
    field(list, 16.0, linear_of_srgb([200, 60, 40, 255]));
    field(list, 48.0, linear_of_srgb([90, 120, 40, 255]));
    list.push_text(Affine2::from_translation(vec2(32.0, 34.0)), &Text::new("word", 12.0));
    list.sort();
}

fn at(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let first = ((y * picture.width + x) * 4) as usize;
    [0, 1, 2, 3].map(|channel| picture.rgba[first + channel])
}

#[tokio::test]
async fn colours_are_moved_as_the_matrix_says_and_not_at_all_without_one() {
    let filtered = |filter| Sight { filter, ..Sight::default() };
    let sights =
        [filtered(ColorFilter::Off), filtered(ColorFilter::Deuteranopia), filtered(ColorFilter::Off)];
    for seen in pictures(&sights).await {
        assert_eq!(seen[0], seen[2], "off is as if it had never been on");
        let matrix = crate::sight::matrix(ColorFilter::Deuteranopia).expect("it moves colours");
        for (x, y, color) in [(16, 12, [200, 60, 40]), (48, 12, [90, 120, 40]), (2, 46, [40, 44, 52])] {
            let [red, green, blue, alpha] = at(&seen[1], x, y);
            let light = linear_of_srgb([color[0], color[1], color[2], 255]);
            let moved = matrix.map(|row| row[0] * light[0] + row[1] * light[1] + row[2] * light[2]);
            let wanted = moved.map(|channel| encoded(channel.clamp(0.0, 1.0)));
            let is_near = [red, green, blue].iter().zip(wanted).all(|(one, other)| one.abs_diff(other) <= 2);
            assert!(is_near && alpha == 255, "{color:?}: {:?}, not {wanted:?}", [red, green, blue]);
        }
    }
}

/// A channel of light as a byte of a picture.
fn encoded(light: f32) -> u8 {
    let part = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * pow(light, 1.0 / 2.4) - 0.055 };
    (part * 255.0).round() as u8
}

#[tokio::test]
async fn words_are_larger_and_rimmed_as_the_player_wants() {
    let plain = Sight::default();
    let sights = [plain, Sight { text_percent: 150, ..plain }, Sight { is_rimmed: true, ..plain }];
    for seen in pictures(&sights).await {
        let count = |picture: &Picture, is_it: fn([u8; 4]) -> bool| {
            picture.rgba.as_chunks().0.iter().filter(|pixel| is_it(**pixel)).count()
        };
        let white = |pixel: [u8; 4]| pixel[0] > 200 && pixel[1] > 200 && pixel[2] > 200;
        let black = |pixel: [u8; 4]| pixel[0] < 12 && pixel[1] < 12 && pixel[2] < 12;
        assert!(count(&seen[1], white) > count(&seen[0], white) * 3 / 2, "larger");
        assert!(count(&seen[2], black) > 20 && count(&seen[0], black) == 0, "with a rim");
    }
}
