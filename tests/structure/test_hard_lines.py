"""What belongs between two lines that were one."""

from __future__ import annotations

import pytest

from duiqi.structure.hard_lines import compounds_of, join_wrapped


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["see https://example.org/docs/-", "zh_Hans/ for it"], "see https://example.org/docs/zh_Hans/ for it"),
        (["see https://example.org/", "Then go"], "see https://example.org/ Then go"),
        (['the file "/usr/share/keys', '/us.map.gz" alone'], 'the file "/usr/share/keys/us.map.gz" alone'),
        (['the files in "~', '/.config/"'], 'the files in "~/.config/"'),
        (["mount /dev/sdb1", "/mnt/foo"], "mount /dev/sdb1 /mnt/foo"),
        (['both "a"', "/usr"], 'both "a" /usr'),
        (["(https://example.org", "/lists/) for it"], "(https://example.org/lists/) for it"),
        (["(https://example.org/a#", "b) and"], "(https://example.org/a#b) and"),
        (["at https://example.org/a?", "Then (b) it"], "at https://example.org/a? Then (b) it"),
        (["runs on GNU/", "Linux and"], "runs on GNU/Linux and"),
        (["files in /srv/", "Debian has"], "files in /srv/ Debian has"),
        (["it has a =", "sign"], "it has a = sign"),
    ],
)
def test_addresses_and_paths(lines: list[str], joined: str) -> None:
    assert join_wrapped(lines) == joined


def test_compounds_keep_their_hyphen() -> None:
    compounds = compounds_of(["The apt-pinning of Mini-HOWTO", "a non-", "-x --long-option 3-4"])
    assert compounds == {"apt-pinning", "mini-howto"}
    lines = ["all apt-", "pinning, mini-", "HOWTO and inter-", "national"]
    assert join_wrapped(lines, dehyphenate=True, compounds=compounds) == "all apt-pinning, mini-HOWTO and international"
