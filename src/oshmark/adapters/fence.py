# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the kernel lets a process of ours do that works on texts and pictures of strangers: a filter of system calls.

It holds for the thread that asks for it and cannot be taken off again (seccomp(2)). On a system that has no such filter
the functions say so, and the other bounds stand alone.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET: dict[str, tuple[int, ...]] = {"x86_64": (41,), "aarch64": (198,)}
_COMPUTING: dict[str, tuple[int, ...]] = {
    "x86_64": (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 28, 37, 38, 39, 60, 98, 131, 186, 202, 204, 219, 228,
               230, 231, 234, 318, 334),
    "aarch64": (63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 124, 216, 233, 103, 172, 93, 165, 132, 178, 98,
                123, 128, 113, 115, 94, 131, 278, 293),
}  # fmt: skip
"""The calls of a process that computes, reads what it has open, writes what it has open, and ends. In the order of the
first line: read, write, close, fstat, lseek, mmap, mprotect, munmap, brk, rt_sigaction, rt_sigprocmask, rt_sigreturn,
sched_yield, mremap, madvise, alarm, setitimer, getpid, exit, getrusage, sigaltstack, gettid, futex, sched_getaffinity,
restart_syscall, clock_gettime, clock_nanosleep, exit_group, tgkill, getrandom, rseq; aarch64 has no alarm."""

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM

Line = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def refuse_sockets() -> bool:
    """Have the kernel answer `socket()` with EPERM; False where it cannot."""
    return _install(_SOCKET, listed=_REFUSE, others=_ALLOW)


def only_compute() -> bool:
    """Have the kernel answer with EPERM whatever is more than computing: no file is opened, no process started, nobody
    asked. What is needed has to be loaded before. False where the kernel cannot."""
    return _install(_COMPUTING, listed=_ALLOW, others=_REFUSE)


def _install(calls: dict[str, tuple[int, ...]], *, listed: int, others: int) -> bool:
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _AUDIT_ARCH:
        return False
    lines = list(_lines(_AUDIT_ARCH[machine], calls[machine], listed, others))
    program = _Program(len(lines), b"".join(struct.pack("=HBBI", *line) for line in lines))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), ctypes.byref(program)) == 0)


def _lines(arch: int, calls: tuple[int, ...], listed: int, others: int) -> Iterable[Line]:
    """The filter: a call of another architecture is refused, a listed one gets `listed`, all others `others`."""
    yield (_LOAD, 0, 0, 4)  # the architecture of the call
    yield (_JUMP_IF_EQUAL, 1, 0, arch)
    yield (_RETURN, 0, 0, _REFUSE)
    yield (_LOAD, 0, 0, 0)  # the number of the call
    for at, call in enumerate(calls):
        yield (_JUMP_IF_EQUAL, len(calls) - at, 0, call)
    yield (_RETURN, 0, 0, others)
    yield (_RETURN, 0, 0, listed)
