//! What a list of declarations says of an element's looks, as far as it bears on whether one sees it.

use std::ops::RangeInclusive;

/// Bytes of a value that are read.
const LONGEST_VALUE: usize = 200;

/// Pixels, counted from where it belongs, beyond which an element stands outside the page.
const AWAY: f32 = -900.0;

/// Pixels of a letter that nobody can read, and of a box in which nothing has room.
const NOTHING: f32 = 1.0;

/// How far each of red, green and blue of two colours may differ that nobody tells apart.
const SAME: u8 = 8;

/// What can keep an element from being seen, alone or together with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Display,
    Visibility,
    Opacity,
    Letters,
    Height,
    Width,
    Overflow,
    Left,
    Top,
    Placed,
    Indent,
    Margin,
    Clip,
    Moved,
}

const WAYS: usize = Way::Moved as usize + 1;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// Red, green and blue.
    Of([u8; 3]),
    /// What is behind it shows.
    Clear,
    /// A picture, a variable, a name that is not known here.
    Unknown,
}

impl Colour {
    /// Whether nobody tells the two apart.
    pub(super) fn is_like(self, other: Colour) -> bool {
        match (self, other) {
            (Colour::Of(one), Colour::Of(other)) => {
                let mut pairs = one.iter().zip(other);
                pairs.all(|(one, other)| one.abs_diff(other) <= SAME)
            }
            _ => false,
        }
    }
}

/// What is said of an element's looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Looks {
    ways: [Option<bool>; WAYS],
    pub(super) colour: Option<Colour>,
    pub(super) background: Option<Colour>,
}

impl Looks {
    /// Reads declarations, of which the last one counts.
    pub(super) fn read(declarations: &str) -> Looks {
        let mut looks = Looks::default();
        let mut moving = false;
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let property = property.trim().as_bytes();
            moving |= matches!(
                property,
                b"transition" | b"animation" | b"animation-name" | b"transition-property"
            );
            looks.declare(property, value);
        }
        if moving {
            // It comes into sight.
            for way in [Way::Opacity, Way::Visibility, Way::Moved] {
                looks.ways[way as usize] = looks.ways[way as usize].map(|_| false);
            }
        }
        looks
    }

    /// Takes one declaration in.
    fn declare(&mut self, property: &[u8], value: &str) {
        let mut name = [0; 16];
        let Some(name) = name.get_mut(..property.len()) else {
            return;
        };
        name.copy_from_slice(property);
        name.make_ascii_lowercase();
        let Some(read) = reader(name) else {
            return;
        };
        if value.len() > LONGEST_VALUE {
            return;
        }
        let value = value.to_ascii_lowercase();
        let value = value.split('!').next().unwrap_or_default().trim();
        match read {
            Read::Way(way, hides) => self.ways[way as usize] = Some(hides(value)),
            Read::Colour => self.colour = Some(colour(value)),
            Read::Background => self.background = Some(background(value)),
            Read::Picture if value != "none" => self.background = Some(Colour::Unknown),
            Read::Picture => {}
        }
    }

    /// Puts what `other` says in the place of what is said here.
    pub(super) fn overlay(&mut self, other: &Looks) {
        for (way, other) in self.ways.iter_mut().zip(other.ways) {
            *way = other.or(*way);
        }
        self.colour = other.colour.or(self.colour);
        self.background = other.background.or(self.background);
    }

    /// Takes back what hides where `other`, which may hold or not, shows.
    pub(super) fn doubt(&mut self, other: &Looks) {
        for (way, other) in self.ways.iter_mut().zip(other.ways) {
            if other == Some(false) {
                *way = way.map(|_| false);
            }
        }
        for (own, other) in [
            (&mut self.colour, other.colour),
            (&mut self.background, other.background),
        ] {
            if other.is_some() {
                *own = own.map(|_| Colour::Unknown);
            }
        }
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        *self == Looks::default()
    }

    /// Whether something is said of `way`.
    pub(super) fn says(&self, way: Way) -> bool {
        self.ways[way as usize].is_some()
    }

    /// Whether its letters are too small to be read.
    pub(super) fn has_no_letters(&self) -> bool {
        self.is(Way::Letters)
    }

    /// Whether nothing that stands in it is seen.
    pub(super) fn hides(&self) -> bool {
        let alone = [
            Way::Display,
            Way::Visibility,
            Way::Opacity,
            Way::Indent,
            Way::Margin,
            Way::Moved,
        ];
        let cut = self.is(Way::Overflow) && (self.is(Way::Height) || self.is(Way::Width));
        let placed =
            self.is(Way::Placed) && (self.is(Way::Left) || self.is(Way::Top) || self.is(Way::Clip));
        cut || placed || alone.into_iter().any(|way| self.is(way))
    }

    fn is(&self, way: Way) -> bool {
        self.ways[way as usize] == Some(true)
    }
}

