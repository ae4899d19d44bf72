"""Rule ``entity-declaration``."""

from __future__ import annotations

from duiqi.checking.rule import ElementRule


class EntityDeclaration(ElementRule):
    """The file declares an entity of its own; nothing after it is checked."""

    id = "entity-declaration"
    severity = "refused"
    effect = "programs refuse the file or leave the entities out, since they can be harmful"
    example = '<!DOCTYPE tmx [<!ENTITY us "ACME">]><tmx version="1.4"><header …/><body><tu>…</tu></body></tmx>'

    def entity(self, name: str, line: int) -> None:
        self.add(line, f"the file declares the entity {name}")
