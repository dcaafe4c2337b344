"""Limits of the reading process on Windows: a job of its own with a bound on memory and on processor time."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from functools import lru_cache
from typing import Any

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_PROCESS_TIME, _PROCESS_MEMORY, _ACTIVE_PROCESSES = 0x0002, 0x0100, 0x0008
_DIE_ON_FAULT = 0x0400  # no dialog where a reader crashes
_TICKS = 10_000_000  # of 100 ns in a second


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_ulonglong * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limit(memory: int, seconds: float) -> None:
    """Let this process claim no more memory (bytes), run no longer (its processor time in all) and start no other.

    Where Windows refuses, the process goes on: whoever started it still ends it when it takes too long.
    """
    kernel, job = _own_job()
    limits = ExtendedLimits()
    flags = _PROCESS_TIME | _PROCESS_MEMORY | _ACTIVE_PROCESSES | _DIE_ON_FAULT
    limits.BasicLimitInformation.LimitFlags = flags
    limits.BasicLimitInformation.PerProcessUserTimeLimit = int(seconds * _TICKS)
    limits.BasicLimitInformation.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = memory
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))


@lru_cache(maxsize=1)
def _own_job() -> tuple[Any, int]:
    """Make a job and put this process into it."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]  # on Windows only
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    pointer = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, pointer, wintypes.DWORD)
    job = kernel.CreateJobObjectW(None, None)
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    return kernel, job
