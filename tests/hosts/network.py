"""Hosts in network namespaces of their own, joined by a bridge; the plug of each can be pulled."""

import fcntl
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
BRIDGE, CABLE = "kvhosts", "kv-"
NET = "10.77.77"
PATIENCE = 20.0
"""Seconds that a process has to end by itself."""


class NoNamespacesError(Exception):
    """This machine does not let us make a network of our own; the message says what was refused."""


@dataclass
class Host:
    """One machine: nothing reaches it but over its link, and `folder` is on its own disk."""

    name: str
    address: str
    folder: Path
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def namespace(self) -> str:
        return f"{BRIDGE}-{self.name}"

    @property
    def link(self) -> str:
        """The end of its cable at the bridge; a name has fifteen letters at most."""
        return f"{CABLE}{self.name}"

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
        """A process of this host, which writes to a log in its folder."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self.inside(command), cwd=ROOT, env=dict(environment), stdout=log, stderr=log, start_new_session=True
            )
        return self.processes[name]

    def run(self, command: Sequence[str], environment: Mapping[str, str]) -> str:
        """What a command says that is run on this host; raises `CalledProcessError` when it fails."""
        found = subprocess.run(
            self.inside(command), cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, check=True, text=True
        )
        return found.stdout

    def inside(self, command: Sequence[str]) -> list[str]:
        return ["ip", "netns", "exec", self.namespace, *command]

    def connect(self) -> None:
        """A machine that is switched on: nothing runs, and no connection is known."""
        space = ("-netns", self.namespace)
        card = f"02:00:00:00:00:{int(self.address.rpartition('.')[2]):02}"  # the same each time: others remember it
        _ip("netns", "add", self.namespace)
        peer = ("name", "eth0", "address", card, "netns", self.namespace)
        _ip("link", "add", self.link, "type", "veth", "peer", *peer)
        _ip("link", "set", self.link, "master", BRIDGE, "up")
        _ip(*space, "address", "add", f"{self.address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            _ip(*space, "link", "set", device, "up")

    def lose_power(self) -> None:
        """Pulls the cable first, so that nobody is told that connections end, now or later; only the disk is left."""
        _ip("link", "set", self.link, "down")
        _kill_all(self.namespace)
        for process in self.processes.values():
            process.wait()
        self.processes.clear()
        _ip("link", "delete", self.link)
        _ip("netns", "delete", self.namespace)

    def stop(self, name: str) -> None:
        """Asks a process to end; kills it when it does not."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop_all(self) -> None:
        for name in reversed(list(self.processes)):
            self.stop(name)

    def last_words(self) -> str:
        """The end of every log, for whoever wonders why something did not work."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {self.name}/{path.name}\n{path.read_text(errors='replace')[-1500:]}" for path in logs)


@contextmanager
def _alone() -> Iterator[None]:
    """Names and addresses are fixed, so there is one network at a time; raises `NoNamespacesError`."""
    with Path(tempfile.gettempdir(), f"{BRIDGE}.lock").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoNamespacesError("another demonstration has the network") from None
        yield


@contextmanager
def hosts_of(names: Sequence[str], folder: Path) -> Iterator[list[Host]]:
    """Hosts of these names on one bridge; all their processes, namespaces and links are gone afterwards.

    This program is at the bridge too, where a proxy would be.

    Raises:
        NoNamespacesError: see there.
    """
    hosts = [Host(name, f"{NET}.{number}", folder / name) for number, name in enumerate(names, 2)]
    with _alone():
        try:
            _put_up(hosts)
            yield hosts
        finally:
            for host in reversed(hosts):  # who needs another's answer to end goes first
                host.stop_all()
            _take_down()


def _put_up(hosts: Sequence[Host]) -> None:
    try:
        _take_down()  # what an earlier demonstration left that was killed itself
        _ip("link", "add", BRIDGE, "type", "bridge")
        _ip("address", "add", f"{NET}.1/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for host in hosts:
            host.folder.mkdir(parents=True)
            host.connect()
    except FileNotFoundError:
        raise NoNamespacesError("there is no command ip (Debian: apt-get install iproute2)") from None
    except subprocess.CalledProcessError as error:
        raise NoNamespacesError(error.stderr.strip()) from None


def _take_down() -> None:
    """Whatever of it is there, with all that runs in it."""
    for space in _ip("netns", "list").split():
        if space.startswith(f"{BRIDGE}-"):
            _kill_all(space)
            _ip("netns", "delete", space)
    links = [line.split()[0].partition("@")[0] for line in _ip("-brief", "link").splitlines()]
    for link in links:  # also where a connection that nobody ended keeps its namespace for a while
        if link == BRIDGE or link.startswith(CABLE):
            with suppress(subprocess.CalledProcessError):  # it went with its namespace just now
                _ip("link", "delete", link)


def _kill_all(space: str) -> None:
    """Everything that runs in this namespace, without a word of warning."""
    while pids := _ip("netns", "pids", space).split():
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        time.sleep(0.05)


def _ip(*arguments: str) -> str:
    return subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True).stdout
