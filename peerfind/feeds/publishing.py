"""Making and maintaining a signed feed: a folder of static files that any web host can serve.

Three sorts of keys (docs/publishing.md): root, two of three people's, which only ever name the other keys; targets, an
editor's, which vouches for the listings; online, a scheduled job's, which says that this is still the newest state.
"""

import datetime as dt
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from peerfind.directory.model import Listing
from peerfind.errors import DataError, RefusedError, UsageError
from peerfind.feeds.signed import FORMAT
from peerfind.lookup.packing import json_of
from peerfind.whole import keep_file

ROOTS = ("root-1", "root-2", "root-3")
TARGETS, ONLINE = "targets", "online"
KEYS = (*ROOTS, TARGETS, ONLINE)
_SIGNERS = {Targets.type: TARGETS, Snapshot.type: ONLINE, Timestamp.type: ONLINE}
_NEEDED = 2
_DAYS = {Root.type: 365, Targets.type: 90, Snapshot.type: 14, Timestamp.type: 14}
_OWN_DOCUMENT = 200
"""Listings of a country that are worth a document of its own, so that it is fetched only when they change."""
_REST = "world"


class Publisher:
    """A signed feed in a folder, and the folder of its keys."""

    def __init__(self, folder: Path, keys: Path, now: dt.datetime) -> None:
        if keys.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"{keys} lies inside the feed: keys must not be published", hint="Name another --keys.")
        self.folder, self.keys = folder, keys
        self._now = now.astimezone(dt.UTC).replace(microsecond=0)

    def init(self) -> tuple[str, ...]:
        """Make keys and an empty feed; return the fingerprints of the root keys."""
        if any((self.folder / "metadata").glob("*.json")):
            raise UsageError(f"{self.folder} holds a feed already")
        if any((self.keys / f"{name}.pem").exists() for name in KEYS):
            raise UsageError(f"{self.keys} holds keys already", hint="Name another --keys, or move them away.")
        made = {name: self._new_key(name) for name in KEYS}
        root = Root(version=1, expires=self._until(Root.type), consistent_snapshot=True)
        for role, names in {Root.type: ROOTS, **{role: (name,) for role, name in _SIGNERS.items()}}.items():
            for name in names:
                root.add_key(made[name].public_key, role)
        root.roles[Root.type].threshold = _NEEDED
        self._write(Metadata(root), [made[name] for name in ROOTS], first=True)
        self._write_targets(Targets(version=1, expires=self._until(Targets.type)), made[TARGETS])
        self._write_snapshot(Snapshot(version=1, expires=self._until(Snapshot.type)), 1, made[ONLINE])
        return tuple(sorted(root.roles[Root.type].keyids))

    def publish(self, listings: Iterable[Listing]) -> bool:
        """Put listings into the feed and sign it; return whether they are others than before."""
        old = self._newest(Targets.type).signed
        files = {name: _document(held) for name, held in _parted(listings).items()}
        described = {name: TargetFile.from_data(name, data, ["sha256"]) for name, data in files.items()}
        changed = {n: t.hashes for n, t in old.targets.items()} != {n: t.hashes for n, t in described.items()}
        for name, data in files.items():
            where = self.folder / "targets" / "listings" / f"{described[name].hashes['sha256']}.{Path(name).name}"
            if not where.is_file():
                keep_file(where, data)
        version = self._version(Targets.type) + 1
        told = {"x-peerfind-format": FORMAT}
        new = Targets(version, None, self._until(Targets.type), described, unrecognized_fields=told)
        self._write_targets(new, self._signer(TARGETS))
        self.sign()
        return changed

    def sign(self) -> None:
        """Say anew that this is the newest state: with the online key alone, as a scheduled job does."""
        snapshot = Snapshot(version=self._version(Snapshot.type) + 1, expires=self._until(Snapshot.type))
        self._write_snapshot(snapshot, self._version(Targets.type), self._signer(ONLINE))

    def rotate(self, name: str) -> tuple[str, ...]:
        """Replace a key by a new one; return the fingerprints of the root keys from now on."""
        if name not in KEYS:
            raise UsageError(f"{name!r} is not a key of a feed", hint=f"There are {', '.join(KEYS)}.")
        signers = self._root_signers()
        root: Root = self._newest(Root.type).signed
        new = _generated()
        roles = [role for role, key in _SIGNERS.items() if key == name] or [Root.type]
        for role in roles:
            for keyid in self._keyids(root, role, name):
                root.revoke_key(keyid, role)
            root.add_key(new.public_key, role)
        root.version += 1
        root.expires = self._until(Root.type)
        extra = [new] if name in ROOTS else []
        self._keep_key(f"{name}-new", new)  # before the root names it, so that no crash can lose it
        self._write(Metadata(root), [*signers, *extra])
        (self.keys / f"{name}-new.pem").replace(self.keys / f"{name}.pem")
        if name == TARGETS:
            targets = self._newest(Targets.type).signed
            targets.version += 1
            targets.expires = self._until(Targets.type)
            self._write_targets(targets, new)
        self.sign()
        return tuple(sorted(root.roles[Root.type].keyids))

    def _keyids(self, root: Root, role: str, name: str) -> list[str]:
        """Return the ids of the keys that one key file stands for in a role; of a lost root key, what has no file."""
        ids = [*root.roles[role].keyids]
        if role != Root.type:
            return ids
        path = self.keys / f"{name}.pem"
        if path.is_file():
            return [self._signer(name).public_key.keyid]
        others = {self._signer(other).public_key.keyid for other in ROOTS if (self.keys / f"{other}.pem").is_file()}
        lost = [keyid for keyid in ids if keyid not in others]
        if len(lost) != 1:
            raise UsageError("which root key is to be replaced can't be told", hint="Put the others' .pem into --keys.")
        return lost

    def _root_signers(self) -> list[CryptoSigner]:
        signers = [self._signer(name) for name in ROOTS if (self.keys / f"{name}.pem").is_file()]
        if len(signers) < _NEEDED:
            raise DataError(f"{self.keys} holds {len(signers)} root keys; {_NEEDED} have to sign")
        return signers

    def _write_targets(self, targets: Targets, signer: CryptoSigner) -> None:
        self._write(Metadata(targets), [signer])

    def _write_snapshot(self, snapshot: Snapshot, targets: int, signer: CryptoSigner) -> None:
        snapshot.meta = {"targets.json": MetaFile(targets)}
        self._write(Metadata(snapshot), [signer])
        version = self._version(Timestamp.type) + 1
        timestamp = Timestamp(version=version, expires=self._until(Timestamp.type))
        timestamp.snapshot_meta = MetaFile(snapshot.version)
        self._write(Metadata(timestamp), [signer])

    def _write(self, held: Metadata[Any], signers: Iterable[CryptoSigner], *, first: bool = False) -> None:
        """Sign and write; the timestamp, the one file that changes in place, comes last and puts all in use."""
        held.signatures.clear()
        for signer in signers:
            held.sign(signer, append=True)
        role, version = held.signed.type, held.signed.version
        root = held.signed if role == Root.type else self._newest(Root.type).signed
        try:
            if not first:
                before = self._newest(Root.type)
                before.verify_delegate(role, held) if role == Root.type else root.verify_delegate(
                    role, held.signed_bytes, held.signatures
                )
        except RepositoryError as error:
            hint = "Are these the keys of this feed?"
            raise RefusedError(f"{role}: the keys in {self.keys} are not those of the feed", hint=hint) from error
        name = "timestamp.json" if role == Timestamp.type else f"{version}.{role}.json"
        data = held.to_bytes(JSONSerializer(compact=False))
        try:
            keep_file(self.folder / "metadata" / name, data)
        except OSError as error:
            raise DataError(f"{self.folder} can't be written: {error.strerror}") from error

    def _version(self, role: str) -> int:
        """Return the newest version of a role, 0 where there is none."""
        if role == Timestamp.type:
            path = self.folder / "metadata" / "timestamp.json"
            return int(Metadata[Timestamp].from_file(str(path)).signed.version) if path.is_file() else 0
        names = (path.name for path in (self.folder / "metadata").glob(f"*.{role}.json"))
        return max((int(name.partition(".")[0]) for name in names if re.match(r"\d+\.", name)), default=0)

    def _newest(self, role: str) -> Metadata[Any]:
        version = self._version(role)
        if not version:
            raise DataError(f"{self.folder} holds no feed", hint=f'"peerfind feed init {self.folder}" makes one.')
        return Metadata.from_file(str(self.folder / "metadata" / f"{version}.{role}.json"))

    def _until(self, role: str) -> dt.datetime:
        return self._now + dt.timedelta(days=_DAYS[role])

    def _new_key(self, name: str) -> CryptoSigner:
        signer = _generated()
        self._keep_key(name, signer)
        return signer

    def _keep_key(self, name: str, signer: CryptoSigner) -> None:
        try:
            self.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
            keep_file(self.keys / f"{name}.pem", signer.private_bytes, 0o600)
        except OSError as error:
            raise DataError(f"{self.keys} can't be written: {error.strerror}") from error

    def _signer(self, name: str) -> CryptoSigner:
        path = self.keys / f"{name}.pem"
        try:
            return _signer_of(path.read_bytes())
        except FileNotFoundError as error:
            raise DataError(f"the key {path} is not there", hint="Name the folder of the keys with --keys.") from error
        except (OSError, ValueError, TypeError) as error:
            raise DataError(f"the key {path} can't be read") from error


def default_keys(folder: Path) -> Path:
    """Return the folder beside a feed that its keys are kept in."""
    whole = folder.resolve()
    return whole.with_name(f"{whole.name}-keys")


def _generated() -> CryptoSigner:
    return CryptoSigner.generate_ed25519()


def _signer_of(pem: bytes) -> CryptoSigner:
    key: Any = load_pem_private_key(pem, None)
    return CryptoSigner(key, SSlibKey.from_crypto(key.public_key()))


def _parted(listings: Iterable[Listing]) -> dict[str, list[Listing]]:
    """Return the listings of each document: a country with many has its own, the others share one."""
    of_country: Mapping[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        of_country[(listing.country or _REST).lower()].append(listing)
    parts: Mapping[str, list[Listing]] = defaultdict(list)
    for country, held in of_country.items():
        parts[country if len(held) >= _OWN_DOCUMENT else _REST] += held
    return {f"listings/{name}.jsonl.gz": held for name, held in parts.items()}


def _document(listings: Iterable[Listing]) -> bytes:
    """Return listings as a compressed document, the same bytes for the same listings."""
    lines = b"".join(json_of(listing) + b"\n" for listing in sorted(listings, key=lambda listing: listing.id))
    return gzip.compress(lines, mtime=0)
