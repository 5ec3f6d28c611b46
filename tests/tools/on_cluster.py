"""Run a briefdeck command on a Dask cluster of one worker, which lives as long as the command."""

import subprocess
import sys

from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        sys.exit(subprocess.run([*sys.argv[1:], "--cluster", cluster.scheduler_address], check=False).returncode)
