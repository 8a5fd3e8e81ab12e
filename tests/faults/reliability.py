"""Writes docs/reliability.md from the records in docs/reliability: ``python -m tests.faults.reliability``.

`make test-faults` writes the records of tests, `make load` and `make fuzz` theirs. A record that is missing is said to
be missing. The text here explains figures; it contains none.
"""

import sys

from tests.faults.records import FOLDER, read_record

DOCUMENT = FOLDER.with_suffix(".md")
_MIB = 2**20
_MOMENTS = {
    "front_end": "the front end's files",
    "first_page": "the first page, with the front end's files",
    "upload_to_answer": "from upload to answer",
    "rerun": "the page again",
    "attack": "from upload to answer, of the hostile files",
}


def table(columns, rows):
    """A table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def seconds(value):
    """Seconds with as many digits as can be compared."""
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def mebibytes(value):
    """Bytes in MiB."""
    return f"{value / _MIB:.0f} MiB"


def _photos(found):
    rows = [
        ("files tried", f"{found['files']:,}"),
        ("read", f"{found['read']:,}"),
        ("refused with one sentence", f"{found['refused']:,}"),
        ("neither: a crash, a traceback or a hang", len(found["faults"])),
        ("workers that were ended", found["workers_killed"]),
        ("worst processor time of a file", f"{seconds(found['worst_seconds'])} ({found['slowest']})"),
        ("most memory of the process", mebibytes(found["peak_bytes"])),
        ("most memory of a worker", mebibytes(found["peak_bytes_of_a_worker"])),
    ]
    return [
        "Every file of the folder that `BAD_IMAGES_DIR` names goes through `decode_photo`. The processor time includes "
        "that of the worker processes.",
        table(["", ""], rows),
    ]


def _kills(found):
    rows = [(name, found[name]) for name in ("kills", "reported", "lost", "unreadable")]
    names = {"kills": "writers killed", "reported": "items that they reported as saved", "lost": "items lost"}
    names["unreadable"] = "items whose photo cannot be read"
    return [
        "Processes add, change and delete items until SIGKILL ends them at a random moment. Then the wardrobe is "
        "opened, and every item that a process had reported as saved is read; `wardrobe check` must find nothing.",
        table(["", ""], [(names[name], f"{value:,}") for name, value in rows]),
    ]


def _times(found):
    rows = [(_MOMENTS[name], *_quantiles(one)) for name, one in found["seconds"].items()]
    rows.append(("the health check", *_quantiles(found["health_seconds"])))
    return table(["", "p50", "p95", "p99", "longest", "times"], rows)


def _quantiles(one):
    return (*(seconds(one[name]) for name in ("p50", "p95", "p99", "longest")), f"{one['count']:,}")


def _memory(found):
    memory = found["memory_bytes"]
    return (mebibytes(memory[name]) for name in ("before", "peak", "after"))


def _attacks(found):
    before, peak, after = _memory(found)
    return [
        f"{found['visitors']} visitors each upload a JPEG whose scans are hidden, three WebP files of a few bytes that "
        "decode to 13 megapixels, and a HEIC of 12 megapixels. Two others import ZIP files: 5,000 files that are no "
        "photos, and 20 such JPEGs. Another visitor sorts small photos meanwhile.",
        _times(found),
        f"Memory of the server and its workers: {before} before, {peak} at its peak, {after} after. The server stopped "
        f"{seconds(found['seconds_to_stop'])} after SIGTERM.",
    ]


def _load(found):
    parts = [
        "All visitors come at the same moment, without a cache in their browsers. Each loads the front end's files and "
        "the first page, uploads a small photo, and runs the page again. Each has a wardrobe of its own, as "
        "in the container. The visitors run on the same cores as the server.",
    ]
    for one in found:
        before, peak, after = _memory(one)
        used = seconds(one["processor_seconds_a_visit"])
        parts += [
            f"### {one['sessions']} {'session' if one['sessions'] == 1 else 'sessions'}",
            _times(one),
            f"{len(one['failures'])} failures; {used} of processor time a visit. Memory: {before} before, {peak} "
            f"at its peak, {after} after all had left.",
        ]
    return parts


def _soak(found):
    before, peak, after = _memory(found)
    return [
        f"{found['sessions']} visitors at a time came {found['rounds']} times in {found['minutes']:g} minutes, with "
        f"{found['photos']:,} photos in all; {len(found['failures'])} failures.",
        _times(found),
        f"Memory: {before} before, {peak} at its peak, {after} after.",
    ]


def _fuzz(found):
    rows = [(name, f"{one['runs']:,}", one["minutes"], len(one["findings"])) for name, one in found["targets"].items()]
    return [
        f"Sound files are changed by {found['engine']} and read as the app reads them.",
        table(["files", "tried", "minutes", "findings"], rows),
    ]


def _busy(record):
    """That a run's times may be too long, if the machine was busy before it."""
    others = record.get("busy", 0.0)
    if others < record["cores"] / 2:
        return ""
    return (
        f" **The load average was {others:g} before the run began: its times may be longer than on an idle machine.**"
    )


SECTIONS = {
    "photos": ("Hostile photos", _photos, "make test-faults"),
    "attacks": ("Hostile visitors", _attacks, "make test-faults"),
    "kills": ("Killed processes", _kills, "make test-faults"),
    "fuzz": ("Random changes", _fuzz, "make fuzz"),
    "load": ("Load", _load, "make load"),
    "soak": ("Soak", _soak, "make load SOAK=20"),
}


def document(read=read_record):
    """The text of the document from the records that ``read`` gives by name."""
    parts = [
        "# Reliability",
        "`make reliability` wrote this file from the records in [docs/reliability](reliability). The machine and the "
        "day of each run are below its heading.",
    ]
    for name, (title, write, command) in SECTIONS.items():
        parts.append(f"## {title}")
        record = read(name)
        if record is None:
            parts.append(f"There is no record. `{command}` writes one.")
            continue
        where = f"{record['processor']}, {record['cores']} cores, Python {record['python']}"
        parts.append(f"{where}, {record['date']}; `{command}` wrote the record.{_busy(record)}")
        parts += write(record["found"])
    return "\n\n".join(parts) + "\n"


def main():
    """Writes the document."""
    DOCUMENT.write_text(document(), "utf-8")
    print(f"Wrote {DOCUMENT}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
