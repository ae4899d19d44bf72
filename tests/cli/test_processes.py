"""The command as a process: signals, full disks, readers that go away, and the same bytes each time."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from support.commands import PLAIN, SOON, command, processes_of

from duiqi import __version__


@pytest.mark.parametrize("module", ["duiqi", "duiqi.cli"])
def test_as_a_module(module: str) -> None:
    result = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, env=PLAIN, timeout=60)
    assert (result.returncode, result.stdout, result.stderr) == (0, f"duiqi {__version__}\n".encode(), b"")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_standard_output(seed_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        words = [sys.executable, "-m", "duiqi.cli", str(seed_path), "--quiet"]
        result = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, env=PLAIN, timeout=60)
    assert result.returncode == 2
    assert result.stderr == b"align: standard output: cannot be written: No space left on device\n"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_reader_of_standard_output_goes_away(seed_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    words = [sys.executable, "-m", "duiqi.cli", str(seed_path), "--quiet"]
    result = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, env=PLAIN, timeout=60)
    os.close(write)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped(tmp_path: Path, seed_path: Path, jobs: int, sent: signal.Signals) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(400):
        shutil.copy(seed_path, folder / f"r{number:03d}.txt")
    words = [sys.executable, "-m", "duiqi", str(folder), "-o", str(output), "--jobs", str(jobs)]
    # Whoever starts the tests in the background may have them ignore interrupts, and so their children.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(words, stderr=subprocess.PIPE, env=PLAIN, start_new_session=True, preexec_fn=heed)
    while not list(output.glob("*.tmx")):
        time.sleep(0.05)
    # Control-C goes to all processes of a terminal, the others to one.
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)
    else:
        process.send_signal(sent)
    _, err = process.communicate(timeout=60)
    deadline = time.monotonic() + SOON
    while (left := processes_of(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []
    told = {signal.SIGINT: (130, "align: interrupted"), signal.SIGTERM: (143, "align: terminated")}
    if sent in told:
        assert (process.returncode, err.decode().splitlines()[-1]) == told[sent]
    assert "Traceback" not in err.decode()
    assert 0 < len(list(output.glob("*.tmx"))) < 400
    # With one job the process that is killed is the one that writes, which leaves it no time to tidy up.
    if jobs > 1 or sent != signal.SIGKILL:
        assert list(output.glob("*.tmp")) == []


@pytest.mark.slow
def test_hash_seed_does_not_change_the_output(seed_path: Path, shared: Path) -> None:
    gold = shared / "gold" / "macdev"
    name = min(path.name for path in (gold / "src").iterdir())
    runs = [[seed_path, "--explain"], [gold / "src" / name, gold / "tgt" / name, "--presegmented", "--explain"]]
    for arguments in runs:
        results = [command(*arguments, env={**PLAIN, "PYTHONHASHSEED": seed}) for seed in ("0", "1")]
        assert results[0].returncode == 0
        assert results[0].stdout == results[1].stdout
        assert results[0].stderr == results[1].stderr


COMMANDS = (["-m", "duiqi"], ["-c", "import sys; from duiqi.__main__ import main; sys.exit(main())"])


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("command", COMMANDS, ids=["module", "script"])
@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 1.0])
def test_interrupted_while_it_starts(command: list[str], delay: float) -> None:
    # Python tells each module that it has imported: the first one of the command shows that Python itself has started.
    words = [sys.executable, "-X", "importtime", *command, "-", "-o", "-"]
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=PLAIN, preexec_fn=heed
    )
    assert process.stderr is not None
    while not re.search(rb"duiqi\.[a-z]", process.stderr.readline()):
        pass
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    told = [line for line in err.decode().splitlines() if not line.startswith("import time:")]
    assert (process.returncode, out, told) == (130, b"", ["align: interrupted"])


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupt_inside_a_string_that_is_run_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import duiqi.cli\n\ndef main():\n    try:\n        exec('raise KeyboardInterrupt')\n"
        "    except KeyboardInterrupt:\n        return 130\n\nduiqi.cli.main = main\n"
    )
    path = os.pathsep.join(filter(None, (str(tmp_path), PLAIN.get("PYTHONPATH"))))
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    done = subprocess.run(
        [sys.executable, "-m", "duiqi"], env={**PLAIN, "PYTHONPATH": path}, check=False, preexec_fn=heed
    )
    assert done.returncode == 130
