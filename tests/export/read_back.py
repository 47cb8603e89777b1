"""Reads exports with programs that nobody here wrote, and compares them with one another and with counts.

Usage: read_back.py FOLDER, which holds manifest.json: a list of objects with the keys `name`, `nodes`, `edges` (what
other commands count, or null), and `files`, which gives for each format the names of its files. The node-link JSON, whose
values have types and lose nothing, is what the others are compared with.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import igraph
import networkx
import rdflib

WRONG = []


def expect(what, found, wanted):
    if found != wanted:
        WRONG.append(f"{what}: found {found!r}, wanted {wanted!r}")


def xml(value):
    """What XML 1.0 can hold of a text."""
    out = []
    for c in value:
        if c in "\n\t":
            out.append(" ")
        elif ord(c) < 32 or 127 <= ord(c) < 160 or ord(c) in (0xFFFE, 0xFFFF):
            out.append("\ufffd")
        else:
            out.append(c)
    return "".join(out)


def flat(value):
    if isinstance(value, list):
        return "; ".join(value)
    return value


def in_xml(value):
    value = flat(value)
    return xml(value) if isinstance(value, str) else value


def inert(value):
    """What a table has of a value: formulas get an apostrophe, control characters become blanks."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(flat(value)).lower() if isinstance(value, bool) else str(flat(value))
    risky = text[:1] in ("=", "@", "\t", "\r") and text
    risky = risky or (text[:1] in ("+", "-") and not all(c in "0123456789." for c in text[1:]))
    text = "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)
    return "'" + text if risky else text


def pajek(value):
    swap = {'"': "'", "\\": "/", "\u2028": " ", "\u2029": " "}
    return "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else swap.get(c, c) for c in value)


def without(mapping, *names):
    return {key: value for key, value in mapping.items() if key not in names}


def counted(items):
    return Counter(json.dumps(item, sort_keys=True, ensure_ascii=False) for item in items)


def edges_of(data, change):
    """Every edge as its ends and attributes; the ends of undirected ones in order."""
    for edge in data["edges"]:
        ends = [change(edge["source"]), change(edge["target"])]
        if not data["directed"]:
            ends.sort()
        yield [*ends, {key: change(value) for key, value in without(edge, "source", "target").items()}]


def node_link(name, data, nodes, edges):
    graph = networkx.node_link_graph(data, edges="edges")
    expect(f"{name} json nodes", graph.number_of_nodes(), nodes if nodes is not None else len(data["nodes"]))
    expect(f"{name} json edges", graph.number_of_edges(), edges if edges is not None else len(data["edges"]))
    expect(f"{name} json ids", len({node["id"] for node in data["nodes"]}), len(data["nodes"]))


def attributed(name, data, graph, name_of, drop_node, drop_edge):
    """A graph of networkx against the node-link form."""
    found = {name_of(node, values): without(values, *drop_node) for node, values in graph.nodes(data=True)}
    wanted = {in_xml(n["id"]): {k: in_xml(v) for k, v in without(n, "id").items()} for n in data["nodes"]}
    expect(f"{name} directed", graph.is_directed(), data["directed"])
    expect(f"{name} nodes", found, wanted)
    names = {node: name_of(node, values) for node, values in graph.nodes(data=True)}
    ends = lambda a, b: [names[a], names[b]] if data["directed"] else sorted([names[a], names[b]])
    found = counted([*ends(a, b), without(values, *drop_edge)] for a, b, values in graph.edges(data=True))
    wanted = counted([a, b, {**values, "weight": float(values["weight"])}] for a, b, values in edges_of(data, in_xml))
    expect(f"{name} edges", found, wanted)


def graphml(name, data, files):
    graph = networkx.read_graphml(files[0], force_multigraph=True)
    attributed(f"{name} graphml networkx", data, graph, lambda _, values: values["name"], ["name"], ["id"])
    graph = igraph.Graph.Read_GraphML(files[0])
    expect(f"{name} graphml igraph", (graph.vcount(), graph.ecount()), (len(data["nodes"]), len(data["edges"])))
    if data["nodes"]:
        for key in ("name", "label", "title"):
            if key == "name" or any(key in node for node in data["nodes"]):
                wanted = [in_xml(node.get("id" if key == "name" else key, "")) for node in data["nodes"]]
                expect(f"{name} graphml igraph {key}", graph.vs[key], wanted)
        if any("year" in node for node in data["nodes"]):
            found = [None if year != year else int(year) for year in graph.vs["year"]]
            expect(f"{name} graphml igraph year", found, [node.get("year") for node in data["nodes"]])