/// How the value of a property is read.
enum Read {
    Way(Way, fn(&str) -> bool),
    Colour,
    Background,
    Picture,
}

fn reader(property: &[u8]) -> Option<Read> {
    let away = |way| Read::Way(way, |value| lengths(value).any(|length| length <= AWAY));
    let empty = |way| {
        Read::Way(way, |value| {
            first(value).is_some_and(|length| (0.0..=NOTHING).contains(&length))
        })
    };
    Some(match property {
        b"display" => Read::Way(Way::Display, |value| value == "none"),
        b"visibility" => Read::Way(Way::Visibility, |value| value == "hidden"),
        b"opacity" => Read::Way(Way::Opacity, |value| {
            value.trim_end_matches('%').parse() == Ok(0.0)
        }),
        b"font-size" => empty(Way::Letters),
        b"height" | b"max-height" => empty(Way::Height),
        b"width" | b"max-width" => empty(Way::Width),
        b"overflow" => Read::Way(Way::Overflow, |value| {
            value.starts_with("hidden") || value.starts_with("clip")
        }),
        b"left" | b"right" => away(Way::Left),
        b"top" | b"bottom" => away(Way::Top),
        b"position" => Read::Way(Way::Placed, |value| {
            matches!(value, "absolute" | "fixed" | "relative")
        }),
        b"text-indent" => away(Way::Indent),
        b"margin-left" | b"margin-top" => away(Way::Margin),
        b"clip" => Read::Way(Way::Clip, is_nothing),
        b"clip-path" => Read::Way(Way::Clip, |value| {
            ["inset(50%)", "inset(100%)", "circle(0)", "circle(0px)"].contains(&value)
        }),
        b"transform" => Read::Way(Way::Moved, |value| {
            value == "scale(0)"
                || (value.starts_with("translate") && lengths(value).any(|length| length <= AWAY))
        }),
        b"color" => Read::Colour,
        b"background" | b"background-color" => Read::Background,
        b"background-image" => Read::Picture,
        _ => return None,
    })
}

/// Whether `rect(...)` has no more room than a point.
fn is_nothing(value: &str) -> bool {
    value.starts_with("rect(") && {
        let mut lengths = lengths(value);
        let [top, right, bottom, left] = [(); 4].map(|()| lengths.next());
        let within = |low: Option<f32>, high: Option<f32>| match (low, high) {
            (Some(low), Some(high)) => high - low <= NOTHING,
            _ => false,
        };
        within(top, bottom) && within(left, right)
    }
}

/// The length at the beginning of a value, in pixels.
fn first(value: &str) -> Option<f32> {
    value.split_whitespace().next().and_then(pixels)
}

/// The lengths of a value, in pixels.
fn lengths(value: &str) -> impl Iterator<Item = f32> {
    let parts = value.split(|letter: char| letter.is_whitespace() || "(),".contains(letter));
    parts.filter_map(pixels)
}

/// A length in pixels, by and large; none where it is one of something else, as shares are.
fn pixels(length: &str) -> Option<f32> {
    let end = length
        .find(|letter: char| !letter.is_ascii_digit() && !"+-.".contains(letter))
        .unwrap_or(length.len());
    let (number, unit) = length.split_at(end);
    let number: f32 = number.parse().ok()?;
    let times = match unit {
        "" | "px" | "pt" => 1.0,
        "em" | "rem" | "ch" | "ex" => 16.0,
        "cm" => 38.0,
        "in" => 96.0,
        // Nothing of anything is nothing.
        _ if number == 0.0 => 1.0,
        _ => return None,
    };
    Some(number * times)
}

/// The colour of `background`, which may name more.
fn background(value: &str) -> Colour {
    if value == "none" {
        return Colour::Clear;
    }
    match colour(value) {
        // A colour among other words, but none beside a picture.
        Colour::Unknown if !value.contains('(') => {
            let mut known = value.split_whitespace().map(colour);
            known
                .find(|colour| *colour != Colour::Unknown)
                .unwrap_or(Colour::Unknown)
        }
        colour => colour,
    }
}

/// The colour that a value of `color` names, or an attribute that is one.
pub(super) fn colour(value: &str) -> Colour {
    let value = value.trim();
    let digits = value.strip_prefix('#').unwrap_or(value);
    if let Some(inside) = value
        .strip_prefix("rgba(")
        .or_else(|| value.strip_prefix("rgb("))
    {
        return mixed(inside);
    }
    const SHORT: RangeInclusive<usize> = 3..=4;
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let single = |at: usize| Some(17 * u8::from_str_radix(digits.get(at..=at)?, 16).ok()?);
    let parts = match digits.len() {
        length if hex && SHORT.contains(&length) && value.starts_with('#') => {
            [single(0), single(1), single(2), single(3)]
        }
        6 | 8 if hex => [pair(0), pair(2), pair(4), pair(6)],
        _ => return named(value),
    };
    match parts {
        [_, _, _, Some(0)] => Colour::Clear,
        [Some(red), Some(green), Some(blue), None | Some(255)] => Colour::Of([red, green, blue]),
        _ => Colour::Unknown,
    }
}

