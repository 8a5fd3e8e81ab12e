"""Changes sound files until a reader breaks: ``python -m tests.faults.fuzz --minutes 10 [--targets photo archive]``.

With atheris (``pip install atheris==3.0.0``; Linux and macOS) libFuzzer chooses the changes by the branches of the
project's Python code that they reach. Without it, changes are random. Files that break a reader are written to
``runs/fuzz``; the record goes to ``docs/reliability``. Exit status 1 if there are any.
"""

import argparse
import importlib.util
import json
import random
import re
import subprocess
import sys
import time
import traceback

from tests.faults.records import ROOT, write_record

FOLDER = ROOT / "runs" / "fuzz"
_LONGEST = 20_000  # bytes of a file
_SLOW = 10  # seconds of the clock for one file: a finding
_TARGETS = ("photo", "archive", "table", "idx")


def random_change(content, others, rng):
    """A file after a few random changes; ``others`` lend it parts."""
    content = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        at, length = rng.randrange(len(content) + 1), rng.choice((1, 1, 2, 4, 16, 64))
        kind = rng.randrange(6)
        if kind == 0:
            content[at : at + length] = rng.randbytes(length)
        elif kind == 1:
            content[at : at + 1] = bytes([rng.choice((0, 1, 0x7F, 0x80, 0xFF))])
        elif kind == 2:
            del content[at : at + length]
        elif kind == 3:
            content[at:at] = content[at : at + length] * rng.choice((1, 3, 100))
        elif kind == 4:
            other = rng.choice(others)
            start = rng.randrange(len(other))
            content[at : at + length] = other[start : start + length]
        else:
            del content[at + rng.randrange(len(content) + 1) :]
        if not content:
            content = bytearray(1)
    return bytes(content[:_LONGEST])


def by_random_changes(name, seconds, seed):
    """Runs a target with random changes for so long; returns how often, and the files that broke it with why."""
    from tests.faults import targets

    check, corpus = targets.TARGETS[name], targets.seeds(name)
    rng, runs, findings = random.Random(seed), 0, []
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(findings) < 20:
        content = random_change(rng.choice(corpus), corpus, rng)
        started = time.monotonic()
        try:
            check(content)
            if time.monotonic() - started > _SLOW:
                raise TimeoutError(f"it took {time.monotonic() - started:.0f} s")
        except Exception:  # noqa: BLE001
            findings.append((content, traceback.format_exc()))
        runs += 1
    return runs, findings


def by_coverage(name, seconds):
    """Runs a target under libFuzzer in this process, which ends with it; called in a process of its own."""
    import atheris

    with atheris.instrument_imports(include=["data", "wardrobe"]):
        from tests.faults import targets
    corpus = FOLDER / f"{name}-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(targets.seeds(name)):
        (corpus / f"seed-{number}").write_bytes(content)
    options = [
        f"-max_total_time={seconds:.0f}",
        f"-max_len={_LONGEST}",
        f"-timeout={_SLOW}",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={FOLDER}/{name}-",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], targets.TARGETS[name])
    atheris.Fuzz()


def _guided(name, seconds):
    command = [sys.executable, "-m", "tests.faults.fuzz", "--inside", name, "--minutes", str(seconds / 60)]
    before = set(FOLDER.glob(f"{name}-*"))
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    output = result.stdout.decode("utf-8", "replace")
    counted = re.findall(r"stat::number_of_executed_units:\s+(\d+)", output)
    new = [path.name for path in sorted(set(FOLDER.glob(f"{name}-*")) - before) if path.is_file()]
    if result.returncode and not new:
        new = [f"ended with {result.returncode}"]
    if result.returncode:
        print(output[-4000:], file=sys.stderr)
    return int(counted[-1]) if counted else 0, new


def _random(name, seconds, seed):
    runs, findings = by_random_changes(name, seconds, seed)
    names = []
    for number, (content, why) in enumerate(findings):
        path = FOLDER / f"{name}-{seed}-{number}"
        path.write_bytes(content)
        print(f"{path}\n{why}", file=sys.stderr)
        names.append(path.name)
    return runs, names


def main(arguments=None):
    """Fuzzes the targets one after another, and writes the record; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="of all targets together")
    parser.add_argument("--targets", nargs="*", choices=_TARGETS, default=list(_TARGETS))
    parser.add_argument("--random", action="store_true", help="random changes even if atheris is there")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the random changes")
    parser.add_argument("--inside", choices=_TARGETS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        by_coverage(options.inside, options.minutes * 60)
        return 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    guided = not options.random and importlib.util.find_spec("atheris") is not None
    seconds = options.minutes * 60 / len(options.targets)
    found = {}
    for name in options.targets:
        runs, findings = _guided(name, seconds) if guided else _random(name, seconds, options.seed)
        found[name] = {"runs": runs, "minutes": round(seconds / 60, 2), "findings": findings}
        print(json.dumps({name: found[name]}), flush=True)
    write_record("fuzz", {"engine": "atheris" if guided else "random changes", "targets": found})
    return int(any(one["findings"] for one in found.values()))


if __name__ == "__main__":
    sys.exit(main())
