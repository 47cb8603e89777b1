// The headings of the lanes and the years, which stay in sight while the map is moved.

const MARGIN = 6;

/** Room taken by years at the left and headings at the top, in pixels. */
export function insetOf(debate, fontSize) {
  const grouped = debate.lanes.some((lane) => lane.group);
  return { left: debate.years.length > 0 ? Math.round(fontSize * 3.5) : 0, top: debate.lanes.length > 0 ? Math.round(fontSize * (grouped ? 3.6 : 2.4)) : 0 };
}

/** Draws headings and years over the margins. */
export function drawAxes(pen, scene) {
  const { inset, width, height, colours } = scene;
  pen.boxes([[0, 0, width, inset.top], [0, 0, inset.left, height]], { fill: colours.paper, alpha: 1 });
  drawHeadings(pen, scene);
  drawYears(pen, scene);
  drawRules(pen, scene);
  pen.lines([[inset.left, inset.top + 0.5, width, inset.top + 0.5]], { stroke: colours.hairline, width: 1 });
}

function drawHeadings(pen, scene) {
  const { debate, view, inset, width, colours, fontSize } = scene;
  const grouped = debate.lanes.some((lane) => lane.group);
  const seen = (rect) => [Math.max(inset.left, rect[0] * view.k + view.x), Math.min(width, (rect[0] + rect[2]) * view.k + view.x)];
  for (const lane of debate.lanes) {
    const [left, right] = seen(lane.rect);
    if (right - left < 14) continue;
    pen.boxes([[left, inset.top - 3, right - left, 3]], { fill: colours.palette(lane.color).strong });
    write(pen, lane.title, left, right, inset.top - 0.75 * fontSize, fontSize, 'bold', colours.ink);
  }
  if (!grouped) return;
  for (let at = 0; at < debate.lanes.length; ) {
    let end = at;
    while (end + 1 < debate.lanes.length && debate.lanes[end + 1].group === debate.lanes[at].group) end += 1;
    const left = seen(debate.lanes[at].rect)[0];
    const right = seen(debate.lanes[end].rect)[1];
    if (debate.lanes[at].group && right - left > 30) write(pen, debate.lanes[at].group, left, right, fontSize * 1.25, fontSize * 0.92, 'normal', colours.soft);
    at = end + 1;
  }
}

// A heading in the middle of the part of its lane that is in sight; shortened where it does not fit.
function write(pen, text, left, right, baseline, size, weight, fill) {
  const room = right - left - 2 * MARGIN;
  let used = size;
  let words = text;
  if (pen.measure(words, used, weight) > room) used = Math.max(size * 0.8, 8);
  if (pen.measure(words, used, weight) > room) {
    const letters = [...text];
    while (letters.length > 0 && pen.measure(`${letters.join('')}…`, used, weight) > room) letters.pop();
    if (letters.length === 0) return;
    words = `${letters.join('').trimEnd()}…`;
  }
  pen.text(words, (left + right) / 2, baseline, { size: used, weight, fill, anchor: 'middle' });
}

function drawYears(pen, scene) {
  const { debate, view, inset, height, colours, fontSize } = scene;
  let last = -Infinity;
  for (const { year, y } of debate.years) {
    const at = y * view.k + view.y;
    if (at < inset.top + fontSize * 0.7 || at > height - 4 || at - last < fontSize * 1.15) continue;
    last = at;
    pen.text(String(year), inset.left - MARGIN, at + fontSize * 0.35, { size: fontSize * 0.95, fill: colours.soft, anchor: 'end' });
  }
}

function drawRules(pen, scene) {
  const { debate, view, inset, width, height, colours, fontSize } = scene;
  let last = -Infinity;
  for (const rule of debate.rules) {
    const at = rule.y * view.k + view.y;
    if (at < inset.top + fontSize || at > height - 4 || at - last < fontSize * 1.2) continue;
    last = at;
    pen.text(rule.label, width - MARGIN, at - 3, { size: fontSize * 0.9, fill: colours.soft, anchor: 'end', halo: colours.paper, haloWidth: 3 });
  }
}
