// Reads GEXF files with graphology, and prints their nodes and edges as JSON, a file to a line.
// Usage: node read_gexf.mjs FOLDER FILE…, where FOLDER has the packages of package.json in node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(resolve(folder, "package.json"));
const { MultiGraph } = require("graphology");
const { parse } = require("graphology-gexf");

for (const file of files) {
  const graph = parse(MultiGraph, readFileSync(file, "utf-8"));
  const nodes = graph.mapNodes((id, attributes) => ({ ...attributes, id }));
  const edges = graph.mapEdges((id, attributes, source, target) => ({ ...attributes, source, target }));
  console.log(JSON.stringify({ directed: graph.directedSize === graph.size, nodes, edges }));
}
