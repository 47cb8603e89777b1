//! How far apart two colours are: for the eye, in grey, and for those who see no green.
//!
//! # References
//!
//! - Contrast: W3C (2023), *Web Content Accessibility Guidelines 2.2*, "relative luminance" and "contrast ratio".
//! - Difference: Sharma, Wu and Dalal (2005), "The CIEDE2000 color-difference formula", *Color Research & Application*
//!   30: 21–30, doi:10.1002/col.20070.
//! - Deuteranopia: Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision
//!   deficiency", *IEEE Transactions on Visualization and Computer Graphics* 15: 1291–1298,
//!   doi:10.1109/TVCG.2009.113; its matrix for severity 1.0, over linear RGB.

use super::palette::Color;

/// The contrast ratio of two colours, from 1 (alike) to 21 (black and white); text wants 4.5, a line 3.
pub fn contrast(first: Color, second: Color) -> f64 {
    let (a, b) = (luminance(first), luminance(second));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour as a printer without colours gives it: the grey of the same luminance.
pub fn greyed(color: Color) -> Color {
    let level = encoded(luminance(color));
    Color::new(level, level, level)
}

/// The colour as somebody with deuteranopia sees it.
pub fn deuteranopic(color: Color) -> Color {
    const MATRIX: [[f64; 3]; 3] =
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
    let rgb = linear(color);
    let [red, green, blue] =
        MATRIX.map(|row| encoded(row.iter().zip(rgb).map(|(weight, channel)| weight * channel).sum()));
    Color::new(red, green, blue)
}

/// The CIEDE2000 difference of two colours: 1 is just seen side by side, 100 is black against white.
pub fn difference(first: Color, second: Color) -> f64 {
    lab_difference(lab(first), lab(second))
}

/// CIEDE2000 of two colours in CIELAB, in the paper's symbols: kL = kC = kH = 1.
pub fn lab_difference([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let power7 = |c: f64| (c.powi(7) / (c.powi(7) + 25.0_f64.powi(7))).sqrt();
    let mean_c = (a1.hypot(b1) + a2.hypot(b2)) / 2.0;
    let g = 0.5 * (1.0 - power7(mean_c));
    let (a1, a2) = ((1.0 + g) * a1, (1.0 + g) * a2);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue =
        |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cosine = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cosine(h - 30.0) + 0.24 * cosine(2.0 * h) + 0.32 * cosine(3.0 * h + 6.0)
        - 0.20 * cosine(4.0 * h - 63.0);
    let turned = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rt = -(2.0 * turned).to_radians().sin() * 2.0 * power7(c);
    let (l, c, h) = (dl / sl, dc / sc, dh / sh);
    (l * l + c * c + h * h + rt * c * h).max(0.0).sqrt()
}

/// Red, green and blue in proportion to light, 0 to 1.
fn linear(color: Color) -> [f64; 3] {
    [color.red, color.green, color.blue].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// A share of light as a channel of eight bits.
fn encoded(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

fn luminance(color: Color) -> f64 {
    let [red, green, blue] = linear(color);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The colour in CIELAB, for sRGB's white (D65).
fn lab(color: Color) -> [f64; 3] {
    let [red, green, blue] = linear(color);
    let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47;
    let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue;
    let z = (0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83;
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let (x, y, z) = (f(x), f(y), f(z));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}