def gexf(name, data, files):
    graph = networkx.read_gexf(files[0], version="1.3")
    years = {node: values.get("spells") for node, values in graph.nodes(data=True)}
    for node in data["nodes"]:
        year = node.get("year", node.get("first_year"))
        spells = years[in_xml(node["id"])]
        expect(f"{name} gexf spell of {node['id']}", spells[0][0] if spells else None, year)
    # networkx reads what it calls label and weight by itself.
    attributed(
        f"{name} gexf", data, networkx.MultiDiGraph(graph) if data["directed"] else networkx.MultiGraph(graph),
        lambda node, _: node, ["spells"], ["spells", "id", "label", "kind"],
    )


def pajek_net(name, data, files):
    wanted = [pajek(node["id"]) for node in data["nodes"]]
    ids = {node["id"]: place for place, node in enumerate(data["nodes"])}
    values = lambda edge: edge["weight"] * (-1 if edge.get("sign") == "-1" else 1)
    edges = counted([ids[e["source"]], ids[e["target"]], float(values(e)), e.get("relation", "")] for e in data["edges"])
    graph = igraph.Graph.Read_Pajek(files[0])
    labels = graph.es["label"] if "label" in graph.es.attributes() else [""] * graph.ecount()
    if data["nodes"]:
        expect(f"{name} pajek igraph nodes", [label.split("#")[0] for label in graph.vs["name"]],
               [label.split("#")[0] for label in wanted])
    if data["edges"]:
        found = counted(
            [*(edge.tuple if data["directed"] else sorted(edge.tuple)), edge["weight"], label]
            for edge, label in zip(graph.es, labels)
        )
        expect(f"{name} pajek igraph edges", found, edges)
    graph = networkx.read_pajek(files[0])
    expect(f"{name} pajek networkx nodes", graph.number_of_nodes(), len(data["nodes"]))
    expect(f"{name} pajek networkx edges", graph.number_of_edges(), len(data["edges"]))
    for file in files[1:]:
        lines = [line for line in Path(file).read_text("utf-8").splitlines() if not line.startswith("%")]
        expect(f"{name} {Path(file).suffix} head", lines[0], f"*Vertices {len(data['nodes'])}")
        expect(f"{name} {Path(file).suffix} lines", len(lines) - 1, len(data["nodes"]))
    groups = [int(line) for line in Path(files[1]).read_text("utf-8").splitlines() if line[:1].isdigit()]
    if any("school" in node for node in data["nodes"]):
        expect(f"{name} clu", groups, [node.get("school", 0) for node in data["nodes"]])


def tables(name, data, files):
    nodes, edges = (list(csv.DictReader(open(file, encoding="utf-8", newline=""))) for file in files)
    expect(f"{name} csv nodes", len(nodes), len(data["nodes"]))
    for found, node in zip(nodes, data["nodes"]):
        wanted = {"Id": inert(node["id"]), "Label": inert(node["label"])}
        wanted.update({key: inert(value) for key, value in without(node, "id", "label").items()})
        expect(f"{name} csv {node['id']}", {k: v for k, v in found.items() if v or k in wanted}, wanted)
    ids = {row["Id"] for row in nodes}
    expect(f"{name} csv edges", len(edges), len(data["edges"]))
    for found, edge in zip(edges, data["edges"]):
        expect(f"{name} csv ends", {found["Source"], found["Target"]} <= ids, True)
        wanted = {key: inert(value) for key, value in without(edge, "source", "target", "weight").items()}
        found = without(found, "Source", "Target", "Type", "Weight")
        expect(f"{name} csv edge", {k: v for k, v in found.items() if v or k in wanted}, wanted)


CITO = rdflib.Namespace("http://purl.org/spar/cito/")


