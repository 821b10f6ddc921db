import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
def test_an_update_that_dies_at_any_write_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.feeds.killing", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= 200
