// A scene is all that a drawing needs: `debate`, `index`, `shown` (what the filters leave), `focus` (what has been chosen
// or found), `view` (x, y and scale k), `width`, `height`, `inset` (the margins of years and headings), `rows` of
// headings, `fontSize`, `colours`, and whether there is a `halo`.

/** The part of the map, in points, that a view shows. */
export function sight({ view, width, height }) {
  return [-view.x / view.k, -view.y / view.k, (width - view.x) / view.k, (height - view.y) / view.k];
}

/** What stands out in a scene, and what recedes. */
export function standsOut(scene, kind, index) {
  const set = kind === 'node' ? scene.focus.nodes : scene.focus.edges;
  return set === null || set.has(index);
}