def turtle(name, data, files):
    graph = rdflib.Graph()
    graph.parse(files[0], format="turtle", publicID="http://example.org/debate")
    said = rdflib.Namespace("http://example.org/debate#said/")
    expression = rdflib.URIRef("http://purl.org/spar/fabio/Expression")
    works = set(graph.subjects(rdflib.RDF.type, expression))
    expect(f"{name} cito works", len(works), len(data["nodes"]))
    title = rdflib.URIRef("http://purl.org/dc/terms/title")
    expect(
        f"{name} cito titles", Counter(str(graph.value(work, title)) for work in works if (work, title, None) in graph),
        Counter(node["title"] for node in data["nodes"] if "title" in node),
    )
    keys = {work: str(graph.value(work, said.key)) for work in works}
    citations = list(graph.subjects(rdflib.RDF.type, CITO.Citation))
    by_id = {node["id"]: node.get("key", "None") for node in data["nodes"]}

    def statement(citation):
        values = {p.split("/")[-1]: o.toPython() for p, o in graph.predicate_objects(citation) if p.startswith(said)}
        ends = [graph.value(citation, CITO.hasCitingEntity), graph.value(citation, CITO.hasCitedEntity)]
        property = graph.value(citation, CITO.hasCitationCharacterization)
        relation = values["relation"]
        if property is not None:
            expect(f"{name} cito {citation}", str(property).split("/")[-1].lower(), relation)
        expect(f"{name} cito direct {citation}", (ends[0], property or CITO.cites, ends[1]) in graph, True)
        return [*(keys[end] for end in ends), relation, values.get("annotation"), values.get("place"), values.get("by"), values["line"]]

    wanted = counted(
        [by_id[e["source"]], by_id[e["target"]], e["relation"], e.get("annotation"), e.get("place"), e.get("by"), e["line"]]
        for e in data["edges"]
    )
    expect(f"{name} cito citations", counted(map(statement, citations)), wanted)


def united(data):
    """Every two nodes that are joined, with the sum of the weights."""
    places = {node["id"]: place for place, node in enumerate(data["nodes"], 1)}
    links = Counter()
    for edge in data["edges"]:
        ends = tuple(sorted((places[edge["source"]], places[edge["target"]])))
        if ends[0] != ends[1]:
            links[ends] += edge["weight"]
    return {ends: round(weight, 6) for ends, weight in links.items()}


def vosviewer(name, data, files):
    network = json.loads(Path(files[0]).read_text("utf-8"))["network"]
    expect(f"{name} vosviewer labels", [item["label"] for item in network["items"]], [n["label"] for n in data["nodes"]])
    links = {(link["source_id"], link["target_id"]): round(link["strength"], 6) for link in network["links"]}
    expect(f"{name} vosviewer links", links, united(data))
    for item, node in zip(network["items"], data["nodes"]):
        expect(f"{name} vosviewer cluster", item.get("cluster"), node.get("school", item.get("cluster")))
        expect(f"{name} vosviewer html", set(item.get("description", "")) & set("<>"), set())


def vosviewer_text(name, data, files):
    rows = list(csv.reader(open(files[0], encoding="utf-8", newline=""), delimiter="\t"))
    expect(f"{name} vosviewer map", len(rows) - 1, len(data["nodes"]))
    expect(f"{name} vosviewer columns", {len(row) for row in rows}, {len(rows[0])})
    for row, node in zip(rows[1:], data["nodes"]):
        wanted = "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in node["label"].replace('"', "'"))
        expect(f"{name} vosviewer map label", row[1], wanted)
    rows = csv.reader(open(files[1], encoding="utf-8", newline=""), delimiter="\t")
    links = {(int(a), int(b)): round(float(strength), 6) for a, b, strength in rows}
    expect(f"{name} vosviewer network", links, united(data))


def csl(name, data, files):
    items = json.loads(Path(files[0]).read_text("utf-8"))
    expect(f"{name} csl ids", [item["id"] for item in items], [node["id"] for node in data["nodes"]])
    for item, node in zip(items, data["nodes"]):
        expect(f"{name} csl title", item["title"], node.get("title", node["label"]))
        issued = item["issued"]["date-parts"][0][0] if "issued" in item else None
        expect(f"{name} csl year", issued, node.get("year"))
        people = len(item.get("author", item.get("editor", [])))
        expect(f"{name} csl names", people, len(node.get("authors", node.get("editors", []))))


READERS = {
    "cito": turtle, "csl-json": csl, "vosviewer": vosviewer, "vosviewer-text": vosviewer_text,
    "graphml": graphml, "gexf": gexf, "pajek": pajek_net, "csv": tables,
}


def main(folder):
    folder = Path(folder)
    read = Counter()
    for case in json.loads((folder / "manifest.json").read_text("utf-8")):
        files = {kind: [str(folder / file) for file in files] for kind, files in case["files"].items()}
        data = json.loads(Path(files["json"][0]).read_text("utf-8"))
        node_link(case["name"], data, case["nodes"], case["edges"])
        read["json"] += 1
        for kind, reader in READERS.items():
            if kind in files:
                reader(case["name"], data, files[kind])
                read[kind] += 1
    print("; ".join(f"{kind} {count}" for kind, count in sorted(read.items())))
    for line in WRONG[:20]:
        print(line[:1500])
    return 1 if WRONG else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
