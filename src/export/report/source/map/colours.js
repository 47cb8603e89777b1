// The colours of the map in the page's present theme: those of the style sheet for paper and ink, those of the
// payload for positions and signs.

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const isHex = (text) => /^#[0-9a-f]{6}$/i.test(text ?? '');

/** A colour mixed with so much (0 to 1) of another. */
export function mix(a, b, share) {
  const [first, second] = [channels(a), channels(b)];
  return `#${first.map((value, index) => Math.round(value * (1 - share) + second[index] * share).toString(16).padStart(2, '0')).join('')}`;
}

/** Reads the theme from the style sheet's properties on the root. */
export function readColours(debate) {
  const style = getComputedStyle(document.documentElement);
  const named = (name, otherwise) => {
    const value = style.getPropertyValue(`--${name}`).trim();
    return isHex(value) ? value : otherwise;
  };
  const dark = style.getPropertyValue('--dark').trim() === '1';
  const colours = {
    dark,
    paper: named('paper', '#ffffff'),
    ink: named('ink', '#1c1c1c'),
    soft: named('soft', '#5f5f5f'),
    hairline: named('hairline', '#d4d4d4'),
    accent: named('accent', '#0a5c92'),
    rule: mix(named('hairline', '#d4d4d4'), named('soft', '#5f5f5f'), 0.35),
    halo: dark ? '#6b5a16' : '#f7dc6f',
    nodeInk: '#1c1c1c',
    blank: dark ? '#d8d8d8' : '#ffffff',
  };
  const grey = { strong: '#999999', node: '#d4d4d4', tint: '#f7f7f7', outline: '#606060' };
  colours.palette = (name) => {
    const found = debate.palette[name];
    const color = found && ['strong', 'node', 'tint', 'outline'].every((key) => isHex(found[key])) ? found : grey;
    if (!dark) return color;
    return { strong: color.strong, node: mix(color.node, '#20242a', 0.12), tint: mix(colours.paper, color.strong, 0.09), outline: mix(color.node, '#ffffff', 0.35) };
  };
  colours.edge = (style) => {
    const color = isHex(debate.styles[style]?.color) ? debate.styles[style].color : '#6e6e6e';
    return dark ? mix(color, '#ffffff', style === 'cites' ? 0 : 0.38) : color;
  };
  const cache = new Map();
  const once = (reader, kind) => (name) => {
    const key = `${kind}${name}`;
    if (!cache.has(key)) cache.set(key, reader(name));
    return cache.get(key);
  };
  colours.palette = once(colours.palette, 'p');
  colours.edge = once(colours.edge, 'e');
  return colours;
}
