"""Loads documents that the runtime has written, one JSON object a line, and says what is wrong."""

import json
import re
import sys

import spacy
from spacy.tokens import Doc
from spacy.training.converters import conllu_to_docs

sys.stdin.reconfigure(encoding="utf-8")
pipeline = spacy.load(sys.argv[1])
pipeline.max_length = 10**9
ESCAPES = {"\\s": " ", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


def spans(spans, label):
    return [[s.start, s.end, label(s), s.text, s.root.i] for s in spans]


def pairs(token):
    return [feature.split("=", 1) for feature in str(token.morph).split("|") if feature]


def tree(token):
    subtree = [one.i for one in token.subtree]
    return [
        # Where arcs cross, spaCy's own edges may fall short of the subtree.
        min(subtree),
        max(subtree),
        [child.i for child in token.children],
        len(list(token.lefts)),
        subtree,
        [one.i for one in token.ancestors],
        token.whitespace_,
        pairs(token),
    ]


def attributes(doc):
    """All that is said of each token, by the characters that it covers."""
    return {
        (t.idx, t.text, t.whitespace_): (
            (t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.idx),
            (t.ent_iob_, t.ent_type_, bool(t.is_sent_start)),
        )
        for t in doc
    }


def layout(written):
    """spaCy writes features that are all empty, but not again when it has loaded them."""
    if any(token.get("morph") for token in written["tokens"]):
        return written
    tokens = [{k: v for k, v in token.items() if k != "morph"} for token in written["tokens"]]
    return {**written, "tokens": tokens}


def of_document(record, written, loaded):
    """What differs between the document loaded from JSON and what the runtime says of it."""
    if layout(loaded.to_json()) != layout(written):
        yield "json: not what spaCy writes of the same document"
    if loaded.text != record["text"] or len(loaded) != len(record["tree"]):
        yield "text, or number of tokens"
    for token, expected in zip(loaded, record["tree"]):
        if tree(token) != expected:
            yield f"token {token.i}: spaCy has {tree(token)}, the runtime {expected}"
    expected = {
        "sentences": spans(loaded.sents, lambda _: ""),
        "entities": spans(loaded.ents, lambda span: span.label_),
        "chunks": spans(loaded.noun_chunks, lambda span: span.label_),
    }
    for name, found in expected.items():
        if found != record[name]:
            yield f"{name}: spaCy has {found}, the runtime {record[name]}"


def space(written):
    def one(match):
        escape = match.group(0)
        return ESCAPES.get(escape) or chr(int(escape[3:-1], 16))

    return re.sub(r"\\u\{[0-9a-f]+\}|\\.", one, written)


def blocks(conllu):
    """The sentences of a file: comments, and rows of ten columns."""
    for block in conllu.split("\n\n")[:-1]:
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("# ")]
        rows = [line.split("\t") for line in lines[len(comments) :]]
        yield dict(comment[2:].split(" = ", 1) for comment in comments), rows


def of_lines(conllu, loaded):
    """What is wrong with the lines of CoNLL-U by the format's own rules."""
    text, words = "", [token for token in loaded if not token.is_space]
    count = 0
    for number, (comments, rows) in enumerate(blocks(conllu), 1):
        if comments["sent_id"] != str(number):
            yield f"sent_id {comments['sent_id']}"
        if any(len(row) != 10 or not all(row) for row in rows):
            yield "ten columns, none empty, expected"
            return
        if [row[0] for row in rows] != [str(i + 1) for i in range(len(rows))]:
            yield "numbers"
        heads = [int(row[6]) for row in rows]
        if heads.count(0) != 1 or rows[heads.index(0)][7] != "root":
            yield f"one root expected: {heads}"
        for at in range(len(rows)):
            path = [at + 1]
            while path[-1] and len(path) <= len(rows) + 1:
                path.append(heads[path[-1] - 1])
            if path[-1]:
                yield "a circle"
        plain = ""
        for row in rows:
            misc = dict(item.split("=", 1) for item in row[9].split("|")) if row[9] != "_" else {}
            after = space(misc.get("SpacesAfter", r"\s"))
            if misc.get("SpaceAfter") == "No":
                after = ""
            text += space(misc.get("SpacesBefore", "")) + row[1] + after
            plain += row[1] + (" " if after else "")
            padded = any(field != field.strip() for field in row)
            spaced = any(re.search(r"\s", field) for field in row[3:]) or "\t" in "".join(row)
            if padded or spaced or row[1] != words[count].text:
                yield f"row {row}"
            count += 1
        if comments["text"] != plain.strip():
            yield f"text: {comments['text']!r}, not {plain.strip()!r}"
    if count != len(words):
        yield f"{count} words of {len(words)}"
    if words and text != loaded.text:
        yield f"the words give {text!r}"


def of_conllu(conllu, loaded):
    """What differs between the document loaded from CoNLL-U and the one loaded from JSON."""
    words = [token for token in loaded if not token.is_space]
    if not words:
        if conllu:
            yield "words in CoNLL-U alone"
        return
    (found,) = conllu_to_docs(conllu, n_sents=10**9, no_print=True)
    place = {token.i: i for i, token in enumerate(words)}
    for i, (token, other) in enumerate(zip(words, found)):
        head = token.head
        while head.is_space and head.head != head:
            head = head.head
        expected = [token.text, token.lemma_.strip(), token.tag_, token.pos_, sorted(pairs(token))]
        fields = [other.text, other.lemma_, other.tag_, other.pos_, sorted(pairs(other))]
        if not head.is_space:
            expected += [token.dep_, place[head.i]]
            fields += [other.dep_, other.head.i]
        if expected != fields:
            yield f"conllu: {fields}, {expected} expected"
    entities = lambda doc: [
        (ent.label_, [token.text for token in ent if not token.is_space]) for ent in doc.ents
    ]
    if entities(found) != entities(loaded):
        yield f"conllu: {entities(found)}, {entities(loaded)} expected"


records = (json.loads(line) for line in sys.stdin)
read = pipeline.pipe(((r["text"], r) for r in records), as_tuples=True, batch_size=32)
for own, record in read:
    written = json.loads(record["json"])
    loaded = Doc(pipeline.vocab).from_json(written, validate=True)
    faults = [
        *of_document(record, written, loaded),
        *of_lines(record["conllu"], loaded),
        *of_conllu(record["conllu"], loaded),
    ]
    expected, found = attributes(own), attributes(loaded)
    differing = sum(found.get(key) != value for key, value in expected.items())
    if not differing:
        if own.to_json() != written:
            faults.append("json: not what spaCy writes of its own document")
        if spans(own.noun_chunks, lambda span: span.label_) != record["chunks"]:
            faults.append("chunks: not those of spaCy's own document")
    print(json.dumps({"tokens": len(own), "differing": differing, "faults": faults}))
