"""Reads exports with programs that nobody here wrote, and compares them with one another and with counts.

Usage: read_back.py FOLDER, which holds manifest.json: a list of objects with the keys `name`, `nodes`, `edges` (what
other commands count, or null), `of` (what they are), and `files`, which gives for each format the names of its files. The
node-link JSON, whose values have types and lose nothing, is what the others are compared with.

What else is read with, if it is there: arguebuf, and programs of Node from the folder that DISSENSUS_NODE_READERS names.
GEXF is held against the schema of the format, if DISSENSUS_GEXF_SCHEMA names its gexf.xsd.
"""

import csv
import html
import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import igraph
import lxml.etree
import networkx
import rdflib

try:
    import arguebuf

    logging.getLogger("arguebuf").setLevel(logging.ERROR)
except ImportError:
    arguebuf = None

WRONG = []
SKIPPED = set()
NODE_READERS = os.environ.get("DISSENSUS_NODE_READERS")
GEXF_SCHEMA = os.environ.get("DISSENSUS_GEXF_SCHEMA")


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


def valid_gexf(name, file):
    if GEXF_SCHEMA is None:
        SKIPPED.add("gexf by its schema")
        return
    schema = lxml.etree.XMLSchema(lxml.etree.parse(GEXF_SCHEMA))
    schema.validate(lxml.etree.parse(file))
    for error in schema.error_log:
        WRONG.append(f"{name} gexf by its schema: line {error.line}: {error.message}")


def gexf(name, data, files):
    valid_gexf(name, files[0])
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


def graphology(name, data, files):
    """GEXF by the reader of graphology, in Node."""
    if not (NODE_READERS and shutil.which("node")):
        SKIPPED.add("gexf by graphology")
        return
    script = Path(__file__).parent / "read_gexf.mjs"
    ran = subprocess.run(["node", script, NODE_READERS, files[0]], capture_output=True, text=True, encoding="utf-8")
    expect(f"{name} graphology", ran.stderr, "")
    read = json.loads(ran.stdout or '{"nodes": [], "edges": []}')
    found = {node["id"]: without(node, "id") for node in read["nodes"]}
    wanted = {in_xml(n["id"]): {k: in_xml(v) for k, v in without(n, "id").items()} for n in data["nodes"]}
    expect(f"{name} graphology nodes", found, wanted)
    found = []
    for edge in read["edges"]:
        ends = [edge["source"], edge["target"]]
        values = without(edge, "source", "target", "label", "kind")
        found.append([*(ends if data["directed"] else sorted(ends)), values])
    # To JavaScript 1.0 is 1.
    whole = lambda value: int(value) if isinstance(value, float) and value.is_integer() else value
    wanted = ([a, b, {key: whole(value) for key, value in values.items()}] for a, b, values in edges_of(data, in_xml))
    expect(f"{name} graphology edges", counted(found), counted(wanted))


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
    numbers = lambda file: [float(line) for line in Path(file).read_text("utf-8").splitlines()[1:]]
    sizes = [node.get("received", node.get("strength", 0)) for node in data["nodes"]]
    expect(f"{name} vec", numbers(files[2]), [float(size) for size in sizes])
    years = [node.get("year", node.get("first_year", 9999)) for node in data["nodes"]]
    expect(f"{name} years vec", numbers(files[3]), [float(year) for year in years])
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
        expect(f"{name} csv ends", [found["Source"], found["Target"]], [inert(edge["source"]), inert(edge["target"])])
        expect(f"{name} csv weight", float(found["Weight"]), float(edge["weight"]))
        expect(f"{name} csv type", found["Type"], "Directed" if data["directed"] else "Undirected")
        wanted = {key: inert(value) for key, value in without(edge, "source", "target", "weight").items()}
        found = without(found, "Source", "Target", "Type", "Weight")
        expect(f"{name} csv edge", {k: v for k, v in found.items() if v or k in wanted}, wanted)


def joined(text):
    """A text without line breaks, as nodes have it."""
    return " ".join(text.split()) if text else None


