// The headings of the lanes and the years, which stay in sight while the map is moved.

const MARGIN = 6;

/** Room taken by years at the left and headings at the top, in pixels; `rows` of headings stand above one another. */
export function insetOf(debate, fontSize, rows) {
  const grouped = debate.lanes.some((lane) => lane.group);
  return {
    left: debate.years.length > 0 ? Math.round(fontSize * 3.3) : 0,
    top: debate.lanes.length > 0 ? Math.round(fontSize * (0.95 + 1.3 * rows + (grouped ? 1.2 : 0))) : 0,
  };
}

/** Draws headings and years over the margins. */
export function drawAxes(pen, scene) {
  const { inset, width, height, colours } = scene;
  pen.boxes([[0, 0, width, inset.top], [0, 0, inset.left, height]], { fill: colours.paper, alpha: 1 });
  drawYears(pen, scene);
  pen.boxes([[0, 0, inset.left, inset.top]], { fill: colours.paper, alpha: 1 });
  pen.lines([[inset.left, inset.top - 0.5, width, inset.top - 0.5]], { stroke: colours.hairline, width: 1 });
  drawHeadings(pen, scene);
}

// The part of a lane that is in sight.
function seen({ view, inset, width }, rect) {
  return [Math.max(inset.left, rect[0] * view.k + view.x), Math.min(width, (rect[0] + rect[2]) * view.k + view.x)];
}

// Each heading in the lowest row where it meets no other. It may be wider than its lane, and is then joined to it.
function headings(pen, scene, rows) {
  const { debate, inset, width, fontSize } = scene;
  const ends = Array(rows).fill(-Infinity);
  const placed = [];
  for (const lane of debate.lanes) {
    const [left, right] = seen(scene, lane.rect);
    if (right - left < 8) continue;
    let size = fontSize;
    let words = lane.title;
    const wide = () => pen.measure(words, size, 'bold');
    const middle = () => Math.max(inset.left + wide() / 2, Math.min(width - wide() / 2 - 2, (left + right) / 2));
    const free = () => ends.findIndex((end) => end < middle() - wide() / 2 - MARGIN);
    if (free() < 0) size = Math.max(9, fontSize * 0.85);
    let row = free();
    const letters = [...words];
    while (row < 0 && letters.length > 2) {
      letters.pop();
      words = `${letters.join('').trimEnd()}…`;
      row = free();
    }
    if (row < 0) continue;
    ends[row] = middle() + wide() / 2;
    placed.push({ lane, left, right, row, words, size, middle: middle() });
  }
  return placed;
}

/** How many rows the headings need in a scene: as many as let each be read whole, at most three. */
export function rowsOf(pen, scene) {
  for (let rows = 1; rows < 3; rows += 1) {
    const placed = headings(pen, scene, rows);
    if (placed.every(({ lane, words }) => words === lane.title)) return rows;
  }
  return 3;
}

function drawHeadings(pen, scene) {
  const { debate, inset, colours, fontSize, rows } = scene;
  for (const lane of debate.lanes) {
    const [left, right] = seen(scene, lane.rect);
    if (right > left) pen.boxes([[left, inset.top - 3, right - left, 3]], { fill: colours.palette(lane.color).strong });
  }
  for (const { left, right, row, words, size, middle } of headings(pen, scene, rows)) {
    const baseline = inset.top - fontSize * (0.75 + 1.3 * row);
    const centre = (left + right) / 2;
    if (row > 0) pen.lines([[centre, baseline + fontSize * 0.25, centre, inset.top - 3]], { stroke: colours.rule, width: 1 });
    pen.text(words, middle, baseline, { size, weight: 'bold', fill: colours.ink, anchor: 'middle', halo: colours.paper, haloWidth: 3 });
  }
  if (debate.lanes.some((lane) => lane.group)) drawGroups(pen, scene);
}

function drawGroups(pen, scene) {
  const { debate, colours, fontSize } = scene;
  for (let at = 0; at < debate.lanes.length; ) {
    let end = at;
    while (end + 1 < debate.lanes.length && debate.lanes[end + 1].group === debate.lanes[at].group) end += 1;
    const left = seen(scene, debate.lanes[at].rect)[0];
    const right = seen(scene, debate.lanes[end].rect)[1];
    const { group } = debate.lanes[at];
    if (group && right - left > 30) {
      pen.text(shortened(pen, group, right - left - 2 * MARGIN, fontSize * 0.92), (left + right) / 2, fontSize * 1.1, { size: fontSize * 0.92, fill: colours.soft, anchor: 'middle' });
    }
    at = end + 1;
  }
}

function shortened(pen, text, room, size) {
  if (pen.measure(text, size) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && pen.measure(`${letters.join('')}…`, size) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function drawYears(pen, scene) {
  const { debate, view, inset, height, colours, fontSize } = scene;
  let last = -Infinity;
  for (const { year, y } of debate.years) {
    const at = y * view.k + view.y;
    if (at < inset.top + fontSize * 0.6 || at > height - 4 || at - last < fontSize * 1.15) continue;
    last = at;
    pen.text(String(year), inset.left - MARGIN, at + fontSize * 0.35, { size: fontSize * 0.95, fill: colours.soft, anchor: 'end' });
  }
  for (const { y } of debate.folds) {
    const at = y * view.k + view.y;
    if (at < inset.top + 6 || at > height - 6) continue;
    zigzag(pen, inset.left - MARGIN - fontSize, at, 3, colours);
  }
}

/** The sign for years without works. */
export function zigzag(pen, x, y, reach, colours) {
  const steps = [-1.2, -0.6, 0, 0.6, 1.2].map((step, index) => [x + (index % 2 === 0 ? -reach / 2 : reach / 2), y + step * reach]);
  pen.polygons([steps.flat()], { stroke: colours.soft, width: 0.8, open: true });
}
