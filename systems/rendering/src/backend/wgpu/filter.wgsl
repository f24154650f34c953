// Gives every pixel of a picture another colour: a last pass over the whole target.

struct Filter {
    // The rows of a matrix; w is unused.
    red: vec4<f32>,
    green: vec4<f32>,
    blue: vec4<f32>,
}

@group(0) @binding(0) var<uniform> colors: Filter;
@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) place: vec2<f32>,
}

@vertex
fn place(@builtin(vertex_index) index: u32) -> Corner {
    // One triangle over all of it.
    let corner = vec2<f32>(f32((index << 1u) & 2u), f32(index & 2u));
    let clip = vec2<f32>(corner.x * 2.0 - 1.0, 1.0 - corner.y * 2.0);
    return Corner(vec4<f32>(clip, 0.0, 1.0), corner);
}

@fragment
fn fill(in: Corner) -> @location(0) vec4<f32> {
    let color = textureSample(picture, picture_sampler, in.place).rgb;
    let moved = vec3<f32>(dot(colors.red.rgb, color), dot(colors.green.rgb, color), dot(colors.blue.rgb, color));
    return vec4<f32>(clamp(moved, vec3<f32>(0.0), vec3<f32>(1.0)), 1.0);
}