def database(name, data, files):
    """The whole corpus, of which the case is a part."""
    base = sqlite3.connect(f"{Path(files[0]).as_uri()}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    expect(f"{name} sqlite integrity", [row[0] for row in base.execute("PRAGMA integrity_check")], ["ok"])
    expect(f"{name} sqlite foreign keys", list(base.execute("PRAGMA foreign_key_check")), [])
    for (view,) in list(base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")):
        base.execute(f"SELECT * FROM {view}").fetchall()
    of = name.rsplit("-", 1)[1]
    if of == "works":
        people = "SELECT group_concat(name, '; ') FROM (SELECT persons.name FROM authorship JOIN persons ON persons.id = person " \
                 "WHERE work = w.id ORDER BY place)"
        rows = base.execute(f"SELECT w.*, files.name AS file_name, ({people}) AS people FROM works AS w "
                            "JOIN files ON files.id = w.file ORDER BY w.id")
        keys = ["label", "type", "year", "venue", "volume", "issue", "pages", "doi", "line"]
        found = [
            [row["key"].strip() or None, joined(row["title"]), row["file_name"], row["people"], bool(row["outside"]),
             *(joined(row[key]) if isinstance(row[key], str) else row[key] for key in keys)] for row in rows
        ]
        wanted = [
            [node.get("key"), node.get("title"), node["file"], flat(node.get("authors", node.get("editors"))), node["outside"],
             *(node.get(key) for key in keys)] for node in data["nodes"]
        ]
        expect(f"{name} sqlite works", found, wanted)
        keys = ["relation", "sign", "via", "place", "locator", "quote", "confidence", "year", "file", "line", "field"]
        rows = base.execute("SELECT w.*, r.annotation FROM who_answers_whom AS w JOIN responses AS r ON r.id = w.response "
                            "WHERE sender_kind = 'work' AND receiver_kind = 'work'")
        found = counted([row["sender"], row["receiver"], row["said_by"], row["point"], joined(row["annotation"]),
                         *(row[key] for key in keys)] for row in rows)
        by_id = {node["id"]: node.get("key", "") for node in data["nodes"]}
        edges = [edge for edge in data["edges"] if edge["relation"] != "cites"]
        wanted = counted([by_id[e["source"]], by_id[e["target"]], e["by"], e.get("on"), e["annotation"],
                          *(e.get(key) for key in keys)] for e in edges)
        expect(f"{name} sqlite responses", found, wanted)
        rows = base.execute("SELECT a.key, b.key, count(*) FROM citations JOIN works AS a ON a.id = citing "
                            "JOIN works AS b ON b.id = cited GROUP BY citing, cited")
        wanted = counted([by_id[e["source"]], by_id[e["target"]], e["count"]] for e in data["edges"] if e["relation"] == "cites")
        expect(f"{name} sqlite citations", counted(map(list, rows)), wanted)
    elif of == "claims":
        rows = base.execute("SELECT key, title, files.name, line FROM claims JOIN files ON files.id = file ORDER BY claims.id")
        claims = [node for node in data["nodes"] if node["kind"] == "claim"]
        wanted = [[node["key"], node["title"], node["file"], node["line"]] for node in claims]
        expect(f"{name} sqlite claims", [[row[0], joined(row[1]), row[2], row[3]] for row in rows], wanted)
        for attitude, field in (("asserts", "asserted_by"), ("denies", "denied_by")):
            found = {}
            for row in base.execute("SELECT claim_id, claim, holder FROM claim_holders WHERE attitude = ?", [attitude]):
                found.setdefault(row["claim"], set()).add(row["holder"])
            expect(f"{name} sqlite {attitude}", found, {node["key"]: set(node[field]) for node in claims if field in node})
        keys = ["holder", "attitude", "claim", "said_by", "place", "locator", "quote", "confidence", "file", "line"]
        found = counted([row[key] for key in keys] for row in base.execute("SELECT * FROM claim_holders"))
        by_id = {node["id"]: node.get("key") for node in claims}
        wanted = counted(
            [it["speaker"], it["attitude"], by_id[it["claim"]], it["by"], *(it.get(key) for key in keys[4:])]
            for it in data.get("locutions", [])
        )
        expect(f"{name} sqlite locutions", found, wanted)
    elif of == "people":
        found = [row[0] for row in base.execute("SELECT name FROM persons ORDER BY id")]
        expect(f"{name} sqlite persons", found, [node["key"] for node in data["nodes"]])
    elif of in ("cocitation", "coupling"):
        view = {"cocitation": "cited_together", "coupling": "citing_the_same"}[of]
        by_id = {node["id"]: node.get("key", "") for node in data["nodes"]}
        wanted = counted([*sorted([by_id[e["source"]], by_id[e["target"]]]), e["count"]] for e in data["edges"])
        found = counted([*sorted([row[0], row[1]]), row[2]] for row in base.execute(f"SELECT * FROM {view}"))
        expect(f"{name} sqlite {view}", found, wanted)
    base.close()


def bearings(data):
    """What attacks and supports what, by the words of both ends; contraries attack both ways."""
    words = {node["id"]: node.get("title", node["label"]) for node in data["nodes"]}
    for edge in data["edges"]:
        ends = [words[edge["source"]], words[edge["target"]]]
        if edge.get("bearing") == "attack":
            yield ["attack", *ends]
            if edge.get("symmetric"):
                yield ["attack", *reversed(ends)]
        elif edge.get("bearing") == "support":
            yield ["support", *ends]
        elif edge.get("bearing") == "need":
            yield ["support", *reversed(ends)]


def aif(name, data, files):
    read = json.loads(Path(files[0]).read_text("utf-8"))
    nodes = {node["nodeID"]: node for node in read["nodes"]}
    expect(f"{name} aif ids", len(nodes), len(read["nodes"]))
    ends = [end for edge in read["edges"] for end in (edge["fromID"], edge["toID"])]
    expect(f"{name} aif ends", set(ends) <= set(nodes), True)
    before = {edge["toID"]: edge["fromID"] for edge in read["edges"]}
    after = {edge["fromID"]: edge["toID"] for edge in read["edges"]}
    places = {str(place): node for place, node in enumerate(data["nodes"], 1)}
    said = {}
    for locution in read["locutions"]:
        force = nodes[after[locution["nodeID"]]]
        claim = after[force["nodeID"]]
        expect(f"{name} aif kinds", [nodes[locution["nodeID"]]["type"], force["type"], nodes[claim]["type"]], ["L", "YA", "I"])
        said.setdefault((claim, force["text"]), set()).add(locution["personID"])
    for place, node in places.items():
        if node["kind"] == "claim":
            for force, field in (("Asserting", "asserted_by"), ("Disagreeing", "denied_by")):
                found = len(said.get((place, force), ()))
                expect(f"{name} aif {force} of {node['key']}", found, len(node.get(field, [])))
    people = {person["participantID"] for person in read["participants"]}
    expect(f"{name} aif participants", {locution["personID"] for locution in read["locutions"]}, people)
    if arguebuf is None:
        SKIPPED.add("aif by arguebuf")
        return
    graph = arguebuf.load.aif(read)
    found = [graph.atom_nodes[place].plain_text for place in places]
    expect(f"{name} aif arguebuf claims", found, [node.get("title", node["label"]) for node in data["nodes"]])
    found = []
    for node in graph.scheme_nodes.values():
        kind = {arguebuf.Attack: "attack", arguebuf.Support: "support"}[type(node.scheme)]
        ends = [graph.incoming_nodes(node), graph.outgoing_nodes(node)]
        found.append([kind, *(end.plain_text for [end] in ends)])
    expect(f"{name} aif arguebuf relations", counted(found), counted(bearings(data)))


def argdown(name, data, files):
    """Statements and relations as Argdown's own program reads them."""
    program = NODE_READERS and Path(NODE_READERS) / "node_modules/.bin/argdown"
    if not (program and program.exists() and shutil.which("node")):
        SKIPPED.add("argdown by its own program")
        return
    source = Path(files[0]).with_suffix(".argdown")
    shutil.copyfile(files[0], source)
    ran = subprocess.run([program, "json", source, source.parent], capture_output=True, text=True, encoding="utf-8")
    expect(f"{name} argdown code", (ran.returncode, ran.stderr), (0, ""))
    read = json.loads(source.with_suffix(".json").read_text("utf-8"))
    texts, found = {}, set()
    for title, statement in read["statements"].items():
        texts[title] = next((member["text"] for member in statement["members"] if "text" in member), "")
    for statement in read["statements"].values():
        for relation in statement.get("relations", []):
            ends = [texts[relation["from"]], texts[relation["to"]]]
            kinds = {"contradictory": "attack", "contrary": "attack", "entails": "support"}
            kind = kinds.get(relation["relationType"], relation["relationType"])
            found.add((kind, *ends))
            if relation["relationType"] == "contradictory":
                found.add((kind, *reversed(ends)))
    wanted = Counter(joined(node.get("title", node["label"])) for node in data["nodes"])
    expect(f"{name} argdown statements", Counter(joined(text) for text in texts.values()), wanted)
    expect(f"{name} argdown relations", found, {tuple(it) for it in bearings(data)})


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
        values = {p.split("/")[-1]: str(o) for p, o in graph.predicate_objects(citation) if p.startswith(said)}
        attributed = graph.value(citation, rdflib.URIRef("http://www.w3.org/ns/prov#wasAttributedTo"))
        if isinstance(attributed, rdflib.URIRef):
            expect(f"{name} cito speaker of {citation}", keys.get(attributed), values["by"])
        ends = [graph.value(citation, CITO.hasCitingEntity), graph.value(citation, CITO.hasCitedEntity)]
        property = graph.value(citation, CITO.hasCitationCharacterization)
        relation = values["relation"]
        if property is not None:
            expect(f"{name} cito {citation}", str(property).split("/")[-1].lower(), relation)
        expect(f"{name} cito direct {citation}", (ends[0], property or CITO.cites, ends[1]) in graph, True)
        return [*(keys[end] for end in ends), {key: value for key, value in values.items() if key != "year"}]

    # Everything that is said of an edge, quotes and places among it.
    wanted = counted(
        [by_id[e["source"]], by_id[e["target"]],
         {key: str(value) for key, value in without(e, "source", "target", "weight", "year").items()}]
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
        # What is pointed at is shown as HTML.
        expect(f"{name} vosviewer title", html.unescape(item.get("description", "")), xml(node.get("title", "")))
        expect(f"{name} vosviewer year", item.get("scores", {}).get("Year"), node.get("year", node.get("first_year")))
        size = node.get("received", node.get("strength", 0))
        expect(f"{name} vosviewer weight", [round(it, 6) for it in item["weights"].values()], [round(size, 6)])


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
        wanted = [node.get(key) for key in ("volume", "issue", "doi")]
        expect(f"{name} csl volume", [item.get(key) for key in ("volume", "issue", "DOI")], wanted)
        people = len(item.get("author", item.get("editor", [])))
        expect(f"{name} csl names", people, len(node.get("authors", node.get("editors", []))))


READERS = {
    "cito": turtle, "csl-json": csl, "vosviewer": vosviewer, "vosviewer-text": vosviewer_text,
    "graphml": graphml, "gexf": gexf, "pajek": pajek_net, "csv": tables, "sqlite": database, "aif": aif, "argdown": argdown,
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
        if "gexf" in files:
            graphology(case["name"], data, files["gexf"])
    print("; ".join(f"{kind} {count}" for kind, count in sorted(read.items())))
    for what in sorted(SKIPPED):
        print(f"skipped: {what}")
    for line in WRONG[:20]:
        print(line[:1500])
    return 1 if WRONG else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
