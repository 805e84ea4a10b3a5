"""Inside the sandbox: calls to the kernel that no course exercise needs, refused by a filter.

Without it participants' code could make user namespaces of its own, and with them file systems
in memory of any size; and reach the machine below by sockets that no network namespace holds.
"""

import ctypes
import errno
import platform
import struct

_SET_SECCOMP, _MODE_FILTER = 22, 2
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_NEW_NAMESPACES = 0x7E020080
_ORDINARY_SOCKETS = (1, 2, 10, 16)  # unix, inet, inet6, netlink

# Numbers from the kernel's own tables (x86-64 first, then the generic one of aarch64).
_REFUSED = {
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "open_by_handle_at": (304, 265),
    "io_uring_setup": (425, 425),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
}
_MACHINES = {"x86_64": (0, 0xC000003E, 56, 41), "aarch64": (1, 0xC00000B7, 220, 198)}
_CLONE3 = 435


def refuse_dangerous_calls() -> bool:
    """Set the filter for this process and all it starts; False on an unknown processor."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    program = _program(*machine)
    code = ctypes.create_string_buffer(b"".join(program))
    about = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(about), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "The filter of system calls could not be set.")
    return True


def _program(column: int, architecture: int, clone: int, socket: int) -> list[bytes]:
    deny = _step(_RETURN, _ERRNO | errno.EPERM)
    allow = _step(_RETURN, _ALLOW)
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1, 0),
        deny,
        _step(_LOAD, _NUMBER),
        # The second numbering of x86-64 would go round the list below.
        _step(_AT_LEAST, 0x40000000, 0, 1),
        deny,
        # "Not known here" makes the C library fall back to `clone`, whose flags can be read.
        _step(_EQUAL, _CLONE3, 0, 1),
        _step(_RETURN, _ERRNO | errno.ENOSYS),
    ]
    for numbers in _REFUSED.values():
        steps += [_step(_EQUAL, numbers[column], 0, 1), deny]
    steps += [
        _step(_EQUAL, clone, 0, 4),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_ANY_BIT, _NEW_NAMESPACES, 0, 1),
        deny,
        allow,
        _step(_EQUAL, socket, 0, 2 + len(_ORDINARY_SOCKETS)),
        _step(_LOAD, _FIRST_ARGUMENT),
    ]
    for place, family in enumerate(_ORDINARY_SOCKETS):
        steps.append(_step(_EQUAL, family, len(_ORDINARY_SOCKETS) - place, 0))
    return [*steps, deny, allow]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
