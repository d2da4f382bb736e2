"""Write docs/names.md, docs/contrib.md, docs/keras.md and what a port reads anew from the table of names.

    python scripts/write_names_page.py

A test fails while one of them differs.
"""

from pathlib import Path

import write_contrib_page
import write_keras_page

from tf1graph.port import table
from tf1graph.tf import names

if __name__ == "__main__":
    page = Path(__file__).resolve().parent.parent / "docs" / "names.md"
    page.write_text(names.format_page(names.table().values()), encoding="utf-8")
    print(page)
    table.SNAPSHOT.write_text(table.format_snapshot(), encoding="utf-8")
    print(table.SNAPSHOT)
    write_contrib_page.main()
    write_keras_page.main()
