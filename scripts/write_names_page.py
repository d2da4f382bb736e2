"""Write docs/names.md anew from the table of names.

    python scripts/write_names_page.py

A test fails while the two differ.
"""

from pathlib import Path

from tf1graph.tf import names

if __name__ == "__main__":
    page = Path(__file__).resolve().parent.parent / "docs" / "names.md"
    page.write_text(names.format_page(names.table().values()), encoding="utf-8")
    print(page)