/// The colour between the brackets of `rgb(...)`.
fn mixed(inside: &str) -> Colour {
    let parts = inside.trim_end_matches(')').split([',', ' ', '/']);
    let numbers: Option<Vec<f32>> = parts
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    let part = |number: f32| number.clamp(0.0, 255.0).round() as u8;
    match numbers.as_deref() {
        Some([.., alpha])
            if numbers.as_ref().is_some_and(|all| all.len() == 4) && *alpha == 0.0 =>
        {
            Colour::Clear
        }
        Some([red, green, blue] | [red, green, blue, 1.0]) => {
            Colour::Of([part(*red), part(*green), part(*blue)])
        }
        _ => Colour::Unknown,
    }
}

fn named(name: &str) -> Colour {
    Colour::Of(match name {
        "white" => [255, 255, 255],
        "black" => [0, 0, 0],
        "snow" => [255, 250, 250],
        "ivory" => [255, 255, 240],
        "whitesmoke" => [245, 245, 245],
        "red" => [255, 0, 0],
        "yellow" => [255, 255, 0],
        "blue" => [0, 0, 255],
        "gray" | "grey" => [128, 128, 128],
        "silver" => [192, 192, 192],
        "transparent" => return Colour::Clear,
        _ => return Colour::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_that_hide_are_told_from_those_that_do_not() {
        for (declarations, hides) in [
            ("display:none", true),
            (" Color: red; DISPLAY : none !important", true),
            ("display:none;display:block", false),
            ("display:nonesuch", false),
            ("visibility: hidden", true),
            ("opacity:0.00", true),
            ("opacity:.05", false),
            ("opacity:0;transition:opacity 1s", false),
            ("height:0", false),
            ("height:0;overflow:hidden", true),
            ("max-height:0px;overflow:hidden", true),
            ("height:1px;width:1px;overflow:hidden", true),
            ("height:12px;overflow:hidden", false),
            ("left:-9999px", false),
            ("position:absolute;left:-9999px", true),
            ("position:absolute;left:-100em", true),
            ("position:absolute;left:-100%", false),
            ("position:absolute;top:-20px", false),
            ("text-indent:-9999px", true),
            ("text-indent:-2em", false),
            ("margin-left:-5000px", true),
            ("position:absolute;clip:rect(0,0,0,0)", true),
            ("position:absolute;clip:rect(1px 1px 1px 1px)", true),
            ("position:absolute;clip:rect(0,90px,90px,0)", false),
            ("clip:rect(0,0,0,0)", false),
            ("position:absolute;clip-path:inset(50%)", true),
            ("transform:translateX(-9999px)", true),
            ("transform:translate(-50%,-50%)", false),
            ("transform:scale(0)", true),
            ("a;:;;b:", false),
        ] {
            assert_eq!(Looks::read(declarations).hides(), hides, "{declarations}");
        }
    }

    #[test]
    fn letters_of_no_size_are_known_in_any_unit() {
        for (declaration, small) in [
            ("font-size:0", true),
            ("font-size: 0em", true),
            ("font-size:0%", true),
            ("font-size:1px", true),
            ("font-size:1em", false),
            ("font-size:9px", false),
            ("font-size:small", false),
            ("font-size:-", false),
        ] {
            let looks = Looks::read(declaration);
            assert_eq!(looks.has_no_letters(), small, "{declaration}");
        }
    }

    #[test]
    fn colours_are_known_by_number_and_name() {
        let white = Colour::Of([255, 255, 255]);
        for (value, expected) in [
            ("#fff", white),
            ("#ffff", white),
            ("ffffff", white),
            ("#ffffffff", white),
            ("white", white),
            ("rgb(255, 255, 255)", white),
            ("rgb(255 255 300 / 1)", white),
            ("rgba(255,255,255,1)", white),
            ("rgba(255,255,255,0)", Colour::Clear),
            ("rgba(255,255,255,.5)", Colour::Unknown),
            ("#ffffff00", Colour::Clear),
            ("#ffffff80", Colour::Unknown),
            ("transparent", Colour::Clear),
            ("var(--ink)", Colour::Unknown),
            ("#", Colour::Unknown),
            ("\u{e9}\u{e9}\u{e9}", Colour::Unknown),
        ] {
            assert_eq!(colour(value), expected, "{value}");
        }
        assert_eq!(background("#fff url(a.png)"), Colour::Unknown);
        assert_eq!(background("no-repeat #fff"), white);
        assert!(white.is_like(Colour::Of([250, 255, 248])));
        assert!(!white.is_like(Colour::Of([240, 255, 255])));
        assert!(!Colour::Unknown.is_like(Colour::Unknown));
    }
}
