"""The bodies that a published extractor finds: extractors.py EXTRACTOR GOLD SET

Writes a line for each page of the set, as JSON: {"html": ..., "text": ...}.
"""

import gzip
import json
import logging
import sys


def trafilatura(precision):
    from trafilatura import extract

    return lambda html, url: extract(
        html, url=url, include_comments=False, favor_precision=precision)


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def body(html, _):
        tree = HTMLTree.parse_from_bytes(html, detect_encoding(html))
        return extract_plain_text(tree, main_content=True, alt_texts=False, links=False,
                                  form_fields=False)

    return body


EXTRACTORS = {
    "trafilatura": lambda: trafilatura(False),
    "trafilatura, precision": lambda: trafilatura(True),
    "resiliparse": resiliparse,
}


def main():
    logging.disable(logging.CRITICAL)
    name, gold, pages = sys.argv[1:]
    body = EXTRACTORS[name]()
    with open(f"{gold}/pages/{pages}.jsonl", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            with gzip.open(f"{gold}/{page['html']}") as file:
                html = file.read()
            try:
                text = body(html, page.get("url"))
            except Exception:  # A page that breaks an extractor is one that it does not read.
                text = None
            print(json.dumps({"html": page["html"], "text": text or ""}))


main()
