// Places the corners of a rectangle and fills it with its part of an image: a sprite's colours, or how much of a pixel a
// letter covers.

// x, y: from pixels, virtual ones for sprites and real ones for letters, to clip space. z, w: unused, uniforms are 16
// bytes wide in WebGL2.
@group(0) @binding(0) var<uniform> screen: vec4<f32>;
@group(1) @binding(0) var image: texture_2d<f32>;
@group(1) @binding(1) var image_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
    @location(1) @interpolate(flat, either) part: vec4<f32>,
    @location(2) @interpolate(flat, either) tint: vec4<f32>,
}

@vertex
fn place(
    @builtin(vertex_index) index: u32,
    @location(0) x_axis: vec2<f32>,
    @location(1) y_axis: vec2<f32>,
    @location(2) center: vec2<f32>,
    @location(3) part: vec4<f32>,
    @location(4) tint: vec4<f32>,
) -> Corner {
    // The strip: top left, top right, bottom left, bottom right.
    let corner = vec2<f32>(f32(index & 1u), f32(index >> 1u));
    let offset = corner - vec2<f32>(0.5);
    let pixel = center + x_axis * offset.x + y_axis * offset.y;
    let clip = vec2<f32>(pixel.x * screen.x - 1.0, 1.0 - pixel.y * screen.y);
    return Corner(vec4<f32>(clip, 0.0, 1.0), mix(part.xy, part.zw, corner), part, tint);
}

@fragment
fn fill_sprite(in: Corner) -> @location(0) vec4<f32> {
    // Half a texel inside of its part, a sprite never shows its neighbour in the atlas, whatever the rounding.
    let half_texel = vec2<f32>(0.5) / vec2<f32>(textureDimensions(image));
    let low = min(in.part.xy, in.part.zw) + half_texel;
    let high = max(low, max(in.part.xy, in.part.zw) - half_texel);
    let texel = textureSample(image, image_sampler, clamp(in.uv, low, high));
    // Images and tints have straight alpha; the blending wants it multiplied in.
    let alpha = texel.a * in.tint.a;
    return vec4<f32>(texel.rgb * in.tint.rgb * alpha, alpha);
}

// A letter's part is in texels of the atlas.
@fragment
fn fill_letter(in: Corner) -> @location(0) vec4<f32> {
    let alpha = textureSample(image, image_sampler, in.uv / vec2<f32>(textureDimensions(image))).r * in.tint.a;
    return vec4<f32>(in.tint.rgb * alpha, alpha);
}
