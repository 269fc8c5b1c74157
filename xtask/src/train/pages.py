"""Fits trees to the pieces of pages or the lines of texts:

pages.py NAME PIECES TREES LEAST ALL WITHOUT-0 WITHOUT-1 ...

Writes the trees fitted to all pages, and those fitted without each part of them.
"""

import json
import re
import sys
from collections import Counter

import lightgbm
import numpy

WORD = re.compile(r"\w+")
# Small trees and few of them, each on parts of the pages and of the features: more fit the pages
# and not the next ones.
SETTINGS = {
    "objective": "cross_entropy",
    "learning_rate": 0.1,
    "num_leaves": 12,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "deterministic": True,
    "num_threads": 2,
    "verbose": -1,
}
# What a stated passage counts beside a whole body.
PASSAGE = 0.3


def words(text):
    return [word.lower() for word in WORD.findall(text)]


def labels(texts, gold):
    """How much of each piece is in the body, and what it counts: its share of the body."""
    body = words(gold)
    groups = {tuple(body[at:at + 4]) for at in range(len(body) - 3)}
    lines = {" ".join(words(line)) for line in gold.split("\n")}
    joined = f" {' '.join(body)} "
    found, weights = [], []
    for text in texts:
        own = words(text)
        weights.append((len(own) + 2) / max(50, len(body)))
        if len(own) >= 4:
            own = [tuple(own[at:at + 4]) for at in range(len(own) - 3)]
            found.append(sum(group in groups for group in own) / len(own))
        else:
            line = " ".join(own)
            inside = len(own) >= 2 and f" {line} " in joined
            found.append(1.0 if line in lines and line else 0.5 if inside else 0.0)
    return found, weights


def passages(texts, gold):
    """The same where only some passages are known."""
    texts = [" ".join(text.split()) for text in texts]
    found, weights = [0.0] * len(texts), [0.0] * len(texts)
    for key, value in (("with", 1.0), ("without", 0.0)):
        for passage in gold[key] or []:
            passage = " ".join(passage.split())
            places = [at for at, text in enumerate(texts) if passage and passage in text]
            for at in places:
                found[at], weights[at] = value, max(0.05, PASSAGE / len(places))
    return found, weights


def read(path):
    pages = []
    with open(path, encoding="utf-8") as lines:
        names = json.loads(next(lines)).split()
        for line in lines:
            page = json.loads(line)
            if not page["rows"]:
                continue
            if "found" in page:
                found, weights = page["found"], page["weights"]
            elif isinstance(page["gold"]["text"], str):
                found, weights = labels(page["texts"], page["gold"]["text"])
            else:
                found, weights = passages(page["texts"], page["gold"])
            rows = numpy.array(page["rows"], dtype=numpy.float32)
            known = numpy.array(weights) > 0
            pages.append((page["part"], rows[known], numpy.array(found)[known],
                          numpy.array(weights)[known]))
    return names, pages


def fit(pages, trees):
    rows, found, weights = (numpy.concatenate(column) for column in list(zip(*pages))[1:])
    data = lightgbm.Dataset(rows, found, weight=weights / weights.mean())
    return lightgbm.train(SETTINGS, data, trees)


def branch(node):
    if "leaf_value" in node:
        return [f"={node['leaf_value']:.5g}"]
    assert node["decision_type"] == "<=" and node["missing_type"] in ("None", "NaN")
    question = f"{node['split_feature']}:{node['threshold']:.7g}"
    return [question, *branch(node["left_child"]), *branch(node["right_child"])]


def write(path, head, model):
    with open(path, "w", encoding="utf-8") as out:
        print(*head, sep="\n", file=out)
        for tree in model.dump_model()["tree_info"]:
            print(" ".join(branch(tree["tree_structure"])), file=out)


def main():
    name, pieces, trees, least, whole, *parts = sys.argv[1:]
    names, pages = read(pieces)
    head = [f"# Fitted by `cargo xtask train {name}`: see forest.rs for what the lines say.",
            " ".join(names), least]
    write(whole, head, fit(pages, int(trees)))
    for part, path in enumerate(parts):
        write(path, head, fit([page for page in pages if page[0] != part], int(trees)))


main()
