"""Reads texts, one JSON object a line, with spaCy; writes what it says of them."""

import json
import sys
import warnings

import spacy

# A package made for an older spaCy says so at every loading.
warnings.filterwarnings("ignore", message=r"\[W095\]")
pipeline = spacy.load(sys.argv[1])
pipeline.max_length = 10**9
texts = (json.loads(line)["text"] for line in sys.stdin)
for doc in pipeline.pipe(texts, batch_size=32):
    text = doc.text
    at, byte, tokens = 0, 0, []
    for token in doc:
        byte += len(text[at : token.idx].encode())
        end = byte + len(token.text.encode())
        tokens.append(
            {
                "start": byte,
                "end": end,
                "tag": token.tag_,
                "pos": token.pos_,
                "morph": str(token.morph),
                "lemma": token.lemma_,
                "head": token.head.i,
                "dep": token.dep_,
                "sentence": token.is_sent_start is True,
                "entity": token.ent_iob_ + ("-" + token.ent_type_ if token.ent_type_ else ""),
            }
        )
        at, byte = token.idx + len(token.text), end
    print(json.dumps({"tokens": tokens}, ensure_ascii=False, separators=(",", ":")))
