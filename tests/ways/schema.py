"""Validates BPMN files against the schema of BPMN 2.0, which the PyPI package spiffworkflow carries.

    python schema.py FILE...
"""

import importlib.util
import pathlib
import sys

from lxml import etree

package = pathlib.Path(importlib.util.find_spec("SpiffWorkflow").origin).parent
schema = etree.XMLSchema(etree.parse(str(package / "bpmn" / "parser" / "schema" / "BPMN20.xsd")))

wrong = 0
for name in sys.argv[1:]:
    try:
        tree = etree.parse(name)
    except etree.XMLSyntaxError as error:
        wrong += 1
        print(f"{name}: {error}", file=sys.stderr)
        continue
    if not schema.validate(tree):
        wrong += 1
        for error in list(schema.error_log)[:10]:
            print(f"{name}:{error.line}: {error.message}", file=sys.stderr)
if wrong:
    sys.exit(f"{wrong} of {len(sys.argv) - 1} BPMN files are not valid")
print(f"BPMN 2.0 schema: {len(sys.argv) - 1} files valid")
