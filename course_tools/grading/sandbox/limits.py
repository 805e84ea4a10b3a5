"""How much one hand-in may use while its notebook runs."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of one notebook; times in seconds, sizes in bytes.

    `disk` holds for each of the places that can be written to: the working folder, `/tmp` and
    `/dev/shm`. `cell_output` and `notebook_output` are what is kept; the rest is left out and
    said so. A notebook that sends more than `flood` is stopped.
    """

    seconds_per_cell: float = 30
    seconds_for_all: float = 120
    memory: int = 1024 * MEGABYTE
    processes: int = 64
    disk: int = 64 * MEGABYTE
    cell_output: int = 1 * MEGABYTE
    notebook_output: int = 10 * MEGABYTE
    flood: int = 80 * MEGABYTE

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not value > 0:
                raise ValueError(f"{name} is {value}; use a number above 0.")

    @property
    def largest_message(self) -> int:
        """Bytes of one message from the kernel that are taken into memory at all."""
        return max(32 * MEGABYTE, self.cell_output)

    @property
    def size_of_memory(self) -> str:
        """The memory in words."""
        if self.memory % (1024 * MEGABYTE) == 0:
            return f"{self.memory // (1024 * MEGABYTE)} GB"
        return f"{self.memory // MEGABYTE} MB"
