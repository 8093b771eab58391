"""A settings file that is not in UTF-8 is told with its line; one that Windows saved with a mark is read."""

import pytest

from dashboard import checklist, council, settings, watching
from dashboard.access import people, rights
from dashboard.collecting import settings as collecting
from dashboard.errors import DefinitionError
from dashboard.intake import form, layout
from dashboard.packs import definitions
from dashboard.partnership import settings as partnership
from dashboard.planning import settings as planning
from dashboard.public import release
from dashboard.registers import register
from dashboard.scores import settings as scores

READ = {
    "council.toml": council.read,
    "checklist.toml": checklist.read,
    "monitoring.toml": watching.read,
    "people.toml": lambda folder: people._told(folder / people.FILE),
    "rights.toml": rights.read,
    "collections.toml": collecting.read,
    "partners.toml": partnership.read,
    "plans.toml": planning.read,
    "public.toml": release.settings,
    "scores.toml": scores.read,
    "mapping.toml": lambda folder: form.read_mapping(folder / "mapping.toml", {}),
    "layout.toml": lambda folder: layout.read(folder / "layout.toml", None),
    "pack.toml": lambda folder: definitions._definition("pack", folder / "pack.toml"),
    "register.toml": lambda folder: register.read(folder / "register.toml", ()),
}


@pytest.mark.parametrize("name", READ)
def test_a_file_of_settings_that_is_not_in_utf_8_is_told_with_its_line(tmp_path, name):
    (tmp_path / name).write_bytes(b'# of the council\nname = "Caf\xe9"\n')
    with pytest.raises(DefinitionError, match=f"^(packs/)?{name}: line 2 is not in UTF-8"):
        READ[name](tmp_path)


def test_a_file_that_windows_saved_in_utf_8_is_read(tmp_path):
    path = tmp_path / "any.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "Caf\xc3\xa9"\r\n')
    assert settings.said_in(path) == {"name": "Café"}


def test_a_word_that_is_set_in_a_file_of_windows_leaves_a_file_that_can_be_read(tmp_path):
    path = tmp_path / "council.toml"
    path.write_bytes(b"\xef\xbb\xbfhistory = 24\r\n")
    council.set_word(tmp_path, "name", "Marshwick")
    assert settings.said_in(path) == {"name": "Marshwick", "history": 24}
