"""The tour of the package names every room, and the table of imports has a row for each."""

from tests.test_layers import MAY_IMPORT, PACKAGE

TOUR = (PACKAGE / "README.md").read_text(encoding="utf-8")
ROOMS = {
    path.stem if path.is_file() else path.name
    for path in PACKAGE.iterdir()
    if (path.suffix == ".py" or (path / "__init__.py").is_file()) and path.name != "__init__.py"
}


def test_the_tour_names_every_room() -> None:
    missing = {room for room in ROOMS if f"`{room}.py`" not in TOUR and f"`{room}/" not in TOUR}
    assert missing == set()


def test_every_room_has_a_row_in_the_table_of_imports() -> None:
    assert {"cli", "codes", *MAY_IMPORT} == {"cli", *ROOMS}
