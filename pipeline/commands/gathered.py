"""Options of the command line that a command gets together, as one value."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

Command = Callable[..., Any]


def gathered(
    name: str, choice: type[Any], options: Sequence[Callable[[Command], Command]]
) -> Callable[[Command], Command]:
    """Adds options to a command, which gets them as its argument ``name``: a ``choice``, a dataclass with a field for each."""

    def add(command: Command) -> Command:
        @functools.wraps(command)
        def gather(*args: Any, **given: Any) -> Any:
            chosen = choice(**{field.name: given.pop(field.name) for field in fields(choice)})
            return command(*args, **{name: chosen}, **given)

        whole: Command = gather
        for option in reversed(options):
            whole = option(whole)
        return whole

    return add
