// Places a letter's rectangle and fills it with colour, as much of it as the atlas says.

// x, y: from real pixels of the viewport to clip space. z, w: unused.
@group(0) @binding(0) var<uniform> screen: vec4<f32>;
@group(1) @binding(0) var atlas: texture_2d<f32>;
@group(1) @binding(1) var smooth_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) texel: vec2<f32>,
    @location(1) @interpolate(flat, either) tint: vec4<f32>,
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
    return Corner(vec4<f32>(clip, 0.0, 1.0), mix(part.xy, part.zw, corner), tint);
}

@fragment
fn fill(in: Corner) -> @location(0) vec4<f32> {
    let alpha = textureSample(atlas, smooth_sampler, in.texel / vec2<f32>(textureDimensions(atlas))).r * in.tint.a;
    return vec4<f32>(in.tint.rgb * alpha, alpha);
}
